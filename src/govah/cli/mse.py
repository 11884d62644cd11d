"""`govah estimate mse`, `rerun` and `report`: how many people no list has, what speaks against it, the page to hand out."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any, Final

import click

from govah.cli.door import emit, json_option, language, tell
from govah.errors import UsageError

METHODS: Final = ("dga", "lcm", "loglinear", "saturated")


@click.command()
@click.argument("counts", type=click.Path(path_type=Path, dir_okay=False), metavar="COUNTS.csv")
@click.option("--method", type=click.Choice([*METHODS, "all"]), default="all", help="One method, or all side by side.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed gives the same result.")
@click.option(
    "--merge", "merges", multiple=True, metavar="A+B", help="Take lists as one, since they copy each other or barely meet."
)
@click.option("--drop", "drops", multiple=True, metavar="LIST", help="Leave a list out.")
@click.option(
    "--combine", "rule", type=click.Choice(["rubin", "verdata"]), default="rubin", help="How draws and imputations join."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="RUN", help="Keep it as a run: a new folder.")
@click.option("--bound", type=click.IntRange(min=1), help="The highest N thought possible; without it, 21 times the people seen.")
@json_option
@click.pass_context
def mse(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: click.Context,
    counts: Path,
    method: str,
    seed: int,
    merges: tuple[str, ...],
    drops: tuple[str, ...],
    rule: str,
    output: Path | None,
    bound: int | None,
    *,
    as_json: bool,
) -> None:
    """Estimate how many people no list has, from counts of who is on which lists.

    COUNTS.csv has one column of 0 and 1 a list, and `count`; also `stratum`, and `draw` and `imputation` for replicates. Methods
    stand side by side with 95% limits, what speaks against each, what would change the answer, and the one sentence that may be
    quoted; where a rule withholds it, the reasons.

    \b
    Example:
      govah estimate mse counts.csv --method all --seed 1
    """
    _needed()
    from govah.count.mse.interface import Request  # noqa: PLC0415 - numpy is heavy, and only these commands need it
    from govah.count.mse.showing import unread  # noqa: PLC0415
    from govah.desk.counts import estimating  # noqa: PLC0415

    request = Request(METHODS if method == "all" else (method,), seed, bound)
    asked = estimating.Asked(request, rule, tuple(tuple(one.split("+")) for one in merges), drops)
    try:
        run = estimating.estimate_file(counts, asked)
    except UsageError as error:
        if as_json:
            emit(unread(error.code, error.facts))
        raise
    if output:
        estimating.write_run(run, output)
    _show(ctx, run, as_json=as_json)


@click.command()
@click.argument("run", type=click.Path(path_type=Path, file_okay=False), metavar="RUN")
@json_option
@click.pass_context
def rerun(ctx: click.Context, run: Path, *, as_json: bool) -> None:
    """Make a run again from its folder, and fail unless the result is the same to the last bit.

    \b
    Example:
      govah estimate rerun run-2026-05
    """
    _needed()
    from govah.desk.counts import estimating  # noqa: PLC0415 - numpy is heavy, and only these commands need it

    _show(ctx, estimating.rerun(run), as_json=as_json)


def _show(ctx: click.Context, run: Any, *, as_json: bool) -> None:
    from govah.cli.mse_text import strata_text  # noqa: PLC0415 - numpy is heavy, and only these commands need it

    if as_json:
        emit(run.result)
    else:
        click.echo(strata_text(run.strata, language(ctx)))


def _needed() -> None:
    if any(importlib.util.find_spec(name) is None for name in ("numpy", "scipy", "numba")):
        raise UsageError("estimate-library-missing")


@click.command()
@click.argument("run", type=click.Path(path_type=Path, file_okay=False), metavar="RUN")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The PDF to write.")
@json_option
@click.pass_context
def report(ctx: click.Context, run: Path, output: Path, *, as_json: bool) -> None:
    """Write the report of a run: plain words and the sentence to quote first, then all of it for a statistician.

    The run is made again first: a report of something that cannot be repeated is not written.

    \b
    Example:
      govah estimate report run-2026-05 -o report.pdf
    """
    _needed()
    from govah.desk.counts import estimatereport, estimating  # noqa: PLC0415 - numpy is heavy, and only these commands need it
    from govah.desk.onfile.leaving import sha256_of  # noqa: PLC0415

    estimatereport.write_report(run, estimating.rerun(run), output, language(ctx))
    if as_json:
        emit({"file": output.name, "sha256": sha256_of(output)})
    else:
        tell(ctx, "estimate.report-written", name=output.name, sha256=sha256_of(output))
