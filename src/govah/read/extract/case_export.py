"""Exports of other case systems: FollowTheMoney entities (a line each, or a list) and Bayanat's bulletins, actors and incidents.

Each entity is one message of the text, its fields a line each in the order of the file, under its own title; its id leads back
to it. FollowTheMoney: `{"id", "schema", "properties": {name: [values]}}`. Bayanat: objects with a `class`, or a title beside its
own fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from govah.errors import ReadError
from govah.read.extract.assembling import Assembly
from govah.read.extract.markup import page_of, parse_text
from govah.records import Extracted, Locator

TOOL: Final = "govah-case-export 1"
_MOST: Final = 100_000
_BAYANAT: Final = frozenset(
    {"sjac_title", "source_link", "publish_date", "documentation_date", "originid", "first_name", "nickname"}
)
_CLASSES: Final = frozenset({"bulletin", "actor", "incident", "location"})
_TITLES: Final = ("name", "title", "caption", "name_ar", "title_ar")
_DATES: Final = ("publish_date", "publishedAt", "date", "documentation_date")
_AUTHORS: Final = ("publisher", "author", "source")
_DULL: Final = frozenset(
    {"id", "class", "_status", "roles", "assigned_to", "first_peer_reviewer", "updated_at", "comments", "status"}
)


@dataclass(frozen=True, slots=True)
class _Entity:
    """One thing that the other system kept."""

    id: str
    kind: str
    fields: tuple[tuple[str, str], ...]

    def first(self, names: Sequence[str]) -> str:
        """Gives the first of these fields that says something."""
        said = dict(reversed(self.fields))
        return next((said[name] for name in names if said.get(name)), "")


def entities(text: str, name: str) -> tuple[Extracted, ...]:
    """Gives the export as one text; nothing where it is none of these."""
    found: list[_Entity] = []
    for one in _objects(text):
        made = _ftm(one) or _bayanat(one)
        if made is None:
            return ()
        found.append(made)
        if len(found) > _MOST:
            raise ReadError("document-too-long", name=name, count=len(found), limit=_MOST)
    return (_assembled(found),) if found else ()


def _objects(text: str) -> Iterator[Any]:
    """Gives the objects of a list, of one object that holds a list, or of a file with an object a line."""
    try:
        whole = json.loads(text)
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        yield from (json.loads(line) for line in lines) if len(lines) > 1 else ()
        return
    if isinstance(whole, dict):
        listed = next((whole[key] for key in ("items", "results", "entities", "bulletins", "actors") if key in whole), None)
        whole = listed if isinstance(listed, list) else [whole]
    yield from whole if isinstance(whole, list) else ()


def _ftm(one: Any) -> _Entity | None:
    if not (isinstance(one, Mapping) and isinstance(one.get("schema"), str) and isinstance(one.get("properties"), Mapping)):
        return None
    fields = [(key, value) for key, values in one["properties"].items() for value in _plain(values) if isinstance(key, str)]
    return _Entity(str(one.get("id", ""))[:200], one["schema"], tuple(fields))


def _bayanat(one: Any) -> _Entity | None:
    if not isinstance(one, Mapping):
        return None
    kind = str(one.get("class", "")).lower()
    if kind not in _CLASSES and not (any(key in one for key in _TITLES) and len(_BAYANAT & one.keys()) >= 2):
        return None
    fields = [
        (key, value) for key, values in one.items() if isinstance(key, str) and key not in _DULL for value in _plain(values)
    ]
    return _Entity(str(one.get("id", ""))[:200], kind or "bulletin", tuple(fields))


def _plain(value: Any) -> list[str]:
    """Gives what a field says as texts: lists one by one, of an object its title, marked-up text as people read it."""
    if isinstance(value, list):
        return [text for item in value for text in _plain(item)]
    if isinstance(value, Mapping):
        named = (value.get(key) for key in (*_TITLES, "full_string", "text"))
        return [one for one in named if isinstance(one, str) and one][:1]
    if isinstance(value, str) and value.strip():
        return [page_of(parse_text(value, "")).text if value.lstrip().startswith("<") else value.strip()]
    return [str(value)] if isinstance(value, int) and not isinstance(value, bool) else []


def _assembled(found: Sequence[_Entity]) -> Extracted:
    out = Assembly()
    for one in found:
        locator, day, author = Locator(message=one.id), _day(one.first(_DATES)), one.first(_AUTHORS)
        title = one.first(_TITLES)
        out.gap(2)
        out.segment(f"{one.kind}: {title}" if title else one.kind, "header", locator, published=day, author=author)
        for key, value in one.fields:
            if value != title:
                out.gap(1)
                out.add(f"{key}: ")
                out.segment(value, "message", locator, published=day, author=author)
    return out.extracted(TOOL)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None
