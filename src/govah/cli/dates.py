"""The command `dates`: one date expression, in either calendar and language, read and shown."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

import click

from govah.dates import Dated, Edtf, parse, show
from govah.errors import UsageError
from govah.words import say

_SURENESS: Final = {"": "exact", "~": "is-approximate", "?": "is-uncertain"}


@click.command()
@click.argument("words", nargs=-1)
@click.option("--published", metavar="DATE", help="The day that the text was published: relative words are read from it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@click.pass_context
def dates(ctx: click.Context, words: tuple[str, ...], published: str | None, *, as_json: bool) -> None:
    """Read a date in either calendar, in English or Persian, and show what it allows.

    Vague stays vague: "early Dey 1404", "دی ۱۴۰۴", "late 2025 through early 2026", 2026-01-20~; and "last Thursday" too, with
    --published.

    \b
    Example:
      govah dates "23 Ordibehesht 1405"
      govah dates "شامگاه چهارشنبه ۲۳ اردیبهشت" --published 2026-05-13
    """
    lang = str((ctx.obj or {}).get("lang", "en"))
    expression = " ".join(words).strip()
    if not expression:
        raise UsageError("date-missing")
    dated = parse(expression, published=_day(published) if published else None)
    if as_json:
        click.echo(json.dumps(_plain(dated), ensure_ascii=False))
        return
    for line in _lines(dated, lang):
        click.echo(line)


def _day(words: str) -> date:
    """The day that `--published` names, in either calendar."""
    try:
        value = Edtf.parse(parse(words).edtf)
    except UsageError:
        raise UsageError("published-not-a-day", text=words[:60]) from None
    if not value.is_day or value.first is None:
        raise UsageError("published-not-a-day", text=words[:60])
    return value.first


def _plain(dated: Dated) -> dict[str, Any]:
    value = Edtf.parse(dated.edtf) if dated.edtf else None
    return {
        "text": dated.text,
        "edtf": dated.edtf,
        "calendar": dated.calendar,
        "impossible": dated.impossible,
        "first": value.first.isoformat() if value and value.first else None,
        "last": value.last.isoformat() if value and value.last else None,
        "qualifiers": value.qualifiers if value else "",
        "shown": {lang: show(dated.edtf, lang) for lang in ("en", "fa")},
    }


def _lines(dated: Dated, lang: str) -> list[str]:
    if not dated.edtf:
        return [say("dates.unfixed", lang)]
    value = Edtf.parse(dated.edtf)
    sureness = _SURENESS.get(value.qualifiers, "is-both")
    rows = [
        ("first-day", _edge(value.first, "dates.no-first-day", lang)),
        ("last-day", _edge(value.last, "dates.no-last-day", lang)),
        ("sureness", say(f"dates.{sureness}", lang)),
        ("calendar", say(f"dates.{dated.calendar}", lang)),
    ]
    shown = (say("dates.row", lang, label=say(f"dates.{code}", lang), value=said) for code, said in rows)
    lines = [show(dated.edtf, lang), *shown]
    lines.append(f"EDTF: \u200e{dated.edtf}" if lang == "fa" else f"EDTF: {dated.edtf}")
    return [*lines, say("dates.is-impossible", lang)] if dated.impossible else lines


def _edge(day: date | None, otherwise: str, lang: str) -> str:
    return say(otherwise, lang) if day is None else show(day.isoformat(), lang)
