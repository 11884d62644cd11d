"""One person's case file: what is known and who says so, what contradicts, what is not known, and what nobody has decided yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govah import weigh
from govah.desk.cases.claims import ClaimOnFile, claims_about
from govah.desk.cases.findings import FindingOnFile, as_weighed, findings_of
from govah.desk.cases.grading import Graded, grades_of
from govah.desk.cases.statements import Stated, stated_in
from govah.desk.cases.voicing import evidence_about
from govah.desk.onfile import suggestions
from govah.desk.onfile.erased import ErasedItem, erased_of
from govah.desk.onfile.suggestions import Suggestion
from govah.desk.people import clusters
from govah.desk.people.clusters import Likeness, Person
from govah.desk.review.listing import DocumentRow, document_row
from govah.records import Check, Document
from govah.text import fold_name
from govah.vault import Vault
from govah.weigh import Contradiction, NotKnown, Risk, Status, WeighedFact
from govah.weigh.trial import Indicator, fair_trial
from govah.words import words


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything that a verifier wants to see about one person; computed, never stored."""

    person: Person
    as_of: date
    known_at: str
    "RFC 3339: what the journal held by then; empty for now."
    identity: tuple[WeighedFact, ...]
    facts: tuple[WeighedFact, ...]
    status: Status
    risk: Risk
    contradictions: tuple[Contradiction, ...]
    not_known: tuple[NotKnown, ...]
    trial: tuple[Indicator, ...]
    "Fair-trial indicators; those of capital cases only where death is in question."
    claims: tuple[ClaimOnFile, ...]
    "Standing claims; those that facts and contradictions name."
    withdrawn: tuple[ClaimOnFile, ...]
    pending: tuple[Suggestion, ...]
    "Suggestions in this person's documents that nobody has decided: no facts."
    documents: tuple[DocumentRow, ...]
    maybe_same: tuple[Likeness, ...]
    checks: tuple[Check, ...]
    findings: tuple[FindingOnFile, ...] = ()
    grades: tuple[Graded, ...] = ()
    erased: tuple[ErasedItem, ...] = ()
    "What was erased of it, as far as acts of custody tell."
    said: tuple[Stated, ...] = ()
    "Counts and official statements on file from the same documents; they are about nobody by name."

    def claim(self, id_: str) -> ClaimOnFile:
        """Gives one of its claims."""
        return next(one for one in self.claims if one.id == id_)

    @property
    def is_unreviewed(self) -> bool:
        """Answers whether anything in it was accepted by a script and by no person."""
        return self.person.unreviewed or any(not one.reviewed for one in self.claims)


def case_file(vault: Vault, name_or_id: str, *, as_of: date, known_at: str = "", likely: bool = True) -> CaseFile:
    """Gives a person's case file as of a day, from what the journal held at a time; raises `NotFoundError`.

    Who may be the same person is left out unless `likely`: looking for them takes longer than all the rest in a large vault.
    """
    person = clusters.named(vault, name_or_id, known_at or None)
    on_file = claims_about(vault, person, known_at or None)
    standing = tuple(one for one in on_file if not one.withdrawn)
    evidence = evidence_about(vault, standing, known_at or None)
    checks = checks_of(vault, person, known_at)
    findings = findings_of(vault, person, known_at or None)
    weighed = as_weighed(findings)
    attributes = words("attributes")
    facts = weigh.facts(evidence)
    return CaseFile(
        person=person,
        as_of=as_of,
        known_at=known_at,
        identity=tuple(one for one in facts if one.predicate in attributes),
        facts=tuple(one for one in facts if one.predicate not in attributes),
        status=weigh.status(evidence, as_of, checks=checks, findings=weighed),
        risk=weigh.risk(evidence, as_of, findings=weighed),
        contradictions=weigh.contradictions(evidence),
        not_known=weigh.not_known(evidence, as_of),
        trial=fair_trial(evidence, as_of, findings=weighed),
        claims=standing,
        withdrawn=tuple(one for one in on_file if one.withdrawn),
        pending=_pending(vault, person),
        documents=_documents(vault, person),
        maybe_same=clusters.likenesses_of(vault, person) if likely else (),
        checks=checks,
        findings=findings,
        grades=tuple(grades_of(vault, standing, known_at or None).values()),
        erased=_erased(vault, person),
        said=tuple(one for document in _papers(person) for one in stated_in(vault, document, known_at or None)),
    )


def _papers(person: Person) -> tuple[str, ...]:
    """Gives the ids of the documents that mention a person, each once."""
    return tuple(dict.fromkeys(mention.document for mention in person.mentions))


def checks_of(vault: Vault, person: Person, known_at: str = "") -> tuple[Check, ...]:
    """Gives who looked for news of a person, by that time."""
    ids = (person.id, *person.retired)
    found = [stored for id_ in ids for stored in vault.about(id_, "check") if not known_at or stored.time <= known_at]
    return tuple(stored.record for stored in found if isinstance(stored.record, Check))


def _erased(vault: Vault, person: Person) -> tuple[ErasedItem, ...]:
    found = [erased_claim for id_ in (person.id, *person.retired) for erased_claim in erased_of(vault, id_)]
    return tuple(dict.fromkeys(found))


def _pending(vault: Vault, person: Person) -> tuple[Suggestion, ...]:
    documents = dict.fromkeys(mention.document for mention in person.mentions)
    names = {fold_name(name) for name in person.names}
    return tuple(
        one
        for one in suggestions.pending(vault, documents)
        if names & {fold_name(name) for name in (one.person, *one.other_names) if name}
    )


def _documents(vault: Vault, person: Person) -> tuple[DocumentRow, ...]:
    rows = []
    for id_ in dict.fromkeys(mention.document for mention in person.mentions):
        stored = next((one for one in vault.get(id_) if isinstance(one.record, Document)), None)
        if stored is not None and isinstance(stored.record, Document):
            rows.append(document_row(vault, stored.record, stored.entry.id))
    return tuple(rows)
