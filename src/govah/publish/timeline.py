"""Draws a timeline as SVG: a dot for a day, a bar for days within which something happened, two calendars, both directions.

One picture, no script, nothing fetched. All words come in ready and are escaped; what is drawn is as uncertain as its date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Final

from govah.dates import Edtf, from_solar, to_solar
from govah.dates.showing import month_name
from govah.errors import UsageError
from govah.text import to_persian_digits
from govah.words import say

NAMESPACE: Final = "http://www.w3.org/2000/svg"
"""A page that holds the picture needs no name of its language; a file of its own does."""
WIDTH: Final = 760
_LABEL: Final = 290
_EDGE: Final = 14
_TOP: Final = 44
_ROW: Final = 34
_FOOT: Final = 74
_TICKS: Final = 7
_LONGEST: Final = 46
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_INK, _SOFT, _HAIR, _DEEP, _WARM = "#17212b", "#5a6672", "#cfd6dc", "#174a5e", "#96301c"
_FONT: Final = "Vazirmatn, 'Source Serif Pro', sans-serif"
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST, _LAST = date(1000, 1, 1), date(2999, 12, 31)
"""Days before and after these are drawn at them: both calendars can be counted there."""
_SLACK: Final = {"day": 5, "month": 31, "season": 92, "year": 366}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on the timeline, in the words that are shown."""

    head: str
    when: str
    "EDTF; empty where no date is known."
    shown: str = ""
    "The date as a reader of this language reads it."
    firm: bool = True
    "Whether it is told, and not only alleged or disputed."
    denied: bool = False
    "Whether somebody denies it."


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that a moment takes on the picture."""

    first: date
    last: date
    slack: int = 0
    is_open: bool = False


def timeline_svg(moments: Sequence[Moment], lang: str, as_of: date) -> str:
    """Gives the picture; what has no date stands at its foot, without a mark. Nothing at all gives an empty text."""
    rows = [(one, _days(one.when, as_of)) for one in moments]
    dated = sorted((row for row in rows if row[1] is not None), key=lambda row: (row[1].first, row[1].last) if row[1] else ())
    ordered = [*dated, *(row for row in rows if row[1] is None)]
    if not ordered:
        return ""
    return _Drawing(ordered, lang, as_of).svg()


@dataclass(frozen=True, slots=True)
class _Face:
    """How words look."""

    size: float
    fill: str
    bold: bool = False


class _Drawing:
    def __init__(self, rows: Sequence[tuple[Moment, _Days | None]], lang: str, as_of: date) -> None:
        self.rows = rows
        self.lang = lang
        self.rtl = lang == "fa"
        spans = [days for _, days in rows if days is not None] or [_Days(as_of - timedelta(30), as_of)]
        first = min(days.first - timedelta(days.slack) for days in spans)
        last = max(days.last + timedelta(days.slack) for days in spans)
        room = max(4, (last - first).days // 14)
        self.first, self.last = first - timedelta(room), last + timedelta(room)
        self.as_of = as_of
        self.bottom = _TOP + _ROW * len(rows)
        self.height = self.bottom + _FOOT

    def svg(self) -> str:
        title = say("dossier.timeline", self.lang)
        told = "; ".join(f"{one.shown or say('dossier.undated', self.lang)}: {one.head}" for one, _ in self.rows)
        return "".join(
            (
                f'<svg xmlns="{NAMESPACE}" viewBox="0 0 {WIDTH} {self.height}" width="{WIDTH}"',
                f' height="{self.height}" role="img" direction="ltr" font-family="{_FONT}">',
                f"<title>{_plain(title)}</title><desc>{_plain(told)}</desc>",
                *self._axis("solar" if self.rtl else "gregorian", _TOP - 22, _INK),
                *self._axis("gregorian" if self.rtl else "solar", self.bottom + 20, _SOFT),
                *self._now(),
                *(part for place, row in enumerate(self.rows) for part in self._row(place, *row)),
                *self._legend(),
                "</svg>\n",
            )
        )

    def _x(self, day: date) -> float:
        """Gives where a day stands: time runs to the right, in Persian to the left."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        at = _LABEL + _EDGE + share * (WIDTH - _LABEL - 2 * _EDGE)
        return round(WIDTH - at if self.rtl else at, 1)

    def _axis(self, calendar: str, y: int, colour: str) -> Iterator[str]:
        is_top = y < _TOP
        year = 0
        for day, month, of_year in _ticks(calendar, self.first, self.last):
            x = self._x(day)
            name = month_name(calendar, month, self.lang)
            name = name[:3] if self.lang == "en" and calendar == "gregorian" else name
            if is_top:
                yield f'<line x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{self.bottom}" stroke="{_HAIR}" stroke-width="0.7"/>'
            else:
                yield f'<line x1="{x}" y1="{self.bottom}" x2="{x}" y2="{self.bottom + 6}" stroke="{_SOFT}" stroke-width="0.7"/>'
            yield self._text(x, y, name, _Face(9, colour), middle=True)
            if of_year != year:
                yield self._text(x, y + (-11 if is_top else 11), self._number(of_year), _Face(8.5, colour), middle=True)
            year = of_year

    def _now(self) -> Iterator[str]:
        if self.first <= self.as_of <= self.last:
            x = self._x(self.as_of)
            dashed = f'stroke="{_DEEP}" stroke-width="0.8" stroke-dasharray="2 3"'
            yield f'<line x1="{x}" y1="{_TOP - 4}" x2="{x}" y2="{self.bottom}" {dashed}/>'

    def _row(self, place: int, one: Moment, days: _Days | None) -> Iterator[str]:
        y = _TOP + _ROW * place + _ROW / 2
        yield f'<line x1="0" y1="{y + _ROW / 2}" x2="{WIDTH}" y2="{y + _ROW / 2}" stroke="{_HAIR}" stroke-width="0.4"/>'
        colour = _WARM if one.denied else _DEEP
        start = WIDTH if self.rtl else 0
        yield self._text(start, y - 2, _shortened(one.head), _Face(10.5, _WARM if one.denied else _INK, bold=True))
        yield self._text(start, y + 11, one.shown or say("dossier.undated", self.lang), _Face(8.5, _SOFT))
        if days is not None:
            yield from self._mark(days, y, colour, firm=one.firm)

    def _mark(self, days: _Days, y: float, colour: str, *, firm: bool) -> Iterator[str]:
        fill = colour if firm else "#ffffff"
        if days.slack:
            wide = sorted((self._x(days.first - timedelta(days.slack)), self._x(days.last + timedelta(days.slack))))
            yield _bar(wide[0], wide[1], y, 4, f'fill="{colour}" fill-opacity="0.22"')
        left, right = sorted((self._x(days.first), self._x(days.last)))
        if days.first == days.last:
            yield f'<circle cx="{left}" cy="{y}" r="4.6" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'
            return
        yield _bar(left, right, y, 9, f'fill="{fill}" fill-opacity="0.75" stroke="{colour}" stroke-width="1.2"')
        if days.is_open:
            end, way = (left, -1) if self.rtl else (right, 1)
            yield f'<path d="M{end} {y - 6}l{9 * way} 6l{-9 * way} 6z" fill="{colour}"/>'

    def _legend(self) -> Iterator[str]:
        y = self.height - 12
        step = WIDTH / 4
        drawn: tuple[tuple[str, Callable[[float], str]], ...] = (
            ("a-day", lambda x: f'<circle cx="{x}" cy="{y - 3}" r="4" fill="{_DEEP}"/>'),
            ("within", lambda x: _bar(x - 9, x + 9, y - 3, 8, f'fill="{_DEEP}" fill-opacity="0.75"')),
            ("not-firm", lambda x: f'<circle cx="{x}" cy="{y - 3}" r="4" fill="#ffffff" stroke="{_DEEP}" stroke-width="1.5"/>'),
            ("denied", lambda x: f'<circle cx="{x}" cy="{y - 3}" r="4" fill="{_WARM}"/>'),
        )
        for place, (key, mark) in enumerate(drawn):
            at = place * step + 12
            x = WIDTH - at if self.rtl else at
            yield mark(round(x, 1))
            words = say(f"dossier.timeline-{key}", self.lang)
            yield self._text(x - 14 if self.rtl else x + 14, y, words, _Face(8.5, _SOFT))

    def _text(self, x: float, y: float, words: str, face: _Face, *, middle: bool = False) -> str:
        anchor = "middle" if middle else "end" if self.rtl else "start"
        weight = ' font-weight="600"' if face.bold else ""
        isolated = f"\u2067{words}\u2069" if self.rtl else f"\u2066{words}\u2069"
        style = f'font-size="{face.size}" fill="{face.fill}" text-anchor="{anchor}"{weight}'
        return f'<text x="{x}" y="{y}" {style}>{_plain(isolated)}</text>'

    def _number(self, count: int) -> str:
        return to_persian_digits(str(count)) if self.rtl else str(count)


def _bar(left: float, right: float, y: float, height: float, style: str) -> str:
    width = round(max(3.0, right - left), 1)
    return f'<rect x="{left}" y="{y - height / 2}" width="{width}" height="{height}" rx="{height / 2.5:.1f}" {style}/>'


def _plain(words: str) -> str:
    return escape(_NO_XML.sub("\ufffd", words))


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _days(when: str, as_of: date) -> _Days | None:
    """Gives the days of an EDTF text; an open end reaches to the day of the picture, an open start back a season."""
    if not when:
        return None
    try:
        edtf = Edtf.parse(when)
    except UsageError:
        return None
    if edtf.first is None and edtf.last is None:
        return None
    first = edtf.first or max(edtf.last or as_of, _FIRST) - timedelta(_SLACK["season"])
    last = edtf.last or max(as_of, first)
    first, last = (min(max(day, _FIRST), _LAST) for day in (first, last))
    known = edtf.start if edtf.first is not None else edtf.end
    slack = _SLACK.get(known.precision, 0) if known.qualifier else 0
    return _Days(first, last, slack, edtf.last is None)


def _ticks(calendar: str, first: date, last: date) -> list[tuple[date, int, int]]:
    """Gives (day, month, year) of the firsts of months that are marked, as many as can be read."""
    year, month = (first.year, first.month) if calendar == "gregorian" else to_solar(first)[:2]
    months = max(1, (last - first).days // 30)
    step = next((one for one in _STEPS if months / one <= _TICKS), _STEPS[-1])
    at = year * 12 + (month - 1)
    at += -at % step
    out: list[tuple[date, int, int]] = []
    while at // 12 < date.max.year:
        of_year, of_month = at // 12, at % 12 + 1
        day = date(of_year, of_month, 1) if calendar == "gregorian" else from_solar(of_year, of_month, 1)
        if day > last:
            break
        if day >= first:
            out.append((day, of_month, of_year))
        at += step
    return out
