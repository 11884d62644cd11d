"""Word for word: what the verbs and nouns of each act tell of a person, and what the same words do not tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from gathering import hold
from govah.read import read_plain, read_text
from govah.records import AFFIRMED

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("sweep.yml").read_text("utf-8"))


def sentences(kind: str) -> list[tuple[str, str, str]]:
    """Gives every sentence of a kind with its act and a name that takes turns: act, sentence, name."""
    found: list[tuple[str, str, str]] = []
    for act, lines in TABLE[kind].items():
        for number, line in enumerate(lines):
            names = TABLE["women" if "{F}" in line else "men"]
            name = names[number % len(names)]
            found.append((act, line.replace("{N}", name).replace("{F}", name), name))
    return found


def affirmed(text: str, name: str) -> set[str]:
    """Gives the acts that a text affirms of whoever bears that name."""
    reading = read_text(read_plain(text))
    ids = {person.id for person in reading.persons if person.name == name}
    return {claim.predicate for claim in reading.claims if claim.person in ids and claim.stance in AFFIRMED}


def tells(one: tuple[str, str, str]) -> None:
    """A sentence tells its act of the person."""
    act, text, name = one
    assert act in affirmed(text, name)


def tells_nothing(one: tuple[str, str, str]) -> None:
    """A sentence does not tell that act of the person, or tells nothing at all."""
    act, text, name = one
    told = affirmed(text, name)
    assert not told if act == "any" else act not in told


def test_each_word_tells_its_act() -> None:
    """Proves that an act is found in each of the words that reports have for it."""
    hold(sentences("told"), tells, lambda one: f"{one[0]}: {one[1]}")


def test_the_same_words_do_not_tell_it() -> None:
    """Proves that what is ahead, wished, denied, done by or to another, or only sounds alike gives no fact."""
    hold(sentences("never"), tells_nothing, lambda one: f"{one[0]}: {one[1]}")
