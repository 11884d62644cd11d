"""`govah estimate mse`, `rerun` and `report`: how many people no list has, what speaks against it, the page to hand out."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Final

import click

from govah.cli.door import emit, json_option, language
from govah.errors import UsageError

METHODS: Final = ("dga", "lcm", "loglinear", "saturated")


@click.command()
@click.argument("counts", type=click.Path(path_type=Path, dir_okay=False), metavar="COUNTS.csv")
@click.option("--method", type=click.Choice([*METHODS, "all"]), default="all", help="One method, or all side by side.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed gives the same result.")
@click.option("--bound", type=click.IntRange(min=1), help="The highest N thought possible; without it, 21 times the people seen.")
@json_option
@click.pass_context
def mse(ctx: click.Context, counts: Path, method: str, seed: int, bound: int | None, *, as_json: bool) -> None:
    """Estimate how many people no list has, from counts of who is on which lists.

    COUNTS.csv has one column of 0 and 1 a list, and `count`. Methods stand side by side with 95% limits, what speaks against
    each, what would change the answer, and the one sentence that may be quoted; where a rule withholds it, the reasons.

    \b
    Example:
      govah estimate mse counts.csv --method all --seed 1
    """
    _needed()
    from govah.cli.mse_text import result_text  # noqa: PLC0415 - numpy is heavy, and only this needs it
    from govah.count.mse.interface import Request  # noqa: PLC0415
    from govah.count.mse.showing import plain, unread  # noqa: PLC0415
    from govah.desk import estimating  # noqa: PLC0415

    request = Request(METHODS if method == "all" else (method,), seed, bound)
    try:
        (part, *_) = estimating.counts_of(counts)
        result = estimating.estimate_table(part, request)
    except UsageError as error:
        if as_json:
            emit(unread(error.code, error.facts))
        raise
    if as_json:
        emit(plain(result))
    else:
        click.echo(result_text(result, language(ctx)))


def _needed() -> None:
    if any(importlib.util.find_spec(name) is None for name in ("numpy", "scipy", "numba")):
        raise UsageError("estimate-library-missing")
