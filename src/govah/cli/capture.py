"""`govah capture` and `govah documents`: what reaches the desk is sealed, read, and listed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from govah import desk
from govah.cli.bars import ByteBar
from govah.cli.cards import clean, number
from govah.cli.door import emit, json_option, language, opened, tell, unnoted
from govah.desk.onfile.erased import erased_documents
from govah.desk.retrieval.viewing import view_documents
from govah.errors import CaptureError
from govah.text import isolate
from govah.words import say


@click.command()
@click.argument("sources", nargs=-1, metavar="PATH|URL|-…")
@click.option("--note", is_flag=True, help="A note of a call or a visit; belongs to `sources`.")
@click.option("--from", "source", default="", metavar="PERSON", help="From whom; then only those who keep sources may read it.")
@click.option("--terms", default="", help="What was agreed: an embargo, not for publication.")
@click.option("--published", default="", metavar="DATE", help="When it was published, where the document does not say.")
@click.option("--name", default="", help="A name for pasted text.")
@click.option("--no-read", is_flag=True, help="Seal only; read later with `govah read`.")
@click.option("--rehash", is_flag=True, help="Read every file again, also those unchanged by their size and times.")
@click.option("--allow-private", is_flag=True, help="Let a URL lead to this machine or a private network.")
@click.option("--proxy", metavar="URL", help="Fetch URLs through this proxy, or not at all.")
@json_option
@click.pass_context
def capture(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    sources: tuple[str, ...],
    *,
    note: bool,
    source: str,
    terms: str,
    published: str,
    name: str,
    no_read: bool,
    rehash: bool,
    allow_private: bool,
    proxy: str | None,
    as_json: bool,
) -> None:
    """Seal files, folders, pages and notes, unaltered, and read them. `-` takes pasted text from standard input.

    A file that you captured from the same place before, and that has not changed by its size, its times and what the system
    says of it, is not read again and no capture is added; --rehash trusts none of that.

    \b
    Example:
      govah capture report.html statements/
      govah capture --note --from "a neighbour" call.txt
    """
    options = desk.IntakeOptions(
        note=note,
        source=source,
        terms=terms,
        read=not no_read,
        rehash=rehash,
        published=desk.edtf_of(published) if published else "",
        gather=desk.GatherOptions(allow_private=allow_private, proxy=proxy or ""),
    )
    given: list[desk.Source] = [one for one in sources if one != "-"]
    if len(given) < max(1, len(sources)):
        given.append(desk.Pasted(sys.stdin.buffer.read().decode("utf-8", "replace"), name))
    with opened(ctx) as vault, ByteBar(hidden=as_json) as bar:
        results = list(desk.capture_sources(vault, given, options, progress=bar))
    sealed = [one for one in results if isinstance(one, desk.Sealed)]
    failed = [one for one in results if isinstance(one, desk.Failed)]
    here = [one for one in results if isinstance(one, desk.AlreadyHere)]
    if as_json:
        listed = [*map(_plain, sealed), *map(_plain_here, here)]
        emit({"documents": listed, "left_out": [_plain_failed(one, ctx) for one in failed]})
    else:
        _tell(ctx, sealed, here, failed)
    if failed:
        raise CaptureError("capture-left-out", count=len(failed), sealed=len(sealed))


@click.command()
@json_option
@click.pass_context
def documents(ctx: click.Context, as_json: bool) -> None:
    """List what the vault holds, with its seals.

    \b
    Example:
      govah documents
    """
    lang = language(ctx)
    with opened(ctx) as vault:
        listed = view_documents(vault, unnoted=unnoted(ctx))
        erased = erased_documents(vault)
    if as_json:
        emit({"documents": [desk.to_full(one) for one in listed], "erased": [desk.to_full(one) for one in erased]})
        return
    for one in listed:
        name = isolate(clean(one.name)) or say("capture.name-withheld", lang)
        tell(ctx, "capture.document", id=one.id, name=name, sha256=one.sha256, captures=number(one.captures, lang))
        if not one.here:
            tell(ctx, "capture.document-not-here")
        if one.pending:
            tell(ctx, "capture.document-pending", count=number(one.pending, lang))
    for gone in erased:
        tell(ctx, "erase.document-erased", id=gone.id, time=gone.at, by=gone.by)


def _plain(one: desk.Sealed) -> dict[str, object]:
    return {
        "id": one.document.id,
        "name": one.name,
        "sha256": one.document.sha256,
        "captures": one.captures,
        "suggestions": one.suggestions,
        "notes": [*one.notes, *([one.unread.code] if one.unread else [])],
    }


def _plain_here(one: desk.AlreadyHere) -> dict[str, object]:
    return {
        "id": one.document,
        "name": one.name,
        "sha256": one.sha256,
        "captures": one.captures,
        "suggestions": 0,
        "notes": ["unchanged"],
    }


def _plain_failed(one: desk.Failed, ctx: click.Context) -> dict[str, object]:
    return {"name": one.name, "code": one.code, "why": say(one.code, language(ctx), **dict(one.facts))}


def _tell(ctx: click.Context, sealed: list[desk.Sealed], here: list[desk.AlreadyHere], failed: list[desk.Failed]) -> None:
    lang = language(ctx)
    for one in sealed:
        code = "capture.sealed-again" if one.captures > 1 else "capture.sealed"
        facts = {"captures": number(one.captures, lang), "suggestions": number(one.suggestions, lang)}
        tell(ctx, code, name=isolate(clean(one.name)), id=one.document.id, sha256=one.document.sha256, **facts)
        for note in one.notes:
            click.echo(f"    {say(note, lang, name=isolate(clean(one.name)))}")
        if one.unread is not None:
            click.echo(f"    {say(one.unread.code, lang, **dict(one.unread.facts))}")
    for gone in failed:
        click.echo(f"✗ {isolate(clean(Path(gone.name).name))}: {say(gone.code, lang, **dict(gone.facts))}", err=True)
    if here:
        tell(ctx, "capture.unchanged", count=number(len(here), lang))
    tell(ctx, "capture.summary", sealed=number(len(sealed), lang), left_out=number(len(failed), lang))
