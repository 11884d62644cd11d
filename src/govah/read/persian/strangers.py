"""Names of which no part is listed: two unknown words where only a person can stand, in a sentence that tells what is done to people."""

from __future__ import annotations

from functools import cache
from typing import Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import is_family, is_given, is_plain, is_stop, word_set
from govah.read.persian.namewords import APPOSITION, OPENERS, Word, can_be_name, has_cue, is_bordered, is_place

_EVENTS: Final = (
    "بازداشت دستگیر دستگیری اعدام محکوم محکومیت کشته شکنجه احضار محاکمه قصاص ربوده تبرئه حبس ملاقات متهم اتهام جان جانباختن قتل مجروح زخمی "
    "آزاد آزادی منتقل انتقال اعتصاب حکم زندانی وکیل پیکر کشتند آویخته آویخت تیرباران دادگاه زندان اعتراف"
)
_HEADS: Final = (
    "اعدام بازداشت دستگیری شکنجه آزادی حکم احکام قتل مرگ محکومیت دادگاه محاکمه کیفرخواست برای انتقال ربودن پیکر وکیل علیه درباره سرنوشت "
    "وضعیت خانواده پرونده اتهام اتهامات احضار تبرئه کشتن جانباختن باختن شدن ربایش سلامت جان ملاقات درگذشت فوت قاضی وظیفه سرباز دادرسی حبس متهم ابد"
)
_BORDERS: Final = frozenset({"", "،", "«", "(", ":", "؛", "-", "."})
_NOUN_ENDS: Final = (
    "های",
    "ها",
    "هایی",
    "گاه",
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


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(fold_letters(words).split())


def has_person_event(words: tuple[Word, ...]) -> bool:
    """Answers whether a sentence tells what is done to people, so that an unknown pair of words may be one."""
    return any(word.norm in _set(_EVENTS) or word.head in _set(_EVENTS) for word in words)


def stranger_end(words: tuple[Word, ...], at: int) -> int:
    """Gives the place of the last word of a name whose parts are on no list, or 0."""
    if not _unknown(words, at) or is_place(words, at) or not _may_begin(words, at):
        return 0
    end = at + 1
    if not _unknown(words, end) and not (end < len(words) and is_family(words[end].norm)):
        return 0
    if not is_bordered(words, end + 1) and _unknown(words, end + 1) and is_bordered(words, end + 2):
        end += 1
    fits = is_bordered(words, end + 1) and _may_end(words, at, end) and not _is_phrase(words, at, end)
    return end if fits else 0


def _unknown(words: tuple[Word, ...], at: int) -> bool:
    """A word that is in no list of everyday words, and does not look like a plural or an abstract noun."""
    if at >= len(words) or not can_be_name(words, at):
        return False
    word = words[at].norm
    if len(word) < 3 or is_plain(word) or word in word_set("stop", "kinds") or word in word_set("common", "words"):
        return False
    return not word.endswith(_NOUN_ENDS) or is_family(word)


def _may_begin(words: tuple[Word, ...], at: int) -> bool:
    before = words[at - 1].norm if at else ""
    return before in _BORDERS or before in OPENERS or before in _set(_HEADS) or has_cue(words, at)


def _may_end(words: tuple[Word, ...], at: int, end: int) -> bool:
    """In a row of things only an object with را, one more name, or somebody described is a person."""
    following = [word.norm for word in words[end + 1 : end + 3]]
    if not at or words[at - 1].norm != "،":
        return True
    if following[:1] in (["را"], ["و"], ["در"], ["به"], ["که"], ["از"], ["با"]):
        return following[0] != "و" or at < 4
    return len(following) == 2 and following[0] == "،" and following[1] in APPOSITION


def _is_phrase(words: tuple[Word, ...], at: int, end: int) -> bool:
    """A noun and an adjective of a people or a kind («گردشگر آلمانی») are no name."""
    last = words[end].norm
    if last.endswith("ی") and last[:-1] in word_set("common", "words") and not is_family(last):
        return True
    return last in word_set("stop", "kinds") or is_stop(last) or (is_given(last) and not is_family(last))
