"""By which definition a number counts: whom, as of when, which smaller numbers are within it, and which are beside it.

Counts are added within counts only where the words say so ("including 7 children", «از جمله ۷ کودک»): the same numbers joined by
"and" would be another statement. What is said of the whole (its voice, its stance, its day) is said of the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

from govah.dates import find
from govah.records import Counted, FoundTally, Reading, Value, When
from govah.text import to_latin_digits
from govah.words import table

LONGEST: Final = 400
"""Code points behind a number within which its sentence is looked through."""
MOST_PARTS: Final = 12
_LONGEST_WHO: Final = 90
_SENTENCE_END: Final = re.compile(r"[.!?؟](?=\s|$)|\n")


def with_definitions(reading: Reading, text: str, published: date | None) -> Reading:
    """Gives the reading with its counts defined, and the counts that its words put within them or beside them."""
    if not reading.tallies or reading.language not in ("en", "fa"):
        return reading
    words = _Words(reading.language, text, published)
    found: list[FoundTally] = []
    for one in map(words.verbatim, sorted(reading.tallies, key=lambda tally: (tally.start, tally.end))):
        if words.is_none(one) or any(_is_same(one, known, text) for known in found):
            continue
        whole = next((known for known in reversed(found) if not (known.counted and known.counted.within)), None)
        defined = words.defined(one, whole)
        found.append(defined)
        found += [part for part in words.parts(defined) if not any(_is_same(part, known, text) for known in found)]
    return replace(reading, tallies=tuple(found))


def _is_same(one: FoundTally, other: FoundTally, text: str) -> bool:
    """Whether two tallies are one number in one place; the part that the words put within a count is the fuller of the two."""
    same = _place(one, text) == _place(other, text) and one.value.low == other.value.low
    return same and (
        one.what == other.what
        or (one.what, other.what) == ("sentenced", "sentenced_to_death")
        or (other.counted is not None and bool(other.counted.within))
    )


def _place(one: FoundTally, text: str) -> int:
    at = text.find(one.value.text, one.start, one.end)
    return (at if at >= 0 else one.start) + len(one.value.text)


@dataclass(frozen=True, slots=True)
class _Words:
    language: str
    text: str
    published: date | None

    def defined(self, one: FoundTally, before: FoundTally | None) -> FoundTally:
        """Gives a tally with whom it counts, as of when, and which number it stands beside."""
        start, end = self._sentence(one)
        at = _place(one, self.text)
        beside = ""
        lead = self.text[max(start, at - len(one.value.text) - 30) : at - len(one.value.text)]
        if before is not None and re.search(f"(?i)(?:{_table(self.language)['beside']}) $", lead):
            beside = before.value.text
        counted = Counted(self._who(one.value.text, self.text[at:end]), "", beside, self._as_of(start, end))
        checked = beside and re.search(_table(self.language)["checking"], self.text[at:end])
        what = "under_investigation" if checked else one.what
        return replace(one, what=what, counted=counted if counted != Counted() else None)

    def is_none(self, one: FoundTally) -> bool:
        """Answers whether a number counts nobody: an age beside a name ("X, 27, was arrested"), a year before a thing."""
        at = _place(one, self.text)
        number = _number(self.language).match(one.value.text)
        if number is None or number["least"] or number["most"] or number["near"]:
            return False
        bare = not one.value.text[number.end() :].strip()
        before, behind = self.text[: at - len(one.value.text)].rstrip(), self.text[at : at + 1]
        if bare and before[-1:] in {",", "(", "،"} and behind in {",", ")", "،"}:
            return True
        year = re.fullmatch(r"(?:1[34]|19|20)\d\d", to_latin_digits(number["number"]))
        return bool(year) and re.match(_table(self.language)["people"], one.value.text[number.end() :] + self.text[at:]) is None

    def verbatim(self, one: FoundTally) -> FoundTally:
        """Gives a tally with its number as the text has it, where a reader gave folded words; small words are numbers too."""
        told = _number(self.language).match(one.value.text)
        if one.value.low is None and one.value.high is None and told is not None:
            one = replace(one, value=_value(told, one.value.text))  # "three shopkeepers"
        if one.value.text in one.quote:
            return one
        words = one.value.text.split()
        for found in _number(self.language).finditer(one.quote):
            value = _value(found, "")
            if (value.low or value.high) is not None and (value.low or value.high) == (one.value.low or one.value.high):
                behind = len(words) - 1 - next((at for at, word in enumerate(words) if word.isdecimal()), len(words) - 1)
                more = re.match(rf"(?:\s+\S+){{{behind}}}", one.quote[found.end() :])
                return replace(one, value=replace(one.value, text=found.group().strip() + (more.group() if more else "")))
        return one

    def parts(self, one: FoundTally) -> Iterator[FoundTally]:
        """Gives the smaller numbers that the sentence puts within a count."""
        _, end = self._sentence(one)
        at = _place(one, self.text)
        found = _within(self.language).search(self.text, at, end)
        if found is not None and not re.search(r"[;؛]", self.text[at : found.start()]):
            yield from self._listed(one, found.end(), end)
        for shared in _share(self.language).finditer(self.text, at, end):
            yield self._part(one, shared, shared.end(), end)

    def _listed(self, one: FoundTally, start: int, end: int) -> Iterator[FoundTally]:
        for _ in range(MOST_PARTS):
            number = _number(self.language).match(self.text, start, end)
            if number is None or self.text[number.end() : number.end() + 5].startswith((" of wh", " of th", "%", " per")):
                return
            made = self._part(one, number, number.end(), end)
            yield made
            after = _joined(self.language).match(
                self.text, self.text.find(made.value.text, number.start()) + len(made.value.text), end
            )
            if after is None:
                return
            start = after.end()

    def _part(self, one: FoundTally, number: re.Match[str], at: int, end: int) -> FoundTally:
        is_said = re.match(r"\s+(?:were|was|are)(?=\s)", self.text[at:end])
        at += is_said.end() if is_said else 0
        who = self._who("", self.text[at:end])
        last = self.text.find(who, at) + len(who) if who else at
        value = _value(number, " ".join(self.text[number.start() : last].split()))
        start, end = min(one.start, number.start()), max(one.end, last)
        counted = Counted(who, one.value.text, "", one.counted.as_of if one.counted else None)
        rule = f"{self.language}-count-within/1"
        return replace(one, value=value, quote=self.text[start:end], start=start, end=end, rule=rule, counted=counted)

    def _who(self, value: str, tail: str) -> str:
        """Whom a number counts: the words behind it up to what is said of them."""
        number = _number(self.language).match(value)
        own = value[number.end() :].strip() if number else ""
        stop = re.search(f"(?i){_table(self.language)['ends']}", tail.lstrip())
        more = tail.lstrip()[: stop.start() if stop else _LONGEST_WHO].strip(" ,،-–—\"'“”«»")
        who = " ".join(f"{own} {more}".split())[:_LONGEST_WHO].strip()
        return who.removeprefix("of ").removeprefix("more").strip()

    def _as_of(self, start: int, end: int) -> When | None:
        said = self.text[start:end]
        for one in find(said, published=self.published):
            if one.edtf and re.search(f"(?i){_table(self.language)['as_of']}", said[: one.start]):
                return When(one.edtf.removeprefix("../"), one.text, one.calendar)
        now = re.search(f"(?i){_table(self.language)['until_now']}", said)
        calendar = "gregorian" if self.language == "en" else "solar_hijri"
        return When(self.published.isoformat(), now.group().strip(), calendar) if now and self.published else None

    def _sentence(self, one: FoundTally) -> tuple[int, int]:
        at = _place(one, self.text)
        before = [found.end() for found in _SENTENCE_END.finditer(self.text, max(0, at - LONGEST), at)]
        after = _SENTENCE_END.search(self.text, at, min(len(self.text), at + LONGEST))
        return before[-1] if before else max(0, at - LONGEST), after.start() if after else min(len(self.text), at + LONGEST)


def _value(number: re.Match[str], text: str) -> Value:
    digits = to_latin_digits(re.sub(r"[,٬]", "", number["number"]))
    exact = int(digits) if digits.isdecimal() else _small(number["number"].lower())
    if exact is None:
        return Value(text)
    return Value(text, low=None if number["most"] else exact, high=None if number["least"] else exact)


_SMALL: Final[Sequence[str]] = (
    "", "یک", "two/دو", "three/سه", "four/چهار", "five/پنج", "six/شش", "seven/هفت", "eight/هشت", "nine/نه", "ten/ده", "eleven",
    "twelve",
)  # fmt: skip


def _small(word: str) -> int | None:
    return next((number for number, words in enumerate(_SMALL) if word in words.split("/")), None)


@cache
def _table(language: str) -> Any:
    return table(f"reading/{language}/counting")


@cache
def _number(language: str) -> re.Pattern[str]:
    said = _table(language)
    bounds = "|".join(f"(?P<{name}>{said[name]})" for name in ("least", "most", "near"))
    return re.compile(rf"(?i)\s*(?:(?:{bounds})\s+)?(?P<number>{said['number']})(?!\w)")


@cache
def _within(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:{_table(language)['within']})(?=\s)")


@cache
def _share(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?<![\w,.٬])(?:{_number(language).pattern[4:].removeprefix(chr(92) + 's*')}){_table(language)['share']}"
    )


@cache
def _joined(language: str) -> re.Pattern[str]:
    return re.compile(f"(?i){_table(language)['joined']}|, (?=\\d)|، (?=[۰-۹0-9])")
