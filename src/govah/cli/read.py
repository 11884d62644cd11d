"""`govah read`: what a report says, whose voice it is, how hedged, and what it does not say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from govah import desk
from govah.cli.cards import number
from govah.cli.door import emit, json_option, language, opened, tell, unnoted
from govah.cli.reading_text import reading_text
from govah.errors import UsageError
from govah.words import say


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE|DOCUMENT…")
@click.option("--published", metavar="DATE", help="When it was published, where the file does not say.")
@click.option("--no-vault", is_flag=True, help="Read files even where a vault is named.")
@click.option("--ocr", is_flag=True, help="Read pictures for words too, where Tesseract is installed.")
@click.option("--model", "url", default="", metavar="URL", help="Ask a model too: an OpenAI-compatible server on this machine.")
@click.option("--model-name", default="", help="Its name, where the server holds several.")
@click.option("--model-key-file", default="", metavar="FILE", help="A file with the server's key.")
@click.option("--leaves-this-machine", "leaves", is_flag=True, help="Let text leave this machine; never what is in `sources`.")
@click.option("--proxy", default="", metavar="URL", help="Reach a far model through this proxy, or not at all.")
@click.option("--entities", default="", metavar="FOLDER", help="Find names with a spaCy or GLiNER model in this folder too.")
@json_option
@click.pass_context
def read(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    files: tuple[str, ...],
    published: str | None,
    *,
    no_vault: bool,
    ocr: bool,
    url: str,
    model_name: str,
    model_key_file: str,
    leaves: bool,
    proxy: str,
    entities: str,
    as_json: bool,
) -> None:
    """Tell what a report says: each assertion, whose voice, how hedged, and what the page does not say.

    Inside a vault, read sealed documents again, by id or name.

    \b
    Example:
      govah read report.html --published 2026-02-01
    """
    models = desk.Models(url, model_name, model_key_file, leaves, proxy, entities)
    if url and leaves:
        click.echo(say("models.leaving", language(ctx), host=urlsplit(url).hostname or url[:80]), err=True)
    if ctx.obj["vault"] and not no_vault and not all(Path(file).is_file() for file in files):
        _read_sealed(ctx, files, models, ocr=ocr, as_json=as_json)
        return
    day = _day(published) if published else None
    read_all = [desk.read_file(Path(file), published=day, models=models, ocr=ocr) for file in files]
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


def _read_sealed(ctx: click.Context, ids: tuple[str, ...], models: desk.Models, *, ocr: bool, as_json: bool) -> None:
    with opened(ctx) as vault:
        done = list(desk.read_documents(vault, ids, models, ocr=ocr))
        desk.note_documents(vault, (one.document for one in done), unnoted=unnoted(ctx))
    if as_json:
        emit({"documents": [desk.to_full(one) for one in done]})
        return
    for one in done:
        facts = {"suggestions": number(one.suggestions, language(ctx)), "dropped": number(one.dropped, language(ctx))}
        tell(ctx, "read.sealed", id=one.document, **facts)
