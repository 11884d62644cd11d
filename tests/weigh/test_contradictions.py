"""Contradictions: typed, side by side, each pair of sides once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from govah.weigh import Evidence, contradictions
from govah.weigh.people import people_told
from govah.words import say

Tell = Callable[..., tuple[Evidence, ...]]
A = {"by": "Karun Watch", "pub": "2026-02-10"}
B = {"by": "Zagros Committee", "pub": "2026-02-12"}


def kinds(evidence: tuple[Evidence, ...]) -> set[str]:
    """Gives the kinds of contradiction."""
    return {clash.kind for clash in contradictions(evidence)}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("opposite-stances", {"p": "sentenced_to", "v": "death"}, {"p": "sentenced_to", "v": "death", "s": "denied"}),
        ("dates-apart", {"p": "arrested", "on": "2026-01-10"}, {"p": "arrested", "on": "2026-01-12"}),
        ("places-apart", {"p": "arrested", "on": "2026-01-10", "in": "Arak"}, {"p": "arrested", "in": "Yazd", "on": "2026-01"}),
        ("spellings", {"p": "name", "v": "Borzin Tishtar"}, {"p": "name", "v": "Borzeen Teeshtar"}),
        ("sentenced-or-faces", {"p": "sentenced_to", "v": "death"}, {"p": "faces_death_penalty"}),
        ("penalties-apart", {"p": "sentenced_to", "v": "death"}, {"p": "sentenced_to", "v": "ten years"}),
        ("values-apart", {"p": "age", "v": "21"}, {"p": "age", "v": "24"}),
        ("alive-after", {"p": "executed", "on": "2026-01-10"}, {"p": "tried_by", "on": "2026-02-01"}),
    ],
)
def test_contradiction(kind: str, one: dict[str, Any], other: dict[str, Any], tell: Tell) -> None:
    """Each kind is found with the claims of its two sides, and its reason can be said in both languages."""
    (clash,) = contradictions(tell(one | A, other | B))

    said = [say(f"weigh.{reason.key}", lang, **dict(reason.facts)) for reason in clash.reasons for lang in ("en", "fa")]

    assert (clash.kind, {clash.left.claims, clash.right.claims}) == (kind, {("c0",), ("c1",)})
    assert not [sentence for sentence in said if sentence.startswith("weigh.")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"p": "arrested", "on": "2026-01"}, {"p": "arrested", "on": "2026-01-12"}),
        ({"p": "arrested", "on": "2026-01-10"}, {"p": "arrested"}),
        ({"p": "arrested", "in": "Arak"}, {"p": "arrested", "in": "Arak Central Prison"}),
        ({"p": "name", "v": "Borzin Tishtar"}, {"p": "name", "v": "Tishtar"}),
        ({"p": "name", "v": "Borzin Tishtar"}, {"p": "name", "v": "برزین تیشتر"}),
        ({"p": "detained_at", "v": "Karun", "on": "2026-01-10"}, {"p": "detained_at", "v": "Evin", "on": "2026-02-10"}),
        ({"p": "tried_by", "on": "2026-01-10"}, {"p": "tried_by", "on": "2026-02-01"}),
        ({"p": "executed", "s": "denied"}, {"p": "arrested"}),
    ],
)
def test_no_contradiction(one: dict[str, Any], other: dict[str, Any], tell: Tell) -> None:
    """What can both be is not shown as a contradiction."""
    assert contradictions(tell(one | A, other | B)) == ()


def test_a_release_between_makes_two_arrests(tell: Tell) -> None:
    """Two dates of arrest do not contradict where a release is told between."""
    first, release = {"p": "arrested", "on": "2026-01-05"}, {"p": "released", "on": "2026-01-20"}
    evidence = tell(first | A, release | A, {"p": "arrested", "on": "2026-02-05"} | B)

    assert contradictions(evidence) == ()


def test_copies_do_not_multiply_a_contradiction(tell: Tell) -> None:
    """Five copies of one side are five claims of one contradiction."""
    evidence = tell(*[{"p": "arrested", "on": "2026-01-10"} | A] * 5, {"p": "arrested", "on": "2026-01-12"} | B)
    (clash,) = contradictions(evidence)

    assert (len(clash.left.claims), len(clash.right.claims)) == (5, 1)


@pytest.mark.parametrize(
    ("quote", "count"),
    [
        ("he and three others were sentenced", 4),
        ("four men, he among them, were sentenced", 4),
        ("او و سه نفر دیگر به اعدام محکوم شدند", 4),
        ("چهار متهم این پرونده", 4),
        ("five young protesters", 5),
        ("he was arrested on 3 January", 0),
        ("two people here and five people there", 0),
    ],
)
def test_number_of_people(quote: str, count: int) -> None:
    """The person of the claim is counted in, whichever way it is told; two numbers in one quotation tell nothing."""
    assert people_told(quote) == count


def test_people_apart(tell: Tell) -> None:
    """Two pages that tell different numbers of people for one event are set side by side; two ways of one number are not."""
    said = {"p": "sentenced_to", "v": "death", "on": "2026-01-20"}
    four, other, five = ("he and three others", "four men with him", "five men")
    evidence = tell(said | {"by": "Karun Watch", "quote": four}, said | {"by": "Zagros Committee", "quote": five})
    alike = tell(said | {"by": "Karun Watch", "quote": four}, said | {"by": "Zagros Committee", "quote": other})

    assert [(clash.left.says, clash.right.says) for clash in contradictions(evidence) if clash.kind == "people-apart"] == [
        ("4", "5")
    ]
    assert "people-apart" not in kinds(alike)


def test_one_event_told_as_two(tell: Tell) -> None:
    """Two arrests within a month with a release between, told by two pages, none of which tells both, may be one."""
    first = {"p": "arrested", "on": "2026-01-05", "by": "Karun Watch", "doc": "d1"}
    second = {"p": "arrested", "on": "2026-01-19", "by": "Zagros Committee", "doc": "d2"}
    between = {"p": "released", "on": "2026-01-10", "by": "Zagros Committee", "doc": "d3"}

    assert "one-or-two" in kinds(tell(first, second, between))
    assert "one-or-two" not in kinds(tell(first, second, between, first | {"doc": "d2"}))
    assert "one-or-two" not in kinds(tell(first, second | {"on": "2026-05-19"}, between))


def test_prison_terms_apart(tell: Tell) -> None:
    """Two pages with no term in common contradict; parts of one sentence told in another order do not."""
    said = {"p": "sentenced_to", "on": "2026-01-20"}
    ten = said | {"v": "10 years in prison", "by": "Karun Watch", "doc": "d1"}
    five = said | {"v": "5 years in prison", "by": "Zagros Committee", "doc": "d2"}

    assert "penalties-apart" in kinds(tell(ten, five))
    assert "penalties-apart" not in kinds(tell(ten, five, ten | {"doc": "d2"}))


def test_each_kind_says_what_would_settle_it(tell: Tell) -> None:
    """Whatever clashes, the file says in both languages what would settle it."""
    typed = (
        "opposite-stances", "dates-apart", "places-apart", "spellings", "sentenced-or-faces", "penalties-apart", "values-apart",
        "people-apart", "one-or-two", "alive-after",
    )  # fmt: skip

    assert not [kind for kind in typed for lang in ("en", "fa") if say(f"weigh.settle-{kind}", lang) == f"weigh.settle-{kind}"]
    first, other = tell({"p": "age", "v": "22", "by": "Karun Watch"}, {"p": "age", "v": "30", "by": "Zagros Committee"})
    assert {clash.settled_by for clash in contradictions((first, other))} == {"settle-values-apart"}
