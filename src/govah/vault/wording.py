"""By which words a record is found: folded text, and marked words for what a claim says, when, where and who says so.

A marked word cannot be typed by chance and is one word to the tokenizer: `zzp` predicate, `zzt` term, `zzs` stance, `zzl` a word
of a place, `zzo` a word of a voice; `zzm202601` a month that a claim may fall in, `zzy2026` a year, `zzw2026` a year of a time
that is too wide for months, `zzopen` one without a beginning or an end. They live and are erased with the record's other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

import apsw

from govah.dates import Edtf
from govah.errors import UsageError
from govah.text import fold, fold_name, sound_key

PREDICATE, TERM, STANCE, PLACE, VOICE, OPEN = "zzp", "zzt", "zzs", "zzl", "zzo", "zzopen"
_MONTH, _YEAR, _WIDE = "zzm", "zzy", "zzw"
_MARK: Final = "zz"
_MONTHS: Final = 24
_YEARS: Final = 60
_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 60
_PLACED: Final = frozenset({"detained_at", "transferred"})
"""Predicates whose value is a place."""
SPELLING: Final = "CREATE TABLE spelling(sound TEXT, term TEXT, PRIMARY KEY(sound, term)) WITHOUT ROWID;"
"""Each word that stands in the index, by its sound: so the same name in another spelling is found."""


def searchable(kind: str, fields: Mapping[str, Any], text: str) -> str:
    """Gives the folded words by which a record is found; empty for most."""
    if text:
        return fold(text)
    if kind == "mention":
        names = [fields.get("name", ""), *fields.get("other_names", ())]
        return " ".join(fold_name(name) for name in names if isinstance(name, str))
    if kind == "capture":
        named = fold(" ".join(str(fields.get(name, "")) for name in ("name", "origin")))
        return " ".join([named, *(part for word in words_of(str(fields.get("source", ""))) for part in (word, VOICE + word))])
    if kind == "fact":
        value, where, when = _table(fields.get("value")), _table(fields.get("where")), _table(fields.get("when"))
        return _of_fact(
            str(fields.get("predicate", "")), str(fields.get("stance", "")), str(value.get("term", "")),
            str(value.get("text", "")), str(where.get("term", "")), str(where.get("text", "")), str(when.get("edtf", "")),
        )  # fmt: skip
    if kind == "basis":
        return _of_voices(" ".join(voice for voice in fields.get("attribution", ()) if isinstance(voice, str)))
    return ""


@lru_cache(maxsize=20_000)
def _of_voices(said: str) -> str:
    return " ".join(part for word in words_of(said) for part in (word, VOICE + word))


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """Gives the folded words of a short text as the index holds them, each once, in order."""
    return tuple(dict.fromkeys(_WORD.findall(fold(text))))


@lru_cache(maxsize=5_000)
def marked(mark: str, name: str) -> str:
    """Gives a word of the vocabulary as the index holds it."""
    return mark + "".join(_WORD.findall(name.casefold()))


def times_of(first: date | None, last: date | None) -> tuple[str, ...]:
    """Gives the marked words of a time that lies between two days, None for an end that is open; none where nothing is known."""
    if first is None and last is None:
        return ()
    if first is None or last is None or last.year - first.year > _YEARS:
        return (OPEN,)
    years = [f"{_YEAR}{year}" for year in range(first.year, last.year + 1)]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > _MONTHS:
        return (*years, *(f"{_WIDE}{year}" for year in range(first.year, last.year + 1)))
    return (*years, *_months(first, months))


def times_within(first: date, last: date) -> tuple[str, ...]:
    """Gives the marked words one of which a time bears that may overlap these days."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    years = range(first.year, min(last.year, first.year + 2 * _YEARS) + 1)
    if months > _MONTHS:
        return (OPEN, *(f"{_YEAR}{year}" for year in years))
    return (OPEN, *(f"{_WIDE}{year}" for year in years), *_months(first, months))


def write_words(connection: apsw.Connection, said: Iterable[tuple[int, str]]) -> None:
    """Enters the words of records, by their row, and how each sounds; inside the transaction of the caller."""
    entered = list(said)
    connection.executemany("INSERT INTO words(rowid, text) VALUES (?, ?)", entered)
    terms = {term for _, text in entered for term in _WORD.findall(text)}
    connection.executemany("INSERT OR IGNORE INTO spelling VALUES (?, ?)", _spellings(terms))


def respell(connection: apsw.Connection) -> None:
    """Makes the table of spellings hold just the words that the index holds: what was erased there goes here."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)")
    connection.execute("DELETE FROM spelling WHERE term NOT IN (SELECT term FROM temp.vocabulary)")
    terms = [str(term) for (term,) in connection.execute("SELECT term FROM temp.vocabulary").fetchall()]
    connection.execute("DROP TABLE temp.vocabulary")
    connection.executemany("INSERT OR IGNORE INTO spelling VALUES (?, ?)", _spellings(terms))


def _spellings(terms: Iterable[str]) -> Iterator[tuple[str, str]]:
    for term in terms:
        if not term.startswith(_MARK) and (sound := sound_key(term)):
            yield sound, term


def _months(first: date, count: int) -> Iterator[str]:
    start = first.year * 12 + first.month - 1
    for month in range(start, start + count):
        yield f"{_MONTH}{month // 12:04d}{month % 12 + 1:02d}"


@lru_cache(maxsize=20_000)
def _of_fact(predicate: str, stance: str, term: str, text: str, place: str, where: str, edtf: str) -> str:  # noqa: PLR0913, PLR0917 - a key
    """The words of a fact by its fields; the rows of a list say the same again and again."""
    said, places = words_of(text), words_of(where)
    placed = (*places, *(said if predicate in _PLACED else ()))
    found = [marked(PREDICATE, predicate), marked(STANCE, stance), *(marked(TERM, one) for one in (term, place) if one)]
    found += [*said, *places, *(PLACE + word for word in placed if len(word) <= _LONGEST), *_times(edtf)]
    return " ".join(dict.fromkeys(found))


@lru_cache(maxsize=20_000)
def _times(edtf: str) -> tuple[str, ...]:
    if not edtf:
        return ()
    try:
        read = Edtf.parse(edtf)
    except UsageError:
        return ()
    return times_of(read.first, read.last)


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
