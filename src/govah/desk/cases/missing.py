"""`govah weigh missing`: what each person's file lacks of the desk's standard, the gravest risk and the fewest gaps first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from govah import weigh
from govah.desk.cases.casefile import CaseFile, checks_of
from govah.desk.cases.claims import claims_about
from govah.desk.cases.findings import as_weighed, findings_of
from govah.desk.cases.voicing import evidence_about
from govah.desk.people.clusters import Person, persons
from govah.vault import Vault
from govah.weigh.standard import FileWeighed, Missing, missing


@dataclass(frozen=True, slots=True)
class Lacking:
    """One person's file, and what it lacks."""

    person: str
    name: str
    tier: int
    "Amnesty's ladder, 1 the gravest; 0 where no risk of death is told."
    missing: tuple[Missing, ...]

    @property
    def single(self) -> str:
        """Gives the one thing that is missing, where only one is."""
        return self.missing[0].need if len(self.missing) == 1 else ""


def missing_of_all(vault: Vault, as_of: date) -> tuple[Lacking, ...]:
    """Gives the persons whose file lacks something, in the order in which an hour is best spent."""
    found = [one for one in _all(vault, as_of) if one.missing]
    return tuple(sorted(found, key=lambda one: (one.tier or 9, len(one.missing), one.person)))


def missing_in(vault: Vault, file: CaseFile) -> tuple[Missing, ...]:
    """Gives what one case file lacks, as of the day and the time that it is of; nothing where nothing is claimed."""
    evidence = evidence_about(vault, file.claims, file.known_at or None)
    if not evidence:
        return ()
    facts = (*file.identity, *file.facts)
    return missing(
        FileWeighed(evidence, facts, file.contradictions, file.status, file.risk, as_weighed(file.findings), file.person.names)
    )


def _all(vault: Vault, as_of: date) -> Iterator[Lacking]:
    for person in persons(vault):
        file = _file(vault, person, as_of)
        if file.evidence:
            yield Lacking(person.id, person.name, file.risk.tier, missing(file))


def _file(vault: Vault, person: Person, as_of: date) -> FileWeighed:
    evidence = evidence_about(vault, [one for one in claims_about(vault, person) if not one.withdrawn])
    findings = as_weighed(findings_of(vault, person))
    return FileWeighed(
        evidence,
        weigh.facts(evidence),
        weigh.contradictions(evidence),
        weigh.status(evidence, as_of, checks=checks_of(vault, person), findings=findings),
        weigh.risk(evidence, as_of, findings=findings),
        findings,
        person.names,
    )
