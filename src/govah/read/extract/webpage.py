"""Web pages: trafilatura chooses the blocks that are the story, and our own text keeps every character of the page."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from govah.dates import find
from govah.read.extract import telegram_page
from govah.read.extract.markup import Block, Page, page_of, parse
from govah.records import Extracted, Segment

NOT_SELECTED: Final = "story-not-selected"
"""Note: the page is too deep, too large or too short for the selection, so place on the page alone told story from furniture."""

_KEY: Final = re.compile(r"\W+")
_MOST_ELEMENTS: Final = 20_000
_LARGEST_SELECTED: Final = 4 << 20
_SHORT: Final = 25
_SHORT_PAGE: Final = 1_000
"""Characters of a whole page, furniture too, below which one way of choosing its story must do."""
_DATELINE: Final = 80
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_PROSE: Final = frozenset({"p", "blockquote", "h2", "h3", "h4"})
_PUBLISHED: Final = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
    "pubdate", "publishdate", "parsely-pub-date", "sailthru.date", "article.published", "publication_date",
)  # fmt: skip


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the page as one text: title, story, captions and furniture apart."""
    tree, notes = parse(data, name)
    if telegram_page.is_telegram(tree):
        return telegram_page.extract_tree(tree, notes)
    return (from_tree(tree, notes),)


def from_tree(tree: Any, notes: tuple[str, ...]) -> Extracted:
    """Gives a parsed page as text."""
    page = page_of(tree, notes)
    title, declared = _title(tree), _declared_day(tree)
    guessed: date | None = None if declared else _selection().day_of(tree)
    selected = _selected(page, tree)
    if not selected:
        notes = (*notes, NOT_SELECTED)
    kinds = _kinds(page, selected, title)
    published = declared or _day_under_title(page, kinds) or guessed
    return Extracted(page.text, _selection().TOOL, _segments(page, kinds), published, title, tuple(dict.fromkeys(notes)))


def _selection() -> Any:
    """Gives the module that knows the two heavy libraries; a page of messages needs neither."""
    return importlib.import_module("govah.read.extract.selection")


def _declared_day(tree: Any) -> date | None:
    """Gives the day that the page itself declares in its head, its data or its `time`."""
    for words in _declared_dates(tree):
        if found := re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", words):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                continue
    return None


def _declared_dates(tree: Any) -> Iterator[str]:
    named = {(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get("content") or ""
             for meta in tree.iter("meta")}  # fmt: skip
    yield from (named[key] for key in _PUBLISHED if key in named)
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text and len(script.text) < 1 << 20:
            yield from re.findall(r'"datePublished"\s*:\s*"([^"]{8,40})"', script.text)[:1]
    for time in tree.iter("time"):
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
            yield time.get("datetime") or ""


def _day_under_title(page: Page, kinds: list[str]) -> date | None:
    """Gives the one day that a short line just below the title names, in either calendar."""
    if "title" not in kinds:
        return None
    first = kinds.index("title") + 1
    for block in page.blocks[first : first + 4]:
        line = block.text.split("\n", 1)[0]
        days = {found.edtf for found in find(line) if _DAY.fullmatch(found.edtf)} if len(line) < _DATELINE else set()
        if len(days) == 1:
            return date.fromisoformat(days.pop())
    return None


def _title(tree: Any) -> str:
    heads = [_spaced(heading.text_content()) for heading in tree.iter("h1")]
    declared = [meta.get("content") or "" for meta in tree.iter("meta") if (meta.get("property") or "").lower() == "og:title"]
    written = [_spaced(title.text_content()) for title in tree.iter("title")]
    names = [_spaced(name) for name in (*declared, *written) if name.strip()]
    for head in heads:
        if head and any(_key(head) in _key(name) or _key(name) in _key(head) for name in names):
            return head
    return next((head for head in heads if head), "") if len(heads) == 1 else next(iter(names), "")


def _selected(page: Page, tree: Any) -> tuple[str, frozenset[str]] | None:
    """Gives the chosen text as keys (letters and digits only): the whole in one, and each of its blocks."""
    if page.elements > _MOST_ELEMENTS or len(page.text) > _LARGEST_SELECTED:
        return None
    body = _selection().body_of(tree, is_short=len(page.text) < _SHORT_PAGE)
    if body is None:
        return None
    whole = _key("".join(body.itertext()))
    blocks = frozenset(_key("".join(block.itertext())) for block in body.iter("p", "head", "item", "cell", "quote", "row"))
    return (whole, blocks - {""}) if whole else None


def _kinds(page: Page, selected: tuple[str, frozenset[str]] | None, title: str) -> list[str]:
    told = [_by_place(block) if selected is None else _by_selection(block, selected) for block in page.blocks]
    story = [block for block, kind in zip(page.blocks, told, strict=True) if kind == "story"]
    classed = sum(len(block.text) for block in story if block.furniture == "class")
    misleading = classed * 2 > sum(len(block.text) for block in story)
    told = _mended(page.blocks, told)
    kinds = []
    titled = False
    for block, kind in zip(page.blocks, told, strict=True):
        if block.furniture == "tag" or (block.furniture == "class" and not misleading):
            kinds.append("furniture")
        elif not titled and title and block.tag in ("h1", "h2") and _key(block.text) == _key(title):
            kinds.append("title")
            titled = True
        else:
            kinds.append("caption" if block.tag == "figcaption" else kind)
    return kinds


def _mended(blocks: tuple[Block, ...], told: list[str]) -> list[str]:
    """Gives the kinds with gaps closed: a paragraph between two of the story that nothing speaks against is story too."""
    story = [place for place, kind in enumerate(told) if kind == "story"]
    if not story:
        return told
    inside = range(story[0], story[-1])
    return [
        "story"
        if place in inside
        and (block.tag in _PROSE or not _key(block.text))
        and not block.furniture
        and block.linked * 2 < len(block.text)
        else kind
        for place, (block, kind) in enumerate(zip(blocks, told, strict=True))
    ]


def _by_selection(block: Block, selected: tuple[str, frozenset[str]]) -> str:
    whole, blocks = selected
    key = _key(block.text)
    if not key or key in blocks or (len(key) >= _SHORT and key in whole):
        return "story" if key else "furniture"
    lines = [_key(line) for line in block.text.split("\n")]
    held = sum(len(line) for line in lines if line in blocks or (len(line) >= _SHORT and line in whole))
    return "story" if held * 2 > len(key) else "furniture"


def _by_place(block: Block) -> str:
    return "furniture" if block.linked * 2 > len(block.text) else "story"


def _segments(page: Page, kinds: list[str]) -> tuple[Segment, ...]:
    """Joins neighbours of one kind."""
    out: list[Segment] = []
    for block, kind in zip(page.blocks, kinds, strict=True):
        if out and out[-1].kind == kind and kind != "title":
            out[-1] = Segment(out[-1].start, block.end, kind)
        else:
            out.append(Segment(block.start, block.end, kind))
    return tuple(out)


def _key(text: str) -> str:
    return _KEY.sub("", text)


def _spaced(text: str) -> str:
    return " ".join(text.split())
