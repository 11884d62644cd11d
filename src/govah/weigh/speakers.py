"""Who speaks in a claim: the last named body of its chain of voices, a relative, the state, or nobody who is named.

"Witnesses" told to an organisation are that organisation's. A page that names no source is nobody's own voice, but for one that
is a monitoring group's own, or that somebody sent to the desk.
"""

from __future__ import annotations

from typing import Final

from govah.text import fold
from govah.weigh.interface import Evidence
from govah.weigh.naming import Speaker, named, own_name, plain

STATE: Final = "state"
FAMILY: Final = "family"
"""Keys of the voices that have no name of their own: organs of one state, and a person's family."""


def speaker_of(evidence: Evidence) -> Speaker:
    """Tells who speaks in a claim."""
    basis = evidence.claim.basis
    if basis is None:
        token = evidence.claim.fact.origin
        return Speaker("withheld", names=frozenset({f"token {token}"})) if token else Speaker("unsourced")
    family = False
    for voice in reversed(basis.attribution):
        found = named(voice)
        if found is not None and found.kind != "family":
            return found
        family = family or found is not None
    if family:
        return Speaker("family", basis.attribution[-1])
    if evidence.first_hand:
        found = named(evidence.first_hand)
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

    Where nobody is named and no publisher is known it is empty: nobody is no voice.
    """
    family = ""
    for voice in reversed(attribution):
        found = named(voice)
        if found is not None and found.kind != "family":
            return key_of(found)
        family = family or (FAMILY if found is not None else "")
    found = named(publisher) if publisher else None
    return family or (key_of(found) if found is not None else fold(publisher))


def key_of(speaker: Speaker) -> str:
    """Gives the text that stands for a speaker in tokens and in judgements."""
    if speaker.kind in (STATE, FAMILY):
        return speaker.kind
    if speaker.body >= 0:
        return plain(own_name(speaker.body))
    return min(speaker.short or speaker.names)
