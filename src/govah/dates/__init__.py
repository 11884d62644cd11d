"""Uncertain dates in two calendars and two languages: found, read, compared and shown, never more exact than their words."""

from __future__ import annotations

from govah.dates.edtf import Edtf, End
from govah.dates.finding import Dated, FoundDate, find, parse
from govah.dates.order import Answer, after, before, overlaps
from govah.dates.showing import show
from govah.dates.solar import from_solar, to_solar

__all__ = [
    "Answer", "Dated", "Edtf", "End", "FoundDate", "after", "before", "find", "from_solar", "overlaps", "parse", "show",
    "to_solar",
]
