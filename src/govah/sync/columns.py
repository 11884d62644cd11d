"""Columns: what the writer and the reader of a block share, so that both number streams, ids and words alike.

A value is walked from its root; each place in it (`body/fact/value/text`) has streams of its own, so that like stands by like.
Streams are numbered in the order in which they are first used, which the reader finds again by the same walk: no names are sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from govah.records import canonical

SAME: Final = 0
"""The value that this place had last (numbers, texts, ids, hashes, small lists and objects)."""
NULL: Final = 1
FALSE: Final = 2
TRUE: Final = 3
INT: Final = 4
TEXT: Final = 5
SEEN: Final = 6
"""A text that stood somewhere in this block."""
HEX: Final = 7
TIME: Final = 8
LIST: Final = 9
OBJECT: Final = 10
JSON: Final = 11
"""A text that is itself canonical JSON."""
AGE: Final = 12
"""An age recipient."""
BYTES: Final = 13
AGE_FILE: Final = 14
TOKEN: Final = 15
"""`o` and 26 letters of base32."""
ID: Final = 16
"""… to 41: an id whose letter is the symbol less 16, from `a`."""
KNOWN: Final = 42
"""… and above: the value of that number among those that this place is to remember."""

SHORT: Final = 64
"""Characters of a text that a place remembers."""
SMALL: Final = 128
"""Bytes of canonical JSON of a list or an object that a place remembers."""
MOST_KNOWN: Final = 1_000
LEAST_SEEN: Final = 4
MOST_DEEP: Final = 32
MOST_INT: Final = 1 << 60

ID_SHAPE: Final = re.compile(r"[a-z][a-z2-7]{16}")
HEX_SHAPE: Final = re.compile(r"[0-9a-f]{64}")
TIME_SHAPE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
TOKEN_SHAPE: Final = re.compile(r"o[a-z2-7]{26}")
AGE_SHAPE: Final = re.compile(r"age1[02-9ac-hj-np-z]{58}")
AGE_HEAD: Final = re.compile(rb"age-encryption\.org/v1\n(?:[^-\n]|-[^-\n])[^\x00]{0,4000}?\n--- [A-Za-z0-9+/]{43}\n")


class Place:
    """One place in the values of a block: its streams, and what it remembers."""

    __slots__ = ("children", "cost", "item", "known", "last", "numbers", "symbols", "text")

    def __init__(self) -> None:
        self.symbols = self.numbers = self.text = -1
        self.children: dict[str, Place] = {}
        self.item: Place | None = None
        self.last: Any = None
        self.known: Any = None
        self.cost = 0
        "Of `last`, for a reader that counts what it builds."

    def child(self, key: str) -> Place:
        """Gives the place of a member, made where it is new."""
        found = self.children.get(key)
        if found is None:
            found = self.children[key] = Place()
        return found

    def each(self) -> Place:
        """Gives the place that all items of a list share."""
        if self.item is None:
            self.item = Place()
        return self.item


def plain_json(data: bytes | str) -> object | None:
    """Gives the value of canonical JSON that the columns can hold, and None where it must stay as it is."""
    try:
        text = data if isinstance(data, str) else data.decode("utf-8")
        value = _DECODER.decode(text)
        is_whole = canonical(value) == (text.encode("utf-8") if isinstance(data, str) else data)
    except (ValueError, RecursionError):
        return None
    is_shallow = text.count("{") + text.count("[") <= MOST_DEEP or is_within(value, MOST_DEEP)
    return value if is_whole and is_shallow and isinstance(value, dict | list) else None


def is_within(value: object, depth: int) -> bool:
    """Answers whether lists and objects are nested at most so deep."""
    if isinstance(value, dict):
        return depth > 0 and all(is_within(one, depth - 1) for one in value.values())
    if isinstance(value, list):
        return depth > 0 and all(is_within(one, depth - 1) for one in value)
    return True


def is_span(value: Mapping[str, object]) -> bool:
    """Answers whether an object tells a quote with its start and end: the end then follows from the others, nearly always."""
    start, end, quote = value.get("start"), value.get("end"), value.get("quote")
    return type(start) is int and type(end) is int and type(quote) is str


def _refuse(text: str) -> object:
    raise ValueError(text)


def _small(text: str) -> int:
    if len(text) > 19 or not -MOST_INT < (number := int(text)) < MOST_INT:
        raise ValueError("number")
    return number


_DECODER: Final = json.JSONDecoder(parse_float=_refuse, parse_int=_small, parse_constant=_refuse)
