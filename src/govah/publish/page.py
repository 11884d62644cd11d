"""Sets a sheet as one self-contained HTML page: no script, nothing fetched; every word is a text node, so nothing can be markup."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any

from lxml import etree
from lxml.builder import E  # type: ignore[import-not-found]

from govah.publish.sheet import Clash, Item, Note, Row, Run, Sheet
from govah.text import to_persian_digits


def sheet_html(made: Sheet) -> str:
    """Gives the page; the same sheet gives the same text."""
    style = (resources.files("govah.publish") / "dossier.css").read_text("utf-8")
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta({"http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"}),
        E.title(f"{made.title}: {made.name.text}"),
        E.style(style),
    )
    page = E.html(head, E.body(E.main(*_body(made))), lang=made.lang, dir="rtl" if made.rtl else "ltr")
    text: str = etree.tostring(page, encoding="unicode", method="html", doctype="<!DOCTYPE html>", pretty_print=False)
    return text + "\n"


def _body(made: Sheet) -> list[Any]:
    names = [_span(name) for name in made.other_names]
    parts: list[Any] = [E.p(made.title, {"class": "kind"}), E.h1(_span(made.name))]
    if names:
        parts.append(E.p(*_joined(names, " · "), {"class": "soft"}))
    if made.watermark:
        parts.append(E.p(made.watermark, {"class": "draft"}))
    parts += [_rows(made.cover), *(E.p(notice) for notice in made.notices), _status(made)]
    parts += _section(made.identity_head, [_item(one, made) for one in made.identity])
    parts += _section(made.facts_head, [_item(one, made) for one in made.facts])
    parts += _section(made.clashes_head, [_clash(one, made) for one in made.clashes])
    parts += _section(made.gaps_head, [E.ul(*(E.li(gap) for gap in made.gaps), {"class": "gaps"})] if made.gaps else [])
    documents = [
        E.section(E.h3(f"{number} ", _span(name)), _rows(rows), {"class": "document"}) for number, name, rows in made.documents
    ]
    parts += _section(made.documents_head, documents)
    parts += _section(made.notes_head, [_note(one, made) for one in made.notes])
    parts += _section(made.check_head, [E.p(step) for step in made.check])
    return parts


def _section(head: str, parts: Sequence[Any]) -> list[Any]:
    return [E.section(E.h2(head), *parts)] if parts else []


def _status(made: Sheet) -> Any:
    states = [E.p(E.b(one.head), *_numbers(one.notes, made), " ", *_marks(one)) for one in made.status]
    return E.section(E.h2(made.status_head), *states, *(E.p(line, {"class": "soft"}) for line in made.status_lines), {"class": "status"})


def _item(one: Item, made: Sheet) -> Any:
    said = [": ", *_joined([_span(run) for run in one.runs], "، " if made.rtl else ", ")] if one.runs else []
    head = E.b(one.head, {"class": "warned"} if one.warned else {})
    body = E.div(E.p(head, *said, *_numbers(one.notes, made)), E.p(*_marks(one)))
    return E.article(E.div(one.margin, {"class": "soft margin"}), body)


def _clash(one: Clash, made: Sheet) -> Any:
    sides = [
        E.div(E.p(*_joined([_span(run) for run in side.runs], ", "), *_numbers(side.notes, made))) for side in (one.left, one.right)
    ]
    return E.div(E.p(E.b(one.head, {"class": "warned"})), E.div(*sides, {"class": "sides"}))


def _note(one: Note, made: Sheet) -> Any:
    quote = [E.blockquote(one.quote.text, dir="rtl" if one.quote.rtl else "ltr", lang="fa" if one.quote.rtl else "en")] if one.quote else []
    number = to_persian_digits(str(one.number)) if made.rtl else str(one.number)
    body = E.div(*quote, E.p(one.head), _rows(one.rows))
    return E.article(E.div(number, {"class": "number"}), body, {"id": f"note-{one.number}", "class": "note"})


def _rows(rows: Sequence[Row]) -> Any:
    parts: list[Any] = []
    for row in rows:
        between = " › " if row.chain else " "
        parts += [E.dt(row.label), E.dd(*_joined([_span(run) for run in row.runs], between))]
    return E.dl(*parts)


def _numbers(notes: Sequence[int], made: Sheet) -> list[Any]:
    shown = [(note, to_persian_digits(str(note)) if made.rtl else str(note)) for note in notes]
    return [E.sup(*_joined([E.a(text, href=f"#note-{note}") for note, text in shown], " "))] if shown else []


def _marks(one: Item) -> list[Any]:
    return _joined([E.span(mark, {"class": "mark"}) for mark in one.marks], " ")


def _span(run: Run) -> Any:
    if run.mono:
        return E.code(run.text, dir="ltr")
    return E.span(run.text, dir="rtl" if run.rtl else "ltr", lang="fa" if run.rtl else "en")


def _joined(parts: Sequence[Any], between: str) -> list[Any]:
    joined: list[Any] = []
    for place, part in enumerate(parts):
        joined += [between, part] if place else [part]
    return joined
