"""Pages out of templates: everything escaped, every word from the vocabulary, a document's own words kept apart from ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from govah.dates import show
from govah.desk import Suggestion, shown_values
from govah.text import direction_of, isolate, strip_controls, to_persian_digits
from govah.weigh import Reason
from govah.words import label, say, words
from govah.workbench.look import Look
from govah.workbench.session import Said

TEMPLATES: Final = Path(__file__).parent / "templates"
KINDS: Final = ("charges", "courts", "prisons", "organs", "punishments", "occupations", "genders")
"""Kinds of the vocabulary that a value may be a word of."""


_DATE: Final = re.compile(r"[\dX]{4}[\dX./~?%-]*|\.\./[\dX~?%-]+")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around its own view."""

    look: Look
    csrf: str
    screen: str
    "The entry of the menu that is open; empty on a page outside of them."
    menu: tuple[tuple[str, str], ...]
    "(screen, address) of each entry."
    said: tuple[Said, ...]
    static: Callable[[str], str]
    "Gives the address of a static file, which changes with its bytes."
    path: str
    "Of this page with its query, for forms that come back to it."
    is_locked: bool = False
    lock_after: int = 0
    "Seconds without an act after which the vault locks."


@cache
def environment() -> Environment:
    """Gives the one environment of templates: escaping always, and a name that is not given stops the page."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False,
    )  # fmt: skip
    made.filters |= {"own": own, "lines": own_lines, "clean": one_line, "exact": exact}
    return made


def render(template: str, view: object, frame: Frame) -> str:
    """Gives a page."""
    return environment().get_template(template).render(v=view, f=frame, **speech(frame.look))


@cache
def speech(look: Look) -> Mapping[str, Any]:
    """Gives the functions by which templates speak, in the language, calendar and digits of one person."""
    lang = look.lang

    def digits(text: str) -> str:
        return text if look.digits == "latin" or lang != "fa" else to_persian_digits(text)

    def t(key: str, **facts: object) -> str:
        code = key if "." in key else f"workbench.{key}"
        return _plain_digits(say(code, lang, **facts), look)

    def error(code: str, facts: tuple[tuple[str, object], ...] = ()) -> str:
        return _plain_digits(say(code, lang, **dict(facts)), look)

    def date(edtf: str) -> str:
        return _plain_digits(show(edtf, lang, look.calendar), look) if edtf else ""

    def time(rfc3339: str) -> str:
        return f"{date(rfc3339[:10])}، {digits(rfc3339[11:16])}" if lang == "fa" else f"{date(rfc3339[:10])}, {rfc3339[11:16]}"

    def word(kind: str, name: str) -> str:
        return label(kind, name, lang)

    def value(text: str) -> str:
        for kind in KINDS:
            if text in words(kind):
                return label(kind, text, lang)
        return digits(text) if text.isascii() and text.isdigit() else text

    def says(text: str) -> str:
        """Gives what one side of a contradiction says, or a fact of a reason: words by their labels, dates in both calendars."""
        first, _, rest = text.partition(" ")
        if rest and first in words("predicates"):
            return f"{says(first)} {says(rest)}"
        if _DATE.fullmatch(text):
            return date(text)
        kind = next((kind for kind in ("predicates", "stances", "stages", "topics") if text in words(kind)), "")
        return label(kind, text, lang) if kind else value(text)

    def reason(why: Reason, room: str = "weigh") -> str:
        return t(f"{room}.{why.key}", **{key: says(fact) for key, fact in why.facts})

    def shortdate(edtf: str) -> str:
        return _plain_digits(show(edtf, lang, "solar" if lang == "fa" else "gregorian"), look)

    return {"says": says, "reason": reason, "shortdate": shortdate, "values": shown_values, "fields": fields_of, "t": t, "error": error, "date": date, "time": time, "word": word, "value": value, "lang": lang,
            "number": lambda count: digits(str(count)), "digits": digits, "size": lambda count: _size(count, t)}  # fmt: skip


def own(text: str) -> Markup:
    """Gives words that are not ours (of a document, a name, a file) as they may be shown: one line, no controls, kept apart."""
    return Markup("<bdi>{}</bdi>").format(one_line(text))


def own_lines(text: str) -> Markup:
    """Gives several lines of a document, each in its own direction."""
    return Markup("\n").join(Markup('<p dir="{}">{}</p>').format(direction_of(one), strip_controls(one)) for one in text.splitlines())


def one_line(text: str) -> str:
    """Gives words that are not ours as a field of a form holds them."""
    return " ".join(strip_controls(text).split())


def exact(text: str) -> Markup:
    """Gives a text in which places are counted: what may not be shown is replaced sign by sign, so that every place holds."""
    shown = text if strip_controls(text) == text else "".join(one if strip_controls(one) or one == "\r" else "\ufffd" for one in text)
    return Markup(escape(shown).replace("\r", "&#13;"))  # noqa: S704 - escaped just before; the sign for a carriage return stays one


def fields_of(found: Suggestion) -> dict[str, str]:
    """Gives the fields of a suggestion as a form shows them, by the names that `desk.edit` knows."""
    return {
        "value": found.value.text or found.value.term,
        "when": (found.when.text or found.when.edtf) if found.when else "",
        "where": found.where.text if found.where else "",
        "stance": found.stance.value,
        "attribution": " > ".join(found.attribution),
        "predicate": found.predicate,
    }


def plain(text: str) -> str:
    """Gives words that are not ours for an attribute or a title."""
    return isolate(one_line(text))


def _plain_digits(text: str, look: Look) -> str:
    if look.digits != "latin" or look.lang != "fa":
        return text
    return text.translate({ord("۰") + number: str(number) for number in range(10)})


def _size(count: int, t: Callable[..., str]) -> str:
    if count < 1 << 10:
        return t("bytes", count=count)
    if count < 1 << 20:
        return t("kib", count=max(1, count >> 10))
    return t("mib", count=max(1, count >> 20))
