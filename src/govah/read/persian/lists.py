"""Names in lists: «اسامی بازداشت‌شدگان:» with a name a line, and «هویت سه تن از این زندانیان … احراز شد» after a count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from govah.read.persian.cast import FREE, Cast, people_of
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.rules import Rule
from govah.read.persian.scene import PERSON
from govah.read.persian.values import NUMBER
from govah.read.persian.verbs import finite_words

_PEOPLE: Final = r"(?:افراد|شهروندان|زندانیان|معترضان|کودکان|جوانان|کارگران|معلمان|دانشجویان|فعالان|کولبران|متهمان|محکومان)"
_KINDS: Final = (
    ("arrested", rf"(?:بازداشت|دستگیر) (?:شدگان|شده ها|شده)|بازداشتی ها|{_PEOPLE} (?:بازداشت شده|دستگیر شده|بازداشتی)"),
    (
        "killed",
        rf"(?:کشته شدگان|کشته شده ها|جان باختگان|جانباختگان|جان باخته ها|شهدای|جاویدنامان|{_PEOPLE} (?:کشته شده|جان باخته))",
    ),
    ("executed", rf"(?:اعدام شدگان|اعدامیان|اعدام شده ها|{_PEOPLE} اعدام شده)"),
    ("released", rf"(?:آزاد شدگان|آزادشدگان|{_PEOPLE} آزاد شده)"),
    ("injured", rf"(?:مجروحان|زخمی ها|مصدومان|زخمی شدگان|{_PEOPLE} (?:زخمی|مجروح)(?: شده)?)"),
)
_HEADING: Final = fold_letters(r"(?<!\S)(?:اسامی|فهرست|لیست|نام|نام های|هویت|مشخصات)(?!\S)[^.]{0,60}?")
_ITEM: Final = re.compile(
    rf"^\W*{PERSON}(?: [^\W\d_\ue000-\uefff]{{3,}}(?= ، (?:فرزند|پسر|دختر|اهل|متولد|ساکن|\d+ ساله)))?"
    r"(?: \( [^)]*\)| ،? ?\d+ ساله|(?: \( [^)]*\))?(?: ،| :| -| فرزند| پسر| دختر| اهل| متولد| ساکن)(?!\S)[^.؛]{0,90})?\s*[.،؛]?$"
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
    return next((predicate for predicate, pattern in _kinds() if pattern.search(fold_letters(line.replace("\u200c", " ")))), "")


_IS: Final = fold_letters(
    r"(?:هستند|است|بود|بودند|اند|می باشند|قرار (?:دارد|دارند|داشت|داشتند)|"
    r"(?:دیده|ذکر|به چشم) (?:می شود|می شوند|می خورد|می خورند|شده است))"
)
_ROW: Final = rf"(?P<who>{PERSON})(?: (?:،|و|»|«|در|از|اهل|\(|\)|\d+|ساله|{PERSON}))*?"


@cache
def _among() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """«P و P از جمله کشته‌شدگان هستند», «در میان بازداشت‌شدگان نام P دیده می‌شود», «نام یکی از کشته‌شدگان P است»."""
    of = fold_letters(r"(?:از جمله|در میان|در بین|در زمره|جزو|جزء|یکی از|یکی دیگر از|در شمار|دو تن از|از)(?: این| آن)?")
    called = fold_letters(r"(?:، )?(?:(?:نام|نام های|اسامی) )?")
    return tuple(
        (
            predicate,
            re.compile(
                rf"{_ROW} (?:، |نیز |هم )*{of} (?:{kind})(?: [^\s،.؛:]+){{0,5}} {_IS}(?!\S)"
                rf"|(?:{of}) (?:{kind})(?: [^\s،.؛:\ue000-\ue7ff]+){{0,5}}? {called}(?:« )?"
                rf"{_ROW.replace('who', 'whose')} (?:» |نیز |هم )*{_IS}(?!\S)"
                rf"|(?:{of}) (?:{kind})(?: [^\s،.؛:\ue000-\ue7ff]+){{0,5}}? {fold_letters('می توان به')}(?: \S+)?? "
                rf"{_ROW.replace('who', 'these')} {fold_letters('اشاره')}(?!\S)"
            ),
        )
        for predicate, kind in ((one, fold_letters(pattern)) for one, pattern in _KINDS)
    )


_OF_THESE: Final = re.compile(
    fold_letters(r"(?<!\S)(?:نام|هویت|اسم) (?:یکی|یکی دیگر|دو تن|دو نفر|سه تن|برخی|شماری|تعدادی) از ")
    + rf"(?P<many>{PERSON}) (?:« )?{_ROW} (?:» )*{_IS}(?!\S)"
)


_NOT: Final = re.compile(fold_letters(r"(?<!\S)(?:نیست|نیستند|نبود|نبودند|نبوده|نشده|نه)(?!\S)"))


def among_them(cast: Cast) -> tuple[Event, tuple[int, ...]] | None:
    """Gives what a sentence says of those whom it names among the people of a kind («P و P از جمله کشته‌شدگان هستند»)."""
    line = cast.scene.skeleton
    these = _OF_THESE.search(line)
    kind = kind_named(cast.scene.words(these.start("many"), these.start("many") + 1)) if these else ""
    found = ((kind, these),) if these and kind else ((one, pattern.search(line)) for one, pattern in _among())
    for predicate, one in found:
        if one is not None and not _NOT.search(one.group()):
            letters = tuple(name for name in re.findall(PERSON, one.group()) if cast.scene.mention(name).kind == "name")
            event = Event(list_rule(predicate), one.start(), one.end(), "state", active=False, plural=None)
            return event, people_of(cast, tuple(name for name in letters if cast.parts[name] in {FREE, "thing", "after"}))
    return None


def row_verdicts(cast: Cast) -> Iterator[tuple[Event, tuple[int, ...]]]:
    """Gives each verdict of a line that holds several («P: ۳ سال حبس؛ P: ۲ سال حبس»)."""
    line = cast.scene.skeleton
    for piece in re.finditer(rf"(?:^|[؛،.] |و )({PERSON})(?: [^؛،.:\ue000-\ue7ff]*)?(?={_PENALTY.pattern})", line):
        found = _PENALTY.match(line, piece.end())
        if found and (found["kind"] or found["death"]):
            event = Event(list_rule("sentenced_to"), piece.start(1), found.end(), "state", active=False, plural=None)
            yield event, people_of(cast, (piece[1],))


def heading_of(cast: Cast) -> str:
    """Gives the predicate that a list's heading tells of the names below it, or an empty word."""
    line = cast.scene.skeleton
    if not line.rstrip().endswith(":"):
        return ""
    return next((predicate for predicate, pattern in _headings() if pattern.search(line)), "")


def inline_heading(cast: Cast) -> tuple[str, int]:
    """Gives the predicate and place of a heading with its names in the same sentence («اسامی بازداشت‌شدگان عبارت است از: …»)."""
    line = cast.scene.skeleton
    for predicate, pattern in (
        *_headings(),
        *((one, re.compile(rf"{two.pattern}(?=[^:]{{0,40}} عبارت)")) for one, two in _kinds()),
    ):
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
