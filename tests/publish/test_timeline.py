"""The timeline: as uncertain as its dates, in both directions, and hostile words are words."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.publish.timeline import Moment, timeline_svg

DAY = date(2026, 3, 1)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*moments: Moment, lang: str = "en") -> ET.Element:
    """Gives the picture as a tree."""
    return ET.fromstring(timeline_svg(moments, lang, DAY))


def marks(tree: ET.Element, tag: str) -> list[ET.Element]:
    """Gives the marks of one kind, the legend's apart."""
    height = float(tree.attrib["height"])
    return [one for one in tree.iter(SVG + tag) if float(one.attrib.get("cy", one.attrib.get("y", "0"))) < height - 40]


def test_a_day_is_a_dot_and_a_month_a_bar() -> None:
    """What is known to the day is a dot; what is known to the month is a bar as wide as the month."""
    tree = drawn(Moment("Arrested", "2026-01-09"), Moment("Charged", "2026-02"))

    assert (len(marks(tree, "circle")), len(marks(tree, "rect"))) == (1, 1)
    assert float(marks(tree, "rect")[0].attrib["width"]) > 100


def test_about_a_day_has_a_shadow() -> None:
    """An approximate day is a dot on the days that it may be."""
    tree = drawn(Moment("Arrested", "2026-01-09~"), Moment("Charged", "2026-02"))

    assert (len(marks(tree, "circle")), len(marks(tree, "rect"))) == (1, 2)


def test_an_open_end_is_an_arrow() -> None:
    """What lasts since a day reaches to the day of the picture, with an arrow."""
    assert len(list(drawn(Moment("Detained", "2026-01-09/..")).iter(SVG + "path"))) == 1


def test_what_is_not_firm_is_hollow() -> None:
    """What is only alleged or disputed is drawn empty."""
    firm, alleged = (marks(drawn(Moment("Executed", "2026-02-20", firm=firm)), "circle")[0] for firm in (True, False))

    assert (firm.attrib["fill"], alleged.attrib["fill"]) == ("#174a5e", "#ffffff")


def test_no_date_is_no_mark() -> None:
    """What has no date stands at the foot in words alone."""
    tree = drawn(Moment("Denied a lawyer", ""), Moment("Arrested", "2026-01-09"))

    assert [one.text for one in tree.iter(SVG + "text") if one.attrib.get("font-weight")] == [
        "\u2066Arrested\u2069",
        "\u2066Denied a lawyer\u2069",
    ]
    assert len(marks(tree, "circle")) == 1


def test_time_runs_to_the_left_in_persian() -> None:
    """In Persian the later of two days stands further to the left, and the Solar months on top."""
    moments = Moment("بازداشت", "2026-01-09"), Moment("اتهام", "2026-02-20")
    english, persian = drawn(*moments), drawn(*moments, lang="fa")
    order = [[float(one.attrib["cx"]) for one in marks(tree, "circle")] for tree in (english, persian)]

    assert order[0][0] < order[0][1]
    assert order[1][0] > order[1][1]
    assert "بهمن" in {(one.text or "")[1:-1] for one in persian.iter(SVG + "text") if float(one.attrib["y"]) < 40}
    assert "Bahman" in {(one.text or "")[1:-1] for one in english.iter(SVG + "text")}


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "]]>", "a\x00b\ud800", "&amp;", '" onload="x'])
def test_hostile_words_are_words(words: str) -> None:
    """Words that look like markup, or that XML forbids, are shown as text."""
    tree = drawn(Moment(words, "2026-01-09", words))

    assert {one.tag for one in tree.iter()} <= {SVG + tag for tag in ("svg", "title", "desc", "line", "text", "rect", "circle")}


def test_nothing_is_nothing() -> None:
    """Without a moment there is no picture."""
    assert timeline_svg([], "en", DAY) == ""


@given(
    whens=st.lists(
        st.sampled_from(
            ("2026-01-09", "1404", "2025~", "../2026-01-01", "2026-01-09/..", "../..", "not a date", "", "0001-01-01", "9999-12")
        ),
        min_size=1,
        max_size=8,
    ),
    lang=st.sampled_from(("en", "fa")),
)
@settings(max_examples=60, deadline=None)
def test_any_dates_can_be_drawn(whens: list[str], lang: str) -> None:
    """Every mark of any dates lies within the picture."""
    tree = drawn(*(Moment("x", when) for when in whens), lang=lang)

    assert all(0 <= float(one.attrib["cx"]) <= 760 for one in tree.iter(SVG + "circle"))
    assert all(-1 <= float(one.attrib["x"]) <= 760 for one in tree.iter(SVG + "rect"))
