"""Everybody of whom somebody says what is counted, with all that a count must know of them, as the journal held it at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from govah import weigh
from govah.count.counts.cases import Candidate, Found, Told
from govah.desk.cases.claims import ClaimOnFile, claims_about
from govah.desk.cases.findings import findings_of
from govah.desk.cases.grading import Graded, best, grades_of
from govah.desk.cases.voicing import evidence_about
from govah.desk.people import clusters
from govah.desk.people.clusters import Person
from govah.errors import NotFoundError
from govah.records import CountDefinition, Stance, person_of
from govah.vault import Vault
from govah.vault.finding import every_matching
from govah.vault.wording import PREDICATE, marked
from govah.weigh import Evidence, WeighedFact, voice_key


def candidates_of(vault: Vault, definition: CountDefinition, known_at: str) -> tuple[list[Candidate], list[Person]]:
    """Gives everybody of whom a claim says what is counted, as cases to be and as persons."""
    people = _people(vault, definition.what, known_at)
    on_file = {one.id: [each for each in claims_about(vault, one, known_at) if not each.withdrawn] for one in people}
    every = [claim for claims in on_file.values() for claim in claims]
    evidence = {one.claim.fact.id: one for one in evidence_about(vault, every, known_at)}
    graded = grades_of(vault, every, known_at) if definition.grade else {}
    held = _Held(vault, definition, known_at, evidence, graded)
    found = [held.candidate(one, on_file[one.id]) for one in people if any(_says(each, definition) for each in on_file[one.id])]
    return found, people


def _says(one: ClaimOnFile, definition: CountDefinition) -> bool:
    return one.claim.fact.predicate == definition.what


def _people(vault: Vault, what: str, known_at: str) -> list[Person]:
    """Gives everybody of whom the index knows such a claim, each once."""
    found: dict[str, Person] = {}
    seen: set[str] = set()
    for fields in every_matching(vault, [[marked(PREDICATE, what)]], "fact"):
        mention = str(fields.get("mention", ""))
        if mention in seen:
            continue
        try:
            one = clusters.person(vault, person_of(mention), known_at)
        except NotFoundError:
            continue
        seen |= {each.id for each in one.mentions}
        found[one.id] = one
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Held:
    """What was on file at the time, as a case is made of it."""

    vault: Vault
    definition: CountDefinition
    known_at: str
    evidence: Mapping[str, Evidence]
    graded: Mapping[str, Graded] = field(default_factory=dict)

    def candidate(self, one: Person, claims: list[ClaimOnFile]) -> Candidate:
        """Gives one person with all that is told; what only a script accepted is kept apart, and never counts."""
        own = [self.evidence[claim.id] for claim in claims]
        reviewed = [each for each in own if each.reviewed]
        facts = weigh.facts(reviewed)
        told = [self._told(fact) for fact in facts if fact.predicate == self.definition.what]
        told += [_unreviewed(each) for each in own if not each.reviewed and each.claim.fact.predicate == self.definition.what]
        genders = (value for fact in facts if fact.predicate == "gender" for value in fact.values)
        charges = (value for fact in facts if fact.predicate == "charged_with" for value in fact.values)
        ages = (each.claim.fact.value.low for each in reviewed if each.claim.fact.predicate == "age")
        return Candidate(
            one.id, one.name, tuple(told), tuple(self._findings(one)), next(genders, ""),
            next((age for age in ages if age is not None), None), tuple(dict.fromkeys(charges)),
        )  # fmt: skip

    def _told(self, fact: WeighedFact) -> Told:
        behind = [self.evidence[id_] for id_ in fact.claims]
        return Told(
            claims=fact.claims,
            documents=len(fact.documents),
            origins=fact.origins,
            reviewed=True,
            alleged=bool(behind) and all(one.claim.fact.stance is Stance.ALLEGED for one in behind),
            denials=fact.denials,
            contradictions=tuple(clash.kind for clash in fact.contradictions),
            when=fact.when,
            reported=min((_reported(one) for one in behind), default=""),
            wheres=fact.wheres,
            values=fact.values,
            voices=tuple(filter(None, (voice_key((voice.name,), "") for voice in fact.voices if voice.name))),
            grade=best(self.graded[id_] for id_ in fact.claims if id_ in self.graded),
        )

    def _findings(self, one: Person) -> Iterator[Found]:
        for found in findings_of(self.vault, one, self.known_at):
            wanted, value = self.definition.what, self.definition.value
            if found.finding.predicate == wanted and (not value or found.finding.value in ("", value)):
                yield Found(found.finding.id, found.finding.standard, found.stands, bool(found.shaken or found.dissents))


def _unreviewed(one: Evidence) -> Told:
    """A claim that a script accepted and no person looked at: it is listed among those left out."""
    fact = one.claim.fact
    when = fact.when.edtf if fact.when else ""
    return Told((fact.id,), 1, 0, False, False, (), (), when, _reported(one), (), (), "")


def _reported(one: Evidence) -> str:
    return one.published or one.recorded_at[:10]
