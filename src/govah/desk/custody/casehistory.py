"""The history of a case for a screen: what was done with it, what was sent for it, and what may go to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govah.desk.alerts.intervening import interventions_of
from govah.desk.cases.casefile import CaseFile
from govah.desk.custody.chain import Handled, handled_of
from govah.desk.onfile import handling
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.records import Intervention, Member, Release
from govah.vault import Vault

MOST: Final = 40
"""Acts shown, the newest of them."""


@dataclass(frozen=True, slots=True)
class ReleaseOnFile:
    """One release that touches this person, and how much of the file it lets go."""

    release: Release
    claims: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """What lies around a case file."""

    interventions: tuple[Intervention, ...]
    handled: tuple[Handled, ...]
    "The newest first."
    older: int
    "Acts that are not shown: the record of custody has them."
    releases: tuple[ReleaseOnFile, ...]
    members: dict[str, str]
    "Names of members by id, for those who may read them."

    def name(self, member: str) -> str:
        """Gives a member's name, or the id where the name is not known here."""
        return self.members.get(member) or member


def case_history(vault: Vault, found: CaseFile) -> CaseHistory:
    """Gives what was done around one case file."""
    person = found.person
    ids = (person.id, *person.retired)
    acts = [handled_of(one) for one in reversed(handling.acts_on(vault, *ids))]
    claims = {one.id for one in (*found.claims, *found.withdrawn)}
    releases: dict[str, ReleaseOnFile] = {}
    for claim in claims:
        for stored in vault.about(claim, "release"):
            record = stored.record
            if isinstance(record, Release) and record.id not in releases:
                is_gone = is_withdrawn(vault, record.id)
                releases[record.id] = ReleaseOnFile(record, len(claims & set(record.claims)), is_gone)
    return CaseHistory(
        interventions=interventions_of(vault, person),
        handled=tuple(acts[:MOST]),
        older=max(0, len(acts) - MOST),
        releases=tuple(sorted(releases.values(), key=lambda one: one.release.released_at)),
        members=members_by_id(vault),
    )


def members_by_id(vault: Vault) -> dict[str, str]:
    """Gives the names of members by id, as far as this reader may see them."""
    found = (stored.record for stored in vault.of_kind("member"))
    return {one.id: one.name for one in found if isinstance(one, Member) and one.name}
