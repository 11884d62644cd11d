"""Reading tables of late reports from CSV text: events with the days of their reports, counts by period, signals of a network.

Columns are known by their names, in English or Persian, in any order; days stand in either calendar. What is not understood stops
with its row, and nothing is guessed.
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from govah.count.late.openness import Shutdown
from govah.count.late.triangle import Report
from govah.dates import Edtf, parse
from govah.errors import UsageError

MOST_BYTES: Final = 256 << 20
_MOST: Final = 10**9
_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,12}(?:\.0*)?")
_NAMES: Final = {
    "event": "event event_date date_of_event reference reference_date happened onset dhosp date تاریخ_رویداد تاریخ_واقعه تاریخ",
    "report": "report report_date date_of_report reported dreport capture captured capture_date first_seen published تاریخ_گزارش",
    "delay": "delay lag days_late تاخیر تأخیر",
    "count": "count n cases events number تعداد شمار",
    "stratum": "stratum group age_group province prison region series استان زندان گروه",
    "period": "period year month week day date event_date دوره سال ماه هفته روز تاریخ",
    "share": "share completeness exposure سهم",
    "lower": "lower share_lower completeness_lower",
    "upper": "upper share_upper completeness_upper",
    "first": "first start start_date from start_datetime آغاز از",
    "last": "last end end_date to end_datetime پایان تا",
    "openness": "openness left سهم_باز",
    "time": "time timestamp datetime day date زمان تاریخ",
    "value": "value signal level مقدار",
}

csv.field_size_limit(1 << 16)


@dataclass(frozen=True, slots=True)
class Row:
    """One period of a plain series: its name, its events, and the share known with its limits (nothing: not said)."""

    name: str
    count: float
    share: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands: folded column names and rows, each with its number in the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]

    def column(self, role: str) -> int | None:
        """The place of the column that plays a role, by the first of its names that the table has."""
        for name in _NAMES[role].split():
            if name in self.header:
                return self.header.index(name)
        return None

    def need(self, role: str) -> int:
        """The same; its absence raises `UsageError`."""
        found = self.column(role)
        if found is None:
            raise UsageError("late-no-column", role=_NAMES[role].split()[0], found=", ".join(self.header)[:120])
        return found


def sheet(data: bytes) -> Sheet:
    """Reads a CSV (commas, semicolons or tabs; UTF-8) with a header; what is none raises `UsageError`."""
    if len(data) > MOST_BYTES:
        raise UsageError("late-too-large", mebibytes=MOST_BYTES >> 20)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("late-not-text") from None
    if "\0" in text:
        raise UsageError("late-not-text")
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        rows = [(at, row) for at, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1) if any(map(str.strip, row))]
    except csv.Error:
        raise UsageError("late-not-text") from None
    if not rows:
        raise UsageError("nowcast-empty")
    header = tuple(re.sub(r"[\s\u200c]+", "_", name.strip().casefold()) for name in rows[0][1])
    for number, row in rows[1:]:
        if len(row) != len(header):
            raise UsageError("late-row-uneven", row=number, found=len(row), wanted=len(header))
    return Sheet(header, tuple(rows[1:]))


def is_triangle(found: Sheet) -> bool:
    """Whether a table tells when events were reported, and not only how many there were."""
    return found.column("report") is not None or found.column("delay") is not None


def reports(found: Sheet) -> list[Report]:
    """Reads events with the days of their reports: a line each, or counts by delay or report day."""
    event, report, delay = found.need("event"), found.column("report"), found.column("delay")
    if report is None and delay is None:
        found.need("report")
    count, stratum = found.column("count"), found.column("stratum")
    result = []
    for number, row in found.rows:
        if not row[event].strip() and count is None:
            continue
        on = _day(row[event], number)
        late = _whole(row[delay], number) if delay is not None else (_day(row[report or 0], number) - on).days
        if late < 0:
            raise UsageError("late-before-event", row=number)
        many = 1 if count is None else _whole(row[count], number)
        if many < 0:
            raise UsageError("late-negative", row=number)
        result.append(Report(on, late, many, row[stratum].strip() if stratum is not None else ""))
    if not sum(one.count for one in result):
        raise UsageError("nowcast-empty")
    return result


def periods(found: Sheet) -> list[Row]:
    """Reads counts by period, with the share known (`share`, and `lower` and `upper` where it is in doubt)."""
    period, count = found.need("period"), found.need("count")
    share, lower, upper = (found.column(role) for role in ("share", "lower", "upper"))
    result = []
    for number, row in found.rows:
        known = None
        if share is not None:
            middle = _share(row[share], number)
            limits = (_share(row[at], number) if at is not None else middle for at in (lower, upper))
            known = (next(limits), middle, next(limits))
            if not known[0] <= known[1] <= known[2]:
                raise UsageError("late-limits-crossed", row=number)
        result.append(Row(row[period].strip(), float(_whole(row[count], number)), known))
    return result


def shutdowns(found: Sheet) -> tuple[Shutdown, ...]:
    """Reads stretches of days on which the network was shut: `first`, `last`, and `openness` where something was left."""
    first, last, left = found.need("first"), found.need("last"), found.column("openness")
    result = []
    for number, row in found.rows:
        start, stop = _day(row[first], number), _day(row[last], number)
        if stop < start:
            raise UsageError("late-limits-crossed", row=number)
        result.append(Shutdown(start, stop, _share(row[left], number) if left is not None else 0.0))
    return tuple(result)


def signal(found: Sheet) -> list[tuple[date, float]]:
    """Reads a signal of the network: a time (a day, or a half-hour of it) and a value a row; empty values are passed over."""
    time, value = found.need("time"), found.need("value")
    result = []
    for number, row in found.rows:
        if row[value].strip():
            result.append((_day(re.split(r"[T ]", row[time].strip())[0], number), _number(row[value], number)))
    return result


def is_signal(found: Sheet) -> bool:
    """Whether a table of the network holds measurements, and not stretches of days."""
    return found.column("value") is not None


def _day(cell: str, row: int) -> date:
    found = _date(cell.strip())
    if found is None:
        raise UsageError("late-not-a-day", row=row)
    return found


@lru_cache(maxsize=20_000)
def _date(cell: str) -> date | None:
    plain = cell.translate(_DIGITS)
    try:
        return date.fromisoformat(plain[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d[T ].*", plain) else plain)
    except ValueError:
        pass
    try:
        value = Edtf.parse(parse(cell).edtf)
    except UsageError:
        return None
    return value.first if value.is_day else None


def _whole(cell: str, row: int) -> int:
    plain = cell.strip().translate(_DIGITS)
    if not _WHOLE.fullmatch(plain) or abs(int(plain.split(".")[0])) > _MOST:
        raise UsageError("late-not-whole", row=row)
    return int(plain.split(".")[0])


def _number(cell: str, row: int) -> float:
    try:
        found = float(cell.strip().translate(_DIGITS))
    except ValueError:
        raise UsageError("late-not-a-number", row=row) from None
    if not math.isfinite(found):
        raise UsageError("late-not-a-number", row=row)
    return found


def _share(cell: str, row: int) -> float:
    found = _number(cell, row)
    if not 0 <= found <= 1:
        raise UsageError("late-not-a-share", row=row)
    return found
