"""Names in lists: «اسامی بازداشت‌شدگان:» with a name a line, and «هویت سه تن از این زندانیان … احراز شد» after a count."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.persian.cast import Cast, people_of
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.rules import Rule
from govah.read.persian.scene import PERSON
from govah.read.persian.values import NUMBER
from govah.read.persian.verbs import finite_words

_KINDS: Final = (
    ("arrested", r"(?:بازداشت|دستگیر) (?:شدگان|شده ها|شده)|بازداشتی ها"),
    ("killed", r"(?:کشته شدگان|کشته شده ها|جان باختگان|جانباختگان|جان باخته ها|شهدای|جاویدنامان)"),
    ("executed", r"(?:اعدام شدگان|اعدامیان|اعدام شده ها)"),
    ("released", r"(?:آزاد شدگان|آزادشدگان)"),
    ("injured", r"(?:مجروحان|زخمی ها|مصدومان|زخمی شدگان)"),
)
_HEADING: Final = fold_letters(r"(?<!\S)(?:اسامی|فهرست|لیست|نام|نام های|هویت|مشخصات)(?!\S)[^.]{0,60}?")
_ITEM: Final = re.compile(
    rf"^\W*{PERSON}(?: \( [^)]*\)| ،? ?\d+ ساله|"
    r"(?: \( [^)]*\))?(?: ،| :| -| فرزند| پسر| دختر| اهل| متولد| ساکن)(?!\S)[^.؛]{0,90})?\s*[.،؛]?$"
)
_PENALTY: Final = re.compile(
    fold_letters(
        rf" [،:؛\-]+ (?:محکوم )?(?:به )?(?:{NUMBER} (?:سال|ماه)(?: و {NUMBER} ماه)?(?P<kind> (?:و )?(?:حبس|زندان|تبعید)\S*)?|"
        r"(?P<death>اعدام|حبس ابد))(?=$| (?:[،.؛)(]|و |تعزیری|تعلیقی))"
    )
)
_NAMING: Final = re.compile(
    fold_letters(rf"^\W*(?:هویت|اسامی|نام)(?!\S)(?: \S+){{0,3}}? (?:از )?(?:{PERSON}|این \S+|آنها|آنان)(?!\S)")
)
_NAMED_SO: Final = re.compile(fold_letters(r"(?<!\S)(?:احراز|اعلام|مشخص|شناسایی|تأیید|تایید|عبارتند|محرز|ذکر|گزارش)(?!\S)"))


@cache
def _headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((predicate, re.compile(rf"{_HEADING}(?:{fold_letters(pattern)})(?!\S)")) for predicate, pattern in _KINDS)


@cache
def list_rule(predicate: str) -> Rule:
    """Gives the rule that a name in a list counts as."""
    return Rule("list", predicate, "state", "named")


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((predicate, re.compile(rf"(?<!\S)(?:{fold_letters(pattern)})(?!\S)")) for predicate, pattern in _KINDS)


def kind_named(line: str) -> str:
    """Gives the predicate of those whom a sentence calls so («اسامی بازداشت‌شدگان …»), or an empty word."""
    return next((predicate for predicate, pattern in _kinds() if pattern.search(line)), "")


def heading_of(cast: Cast) -> str:
    """Gives the predicate that a list's heading tells of the names below it, or an empty word."""
    line = cast.scene.skeleton
    if not line.rstrip().endswith(":"):
        return ""
    return next((predicate for predicate, pattern in _headings() if pattern.search(line)), "")


def inline_heading(cast: Cast) -> tuple[str, int]:
    """Gives the predicate and place of a heading with its names in the same sentence («اسامی بازداشت‌شدگان عبارت است از: …»)."""
    line = cast.scene.skeleton
    for predicate, pattern in _headings():
        found = pattern.search(line)
        mark = (
            re.search(r"(?:عبارت است از|عبارتند از|به این شرح|به شرح زیر)[^:]{0,20}:? |: ", line[found.end() :])
            if found
            else None
        )
        if found and mark and re.search(PERSON, line[found.end() + mark.end() :]):
            return predicate, found.end() + mark.end()
    return "", 0


def is_item(cast: Cast) -> bool:
    """Answers whether a sentence is one line of a list: a name, with an age or a few words."""
    return _ITEM.match(cast.scene.skeleton) is not None


def is_unread(cast: Cast) -> bool:
    """Answers whether a line is a few words without a verb or a mark: an item in which no name was found."""
    words = cast.scene.skeleton.split()
    return len(words) <= _FEW and cast.scene.sentence.title and not any(word in finite_words() or word in ":.؛" for word in words)


_FEW: Final = 4


def item_event(cast: Cast, predicate: str) -> tuple[Event, tuple[int, ...]] | None:
    """Gives what a heading says of the person whom one line names."""
    found = re.search(PERSON, cast.scene.skeleton)
    if found is None:
        return None
    return Event(list_rule(predicate), found.start(), len(cast.scene.skeleton), "state", active=False, plural=None), people_of(
        cast, (found.group(),)
    )


def item_sentence(cast: Cast, *, headed: bool) -> Event | None:
    """Gives the sentence that a line has beside a name («P فرزند سالار، ۵ سال زندان»); bare years where `headed` by verdicts."""
    line = cast.scene.skeleton
    found = _PENALTY.search(line)
    if found is None or re.search(r"[.؛]", line[: found.end()]) or not (headed or found["kind"] or found["death"]):
        return None
    return Event(list_rule("sentenced_to"), line.index(next(iter(cast.who))), found.end(), "state", active=False, plural=None)


def named_now(cast: Cast) -> tuple[int, ...]:
    """Gives the people whom a sentence names as those counted before it («هویت سه تن از این زندانیان …»)."""
    line = cast.scene.skeleton
    found = _NAMING.match(line)
    if found is None or not _NAMED_SO.search(line):
        return ()
    names = tuple(
        letter
        for letter in re.findall(PERSON, line)
        if cast.scene.mention(letter).kind == "name" and cast.parts[letter] not in {"judge", "official"}
    )
    return people_of(cast, names)
