"""Names of which no part is listed: two unknown words where only a person can stand, told of what is done to people."""

from __future__ import annotations

from functools import cache
from typing import Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import is_family, is_given, is_plain, is_stop, word_set
from govah.read.persian.namewords import APPOSITION, KIN_RELATED, OPENERS, Word, can_be_name, has_cue, is_bordered, is_place
from govah.read.persian.verbs import finite_words

_EVENTS: Final = (
    "بازداشت دستگیر دستگیری اعدام محکوم محکومیت کشته شکنجه احضار محاکمه قصاص ربوده "
    "تبرئه حبس ملاقات متهم اتهام جان جانباختن قتل مجروح زخمی "
    "آزاد آزادی منتقل انتقال اعتصاب حکم زندانی وکیل پیکر کشتند کشتن آویخته آویخت تیرباران دادگاه زندان اعتراف "
    "بردند بردن گرفتن گرفتنش بردنش ربودند ناپدید مفقود گلوله وثیقه شلاق کتک باتوم جسد جنازه خودکشی بیخبری مأموران ماموران"
)
_HEADS: Final = (
    "اعدام بازداشت دستگیری شکنجه آزادی حکم احکام قتل مرگ محکومیت دادگاه محاکمه کیفرخواست "
    "برای انتقال ربودن پیکر وکیل علیه درباره سرنوشت "
    "بیجان وضعیت خانواده پرونده اتهام اتهامات احضار تبرئه کشتن جانباختن باختن شدن ربایش سلامت "
    "جان ملاقات درگذشت فوت قاضی وظیفه سرباز دادرسی حبس متهم ابد"
)
_PREAMBLES: Final = frozenset({"به", "بنا", "بنابر", "طبق", "بر", "براساس", "مطابق"})
_BORDERS: Final = frozenset({"", "،", "«", "(", ":", "؛", "-", "."})
_PLURALS: Final = ("های", "ها", "هایی")
_FAMILY_ENDS: Final = (
    "ی", "ان", "پور", "زاده", "نژاد", "فر", "نیا", "وند", "منش", "تبار",
    "راد", "کیا", "مهر", "کهن", "لو", "زهی", "خواه", "پژوه", "جو", "گر", "چی", "باف",
    "خان", "الله", "یار", "دل", "دوست", "پسند", "نسب", "زاد", "بخش", "پناه", "ابادی",
)  # fmt: skip
"""How a family name ends that a rare word of the dictionary can be the given name of."""
_NOUN_ENDS: Final = (
    "گاه",
    "سفانه",
    "بختانه",
    "گاهی",
    "شناسی",
    "نامه",
    "گری",
    "ستان",
    "ترین",
    "یت",
    "مندان",
    "گران",
    "کنندگان",
    "شدگان",
)


def is_head(word: str) -> bool:
    """Answers whether a word is a noun after which whose it is comes («اعدام X», «حکم X»)."""
    return word in _set(_HEADS) or word in word_set("people", "heads")


def is_everyday(word: str) -> bool:
    """Answers whether a word is on a list of everyday words."""
    return word in word_set("stop", "kinds") or word in word_set("common", "words") or is_stop(word)


def in_dictionary(word: str, *, rare: bool = True) -> bool:
    """Answers whether a dictionary holds a word that is no name, with an ending where it is frequent; `rare` words too."""
    frequent, rest = word_set("dictionary", "frequent"), word_set("dictionary", "rest")
    if is_family(word) or is_given(word):
        return False
    if word in frequent or (rare and word in rest):
        return True
    bare = word[:-1] if word.endswith(("ی", "ا")) else word
    return bare in frequent or (word.endswith(("ای", "وی")) and len(word) > _SHORT and (is_everyday(bare) or bare in rest))


_SHORT: Final = 3
_PLURAL: Final = 5
"""Letters above which «ات» makes an Arabic plural (تجمعات), and no name (نجات)."""


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(fold_letters(words).split())


def has_person_event(words: tuple[Word, ...]) -> bool:
    """Answers whether a sentence tells what is done to people, so that an unknown pair of words may be one."""
    return any(word.norm in _set(_EVENTS) or word.head in _set(_EVENTS) for word in words)


def stranger_end(words: tuple[Word, ...], at: int) -> int:
    """Gives the place of the last word of a name whose parts are on no list, or 0."""
    if not is_unknown(words, at) or is_place(words, at) or not _may_begin(words, at):
        return 0
    end = at + 1
    if end < len(words) and is_given(words[end].norm) and not is_plain(words[end].norm):
        return 0
    if not is_unknown(words, end) and not (end < len(words) and is_family(words[end].norm)):
        return 0
    if _is_word_pair(words, at, end):
        return 0
    if not _ends(words, end + 1) and is_unknown(words, end + 1) and _ends(words, end + 2):
        end += 1
    fits = _ends(words, end + 1) and _may_end(words, at, end) and not _is_phrase(words, end)
    return end if fits else 0


_SMALL: Final = frozenset({"که", "و", "در", "به", "را"})


def _is_word_pair(words: tuple[Word, ...], at: int, end: int) -> bool:
    """Whether words of a dictionary are no name: a rare word can be one, beside a family name or with a description."""
    if in_dictionary(words[end].norm):
        following = [word.norm for word in words[end + 1 : end + 3]]
        apposed = len(following) == 2 and following[0] == "،" and following[1] in APPOSITION - _SMALL
        return not apposed or (at > 0 and in_dictionary(words[at].norm))
    return in_dictionary(words[at].norm) and not words[end].norm.endswith(_FAMILY_ENDS)


def is_unknown(words: tuple[Word, ...], at: int) -> bool:
    """Answers whether a word is on no list of everyday words, and does not look like a plural or an abstract noun."""
    if at >= len(words) or not can_be_name(words, at):
        return False
    word = words[at].norm
    if len(word) < 3 or word in KIN_RELATED or is_plain(word) or word in {words[at].head + end for end in _PLURALS}:
        return False
    if (
        is_everyday(word)
        or word in word_set("anaphors", "plural_nouns")
        or (word.endswith("ی") and is_everyday(word[:-1]) and not is_family(word))
    ):
        return False
    if in_dictionary(word, rare=False) or (word.endswith("های") and words[at].tail != "ای" and not is_family(word)):
        return False
    if word.endswith("ش") and len(word) > 4 and is_everyday(word[:-1]) and not is_family(word):
        return False
    people = word.endswith(("ان", "ین")) and is_everyday(word[:-2]) and len(word) > _PLURAL
    plural = (people or (word.endswith("ات") and len(word) > _PLURAL)) and not is_given(word)
    return is_family(word) or not (plural or any(word.endswith(end) and len(word) > len(end) + 1 for end in _NOUN_ENDS))


def _ends(words: tuple[Word, ...], at: int) -> bool:
    return is_bordered(words, at) or is_everyday(words[at].norm) or in_dictionary(words[at].norm)


_SOME: Final = frozenset({"تن", "نفر", "برخی", "شماری", "تعدادی", "بسیاری", "جمعی", "گروهی", "یکی", "بعضی", "همه", "تمامی"})


def _may_begin(words: tuple[Word, ...], at: int) -> bool:
    before = words[at - 1].norm if at else ""
    if before == "از" and at > 1 and words[at - 2].norm in _SOME:
        return False  # «دو تن از X Y»: a group
    said = before.removeprefix("ن").removeprefix("می") in finite_words()
    if before in _BORDERS or before in OPENERS or before in KIN_RELATED or said or is_head(before) or has_cue(words, at):
        return True
    return (is_everyday(before) or before.endswith("ها")) and _is_object(words, at)


def _is_object(words: tuple[Word, ...], at: int) -> bool:
    """«مأموران X Y را بردند»: two or three unknown words before «را» are somebody to whom it is done."""
    return any(word.norm in {"را", "رو"} for word in words[at + 2 : at + 4])


def _may_end(words: tuple[Word, ...], at: int, end: int) -> bool:
    """In a row of things only an object with را, one more name, or somebody described is a person."""
    following = [word.norm for word in words[end + 1 : end + 3]]
    first_comma = at > 1 and "،" not in {word.norm for word in words[: at - 1]}
    if not at or words[at - 1].norm != "،" or (first_comma and words[0].norm in _PREAMBLES):
        return True
    if following[:1] in (["را"], ["و"], ["در"], ["به"], ["که"], ["از"], ["با"]):
        named_next = len(following) > 1 and is_given(following[1]) and not is_plain(following[1])
        return following[0] != "و" or at < 4 or named_next
    described = len(following) == 2 and following[0] == "،"
    return described and (following[1] in APPOSITION or following[1] in word_set("stop", "kinds"))


def _is_phrase(words: tuple[Word, ...], end: int) -> bool:
    """A noun and an adjective of a people or a kind («گردشگر آلمانی») are no name."""
    last = words[end].norm
    if last.endswith("ی") and last[:-1] in word_set("common", "words") and not is_family(last):
        return True
    return last in word_set("stop", "kinds") or is_stop(last) or (is_given(last) and not is_family(last))
