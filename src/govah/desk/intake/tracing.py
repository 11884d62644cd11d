"""Tracing documents: what each tells of where it comes from, fingerprints that are kept, and what people judged of origins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.utils import parseaddr
from typing import Final

from govah.desk.intake.reading import text_of
from govah.desk.onfile import suggestions
from govah.desk.onfile.evidence import captures_of, published_on, publisher_of, text_heads_of, texts_of
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.errors import GovahError
from govah.link import name_key
from govah.records import Document, Judgement, is_id
from govah.text import to_latin_digits
from govah.vault import Vault
from govah.weigh import speaks_itself, voice_key
from govah.weigh.copying import Copied, copies, fingerprints, packed, unpacked
from govah.weigh.crediting import credits_in, handles_in
from govah.weigh.graph import Source
from govah.weigh.naming import names_its_state, shown_name
from govah.weigh.speakers import FAMILY, STATE

PRINTS: Final = "prints"
"""Kind of cache entry: a derivation's id → the fingerprints of its story."""
VOICE: Final = re.compile(r"o[a-z2-7]{26}")
"""What the opaque id of a voice looks like."""
_LINK: Final = re.compile(r"https?://[^\s<>\"'«»()\[\]]{4,400}")
_NUMBER: Final = re.compile(r"\b\d{2,6}\b")
_AUTHORS: Final = ("pdf-author", "author", "office-creator")
_FURNITURE: Final = frozenset({"furniture", "header"})


def sorted_by_age(vault: Vault, documents: Iterable[Document]) -> list[Document]:
    """Gives documents, the earliest first, as far as their dates tell."""
    return sorted(documents, key=lambda one: _age(vault, one))


def source_of(vault: Vault, one: Document, addresses: Mapping[str, str], voices: dict[str, str]) -> Source:
    """Gives what a document tells of where it comes from; the voices that it names are added to `voices`, by their ids.

    Who is told of as family is a different family in each document, and stands behind no other.
    """
    came, texts = captures_of(vault, one.id), text_heads_of(vault, one.id)
    text = readable(vault, texts[-1].id, one) if texts else ""
    sender = first_hand_of(vault, one.id)
    own = sender or publisher_of(vault, one.id) or next(iter(handles_in(text)), "")
    said = suggestions.of_document(vault, one.id)
    found = [_voice(vault, key, voices, written) for key, written in _told([item.attribution for item in said])]
    credited = [_voice(vault, voice_key((name,), ""), voices, name) for name in credits_in(text)]
    links = (addresses.get(bare_address(link)) for link in _LINK.findall(text)) if addresses else ()
    return Source(
        id=one.id,
        name=came[0].name if came else "",
        language=texts[-1].language if texts else "",
        voices=tuple(filter(None, found)),
        own_voice=_voice(vault, voice_key((), own), voices, own) if own else "",
        first_hand=bool(sender) or speaks_itself(own),
        credits=tuple(dict.fromkeys(filter(None, credited))),
        links=tuple(dict.fromkeys(target for target in links if target and target != one.id)),
        marks=frozenset(_marks(said)),
    )


def first_hand_of(vault: Vault, document_id: str) -> str:
    """Gives who speaks first hand in a document: who told or sent it to the desk, or a group whose own page or mail it is.

    A newspaper's page is nobody's first hand: what it says without a source may be anybody's.
    """
    told = next((capture.source for capture in captures_of(vault, document_id) if capture.source), "")
    if told:
        return told
    return next((name for name in _senders(vault, document_id) if speaks_itself(name)), "")


def _senders(vault: Vault, document_id: str) -> Iterator[str]:
    yield publisher_of(vault, document_id)
    for capture in captures_of(vault, document_id):
        for key, value in capture.metadata:
            if key == "from":
                yield parseaddr(value)[0]
            elif key in _AUTHORS:
                yield value


def copies_among(vault: Vault, documents: Sequence[Document]) -> tuple[Copied, ...]:
    """Gives the pairs that share words; fingerprints are kept: only a text that is new is read for them."""
    if len(documents) < 2:
        return ()
    return copies((one.id, _prints(vault, one)) for one in documents)


def judged_origins(vault: Vault, known_at: str | None = None) -> dict[frozenset[str], str]:
    """Gives what people had judged last, by that time, of each pair of documents or voices, withdrawn judgements apart."""
    made = vault.memory.made_of("judged origins", ("judgement",), lambda: _origin_judgements(vault))
    found: dict[frozenset[str], str] = {}
    for time, record in made:
        if (known_at is None or time <= known_at) and not is_withdrawn(vault, record.id, known_at):
            found[frozenset((record.left, record.right))] = record.verdict
    return found


def _origin_judgements(vault: Vault) -> tuple[tuple[str, Judgement], ...]:
    """Gives every judgement about origins with its time, in order of recording, withdrawn ones too."""
    found = ((stored.time, stored.record) for stored in vault.of_kind("judgement"))
    return tuple((time, record) for time, record in found if isinstance(record, Judgement) and is_origin(record.left))


def is_origin(id_: str) -> bool:
    """Answers whether an id is one that judgements about origins are between: a document's or a voice's."""
    return is_id(id_, "document") or bool(VOICE.fullmatch(id_))


def bare_address(address: str) -> str:
    """Gives an address without what differs where the page is the same."""
    return address.partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/.,;")


def readable(vault: Vault, derivation: str, one: Document) -> str:
    """Gives a text; one that is sealed to this device, erased or not here yet is empty."""
    for found in text_heads_of(vault, one.id):
        if found.id == derivation:
            try:
                return text_of(vault, found)
            except GovahError:
                return ""
    return ""


def _age(vault: Vault, one: Document) -> tuple[str, str]:
    day = published_on(vault, one.id)
    came = captures_of(vault, one.id)
    seen = min((capture.captured_at for capture in came), default="9")
    return day.isoformat() if day else seen[:10], seen


def _voice(vault: Vault, key: str, voices: dict[str, str], written: str) -> str:
    if not key or key == FAMILY:
        return ""
    token = vault.origin_token(key)
    voices.setdefault(token, shown_name(written) or key)
    return token


def _told(attributions: Iterable[tuple[str, ...]]) -> list[tuple[str, str]]:
    """Gives the key and the words of each voice; an office counts only in a text that tells somewhere which state's it is."""
    told = [(voice_key(attribution, ""), _written(attribution)) for attribution in attributions]
    is_known = any(key == STATE and names_its_state(written) for key, written in told)
    return [(key, written) for key, written in told if is_known or key != STATE]


def _written(attribution: tuple[str, ...]) -> str:
    """Gives the words of the chain that the voice is known by."""
    key = voice_key(attribution, "")
    return next((voice for voice in reversed(attribution) if voice_key((voice,), "") == key), "")


def _marks(said: Iterable[suggestions.Suggestion]) -> Iterator[str]:
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
            text = readable(vault, derivation.id, one)
            parts = [text[start:end] for start, end, kind, *_ in derivation.segments if kind not in _FURNITURE]
            kept = packed(fingerprints("\n".join(parts) if parts else text))
            vault.cache_put(PRINTS, derivation.id, kept)
        made += unpacked(kept)
    return tuple(made)
