"""The nowcast: how many events there were on each recent day, given how many have been reported so far.

The number N of a day has a negative-binomial prior from the days around it; what is known of it, C, is beta-binomial given N,
with the share that the delay law and the channel expect. The posterior of N stands on the integers, summed exactly: no
simulation, and the same input gives the same figures to the last digit. After Höhle & an der Heiden (2014) and McGough et al.
(2020), whose models it shares the parts with.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from govah.count.late.channel import OPEN, Channel, Setting, share_by, weigh
from govah.count.late.delays import Floats, Law, fit
from govah.count.late.level import Level, level, log_negative_binomial
from govah.count.late.openness import SHUT, Cells, Shutdown, any_closed, by_day
from govah.count.late.spread import learn, log_beta_binomial
from govah.count.late.triangle import Triangle
from govah.errors import UsageError

QUANTILES: Final = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
LONGEST: Final = 120
"""Days of delay that the law reckons with at most."""
_COVERED: Final = 0.999
_SHORTEST: Final = 7
_LEAST: Final = 30
"""Reports below which no delay law is fitted."""
_GRID: Final = 60_000
_DIM: Final = 0.9
"""A day more open than this was open: signals tremble."""
_SHAKEN: Final = 0.5
"""Through a shut network a share strays further: the spread that the open past taught is halved."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to nowcast: as known on `today`, the last `horizon` days; `longest` the longest delay (nothing: from the reports)."""

    today: date
    horizon: int = 14
    longest: int | None = None
    shutdowns: tuple[Shutdown, ...] = ()
    openness: Floats | None = None
    "One value a day from the triangle's first day; stands in place of `shutdowns`."


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one stratum: reports known, the share expected to be known, and the posterior of the whole number."""

    stratum: str
    day: date
    reported: int
    share: float
    mean: float
    quantiles: tuple[float, ...]
    "At `QUANTILES`."
    phase: str
    "open, shut, or after (a shutdown lies between the event and today)."


@dataclass(frozen=True, slots=True)
class Nowcast:
    """Every day and stratum, the delay by which all is held to be reported, and what the shutdown does to reports."""

    today: date
    longest: int
    days: tuple[Day, ...]
    channel: Channel
    shares: Floats
    "The share of each day expected to be known under each setting of the channel: (settings, strata, days of the triangle)."
    spread: Floats
    "How far a day strays from it: (strata, days of the horizon), the youngest first."


def nowcast(triangle: Triangle, options: Options) -> Nowcast:
    """Nowcasts the last days of a triangle as it was known on a day; too few reports raise `UsageError`."""
    known = triangle.known_at(options.today)
    if known.counts.sum() < _LEAST:
        raise UsageError("nowcast-too-few", count=int(known.counts.sum()), least=_LEAST)
    openness = _openness(known, options)
    longest = options.longest or _longest(known.counts, openness)
    longest = min(longest, LONGEST)
    law = _law(known, openness, longest)
    rows = np.arange(known.days)
    shares = law.shares(rows)
    horizon = min(options.horizon, known.days)
    spread = learn(_within(known.counts, longest), shares, _settled(openness, longest), horizon)
    channel, prior, by = _through(known, shares, openness, law)
    found = Nowcast(options.today, longest, (), channel, by, spread)
    return replace(found, days=tuple(_days(known, found, prior, openness)))


def _openness(known: Triangle, options: Options) -> Floats:
    if options.openness is None:
        raw = by_day(options.shutdowns, known.first, known.days)
    else:
        raw = np.ones(known.days)
        given = options.openness[: known.days]
        raw[: len(given)] = np.clip(given, 0.0, 1.0)
    return np.where(raw >= _DIM, 1.0, raw)


def _longest(counts: Floats, openness: Floats) -> int:
    """The delay within which nearly all reports come, by days old enough to have shown it; at least a week."""
    days, delays = counts.shape[1], counts.shape[2]
    cells = ~any_closed(openness, delays)
    by = (counts * cells[None]).sum((0, 1))
    if by.sum() <= 0:
        by = counts.sum((0, 1))
    reach = int(np.searchsorted(by.cumsum(), _COVERED * by.sum()))
    return int(max(_SHORTEST, min(reach, LONGEST, delays - 1, days - 1)))


def _within(counts: Floats, longest: int) -> Floats:
    """Pads or cuts the delays to 0 … longest."""
    if counts.shape[2] > longest:
        return counts[:, :, : longest + 1]
    missing = longest + 1 - counts.shape[2]
    return np.concatenate([counts, np.zeros((*counts.shape[:2], missing))], axis=2)


def _law(known: Triangle, openness: Floats, longest: int) -> Law:
    counts = _within(known.counts, longest)
    rows, late = np.arange(known.days)[:, None], np.arange(longest + 1)[None, :]
    usable = (rows + late < known.days) & ~any_closed(openness, longest + 1)
    return fit(counts, usable, known.first.weekday(), longest)


def _settled(openness: Floats, longest: int) -> Cells:
    """The days of which no report was due on a shut day."""
    result: Cells = ~any_closed(openness, longest + 1)[:, -1]
    return result


def _through(known: Triangle, shares: Floats, openness: Floats, law: Law) -> tuple[Channel, Level, Floats]:
    """The channel, the prior of each day, and the share known by today under each setting: (settings, strata, days)."""
    rows, today = np.arange(known.days), known.days - 1
    plain = share_by(Setting("open"), shares, rows, np.ones(known.days), today)
    whole = known.counts.sum(2)
    if openness.min() >= 1.0:
        return OPEN, level(whole, plain, np.zeros_like(plain), law.start), plain[None]
    channel = _channel(known, shares, openness, law)
    by = np.stack([share_by(one, shares, rows, openness, today) for one in channel.settings])
    share = np.einsum("m,msd->sd", channel.weights, by)
    doubt = np.sqrt(np.maximum(np.einsum("m,msd->sd", channel.weights, (by - share) ** 2), 0))
    return channel, level(whole, share, doubt, law.start), by


def _channel(known: Triangle, shares: Floats, openness: Floats, law: Law) -> Channel:
    """Weighs the settings with the prior as it stood on the last open day before the latest shutdown."""
    start = int(np.flatnonzero(openness < SHUT)[-1]) if (openness < SHUT).any() else 0
    while start > 0 and openness[start - 1] < SHUT:
        start -= 1
    rows = np.arange(start)
    if start == 0:
        mean = np.full(known.counts.shape[:2], max(1.0, float(known.counts.sum(2).mean())))
        return weigh(known.counts, shares, Level(mean, np.ones_like(mean)), openness)
    delays = known.counts.shape[2]
    seen = known.counts[:, :start] * (rows[:, None] + np.arange(delays)[None, :] < start)[None]
    plain = share_by(Setting("open"), shares[:, :start], rows, np.ones(start), start - 1)
    prior = level(seen.sum(2), plain, np.zeros_like(plain), law.start)
    missing = known.days - start
    mean = np.concatenate([prior.mean, np.repeat(prior.mean[:, -1:], missing, 1)], axis=1)
    size = np.concatenate([prior.size, np.repeat(prior.size[:, -1:], missing, 1)], axis=1)
    return weigh(known.counts, shares, Level(mean, size), openness)


def _days(known: Triangle, made: Nowcast, prior: Level, openness: Floats) -> list[Day]:
    found = []
    by, spread, channel = made.shares, made.spread, made.channel
    whole = known.counts.sum(2)
    for at, stratum in enumerate(known.strata):
        for late in range(spread.shape[1] - 1, -1, -1):
            row = known.days - 1 - late
            phase = _phase(openness, row)
            stray = spread[at, late] * (1.0 if phase == "open" else _SHAKEN)
            share = np.clip(by[:, at, row], 1e-4, 1 - 1e-6)
            mean, size = float(prior.mean[at, row]), float(prior.size[at, row])
            numbers, chance = posterior(int(whole[at, row]), share, channel.weights, stray, (mean, size))
            cut = tuple(float(numbers[place]) for place in np.searchsorted(chance.cumsum(), np.array(QUANTILES) - 1e-12))
            expected = float(channel.weights @ by[:, at, row])
            found.append(Day(stratum, known.day(row), int(whole[at, row]), expected, float(numbers @ chance), cut, phase))
    return found


def _phase(openness: Floats, row: int) -> str:
    shut = openness < SHUT
    if not shut[row:].any():
        return "open"
    return "shut" if shut[-1] else "after"


def posterior(known: int, share: Floats, weights: Floats, spread: float, prior: tuple[float, float]) -> tuple[Floats, Floats]:
    """The posterior of the whole number of a day: the integers from `known` on, and their probabilities (which sum to 1).

    `share` and `weights`: one value a setting of the channel; `prior`: mean and size of the negative binomial. Above 60,000
    candidates the integers are thinned evenly, and the steps are then wider than 1.
    """
    mean, size = prior
    least = float(np.maximum(share.min(), 1e-3))
    far = mean * (1 + 12 / np.sqrt(size) + 60 / size) + 12 * np.sqrt(mean) + 40
    top = int(max(min(known / least * 4, known + far * 4), far, known * 1.5)) + 30
    step = max(1, (top - known) // _GRID)
    numbers = np.arange(known, top + 1, step, dtype=float)
    log = log_beta_binomial(float(known), numbers[None, :], share[:, None], spread)
    peak = log.max()
    mixed = np.log(np.maximum(weights @ np.exp(log - peak), 1e-300)) + peak
    total = mixed + log_negative_binomial(numbers, mean, size)
    chance = np.exp(total - total.max())
    return numbers, chance / chance.sum()
