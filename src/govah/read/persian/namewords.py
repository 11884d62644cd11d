"""The written words of a sentence, and what tells whether a name can begin, go on or end at one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.persian.letters import Token
from govah.read.persian.lexicon import is_family, is_given, is_stop, phrase_set, word_set

KIN_CUES: Final = frozenset(
    [
        "مادر",
        "پدر",
        "برادر",
        "خواهر",
        "همسر",
        "شوهر",
        "پسر",
        "دختر",
        "خانواده",
        "وکیل",
        "برادرم",
        "خواهرم",
        "پسرم",
        "دخترم",
        "همسرم",
        "شوهرم",
        "پدرم",
        "مادرم",
        "قاضی",
        "مدافع",
        "موکلم",
        "دوستم",
    ]
)
"""Words of kinship (and of court) that stand right before a name."""
OPENERS: Final = frozenset(
    [
        "و",
        "داد",
        "دادند",
        "که",
        "گفت",
        "انها",
        "انان",
        "گفتند",
        "نوشت",
        "نوشتند",
        "ان",
        "همزمان",
        "همچنین",
        "امروز",
        "دیروز",
        "شب",
        "صبح",
        "عصر",
        "ظهر",
        "بامداد",
        "شامگاه",
        "گذشته",
        "اکنون",
        "اما",
        "ولی",
        "سپس",
        "دیشب",
        "امشب",
        "یعنی",
        "شد",
        "شدند",
        "است",
        "کرد",
        "کردند",
    ]
)
"""Words after which a name can begin as well as after a mark."""

APPOSITION: Final = frozenset(
    [
        "زندانی",
        "شهروند",
        "معترض",
        "نوجوان",
        "جوان",
        "دانشجو",
        "معلم",
        "کارگر",
        "فعال",
        "وکیل",
        "روزنامهنگار",
        "فرزند",
        "اهل",
        "متولد",
        "ساکن",
        "یکی",
        "از",
        "پسر",
        "دختر",
        "کودک",
        "کولبر",
        "پزشک",
        "پرستار",
        "شاعر",
        "نویسنده",
        "هنرمند",
        "متهم",
        "محکوم",
        "که",
        "و",
        "در",
        "به",
        "را",
    ]
)
"""Words that begin a description beside a name."""
_PLURALS: Final = frozenset({"ها", "های", "هایی", "شده", "شدگان", "تر", "ترین"})
ENDINGS: Final = frozenset(
    [
        "ها",
        "های",
        "هایی",
        "ای",
        "ی",
        "تر",
        "ترین",
        "اش",
        "شان",
        "ام",
        "ان",
        "اند",
        "شده",
        "شدگان",
        "ات",
        "مان",
        "گان",
        "هایش",
        "هایشان",
        "است",
    ]
)
"""Endings that are written after a half-space."""
_KIN_STEMS: Final = (
    "برادر خواهر پدر مادر همسر شوهر پسر دختر فرزند دوست نامزد داماد عروس همکار عمو دایی عمه خاله پسرعمو دخترعمو پسردایی دختردایی "
    "پسرخاله دخترخاله پسرعمه دخترعمه خواهرزاده برادرزاده همکلاسی همبندی همسلولی همپروندهای هماتاقی"
)
_KIN_ENDS: Final = ("ش", "م", "شان", "مان", "شون", "مون", "اش", "ام", "یش", "یشان", "یم", "ت", "تان", "تون")
KIN_RELATED: Final = frozenset(stem + end for stem in _KIN_STEMS.split() for end in _KIN_ENDS) | {
    "بزرگش",
    "کوچکش",
    "جوانش",
    "بزرگترش",
    "کوچکترش",
    "دوقلویش",
    "ترش",
    "ترم",
    "خردسالش",
    "نوجوانش",
    "شیرخوارش",
    "خردسالشان",
}
"""«برادرش سعید»: after these a given name alone is somebody."""


@dataclass(frozen=True, slots=True)
class Word:
    """One written word: tokens joined by half-spaces, and the whole squeezed."""

    first: int
    last: int
    norm: str
    head: str
    "The first piece alone (بازداشت of بازداشت‌شدگان)."
    tail: str = ""
    "The last piece, where there are several."


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name in a sentence, by word places."""

    first: int
    last: int
    given: bool
    "Whether it begins with a given name."
    title: bool = False
    sure: bool = True
    "Whether a list or a title vouches for it; one that only its place vouches for lends its parts to no other mention."
    shared: str = ""
    "The family name that stands with the next name of the pair (گلنوش و فرین نیلوفری)."


def words_of(tokens: tuple[Token, ...]) -> tuple[Word, ...]:
    """Gives the written words of a sentence; the underscore of a hashtag only parts two words."""
    out: list[Word] = []
    for at, token in enumerate(tokens):
        if token.glued and out and out[-1].last == at - 1 and tokens[at - 1].norm.isalpha() and token.norm.isalpha():
            before = out.pop()
            out.append(Word(before.first, at, before.norm + token.norm, before.head, token.norm))
        else:
            out.append(Word(at, at, token.norm.replace(" ", ""), token.norm.split(" ")[0]))
    return tuple(out)


def can_be_name(words: tuple[Word, ...], at: int) -> bool:
    """Answers whether a word can be part of a name at all."""
    if at >= len(words):
        return False
    word = words[at]
    if not word.norm.isalpha() or len(word.norm) < 2 or word.norm.isascii():
        return False
    return not is_blocked(word)


@cache
def _relatives() -> frozenset[str]:
    """Words for whoever is somebody's («ضارب P»), without those that are given names as well."""
    return frozenset(
        squeezed for one in phrase_set("people", "kin") if not is_given(squeezed := one.replace(" ", "")) and squeezed != "یاران"
    )


def is_blocked(word: Word) -> bool:
    """Answers whether a written word is no part of a name: a stop word, or one with an ending or another stop word glued on."""
    if is_stop(word.norm) or (word.norm in _relatives() and not is_family(word.norm)):
        return True
    if word.tail in _PLURALS and not is_family(word.norm):
        return True
    rest = word.norm.removeprefix(word.head)
    if word.last > word.first and word.head == "هم" and word.norm.endswith("ی"):
        return True  # «هم‌اتاقی», «هم‌پرونده‌ای»: whoever shares something with the one named
    if word.last > word.first and word.head == "بی" and not is_family(word.norm):
        return True
    return word.last > word.first and is_stop(word.head) and not is_family(word.norm) and (rest in ENDINGS or is_stop(rest))


def has_cue(words: tuple[Word, ...], at: int) -> bool:
    """Answers whether the words before say that a name comes («به نام», «زندانی سیاسی», «مادر»)."""
    before = [word.norm for word in words[max(0, at - 4) : at]]
    for size in (4, 3, 2, 1):
        if len(before) >= size and " ".join(before[-size:]) in phrase_set("people", "cues"):
            return before[-size] in _NAMING or (at <= size or words[at - size - 1].norm not in _COUNTS)
    if before and before[-1] in KIN_CUES:
        return True
    return bool(before) and before[-1] == "«" and len(before) > 2 and before[-2] in {"نام", "بنام", "اسم", "نامهای", "هویت"}


_COUNTS: Final = frozenset(
    {"دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "چند", "چندین", "صدها", "دهها", "بیست", "سی"}
) | frozenset(map(str, range(2, 100)))
_NAMING: Final = frozenset({"به", "بنام", "نام", "با", "هویت"})
"""«سه شهروند عرب» counts people and names nobody, unless «به نام» follows."""


def is_bordered(words: tuple[Word, ...], at: int) -> bool:
    """Answers whether a name can have ended before a word."""
    if at >= len(words) or not words[at].norm.isalpha() or is_stop(words[at].norm):
        return True
    return words[at].last > words[at].first and words[at].head in {"به", "در", "از", "با", "بی", "هم", "پیش"}


_HOLDERS: Final = frozenset({"زندان", "بازداشتگاه", "سازمان", "دانشگاه", "سپاه", "شرکت"})
_TERMS: Final = frozenset({"سال", "ماه", "حبس", "روز"})


def is_place(words: tuple[Word, ...], at: int) -> bool:
    """Answers whether a word before makes it a street, a school or an outlet."""
    before = [word.norm for word in words[max(0, at - 2) : at]]
    places = word_set("people", "places")
    if before[-1:] == ["«"] and at > 2 and words[at - 2].norm == "زندان" and words[at - 3].norm in _TERMS:
        return False
    if (
        before[-1:] == ["«"]
        and at > 1
        and words[at - 2].norm != "،"
        and ({words[at - 2].norm, words[max(0, at - 3)].norm} & (places | {"صفحه", "حساب", "پویش"}))
    ):
        return True
    if before[-1:] == ["زندان"] and at > 2 and before[0] in _TERMS:
        return False  # «حکم پنج سال زندان P»
    if before[-1:] and before[-1] in _HOLDERS and at + 2 < len(words) and words[at + 2].norm in {"را", "رو"}:
        return False  # «مسئولان زندان P را منتقل کردند»
    return bool(before) and (
        before[-1] in places or (len(before) == 2 and before[-1] in {"شهید", "امام", "آیتالله", "حضرت"} and before[-2] in places)
    )
