"""A record in plain lines, such as one of custody, as blocks that both setters put on pages in the dossier's look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from importlib import resources
from typing import Final

from govah.publish.page import POLICY, page_style
from govah.words import say

CODE: Final = re.compile(r"[0-9a-f]{40,}|\b[a-z][a-z2-7]{16}\b|govah\.journal/\w+|[A-Za-z0-9+/]{43}=")
"""Hashes, ids, logs and roots: what is set in letters of one width, from left to right."""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line, how deep it stands, and whether it is the heading of those below it."""

    text: str
    level: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a record: a document, say."""

    head: str
    lines: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything on the pages, in order."""

    lang: str
    rtl: bool
    title: str
    house: str
    lead: tuple[str, ...]
    blocks: tuple[Block, ...]
    made_at: str
    "RFC 3339."
    page_of: str
    digits: str


def record(text: str, lang: str, made_at: str) -> Record:
    """Gives the pages of a text whose parts stand between empty lines and whose depth is told by two spaces a step."""
    first, *parts = [part.split("\n") for part in text.strip("\n").split("\n\n")]
    return Record(
        lang=lang,
        rtl=lang == "fa",
        title=first[0],
        house=say("dossier.house", lang),
        lead=tuple(first[1:]),
        blocks=tuple(Block(lines[0].strip(), tuple(_lines(lines[1:]))) for lines in parts),
        made_at=made_at,
        page_of=say("dossier.page-of", lang, page="{page}", count="{count}"),
        digits="۰۱۲۳۴۵۶۷۸۹" if lang == "fa" else "0123456789",
    )


def record_html(made: Record) -> str:
    """Gives the record as one HTML page: no script, nothing fetched, every word escaped."""
    side = "rtl" if made.rtl else "ltr"
    lead = "".join(f"<p>{_marked(line)}</p>" for line in made.lead)
    return "".join(
        (
            "<!DOCTYPE html>\n",
            f'<html lang="{escape(made.lang)}" dir="{side}">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n',
            '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n',
            f"<title>{escape(made.title)}</title>\n<style>\n{page_style()}{_style()}</style>\n</head>\n<body>\n<main>\n",
            f'<header><p class="kind"><span>{escape(made.house)}</span></p><h1>{escape(made.title)}</h1></header>\n',
            f'<div class="notices">{lead}</div>\n',
            *map(_section, made.blocks),
            "</main>\n</body>\n</html>\n",
        )
    )


def _style() -> str:
    return (resources.files("govah.publish") / "record.css").read_text("utf-8")


def _lines(lines: list[str]) -> Iterator[RecordLine]:
    depths = [(len(line) - len(line.lstrip(" "))) // 2 for line in lines]
    for place, line in enumerate(lines):
        below = depths[place + 1] if place + 1 < len(lines) else 0
        yield RecordLine(line.strip(), depths[place], depths[place] == 1 and below > 1)


def _section(block: Block) -> str:
    return f"<section>\n<h2>{_marked(block.head)}</h2>\n{''.join(_paragraphs(block.lines))}</section>\n"


def _paragraphs(lines: Iterable[RecordLine]) -> Iterator[str]:
    for one in lines:
        words = _marked(one.text)
        if one.heading:
            yield f"<h3>{words}</h3>\n"
        else:
            yield f'<p class="level-{min(one.level, 3)}">{words}</p>\n'


def _marked(text: str) -> str:
    """Gives the words escaped, codes set apart."""
    out, at = "", 0
    for found in CODE.finditer(text):
        out += escape(text[at : found.start()]) + f'<code dir="ltr">{escape(found.group())}</code>'
        at = found.end()
    return out + escape(text[at:])
