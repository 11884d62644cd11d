"""Tables of people, a row each: what a column tells of the one whom the row's first cell names («| نام | سن | علت مرگ |»)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from govah.read.persian.cast import Cast, people_of
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.lists import kind_named, list_rule
from govah.read.persian.scene import PERSON

_COLUMNS: Final = tuple(
    (predicate, re.compile(fold_letters(rf"^(?:{pattern})(?!\S)")))
    for predicate, pattern in (
        ("killed", r"(?:علت|تاریخ|محل|زمان|نحوه|چگونگی) (?:مرگ|کشته شدن|جان باختن|جانباختن|شهادت|قتل)"),
        ("executed", r"(?:تاریخ|محل|زمان|نحوه) (?:اعدام|اجرای حکم)"),
        ("arrested", r"(?:تاریخ|محل|زمان|نحوه) (?:بازداشت|دستگیری)"),
        ("released", r"(?:تاریخ|زمان|نحوه) آزادی"),
    )
)
_NAME: Final = re.compile(fold_letters(r"^(?:نام|اسم|اسامی|نام و نام خانوادگی|نام کامل)(?!\S)"))
_DATED: Final = re.compile(fold_letters(r"^(?:تاریخ|زمان|روز)(?!\S)"))
_EMPTY: Final = re.compile(r"^[\s\-–—؟?]*$")
_DOUBT: Final = re.compile(fold_letters(r"(?<!\S)(?:نامعلوم|نامشخص|نشده|ندارد|تکذیب|زنده|شایعه|احتمال\S*|انتظار)(?!\S)"))
_LEAST: Final = 2


def row_events(cast: Cast) -> Iterator[tuple[Event, tuple[int, ...]]]:
    """Gives what each filled cell of a row says, by the head of its column, of the one whom the row begins with."""
    scene = cast.scene
    line = scene.skeleton
    cells = _cells(line)
    if len(cells) < _LEAST or not re.fullmatch(PERSON, cells[0][2]) or scene.mention(cells[0][2]).kind != "name":
        return
    head, group = _head_above(scene.text, scene.sentence.start)
    whose = people_of(cast, (cells[0][2],))
    end = len(line.rstrip(" |"))
    told: set[str] = set()
    filled = [(name, cell[1]) for name, cell in zip(head[1:], cells[1:], strict=False) if not _EMPTY.match(cell[2])]
    says = [(group, end), *((_column(name), high if _DATED.match(name) else end) for name, high in filled)]
    for predicate, high in says:
        if predicate and predicate not in told and not _DOUBT.search(line):
            told.add(predicate)
            yield Event(list_rule(predicate), cells[0][0], high, "state", active=False, plural=None), whose


def _column(name: str) -> str:
    return next((predicate for predicate, pattern in _COLUMNS if pattern.search(name)), "")


def _cells(line: str) -> list[tuple[int, int, str]]:
    """The cells of a line with their places; a bar at either end is none."""
    out: list[tuple[int, int, str]] = []
    at = 0
    for piece in line.split("|"):
        out.append((at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip()), piece.strip()))
        at += len(piece) + 1
    while out and not out[0][2]:
        out.pop(0)
    return out if len(out) > 1 else []


@lru_cache(maxsize=64)
def _head_above(text: str, start: int) -> tuple[tuple[str, ...], str]:
    """The heads of the columns of the table in which a place stands, and what the line above it calls its people."""
    lines = text[:start].split("\n")[:-1]
    table = len(lines)
    while table and "|" in lines[table - 1]:
        table -= 1
    head = (
        tuple(cell for _low, _high, cell in _cells(fold_letters(lines[table].replace("\u200c", " "))))
        if table < len(lines)
        else ()
    )
    if not head or not _NAME.match(head[0]):
        return (), ""
    title = next((line for line in reversed(lines[:table]) if line.strip()), "")
    return head, kind_named(title)
