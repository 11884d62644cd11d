"""The day that a text gives at its own head, where nothing else gives the day of its publication."""

from __future__ import annotations

from datetime import date
from typing import Final

from gathering import hold
from govah.read.persian import suggest
from govah.read.persian.dateline import dateline
from govah.read.plain import read_plain

HEADS: Final = [
    ("کاشمر – ۵ خرداد ۱۴۰۵: دو نفر دیروز بازداشت شدند.", date(2026, 5, 26)),
    ("بازداشت‌ها ادامه دارد\n\nرامش آذرکوه - سه‌شنبه پنجم خرداد ۱۴۰۵\n\nدو نفر بازداشت شدند.", date(2026, 5, 26)),
    ("Tuesday, May 26, 2026\n\nدو نفر بازداشت شدند.", date(2026, 5, 26)),
    ("۱۴۰۵/۰۳/۰۵\nدو نفر بازداشت شدند.", date(2026, 5, 26)),
    ("کیوان سپهرداد ۵ خرداد ۱۴۰۵ در کاشمر بازداشت شد.", None),
    ("شنبه، خرداد ۵\n\nدو نفر بازداشت شدند.", None),
    ("دو نفر بازداشت شدند. یکی از آنان ۵ خرداد ۱۴۰۵ آزاد شد.", None),
]


def test_a_head_gives_its_day() -> None:
    """A date alone at the head, or before the first words, is the day of the text; the date of an event is not."""

    def gives_its_day(case: tuple[str, date | None]) -> None:
        text, day = case
        assert dateline(text) == day

    hold(HEADS, gives_its_day, lambda case: case[0])


def test_a_dateline_anchors_yesterday() -> None:
    """A relative day is reckoned from the dateline where no other day is known, and from the given day where one is."""
    text = "کاشمر – ۵ خرداد ۱۴۰۵: کیوان سپهرداد دیروز بازداشت شد."

    assert [claim.when.edtf for claim in suggest(read_plain(text), None).claims if claim.when] == ["2026-05-25"]
    assert [claim.when.edtf for claim in suggest(read_plain(text), date(2026, 6, 1)).claims if claim.when] == ["2026-05-31"]
