"""Search: persons by name, passages of sealed texts and claims by what they say, in whatever letters they were typed.

`find_all(vault, Query(…))` is the one search that every face calls: nothing in it is kept, noted or printed, and it finds only
what this device may read. `viewing.view_search` calls it and notes the look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from govah.desk.onfile.evidence import captures_of
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.desk.people.clusters import Person, person
from govah.desk.people.namesearch import NameHit, find_names
from govah.desk.people.spelling import spellings
from govah.desk.retrieval.claimsearch import Filters, FoundClaim, find_claims
from govah.desk.retrieval.locating import locate
from govah.errors import UsageError
from govah.records import person_of
from govah.vault import Vault
from govah.vault.finding import texts_with
from govah.vault.wording import words_of

AROUND: Final = 80
MOST: Final = 10
"""Persons, passages and claims given at most, each."""
KINDS: Final = ("person", "document", "claim")
_MOST_WORDS: Final = 12
UNFILTERED: Final = Filters()


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: words, and what claims must say."""

    words: str = ""
    filters: Filters = UNFILTERED
    kinds: tuple[str, ...] = KINDS
    "Of `person`, `document` and `claim`: what is to be found."
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that holds the words, and the passage where most of them stand together."""

    document: str
    name: str
    before: str
    words: str
    after: str
    derivation: str = ""
    "The text in which `words` stand, from `start` to `end`, in code points."
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives, each part with the likest first."""

    persons: tuple[Person, ...]
    passages: tuple[Hit, ...]
    claims: tuple[FoundClaim, ...] = ()
    matches: tuple[NameHit, ...] = ()
    "For each person found by name, the name that was found and how like it is; in the order of `persons`."


def search(vault: Vault, words: str) -> Found:
    """Finds persons and documents by words alone."""
    return find_all(vault, Query(words, kinds=("person", "document")))


def find_all(vault: Vault, query: Query) -> Found:
    """Finds persons, passages and claims.

    Words find persons by name and passages of texts. Filters find claims, and with them the persons they are about; with both,
    only claims about a person of that name, and only passages of documents that such claims stand on.
    Raises `UsageError` where nothing is asked, or a filter's word is unknown.
    """
    if not words_of(query.words) and query.filters.is_empty:
        raise UsageError("search-empty")
    unknown = set(query.kinds) - set(KINDS)
    if unknown:
        raise UsageError("word-unknown", kind="search", word=min(unknown)[:20], near=", ".join(KINDS))
    named = tuple(_named(vault, query)) if query.words else ()
    if query.filters.is_empty:
        claims = _claims_of(vault, named, query) if query.kinds == ("claim",) else ()
        passages = tuple(_passages(vault, query))
        return _kept(query, named, passages, claims)
    mentions = {mention.id for found, _ in named for mention in found.mentions} if query.words else None
    claims = find_claims(vault, query.filters, mentions, query.most)
    shown = {claim.person for claim in claims}
    if query.words:
        named = tuple(one for one in named if one[0].id in shown)
    else:
        persons = (person(vault, id_) for id_ in dict.fromkeys(claim.person for claim in claims))
        named = tuple((one, NameHit(one.mentions[0].id, one.name, 0, "")) for one in persons)
    standing = {claim.document for claim in claims}
    passages = tuple(hit for hit in _passages(vault, query) if hit.document in standing)
    return _kept(query, named, passages, claims)


def _kept(
    query: Query, named: tuple[tuple[Person, NameHit], ...], passages: tuple[Hit, ...], claims: tuple[FoundClaim, ...]
) -> Found:
    persons = named if "person" in query.kinds else ()
    return Found(
        persons=tuple(one for one, _ in persons),
        passages=passages if "document" in query.kinds else (),
        claims=claims if "claim" in query.kinds else (),
        matches=tuple(hit for _, hit in persons),
    )


def _named(vault: Vault, query: Query) -> Iterator[tuple[Person, NameHit]]:
    seen: set[str] = set()
    gone: dict[str, bool] = {}
    count = 0
    for hit in find_names(vault, query.words):
        if count == query.most:
            return
        if hit.acceptance and hit.acceptance not in gone:
            gone[hit.acceptance] = is_withdrawn(vault, hit.acceptance)
        if hit.mention in seen or gone.get(hit.acceptance):
            continue
        found = person(vault, person_of(hit.mention))
        seen.update(mention.id for mention in found.mentions)
        count += 1
        yield found, hit


def _claims_of(vault: Vault, named: tuple[tuple[Person, NameHit], ...], query: Query) -> tuple[FoundClaim, ...]:
    mentions = {mention.id for found, _ in named for mention in found.mentions}
    return find_claims(vault, query.filters, mentions, query.most)


def _passages(vault: Vault, query: Query) -> Iterator[Hit]:
    if "document" not in query.kinds:
        return
    typed = words_of(query.words)[:_MOST_WORDS]
    exact, spelt = [[word] for word in typed], [list(spellings(vault, word)) for word in typed]
    seen: set[str] = set()
    for groups, near in ((exact, True), (spelt, True), (exact, False), (spelt, False)):
        if seen and not near:
            return
        for blob, document, derivation in texts_with(vault, groups, query.most, near=near):
            if len(seen) == query.most:
                return
            if document not in seen:
                seen.add(document)
                yield _hit(vault, (blob, document, derivation), spelt)


def _hit(vault: Vault, found_in: tuple[str, str, str], groups: list[list[str]]) -> Hit:
    blob, document, derivation = found_in
    text = _text(vault, blob)
    name = next((capture.name for capture in captures_of(vault, document) if capture.name), "")
    found = locate(text, groups)
    if found is None:
        return Hit(document, name, "", "", text[: 2 * AROUND], derivation)
    before, after = text[max(0, found.start - AROUND) : found.start], text[found.end : found.end + AROUND]
    return Hit(document, name, before, text[found.start : found.end], after, derivation, found.start, found.end)


def _text(vault: Vault, blob: str) -> str:
    """Gives a text whose blob is here; its encryption vouches for every byte, so its hash is not computed again."""
    if not vault.has_blob(blob):
        return ""
    with vault.open_blob(blob) as source:
        return source.read().decode("utf-8")
