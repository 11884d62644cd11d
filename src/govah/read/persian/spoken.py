"""Words as they are spoken put into the written forms that the rules know; a pronoun glued to a verb or noun set free.

Every token keeps its place in the raw text: two tokens made of one share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from govah.read.persian.letters import Token, fold_letters
from govah.read.persian.lexicon import folded, reading
from govah.read.persian.verbs import STEMS

_PRONOUNS: Final = {"ش": "او", "اش": "او", "م": "من", "ام": "من", "شان": "آنها", "شون": "آنها", "مان": "ما", "مون": "ما"}
_LIGHT: Final = ("کرد", "نمود", "زد", "داد")
_ENOUGH: Final = 2
"""Spoken words from which on a text counts as spoken: a plural verb may then end in «ن» («بردن» for «بردند»)."""


@lru_cache(maxsize=8)
def is_spoken(text: str) -> bool:
    """Answers whether a text is written as people speak."""
    folded_text = fold_letters(text)
    if _TAKEN_SO.search(folded_text):
        return True
    return len({found.group() for found in _markers().finditer(folded_text)}) >= _ENOUGH


_TAKEN_SO: Final = re.compile(
    fold_letters(
        r"(?<!\S)رو (?:(?!از |برای |پیش از |پس از |بدون |قصد )[^\s.،؛!؟?:]+ ){0,8}?"
        r"(?:کردن|کشتن|بردن|گرفتن|زدن|دادن|ربودن)(?=\s*(?:[.،!؟?»]|$|ولی |اما |که |و ))"
    )
)
"""«P رو بردن»: nobody writes an object's «رو» with a plural in «ن» but who writes as people speak."""


@cache
def _markers() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(folded(word)) for word in reading("spoken")["markers"]), key=len, reverse=True))
    return re.compile(rf"(?<!\S)(?:{words})(?=[\s.،!؟?؛:]|$)")


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Each spoken word with the written words for it."""
    return {folded(spoken): tuple(folded(written).split(" ")) for spoken, written in reading("spoken")["forms"].items()}


@cache
def _clitic_verbs() -> dict[str, tuple[str, ...]]:
    """«بردندش», «نبردنش», «آوردنم»: the object's pronoun set free before the verb."""
    out: dict[str, tuple[str, ...]] = {}
    for stem in (fold_letters(one) for one in STEMS if one not in {"شد", "بود", "گفت"}):
        for no in ("", "ن"):
            for plural in ("ند", "ن"):
                for clitic in ("ش", "م", "شان", "شون", "مان", "مون"):
                    out[f"{no}{stem}{plural}{clitic}"] = (fold_letters(_PRONOUNS[clitic]), "را", f"{no}{stem}ند")
    return out


@cache
def _carriers() -> frozenset[str]:
    """Nouns of light verbs that carry the object's pronoun («بازداشتش کردند», «آزادش کردن»)."""
    return frozenset(map(folded, reading("spoken")["carriers"]))


@cache
def _light_forms() -> frozenset[str]:
    stems = tuple(fold_letters(one) for one in _LIGHT)
    return frozenset(f"{no}{stem}{end}" for stem in stems for no in ("", "ن") for end in ("", "ند", "ن", "ه", "م"))


@cache
def _plurals() -> dict[str, str]:
    """«بردن» for «بردند»: what a spoken plural stands for."""
    stems = tuple(fold_letters(one) for one in STEMS)
    return {f"{no}{stem}ن": f"{no}{stem}ند" for stem in stems for no in ("", "ن")}


def as_written(tokens: tuple[Token, ...], text: str) -> tuple[Token, ...]:
    """Gives the tokens with glued pronouns set free and, in a spoken text, spoken words in their written forms."""
    spoken = is_spoken(text)
    loose = any(token.norm == "رو" for token in tokens)
    out: list[Token] = []
    for at, token in enumerate(tokens):
        if loose and not spoken and token.norm in _plurals() and not (at + 1 < len(tokens) and tokens[at + 1].norm.isalpha()):
            out.append(replace(token, norm=_plurals()[token.norm]))  # «P رو به خاطر … کشتن.»
        elif token.norm.isalpha():
            out += _one(tokens, at, spoken=spoken)
        else:
            out.append(token)
    return tuple(out)


def _one(tokens: tuple[Token, ...], at: int, *, spoken: bool) -> Iterator[Token]:
    token = tokens[at]
    following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    words = _always().get(token.norm) or _freed(token.norm, following)
    if words is None and token.norm in _clitic_verbs() and (spoken or "ند" in token.norm):
        words = _clitic_verbs()[token.norm]
    if words is None and spoken:
        before = tokens[at - 1].norm if at else ""
        words = _AFTER_MI.get(token.norm) if before in {"می", "نمی"} else _spoken(token, following)
    if words is None:
        yield token
        return
    for place, word in enumerate(words):
        yield replace(token, norm=word, glued=token.glued and not place)


_PLAIN: Final = {
    "ازش": "از او",
    "ازشون": "از آنها",
    "بهش": "به او",
    "باهاش": "با او",
    "براش": "برای او",
    "نمی‌ذارن": "نمی گذارند",
    "نمیذارن": "نمی گذارند",
    "نذاشتن": "نگذاشتند",
}
"""Spoken words that can be nothing else, in whatever text they stand."""


@cache
def _always() -> dict[str, tuple[str, ...]]:
    own = {fold_letters(spoken): tuple(fold_letters(one) for one in written.split()) for spoken, written in _PLAIN.items()}
    return own | {fold_letters("مرا"): ("من", "را"), fold_letters("منو"): ("من", "را"), fold_letters("غذاست"): ("غذا", "است")}


_AFTER_MI: Final = {
    fold_letters(spoken): (fold_letters(written),)
    for spoken, written in (
        ("گه", "گوید"), ("گن", "گویند"), ("شه", "شود"), ("شن", "شوند"), ("کنه", "کند"), ("کنن", "کنند"), ("دن", "دهند"),
        ("زنن", "زنند"), ("برن", "برند"), ("خوان", "خواهند"), ("دونیم", "دانیم"), ("دونم", "دانم"), ("گفتن", "گفتند"),
        ("کردن", "کردند"), ("زدن", "زدند"), ("ذارن", "گذارند"), ("دونستیم", "دانستیم"),
    )
}  # fmt: skip
"""Present verbs as they are spoken after «می‌»."""


def _freed(norm: str, following: str) -> tuple[str, ...] | None:
    if following not in _light_forms():
        return None
    for clitic in ("شان", "شون", "مان", "مون", "اش", "ام", "ش", "م"):
        noun = norm.removesuffix(clitic)
        if noun != norm and noun in _carriers():
            return fold_letters(_PRONOUNS[clitic]), "را", noun
    return None


def _spoken(token: Token, following: str) -> tuple[str, ...] | None:
    norm = token.norm
    if norm in _forms():
        return _forms()[norm]
    ends = not following.isalpha() or following in _ENDINGS or following in _plurals() or following.startswith("می ")
    if norm in _plurals() and ends:
        return (_plurals()[norm],)
    return None


_ENDINGS: Final = frozenset(
    map(fold_letters, ("و", "که", "ولی", "اما", "تا", "بعد", "گفتن", "میگفتن", "چون", "هم", "به", "تو", "پسرت"))
)
"""Words before which a verb ends its clause."""
