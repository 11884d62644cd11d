"""`govah read`: what a report says, whose voice it is, how hedged, and what it does not say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from govah import desk
from govah.cli.cards import number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.cli.reading_text import reading_text
from govah.errors import UsageError


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE|DOCUMENT…")
@click.option("--published", metavar="DATE", help="When it was published, where the file does not say.")
@click.option("--no-vault", is_flag=True, help="Read files even where a vault is named.")
@json_option
@click.pass_context
def read(ctx: click.Context, files: tuple[str, ...], published: str | None, *, no_vault: bool, as_json: bool) -> None:
    """Tell what a report says: each assertion, whose voice, how hedged, and what the page does not say.

    Inside a vault, read sealed documents again, by id or name.

    \b
    Example:
      govah read report.html --published 2026-02-01
    """
    if ctx.obj["vault"] and not no_vault and not all(Path(file).is_file() for file in files):
        _read_sealed(ctx, files, as_json=as_json)
        return
    day = _day(published) if published else None
    read_all = [desk.read_file(Path(file), published=day) for file in files]
    if as_json:
        emit(_plain(read_all))
        return
    for one in read_all:
        click.echo(reading_text(one, language(ctx)))


def _plain(read_all: list[desk.FileReading]) -> dict[str, Any]:
    documents = [{"name": one.name, **part} for one in read_all for part in one.predictions()]
    return documents[0] if len(documents) == 1 else {"documents": documents}


def _day(words: str) -> date:
    """Gives the one day that words name; a vaguer time cannot anchor "yesterday"."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        first, last = desk.first_day_of(words), desk.last_day_of(words)
    if first != last:
        raise UsageError("date-not-a-day", words=words[:40])
    return last


def _read_sealed(ctx: click.Context, ids: tuple[str, ...], *, as_json: bool) -> None:
    with opened(ctx) as vault:
        done = list(desk.read_documents(vault, ids))
    if as_json:
        emit({"documents": [desk.to_full(one) for one in done]})
        return
    for one in done:
        facts = {"suggestions": number(one.suggestions, language(ctx)), "dropped": number(one.dropped, language(ctx))}
        tell(ctx, "read.sealed", id=one.document, **facts)
