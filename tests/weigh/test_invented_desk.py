"""The invented desk of `examples/`, as a careful reader would accept it, weighed: the conclusions that its README draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from govah.weigh import Evidence, contradictions, facts, not_known, risk, status

RRM, RRM_FA = "Rahgosha Rights Monitor (RRM)", "دیده‌بان حقوق رهگشا (RRM)"
OFFICIAL = "غلامحسن کهن‌روز، معاون دادستان نظامی استان مرکزی"
DAY = date(2026, 2, 25)
REPORTS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "statement": ("2026-02-02", [
        {"p": "faces_death_penalty", "s": "asserted"},
        {"p": "arrested", "on": "2026-01-10", "by": RRM},
        {"p": "charged_with", "term": "moharebeh", "by": RRM},
        {"p": "detained_at", "v": "Arak Central Prison", "s": "asserted"},
        {"p": "other", "v": "present condition", "s": "unknown"},
    ]),
    "courier": ("2026-02-03", [
        {"p": "sentenced_to", "v": "death", "by": "a rights group"},
        {"p": "arrested", "on": "2026-01-10", "by": "the Rahgosha Rights Monitor"},
        {"p": "detained_at", "v": "Arak's central prison", "by": "the group"},
    ]),
    "dispatch": ("2026-02-03", [
        {"p": "faces_death_penalty", "by": "human rights campaigners"},
        {"p": "arrested", "on": "2026-01-10", "by": RRM},
        {"p": "charged_with", "term": "moharebeh", "s": "asserted"},
    ]),
    "channel": ("2026-02-04", [
        {"p": "faces_death_penalty", "by": RRM_FA},
        {"p": "arrested", "on": "2026-01-10", "by": "دیده‌بان حقوق رهگشا"},
        {"p": "charged_with", "term": "moharebeh", "by": "دو منبع آگاه"},
    ]),
    "news": ("2026-02-05", [
        {"p": "sentenced_to", "v": "اعدام", "by": "گزارش‌های رسیده"},
        {"p": "arrested", "on": "2026-01-10", "s": "asserted"},
        {"p": "charged_with", "term": "moharebeh", "s": "asserted"},
    ]),
    "denial": ("2026-02-06", [
        {"p": "sentenced_to", "v": "اعدام", "s": "denied", "by": OFFICIAL},
        {"p": "charged_with", "term": "moharebeh", "s": "denied", "by": OFFICIAL},
        {"p": "arrested", "on": "2026-01-12", "by": OFFICIAL},
    ]),
    "correction": ("2026-02-12", [
        {"p": "arrested", "on": "2026-01-12", "by": RRM},
        {"p": "sentenced_to", "v": "death", "s": "denied", "by": RRM},
        {"p": "faces_death_penalty", "by": RRM},
    ]),
    "bulletin": ("2026-02-15", [
        {"p": "arrested", "on": "2026-01-12~", "by": "Zagros Conscripts' Committee"},
        {"p": "impugned_act", "v": "put his rifle on the ground", "by": "Zagros Conscripts' Committee"},
    ]),
    "rumour": ("2026-02-20", [
        {"p": "executed", "on": "2026-02-20", "s": "alleged", "by": "شنیده‌ها"},
    ]),
    "note": ("2026-02-22", [
        {"p": "detained_at", "v": "بازداشتگاه نظامی اراک", "on": "2026-02-21", "by": "مادر برزویه سپهروند"},
        {"p": "tortured", "by": "مادر برزویه سپهروند"},
    ]),
}  # fmt: skip


@pytest.fixture
def desk(tell: Callable[..., tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    """Gives the evidence of the whole desk, accepted by a person."""
    claims = [claim | {"doc": name, "pub": day} for name, (day, some) in REPORTS.items() for claim in some]
    return tuple(replace(one, told_to_desk=one.document == "note") for one in tell(*claims))


def test_two_copies_make_no_sentence(desk: tuple[Evidence, ...]) -> None:
    """"Was sentenced to death" in two pages without a source of their own for it is at most one voice, and disputed."""
    (sentence,) = [fact for fact in facts(desk) if fact.predicate == "sentenced_to"]
    (state,) = [one for one in status(desk, DAY).states if one.state == "sentenced_to_death"]

    assert (len(sentence.documents), sentence.origins, len(sentence.denials)) == (2, 1, 2)
    assert (state.origins, state.firmness) == (1, "disputed")


def test_one_voice_in_four_documents_says_that_he_faces_death(desk: tuple[Evidence, ...]) -> None:
    """The statement, its translation, its rewording and its correction are one voice."""
    (faces,) = [fact for fact in facts(desk) if fact.predicate == "faces_death_penalty"]

    assert (len(faces.documents), faces.origins) == (4, 1)


def test_voices_for_the_arrest(desk: tuple[Evidence, ...]) -> None:
    """For 12 January speak the official, the correction and the committee; for 10 January one voice in five documents."""
    found = {fact.whens[0]: (len(fact.documents), fact.origins) for fact in facts(desk) if fact.predicate == "arrested"}

    assert found == {"2026-01-10": (5, 1), "2026-01-12": (3, 3)}


def test_the_rumour_leaves_him_possibly_alive(desk: tuple[Evidence, ...]) -> None:
    """After the rumour an execution is possible, unconfirmed; so is that he is held, as his mother says."""
    states = {one.state: one.firmness for one in status(desk, DAY).states}

    assert states["executed"] == "unconfirmed"
    assert {"at_risk_of_death", "charged"} & set(states)


def test_what_contradicts_what(desk: tuple[Evidence, ...]) -> None:
    """The contradictions that the README names are found."""
    kinds = {(clash.kind, clash.predicate) for clash in contradictions(desk)}

    assert kinds >= {
        ("dates-apart", "arrested"),
        ("opposite-stances", "sentenced_to"),
        ("opposite-stances", "charged_with"),
        ("sentenced-or-faces", "sentenced_to"),
        ("alive-after", "executed"),
    }


def test_what_is_not_known(desk: tuple[Evidence, ...]) -> None:
    """Nobody says which judge, and a source says that his present condition is not known."""
    found = {one.topic: one.reason.key for one in not_known(desk, DAY)}

    assert (found["judge"], found["present_state"], found["lawyer"]) == ("nobody-says", "source-says-unknown", "nobody-says")


def test_the_risk_is_disputed_in_its_highest_tier(desk: tuple[Evidence, ...]) -> None:
    """The first tier rests on the disputed sentence alone, and says so."""
    found = risk(desk, DAY)

    assert (found.tier, found.firmness) == (1, "disputed")
