"""What a model answered, held against the text: a claim whose words are not there to the letter is dropped and counted.

A model is not trusted with a single character. Quote, name, value, time, place and source must each stand in the piece of text
that it was shown; predicate and stance must be words of ours; and a sentence that our own list of denials, doubts and conditions
marks may not be put forward as something that is so. The worst that a text which gives orders can reach is a suggestion with its
own quote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from govah.dates import find
from govah.read.checking import LONGEST
from govah.read.models.asking import MOST_CLAIMS
from govah.read.models.chunks import Chunk
from govah.records import AFFIRMED, FoundClaim, Stance, Value, When, Where
from govah.text import to_latin_digits
from govah.words import find_words, table, words

SCORE: Final = 300
"""How sure a model is taken to be: below every rule."""
_LONGEST_NAME: Final = 80
_NUMBER: Final = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Heard:
    """What stood up of one answer: claims by name, and how many did not."""

    claims: tuple[tuple[str, FoundClaim], ...]
    "(name as written, claim whose `person` is still empty)."
    dropped: int


def heard(answer: str, chunk: Chunk, rule: str, published: date | None) -> Heard | None:
    """Reads one answer; None where it is not the JSON that was asked for."""
    try:
        said = json.loads(_bare(answer))
        listed = said["claims"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(listed, list):
        return None
    made = [_claim(item, chunk, rule, published) for item in listed[:MOST_CLAIMS]]
    kept = tuple(one for one in made if one is not None)
    return Heard(kept, len(listed) - len(kept))


def _bare(answer: str) -> str:
    """Takes off what small models put round JSON: a code fence, or a few words before and after."""
    start, end = answer.find("{"), answer.rfind("}")
    return answer[start : end + 1] if 0 <= start < end else answer


def _claim(item: Any, chunk: Chunk, rule: str, published: date | None) -> tuple[str, FoundClaim] | None:
    if not isinstance(item, Mapping):
        return None
    said = {key: value.strip() for key, value in item.items() if isinstance(key, str) and isinstance(value, str)}
    quote, name, predicate = said.get("quote", ""), said.get("person", ""), said.get("predicate", "")
    at = chunk.text.find(quote) if quote else -1
    stance = _stance(said.get("stance", ""))
    if at < 0 or len(quote) > LONGEST or predicate not in words("predicates") or stance is None:
        return None
    if not name or len(name) > _LONGEST_NAME or name not in chunk.text or not any(letter.isalpha() for letter in name):
        return None
    if stance in AFFIRMED and is_clouded(_sentence(chunk.text, at, at + len(quote))):
        return None
    source = said.get("source", "")
    claim = FoundClaim(
        person="",
        predicate=predicate,
        value=_value(said.get("value", ""), quote, predicate),
        stance=stance,
        attribution=(source,) if source and source in chunk.text else (),
        quote=quote,
        start=chunk.start + at,
        end=chunk.start + at + len(quote),
        rule=rule,
        score=SCORE,
        when=_when(said.get("when", ""), chunk.text, published),
        where=Where(said["where"]) if said.get("where") and said["where"] in chunk.text else None,
    )
    return name, claim


def is_clouded(words_of_it: str) -> bool:
    """Answers whether words hold a denial, a doubt, a condition, a question or a wish, in either language."""
    return bool(_clouds().search(words_of_it))


@cache
def _clouds() -> re.Pattern[str]:
    listed = table("reading/models")
    english, persian = (sorted(str(listed[language]).split("|"), key=len, reverse=True) for language in ("en", "fa"))
    latin = "|".join(re.escape(word.strip()) for word in english if word.strip())
    arab = "|".join(re.escape(word.strip()) for word in persian if word.strip())
    return re.compile(rf"\b(?:{latin})\b|n[’']t\b|(?<!\w)(?:{arab})(?!\w)|[?؟]", re.IGNORECASE)


def _sentence(text: str, start: int, end: int) -> str:
    """Gives the sentence round a stretch: what clouds a clause may stand before it."""
    first = max((text.rfind(mark, 0, start) for mark in (". ", "\n", "! ", "? ", "؟ ")), default=-1)
    ends = [at for mark in (".", "\n", "!", "?", "؟") if (at := text.find(mark, max(start, end - 1))) >= 0]
    return text[first + 1 : min(ends, default=len(text)) + 1]


def _stance(said: str) -> Stance | None:
    try:
        return Stance(said)
    except ValueError:
        return None


def _value(said: str, quote: str, predicate: str) -> Value:
    if not said or said not in quote:
        return Value()
    kinds = words("predicates")[predicate].more.get("terms", ())
    found = find_words(said, kinds) if kinds else ()
    numbers = [int(number) for number in _NUMBER.findall(to_latin_digits(said))]
    number = numbers[0] if len(numbers) == 1 and not found else None
    return Value(said, found[0].name if found else "", number, number)


def _when(said: str, text: str, published: date | None) -> When | None:
    if not said or said not in text:
        return None
    found = find(said, published=published)
    return When(found[0].edtf, found[0].text, found[0].calendar) if found else When("", said, "")


def names_of(claims: tuple[tuple[str, FoundClaim], ...]) -> Iterator[str]:
    """Gives each name once, in the order of the text."""
    seen: set[str] = set()
    for name, _ in sorted(claims, key=lambda pair: pair[1].start):
        if name not in seen:
            seen.add(name)
            yield name
