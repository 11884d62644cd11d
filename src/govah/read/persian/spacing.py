"""Words that have lost their half-spaces put back as they should be parted: «شدهاند» and «شده اند» are «شده‌اند».

Runs once over the tokens of a sentence, before anything reads them. Every piece keeps its own place in the raw text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from govah.read.persian.letters import Token, fold_letters
from govah.read.persian.lexicon import SPACE, folded, is_family, is_given, is_stop, reading, squeezed, word_set
from govah.read.persian.strangers import in_dictionary, is_everyday
from govah.read.persian.verbs import STEMS, finite_words, kinds

_SHORTEST: Final = 4
"""Letters from which on a word can be two that were joined."""


def parted(tokens: tuple[Token, ...], text: str) -> tuple[Token, ...]:
    """Gives the tokens with joined words parted and parted words joined again."""
    out: list[Token] = []
    for token in tokens:
        for piece in _pieces(token, text):
            whole = _glued(piece, out, text)
            if whole.glued and out and whole.norm in word_set("spacing", "plurals") and out[-1].norm.endswith(_APART):
                before = out.pop()
                whole = replace(before, end=whole.end, norm=before.norm + whole.norm)
            out.append(whole)
    return tuple(_compounds(out, text))


def _pieces(token: Token, text: str) -> Iterator[Token]:
    norm = token.norm
    words = _split(norm) if len(norm) >= _SHORTEST and norm.isalpha() and norm[0] > "z" else ()
    if len(words) < 2:
        yield token
        return
    at, places = token.start, []
    for word in words:
        end = at
        while end < token.end and fold_letters(text[at:end]) != word:
            end += 1
        places.append((at, end))
        at = end
    places[-1] = (places[-1][0], token.end)
    for place, (word, (low, high)) in enumerate(zip(words, places, strict=True)):
        yield replace(token, start=low, end=high, norm=word, glued=token.glued or place > 0)


@cache
def _split(norm: str) -> tuple[str, ...]:
    """The words that a joined word holds; one where it is no joined word."""
    if norm in _joined():
        return _joined()[norm]
    if norm in word_set("spacing", "whole") or is_given(norm):
        return (norm,)
    found = _verb(norm) or _act(norm) or _glued_and(norm)
    if not found and not is_family(norm):
        found = _prefixed(norm) or _plural(norm) or _owned(norm) or _copula(norm)
    return found or (norm,)


@cache
def _joined() -> dict[str, tuple[str, ...]]:
    out = {squeezed(one): tuple(folded(one).split(" ")) for one in reading("spacing")["joined"].split()}
    return {one: pieces for one, pieces in out.items() if not is_given(one)}


@cache
def _verbs() -> frozenset[str]:
    """Forms that follow «می», as one word."""
    return frozenset(
        form.removeprefix("می ")
        for stem in STEMS
        for form in kinds(stem)
        if form.startswith("می ") and (len(form) > len("می ") + 2 or form.endswith("شد"))
    )


@cache
def _participles() -> frozenset[str]:
    own = {fold_letters(f"{no}{stem}ه") for stem in STEMS for no in ("", "ن")}
    return frozenset(own | word_set("spacing", "participles"))


@cache
def _list(key: str) -> tuple[str, ...]:
    """The endings of one block, folded, the longest first."""
    return tuple(sorted(word_set("spacing", key), key=len, reverse=True))


def _verb(norm: str) -> tuple[str, ...]:
    """«میشود», «نمیکردند», «شدهاند», «میگیرندو»."""
    for before in (fold_letters("می"), fold_letters("نمی")):
        rest = norm.removeprefix(before)
        if rest != norm and (rest in _verbs() or rest in word_set("spacing", "spoken_after_mi")):
            return before, rest
        if rest != norm and rest.endswith("ندو") and rest[:-1] in _verbs():
            return before, rest[:-1], "و"
    for aux in _list("auxiliaries"):
        stem = norm.removesuffix(aux)
        if stem != norm and stem in _participles():
            return stem, *(_verb(aux) or (aux,))
    return ()


def _glued_and(norm: str) -> tuple[str, ...]:
    """«ومدرکی», «وآقای»: an «و» typed without a space before a word that is known, where the whole is none."""
    rest = norm.removeprefix("و")
    known = len(rest) >= _SHORTEST and (is_stop(rest) or in_dictionary(rest) or rest in word_set("people", "titles"))
    fits = rest != norm and known and not (is_stop(norm) or is_everyday(norm) or in_dictionary(norm) or norm in finite_words())
    return ("و", *_split(rest)) if fits else ()


def _copula(norm: str) -> tuple[str, ...]:
    """«محروماند»: a word that is known, and «اند»; «کاروننیوز»: an outlet."""
    stem = norm.removesuffix("اند")
    outlet = next((end for end in _list("outlets") if norm.endswith(end) and len(norm) > len(end) + 1), "")
    if outlet:
        return norm.removesuffix(outlet), outlet
    fits = stem != norm and len(stem) > 2 and norm not in finite_words() and is_everyday(stem) and not is_everyday(norm)
    return (*_split(stem), "اند") if fits else ()


def _act(norm: str) -> tuple[str, ...]:
    """«بازداشتشدگان», «یادشده»: an act's noun and its light verb."""
    for end in _list("acts"):
        noun = norm.removesuffix(end)
        if noun != norm and noun in word_set("spacing", "act_nouns"):
            return noun, *_split(end)
    return ()


def _plural(norm: str) -> tuple[str, ...]:
    """«درگیریهای», «زندانها»: an ending of the plural after a word that is known."""
    if norm.endswith("های") and not is_everyday(norm[:-3]) and is_everyday(norm[:-2]):
        return norm[:-2], norm[-2:]
    for end in _list("plurals"):
        noun = norm.removesuffix(end)
        if noun != norm and len(noun) > 1 and is_everyday(noun):
            return (norm,) if noun.endswith(_APART) else (noun, end)
    return ()


_APART: Final = ("ا", "د", "ذ", "ر", "ز", "ژ", "و")
"""Letters that join nothing: «نیروهای» is written without a half-space, and so it stands in the tables."""


def _owned(norm: str) -> tuple[str, ...]:
    """«خانوادهاش», «منطقهای»: an ending after a silent he."""
    for end in _list("owned"):
        noun = norm.removesuffix(end)
        if noun != norm and noun.endswith("ه") and len(noun) > 2 and is_everyday(noun):
            return noun, end
    return ()


def _prefixed(norm: str) -> tuple[str, ...]:
    """«بهدلیل», «بیخبری», «همبندی»."""
    for before, key in (("به", "after_be"), ("بی", "after_bi"), ("هم", "after_ham")):
        rest = norm.removeprefix(before)
        if rest != norm and rest in word_set("spacing", key):
            return before, *_split(rest)
    return ()


def _is_spaced(before: Token, token: Token, text: str) -> bool:
    """Whether one plain space stands between two words."""
    return token.start == before.end + 1 and text[before.end] == " " and before.norm.isalpha()


def _glued(token: Token, out: list[Token], text: str) -> Token:
    """«درگیری های», «شده اند», «کاظم زاده»: an ending typed as a word of its own belongs to the word before it."""
    if token.glued or not out or not _is_spaced(out[-1], token, text):
        return token
    before = out[-1].norm
    ends = token.norm in word_set("spacing", "plurals") or (token.norm in word_set("spacing", "owned") and before.endswith("ه"))
    first = len(out) < _PAIR or not is_given(out[-_PAIR].norm)
    return replace(token, glued=True) if ends or _is_tail(before, token.norm, first=first) else token


_PAIR: Final = 2


def _is_tail(before: str, norm: str, *, first: bool) -> bool:
    """Whether a word is the second half of the family name before it («کاظم زاده»); «آرش آبادی» is two names."""
    if len(before) < _SHORTEST - 1 or is_stop(before) or (first and is_given(before)):
        return False
    free = not is_given(before) and not is_everyday(before)
    return norm in word_set("spacing", "tails") or (free and norm in word_set("spacing", "soft_tails"))


@cache
def _parts() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Compounds by their first piece, the longest first: those that may be typed with spaces."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for whole, pieces in _joined().items():
        if is_everyday(whole):
            out.setdefault(pieces[0], []).append(pieces)
    for before, key in (("بی", "after_bi"), ("هم", "after_ham")):
        out.setdefault(before, []).extend((before, *SPACE.split(folded(one))) for one in reading("spacing")[key].split())
    return {first: tuple(sorted(many, key=len, reverse=True)) for first, many in out.items()}


def _compounds(tokens: list[Token], text: str) -> list[Token]:
    """«روزنامه نگار», «هم بندی»: the pieces of a compound typed with spaces."""
    at = 0
    while at < len(tokens):
        for pieces in _parts().get(tokens[at].norm, ()):
            here = tokens[at : at + len(pieces)]
            pairs = itertools.pairwise(here)
            if tuple(one.norm for one in here) == pieces and all(two.glued or _is_spaced(one, two, text) for one, two in pairs):
                tokens[at : at + len(pieces)] = [here[0], *(replace(one, glued=True) for one in here[1:])]
                at += len(pieces) - 1
                break
        at += 1
    return tokens
