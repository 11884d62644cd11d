"""Consent: who allowed what, for which purpose, until when; what leaves is held against it, and what left is told when it falls.

Two kinds: of the person in the file (or who may speak for them), and of a source, about what the source told. A claim that stands
on what a person told leaves only where that source consented to the audience; nothing about a person who refused leaves at all.
Whether consent was *rightly* given is nobody's to compute: this keeps what was noted, and refuses where nothing was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from govah.dates import Edtf
from govah.desk.cases.claims import ClaimOnFile, claims_about
from govah.desk.onfile import evidence
from govah.desk.onfile.dating import edtf_of
from govah.desk.onfile.withdrawals import is_withdrawn, withdraw
from govah.desk.people.clusters import Person, named, person
from govah.desk.review.reviewing import Reviewer
from govah.errors import NotFoundError
from govah.records import Basis, Capture, Consent, Consenter, Custody, Release, is_id, new_id
from govah.vault import Stored, Vault
from govah.words import word

PURPOSE_OF: Final = {"court": "court", "un": "un", "public": "public"}
"""What must be consented to for an audience."""
TOLD: Final = "sources"
"""A basis in this compartment was told by a person, whose consent it takes."""
GIVEN, REFUSED, WITHDRAWN, EXPIRED, MISSING = "given", "refused", "withdrawn", "expired", "missing"
FORBIDDING: Final = (REFUSED, WITHDRAWN)
"""Somebody said no: whatever else there is, it does not leave."""


@dataclass(frozen=True, slots=True)
class ConsentOnFile:
    """One consent, how it stands as of a day, and who gave it, for those who may know."""

    consent: Consent
    state: str
    "`given`, `refused`, `withdrawn` or `expired`."
    giver: str
    "Empty where this reader may not see it."
    replaced: bool = False
    "Whether a later one about the same, for the same purpose, stands in its place."


@dataclass(frozen=True, slots=True)
class Terms:
    """What is noted of a consent beside about whom it is, and for what."""

    by: str
    "A word of `consent_givers`."
    means: str
    "A word of `consent_means`."
    is_given: bool = True
    on: str = ""
    "The day, as typed; today where it is empty."
    until: str = ""
    agreed: str = ""
    "In a few words that name nobody."
    who: str = ""
    "Their name; it is kept in `sources`."
    document: str = ""
    "What proves it."


@dataclass(frozen=True, slots=True)
class Shaken:
    """What a consent that was taken back had let go."""

    releases: tuple[str, ...]
    "Releases that still stand on it: take them back."
    left: tuple[Custody, ...]
    "What has left already: it cannot be called back, but whoever has it can be told."


def give(vault: Vault, about: str, purpose: str, reviewer: Reviewer, terms: Terms) -> Consent:
    """Notes a consent, or a refusal, about a person (name or id) or about what came with one document or capture (id)."""
    for kind, typed in (("purposes", purpose), ("consent_givers", terms.by), ("consent_means", terms.means)):
        word(kind, typed)
    subject, capture, claims = _about(vault, about)
    if terms.document:
        evidence.document(vault, terms.document)
    made = Consent(
        id=new_id("consent", vault.entropy),
        capture=capture,
        purpose=purpose,
        is_given=terms.is_given,
        noted_by=reviewer.member,
        noted_at=vault.clock(),
        until=_day(terms.until),
        person=subject,
        claims=claims,
        by=terms.by,
        means=terms.means,
        given_on=_day(terms.on) or vault.clock()[:10],
        terms=terms.agreed,
    )
    who = [(Consenter(made.id, terms.who, terms.document), TOLD)] if terms.who or terms.document else []
    vault.append([[(made, "team"), *who]])
    return made


def consents(vault: Vault, as_of: date, about: str = "") -> tuple[ConsentOnFile, ...]:
    """Gives what was noted, of one person or document where it is named, oldest first."""
    found = [one.record for one in _stored_about(vault, about) if isinstance(one.record, Consent)]
    newest = {(one.person, one.capture, one.purpose): one.id for one in found}
    return tuple(
        ConsentOnFile(one, _state(vault, one, as_of), _giver(vault, one), newest[one.person, one.capture, one.purpose] != one.id)
        for one in found
    )


def take_back(vault: Vault, consent: str, reviewer: Reviewer, reason: str) -> Shaken:
    """Notes that a consent was taken back, and gives what it had let go."""
    found = next((one.record for one in vault.get(consent) if isinstance(one.record, Consent)), None)
    if found is None:
        raise NotFoundError("record-unknown", id=consent[:20])
    if not is_withdrawn(vault, consent):
        withdraw(vault, (consent,), reviewer.member, reason)
    return shaken_by(vault, found)


def shaken_by(vault: Vault, consent: Consent) -> Shaken:
    """Gives the standing releases to the audience that a consent was for, of what it covers, and what left under them."""
    audiences = [audience for audience, purpose in PURPOSE_OF.items() if consent.purpose in (purpose, "name")]
    covered = _covered(vault, consent)
    found = {one.record.id: one.record for claim in covered for one in vault.about(claim, "release")}
    releases = [one for one in found.values() if isinstance(one, Release) and one.audience in audiences]
    touched = {consent.person} - {""} | set(_documents(vault, consent))
    acts = {one.record.id: one.record for item in touched for one in vault.about(item, "custody")}
    left = [one for one in acts.values() if isinstance(one, Custody) and one.act == "published" and one.audience in audiences]
    standing = tuple(one.id for one in releases if not is_withdrawn(vault, one.id))
    return Shaken(standing, tuple(sorted(left, key=lambda one: one.at)))


def of_person(vault: Vault, person_: Person, purpose: str, as_of: date) -> str:
    """Gives how the consent about a person stands for one purpose: `missing`, or the state of the newest."""
    found = [one for id_ in (person_.id, *person_.retired) for one in vault.about(id_, "consent")]
    about = {person_.id, *person_.retired}
    records = (one.record for one in found if isinstance(one.record, Consent) and one.record.person in about)
    return _newest(vault, (one for one in records if one.purpose == purpose), as_of)


def given_by(vault: Vault, person_: Person, purpose: str, as_of: date) -> Consent | None:
    """Gives the newest consent about a person that stands, for one purpose; None where none does."""
    found = [one.record for id_ in (person_.id, *person_.retired) for one in vault.about(id_, "consent")]
    mine = [one for one in found if isinstance(one, Consent) and one.purpose == purpose and one.person]
    standing = (one for one in mine if _state(vault, one, as_of) == GIVEN)
    return max(standing, key=lambda one: one.noted_at, default=None)


def unconsented(vault: Vault, claims: Iterable[ClaimOnFile], audience: str, as_of: date) -> frozenset[str]:
    """Gives the claims that stand on what a person told, and that the source did not allow for this audience."""
    purpose = PURPOSE_OF[audience]
    told = [one for one in claims if one.basis_compartment == TOLD]
    return frozenset(one.id for one in told if _of_source(vault, one, purpose, as_of) != GIVEN)


def fallen(vault: Vault, person_: Person, as_of: date) -> tuple[tuple[Consent, str], ...]:
    """Gives the consents that no longer stand while a release that needs them does, with how they stand."""
    mine = {one.id for one in claims_about(vault, person_)} | {person_.id, *person_.retired}
    found = {one.record.id: one.record for id_ in mine for one in vault.about(id_, "consent")}
    newest = {(one.person, one.capture, one.purpose): one for one in sorted(found.values(), key=lambda one: one.noted_at)}
    states = ((one, _state(vault, one, as_of)) for one in newest.values())
    return tuple((one, state) for one, state in states if state != GIVEN and shaken_by(vault, one).releases)


def _stored_about(vault: Vault, about: str) -> list[Stored]:
    """Gives the stored consents, oldest first; those of one subject by its index, for a page does not go through all of them."""
    if not about:
        return list(vault.of_kind("consent"))
    wanted = _subjects(vault, about)
    found = {one.record.id: one for id_ in sorted(wanted) for one in vault.about(id_, "consent")}
    mine = (one for one in found.values() if {one.record.person, one.record.capture} & wanted)
    return sorted(mine, key=lambda one: one.record.noted_at)


def _about(vault: Vault, about: str) -> tuple[str, str, tuple[str, ...]]:
    """Gives person, capture and claims that a consent is about."""
    if is_id(about, "document") or is_id(about, "capture"):
        capture = _capture(vault, about)
        bases = (one.record for one in vault.about(capture.document, "basis"))
        return "", capture.id, tuple(dict.fromkeys(one.id for one in bases if isinstance(one, Basis)))
    return named(vault, about).id, "", ()


def _capture(vault: Vault, id_: str) -> Capture:
    if is_id(id_, "document"):
        came = evidence.captures_of(vault, evidence.document(vault, id_).id)
        told = [one for one in came if one.source or one.method == "note"] or list(came)
        if told:
            return told[0]
    found = next((one.record for one in vault.get(id_) if isinstance(one.record, Capture)), None)
    if found is None:
        raise NotFoundError("record-unknown", id=id_[:20])
    return found


def _subjects(vault: Vault, about: str) -> set[str]:
    if is_id(about, "document"):
        return {one.id for one in evidence.captures_of(vault, about)}
    if is_id(about, "capture"):
        return {about}
    found = named(vault, about)
    documents = {one.document for one in found.mentions}
    return {found.id, *found.retired, *(one.id for id_ in documents for one in evidence.captures_of(vault, id_))}


def _of_source(vault: Vault, one: ClaimOnFile, purpose: str, as_of: date) -> str:
    captures = [came.id for came in evidence.captures_of(vault, one.claim.basis.document)] if one.claim.basis else []
    found = {stored.record.id: stored.record for id_ in (one.id, *captures) for stored in vault.about(id_, "consent")}
    return _newest(vault, (record for record in found.values() if record.capture and record.purpose == purpose), as_of)


def _newest(vault: Vault, found: Iterable[Consent], as_of: date) -> str:
    """Gives how things stand by what was noted last about each subject; of several subjects, a no outweighs a yes."""
    newest = {(one.person, one.capture): one for one in sorted(found, key=lambda one: one.noted_at)}
    states = {_state(vault, one, as_of) for one in newest.values()}
    return next((state for state in (REFUSED, WITHDRAWN, GIVEN, EXPIRED) if state in states), MISSING)


def _state(vault: Vault, one: Consent, as_of: date) -> str:
    if is_withdrawn(vault, one.id):
        return WITHDRAWN
    if not one.is_given:
        return REFUSED
    until = Edtf.parse(one.until).last if one.until else None
    return EXPIRED if until is not None and until < as_of else GIVEN


def _giver(vault: Vault, one: Consent) -> str:
    return next((stored.record.name for stored in vault.get(one.id) if isinstance(stored.record, Consenter)), "")


def _covered(vault: Vault, consent: Consent) -> Sequence[str]:
    if consent.person:
        return [one.id for one in claims_about(vault, person(vault, consent.person))]
    return [*consent.claims, *(one for id_ in _documents(vault, consent) for one in _claims_on(vault, id_))]


def _documents(vault: Vault, consent: Consent) -> Iterator[str]:
    for stored in vault.get(consent.capture) if consent.capture else ():
        if isinstance(stored.record, Capture):
            yield stored.record.document


def _claims_on(vault: Vault, document: str) -> Iterator[str]:
    return (one.record.id for one in vault.about(document, "basis") if isinstance(one.record, Basis))


def _day(words: str) -> str:
    return edtf_of(words) if words else ""
