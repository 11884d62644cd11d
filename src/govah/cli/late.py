"""`govah estimate nowcast` and `changes`: what late reports hide, and whether a rate has changed, in words and as JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from govah.cli.door import emit, json_option, language
from govah.dates import Edtf, parse, show
from govah.desk.counts.late import ChangeAsked, Changed, LateOptions, changes_table, nowcast_table
from govah.errors import UsageError
from govah.words import say

TABLE: Final = click.Path(path_type=Path, dir_okay=False)
NOWCAST_PAPERS: Final = (
    "Lagakos, Barraj & De Gruttola 1988, doi:10.1093/biomet/75.3.515",
    "Höhle & an der Heiden 2014, doi:10.1111/biom.12194",
    "McGough et al. 2020, doi:10.1371/journal.pcbi.1007735",
    "Yao et al. 2018, doi:10.1214/17-BA1091",
)
CHANGES_PAPERS: Final = (
    "Fearnhead 2006, doi:10.1007/s11222-006-8450-8",
    "Barry & Hartigan 1992, doi:10.1214/aos/1176348521",
)
NOWCAST_ASSUMES: Final = ("late.assumes-longest", "late.assumes-habits", "late.assumes-heard")
CHANGES_ASSUMES: Final = ("late.assumes-steps", "late.assumes-completeness", "late.assumes-heard")

_today = click.option("--today", metavar="DATE", help="As known on that day (default: the day of the latest report).")
_network = click.option(
    "--network", type=TABLE, metavar="CSV", help="When the network was shut (first,last,openness), or its signal (time,value)."
)
_stratum = click.option("--stratum", metavar="NAME", help="One series of the table alone.")
_longest = click.option("--longest", type=click.IntRange(1, 120), metavar="DAYS", help="The longest delay reckoned with.")


@click.command("nowcast")
@click.argument("table", type=TABLE)
@_today
@click.option("--horizon", type=click.IntRange(1, 120), default=14, show_default=True, metavar="DAYS", help="How many days back.")
@_network
@_stratum
@_longest
@json_option
@click.pass_context
def nowcast_(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    table: Path,
    *,
    today: str | None,
    horizon: int,
    network: Path | None,
    stratum: str | None,
    longest: int | None,
    as_json: bool,
) -> None:
    """Estimate how many events there were on recent days, from how late reports have come before.

    TABLE has a line for each event with its day and the day of its first report (`event,report`), or counts by day and delay
    (`event,delay,count`); a column `stratum` keeps series apart. Through a shutdown, say when it was with --network.

    \b
    Example:
      govah estimate nowcast reports.csv --network shutdown.csv
    """
    found = nowcast_table(table, LateOptions(_day(today), network, stratum, horizon, longest))
    if as_json:
        emit(nowcast_plain(found))
        return
    lang = language(ctx)
    for line in nowcast_lines(found, lang):
        click.echo(line)


@click.command("changes")
@click.argument("table", type=TABLE)
@click.option("--by", "step", type=click.Choice(["day", "week", "month", "year"]), default="week", show_default=True,
              help="The periods that events with days are counted by.")  # fmt: skip
@click.option("--recent", type=click.IntRange(1), default=4, show_default=True, metavar="N", help="The last N periods, against …")
@click.option("--baseline", type=click.IntRange(1), metavar="M", help="… the M before them (default: all).")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed gives the same figures.")
@_today
@_network
@_stratum
@_longest
@json_option
@click.pass_context
def changes_(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    table: Path,
    *,
    step: Any,
    recent: int,
    baseline: int | None,
    seed: int,
    today: str | None,
    network: Path | None,
    stratum: str | None,
    longest: int | None,
    as_json: bool,
) -> None:
    """Find when a rate changed, and how likely it is that it rose by more than a quarter.

    TABLE has counts by period (`period,count`, and `share,lower,upper` where not all is known), or events with the days of their
    reports, as for `nowcast`: what is still to come is then allowed for, so that late reports are not taken for a fall.

    \b
    Example:
      govah estimate changes reports.csv --by week --network shutdown.csv
    """
    asked = ChangeAsked(step, recent, baseline, seed)
    found = changes_table(table, LateOptions(_day(today), network, stratum, longest=longest), asked)
    if as_json:
        emit(changes_plain(found, asked))
        return
    lang = language(ctx)
    for line in changes_lines(found, asked, lang):
        click.echo(line)


def nowcast_plain(found: Any) -> dict[str, Any]:
    """Gives a nowcast as plain JSON values; limits are 95%."""
    from govah.count.late.nowcast import QUANTILES  # noqa: PLC0415 - numpy is heavy

    return {
        "today": found.today.isoformat(),
        "longest_delay": found.longest,
        "days": [
            {
                "stratum": one.stratum,
                "date": one.day.isoformat(),
                "reported": one.reported,
                "share": round(one.share, 4),
                "mean": round(one.mean, 3),
                "median": one.quantiles[3],
                "lower": one.quantiles[0],
                "upper": one.quantiles[-1],
                "quantiles": {str(at): value for at, value in zip(QUANTILES, one.quantiles, strict=True)},
                "phase": one.phase,
            }
            for one in found.days
        ],
        "channel": {name: round(weight, 4) for name, weight in found.channel.by_mechanism().items()},
        "assumes": [say(code, "en", days=found.longest) for code in NOWCAST_ASSUMES],
        "papers": list(NOWCAST_PAPERS),
    }


def nowcast_lines(found: Any, lang: str) -> list[str]:
    """Gives a nowcast in words: a table for each stratum, what the shutdown does, and what all of it rests on."""
    lines = [say("late.title", lang, today=show(found.today.isoformat(), lang))]
    strata = list(dict.fromkeys(one.stratum for one in found.days))
    for stratum in strata:
        lines += ["", stratum] if stratum else [""]
        lines += [
            say("late.row", lang, day=show(one.day.isoformat(), lang), reported=one.reported, share=round(100 * one.share),
                median=int(one.quantiles[3]), lower=int(one.quantiles[0]), upper=int(one.quantiles[-1]),
                mark="" if one.phase == "open" else say(f"late.phase-{one.phase}", lang))
            for one in found.days if one.stratum == stratum
        ]  # fmt: skip
    weights = found.channel.by_mechanism()
    if "open" not in weights:
        lines += ["", say("late.channel", lang, queue=round(100 * weights["queue"]), clock=round(100 * weights["time-change"]))]
    lines += ["", *(f"· {say(code, lang, days=found.longest)}" for code in NOWCAST_ASSUMES)]
    return [*lines, say("late.papers", lang, papers="; ".join(NOWCAST_PAPERS))]


def changes_plain(found: Changed, asked: ChangeAsked) -> dict[str, Any]:
    """Gives the changes of a rate as plain JSON values; limits are 95%."""
    names, result = found.series.names, found.changes
    share = found.series.exposure.mean(0)
    low, middle, high = ([round(float(value), 6) for value in row] for row in result.rate)
    ratio = [round(float(value), 4) for value in result.ratio]
    return {
        "periods": [
            {
                "name": name,
                "count": int(found.series.counts[at]),
                "share": round(float(share[at]), 4),
                "rate": middle[at],
                "lower": low[at],
                "upper": high[at],
                "change": round(float(result.change[at]), 4),
            }
            for at, name in enumerate(names)
        ],
        "windows": [
            {"first": names[one.first], "last": names[one.last], "probability": round(one.probability, 4)}
            for one in result.windows
        ],
        "number_of_changes": [round(float(value), 4) for value in result.number[:12]],
        "recent": asked.recent,
        "baseline": asked.baseline,
        "probability_rose_by_more_than_25_percent": round(result.rise, 4),
        "probability_fell_by_more_than_20_percent": round(result.fall, 4),
        "ratio": {"median": ratio[1], "lower": ratio[0], "upper": ratio[2]},
        "seed": asked.seed,
        "assumes": [say(code, "en", days=found.longest or 0) for code in CHANGES_ASSUMES],
        "papers": list(CHANGES_PAPERS),
    }


def changes_lines(found: Changed, asked: ChangeAsked, lang: str) -> list[str]:
    """Gives the changes of a rate in words: probabilities first, never a bare date."""
    result, names = found.changes, found.series.names
    low, middle, high = (float(value) for value in result.ratio)
    lines = [
        say("late.rise", lang, percent=_percent(result.rise), recent=asked.recent),
        say("late.fall", lang, percent=_percent(result.fall), recent=asked.recent),
        say("late.ratio", lang, middle=f"{middle:.2f}", low=f"{low:.2f}", high=f"{high:.2f}"),
        "",
    ]
    if not result.windows:
        lines.append(say("late.no-window", lang))
    for one in result.windows:
        first, last = _shown(names[one.first], lang), _shown(names[one.last], lang)
        lines.append(say("late.window", lang, first=first, last=last, percent=_percent(one.probability)))
    lines += ["", *(f"· {say(code, lang, days=found.longest or 0)}" for code in CHANGES_ASSUMES)]
    return [*lines, say("late.papers", lang, papers="; ".join(CHANGES_PAPERS))]


def _percent(chance: float) -> str:
    """A probability as a whole percentage; never 0 or 100, which no figure of this kind can know."""
    return "<1" if chance < 0.01 else ">99" if chance > 0.99 else str(round(100 * chance))


def _shown(name: str, lang: str) -> str:
    try:
        return show(parse(name).edtf, lang)
    except UsageError:
        return name


def _day(words: str | None) -> date | None:
    if words is None:
        return None
    try:
        value = Edtf.parse(parse(words).edtf)
    except UsageError:
        raise UsageError("late-today", text=words[:60]) from None
    if not value.is_day or value.first is None:
        raise UsageError("late-today", text=words[:60])
    return value.first
