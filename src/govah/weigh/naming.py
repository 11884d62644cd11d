"""Whom words name: a body that is listed, an organ of the state, a relative, somebody with a name, or nobody at all.

"A rights group", "several media", "one", «برخی منابع» name nobody, with whatever adjective beside them. In doubt nobody is named:
what nobody says is laid to the body that passes it on, so that it never counts as a voice of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from govah.text import fold, fold_name, script_of
from govah.words import table

_BRACKETED: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")
_ARTICLES: Final = frozenset({"the", "a", "an", "s"})
_SMALL: Final = frozenset({"the", "a", "an", "of", "for", "in", "and", "on", "to"})
_FROM_SOMEWHERE: Final = re.compile(r"\w+-(?:based|language|linked|affiliated|run|owned|backed)\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r"[«\"“][^»\"”]{3,}[»\"”]|به نام")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice, told apart only as far as its names allow."""

    kind: str
    "`named`, `family`, `state`, `person` (somebody who told the desk), `withheld` or `unsourced`."
    written: str = ""
    names: frozenset[str] = frozenset()
    "Folded full names."
    short: frozenset[str] = frozenset()
    "Folded abbreviations."
    body: int = -1
    "Place in the list of known organisations; -1 where it is not in it."

    @property
    def script(self) -> str:
        """Gives the script that it is written in."""
        return script_of(self.written)


@cache
def named(voice: str) -> Speaker | None:
    """Gives the speaker that these words name, or None where they name nobody ("witnesses", "an informed source")."""
    short = frozenset(fold_name(inner) for inner in _BRACKETED.findall(voice) if _is_short(inner))
    bare = _FROM_SOMEWHERE.sub(" ", _BRACKETED.sub(" ", voice))
    full = plain(bare)
    if not full and not short:
        return None
    body = body_of(full, short)
    if body >= 0:
        return Speaker("named", voice, frozenset({full}) if full else frozenset(), short | _short_of(bare, full), body)
    words = set(full.split())
    if _is_official(plain(_BRACKETED.sub(" ", voice))) and not words & _tables()["foreign"]:
        return Speaker("state", voice, frozenset({full}), short)
    if not short and words & _tables()["kin"]:
        return Speaker("family", voice, frozenset({full}))
    if not short and _names_nobody(bare, words):
        return None
    return Speaker("named", voice, frozenset({full}) if full else frozenset(), short | _short_of(bare, full))


def plain(words: str) -> str:
    """Gives words folded, without possessives and articles."""
    return " ".join(word for word in fold_name(words.replace("'s", "").replace("’s", "")).split() if word not in _ARTICLES)


def body_of(full: str, short: frozenset[str] = frozenset()) -> int:
    """Gives the place of the listed body that these words name, or -1.

    A listed name with a few plain words around it ("the Norway-based X group", "X spokesman Y", «سایت X») is that body; a longer
    name that merely holds a listed one ("X Documentation Centre") is another.
    """
    for form in (full, *sorted(short)):
        if form in _forms():
            return _forms()[form]
    held = [form for form in _forms() if len(form) > 2 and f" {form} " in f" {full} "]
    for form in sorted(held, key=len, reverse=True):
        rest = set(f" {full} ".replace(f" {form} ", " ", 1).split())
        if rest <= _tables()["around"] or rest & _tables()["roles"]:
            return _forms()[form]
    return -1


def own_name(body: int) -> str:
    """Gives the name under which a listed body is shown."""
    return str(_bodies()[body][0])


def shown_name(written: str) -> str:
    """Gives the name to show for a voice: a listed body's own, else the words as written."""
    found = named(written) if written else None
    return own_name(found.body) if found is not None and found.body >= 0 else written


def names_its_state(office: str) -> bool:
    """Answers whether the words of an office tell which state's it is; "a prosecutor" alone may be any state's."""
    if script_of(office) != "latn":
        return True
    offices = _tables()["any_state"] | _tables()["unnamed"] | _tables()["fillers"]
    return any(word[:1].isupper() and not set(plain(word).split()) <= offices | _ARTICLES for word in office.split())


def speaks_itself(name: str) -> bool:
    """Answers whether somebody of that name speaks first hand on a page of its own: a monitoring group, an office, no outlet."""
    found = named(name)
    if found is None or found.kind != "named":
        return found is not None and found.kind == "state"
    if found.body >= 0:
        return found.body < len(_own()["organisations"])
    return bool(set(plain(name).split()) & _tables()["monitors"])


def _names_nobody(voice: str, words: set[str]) -> bool:
    if _is_title(voice):
        return False
    if not words - _tables()["unnamed"] - _tables()["fillers"]:
        return True
    if script_of(voice) == "latn":
        return _is_faceless_latin(voice) or not _has_a_name(voice)
    if _QUOTED.search(voice):
        return False
    first = plain(voice).split()[0]
    indefinite = first in _tables()["indefinite"] and words & _tables()["groups"]
    return bool(words & _tables()["faceless"]) or bool(indefinite)


def _is_faceless_latin(voice: str) -> bool:
    """Answers whether the words are about people without a name ("local sources in Arak"); in a title they name a body."""
    return any(set(fold_name(word).split()) & _tables()["faceless"] for word in voice.split() if word.islower())


def _is_title(voice: str) -> bool:
    """Answers whether Latin words stand as a title: two or more, each with a capital, and not of people in general."""
    told = [word for word in re.findall(r"[^\W\d_]+", voice) if word.lower() not in _SMALL]
    if len(told) < 2 or script_of(voice) != "latn" or fold_name(told[-1]) in _tables()["faceless"]:
        return False
    return all(word[0].isupper() for word in told) and fold_name(told[0]) not in _tables()["indefinite_latin"]


def _has_a_name(voice: str) -> bool:
    """Answers whether Latin words name somebody: one of them has a capital and is no nationality, office or pronoun."""
    known = _tables()["unnamed"] | _tables()["fillers"] | _tables()["nationalities"] | _ARTICLES
    return any(word[:1].isupper() and not set(plain(word).split()) <= known for word in re.split(r"[\s\-]+", voice))


def _short_of(bare: str, full: str) -> frozenset[str]:
    return frozenset({full}) if full and _is_short(bare) else frozenset()


def _is_short(words: str) -> bool:
    letters = words.strip().replace(".", "").replace("-", "")
    return letters.isalnum() and letters.isupper() and 2 <= len(letters) <= 8


def _is_official(full: str) -> bool:
    padded = f" {full} "
    return any(f" {office} " in padded for office in _tables()["officials"])


@cache
def _forms() -> dict[str, int]:
    return {plain(form): place for place, forms in enumerate(_bodies()) for form in forms}


def _bodies() -> tuple[list[str], ...]:
    return (*_own()["organisations"], *_own()["outlets"])


def _own() -> Any:
    return table("reading/weigh/voices")


@cache
def _tables() -> dict[str, frozenset[str]]:
    own = _own()
    split = {"faceless", "groups", "indefinite", "indefinite_latin", "nationalities", "around", "roles", "monitors", "foreign"}
    tables = {name: frozenset(part for word in own[name] for part in _parts(str(word))) for name in (*split, "any_state")}
    unnamed = (*own["unnamed"], *own["nobody"])
    return tables | {
        "kin": frozenset(fold_name(word) for word in own["kin"]),
        "fillers": frozenset(fold(str(word)) for word in own["fillers"]),
        "officials": frozenset(plain(word) for word in own["officials"]),
        "unnamed": frozenset(part for word in unnamed for part in _parts(str(word))),
    }


def _parts(word: str) -> list[str]:
    return fold_name(word).split()
