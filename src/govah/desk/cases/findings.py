"""Findings: what people conclude, by which standard, and what shakes it. A death is found by two people or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from govah import weigh
from govah.desk.cases.claims import ClaimOnFile, claim_on_file, claims_about
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.desk.people.clusters import Person, named
from govah.desk.review.reviewing import Reviewer
from govah.errors import NotFoundError, UsageError
from govah.records import AFFIRMED, Finding, new_id
from govah.vault import Vault
from govah.vault.joining import roster_of
from govah.weigh import Contradiction
from govah.words import words

TERMINAL: Final = frozenset({"executed", "killed", "died_in_custody"})
"""What cannot be taken back once it is said: two people find it, and until then it stands as reported, unconfirmed."""
CHECKLIST: Final = ("identity", "origins", "place-time", "family", "denial", "old-news", "image", "what-if-wrong")
"""What is gone through before a death is found, at two in the morning too; `words/messages/find.yml` says each in full."""
PEOPLE: Final = 2


@dataclass(frozen=True, slots=True)
class Shaken:
    """Why a finding no longer stands as it did."""

    reason: str
    "`claim-withdrawn`, `claim-gone` or `contradicted`."
    claim: str


@dataclass(frozen=True, slots=True)
class FindingOnFile:
    """A finding with who agrees, who does not, and what has happened to what it relies on."""

    finding: Finding
    people: tuple[str, ...]
    "Members who found it: who made it, and who joined."
    dissents: tuple[Finding, ...] = ()
    shaken: tuple[Shaken, ...] = ()

    @property
    def is_terminal(self) -> bool:
        """Answers whether it says that somebody is dead."""
        return self.finding.predicate in TERMINAL

    @property
    def stands(self) -> bool:
        """Answers whether as many people found it as it takes."""
        return len(self.people) >= (PEOPLE if self.is_terminal else 1)


def find(  # noqa: PLR0913 - a finding is all of this
    vault: Vault,
    name_or_id: str,
    predicate: str,
    reviewer: Reviewer,
    *,
    standard: str,
    claims: Sequence[str],
    reasons: Sequence[str],
    value: str = "",
    checked: Sequence[str] = (),
) -> Finding:
    """Records a conclusion about a person. Errors: a word that is unknown, a claim of somebody else, one that nobody reviewed."""
    person = named(vault, name_or_id)
    for word, kind in ((predicate, "predicates"), (standard, "proof_standards")):
        if word not in words(kind):
            raise UsageError("word-unknown", kind=kind, word=word[:30], near=", ".join(words(kind)))
    if not claims or not any(reason.strip() for reason in reasons):
        raise UsageError("finding-without-grounds")
    _require_own(vault, person, claims)
    _require_checked(predicate, checked)
    made = Finding(new_id("finding", vault.entropy), person.id, predicate, standard, tuple(dict.fromkeys(claims)), tuple(reasons),
                   reviewer.member, vault.clock(), value=value, checked=tuple(checked))  # fmt: skip
    vault.append([[(made, "team")]])
    return made


def answer(
    vault: Vault, finding: str, reviewer: Reviewer, *, dissents: bool, reasons: Sequence[str], checked: Sequence[str] = ()
) -> Finding:
    """Joins a finding, or dissents from it; who made it cannot be the second person."""
    first = _finding(vault, finding)
    if first.joins:
        first = _finding(vault, first.joins)
    if not dissents:
        if first.found_by == reviewer.member:
            raise UsageError("finding-same-person")
        _require_checked(first.predicate, checked)
    elif not any(reason.strip() for reason in reasons):
        raise UsageError("finding-without-grounds")
    made = Finding(new_id("finding", vault.entropy), first.person, first.predicate, first.standard, first.claims, tuple(reasons),
                   reviewer.member, vault.clock(), first.id, dissents, first.value, tuple(checked))  # fmt: skip
    vault.append([[(made, "team")]])
    return made


def findings_of(vault: Vault, person: Person, known_at: str | None = None) -> tuple[FindingOnFile, ...]:
    """Gives the findings about a person, oldest first, withdrawn ones apart."""
    every = _own_words(vault, [one for id_ in (person.id, *person.retired) for one in _about(vault, id_, known_at)])
    firsts = sorted((one for one in every if not one.joins), key=lambda one: one.found_at)
    if not firsts:
        return ()
    on_file = {one.id: one for one in claims_about(vault, person, known_at)}
    clashes = weigh.contradictions(tuple(_evidence(one) for one in on_file.values() if not one.withdrawn))
    return tuple(_on_file(first, every, on_file, clashes) for first in firsts)


def as_weighed(findings: Iterable[FindingOnFile]) -> tuple[weigh.Finding, ...]:
    """Gives findings as the rules of the status take them; one that is shaken or dissented from confirms nothing."""
    return tuple(weigh.Finding(one.finding.predicate, "", one.people) for one in findings if not one.shaken and not one.dissents)


def frozen_by(claims: Iterable[ClaimOnFile], findings: Iterable[FindingOnFile]) -> tuple[str, ...]:
    """Gives the claims of a death that no two people have found: while there are any, nothing of the person is published."""
    found = {one.finding.predicate for one in findings if one.stands and not one.shaken}
    told = (one for one in claims if not one.withdrawn and one.claim.fact.predicate in TERMINAL - found)
    return tuple(one.id for one in told if one.claim.fact.stance in AFFIRMED)


def _on_file(
    first: Finding, every: Sequence[Finding], on_file: dict[str, ClaimOnFile], clashes: Sequence[Contradiction]
) -> FindingOnFile:
    answers = [one for one in every if one.joins == first.id]
    people = dict.fromkeys((first.found_by, *(one.found_by for one in answers if not one.dissents)))
    dissents = tuple(one for one in answers if one.dissents)
    gone = {one.found_by for one in dissents if one.found_by != first.found_by}
    shaken = tuple(_shaken(first, on_file, clashes))
    return FindingOnFile(first, tuple(one for one in people if one not in gone), dissents, shaken)


def _shaken(first: Finding, on_file: dict[str, ClaimOnFile], clashes: Sequence[Contradiction]) -> Iterator[Shaken]:
    for claim in first.claims:
        known = on_file.get(claim)
        if known is None:
            yield Shaken("claim-gone", claim)
        elif known.withdrawn:
            yield Shaken("claim-withdrawn", claim)
        elif any(claim in clash.claims for clash in clashes if clash.predicate == first.predicate):
            yield Shaken("contradicted", claim)


def _about(vault: Vault, person: str, known_at: str | None) -> Iterator[tuple[str, Finding]]:
    """Gives the findings about one id, each with the device that wrote it."""
    for stored in vault.about(person, "finding"):
        record = stored.record
        if isinstance(record, Finding) and (known_at is None or stored.time <= known_at) and not is_withdrawn(vault, record.id):
            yield stored.entry.device, record


def _own_words(vault: Vault, said: Sequence[tuple[str, Finding]]) -> list[Finding]:
    """Gives those that a device of the very member wrote: nobody is the second person by writing another's name."""
    roster = roster_of(vault) if said else None
    return [one for device, one in said if roster is not None and roster.member_of(device) == one.found_by]


def _finding(vault: Vault, id_: str) -> Finding:
    for stored in vault.get(id_):
        if isinstance(stored.record, Finding) and not is_withdrawn(vault, stored.record.id):
            return stored.record
    raise NotFoundError("record-unknown", id=id_[:20])


def _require_own(vault: Vault, person: Person, claims: Iterable[str]) -> None:
    own = {mention.id for mention in person.mentions}
    for claim in claims:
        known = claim_on_file(vault, claim)
        if known is None or known.claim.fact.mention not in own:
            raise UsageError("finding-claim-of-another", id=claim[:20])
        if known.withdrawn or not known.reviewed:
            raise UsageError("finding-claim-unreviewed", id=claim)


def _require_checked(predicate: str, checked: Sequence[str]) -> None:
    unknown = [one for one in checked if one not in CHECKLIST]
    if unknown:
        raise UsageError("word-unknown", kind="checklist", word=unknown[0][:30], near=", ".join(CHECKLIST))
    missing = [one for one in CHECKLIST if one not in checked]
    if predicate in TERMINAL and missing:
        raise UsageError("finding-unchecked", missing=", ".join(missing))


def _evidence(one: ClaimOnFile) -> weigh.Evidence:
    basis = one.claim.basis
    return weigh.Evidence(one.claim, one.reviewed, one.recorded_at, basis.document if basis else "", withdrawn=one.withdrawn)
