"""Rows of lists linked: the right ones, with reasons, under the presumptions that were asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govah.link.engine.linking import Link, Verdict, band_of, link_rows
from listrows import day, row, told

pytest.importorskip("splink")

OURS = [
    row("a1", "Borzuyeh Sepehrvand", when=day("2026-01-08"), places=("tHRN",), curated="ours"),
    row("a2", "Yazdgerd Hirmandi", when=day("2026-01-09"), age=(31, 31), curated="ours"),
    row("a3", "Golnoush Tishtarian", when=day("2026-01-08"), curated="ours"),
]
THEIRS = [
    row("b1", "برزویه سپهروند", 1, when=day("2026-01-08"), places=("tHRN",), curated="theirs"),
    row("b2", "یزدگرد هیرمندی", 1, when=day("2026-01-09"), age=(31, 31), curated="theirs"),
    row("b3", "ژاله شاهرودی", 1, when=day("2026-01-08"), curated="theirs"),
]


def best(links: tuple[Link, ...]) -> set[tuple[str, str]]:
    return {(one.left, one.right) for one in links if one.score >= 0.5}


def between(links: tuple[Link, ...], left: str, right: str) -> Link:
    (found,) = [one for one in links if {one.left, one.right} == {left, right}]
    return found


def test_two_scripts() -> None:
    """A Latin and a Persian list meet in the two persons that both have, and in nobody else."""
    assert best(link_rows([*OURS, *THEIRS], told).links) == {("a1", "b1"), ("a2", "b2")}


def test_reasons() -> None:
    """A pair carries the name's reason first, then what each field says."""
    (found,) = [one for one in link_rows([*OURS, *THEIRS], told).links if one.left == "a1"]

    assert found.reasons[:2] == ("link.same-in-other-script", "link.when-same-day")


def test_a_father_on_one_side_says_nothing() -> None:
    """A father's name that only one side gives is no reason and no evidence; given by both, it is one."""
    one, other = row("a5", "Borzuyeh Sepehrvand", father="Cheragh"), row("b5", "Borzuyeh Sepehrvand", 1)
    found = {
        father: between(link_rows([*OURS, *THEIRS, one, replace(other, father=father)], told).links, "a5", "b5")
        for father in ("", "Cheragh")
    }

    assert ("link.father-same" in found[""].reasons, found[""].evidence["father"]) == (False, 0)
    assert "link.father-same" in found["Cheragh"].reasons


def test_one_source_speaks_for_one_person() -> None:
    """What goes back to one voice raises a pair a little and is given as a reason; other voices hardly lower it."""
    named = [row("a6", "Borzuyeh Sepehrvand"), row("b6", "Borzuyeh Sepehrvand", 1)]
    crowd = [row(f"c{at}", f"Golnoush{at} Tishtar{at}") for at in range(30)]
    spread = [replace(one, sources=(f"voice {at}",)) for at, one in enumerate(crowd)]

    def linked(left: str, right: str) -> Link:
        ours = [replace(named[0], sources=(left,)), replace(named[1], sources=(right,))]
        return between(link_rows([*ours[:1], *spread, *ours[1:]], told).links, "a6", "b6")

    shared, other = linked("a voice", "a voice"), linked("a voice", "another")
    assert "link.source-shared" in shared.reasons
    assert shared.evidence["source"] > 1
    assert -1 < other.evidence["source"] < 0


def test_curated_rows_are_two_persons() -> None:
    """Two rows of one curated list are no candidates, however alike; without that presumption they are."""
    twice = row("a4", "Borzuyeh Sepehrvand", when=day("2026-01-08"), places=("tHRN",))

    assert ("a1", "a4") not in {(one.left, one.right) for one in link_rows([*OURS, replace(twice, curated="ours")], told).links}
    assert ("a1", "a4") in {(one.left, one.right) for one in link_rows([*OURS, twice], told).links}


def test_reviews_are_kept_to() -> None:
    """What a person decided stands: different is left out, same scores one, also where no rule found the pair."""
    verdicts = [Verdict("a1", "b1", "different"), Verdict("a3", "b3", "same")]
    links = link_rows([*OURS, *THEIRS], told, verdicts).links

    assert ("a1", "b1") not in best(links)
    assert [(one.score, one.band) for one in links if one.left == "a3"] == [(1.0, "reviewed")]


def test_nobody() -> None:
    """One row alone links to nobody."""
    assert link_rows(OURS[:1], told).links == ()


@pytest.mark.parametrize(
    ("score", "agreeing", "band"),
    [(0.999, 2, "auto"), (0.999, 1, "likely"), (0.6, 3, "likely"), (0.3, 0, "unsure"), (0.05, 0, "unlikely")],
)
def test_bands(score: float, agreeing: int, band: str) -> None:
    """The auto band asks for two fields beyond the name, whatever the score."""
    assert band_of(score, agreeing) == band
