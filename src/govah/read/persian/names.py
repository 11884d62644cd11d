"""Where Persian text names people: given names by lexicon and shape, family names after them, titles and cues before."""

from __future__ import annotations

from typing import Final

from govah.read.persian.framing import called, item_end, member_end, one_called
from govah.read.persian.lexicon import is_family, is_given, is_plain, word_set
from govah.read.persian.namerows import with_members, with_shared
from govah.read.persian.namewords import (
    APPOSITION,
    KIN_CUES,
    KIN_RELATED,
    OPENERS,
    NameSpan,
    Word,
    can_be_name,
    has_cue,
    is_blocked,
    is_bordered,
    is_place,
)
from govah.read.persian.strangers import has_person_event, is_everyday, is_head, is_unknown, stranger_end

_SUFFIXES: Final = frozenset(
    {"ها", "های", "هایی", "ای", "ی", "تر", "ترین", "اش", "شان", "ام", "ان", "اند", "شده", "شدگان", "ات", "مان", "گان"}
)

_TAILS: Final = frozenset(
    {
        "آبادی",
        "ابادی",
        "پور",
        "زاده",
        "نژاد",
        "فر",
        "نیا",
        "مقدم",
        "راد",
        "زهی",
        "زایی",
        "لو",
        "منش",
        "تبار",
        "وند",
        "بیگی",
        "اصل",
        "فرد",
        "پناه",
        "نسب",
    }
)
"""Second words of double family names."""


def names_of(words: tuple[Word, ...], *, told: bool = False, item: bool = False) -> tuple[NameSpan, ...]:
    """Gives the names in a sentence, in order.

    `told` where its document tells elsewhere what is done to people, `item` where it is a line of a list.
    """
    out: list[NameSpan] = []
    gate = told or has_person_event(words)
    at = 0
    while at < len(words):
        found = _name_at(words, at) or _joined_to(words, at, out) or (_stranger(words, at) if gate else None)
        if found is None:
            at += 1
            continue
        out.append(found)
        at = found.last + 1
    if item and not (out and out[0].first <= 1 and out[0].last >= item_end(words)) and (end := item_end(words)):
        out = [NameSpan(0, end, given=True, sure=False), *(span for span in out if span.first > end)]
    return with_shared(words, with_members(words, out) if gate else tuple(out))


def _joined_to(words: tuple[Word, ...], at: int, before: list[NameSpan]) -> NameSpan | None:
    """«P و پیام سپهرداد را»: a given name that is an everyday word, in a row of names."""
    joined = at > 1 and words[at - 1].norm in {"و", "،"} and bool(before) and before[-1].last == at - 2 and before[-1].given
    named = joined and is_given(words[at].norm) and is_unknown(words, at + 1) and is_bordered(words, at + 2)
    return NameSpan(at, at + 1, given=True) if named else None


def _stranger(words: tuple[Word, ...], at: int) -> NameSpan | None:
    end = stranger_end(words, at)
    return NameSpan(at, end, given=True, sure=False) if end else None


def _name_at(words: tuple[Word, ...], at: int) -> NameSpan | None:
    word = words[at].norm
    full = word == "کامل" and at > 0 and words[at - 1].norm == "نام"  # «با نام کامل P»
    if not word.isalpha() or len(word) < 2 or is_place(words, at) or full:
        return None
    if word == "سید" and at + 1 < len(words) and is_given(words[at + 1].norm):
        inner = _from_given(words, at + 1)
        return None if inner is None else NameSpan(at, inner.last, given=True)
    if word in {"سید", "سیده"} and is_unknown(words, at + 1) and at + 2 < len(words) and is_family(words[at + 2].norm):
        return NameSpan(at, at + 2, given=True)
    if word in word_set("people", "titles"):
        return _after_title(words, at)
    given = (is_given(word) and (not is_blocked(words[at]) or _named_after_all(words, at))) or _town_for_name(words, at)
    return (
        (_from_given(words, at) if given else None)
        or _kin_alone(words, at, given=given)
        or _of_court(words, at)
        or (None if _is_of_court(words, at) else _by_context(words, at))
        or _first_alone(words, at, given=given)
        or _called(words, at)
    )


_SENIOR: Final = frozenset({"کارشناسی", "کارشناس", "مقام", "مقامات", "مدیر", "فرمانده", "افسر", "عضو", "دانشجوی", "مقطع"})
"""Words after which ارشد is no name («کارشناسی ارشد»)."""


def _called(words: tuple[Word, ...], at: int) -> NameSpan | None:
    """«به نام‌های X Y و X»: whatever stands there is somebody's name."""
    end = member_end(words, at) if called(words, at) else 0
    if end:
        return NameSpan(at, end, given=True)
    return NameSpan(at, at, given=True) if one_called(words, at) else None


def _first_alone(words: tuple[Word, ...], at: int, *, given: bool) -> NameSpan | None:
    """«آی‌لر، دختر همسایه ما», «عموی P، فریدون، را»: a first name alone between marks, beside a word that says who it is."""
    following = [word.norm for word in words[at + 1 : at + 4]]
    if given and following[:1] == ["فرزند"] and not is_plain(words[at].norm) and (has_cue(words, at) or called(words, at)):
        return NameSpan(at, at, given=True)
    if following[:1] not in (["،"], ["("]) or (at and words[at - 1].norm not in _STARTS) or is_plain(words[at].norm):
        return None
    described = len(following) > 1 and following[1] in _DESCRIBED
    aged = len(following) > 2 and following[1].isdigit() and following[2] == "ساله"
    kin = at > 1 and given and any(word.norm.removesuffix("ی") in KIN_CUES | _MORE_KIN for word in words[max(0, at - 5) : at - 1])
    fits = (given or is_unknown(words, at)) and (described or aged)
    return NameSpan(at, at, given=True, sure=given) if fits or kin else None


_STARTS: Final = frozenset({"،", ".", "!", "«", ":", "؛", "-"})
_DESCRIBED: Final = frozenset(
    [
        "دختر",
        "پسر",
        "خواهر",
        "برادر",
        "مادر",
        "پدر",
        "همسر",
        "دانشجوی",
        "جوان",
        "نوجوان",
        "کودک",
        "زندانی",
        "شهروند",
        "کولبر",
        "فعال",
        "معلم",
        "کارگر",
        "سوختبر",
        "معترض",
    ]
)
_MORE_KIN: Final = frozenset({"عمو", "دایی", "عمه", "خاله", "پسرعمو", "پسرعموی", "عموی"})


def _town_for_name(words: tuple[Word, ...], at: int) -> bool:
    """«مریوان زاگرس‌پور»: a town's name before a word that can only be a family name, with no preposition in front."""
    before = words[at - 1].norm if at else ""
    family = words[at + 1].norm if at + 1 < len(words) else ""
    known = is_blocked(words[at]) and word_set("names", "towns") and words[at].norm in word_set("names", "towns")
    begins = not before.isalpha() or before in OPENERS or is_head(before) or has_cue(words, at)
    return bool(known) and begins and is_family(family) and family.endswith(_FAMILY_ENDS)


_FAMILY_ENDS: Final = ("پور", "زاده", "نژاد", "فر", "نیا", "وند", "منش", "تبار")


def _kin_alone(words: tuple[Word, ...], at: int, *, given: bool) -> NameSpan | None:
    """«خواهرش روژدا»: a given name alone, listed or not, after a word of kinship."""
    if not at or words[at - 1].norm not in KIN_RELATED:
        return None
    ends = is_bordered(words, at + 1) or (at + 1 < len(words) and is_everyday(words[at + 1].norm))
    fits = given or (is_unknown(words, at) and ends)
    return NameSpan(at, at, given=True, sure=given) if fits else None


def _named_after_all(words: tuple[Word, ...], at: int) -> bool:
    """A given name that is a month or a place too (بهمن): a known family name or a cue makes it one."""
    following = words[at + 1].norm if at + 1 < len(words) else ""
    return (is_family(following) and not is_given(following)) or has_cue(words, at)


def _from_given(words: tuple[Word, ...], at: int) -> NameSpan | None:
    """A given name, more given names, and one to three family names."""
    if at + 2 < len(words) and words[at + 1].norm in _WITHIN and is_given(words[at + 2].norm):
        return NameSpan(at, at + 2, given=True)
    if (
        [word.norm for word in words[at + 1 : at + 4 : 2]] == ["(", ")"]
        and is_given(words[at + 2].norm)
        and can_be_name(words, at + 4)
    ):
        return NameSpan(at, at + 4, given=True)  # «سام (سامان) سپهرداد»
    end = at
    while (
        end + 2 < len(words)
        and end - at < 2
        and is_given(words[end + 1].norm)
        and can_be_name(words, end + 2)
        and not is_blocked(words[end + 1])
    ):
        end += 1
    family = end + 1
    if not can_be_name(words, family):
        if end == at and _is_family_too(words, at):
            return NameSpan(at, family, given=True)
        return _initial(words, at) or (NameSpan(at, end, given=True) if end > at else None)
    if is_plain(words[at].norm) and end == at and not is_family(words[family].norm) and not _stands_alone(words, at, family):
        return None
    end = family
    for _ in range(2):
        if end + 2 < len(words) and words[end + 2].norm in _TAILS and can_be_name(words, end + 1):
            end += 2
        elif end + 1 < len(words) and (
            words[end + 1].norm in _TAILS or (can_be_name(words, end + 1) and _goes_on(words, end + 1))
        ):
            end += 1
        else:
            break
    return NameSpan(at, end, given=True)


_WITHIN: Final = frozenset({"حاجی", "حاج", "ملا", "شیخ", "میر", "خان"})
"""Titles that stand within a name («X حاجی Y»)."""


def _is_family_too(words: tuple[Word, ...], at: int) -> bool:
    """«برزین اسلامی»: an everyday word that is a family name as well, after a given name that is nothing else."""
    family = words[at + 1] if at + 1 < len(words) else None
    known = family is not None and family.norm in word_set("names", "family_too")
    return known and not is_plain(words[at].norm) and not is_blocked(words[at]) and is_bordered(words, at + 2)


def _stands_alone(words: tuple[Word, ...], at: int, family: int) -> bool:
    """An everyday word with an unknown family name is a name only after a cue, or between two borders."""
    before = words[at - 1].norm if at else ""
    opens = not before.isalpha() or before in OPENERS or is_head(before)
    return has_cue(words, at) or (opens and is_bordered(words, family + 1))


def _goes_on(words: tuple[Word, ...], at: int) -> bool:
    """A second family name is believed when it looks like one."""
    word = words[at].norm
    return is_family(word) and not is_given(word)


def _initial(words: tuple[Word, ...], at: int) -> NameSpan | None:
    """«ابوالفضل ب.»: a given name and an initial."""
    if (
        at + 2 < len(words)
        and len(words[at + 1].norm) == 1
        and words[at + 1].norm.isalpha()
        and words[at + 1].norm != "و"
        and words[at + 2].norm == "."
    ):
        return NameSpan(at, at + 2, given=True)
    return None


def _after_title(words: tuple[Word, ...], at: int) -> NameSpan | None:
    start = at + 1
    if start < len(words) and words[start].norm in word_set("people", "titles"):
        start += 1
    if start >= len(words) or not can_be_name(words, start):
        return None
    if is_given(words[start].norm) or words[start].norm == "سید":
        inner = _name_at(words, start)
        if inner is not None:
            return NameSpan(inner.first, inner.last, given=True, title=True)
    if words[at].norm in {"شهید", "کاک", "شیخ", "استاد"} and not is_family(words[start].norm):
        return None
    end = start
    while end - start < 2 and end + 1 < len(words) and can_be_name(words, end + 1) and is_family(words[end + 1].norm):
        end += 1
    strange = not is_everyday(words[start].norm) and is_unknown(words, start + 1)
    if end == start and not is_family(words[start].norm) and strange:
        end += is_bordered(words, start + 2) or is_everyday(words[start + 2].norm)
    return NameSpan(start, end, given=end > start, title=True)


def _by_context(words: tuple[Word, ...], at: int) -> NameSpan | None:
    """A name of no listed part: after a cue («به نام …») or before an age or an apposition."""
    first = can_be_name(words, at) and words[at].norm not in KIN_RELATED and len(words[at].norm) >= _SHORTEST
    if not first or at + 1 >= len(words) or not can_be_name(words, at + 1):
        return None
    end = at + 1
    if end + 1 < len(words) and can_be_name(words, end + 1) and is_family(words[end + 1].norm):
        end += 1
    following = words[at + 1].norm
    if is_everyday(words[at].norm) and not is_given(words[at].norm) and not has_cue(words, at):
        return None
    if is_plain(words[at].norm) or (is_given(following) and (not is_family(following) or can_be_name(words, at + 2))):
        return None
    known = any(is_family(words[place].norm) for place in range(at + 1, end + 1))
    if _aged(words, end + 1) or (has_cue(words, at) and (known or is_bordered(words, end + 1))):
        return NameSpan(at, end, given=True)
    opens = at == 0 or not words[at - 1].norm.isalpha() or words[at - 1].norm in OPENERS
    if known and (_apposed(words, end + 1) or (opens and is_bordered(words, end + 1))):
        return NameSpan(at, end, given=True)
    sure = is_unknown(words, at) and any(is_family(one.norm) and not is_everyday(one.norm) for one in words[at + 1 : end + 1])
    return NameSpan(at, end, given=True) if sure and (opens or is_everyday(words[at - 1].norm)) else None


_SHORTEST: Final = 3


def _is_of_court(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word stands between a judge's title and an everyday word («به ریاست قاضی X برگزار شد»)."""
    if not at or words[at - 1].norm not in _OF_COURT or at + 1 >= len(words):
        return False
    return is_everyday(words[at + 1].norm) and not is_family(words[at + 1].norm)


def _of_court(words: tuple[Word, ...], at: int) -> NameSpan | None:
    known = _is_of_court(words, at) and (is_family(words[at].norm) or is_unknown(words, at))
    return NameSpan(at, at, given=False) if known else None


_OF_COURT: Final = frozenset({"قاضی", "بازپرس", "دادیار", "مستشار"})
"""Titles after which one word can be the whole name."""


def _aged(words: tuple[Word, ...], at: int) -> bool:
    """«، ۲۳ ساله» or «(۲۳ ساله)» follows."""
    following = [word.norm for word in words[at : at + 3]]
    return len(following) == 3 and following[0] in {"،", "("} and following[1].isdigit() and following[2] == "ساله"


def _apposed(words: tuple[Word, ...], at: int) -> bool:
    return at + 1 < len(words) and words[at].norm in {"،", "("} and words[at + 1].norm in APPOSITION
