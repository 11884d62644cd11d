"""Days that a claim's time allows: a first and a last day, widened by what `~` and `?` leave open, as plain ordinals.

An undated claim happened at some time up to its document's publication, or its recording where no publication is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from govah.dates import Edtf
from govah.errors import UsageError
from govah.records import When
from govah.weigh.interface import Evidence

OPEN_PAST: Final = -(10**8)
OPEN_FUTURE: Final = 10**8
SLACK: Final = {"day": 5, "month": 31, "season": 92, "year": 366, "none": 0}
"""How far `~` and `?` reach, in days, by the precision they stand on; the same as in `govah.dates.order`."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day on which it can have happened."""

    first: int
    last: int
    dated: bool = True

    def meets(self, other: Span) -> bool:
        """Answers whether both allow a common day."""
        return self.first <= other.last and other.first <= self.last


def parsed(text: str) -> Edtf | None:
    """Gives the EDTF, or None where the words fix nothing that can be read."""
    if not text:
        return None
    try:
        return Edtf.parse(text)
    except UsageError:
        return None


def dated_span(when: When | None) -> Span | None:
    """Gives the span of a claim's own date; `A/..` began at A."""
    edtf = parsed(when.edtf) if when else None
    if edtf is None:
        return None
    first = OPEN_PAST if edtf.first is None else edtf.first.toordinal() - _slack(edtf.start.qualifier, edtf.start.precision)
    if edtf.last is None:
        started = edtf.start.last
        slack = _slack(edtf.start.qualifier, edtf.start.precision)
        return Span(first, OPEN_FUTURE if started is None else started.toordinal() + slack)
    return Span(first, edtf.last.toordinal() + _slack(edtf.end.qualifier, edtf.end.precision))


def exact_span(when: When | None) -> Span | None:
    """Gives the days that the words name, without the give of `~` and `?`."""
    edtf = parsed(when.edtf) if when else None
    if edtf is None:
        return None
    first = OPEN_PAST if edtf.first is None else edtf.first.toordinal()
    return Span(first, OPEN_FUTURE if edtf.last is None else edtf.last.toordinal())


def told_on(evidence: Evidence) -> int:
    """Gives the last day on which the document can have been published, or was recorded here."""
    edtf = parsed(evidence.published)
    if edtf is not None and edtf.last is not None:
        return edtf.last.toordinal()
    return recorded_on(evidence)


def recorded_on(evidence: Evidence) -> int:
    """Gives the day of recording."""
    try:
        return date.fromisoformat(evidence.recorded_at[:10]).toordinal()
    except ValueError:
        return OPEN_FUTURE


def span_of(evidence: Evidence) -> Span:
    """Gives the days that a claim allows, dated or not."""
    found = dated_span(evidence.claim.fact.when)
    return found if found is not None else Span(OPEN_PAST, told_on(evidence), dated=False)


def common(spans: list[Span]) -> Span | None:
    """Gives the days that all of them allow."""
    first, last = max(span.first for span in spans), min(span.last for span in spans)
    return Span(first, last) if first <= last else None


def _slack(qualifier: str, precision: str) -> int:
    return SLACK[precision] if qualifier else 0
