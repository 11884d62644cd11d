"""The table of the legal status, and its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from govah.weigh.rules import EVENTS, PRESUPPOSES, RULES, after, shown
from govah.words import label, say, words

PAGE = Path(__file__).parents[2] / "docs" / "concepts" / "weighing.md"


def test_the_page_shows_the_table() -> None:
    """Each row of the table stands in its page, in order, with its event, its outcome and its custody."""
    table = PAGE.read_text("utf-8").partition("## The table")[2].partition("\n## ")[0]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| ")][1:]
    written = [(row[0].removeprefix("| "), row[2], row[3].removesuffix(" |")) for row in rows]

    assert written == [
        (
            say(f"weigh.event-{rule.event}", "en"),
            " **or** ".join("as before" if to == "=" else label("stages", to, "en") for to in rule.to),
            label("custodies", rule.custody, "en") if rule.custody else "as before",
        )
        for rule in RULES
    ]


def test_each_predicate_that_moves_a_stage_is_a_word() -> None:
    """The predicates that the table knows are words of the vocabulary."""
    assert set(EVENTS) <= set(words("predicates"))


def test_what_is_presupposed_exists() -> None:
    """An event presupposes only events that the table knows."""
    known = {rule.event for rule in RULES}

    assert {event for groups in PRESUPPOSES.values() for group in groups for event in group} | set(PRESUPPOSES) <= known


@pytest.mark.parametrize("dead", ["executed", "killed", "died_in_custody"])
def test_nothing_moves_the_dead(dead: str) -> None:
    """On the way through the log on which somebody is dead, no event brings them back; another way stays open instead."""
    assert {after(dead, "dead", rule.event) for rule in RULES} == {((dead, "dead"),)}


def test_facing_death_never_sentences() -> None:
    """From no state does "faces the death penalty" lead to a death sentence that was not there."""
    stages = {stage for rule in RULES for stage in rule.stages}
    sentenced = {"sentenced_to_death", "death_sentence_final", "awaiting_execution", "stayed"}

    assert not {to for stage in stages - sentenced for to, _ in after(stage, "held", "facing")} & sentenced


@pytest.mark.parametrize(
    ("stage", "custody", "word"),
    [
        ("held", "held", "held"),
        ("held", "free", "released"),
        ("held", "bail", "on_bail"),
        ("held", "missing", "missing"),
        ("unknown", "missing", "missing"),
        ("charged", "bail", "charged"),
        ("sentenced_to_death", "free", "sentenced_to_death"),
    ],
)
def test_shown(stage: str, custody: str, word: str) -> None:
    """Somebody let go without a charge is released; a charge or a sentence outlasts a release."""
    assert shown(stage, custody) == word
