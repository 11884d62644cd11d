"""`govah weigh`: where every document of the vault comes from, which repeat each other, and what people judged of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from govah.desk import suggestions
from govah.desk.evidence import captures_of, document, published_on, publisher_of, texts_of
from govah.desk.reading import text_of
from govah.desk.reviewing import Reviewer
from govah.desk.withdrawals import is_withdrawn
from govah.errors import GovahError, UsageError
from govah.link import name_key
from govah.records import Document, Judgement, is_id, new_id
from govah.text import to_latin_digits
from govah.vault import Vault
from govah.weigh import voice_key
from govah.weigh.copying import Copied, copies, fingerprints, packed, unpacked
from govah.weigh.graph import OriginGraph, Source, origin_graph

PRINTS: Final = "prints"
"""Kind of cache entry: a derivation's id → the fingerprints of its story."""
_LINK: Final = re.compile(r"https?://[^\s<>\"'«»()\[\]]{4,400}")
_VOICE: Final = re.compile(r"o[a-z2-7]{26}")
_NUMBER: Final = re.compile(r"\b\d{2,6}\b")
_FURNITURE: Final = frozenset({"furniture", "header"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """The vault's documents as origins and copies."""

    graph: OriginGraph
    copies: tuple[Copied, ...]
    voices: dict[str, str]
    "By opaque id of a voice, its key: for those who may read what it is made of."


def weigh_vault(vault: Vault) -> Weighed:
    """Gives the graph of origins of all that can be read here; fingerprints are kept: only new documents are read for them."""
    documents = sorted(_documents(vault), key=lambda one: _age(vault, one))
    addresses = _addresses(vault, documents)
    voices: dict[str, str] = {}
    sources = [_source(vault, one, addresses, voices) for one in documents]
    found = copies((one.id, _prints(vault, one)) for one in documents)
    return Weighed(origin_graph(sources, found, _judged(vault)), found, voices)


def judge_origins(vault: Vault, left: str, right: str, verdict: str, reviewer: Reviewer, reason: str = "") -> Judgement:
    """Records that two documents (or a document and a voice) are one origin, or are not; it can be withdrawn."""
    ends = [one if _VOICE.fullmatch(one) else document(vault, one).id for one in (left, right)]
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


def _age(vault: Vault, one: Document) -> tuple[str, str]:
    day = published_on(vault, one.id)
    came = captures_of(vault, one.id)
    seen = min((capture.captured_at for capture in came), default="9")
    return day.isoformat() if day else seen[:10], seen


def _addresses(vault: Vault, documents: list[Document]) -> dict[str, str]:
    """Gives each document's own address, for those that were taken from one."""
    came = ((one.id, capture.origin) for one in documents for capture in captures_of(vault, one.id))
    return {_bare(origin): id_ for id_, origin in came if "://" in origin}


def _bare(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/.,;")


def _source(vault: Vault, one: Document, addresses: dict[str, str], voices: dict[str, str]) -> Source:
    came, texts = captures_of(vault, one.id), texts_of(vault, one.id)
    publisher = publisher_of(vault, one.id)
    own = _voice(vault, voice_key((), publisher), voices) if publisher else ""
    said = suggestions.of_document(vault, one.id)
    found = tuple(_voice(vault, voice_key(item.attribution, ""), voices) for item in said if item.attribution)
    linked: tuple[str, ...] = ()
    for derivation in texts[-1:]:
        text = _readable(vault, derivation.id, one)
        links = (addresses.get(_bare(link)) for link in _LINK.findall(text))
        linked = tuple(dict.fromkeys(target for target in links if target and target != one.id))
    marks = frozenset(_marks(said))
    name = came[0].name if came else ""
    return Source(one.id, name, texts[-1].language if texts else "", tuple(filter(None, found)), own, linked, marks)


def _voice(vault: Vault, key: str, voices: dict[str, str]) -> str:
    if not key:
        return ""
    token = vault.origin_token(key)
    voices[token] = key
    return token


def _marks(said: tuple[suggestions.Suggestion, ...]) -> Iterator[str]:
    """Gives what a document tells that is alike in every language: names by their consonants, days, numbers."""
    for one in said:
        if one.person:
            yield f"name {name_key(one.person)}"
        if one.when is not None and one.when.edtf:
            yield f"day {one.predicate} {one.when.edtf}"
        for number in _NUMBER.findall(to_latin_digits(one.value.text)):
            yield f"number {one.predicate} {number}"


def _prints(vault: Vault, one: Document) -> tuple[int, ...]:
    made: list[int] = []
    for derivation in texts_of(vault, one.id)[-1:]:
        kept = vault.cache_get(PRINTS, derivation.id)
        if kept is None:
            text = _readable(vault, derivation.id, one)
            parts = [text[start:end] for start, end, kind, *_ in derivation.segments if kind not in _FURNITURE]
            kept = packed(fingerprints("\n".join(parts) if parts else text))
            vault.cache_put(PRINTS, derivation.id, kept)
        made += unpacked(kept)
    return tuple(made)


def _readable(vault: Vault, derivation: str, one: Document) -> str:
    """Gives a text; one that is sealed to this device, erased or not here yet is empty."""
    for found in texts_of(vault, one.id):
        if found.id == derivation:
            try:
                return text_of(vault, found)
            except GovahError:
                return ""
    return ""


def _judged(vault: Vault) -> dict[frozenset[str], str]:
    """Gives what people judged last of each pair of documents or voices, withdrawn judgements apart."""
    found: dict[frozenset[str], str] = {}
    for stored in vault.of_kind("judgement"):
        record = stored.record
        if isinstance(record, Judgement) and is_id(record.left, "document") and not is_withdrawn(vault, record.id):
            found[frozenset((record.left, record.right))] = record.verdict
    return found
