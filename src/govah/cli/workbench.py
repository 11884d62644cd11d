"""`govah workbench`: the desk as local pages in a browser."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

from govah.cli.door import emit, json_option, language, tell
from govah.cli.passphrase import FILE, read_secret
from govah.errors import UsageError, VaultError

NEEDED: Final = ("jinja2", "multipart", "starlette", "uvicorn")


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="A port of this machine; a free one where it is left out.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--lock-after", type=click.IntRange(1, 240), default=15, show_default=True, metavar="MINUTES",
              help="Lock the vault after so many minutes without an act.")  # fmt: skip
@json_option
@click.pass_context
def workbench(ctx: click.Context, port: int, *, no_browser: bool, lock_after: int, as_json: bool) -> None:
    """Open the desk in a browser: on this machine alone, under an address that works once.

    \b
    Example:
      govah workbench
      govah workbench --no-browser
    """
    if not ctx.obj["vault"]:
        raise VaultError("vault-not-named")
    if any(find_spec(one) is None for one in NEEDED):
        raise UsageError("workbench-not-installed")
    from govah.workbench.serving import Serving, serve  # noqa: PLC0415 - nothing of it is loaded for the other commands

    secret = read_secret(ctx) if os.environ.get(FILE) else None

    def told(address: str) -> None:
        if as_json:
            emit({"address": address})
        else:
            tell(ctx, "workbench.at", address=address)

    plan = Serving(Path(ctx.obj["vault"]), port=port, lock_after=lock_after * 60.0, lang=language(ctx), browser=not no_browser)
    serve(plan, secret, told)
    if not as_json:
        tell(ctx, "workbench.ended")
