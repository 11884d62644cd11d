"""What the cells of a row say to linking: the name in all its forms, limits of days and ages, places as keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from govah.dates import Edtf
from govah.link.keys import consonants
from govah.read.lists.cells import Heed, begins_unsaid, is_unsaid, read_age, read_date, read_gender
from govah.text import fold, fold_name, to_latin_digits

Cells = tuple[str, ...]
_YEAR: Final = 365.2425
_HEED: Final = Heed()


def only_name(cell: str) -> str:
    """Gives the name of a line that has no other form of it."""
    text = cell.strip()
    if "|" in text:
        return named((text,), 1, 1)
    is_said = (text and not begins_unsaid(text.split(None, 1)[0])) or not is_unsaid(text)
    return text if is_said else ""


def named(cells: Cells, whole: int, more: int) -> str:
    """Gives all forms of a name, as written in columns of whole names, of parts of them and of further names."""
    forms = [*said(cells[:whole])]
    if joined := " ".join(said(cells[whole:more])):
        forms.append(joined)
    forms.extend(said(cells[more:]))
    if len(forms) == 1 and "|" not in forms[0]:
        return forms[0]
    return " | ".join(form.replace("|", " ") for form in dict.fromkeys(forms))


def folded(cells: Cells) -> str:
    """Gives a cell of a column that means nothing to Govah as it is compared."""
    return "" if is_unsaid(cells[0]) else fold(cells[0])


def number_key(text: str) -> str:
    """Gives a national id or a case number as it is compared: its letters and digits, Latin."""
    return "".join(filter(str.isalnum, to_latin_digits(fold(text))))


def said(cells: Iterable[str]) -> Iterator[str]:
    """Gives the cells that say something."""
    for cell in cells:
        text = cell.strip()
        if text and not is_unsaid(text):
            yield text


@lru_cache(maxsize=100_000)
def first_limits(cells: Cells) -> tuple[int, int] | None:
    """Gives the first and last day of the first of some cells that is a date."""
    return next(filter(None, map(_limits, said(cells))), None)


@lru_cache(maxsize=10_000)
def first_age(cells: Cells) -> tuple[int, int] | None:
    """Gives the least and the most of the first of some cells that is an age."""
    return next(filter(None, map(_age, said(cells))), None)


@lru_cache(maxsize=1000)
def first_sex(cells: Cells) -> str:
    """Gives the first of some cells that is a gender; empty where none is."""
    return next(filter(None, (read_gender(text).value.term for text in said(cells))), "")


@lru_cache(maxsize=100_000)
def places_of(cells: Cells) -> tuple[str, ...]:
    """Gives the words of all places in some cells, in order."""
    return tuple(sorted({key for text in said(cells) for key in place_keys(text)}))


def aged(born: tuple[int, int], when: tuple[int, int]) -> tuple[int, int] | None:
    """Gives the least and the most age of somebody so born, when it happened; nothing where nobody grows so old."""
    low, high = int((when[0] - born[1]) / _YEAR), int((when[1] - born[0]) / _YEAR)
    return (max(0, low), high) if 0 <= high < 120 else None


@lru_cache(maxsize=50_000)
def _limits(text: str) -> tuple[int, int] | None:
    read = read_date(text, _HEED).when.edtf
    value = Edtf.parse(read) if read else None
    if value is None or value.first is None or value.last is None:
        return None
    return value.first.toordinal(), value.last.toordinal()


def _age(text: str) -> tuple[int, int] | None:
    value = read_age(text.removesuffix(".0")).value
    return (value.low, value.high) if value.low is not None and value.high is not None else None


@lru_cache(maxsize=50_000)
def place_keys(text: str) -> frozenset[str]:
    """Gives the words of a place as consonants that both scripts share."""
    return frozenset(key for word in fold_name(text).split() if len(key := consonants(word)) >= 2)
