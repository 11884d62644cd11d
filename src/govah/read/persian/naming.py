"""Sentences that name those told of by number before: «اسامی این شهروندان را P، P و P اعلام کرد», «نام آنها P و P است»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.persian.cast import FREE, Cast, people_of
from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import alternatives, reading
from govah.read.persian.scene import PERSON
from govah.read.persian.values import NUMBER

_WHO: Final = (
    r"نفر|تن|شهروند|زندانی|معترض|جوان|نوجوان|کودک|زن|مرد|دختر|پسر|خواهر|برادر|دانشجو|دانش ?اموز|کارگر|معلم|متهم|فعال|عضو|"
    r"وکیل|پزشک|پرستار|هنرمند|نویسنده|شاعر|خبرنگار|روزنامه ?نگار|کولبر|سوخت ?بر|نوکیش|مسیحی|بهایی|درویش|روحانی|طلبه|ورزشکار|"
    r"کشاورز|راننده|بازداشتی|محکوم|مدافع|بازنشسته|کارمند|مهندس|استاد|سرباز|ملوان|عرب|بلوچ|کرد|ترک|تبعه|هموطن"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Whom a sentence names as those spoken of before it."""

    people: tuple[int, ...]
    start: int
    "Where the first of them stands in the skeleton."
    part: bool
    "Whether it says that they are only some of them."


@cache
def _pointer() -> re.Pattern[str]:
    plural = alternatives(reading("anaphors")["plural_nouns"])
    small = (
        r"و|مشخصات|کامل|دقیق|هویت|اسامی|برخی|شماری|تعدادی|بعضی|نفر|تن|از|تعداد|همه|تمامی|احکام|حکم|صادر|صادره|شده|علیه|برای|"
        rf"شماری|{NUMBER}|{_WHO}"
    )
    return re.compile(
        fold_letters(
            r"(?<!\S)(?:هویت|اسامی|نام|نام های|مشخصات|فهرست)(?!\S)"
            rf"(?P<some>(?: (?:{small})(?!\S)){{0,9}}) (?:(?P<many>{PERSON})|(?:این |ان )?(?:{plural}))(?!\S)"
        )
    )


_SOME: Final = re.compile(fold_letters(rf"(?<!\S)(?:برخی|شماری|تعدادی|بعضی|(?:{NUMBER}) (?:{_WHO}) از)(?!\S)"))
_SO: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:احراز|اعلام|عنوان|مشخص|شناسایی|تأیید|تایید|عبارتند|عبارت|محرز|ذکر|گزارش|منتشر|درج|قرار|شرح|فاش|افشا|"
        r"است|هستند|بوده|بودند)(?!\S)"
    )
)
_COLON: Final = re.compile(r" : (?=\S)")


def naming_of(cast: Cast) -> Naming | None:
    """Gives the people whom a sentence names as those counted before it, or None where it names nobody so."""
    line = cast.scene.skeleton
    found = next((one for one in _pointer().finditer(line) if _points(one, cast)), None)
    if found is None:
        return None
    rest = line[found.end() :]
    said = _SO.search(line) or _COLON.search(rest)
    names = [one for one in re.findall(PERSON, rest) if cast.scene.mention(one).kind == "name" and cast.parts[one] == FREE]
    people = people_of(cast, tuple(names))
    if not said or not people:
        return None
    return Naming(people, line.index(names[0]), part=is_part(found))


def _points(found: re.Match[str], cast: Cast) -> bool:
    letter = found["many"]
    return letter is None or cast.scene.mention(letter).kind == "many"


def naming_heading(cast: Cast) -> re.Match[str] | None:
    """Gives what a line with a colon says of those whose names follow, one a line («اسامی برخی از این افراد:»)."""
    line = cast.scene.skeleton.rstrip()
    return _pointer().search(line) if line.endswith((":", ":-")) else None


def is_part(found: re.Match[str]) -> bool:
    """Answers whether a naming says that it names only some."""
    return _SOME.search(found["some"]) is not None
