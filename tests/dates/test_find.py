"""Dates in running text: where they stand, what they mean, and what is none."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gathering import hold
from govah.dates import Edtf, find

TABLES = Path(__file__).parent / "tables"
PUBLISHED = date(2026, 5, 13)
MARK = re.compile(r"\[\[(.*?)=(.*?)\]\]")


def sentences(name: str) -> list[str]:
    """The lines of one table."""
    return [line for line in (TABLES / f"{name}.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]


def test_sentence() -> None:
    """All dates of a sentence are found, with their days, and nothing else."""

    def gives_its_dates(sentence: str) -> None:
        expected = [(words, edtf) for words, edtf in MARK.findall(sentence)]
        assert [(one.text, one.edtf) for one in find(MARK.sub(r"\1", sentence), published=PUBLISHED)] == expected

    hold(sentences("sentences"), gives_its_dates)


def test_no_date() -> None:
    """Durations, ages, numbers, names and look-alike words are no dates."""

    def has_no_date(sentence: str) -> None:
        assert find(sentence, published=PUBLISHED) == ()

    hold(sentences("never"), has_no_date)


def test_a_page() -> None:
    """Sentences put together give the dates of each, in order, with offsets of the untouched text."""
    lines = [MARK.sub(r"\1", line) for line in sentences("sentences")]
    page = "\n\n".join(lines)
    expected = [edtf for line in sentences("sentences") for _, edtf in MARK.findall(line)]
    found = find(page, published=PUBLISHED)

    assert [one.edtf for one in found] == expected
    assert all(page[one.start : one.end] == one.text for one in found)


def test_without_publication() -> None:
    """Relative dates are found where they stand, and fix nothing."""
    found = find("He was arrested last Thursday, tried on 5 Dey and hanged on 20 January 2026.")

    assert [(one.text, one.edtf) for one in found] == [("last Thursday", ""), ("5 Dey", ""), ("20 January 2026", "2026-01-20")]


def test_impossible_words_are_kept() -> None:
    """A date that cannot be right keeps its words, gets what was meant with a doubt, and is marked."""
    (found,) = find("He was hanged on Thursday 24 Tir.", published=date(2026, 7, 22))

    assert (found.text, found.edtf, found.impossible) == ("Thursday 24 Tir", "2026-07-15?", True)


def test_marks_inside_do_not_hide() -> None:
    """Direction marks, Arabic letters and tatweel inside a Persian date are seen through, and stay in its words."""
    text = "در \u200f۲۳\u200f اردي\u200cبهشت ۱۴۰۵ بازداشت شد"
    (found,) = find(text)

    assert found.edtf == "2026-05-13"
    assert text[found.start : found.end] == found.text


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """In any text the dates are in order, apart, verbatim, and valid EDTF or empty."""
    place = 0
    for one in find(text, published=PUBLISHED):
        assert place <= one.start < one.end
        assert text[one.start : one.end] == one.text
        assert not one.edtf or Edtf.parse(one.edtf)
        place = one.end


WORDS = (
    "5 18 31 32 1404 2026 ۱۸ ۹۸ ۱۴۰۴ Dey January May دی تیر می اول to - and و تا از since between بین last گذشته سال "
    "year early اواخر late Thursday پنجشنبه 14/10/1404 2026-01-20 week هفته ago پیش two دو first half دهه "
    "the of protests winter زمستان , . ( ) today دیروز"
)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=14),
    st.sampled_from([None, PUBLISHED, Edtf.parse("2020"), Edtf.parse("2024-02")]),
)
def test_any_order_of_words(words: list[str], published: date | Edtf | None) -> None:
    """Words of time in any order never break the finder, and never give EDTF that does not parse."""
    for one in find(" ".join(words), published=published):
        assert not one.edtf or str(Edtf.parse(one.edtf)) == one.edtf


def test_speed() -> None:
    """Ten thousand characters take a few hundredths of a second at most (measured: 0.010 CPU-seconds)."""
    page = "\n".join(MARK.sub(r"\1", line) for name in ("sentences", "never") for line in sentences(name))
    page = (page * 3)[:10_000]
    find(page)
    spent = []
    for _ in range(3):
        began = time.process_time()
        find(page, published=PUBLISHED)
        spent.append(time.process_time() - began)

    assert min(spent) < 0.1
