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
from govah.dates.showing import month_name
from govah.desk import Suggestion, shown_values
from govah.text import strip_controls, to_latin_digits, to_persian_digits
from govah.weigh import Reason
from govah.weigh.standard import Missing, need_in_words
from govah.weigh.trial import indicator_label
from govah.words import label, say, words
from govah.workbench.look import Look
from govah.workbench.session import Said

TEMPLATES: Final = Path(__file__).parent / "templates"
KINDS: Final = ("charges", "courts", "prisons", "organs", "punishments", "occupations", "genders")
"""Kinds of the vocabulary that a value may be a word of."""


_COMMAND: Final = re.compile(r"`([^`<>]{1,200})`")
_TERMINAL: Final = re.compile(r"govah [a-z]|(?<![\w-])--[a-z]")
_CLAUSE: Final = re.compile(r"[:؛;.] ")
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
    made.filters |= {"own": own, "clean": one_line, "exact": exact}
    return made


def render(template: str, view: object, frame: Frame) -> str:
    """Gives a page."""
    return environment().get_template(template).render(v=view, f=frame, **speech(frame.look))


@cache
def speech(look: Look) -> Mapping[str, Any]:
    """Gives the functions by which templates speak, in the language, calendar and digits of one person."""
    one = Speech(look)
    return {
        "t": one.t, "error": one.error, "date": one.date, "time": one.time, "month": one.month, "word": one.word,
        "value": one.value, "says": one.says, "reason": one.reason, "lacks": one.lacks, "number": one.number, "size": one.size,
        "decimal": one.decimal,
        "lang": look.lang, "values": shown_values, "fields": fields_of,
        "indicator": lambda name: indicator_label(name, look.lang),
    }  # fmt: skip


class Speech:
    """How templates speak to one person."""

    def __init__(self, look: Look) -> None:
        self.look, self.lang = look, look.lang

    def t(self, key: str, **facts: object) -> str:
        """Gives a message: `key` of the workbench, or of another room with its name before a dot."""
        return self.in_digits(say(key if "." in key else f"workbench.{key}", self.lang, **facts))

    def error(self, code: str, facts: tuple[tuple[str, object], ...] = ()) -> Markup:
        """Gives the sentence of an error, or of a message that has its facts at hand; commands in it stand as such."""
        sentence = str(escape(self.in_digits(self._on_screen(code, dict(facts))).strip()))
        return Markup(_COMMAND.sub(r"<code>\1</code>", sentence))  # noqa: S704 - escaped just before

    def _on_screen(self, code: str, facts: dict[str, object]) -> str:
        """Gives the sentence of an error with something to do on a screen: where it names a command, what to do here instead."""
        own = f"onscreen.{code}"
        if (here := say(own, self.lang, **facts)) != own:
            return here
        sentence = say(code, self.lang, **facts)
        command = _TERMINAL.search(sentence)
        if command is None:
            return sentence
        told = [one.start() for one in _CLAUSE.finditer(sentence, 0, command.start())]
        return say("onscreen.ask-keeper", self.lang, told=sentence[: told[-1]]) if told else sentence

    def date(self, edtf: str) -> str:
        """Gives a date in the calendars that were chosen; nothing for an empty one."""
        return self.in_digits(show(edtf, self.lang, self.look.calendar)) if edtf else ""

    def time(self, rfc3339: str) -> str:
        """Gives a moment, to the minute, as its clock stated it (UTC)."""
        comma = "، " if self.lang == "fa" else ", "
        return f"{self.date(rfc3339[:10])}{comma}{self.digits(rfc3339[11:16])}"

    def month(self, calendar: str, year: int, number: int) -> str:
        """Gives a month of a year."""
        return f"{month_name(calendar, number, self.lang)} {self.digits(str(year))}"

    def word(self, kind: str, name: str) -> str:
        """Gives what a person reads for a word of the vocabulary."""
        return label(kind, name, self.lang)

    def value(self, text: str) -> str:
        """Gives a value: a word of the vocabulary by its label, a number in digits, other words as they are."""
        for kind in KINDS:
            if text in words(kind):
                return label(kind, text, self.lang)
        return self.digits(text) if text.isascii() and text.isdigit() else text

    def says(self, text: str) -> str:
        """Gives what one side of a contradiction says, or a fact of a reason: words by their labels, dates in both calendars."""
        first, _, rest = text.partition(" ")
        if rest and first in words("predicates"):
            return f"{self.says(first)} {self.says(rest)}"
        if _DATE.fullmatch(text):
            return self.date(text)
        kind = next((kind for kind in ("predicates", "stances", "stages", "topics") if text in words(kind)), "")
        return label(kind, text, self.lang) if kind else self.value(text)

    def reason(self, why: Reason, room: str = "weigh") -> str:
        """Gives a reason in words."""
        return self.t(f"{room}.{why.key}", **{key: self.says(fact) for key, fact in why.facts})

    def lacks(self, one: Missing) -> str:
        """Gives one thing that a file lacks of the standard, in words."""
        facts = {key: self.t(f"weigh.{fact}") if key == "kind" else self.says(fact) for key, fact in one.facts}
        return self.in_digits(need_in_words(one, self.lang, **facts))

    def number(self, count: int) -> str:
        """Gives a number in the digits that were chosen."""
        return self.digits(str(count))

    def decimal(self, thousandths: int) -> str:
        """Gives a share of a thousand as a number between 0 and 1."""
        text = f"{thousandths / 1000:.3f}"
        shown = self.digits(text)
        return shown if shown == text else shown.replace(".", "٫")

    def size(self, count: int) -> str:
        """Gives a number of bytes, roughly."""
        if count < 1 << 10:
            return self.t("bytes", count=count)
        return self.t("kib", count=count >> 10) if count < 1 << 20 else self.t("mib", count=count >> 20)

    def digits(self, text: str) -> str:
        """Gives Latin digits as this person reads them."""
        return text if self.look.digits == "latin" or self.lang != "fa" else to_persian_digits(text)

    def in_digits(self, text: str) -> str:
        """Gives a sentence of ours with its digits as this person reads them."""
        return to_latin_digits(text) if self.look.digits == "latin" and self.lang == "fa" else text


def own(text: str) -> Markup:
    """Gives words that are not ours (of a document, a name, a file) as they may be shown: one line, no controls, kept apart."""
    return Markup("<bdi>{}</bdi>").format(one_line(text))


def one_line(text: str) -> str:
    """Gives words that are not ours as a field of a form holds them."""
    return " ".join(strip_controls(text).split())


def exact(text: str) -> Markup:
    """Gives a text in which places are counted: what may not be shown is replaced sign by sign, so that every place holds."""
    shown = text
    if strip_controls(text) != text:
        shown = "".join(one if one == "\r" or strip_controls(one) else "\ufffd" for one in text)
    return Markup(str(escape(shown)).replace("\r", "&#13;"))  # noqa: S704 - escaped just before; the sign for a carriage return stays one


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
