"""One token of a name as the sounds that both scripts write: Persian leaves short vowels out, Latin spells a sound in many ways.

Sounds are single letters. Consonants are capitals (`X` kh, `Q` gh and q, `C` ch, `$` sh, `J`, `%` zh); `A` is a written alef,
`a e o i u` Latin vowels, `w` vav, `y` ye, `@` an open end (Saeedeh, Soheila), `*` an alef that opens a word, `'` ain. Kurdish and
Arabic names are read the same way, and less well. The costs below were chosen on one half of published name pairs and checked on
the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from govah.text import script_of

_PERSIAN: Final[Mapping[str, str]] = {
    "ا": "A", "ب": "B", "پ": "P", "ت": "T", "ط": "T", "ث": "S", "س": "S", "ص": "S", "ج": "J", "چ": "C", "ح": "H", "ه":
    "H", "خ": "X", "د": "D", "ذ": "Z", "ز": "Z", "ض": "Z", "ظ": "Z", "ژ": "%", "ر": "R", "ش": "$", "ع": "'", "غ": "Q",
    "ق": "Q", "ف": "F", "ک": "K", "گ": "G", "ل": "L", "م": "M", "ن": "N", "و": "w", "ی": "y",
}  # fmt: skip
_LATIN: Final = (
    ("dhos", "DHoS"), ("dhus", "DHoS"), ("dhas", "DHaS"),
    ("tsch", "C"), ("dsch", "J"), ("dj", "J"), ("tch", "C"),
    ("kh", "X"), ("gh", "Q"), ("qh", "Q"), ("ch", "C"), ("sh", "$"), ("zh", "%"), ("ph", "F"), ("th", "T"), ("dh", "Z"),
    ("oo", "u"), ("ou", "u"), ("ow", "w"), ("aw", "w"), ("ee", "i"), ("ei", "y"), ("ey", "y"), ("ai", "y"), ("ay", "y"),
    ("aay", "Ay"), ("aa", "A"), ("iy", "y"), ("a", "a"), ("b", "B"), ("c", "K"), ("d", "D"), ("e", "e"), ("f", "F"), ("g", "G"),
    ("h", "H"), ("i", "i"), ("j", "J"), ("k", "K"), ("l", "L"), ("m", "M"), ("n", "N"), ("o", "o"), ("p", "P"), ("q", "Q"),
    ("r", "R"), ("s", "S"), ("t", "T"), ("u", "u"), ("v", "V"), ("w", "w"), ("x", "X"), ("y", "y"), ("z", "Z"),
)  # fmt: skip
_LATIN_SOUND: Final = re.compile("|".join(spelling for spelling, _ in _LATIN))
_LATIN_OF: Final = dict(_LATIN)
_RESPELLED: Final = (
    (re.compile(r"^([iu])(?=[bcdfghjklmnpqrstvxz]{2})"), lambda found: "e" if found[1] == "i" else "o"),
    (re.compile(r"n[ei](?:zh?|jh?)ad(?=i?$)"), "nezhad"),
    (re.compile(r"(?<![td])sch(?!i$)"), "sh"),
    (re.compile(r"(?<=[a-z])aa?(?:e?i+|ee|ey|y|yi|yee|iy|ie|iee|yie|eii|eei)$"), "aay"),
    (re.compile(r"(?<=[uo])y?(?:i+|ie|ee)$|(?<=[a-z])e(?:h[ey]|e)i$"), "y"),
    (re.compile(r"ae*[iy]+(?=[aeou])"), "a-y"),
    (re.compile(r"(?<=[a-z][bfjlmnrvy])h$"), "eh"),
    (re.compile(r"(?<=a)[vw](?:u|oo|ou)"), "vo"),
    (re.compile(r"(?<=[a-z])[aou]l+ah?$"), "ol-e"),
)
"""Rezaei, Rezayi, Rezaee, Rezaie: an alef and a ye. Naroui, Naruyi: a vav and a ye. Shayesteh: the ye is a consonant. Davoud and
Davud, where the Persian has one vav or two. Abdollah, Nasrullah: an open end after an o that Persian writes as alef."""
_ALEF_AS_YE: Final = frozenset("عیسی موسی مصطفی مرتضی مجتبی یحیی کبری صغری سلمی هدی ندی بشری یسری مثنی طوبی مولی".split())  # noqa: SIM905 - a list of words reads better so
"""Names whose last ye is an alef."""
_FINAL: Final = re.compile(r"(?:[ao]H|eH?|a)$")
_FINAL_OF: Final = {"aH": "a@", "oH": "o@", "eH": "@", "e": "@", "a": "@"}
"""An open end, which no script leaves out: it tells Saeedeh from Saeed and Soheila from Soheil."""
_DOUBLED: Final = re.compile(r"([A-Z$%yw])\1+")
WEAK: Final = frozenset("aeoiuwyhA*'@")
_SOUNDS: Final = frozenset("".join((*_PERSIAN.values(), *_LATIN_OF.values(), *WEAK)))

_DROP: Final[Mapping[str, int]] = {
    "e": 15, "o": 8, "a": 16, "i": 57, "u": 51, "A": 55, "w": 50, "y": 69, "h": 6, "*": 30, "'": 6, "H": 33,
    "@": 50,
}  # fmt: skip
"""What a sound costs in hundredths when the other side lacks it; a consonant costs 100."""
_WEIGHT: Final[Mapping[str, int]] = {
    "e": 8, "o": 15, "a": 18, "i": 40, "u": 40, "A": 50, "w": 50, "y": 50, "h": 10, "*": 30, "'": 8,
    "@": 20,
}  # fmt: skip
_SWAP: Final[Mapping[str, int]] = {
    "Aa": 0, "Ae": 40, "Ao": 28, "*a": 6, "*e": 0, "*o": 0, "*i": 15, "*u": 20, "*A": 5, "ae": 14, "ao": 24, "ei": 14,
    "eo": 24, "ou": 8, "ow": 4, "uw": 0, "iy": 9, "ey": 30, "ay": 30, "Ay": 27, "eh": 2, "ah": 8, "Hh": 10, "Ah": 35,
    "'a": 12, "'e": 4, "'o": 8, "'i": 15, "'A": 20, "'*": 5, "Vw": 2, "Vu": 50, "aw": 58, "ew": 40, "iu": 60, "GQ": 35,
    "KQ": 55, "KX": 60, "HX": 55, "$S": 111, "$C": 75, "%J": 27, "%Z": 55, "SZ": 75, "DT": 70, "BP": 70, "FV": 75, "MN":
    80, "DZ": 70, "JG": 60, "CJ": 75, "QX": 60, "ST": 60, "BV": 75, "'y": 30, "wy": 70, "ai": 30, "au": 35, "eu": 25,
    "io": 45, "Ai": 60, "yi": 2, "*y": 25, "*w": 25, "Aw": 45, "HA": 70, "@A": 2, "@a": 12, "@e": 4, "@h": 0, "@H": 10, "@'": 4,
    "@y": 30, "@i": 50, "@o": 30, "@w": 55, "@u": 60,
}  # fmt: skip
_DROP_OF_LATIN: Final[Mapping[str, int]] = {
    "$": 96, "B": 105, "D": 94, "H": 48, "J": 96, "L": 55, "M": 90, "P": 92, "Q": 86, "R": 97, "S": 104, "V": 39, "e": 16,
    "h": 21, "i": 64, "o": 13, "u": 81, "y": 79,
}  # fmt: skip
_SWAP_OF_LATIN: Final[Mapping[str, int]] = {
    "$C": 71, "$S": 99, "%J": 22, "%Z": 45, "Aa": 3, "BV": 79, "DK": 111, "DT": 77, "DZ": 77, "FR": 111, "GJ": 38, "GQ": 31,
    "HX": 82, "KX": 52, "Li": 105, "QX": 64, "RV": 111, "SZ": 86, "Vo": 45, "Vu": 29, "ae": 19, "ah": 11, "ai": 59, "au": 59,
    "ay": 40, "eh": 6, "ei": 45, "eu": 42, "io": 50, "iu": 69, "ou": 3, "oa": 14,
}  # fmt: skip
"""What is dearer or cheaper where both are Latin: there a vowel is written, so that another one says more."""
TURNED: Final = 60
"""What two neighbours cost that changed places: a slip of the hand."""
_CONFUSED: Final = str.maketrans("%", "J", "VH")
"""What a skeleton tells no more: zh from j, and whether a v or an h is written."""
_COARSE: Final = str.maketrans("QKXDZ$%CBFVNG", "GGGTSSJJPPPMG")
LEAST: Final = 55
"""The least that two consonants cost that are never taken for one another, and one that is missing."""
ROUGHLY: Final = 90
HOPELESS: Final = 33
"""Hundredths of a token's weight: consonants so far apart need no closer look, a rough one is enough."""
_APART: Final = 115
_SERVANT: Final = frozenset({"abd", "عبد"})
_SERVANT_OF: Final = ("abdol", "abdul", "abdal", "abdel", "abdo", "عبدال")
_SHORTENED: Final = 850
"""What Abd alone is worth against Abd al-Karim: lists cut such names short."""
_RARE_LETTERS: Final = "ثذضظطص"
RARELY: Final = 3
"""What a letter costs that Latin spells like a commoner one: Sona is سونا before it is صونا."""
ENDED: Final = 640
"""The most that two parts are alike where one lacks the other's ending: Karim, Karimi, Karimian; Mansour, Mansoureh."""
ENDS_APART: Final = frozenset(map(frozenset, (("c", "i"), ("c", "a"), ("i", "ian"), ("a", "ian"))))
_PATRONYMIC: Final = ("iaN", "yaN", "iAN", "yAN")
SPREAD: Final = 135
"""How fast likeness falls with cost, in hundredths."""


@lru_cache(maxsize=200_000)
def sounds(token: str) -> str:
    """Gives the sounds of one folded token."""
    return _of_latin(token) if script_of(token) == "latn" else _of_persian(token)


@lru_cache(maxsize=200_000)
def skeleton(token: str) -> str:
    """Gives the consonants alone, with the sounds that scripts confuse made one: for finding candidates, not for judging them."""
    kept = "".join(sound for sound in sounds(token) if sound not in WEAK)
    return kept.translate(_CONFUSED) or sounds(token)[:2]


def likeness(one: str, other: str) -> int:
    """Gives how alike two folded tokens sound, 0 to 1000, in either order."""
    if one == other:
        return 1000
    return _likeness(one, other) if one < other else _likeness(other, one)


@lru_cache(maxsize=1_000_000)
def _likeness(one: str, other: str) -> int:
    if one in _SERVANT and other.startswith(_SERVANT_OF):
        return _SHORTENED
    best = _sound_alike(one, other)
    if "dh" in one or "dh" in other:
        best = max(best, _sound_alike(one.replace("dh", "d"), other.replace("dh", "d")))
    if "th" in one or "th" in other:
        best = max(best, *(_sound_alike(one.replace("th", read), other.replace("th", read)) for read in ("t-h", "s")))
    best -= RARELY * (rare_letters(one) + rare_letters(other)) if one.isascii() != other.isascii() else 0
    return min(best, ENDED) if best > ENDED and frozenset((ending(one), ending(other))) in ENDS_APART else best


@lru_cache(maxsize=200_000)
def ending(token: str) -> str:
    """Gives how a token ends: `i`, `a`, `ian`, or `c` for a consonant that no vowel is taken for."""
    read = sounds(token)
    if read[-1:] in ("i", "y"):
        return "i"
    if read[-1:] in ("@", "A"):
        return "a"
    if read[-3:] in _PATRONYMIC:
        return "ian"
    return "c" if read[-1:] not in WEAK and read[-1:] not in ("H", "V", "") else ""


def rare_letters(token: str) -> int:
    """Gives how many letters a token has that Latin spells like a commoner one."""
    return sum(map(token.count, _RARE_LETTERS))


def is_cut_short(token: str) -> bool:
    """Whether a token is what lists cut longer ones down to: Abd."""
    return token in _SERVANT


def weight_of(token: str) -> int:
    """Gives what the sounds of a token weigh, in hundredths of a consonant."""
    return _read(token)[1]


def _sound_alike(one: str, other: str) -> int:
    left, left_weight, left_bones, left_pairs, _ = _read(one)
    right, right_weight, right_bones, _, right_turned = _read(other)
    norm = max(150, (left_weight + right_weight) // 2)
    apart = Levenshtein.distance(left_bones, right_bones)
    if apart * LEAST > norm * HOPELESS // 100:
        return max(0, 1000 - apart * ROUGHLY * 10 * SPREAD // norm)
    way = _distance if left_pairs.isdisjoint(right_turned) else _distance_turned
    return max(0, 1000 - way(left, right, is_latin=one.isascii() and other.isascii()) * 10 * SPREAD // norm)


@lru_cache(maxsize=400_000)
def _read(token: str) -> tuple[str, int, str, frozenset[str], frozenset[str]]:
    """Gives a token's sounds, what they weigh, its coarse consonants, and its neighbours as they are and turned round."""
    read = sounds(token)
    kept = "".join(sound for sound in read if sound not in WEAK and sound not in "HV")
    neighbours = frozenset(map("".join, pairwise(read)))
    return read, _weight(read), kept.translate(_COARSE), neighbours, frozenset(pair[::-1] for pair in neighbours)


def bones(token: str) -> str:
    """Gives a token's consonants, those that are ever taken for one another made one: what differs in two of them is not one."""
    return _read(token)[2]


def _weight(word: str) -> int:
    return sum(_WEIGHT.get(sound, 100) for sound in word)


def _of_persian(token: str) -> str:
    out = []
    if len(token) > 6 and token.endswith("الدین"):
        token = token[:-5] + "دین"
    end = ""
    if token in _ALEF_AS_YE:
        token, end = token[:-1], "A"
    elif len(token) > 4 and token.endswith(("الله", "اله")):
        token, end = token.removesuffix("ه").removesuffix("ل").removesuffix("ال").removesuffix("ا"), "oL@"
    for place, letter in enumerate(token):
        following = token[place + 1 : place + 2]
        if place == 0 and letter == "ا":
            out.append("" if following in ("ی", "و") and len(token) > 2 else "*")
        elif letter == "ه" and place == len(token) - 1:
            out.append("@")
        elif letter == "و" and following == "ا" and token[place - 1 : place] == "خ":
            continue  # vav is silent in خوا
        elif letter == "و" and following == "و":
            out.append("V")
        else:
            out.append(_PERSIAN.get(letter, ""))
    return _DOUBLED.sub(r"\1", "".join(out)) + end


def _of_latin(token: str) -> str:
    for spelling, plain in _RESPELLED:
        token = spelling.sub(plain, token)
    word = "".join(_LATIN_OF[found.group()] for found in _LATIN_SOUND.finditer(token))
    word = _DOUBLED.sub(r"\1", word)
    return _FINAL.sub(lambda found: _FINAL_OF[found.group()], word) if len(word) > 2 else word


def _distance(left: str, right: str, *, is_latin: bool) -> int:
    drop_of, swap_of = drops(is_latin=is_latin), swaps(is_latin=is_latin)
    right_drops = [drop_of[sound] for sound in right]
    row = list(accumulate(right_drops, initial=0))
    for a in left:
        drop, swap = drop_of[a], swap_of[a]
        slant, *rest = row
        last = slant + drop
        row = [last]
        for b, above, aside in zip(right, rest, right_drops):  # noqa: B905 - of one length, and the innermost loop
            best = slant + swap[b]
            if (other := above + drop) < best:
                best = other
            if (other := last + aside) < best:
                best = other
            row.append(best)
            slant, last = above, best
    return row[-1]


def _distance_turned(left: str, right: str, *, is_latin: bool) -> int:
    """Gives the distance where neighbours may have changed places, which is slower."""
    drop_of, swap_of = drops(is_latin=is_latin), swaps(is_latin=is_latin)
    right_drops = [drop_of[sound] for sound in right]
    row, earlier = list(accumulate(right_drops, initial=0)), ""
    before: list[int] = []
    for a in left:
        drop, swap = drop_of[a], swap_of[a]
        last = row[0] + drop
        fresh = [last]
        for place, b in enumerate(right):
            best = row[place] + swap[b]
            if (other := row[place + 1] + drop) < best:
                best = other
            if (other := last + right_drops[place]) < best:
                best = other
            if b == earlier and place and a == right[place - 1] and (other := before[place - 1] + TURNED) < best:
                best = other
            last = best
            fresh.append(best)
        before, row, earlier = row, fresh, a
    return row[-1]


@cache
def drops(*, is_latin: bool) -> Mapping[str, int]:
    """Gives what it costs to leave out each sound."""
    return {**dict.fromkeys(_SOUNDS, 100), **_DROP, **(_DROP_OF_LATIN if is_latin else {})}


@cache
def swaps(*, is_latin: bool) -> Mapping[str, Mapping[str, int]]:
    """Gives what it costs to take each sound for each other one."""
    made = {one: dict.fromkeys(_SOUNDS, _APART) | {one: 0} for one in _SOUNDS}
    for costs in (_SWAP, _SWAP_OF_LATIN) if is_latin else (_SWAP,):
        for pair, cost in costs.items():
            made[pair[0]][pair[1]] = made[pair[1]][pair[0]] = cost
    return made
