"""Names that only their frame shows: one word after «به نام», a line of a numbered list, the members of a row of names."""

from __future__ import annotations

from functools import cache
from typing import Final

from govah.read.persian.lexicon import is_family, is_given, is_plain, is_stop, word_set
from govah.read.persian.namewords import KIN_RELATED, Word, is_bordered
from govah.read.persian.strangers import in_dictionary, is_everyday, is_unknown

_BY: Final = (
    ("به", "نام"),
    ("به", "نامهای"),
    ("به", "اسم"),
    ("به", "اسامی"),
    ("به", "هویت"),
    ("با", "نام"),
    ("با", "هویت"),
    ("با", "نامهای"),
)
_ONE: Final = frozenset({"بنام", "بنامهای"})
_MARKS: Final = frozenset({"،", "و", "؛"})
_ENDS: Final = frozenset({"فرزند", "پسر", "دختر", "اهل", "متولد", "ساکن", "ساله"})
_TITLES: Final = frozenset({"میر", "حاج", "حاجی", "سید", "سیده", "ملا", "شیخ", "کاک", "میرحاج"})
_LEAST: Final = 3
_WORDS: Final = (3, 2)
"""How many words a name of a row may have, the longer first."""


@cache
def _humans() -> frozenset[str]:
    """Nouns for people, singular, also with the «ی» of «شهروندی»."""
    nouns = (
        word_set("anaphors", "nouns") | word_set("stop", "kinds") | {"برادر", "خواهر", "ساله", "سالهای", "همسر", "فرزند", "اعضای"}
    )
    return nouns | {f"{noun}ی" for noun in nouns} | {f"{noun}ای" for noun in nouns} | word_set("anaphors", "plural_nouns")


_AROUND: Final = 9
"""How many words before «به نام» may say that somebody is so called."""


def called(words: tuple[Word, ...], at: int) -> bool:
    """Answers whether «به نام» and a word for a person stand before a word («دختری ۱۶ ساله به نام X»)."""
    before = [word.norm for word in words[max(0, at - 3) : at] if word.norm != "«"]
    named = tuple(before[-2:]) in _BY or (bool(before) and before[-1] in _ONE)
    return named and any(word.norm in _humans() for word in words[max(0, at - _AROUND) : at])


def one_called(words: tuple[Word, ...], at: int) -> bool:
    """Answers whether one word alone is somebody's name: after «به نام», or before «نام دارد»."""
    if not known_alone(words, at):
        return False
    following = [word.norm for word in words[at + 1 : at + 3]]
    if following in (["نام", "دارد"], ["نام", "داشت"]):
        return True
    if at + 1 < len(words) and words[at + 1].norm in word_set("people", "titles"):
        return False
    ends = is_bordered(words, at + 1) or (
        at + 1 < len(words) and (is_everyday(words[at + 1].norm) or words[at + 1].norm in _ENDS)
    )
    return ends and called(words, at)


def known_alone(words: tuple[Word, ...], at: int) -> bool:
    """Answers whether one word can be a name by itself: a given name, or a word that nobody knows."""
    known = (is_given(words[at].norm) and not is_stop(words[at].norm)) or is_unknown(words, at)
    return known and len(words[at].norm) >= _LEAST


def is_compound(word: str) -> bool:
    """Answers whether a word is a given name and one more name written together («بهرنگ‌سپهری» without its space)."""
    return any(is_given(word[:cut]) and (is_given(word[cut:]) or is_family(word[cut:])) for cut in range(4, len(word) - 2))


def item_end(words: tuple[Word, ...]) -> int:
    """Gives the last word of the name that a numbered line begins with, or 0."""
    size = next((at for at, word in enumerate(words) if not word.norm.isalpha() or word.norm in _ENDS), len(words))
    if not 2 <= size <= 4 or (
        size < len(words) and words[size].norm not in {"،", "(", ":", "-", "؛", ".", "|", *_ENDS} and not _is_age(words, size)
    ):
        return 0
    titles = next((at for at, word in enumerate(words[:size]) if word.norm not in _TITLES), 0)
    own = words[titles:size]
    return size - 1 if all(_may_be(word) for word in own) and _is_named(own) else 0


def _is_age(words: tuple[Word, ...], at: int) -> bool:
    return words[at].norm.isdigit() and at + 1 < len(words) and words[at + 1].norm == "ساله"


def _may_be(word: Word) -> bool:
    """Whether a word can stand in a name that its place in a row shows: towns and peoples can, verbs and small words cannot."""
    norm = word.norm
    small = norm in word_set("stop", "function") or norm in word_set("stop", "verbs")
    return norm.isalpha() and not norm.isascii() and len(norm) >= 2 and not small


def _is_named(own: tuple[Word, ...]) -> bool:
    """Whether two to four words are a given name and a family name, or words that nobody knows."""
    first, last = own[0].norm, own[-1].norm
    if is_given(first) and not (is_stop(first) and is_everyday(last)):
        return not is_plain(first) or not is_everyday(last) or is_family(last)
    known = [word for word in own if not is_unknown((word,), 0)]
    people = word_set("names", "towns") | word_set("stop", "kinds")
    strange = all(word.norm in people or in_dictionary(word.norm) for word in known)
    return len(known) <= 1 and len(known) < len(own) and strange


def member_end(words: tuple[Word, ...], at: int) -> int:
    """Gives the last word of a name that stands between the marks of a row, or 0."""
    if at < len(words) and words[at].norm in KIN_RELATED:
        return 0
    for size in _WORDS:
        own = words[at : at + size]
        after = at + size
        ends = after >= len(words) or words[after].norm in _MARKS | {"(", "را", ".", "»", ":"} or is_bordered(words, after)
        if len(own) == size and ends and all(_may_be(word) for word in own) and _is_named(own):
            return after - 1
    return 0
