"""`govah weigh`: where every document of the vault comes from, which repeat each other, and what people judged of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govah.desk.intake.tracing import VOICE, bare_address, copies_among, judged_origins, sorted_by_age, source_of
from govah.desk.onfile.evidence import captures_of, document
from govah.desk.review.reviewing import Reviewer
from govah.errors import UsageError
from govah.records import Document, Judgement, new_id
from govah.vault import Vault
from govah.weigh.copying import Copied
from govah.weigh.graph import OriginGraph, origin_graph
from govah.weigh.likeness import AlikeVoices, alike_voices
from govah.weigh.speakers import STATE


@dataclass(frozen=True, slots=True)
class Weighed:
    """The vault's documents as origins and copies."""

    graph: OriginGraph
    copies: tuple[Copied, ...]
    voices: dict[str, str]
    "By opaque id of a voice, its name as written first, for those who may read what it is made of."
    state: str = ""
    "The id of the voice that the organs of one state share."
    suggested: tuple[AlikeVoices, ...] = ()
    "Voices that may be one body under two names, for a person to join or to keep apart; nothing is joined by it."


def weigh_vault(vault: Vault) -> Weighed:
    """Gives the graph of origins of all that can be read here; fingerprints are kept: only new documents are read for them."""
    documents = sorted_by_age(vault, _documents(vault))
    addresses = _addresses(vault, documents)
    voices: dict[str, str] = {}
    sources = [source_of(vault, one, addresses, voices) for one in documents]
    found = copies_among(vault, documents)
    judged = judged_origins(vault)
    state = vault.origin_token(STATE)
    return Weighed(origin_graph(sources, found, judged), found, voices, state, alike_voices(voices, frozenset(judged)))


def judge_origins(vault: Vault, left: str, right: str, verdict: str, reviewer: Reviewer, reason: str = "") -> Judgement:
    """Records that two of them (documents or voices) are one origin, or are not; it can be withdrawn."""
    ends = [one if VOICE.fullmatch(one) else document(vault, one).id for one in (left, right)]
    if ends[0] == ends[1]:
        raise UsageError("origin-itself")
    made = Judgement(new_id("judgement", vault.entropy), ends[0], ends[1], verdict, reviewer.member, vault.clock(),
                     (reason,) if reason else (), reviewer.actor)  # fmt: skip
    vault.append([[(made, "team")]])
    return made


def _documents(vault: Vault) -> Iterator[Document]:
    for stored in vault.of_kind("document"):
        if isinstance(stored.record, Document):
            yield stored.record


def _addresses(vault: Vault, documents: list[Document]) -> dict[str, str]:
    """Gives each document's own address, for those that were taken from one."""
    came = ((one.id, capture.origin) for one in documents for capture in captures_of(vault, one.id))
    return {bare_address(origin): id_ for id_, origin in came if "://" in origin}
