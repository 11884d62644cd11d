"""`govah estimate`: what no list has, what late reports hide, and whether a rate changed; each imported when asked for."""

from __future__ import annotations

from typing import Final

import click

from govah.cli.lazily import Lazily

ESTIMATES: Final = {
    "mse": "govah.cli.mse:mse",
    "rerun": "govah.cli.mse:rerun",
    "report": "govah.cli.mse:report",
    "nowcast": "govah.cli.late:nowcast_",
    "changes": "govah.cli.late:changes_",
}
"""Each estimate and where its command lives."""


@click.group(cls=Lazily, places=ESTIMATES)
def estimate() -> None:
    """Estimate what the documented cases leave out, with its limits and what it rests on.

    \b
    Example:
      govah estimate nowcast reports.csv
    """
