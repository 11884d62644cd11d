"""Contradictions: typed, side by side, each pair of sides once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from govah.weigh import Evidence, contradictions
from govah.words import say

Tell = Callable[..., tuple[Evidence, ...]]
A = {"by": "Karun Watch", "pub": "2026-02-10"}
B = {"by": "Zagros Committee", "pub": "2026-02-12"}


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
