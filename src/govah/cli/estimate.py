"""`govah estimate`: what no list has, what late reports hide, and whether a rate changed; each imported when asked for."""

from __future__ import annotations

import importlib
from typing import Final

import click

ESTIMATES: Final = {
    "mse": "govah.cli.mse:mse",
    "rerun": "govah.cli.mse:rerun",
    "report": "govah.cli.mse:report",
    "nowcast": "govah.cli.late:nowcast_",
    "changes": "govah.cli.late:changes_",
}
"""Each estimate and where its command lives."""


class Estimates(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks for it
        """Gives the estimates in the order of the work."""
        return list(ESTIMATES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Imports one command."""
        if cmd_name not in ESTIMATES:
            return None
        module, _, name = ESTIMATES[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=Estimates)
def estimate() -> None:
    """Estimate what the documented cases leave out, with its limits and what it rests on.

    \b
    Example:
      govah estimate nowcast reports.csv
    """
