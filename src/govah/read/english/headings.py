"""Days that stand beside the rows of a text: in brackets behind an entry, in front of it, or as a heading above it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from govah.dates import FoundDate
from govah.read.english.scene import Scene

_WORDS: Final = 9
"""Words and marks of the longest line that is taken for a heading."""
_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LIFE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?/\d{4}-\d\d(?:-\d\d)?")
"""From birth to death: the heading of somebody who died."""


def row_days(laid_out: Sequence[Scene], published: date | None) -> dict[int, FoundDate]:
    """Gives the day that each sentence has from its row, by the sentence's number; a lone date line tells of no row."""
    return dict((*_under_headings(laid_out, published), *_in_paragraphs(laid_out)))


def _in_paragraphs(laid_out: Sequence[Scene]) -> Iterator[tuple[int, FoundDate]]:
    """As in "X is sentenced to six years. (2010-09-22)", "3 May 2022: X is arrested. He is taken to prison."."""
    by_paragraph: dict[int, list[Scene]] = {}
    for scene in laid_out:
        by_paragraph.setdefault(scene.sentence.paragraph, []).append(scene)
    for scenes in by_paragraph.values():
        behind = next((one for one in scenes[-1].dates[-1:] if _is_bracketed(scenes[-1], one)), None)
        front = next((one for one in scenes[0].dates[:1] if _opens(scenes[0], one)), None)
        day = behind or front
        if day is not None and _DAY.fullmatch(day.edtf):
            yield from ((scene.number, day) for scene in scenes if all(one is day for one in scene.dates))


def _is_bracketed(scene: Scene, day: FoundDate) -> bool:
    before = scene.text[scene.sentence.start : day.start].rstrip()
    after = scene.text[day.end : scene.sentence.end].strip(" .")
    return before.endswith("(") and after == ")" and len(before) > 1 and before[:-1].rstrip()[-1:] in {".", "!", "”", '"'}


def _opens(scene: Scene, day: FoundDate) -> bool:
    front = scene.text[scene.sentence.start : day.start].strip(" •*-–—")
    return not front and re.match(r"\s*[:–—]|\s+-\s", scene.text[day.end : day.end + 3]) is not None


def _under_headings(laid_out: Sequence[Scene], published: date | None) -> Iterator[tuple[int, FoundDate]]:
    """The day of a line above, where a text has several such lines: until the next heading, or the end of the block."""
    days = {at: day for at, scene in enumerate(laid_out) if (day := _day_above(scene, published)) is not None}
    told = [at for at, following in itertools.pairwise([*days, len(laid_out)]) if following - at > 1]
    if len(told) <= 1:
        return  # one line alone is the day of the text
    for at in told:
        heading = laid_out[at]
        close = "\n\n" not in _gap(heading, laid_out[at + 1])
        for before, scene in itertools.pairwise(laid_out[at:]):
            if scene.number in told or (_is_heading(scene) and not close) or (close and "\n\n" in _gap(before, scene)):
                break
            yield scene.number, days[at]


def _gap(before: Scene, after: Scene) -> str:
    return after.text[before.sentence.end : after.sentence.start]


def _is_heading(scene: Scene) -> bool:
    told = scene.text[scene.sentence.start : scene.sentence.end].rstrip()
    line = scene.text.rfind("\n", 0, scene.sentence.start) + 1
    ends = scene.text[scene.sentence.end : scene.sentence.end + 1] in {"\n", ""}
    alone = ends and not scene.text[line : scene.sentence.start].strip()
    verbs = any(one.kind == "VG" and one.form == "finite" for one in scene.row)
    words = len(scene.tokens) - sum(one.last - one.first for one in scene.row if one.kind == "DATE")
    return alone and words <= _WORDS and not told.endswith((".", "!", "?", "”", '"')) and not verbs


def _day_above(scene: Scene, published: date | None) -> FoundDate | None:
    """The day that a line gives which is a day and little else; of a life (“1998 – 2025-12-31”) both ends."""
    if not 1 <= len(scene.dates) <= 2 or not _is_heading(scene):
        return None
    first, last = scene.dates[0], scene.dates[-1]
    if first is not last:
        if scene.text[first.end : last.start].strip() not in {"–", "-", "—"}:
            return None
        first = replace(first, edtf=f"{first.edtf}/{last.edtf}", text=scene.text[first.start : last.end], end=last.end)
    front = scene.text[scene.sentence.start : first.start].strip(" •*-–—")
    told = _DAY.fullmatch(first.edtf) or _LIFE.fullmatch(first.edtf)
    return first if told and first.edtf != str(published) and len(front.split()) <= 1 else None
