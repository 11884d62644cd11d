"""What organisations and authorities call for, threaten or condemn: their words, and no act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.read.english.claims import passage
from govah.read.english.lexicon import name_words
from govah.read.english.roles import subject
from govah.read.english.scene import Scene
from govah.records import FoundStatement

_CALLS: Final = frozenset(
    [
        "call",
        "urge",
        "demand",
        "condemn",
        "appeal",
        "ask",
        "warn",
        "plead",
        "pledge",
        "vow",
        "threaten",
        "insist",
        "advocate",
        "denounce",
        "deplore",
        "petition",
        "criticise",
        "criticize",
    ]
)


_NOBODY: Final = frozenset((word,) for word in ("he", "she", "it", "they", "we", "i", "who", "which", "that"))
_TO_A_PENALTY: Final = re.compile(
    r"(?i)^[^.;]{0,80}?\bto (?:death|prison|jail|life|hang|\w+ years|be (?:hanged|executed|shot))\b"
)


def statements(scene: Scene) -> Iterator[FoundStatement]:
    """Gives the calls, threats and condemnations of a sentence, with who makes them."""
    row = scene.row
    for place, phrase in enumerate(row):
        if phrase.kind != "VG" or phrase.head not in _CALLS or phrase.passive or phrase.form != "finite" or phrase.negated:
            continue
        if phrase.head == "call" and not (place + 1 < len(row) and row[place + 1].head in {"for", "on", "upon"}):
            continue
        doing = subject(row, place)
        if doing and scene.row[doing[-1]].words in _NOBODY:
            continue  # who "he" is, the sentence does not say
        if phrase.head == "condemn" and _TO_A_PENALTY.search(scene.tail(place)):
            continue  # a court's verdict
        if doing and _speaks(scene, doing[-1]):
            start, end = passage(scene, place)
            speaker = scene.text[scene.start_of(min(doing)) : scene.end_of(max(doing))]
            said, act = " ".join(speaker.split())[:160], act_of(phrase.head)
            yield FoundStatement(said, scene.text[start:end], start, end, f"en-{phrase.head}/1", act)
            return


def act_of(lemma: str) -> str:
    """Gives what a verb of calling does, as a word of the vocabulary."""
    return next((act for act, verbs in _ACTS.items() if lemma in verbs.split()), "other")


_ACTS: Final = {
    "call": "call urge demand appeal ask plead petition",
    "condemn": "condemn denounce deplore criticise criticize",
    "warn": "warn",
    "threaten": "threaten",
    "promise": "pledge vow",
}


def _speaks(scene: Scene, at: int) -> bool:
    phrase = scene.row[at]
    known = name_words("organisation_words") | name_words("roles") | name_words("titles") | _BODIES
    return (
        bool(phrase.names)
        or bool(set(phrase.words) & known)
        or bool(re.search(r"\b[A-Z]{2,}\b|^[A-Z]", scene.of(phrase)[1:] if at else scene.of(phrase)))
    )


_BODIES: Final = frozenset(
    [
        "officials",
        "authorities",
        "groups",
        "organizations",
        "organisations",
        "activists",
        "experts",
        "lawmakers",
        "judges",
        "prosecutors",
        "union",
        "charity",
        "watchdog",
        "committee",
        "foundation",
    ]
)
