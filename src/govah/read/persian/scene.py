"""One sentence made ready for the rules: a skeleton in which every mention of a person is one letter, with the way back.

Mentions stand as letters from U+E000, dates from U+E800, so that patterns can speak of "a person" or "a date" (`P`, `D`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from govah.dates import find as dates_of_words
from govah.read.persian.entries import is_entry_line
from govah.read.persian.letters import Token, tokens_of
from govah.read.persian.lexicon import alternatives, is_family, is_given, reading, word_set
from govah.read.persian.lives import death_from, life_end, opens_with_life
from govah.read.persian.names import names_of
from govah.read.persian.namewords import NameSpan, Word, can_be_name, is_place, words_of
from govah.read.persian.sentences import Sentence
from govah.read.persian.spacing import parted
from govah.read.persian.spoken import as_written
from govah.read.persian.strangers import is_everyday

PERSON: Final = "[\ue000-\ue7ff]"
DATE: Final = "[\ue800-\uefff]"
_PERSON_BASE: Final = 0xE000
_DATE_BASE: Final = 0xE800


@dataclass(frozen=True, slots=True)
class DateSpot:
    """A date expression in a sentence, by raw place."""

    start: int
    end: int
    edtf: str
    text: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, a pronoun or a phrase that stands for somebody, in one sentence."""

    kind: str
    "`name`, `one` (او، این زندانی), `many` (آن‌ها، این دو خواهر) or `me` (whoever tells it)."
    start: int
    end: int
    "Its place in the raw text."
    span: NameSpan | None = None
    words: tuple[str, ...] = ()
    "Squeezed words of a name."
    count: int = 0
    "How many people, where the phrase says so."
    died: DateSpot | None = None
    "The day of death that brackets behind the name tell («P (۱۳۵۰ – ۲۰ دی ۱۳۹۸)»)."


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its skeleton."""

    sentence: Sentence
    text: str
    "The raw text of the whole document."
    skeleton: str
    starts: tuple[int, ...]
    "Where each item begins in the skeleton."
    spans: tuple[tuple[int, int], ...]
    "Raw place of each item."
    mentions: tuple[Mention, ...]
    dates: tuple[DateSpot, ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Gives the raw place of a stretch of the skeleton."""
        if not self.spans:
            return self.sentence.start, self.sentence.start
        low = max(0, bisect_right(self.starts, start) - 1)
        if low + 1 < len(self.starts) and start >= self.starts[low] + 1 and self.skeleton[start : start + 1] == " ":
            low += 1
        high = max(low, bisect_right(self.starts, max(start, end - 1)) - 1)
        return self.spans[low][0], self.spans[high][1]

    def words(self, start: int, end: int) -> str:
        """Gives the raw words of a stretch of the skeleton."""
        low, high = self.raw(start, end)
        return self.text[low:high]

    def mention(self, letter: str) -> Mention:
        """Gives the mention that a letter of the skeleton stands for."""
        return self.mentions[ord(letter) - _PERSON_BASE]

    def date(self, letter: str) -> DateSpot:
        """Gives the date that a letter of the skeleton stands for."""
        return self.dates[ord(letter) - _DATE_BASE]


_PARENT: Final = re.compile(r"(?<!\S)(?:مادر|پدر|والدین|خانواده|مادربزرگ|پدربزرگ)(?: (?!و )[^ #]+)?? #")
_CHILD: Final = re.compile(
    r"(?<=اعدام )(?:پسرش|دخترش|فرزندش)(?!\S)|(?<=بازداشت )(?:پسرش|دخترش|فرزندش)(?!\S)|(?<!\S)(?:پسرش|دخترش|فرزندش)(?= را )"
)


def _child_of(line: str) -> Iterator[re.Match[str]]:
    """«مادر P گفت … اعدام پسرش», «پدر P … پسرش را»: whom a parent calls a child is the one whose parent speaks."""
    parent = _PARENT.search(line)
    if parent is not None:
        yield from _CHILD.finditer(line, parent.end())


def letter_of(place: int) -> str:
    """Gives the letter that stands for a sentence's mention at that place."""
    return chr(_PERSON_BASE + place)


@cache
def _anaphors() -> re.Pattern[str]:
    table = reading("anaphors")
    nouns, plural = alternatives(table["nouns"]), alternatives(table["plural_nouns"])
    kinds = alternatives(table["kinds"])
    numbers = "|".join(_numbers())
    return re.compile(
        r"(?<!\S)(?:(?P<many>(?:هر (?:یک|کدام) از )?(?:آن ها|آنها|آنان|انها|انان|ان ها|"
        rf"نامبردگان|(?:این|آن|ان) (?:(?P<n>{numbers}) (?:{nouns})(?: دیگر)?|{plural})(?: "
        rf"(?:{kinds}))*"
        rf"|(?:این|ان) (?P<n3>{numbers})(?! (?:سال|ماه|روز|هفته|مورد|حکم|پرونده|بار|نهاد|شهر|استان|کشور|خبر|گزارش|سازمان|رسانه|"
        r"منبع|نکته|"
        r"دلیل|موضوع|تاریخ|جلسه|دادگاه|زندان|منطقه|روستا|نوع|گروه|جریان|اتهام|شعبه|نامه)\S*)(?! (?:\S+ )?(?:نفره|ساله|روزه))"
        rf"|(?P<pair>این زوج)|(?P<both>هر (?P<n2>{numbers})(?: ?(?:شان|شون)| (?:{nouns}))?)(?: (?:{kinds}))*))"
        r"|(?P<me>من(?= را(?!\S))|(?<=به )من|(?<=از )من|(?<=علیه )من|(?<=برای )من)"
        r"|(?P<own>(?:(?<=بازداشت )|(?<=دستگیری )|(?<=شکنجه )|(?<=محکومیت )|(?<=انتقال ))خود(?= را(?!\S)))"
        rf"|(?P<one>او|وی|خودش|{alternatives(table['single'])}|این (?:{nouns})(?: (?:{kinds}|\d+ ساله))*"
        rf"|ان (?:{nouns})(?: (?:{kinds}))*(?! که(?!\S))))(?!\S)(?<!را نام برده)(?! (?:را )?ها(?!\S))"
    )


@cache
def _numbers() -> dict[str, int]:
    return {word: number for number, words in enumerate(reading("anaphors")["numbers"], 2) for word in words.split()}


def scene_of(text: str, sentence: Sentence, dates: tuple[DateSpot, ...], *, told: bool = False) -> Scene:
    """Makes one sentence ready; `told` where its document tells what is done to people."""
    return _built(text, sentence, dates, (), told=told)


def with_surnames(scene: Scene, surnames: frozenset[str]) -> Scene:
    """Gives the scene again with bare family names of people already named as mentions too."""
    squeezed = scene.skeleton.replace(" ", "")
    here = tuple(name for name in surnames if name in squeezed)
    return _built(scene.text, scene.sentence, scene.dates, here, told=True) if here else scene


@lru_cache(maxsize=256)
def _cut(text: str, start: int, end: int) -> tuple[tuple[Token, ...], tuple[Word, ...]]:
    """The tokens and words of a sentence, which is read again once the family names of its document are known."""
    tokens = as_written(parted(tokens_of(text, start, end), text), text)
    return tokens, words_of(tokens)


@lru_cache(maxsize=256)
def _named(text: str, start: int, end: int, *, told: bool) -> tuple[NameSpan, ...]:
    low = text.rfind("\n", 0, start) + 1
    item = _NUMBERED.fullmatch(text, low, start) is not None or (
        _LEADS.fullmatch(text, low, start) is not None
        and ("|" in text[low:end] or is_entry_line(text, start) or opens_with_life(text[start:end]))
    )
    return names_of(_cut(text, start, end)[1], told=told, item=item)


_NUMBERED: Final = re.compile(r"\s*(?:\d{1,3}\s?[.)ـ\-–]|[-–•●▪*])\s*")
"""What stands before a line of a list."""
_LEADS: Final = re.compile(r"[\s|\-–—•*▪●■]*")


def _built(text: str, sentence: Sentence, dates: tuple[DateSpot, ...], bare: tuple[str, ...], *, told: bool) -> Scene:
    tokens, words = _cut(text, sentence.start, sentence.end)
    found = _mentions(tokens, words, _named(text, sentence.start, sentence.end, told=told), bare)
    covers: dict[int, tuple[int, str]] = {}
    mentions: list[Mention] = []
    reached = -1
    for first, last, mention in sorted(found, key=lambda item: item[0]):
        if first <= reached:
            continue  # a name within the brackets of another's life
        reached, died = _life(text, tokens, last, dates) if mention.kind == "name" else (last, None)
        covers[first] = (reached, letter_of(len(mentions)))
        mentions.append(replace(mention, died=died) if died else mention)
    for number, spot in enumerate(dates):
        inside = [at for at, token in enumerate(tokens) if spot.start < token.end and token.start < spot.end]
        if inside and not any(at in covers or _is_covered(covers, at) for at in inside):
            covers[inside[0]] = (inside[-1], chr(_DATE_BASE + number))
    return _joined(text, sentence, tokens, covers, tuple(mentions), dates)


def _is_covered(covers: dict[int, tuple[int, str]], at: int) -> bool:
    return any(first <= at <= last for first, (last, _letter) in covers.items())


def _life(text: str, tokens: tuple[Token, ...], last: int, dates: tuple[DateSpot, ...]) -> tuple[int, DateSpot | None]:
    """The last token of a name with the span of a life behind it, and the day of death that the span tells."""
    end = life_end(tokens, last + 1)
    since = death_from(tokens, last + 1, end) if end >= 0 else -1
    if since < 0:
        return (last if end < 0 else end), None
    high = tokens[end].end
    known = [spot for spot in dates if since <= spot.start and spot.end <= high and spot.edtf]
    return end, known[0] if known else _day_of_death(text, since, high)


def _day_of_death(text: str, since: int, high: int) -> DateSpot | None:
    """The day or the bare year after the dash («(۱۳۵۸–۱۳۸۸)»), which with the one before it may look like one stretch of time."""
    found = _DAY.search(text, since, high)
    spot = dates_of_words(found.group() if found[1] else f"سال {found.group()}", language="fa") if found else ()
    return DateSpot(found.start(), found.end(), spot[0].edtf, found.group(), spot[0].calendar) if found and spot else None


_DAY: Final = re.compile(r"(?<!\d)(?:(\d{1,2} \w+) )?(?:1[0-9]{3}|20[0-9]{2}|۱[۰-۹]{3})(?!\d)")


def _joined(
    text: str,
    sentence: Sentence,
    tokens: tuple[Token, ...],
    covers: dict[int, tuple[int, str]],
    mentions: tuple[Mention, ...],
    dates: tuple[DateSpot, ...],
) -> Scene:
    parts: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    while at < len(tokens):
        last, norm = covers.get(at, (at, tokens[at].norm))
        parts.append(norm)
        starts.append(length)
        spans.append((tokens[at].start, tokens[last].end))
        length += len(norm) + 1
        at = last + 1
    return Scene(sentence, text, " ".join(parts), tuple(starts), tuple(spans), mentions, dates)


def _mentions(
    tokens: tuple[Token, ...], words: tuple[Word, ...], names: tuple[NameSpan, ...], bare: tuple[str, ...]
) -> list[tuple[int, int, Mention]]:
    out: list[tuple[int, int, Mention]] = []
    taken: set[int] = set()
    for span in names:
        first, last = words[span.first].first, words[span.last].last
        out.append(
            (
                first,
                last,
                Mention(
                    "name",
                    tokens[first].start,
                    tokens[last].end,
                    span,
                    tuple(w.norm for w in words[span.first : span.last + 1] if w.norm.isalpha()),
                ),
            )
        )
        taken.update(range(first, last + 1))
    for at, word in enumerate(words):
        if word.norm in bare and word.first not in taken:
            first = _with_stranger(words, at, taken)
            if is_place(words, first):
                continue
            whole = tuple(one.norm for one in words[first : at + 1])
            span = NameSpan(first, at, given=first < at)
            low, high = words[first].first, word.last
            out.append((low, high, Mention("name", tokens[low].start, tokens[high].end, span, whole)))
            taken.update(range(low, high + 1))
    return out + _pronouns(tokens, taken)


def _with_stranger(words: tuple[Word, ...], at: int, taken: set[int]) -> int:
    """A family name of somebody known with an unknown word before it is somebody else of that family."""
    before = at - 1
    known = before < 0 or words[before].first in taken or len(words[before].norm) < 3 or not can_be_name(words, before)
    known = known or (is_everyday(words[before].norm) and not is_given(words[before].norm))
    return at if known or words[before].norm in word_set("people", "titles") or is_family(words[before].norm) else before


def _pronouns(tokens: tuple[Token, ...], taken: set[int]) -> list[tuple[int, int, Mention]]:
    line = " ".join("#" if at in taken else token.norm for at, token in enumerate(tokens))
    if not line:
        return []
    starts: list[int] = []
    length = 0
    for at, token in enumerate(tokens):
        starts.append(length)
        length += (1 if at in taken else len(token.norm)) + 1
    out: list[tuple[int, int, Mention]] = []
    for found in (*_anaphors().finditer(line), *_child_of(line)):
        first, last = bisect_right(starts, found.start()) - 1, bisect_right(starts, found.end() - 1) - 1
        many = found.re is _anaphors() and found["many"] is not None
        kind = "many" if many else "me" if found.re is _anaphors() and found["me"] else "one"
        count = _numbers().get(found["n"] or found["n2"] or found["n3"] or "", 2 if found["pair"] else 0) if many else 1
        out.append((first, last, Mention(kind, tokens[first].start, tokens[last].end, None, (), count)))
    return out
