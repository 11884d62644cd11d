"""A sentence laid out for reading: its words and their kinds, its names, dates and phrases."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govah.dates import FoundDate, find
from govah.read.english.names import Name, names
from govah.read.english.phrases import Phrase, phrases
from govah.read.english.rows import cleaned
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
    row = tuple(cleaned(voiced(phrases(plain, tag(plain), named, dated)))) if plain else ()
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
