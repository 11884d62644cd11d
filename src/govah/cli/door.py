"""What every command shares: opening the desk, and saying one thing as JSON or in words."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click

from govah import vault
from govah.errors import VaultError
from govah.records import to_full
from govah.words import say

to_option: Final = click.option("--to", default="", metavar="WHOM", help="To whom it is handed: noted in the record of custody.")
json_option: Final = click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")


@contextmanager
def opened(ctx: click.Context) -> Iterator[vault.Vault]:
    """Opens the vault that the call names; without one it says how to name it."""
    from govah.cli.passphrase import read_secret  # noqa: PLC0415 - half of the commands open no vault

    place = ctx.obj["vault"]
    if not place:
        raise VaultError("vault-not-named")
    with vault.open_vault(Path(place), read_secret(ctx)) as opened_vault:
        yield opened_vault


def language(ctx: click.Context) -> str:
    """Gives the language that the person asked for."""
    chosen: str = ctx.obj["lang"]
    return chosen


def emit(value: Any) -> None:
    """Prints one JSON value; records become plain values."""
    plain = value if isinstance(value, dict | list | str | int | bool) or value is None else to_full(value)
    sys.stdout.write(json.dumps(plain, ensure_ascii=False) + "\n")


def tell(ctx: click.Context, code: str, /, **facts: object) -> None:
    """Prints one message of the vocabulary."""
    click.echo(say(code, language(ctx), **facts))


def unnoted(ctx: click.Context) -> Callable[[str], None]:
    """Gives what says, beside the output, that a look is not on record, and why."""

    def said(code: str) -> None:
        lang = language(ctx)
        click.echo(say("custody.unnoted", lang, why=say(code, lang)), err=True)

    return said
