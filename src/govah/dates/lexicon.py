"""Which words take part in a date, and what each is: the tables of `words/reading/calendar/`, read when the first date is read.

Each word has a class of one letter, so that a text becomes a string of classes and a date expression a pattern over it. The
room's inner records are NamedTuples: they are made by the thousand, and a frozen dataclass takes five times as long to make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from govah.words import table

CLASSES: Final = {
    "about": "a", "last": "L", "last_after": "l", "ago": "G", "next": "X", "next_after": "e", "this": "H", "day": "D",
    "week": "E", "month": "O", "year": "A", "part": "P", "since": "F", "from": "f", "between": "B", "to": "T", "before": "b",
    "after": "j", "and": "K", "of": "o", "the": "h", "in": "i", "protests": "V", "decade": "Y", "half": "U",
    "counted": "#", "numbered": "№", "shot": "!", "not_friday": "«", "friday_prayer": "»",
}  # fmt: skip
"""Parts without a value and their class."""
VALUED: Final = {
    "qualifier": "Q", "relative": "R", "relative_year": "Z", "calendar": "C", "number": "c", "ordinal": "r", "feast": "J",
}  # fmt: skip
"""Parts with a value and their class. Months are M (strong), m (weak) and v (faint), weekdays W and w, seasons S."""

_MARKS: Final = "[\u064b-\u065f\u0670\u0640]"
_LETTERS: Final = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ة": "ه", "ۀ": "ه", "ئ": "ی"}
    | {"ە": "ه", "ہ": "ه", "ھ": "ه", "ێ": "ی", "ۆ": "و"}  # as Kurdish and Urdu keyboards write them
)
_WORD: Final = r"[^\W_]+(?:'[^\W_]+)?|\."


class Meaning(NamedTuple):
    """What a word or phrase of time is."""

    kind: str
    value: Any = None
    is_latin: bool = True


class Lexicon(NamedTuple):
    """Every phrase of time, by its words, and the words that begin one of several."""

    phrases: dict[str, Meaning]
    openers: dict[str, int]
    "First word of a phrase → the most words that a phrase with it has."


def plain(word: str) -> str:
    """Gives a word as the lexicon knows it: Arabic letters as Persian ones, vowel marks gone; case stays."""
    return word if word.isascii() else re.sub(_MARKS, "", word).translate(_LETTERS)


@cache
def lexicon() -> Lexicon:
    """Gives the lexicon of dates in English and Persian."""
    phrases: dict[str, Meaning] = {}
    openers: dict[str, int] = {}
    for name, kind, value in _entries():
        for form in _forms(name, kind):
            words = re.findall(_WORD, plain(form).replace("\u200c", " "))
            phrases.setdefault(" ".join(words), Meaning(kind, value, form.isascii()))
            openers[words[0]] = max(openers.get(words[0], 1), len(words))
    return Lexicon(phrases, openers)


def _forms(name: str, kind: str) -> tuple[str, ...]:
    """The ways a word's case may be: a weak English month is a name, so that it needs its capital ("may", "march")."""
    if not name.isascii():
        return (name, name.replace(" و ", " و")) if " و " in name else (name,)
    if kind in {"m", "v", "w"}:
        return (name, name.upper())
    return (name, name.lower(), name.upper(), name[0].upper() + name[1:])


def _entries() -> Iterator[tuple[str, str, Any]]:
    for calendar, months in table("reading/calendar/months").items():
        for number, month in enumerate(months, 1):
            yield from _month(month, calendar, number)
    for number, weekday in enumerate(table("reading/calendar/weekdays")):
        for part, kind in (("names", "W"), ("weak", "w")):
            for name in weekday.get(part, ()):
                yield name, kind, number
    for number, season in enumerate(table("reading/calendar/seasons")):
        for name in season["weak"]:
            yield name, "S", number
    yield from _small_words(table("reading/calendar/phrases"))


def _month(month: dict[str, Any], calendar: str, number: int) -> Iterator[tuple[str, str, Any]]:
    for part, kind in (("names", "M"), ("weak", "m"), ("faint", "v")):
        for name in month.get(part, ()):
            yield name, kind, (calendar, number)
            if calendar == "solar" and not name.isascii():
                yield f"{name}ماه", "M", (calendar, number)


def _small_words(phrases: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for part, kind in VALUED.items():
        for value, names in phrases[part].items():
            for name in names:
                yield name, kind, value if kind in "QCJ" else int(value)
    for part, kind in CLASSES.items():
        for name in phrases[part]:
            yield name, kind, None
    yield from _spelled(phrases["spelled"])


def _spelled(words: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Persian numbers in words: days from 11, years of two digits («نود و نه», glued as well) and of four."""
    below = dict(enumerate(words["units"], 1)) | dict(enumerate(words["teens"], 10))
    small: dict[int, tuple[str, ...]] = {value: (word,) for value, word in below.items()}
    for ten, word in enumerate(words["tens"], 2):
        small[10 * ten] = (word,)
        small |= {10 * ten + unit: (f"{word} و {below[unit]}", f"{word}و{below[unit]}") for unit in range(1, 10)}
    for value, names in small.items():
        yield from ((name, "d" if value < 32 else "k", value) for name in names if value > 10)
        for century, heads in words["centuries"].items():
            yield from ((f"{head} و {name}", "y", int(century) + value) for head in heads for name in names)
    for century, heads in words["centuries"].items():
        yield from ((head, "y", int(century)) for head in heads)
