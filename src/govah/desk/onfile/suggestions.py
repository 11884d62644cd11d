"""What software suggests and nobody has decided yet: a cache over the readings, which can be rebuilt; decisions outlive it."""

from __future__ import annotations

import base64
import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final

from govah.desk.onfile.withdrawals import is_withdrawn
from govah.errors import EvidenceError, NotFoundError
from govah.records import (
    Counted,
    Decision,
    Derivation,
    FoundClaim,
    FoundPerson,
    FoundStatement,
    FoundTally,
    Locator,
    Passage,
    Reading,
    Stance,
    Value,
    When,
    Where,
    canonical,
    from_plain,
    to_plain,
)
from govah.vault import Vault

CACHE: Final = "reading"
"""Kind of cache entry: a document's id → its suggestions as a JSON list."""
PLACE: Final = "suggestion"
"""Kind of cache entry: a suggestion's id → its document's id."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that a rule thinks a passage says, with the exact words. It is no fact."""

    id: str
    document: str
    kind: str
    "`claim`, `attribute`, `tally` or `statement`."
    predicate: str
    value: Value
    stance: Stance
    attribution: tuple[str, ...]
    passage: Passage
    rule: str
    person: str = ""
    "The person's name as written; empty for a tally and a statement."
    other_names: tuple[str, ...] = ()
    score: int = 0
    when: When | None = None
    where: Where | None = None
    counted: Counted | None = None
    "For a tally: by which definition it counts, where the words tell one."

    def to_json(self) -> str:
        """Gives the whole suggestion as canonical JSON, as a decision carries it."""
        return canonical(to_plain(self)).decode("utf-8")


def suggestions_of(vault: Vault, document: str, derivation: Derivation, reading: Reading, text: str) -> tuple[Suggestion, ...]:
    """Makes the suggestions of one reading; one whose quotation is not in the text to the letter is dropped."""
    place = _Place(vault, document, derivation, text)
    persons = {person.id: person for person in reading.persons}
    made = [*_attributes(place, reading.persons), *_claims(place, reading.claims, persons), *_tallies(place, reading.tallies),
            *_statements(place, reading.statements)]  # fmt: skip
    return tuple({suggestion.id: suggestion for suggestion in made}.values())


def keep(vault: Vault, document: str, made: Iterable[Suggestion]) -> None:
    """Puts a document's suggestions in the cache, in place of what was there."""
    made = tuple(made)
    vault.cache_put(CACHE, document, json.dumps([to_plain(suggestion) for suggestion in made], ensure_ascii=False))
    for suggestion in made:
        vault.cache_put(PLACE, suggestion.id, document)


def of_document(vault: Vault, document: str) -> tuple[Suggestion, ...]:
    """Gives every suggestion of a document, decided or not."""
    kept = vault.cache_get(CACHE, document)
    return tuple(from_plain(Suggestion, item) for item in json.loads(kept)) if kept else ()


def decisions_on(vault: Vault, suggestion: str) -> Iterator[Decision]:
    """Gives what was decided about one suggestion and not undone, oldest first."""
    for stored in vault.about(suggestion, "decision"):
        if isinstance(stored.record, Decision) and not is_withdrawn(vault, stored.record.id):
            yield stored.record


def pending(vault: Vault, documents: Iterable[str] | None = None) -> Iterator[Suggestion]:
    """Gives the suggestions that nobody has decided, document by document."""
    for document in documents if documents is not None else (key for key, _ in vault.cache_items(CACHE)):
        for suggestion in of_document(vault, document):
            if next(decisions_on(vault, suggestion.id), None) is None:
                yield suggestion


def find(vault: Vault, suggestion: str) -> Suggestion:
    """Gives one suggestion by its id; raises `NotFoundError` where there is none."""
    document = vault.cache_get(PLACE, suggestion)
    for found in of_document(vault, document) if document else ():
        if found.id == suggestion:
            return found
    raise NotFoundError("suggestion-unknown", id=suggestion[:20])


def named(vault: Vault, suggestion: Suggestion) -> Suggestion:
    """Gives the suggestion its id: a keyed digest of what it says and where, so that a rebuilt cache finds its decisions."""
    said = to_plain(replace(suggestion, id="", rule="", score=0))
    return replace(suggestion, id=_keyed_id(vault, canonical(said).decode("utf-8")))


def from_json(text: str) -> Suggestion:
    """Gives the suggestion that a decision carries; raises `EvidenceError` on a wrong shape."""
    try:
        made: Suggestion = from_plain(Suggestion, json.loads(text))
    except (ValueError, TypeError, KeyError) as why:
        raise EvidenceError("body-malformed", type="decision") from why
    return made


@dataclass(frozen=True, slots=True)
class _Place:
    vault: Vault
    document: str
    derivation: Derivation
    text: str

    def passage(self, quote: str, start: int, end: int) -> Passage | None:
        if not quote or self.text[start:end] != quote:
            return None
        return Passage(self.derivation.id, quote, start, end, self.locator(start))

    def locator(self, start: int) -> Locator:
        place = bisect_right(self.derivation.segments, start, key=itemgetter(0)) - 1
        if place < 0 or start >= self.derivation.segments[place][1]:
            return Locator()
        return Locator(*self.derivation.segments[place][3:])

    def named(self, suggestion: Suggestion) -> Suggestion:
        return named(self.vault, suggestion)


def _keyed_id(vault: Vault, said: str) -> str:
    """Gives an id that shows nothing, and is the same each time for the same words in the same vault."""
    digest = hashlib.sha256(vault.origin_token(f"suggestion\n{said}").encode("utf-8")).digest()
    return "s" + base64.b32encode(digest[:10]).decode("ascii").lower()


def _attributes(place: _Place, persons: Iterable[FoundPerson]) -> Iterator[Suggestion]:
    for person in persons:
        for found in person.attributes:
            if (passage := place.passage(found.quote, found.start, found.end)) is not None:
                yield place.named(
                    Suggestion("", place.document, "attribute", found.predicate, found.value, found.stance, found.attribution,
                               passage, found.rule, person.name, person.other_names)
                )  # fmt: skip


def _claims(place: _Place, claims: Iterable[FoundClaim], persons: dict[str, FoundPerson]) -> Iterator[Suggestion]:
    for found in claims:
        person = persons[found.person]
        if (passage := place.passage(found.quote, found.start, found.end)) is not None:
            yield place.named(
                Suggestion("", place.document, "claim", found.predicate, found.value, found.stance, found.attribution,
                           passage, found.rule, person.name, person.other_names, found.score, found.when, found.where)
            )  # fmt: skip


def _tallies(place: _Place, tallies: Iterable[FoundTally]) -> Iterator[Suggestion]:
    for found in tallies:
        if (passage := place.passage(found.quote, found.start, found.end)) is not None:
            yield place.named(
                Suggestion("", place.document, "tally", found.what, found.value, found.stance, found.attribution,
                           passage, found.rule, when=found.when, where=found.where, counted=found.counted)
            )  # fmt: skip


def _statements(place: _Place, statements: Iterable[FoundStatement]) -> Iterator[Suggestion]:
    """An authority's own words are reported as its words; who speaks is the voice."""
    for found in statements:
        if (passage := place.passage(found.quote, found.start, found.end)) is not None:
            yield place.named(
                Suggestion("", place.document, "statement", found.act, Value(" ".join(found.quote.split())[:300]),
                           Stance.REPORTED, (found.speaker,), passage, found.rule)
            )  # fmt: skip
