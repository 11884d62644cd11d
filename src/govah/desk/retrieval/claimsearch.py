"""Search by what is claimed: times by overlap, stages, charges, places, voices and stances; each hit with its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from govah import weigh
from govah.dates import Edtf
from govah.desk.cases.claims import ClaimOnFile, claim_on_file, claims_about
from govah.desk.cases.findings import as_weighed, findings_of
from govah.desk.cases.voicing import evidence_about
from govah.desk.people.clusters import Person, person
from govah.desk.people.spelling import spellings
from govah.errors import NotFoundError, UsageError
from govah.records import Capture, Stance, Value, When, Where, person_of
from govah.vault import Vault
from govah.vault.finding import Fields, bodies_of, every_matching, which_match
from govah.vault.wording import PLACE, PREDICATE, STANCE, TERM, VOICE, marked, times_within, words_of
from govah.words import find_words, near_words, words

SCANNED: Final = 20_000
"""Claims that are looked at for one search."""
_LIFETIME: Final = 119
_FOREVER: Final = (date(1, 1, 1), date(9999, 12, 31))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a claim must say to be found; what is left empty asks nothing."""

    since: date | None = None
    until: date | None = None
    "A claim is found whose time may overlap these days; one without a time is not."
    stage: str = ""
    "A legal stage that its person may be in today: a word of `stages`, or one of its labels."
    charge: str = ""
    place: str = ""
    source: str = ""
    "A voice of its attribution, or from whom its document came: found only by who may read that."
    stance: str = ""
    predicate: str = ""

    @property
    def is_empty(self) -> bool:
        """Answers whether nothing is asked."""
        return self == Filters()


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """One standing claim that was found, with its words where this reader may see them."""

    id: str
    person: str
    name: str
    predicate: str
    value: Value
    stance: Stance
    when: When | None
    where: Where | None
    reviewed: bool
    quote: str
    "Empty where the source is withheld from this reader."
    document: str
    voices: tuple[str, ...]


def find_claims(vault: Vault, wanted: Filters, mentions: Collection[str] | None, most: int) -> tuple[FoundClaim, ...]:
    """Gives standing claims that pass every filter, oldest first; of these mentions only, where some are named.

    A word that the vocabulary does not know raises `UsageError` with the nearest.
    """
    found: list[FoundClaim] = []
    stands = _Stands(vault, wanted)
    seen: set[str] = set()
    for fields in _facts(vault, wanted, mentions):
        if len(found) == most:
            break
        if fields["id"] in seen or not _overlaps(fields, wanted):
            continue
        seen.add(fields["id"])
        known = claim_on_file(vault, fields["id"])
        if known is None or known.withdrawn:
            continue
        owner = stands.owner(fields["mention"])
        if owner is not None:
            found.append(_found(known, owner))
    return tuple(found)


class _Stands:
    """Knows whose a mention is, and whether that person may be in the stage that was asked for; each is worked out once."""

    def __init__(self, vault: Vault, wanted: Filters) -> None:
        self.vault = vault
        self.stage = _word("stages", wanted.stage) if wanted.stage else ""
        self.as_of = wanted.until or date.fromisoformat(vault.clock()[:10])
        self.known: dict[str, Person | None] = {}

    def owner(self, mention: str) -> Person | None:
        """Gives the person, or None where there is none any more or the stage is another."""
        if mention not in self.known:
            try:
                found = person(self.vault, person_of(mention))
            except NotFoundError:
                self.known[mention] = None
            else:
                shown = found if not self.stage or self._may_be(found) else None
                self.known |= {one.id: shown for one in found.mentions}
        return self.known[mention]

    def _may_be(self, found: Person) -> bool:
        standing = [one for one in claims_about(self.vault, found) if not one.withdrawn]
        evidence = evidence_about(self.vault, standing)
        findings = as_weighed(findings_of(self.vault, found))
        status = weigh.status(evidence, self.as_of, findings=findings)
        return any(state.state == self.stage for state in status.states)


def _facts(vault: Vault, wanted: Filters, mentions: Collection[str] | None) -> Iterator[Fields]:
    groups = list(_groups(vault, wanted))
    voices = [list(spellings(vault, word)) for word in words_of(wanted.source)]
    found: Iterable[Fields]
    if mentions is not None:
        found = _of_mentions(vault, mentions, groups)
    elif groups:
        found = every_matching(vault, groups, "fact")
    else:
        found = _told_by(vault, voices)
    for fields in islice(found, SCANNED):
        if not voices or _is_told_by(vault, fields["id"], voices):
            yield fields


def _of_mentions(vault: Vault, mentions: Collection[str], groups: list[list[str]]) -> Iterator[Fields]:
    own = sorted({one.record.id for mention in mentions for one in vault.about(mention, "fact") if one.record is not None})
    allowed = which_match(vault, groups, own, "fact") if all(groups) else set()
    yield from (one for one in bodies_of(vault, sorted(allowed), "fact") if one["mention"] in mentions)


def _told_by(vault: Vault, voices: list[list[str]]) -> Iterator[Fields]:
    """Gives the claims that go back to a voice, by what this device may read and by nothing else."""
    groups = [[VOICE + spelt for spelt in one] for one in voices]
    for basis in every_matching(vault, groups, "basis"):
        yield from bodies_of(vault, [basis["id"]], "fact")
    for capture in every_matching(vault, groups, "capture"):
        ids = [one.record.id for one in vault.about(capture["document"], "basis") if one.record is not None]
        yield from bodies_of(vault, ids, "fact")


def _is_told_by(vault: Vault, claim: str, voices: list[list[str]]) -> bool:
    for basis in bodies_of(vault, [claim], "basis"):
        came = (one.record for one in vault.about(basis["document"], "capture"))
        names = [*basis.get("attribution", ()), *(one.source for one in came if isinstance(one, Capture))]
        said = set(words_of(" ".join(names)))
        if all(said & set(one) for one in voices):
            return True
    return False


def _groups(vault: Vault, wanted: Filters) -> Iterator[list[str]]:
    """Gives the marked words that the index is asked for: one of each group."""
    if wanted.predicate:
        yield [marked(PREDICATE, _word("predicates", wanted.predicate, "attributes"))]
    if wanted.stance:
        yield [marked(STANCE, _word("stances", wanted.stance))]
    if wanted.since or wanted.until:
        if wanted.since and wanted.until:
            yield list(times_within(wanted.since, wanted.until))
        else:
            yield _half_open(wanted.since, wanted.until)
    if wanted.stage:
        entered = words("stages")[_word("stages", wanted.stage)].more.get("entered_by", ())
        yield [marked(PREDICATE, one) for one in entered]
    if wanted.charge:
        yield from _charge(vault, wanted.charge)
    if wanted.place:
        yield from _place(vault, wanted.place)


def _half_open(since: date | None, until: date | None) -> list[str]:
    """Gives the years of a long lifetime on the side that is asked for; each claim's own time is held against the day after."""
    first = since.year if since else max(1, until.year - _LIFETIME) if until else 1
    last = min(9999, first + _LIFETIME)
    return list(times_within(date(first, 1, 1), date(last, 12, 31)))


def _charge(vault: Vault, charge: str) -> Iterator[list[str]]:
    known = [one.name for one in find_words(charge, ["charges"])]
    if known:
        yield [marked(TERM, name) for name in known]
        return
    yield [marked(PREDICATE, "charged_with"), marked(PREDICATE, "sentenced_to")]
    yield from ([*spellings(vault, word)] for word in words_of(charge))


def _place(vault: Vault, place: str) -> Iterator[list[str]]:
    terms = [marked(TERM, one.name) for one in find_words(place, ["prisons"])]
    for word in words_of(place):
        yield [*terms, *(PLACE + spelt for spelt in spellings(vault, word))]


def _overlaps(fields: Fields, wanted: Filters) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    edtf = (fields.get("when") or {}).get("edtf", "")
    if not edtf:
        return False
    read = Edtf.parse(edtf)
    since, until = wanted.since or _FOREVER[0], wanted.until or _FOREVER[1]
    return (read.first is None or read.first <= until) and (read.last is None or read.last >= since)


def _found(known: ClaimOnFile, owner: Person) -> FoundClaim:
    fact, basis = known.claim.fact, known.claim.basis
    return FoundClaim(
        id=fact.id,
        person=owner.id,
        name=owner.name,
        predicate=fact.predicate,
        value=fact.value,
        stance=fact.stance,
        when=fact.when,
        where=fact.where,
        reviewed=known.reviewed,
        quote=basis.passage.quote if basis else "",
        document=basis.document if basis else "",
        voices=basis.attribution if basis else (),
    )


def _word(kind: str, typed: str, *others: str) -> str:
    """Gives the one word that goes by what was typed; none is a `UsageError` with the nearest."""
    for one in (kind, *others):
        if typed in words(one):
            return typed
    found = find_words(typed, [kind, *others])
    if not found:
        near = ", ".join(one.name for one in near_words(typed, [kind])) or ", ".join(words(kind))
        raise UsageError("word-unknown", kind=kind, word=typed[:30], near=near)
    return found[0].name
