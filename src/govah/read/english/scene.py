"""A sentence laid out for reading: its words and their kinds, its names, dates and phrases."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from govah.dates import FoundDate, find
from govah.read.english.lexicon import name_words
from govah.read.english.names import Name, names
from govah.read.english.phrases import Phrase, phrases
from govah.read.english.sentences import Sentence, sentences
from govah.read.english.tagging import tag
from govah.read.english.tokens import Token
from govah.read.english.voicing import voiced
from govah.read.english.years import with_years
from govah.records import Extracted


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence, laid out; quotation marks are no tokens here, but each token knows whether it is quoted."""

    number: int
    sentence: Sentence
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    dates: tuple[FoundDate, ...]
    row: tuple[Phrase, ...]
    text: str

    def words(self, first: int, last: int) -> str:
        """Gives the text of tokens `first` up to `last`, as written."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def of(self, phrase: Phrase) -> str:
        """Gives a phrase as written."""
        return self.words(phrase.first, phrase.last)

    def start_of(self, place: int) -> int:
        """Gives the offset at which the phrase at that place begins."""
        return self.tokens[self.row[place].first].start

    def end_of(self, place: int) -> int:
        """Gives the offset at which the phrase at that place ends."""
        return self.tokens[self.row[place].last - 1].end

    def tail(self, place: int, reach: int = 200) -> str:
        """Gives the words that follow the phrase at that place, to the end of the sentence."""
        start = self.end_of(place)
        return self.text[start : min(self.sentence.end, start + reach)]

    def lead(self, place: int, reach: int = 200) -> str:
        """Gives the words before the phrase at that place, from the beginning of the sentence."""
        end = self.start_of(place)
        return self.text[max(self.sentence.start, end - reach) : end]

    def is_question(self) -> bool:
        """Answers whether the sentence asks."""
        return self.text[self.sentence.start : self.sentence.end].rstrip("\"”’' ").endswith("?")


def scenes(extracted: Extracted, published: date | None) -> list[Scene]:
    """Lays out every sentence of a document."""
    found = with_years(extracted.text, find(extracted.text, published=published, language="en"), published)
    starts = [one.start for one in found]
    return [_scene(number, sentence, extracted.text, found, starts) for number, sentence in enumerate(sentences(extracted))]


def _scene(number: int, sentence: Sentence, text: str, found: Sequence[FoundDate], starts: Sequence[int]) -> Scene:
    plain = tuple(token for token in _without_links(sentence.tokens) if token.lower not in {"“", "”", "[", "]"})
    named = tuple(names(plain))
    first = bisect_right(starts, sentence.start - 1)
    dates = tuple(found[first : bisect_right(starts, sentence.end)])
    dated = [next((place for place, one in enumerate(dates) if one.start <= token.start < one.end), -1) for token in plain]
    named = tuple(one for one in named if min(dated[one.first : one.last]) < 0 and not _is_adverb(plain, one))  # "Oct. 13"
    row = (
        tuple(_without_origins(_without_parents(_apposed(_without_brackets(voiced(phrases(plain, tag(plain), named, dated)))))))
        if plain
        else ()
    )
    return Scene(number, sentence, plain, named, dates, row, text)


def _is_adverb(tokens: Sequence[Token], name: Name) -> bool:
    """As in "Initially, the court …"."""
    alone = name.first == 0 and name.last == 1 and len(tokens) > 1 and tokens[1].text == ","
    return alone and tokens[0].lower.endswith("ly")


def _without_links(tokens: Sequence[Token]) -> list[Token]:
    """Addresses in brackets behind a linked word are no words of the sentence."""
    kept: list[Token] = []
    skipping = False
    for at, token in enumerate(tokens):
        if token.text == "(" and at + 1 < len(tokens) and tokens[at + 1].lower in {"http", "https"}:
            skipping = True
        if not skipping:
            kept.append(token)
        elif token.text == ")":
            skipping = False
    return kept


@cache
def _people() -> frozenset[str]:
    return name_words("person_nouns") | name_words("kin")


_NAMING: Final = frozenset({"name", "identify", "call", "know", "nickname"})


def _apposed(row: Sequence[Phrase]) -> list[Phrase]:
    """As in "a second porter, named as X, was wounded", "a man identified only as X": the name stands in apposition."""
    kept: list[Phrase] = []
    at = 0
    while at < len(row):
        step = at + 1
        while step < len(row) and (row[step].kind == "A" or row[step].head == "as"):
            step += 1
        alone = row[at].form == "part" or (row[at].words in {("named",), ("called",)} and kept and kept[-1].head in _people())
        named = row[at].kind == "VG" and alone and row[at].head in _NAMING and not row[at].negated
        if named and kept and kept[-1].kind in {"NP", ","} and step < len(row) and row[step].names:
            if kept[-1].kind == ",":
                kept.pop()
            kept.append(Phrase(",", row[at].first, row[step - 1].last, ",", words=(",",)))
            at = step
        else:
            kept.append(row[at])
            at += 1
    return kept


_CHILD: Final = frozenset({(*article, word) for article in ((), ("the",)) for word in ("son", "daughter", "child")})


def _without_parents(row: Sequence[Phrase]) -> list[Phrase]:
    """As in "X, son of Y, was arrested": whose child somebody is says which X is meant, and plays no part in the act."""
    kept: list[Phrase] = []
    at = 0
    while at < len(row):
        comma = int(row[at].kind == ",")
        child = row[at + comma : at + comma + 3]
        told = len(child) == 3 and child[0].words in _CHILD and child[1].head == "of" and child[2].names
        dead = told and "late" in child[2].words and any(one.head == "who" for one in row[at + comma + 3 : at + comma + 5])
        if told and not dead and kept and kept[-1].names:
            at += comma + 3
        else:
            kept.append(row[at])
            at += 1
    return kept


def _without_brackets(row: Sequence[Phrase]) -> list[Phrase]:
    """What stands in brackets plays no part in who does what to whom, unless it names people or is the whole."""
    kept: list[Phrase] = []
    at = 0
    while at < len(row):
        close = next((place for place in range(at + 1, len(row)) if row[place].kind == ")"), 0) if row[at].kind == "(" else 0
        if close and (any(len(one.words) > 1 and one.names for one in row[at:close]) or not kept):
            kept += [replace(row[at], kind=","), *row[at + 1 : close], replace(row[close], kind=",")]
            at = close + 1
        elif close:
            at = close + 1
        else:
            kept.append(row[at])
            at += 1
    return kept


_BORN: Final = frozenset({"born", "resident", "native", "originally", "hailing", "aged", "currently", "from"})


def _without_origins(row: Sequence[Phrase]) -> list[Phrase]:
    """As in "A, from Izeh, and B, born in 1999 and resident of Bukan, were held": where somebody comes from plays no part."""
    kept: list[Phrase] = []
    at = 0
    while at < len(row):
        step = at + 1 if row[at].kind in {",", "-"} else at
        end = _end_of_origin(row, step) if kept and kept[-1].names else 0
        if end:
            at = end
        else:
            kept.append(row[at])
            at += 1
    return kept


def _is_age(row: Sequence[Phrase], at: int) -> bool:
    """As in "X, also 23, was held": an age between commas."""
    step = at + int(at < len(row) and row[at].kind == "A")
    told = step + 1 < len(row) and row[at - 1].kind == "," and row[step + 1].kind == ","
    return told and len(row[step].words) == 1 and row[step].words[0].isdigit()


def _end_of_origin(row: Sequence[Phrase], at: int) -> int:
    """Gives where words of origin or birth that begin here end, 0 where none begin."""
    if _is_age(row, at):
        return at + 1 + int(row[at].kind == "A")
    if at >= len(row) or not (row[at].head == "from" or set(row[at].words) & (_BORN - {"from", "aged"})):
        return 0
    step = at
    while step < len(row) and row[step].kind in {"P", "NP", "DATE", "A", "C"} and not (step > at and row[step].names):
        if row[step].kind == "C" and (step + 1 >= len(row) or not set(row[step + 1].words) & _BORN):
            break
        step += 1
    ends = step == len(row) or row[step].kind in {",", "C", "-", "."}
    tied = row[at].kind == "P" and row[at - 1].kind not in {",", "-"}
    return step if ends and step > at and not (tied and row[step : step + 1] and row[step].kind == ".") else 0
