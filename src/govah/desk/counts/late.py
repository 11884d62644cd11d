"""Tables of late reports, from files to figures: the nowcast of recent days, and the changes of a rate."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from govah.count.changes.completeness import drawn, from_limits
from govah.count.changes.points import Changes, changes
from govah.count.changes.points import Options as ChangeOptions
from govah.count.changes.series import Series, Step, by_step, series
from govah.count.late.nowcast import LONGEST, Nowcast, Options, nowcast
from govah.count.late.openness import from_signal
from govah.count.late.reading import MOST_BYTES, Sheet, is_signal, is_triangle, periods, reports, sheet, shutdowns, signal
from govah.count.late.triangle import Report, Triangle, build, last_report
from govah.errors import CaptureError, NotFoundError, UsageError

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class LateOptions:
    """How a table is read: as known on `today` (nothing: the day of its latest report), through which `network`, one `stratum`.

    `network` is a CSV of shutdowns (first, last, openness) or of a signal (time, value); `horizon` and `longest` in days.
    """

    today: date | None = None
    network: Path | None = None
    stratum: str | None = None
    horizon: int = 14
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """What is asked of a rate: counted by `step`, the `recent` periods against the `baseline` before them (nothing: all)."""

    step: Step = "week"
    recent: int = 4
    baseline: int | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Changed:
    """A series as it was read, and what its counts say of the rate; `longest` where its completeness came from reports."""

    series: Series
    changes: Changes
    longest: int | None


def nowcast_table(path: Path, ask: LateOptions) -> Nowcast:
    """Nowcasts the last days of a table of events and reports; raises `UsageError` or `CaptureError`."""
    found = reports(sheet(_bytes(path)))
    if ask.stratum is not None:
        found = _only(found, ask.stratum)
    triangle, options = _asked(found, ask)
    return nowcast(triangle, options)


def changes_table(path: Path, ask: LateOptions, wanted: ChangeAsked) -> Changed:
    """Finds the changes of rate in a table: of counts by period, or of events with the days of their reports."""
    table = sheet(_bytes(path))
    if is_triangle(table):
        made, longest = _from_reports(reports(table), ask, wanted)
    else:
        made, longest = _from_periods(table, wanted.seed), None
    return Changed(made, changes(made, ChangeOptions(wanted.recent, wanted.baseline, wanted.seed)), longest)


def _from_periods(table: Sheet, seed: int) -> Series:
    rows = periods(table)
    given = [row.share for row in rows]
    shares = np.array([(1.0, 1.0, 1.0) if one is None else one for one in given])
    exposure = from_limits(shares, seed) if any(one is not None for one in given) else None
    return series([row.name for row in rows], [row.count for row in rows], exposure)


def _from_reports(found: list[Report], ask: LateOptions, wanted: ChangeAsked) -> tuple[Series, int]:
    """Counts what is known by period; its exposure is the share that the nowcast expects to be known, in draws."""
    rows = [replace(row, stratum="") for row in (found if ask.stratum is None else _only(found, ask.stratum))]
    triangle, options = _asked(rows, replace(ask, horizon=LONGEST))
    through = nowcast(triangle, options)
    known = triangle.known_at(options.today)
    spread = np.full(known.days, through.spread[0, -1])
    young = min(known.days, through.spread.shape[1])
    spread[known.days - young :] = through.spread[0, :young][::-1]
    share = drawn(through.shares[:, 0], through.channel.weights, spread, wanted.seed)
    days = [known.day(at) for at in range(known.days)]
    names, counts, exposure = by_step(days, known.counts[0].sum(1), share, wanted.step)
    return series(names, [float(count) for count in counts], exposure), through.longest


def _asked(found: list[Report], ask: LateOptions) -> tuple[Triangle, Options]:
    today = ask.today or last_report(found)
    triangle = build(found)
    options = Options(today, ask.horizon, ask.longest)
    if ask.network is None:
        return triangle, options
    table = sheet(_bytes(ask.network))
    if is_signal(table):
        days = max(1, (today - triangle.first).days + 1)
        return triangle, replace(options, openness=from_signal(signal(table), triangle.first, days))
    return triangle, replace(options, shutdowns=shutdowns(table))


def _only(found: list[Report], stratum: str) -> list[Report]:
    kept = [row for row in found if row.stratum == stratum]
    if not kept:
        known = ", ".join(sorted({row.stratum for row in found}))[:120]
        raise NotFoundError("late-no-stratum", known=known or "—")
    return kept


def _bytes(path: Path) -> bytes:
    """Reads a file of at most 256 MiB, packed by gzip or not; a bomb is stopped at that size."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
            file.seek(0)
            data = gzip.GzipFile(fileobj=file).read(MOST_BYTES + 1) if packed else file.read(MOST_BYTES + 1)
    except (OSError, EOFError) as error:
        raise CaptureError("late-unreadable", reason=type(error).__name__) from None
    if len(data) > MOST_BYTES:
        raise UsageError("late-too-large", mebibytes=MOST_BYTES >> 20)
    return data
