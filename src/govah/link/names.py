"""Names compared across scripts: order-free, with joins, optional parts and known different pairs; a score with reasons.

The score is a likeness of names in thousandths, not a probability that two people are one: many people bear one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import Final

from rapidfuzz.distance import Levenshtein

from govah.link.known import honours, is_optional, part_weight, particles, tell_apart
from govah.link.phonetics import bones, likeness, skeleton
from govah.text import fold, fold_name, script_of

Forms = tuple[tuple[str, ...], ...]
"""A name as folded tokens, in each of its forms."""
_BRACKETED: Final = re.compile(r"[(\[«\"“]([^)\]»\"”]*)[)\]»\"”]")
_KNOWN_AS: Final = re.compile(r"\s(?:aka|a\.k\.a\.|known as|alias|معروف به|مشهور به)\s|[/|؛;]", re.IGNORECASE)
_NO_TITLE: Final = "zzz"
_NOT_NAME: Final = re.compile(r"[^\w\s]|_")
_POSSESSIVE: Final = re.compile(r"'s\b")
_BARE_SERVANT: Final = re.compile(r"\babd\s+(?!(?:[ae]l|ul|ol)\b)(?=[a-z]{3})", re.IGNORECASE)
_KURMANJI: Final = re.compile("[êîûşç]")
_AS_ENGLISH: Final = str.maketrans({"ş": "sh", "ç": "ch", "x": "kh", "c": "j", "j": "zh", "ê": "e", "î": "i", "û": "u"})
_OF_FAITH: Final = re.compile(r"\b([a-z]{2,}?)(?: (?:[aeou]l?|[aeou]d|l) ?|[aeou]l )d[ie]+n\b")
_OF_FAITH_JOINED: Final = re.compile(r"(?<=[a-z]{2})(?:[aeou]ld|[aeou]dd)[ie]+n(?=i?\b)")
_ARABIC_JOINS: Final = (
    (re.compile(r"\babd (?:al |el |[aeou]l)?(?=[a-z]{3})|\babd[aeou]l (?=[a-z])"), "abdol"),
    (re.compile(r"\b([a-z]{2,}) [ae]l(?: |-)?(din|deen|dien|hoda|huda|hadi)\b"), r"\1ol\2"),
    (re.compile(r"\bab[ou]u? ([ae]l )?(?=[a-z]{3})"), r"abu"),
    (re.compile(r"\b[ae]l (?=[a-z]{3})"), "al"),
    (re.compile(r"\b([a-z]{3,}) (?:[aeou]l|l)l?ah(?=i?\b)"), r"\1ollah"),
    (re.compile(r"\bعبد (?=ال)"), "عبد"),
    (re.compile(r"(?<=\w\w)(?:ه ?| )ای\b"), "یی"),
    (re.compile(r"\b(ابو|ابی|ال) (?=\w{3})"), r"\1"),
)
"""Parts that Arabic names write together or apart: Abd al-Rahman, Abu Rahma, al-Din."""
_MAY_JOIN: Final = re.compile("|".join(pattern.pattern for pattern, _ in _ARABIC_JOINS))
ALIKE: Final = 780
"""From here two tokens are taken to be one."""
JOINED: Final = 580
"""Two neighbours are written as one only where they sound so much like one part of the other name."""
WEAKEST: Final = 350
"""The share that the least alike part has in the score; the rest is the weighted mean."""
OPTIONAL_MISSING: Final = 770
PART_MISSING: Final = 750
HONOUR_MISSING: Final = 810
PARTICLE_MISSING: Final = 985
REORDERED: Final = 860
ONE_TOKEN: Final = 620
"""The most that a name of one part can score against a fuller one."""
FURTHER_FORM: Final = 3
"""What a further form costs that the other name lacks: between two that are equal, the plainer name is the nearer."""
SURE: Final = 960
"""From here joining parts can make a name no more alike."""
MAX_TOKENS: Final = 8


@dataclass(frozen=True, slots=True)
class NameScore:
    """How alike two names are, and why."""

    score: int
    "0 to 1000."
    reasons: tuple[str, ...]
    "Message keys (`link.<key>`), the weightiest first."


@lru_cache(maxsize=100_000)
def compare_names(one: str, other: str) -> NameScore:
    """Compares two names as written, in any scripts; bracketed and further names count as other forms of the name."""
    return compare_forms(forms(one), forms(other))


def compare_forms(one: Forms, other: Forms) -> NameScore:
    """Compares two names in their forms, as `forms` gives them."""
    best = NameScore(0, ("link.names-differ",))
    for left in one:
        for right in other:
            found = _compare(left, right)
            if found.score < SURE:
                joined = _joined(left, right), _joined(right, left)
                if joined != (left, right):
                    found = _compare(*joined)
                elif found.score < ALIKE and (shifted := _shifted(*sorted((left, right)))):
                    found = _compare(*shifted)
            best = found if found.score > best.score else best
    if one != other and best.score > FURTHER_FORM and len(one) + len(other) > 2:
        return NameScore(best.score - FURTHER_FORM, best.reasons)
    return best


@lru_cache(maxsize=100_000)
def forms(name: str) -> Forms:
    """Gives the forms of a name as folded tokens: the name without its brackets, and each name in brackets.

    Abd before another name is the head of it (Abd Rahman) or was cut short (Abd for Abd al-Karim): both are forms.
    """
    plain = _BRACKETED.sub(" ", name)
    parts = [_in_order(part) for text in (plain, *_BRACKETED.findall(name)) for part in _KNOWN_AS.split(text)]
    found = [tuple(_tokens(part))[:MAX_TOKENS] for part in parts]
    found += [tuple(_tokens(part, _ARABIC_JOINS[1:]))[:MAX_TOKENS] for part in parts if _BARE_SERVANT.search(part)]
    return tuple(dict.fromkeys(tokens for tokens in found if tokens))


def name_key(name: str) -> str:
    """Gives what is mostly the same for one name in either script, in any order: its tokens' consonants. Not for judging."""
    first = next(iter(forms(name)), ())
    return " ".join(sorted(skeleton(token) for token in first))


def _tokens(text: str, joins: Sequence[tuple[re.Pattern[str], str]] = _ARABIC_JOINS) -> list[str]:
    """Gives the parts of one form, folded: titles at its head left off, Kurmanji spelled as others spell it, -od-Din as one."""
    lower = text.casefold()
    if _KURMANJI.search(lower):
        text = lower.translate(_AS_ENGLISH)
    words = _NOT_NAME.sub(" ", _POSSESSIVE.sub("", fold(text)).replace("'", "")).split()
    while len(words) > 1 and _is_title(words[0]):
        words = words[1:]
    whole = _OF_FAITH_JOINED.sub("oddin", _OF_FAITH.sub(r"\1oddin", " ".join(words)))
    if _MAY_JOIN.search(whole):
        for pattern, one in joins:
            whole = pattern.sub(one, whole)
    return whole.split()


@lru_cache(maxsize=50_000)
def _is_title(word: str) -> bool:
    return fold_name(f"{word} {_NO_TITLE}") == _NO_TITLE


def _in_order(name: str) -> str:
    """Gives "Hirmandi, Yazdgerd" as Yazdgerd Hirmandi."""
    family, comma, given = name.replace("،", ",").partition(",")
    return f"{given} {family}" if comma and "," not in given else name


def _joined(tokens: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Writes neighbours as one where the other name has one part that sounds like all of them (Majid Reza, Majidreza)."""
    if len(tokens) == 1:
        return tokens
    mine, theirs = [bones(token) for token in tokens], [(part, bones(part)) for part in other]
    longest = max(len(own) for _, own in theirs) + 1
    if all(len(left) + len(right) > longest for left, right in pairwise(mine)):
        return tokens
    out: list[str] = []
    at = 0
    while at < len(tokens):
        for many in (3, 2):
            both = "".join(mine[at : at + many])
            if at + many <= len(tokens) and len(both) <= longest and _is_one(tokens[at : at + many], _near(both, theirs), other):
                break
        else:
            many = 1
        out.append(_glue(tokens[at : at + many]))
        at += many
    return tuple(out)


def _shifted(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Writes neighbours as one on both sides where they are parted in other places (Borzin Rezagholi, Borzinreza Gholi)."""
    mine, theirs = [bones(token) for token in one], [bones(token) for token in other]
    if min(len(mine), len(theirs)) < 2 or Levenshtein.distance("".join(mine), "".join(theirs), score_cutoff=1) > 1:
        return None
    for (i, m), (j, n) in product(_spans(len(mine)), _spans(len(theirs))):
        longer, shorter = (mine[i:m], theirs[j:n]) if len(mine[i]) > len(theirs[j]) else (theirs[j:n], mine[i:m])
        if shorter[0] and longer[0] != shorter[0] and longer[0].startswith(shorter[0]) and _goes_on(longer[1:], shorter[1:]):
            return (*one[:i], _glue(one[i:m]), *one[m:]), (*other[:j], _glue(other[j:n]), *other[n:])
    return None


def _goes_on(rest: Sequence[str], more: Sequence[str]) -> bool:
    """Whether what is left of one is the end of what is left of the other, which begins earlier."""
    short, long = "".join(rest), "".join(more)
    return len(short) < len(long) and long.endswith(short[1:])


def _spans(count: int) -> Iterator[tuple[int, int]]:
    """Gives where two or three neighbours begin and end."""
    return ((at, at + many) for many in (2, 3) for at in range(count - many + 1))


def _near(both: str, theirs: Sequence[tuple[str, str]]) -> list[str]:
    """Gives the parts that have nearly these consonants."""
    size = len(both)
    return [part for part, own in theirs if -1 <= len(own) - size <= 1 and Levenshtein.distance(own, both, score_cutoff=1) <= 1]


def _glue(tokens: Sequence[str]) -> str:
    """Gives parts as one; a hyphen keeps two Latin letters from being read as one sound (mohammad-hossein)."""
    return ("-" if tokens[0].isascii() else "").join(tokens)


def _is_one(tokens: tuple[str, ...], near: Sequence[str], other: tuple[str, ...]) -> bool:
    if not near:
        return False
    glued = _glue(tokens)
    whole = max(likeness(glued, part) for part in near)
    return whole >= JOINED and all(whole >= likeness(token, part) for token in tokens for part in other)


def _compare(one: tuple[str, ...], other: tuple[str, ...]) -> NameScore:
    short, long = sorted((one, other), key=lambda tokens: (len(tokens), tokens))
    pairs = _best_pairs(short, long)
    weights = [min(part_weight(short[i]), part_weight(long[j])) for i, j, _ in pairs]
    alike = [tell_apart(short[i], long[j], score) for i, j, score in pairs]
    mean = sum(w * s for w, s in zip(weights, alike, strict=True)) // max(1, sum(weights))
    score = (mean * (1000 - WEAKEST) + min(alike) * WEAKEST) // 1000
    reasons = []
    if any(s < raw for s, (_, _, raw) in zip(alike, pairs, strict=True)):
        reasons.append("link.known-different")
    if [j for _, j, _ in pairs] != sorted(j for _, j, _ in pairs):
        score = score * REORDERED // 1000
        reasons.append("link.reordered")
    met = {j for _, j, _ in pairs}
    for token in (token for j, token in enumerate(long) if j not in met):
        score = score * _missing(token, len(short)) // 1000
        reasons.append("link.optional-part-missing" if is_optional(token) else "link.part-missing")
    if len(short) == 1 and len(long) > 1:
        score = min(score, ONE_TOKEN)
        reasons.append("link.one-part-only")
    return NameScore(score, (_headline(one, other, score), *dict.fromkeys(reasons)))


def _missing(token: str, shared: int) -> int:
    """Gives what is left of a score where one side lacks a part: the less is lost, the more parts both have."""
    if token in particles():
        return PARTICLE_MISSING
    if token in honours():
        return HONOUR_MISSING
    return OPTIONAL_MISSING if is_optional(token) else min(OPTIONAL_MISSING, PART_MISSING + 50 * max(0, shared - 2))


def _headline(one: tuple[str, ...], other: tuple[str, ...], score: int) -> str:
    if sorted(one) == sorted(other):
        return "link.same-letters"
    if score < ALIKE:
        return "link.names-partly-alike" if score >= 500 else "link.names-differ"
    return "link.same-in-other-script" if script_of(" ".join(one)) != script_of(" ".join(other)) else "link.spelled-otherwise"


def _best_pairs(short: Sequence[str], long: Sequence[str]) -> list[tuple[int, int, int]]:
    """Gives the pairing of each token of the shorter name with one of the longer that is most alike in all, with its likeness."""
    matrix = [[likeness(a, b) for b in long] for a in short]
    nearest = [row.index(max(row)) for row in matrix]
    if len(set(nearest)) == len(nearest):
        return [(i, j, matrix[i][j]) for i, j in enumerate(nearest)]
    order = _greedy(matrix)
    weights = [part_weight(token) for token in short]
    for _ in short:
        if not _exchanged(matrix, weights, order):
            break
    return [(i, j, matrix[i][j]) for i, j in enumerate(order)]


def _greedy(matrix: Sequence[Sequence[int]]) -> list[int]:
    cells = sorted((-score, abs(i - j), i, j) for i, row in enumerate(matrix) for j, score in enumerate(row))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in cells:
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return [chosen[i] for i in range(len(matrix))]


def _exchanged(matrix: Sequence[Sequence[int]], weights: Sequence[int], order: list[int]) -> bool:
    """Lets two parts exchange their partners, or one take a free one, where that is better in all; answers whether any did."""
    changed = False
    free = [j for j in range(len(matrix[0])) if j not in order]
    for i, row in enumerate(matrix):
        for k in range(i):
            now = row[order[i]] * weights[i] + matrix[k][order[k]] * weights[k]
            if row[order[k]] * weights[i] + matrix[k][order[i]] * weights[k] > now:
                order[i], order[k] = order[k], order[i]
                changed = True
        for at, j in enumerate(free):
            if row[j] > row[order[i]]:
                order[i], free[at] = j, order[i]
                changed = True
    return changed
