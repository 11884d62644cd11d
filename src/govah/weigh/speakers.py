"""Who speaks in a claim: the last named body of its chain of voices, a relative, the state, or nobody who is named.

"Witnesses" told to an organisation are that organisation's. A page that names no source is nobody's own voice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.text import fold, fold_name, script_of
from govah.weigh.interface import Evidence
from govah.words import table

_BRACKETED: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")
_ARTICLES: Final = frozenset({"the", "a", "an", "s"})


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


def speaker_of(evidence: Evidence) -> Speaker:
    """Tells who speaks in a claim."""
    basis = evidence.claim.basis
    if basis is None:
        return Speaker("withheld", names=frozenset({f"token {evidence.claim.fact.origin}"}))
    family = False
    for voice in reversed(basis.attribution):
        found = _named(voice)
        if found is not None and found.kind != "family":
            return found
        family = family or found is not None
    if family:
        return Speaker("family", basis.attribution[-1])
    if evidence.first_hand:
        found = _named(evidence.first_hand)
        return found if found is not None else Speaker("person", "", frozenset({fold(evidence.first_hand)}))
    if evidence.told_to_desk:
        return Speaker("person", "", frozenset({f"document {evidence.document}"}))
    return Speaker("unsourced", " ".join(basis.attribution))


def same_speaker(one: Speaker, other: Speaker) -> bool:
    """Answers whether two speakers are surely one; likeness is not enough."""
    if one.kind != other.kind or one.kind == "unsourced":
        return False
    if one.kind in ("family", "state"):
        return one.kind == "family" or bool(one.names & other.names)
    if one.body >= 0 or other.body >= 0:
        return one.body == other.body
    return bool(one.names & other.names)


def voice_key(attribution: tuple[str, ...], publisher: str) -> str:
    """Gives a text that is the same for the same voice, for an opaque token: who speaks last with a name, else the publisher.

    Where nobody is named at all it is the words themselves, or empty: in doubt two documents are one voice and never two.
    """
    family = ""
    for voice in reversed(attribution):
        found = _named(voice)
        if found is not None and found.kind != "family":
            return _key(found)
        family = family or ("family" if found is not None else "")
    found = _named(publisher) if publisher else None
    return family or (_key(found) if found is not None else fold(publisher or " ".join(attribution)))


def _key(speaker: Speaker) -> str:
    if speaker.body >= 0:
        return _plain(table("reading/weigh/voices")["organisations"][speaker.body][0])
    return min(speaker.short or speaker.names)


@cache
def _named(voice: str) -> Speaker | None:
    """Gives the speaker that these words name, or None where they name nobody ("witnesses", "an informed source")."""
    short = frozenset(fold_name(inner) for inner in _BRACKETED.findall(voice) if _is_short(inner))
    full = _plain(_BRACKETED.sub(" ", voice))
    if not full and not short:
        return None
    words = set(full.split())
    if _is_official(full):
        return Speaker("state", voice, frozenset({full}), short)
    body = _body({full} | short)
    if not short and body < 0 and words & _tables()["kin"]:
        return Speaker("family", voice, frozenset({full}))
    if not short and body < 0 and _is_faceless(voice):
        return None
    if not short and (not words - _tables()["unnamed"] - _tables()["fillers"] or not _has_a_name(voice)):
        return None
    if _is_short(voice):
        short |= {full}
    body = body if body >= 0 else _body({full} | short)
    return Speaker("named", voice, frozenset({full}) if full else frozenset(), short, body)


def _is_faceless(voice: str) -> bool:
    """Answers whether the words are about people without a name ("local sources in Arak"); in a title they name a body."""
    latin = script_of(voice) == "latn"
    return any(set(fold_name(word).split()) & _tables()["faceless"] for word in voice.split() if not latin or word.islower())


def _has_a_name(voice: str) -> bool:
    """Answers whether Latin words name somebody: one of them, beyond those that name nobody, has a capital."""
    if script_of(voice) != "latn":
        return True
    known = _tables()["unnamed"] | _tables()["fillers"]
    return any(word[:1].isupper() and not set(fold_name(word).split()) <= known for word in _BRACKETED.sub(" ", voice).split())


def _plain(words: str) -> str:
    return " ".join(word for word in fold_name(words.replace("'s", "").replace("’s", "")).split() if word not in _ARTICLES)


def _is_short(words: str) -> bool:
    letters = words.strip().replace(".", "").replace("-", "")
    return letters.isalnum() and letters.isupper() and 2 <= len(letters) <= 8


def _is_official(full: str) -> bool:
    padded = f" {full} "
    return any(f" {office} " in padded for office in _tables()["officials"])


def _body(names: set[str] | frozenset[str]) -> int:
    for place, forms in enumerate(_bodies()):
        if names & forms:
            return place
    return -1


@cache
def _bodies() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_plain(form) for form in forms) for forms in table("reading/weigh/voices")["organisations"])


@cache
def _tables() -> dict[str, frozenset[str]]:
    own = table("reading/weigh/voices")
    unnamed = (*own["unnamed"], *own["nobody"])
    return {
        "kin": frozenset(fold_name(word) for word in own["kin"]),
        "faceless": frozenset(part for word in own["faceless"] for part in fold_name(word).split()),
        "fillers": frozenset(own["fillers"]),
        "officials": frozenset(_plain(word) for word in own["officials"]),
        "unnamed": frozenset(part for word in unnamed for part in fold_name(word).split()),
    }
