"""A suggestion beside the passage that it stands on, and the order in which a tired person should see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from govah.desk.intake.reading import text_of
from govah.desk.onfile import handling, suggestions
from govah.desk.onfile.evidence import captures_of
from govah.desk.onfile.suggestions import Suggestion
from govah.errors import NotFoundError
from govah.records import Derivation, Member
from govah.vault import Vault
from govah.words import words

DOUBTED: Final = 0.5
"""Share of a rule's suggestions that people took, below which it sinks."""
AROUND: Final = 240
"""Characters shown on either side of a passage."""


@dataclass(frozen=True, slots=True)
class InContext:
    """One suggestion with the words around its quotation."""

    suggestion: Suggestion
    name: str
    "The document's name."
    before: str
    after: str


def in_context(vault: Vault, suggestion_id: str) -> InContext:
    """Gives a suggestion with the words around it; that this member saw the document is noted, once a day."""
    return around(vault, suggestions.find(vault, suggestion_id))


def around(vault: Vault, found: Suggestion) -> InContext:
    """Gives a suggestion that is at hand with the words around its passage; the look at the document is noted."""
    text = text_of(vault, _derivation(vault, found.passage.derivation))
    start, end = found.passage.start, found.passage.end
    names = [capture.name for capture in captures_of(vault, found.document)]
    handling.record(vault, *handling.once_a_day(vault, handling.act(vault, "viewed", found.document)))
    return InContext(found, names[0] if names else "", text[max(0, start - AROUND) : start], text[end : end + AROUND])


def by_gravity(waiting: Iterable[Suggestion], precision: Mapping[str, float] | None = None) -> list[Suggestion]:
    """Orders suggestions: a life at risk first, then what is grave, doubted rules last among equals, then by document."""
    shares = precision or {}

    def rank(one: Suggestion) -> tuple[int, int, str, int]:
        return _weight(one), 1 if shares.get(one.rule, 1.0) < DOUBTED else 0, one.document, one.passage.start

    return sorted(waiting, key=rank)


_DEATH: Final = re.compile(r"(?i)\bdeath\b|\bexecut|\bhang|اعدام|قصاص")


def _weight(one: Suggestion) -> int:
    """0 where somebody may still be saved, 1 where it is grave, 2 for the rest."""
    known = words("predicates").get(one.predicate)
    if known is None:
        return 2
    awaits = one.predicate in _SENTENCES and (one.value.term == "death" or _DEATH.search(f"{one.value.text} {one.passage.quote}"))
    return 0 if awaits or known.more.get("urgent") else 1 if known.more.get("grave") else 2


_SENTENCES: Final = frozenset({"sentenced_to", "sentence_upheld"})


def member(vault: Vault, name_or_id: str) -> str:
    """Gives the id of a member by id or name; raises `NotFoundError`."""
    for stored in vault.of_kind("member"):
        record = stored.record
        if isinstance(record, Member) and name_or_id in (record.id, record.name):
            return record.id
    if name_or_id == vault.member:
        return vault.member
    raise NotFoundError("member-unknown")


def _derivation(vault: Vault, id_: str) -> Derivation:
    for stored in vault.get(id_):
        if isinstance(stored.record, Derivation):
            return stored.record
    raise NotFoundError("record-unknown", id=id_)
