"""Interventions: what was sent to whom for a person, by when an answer is due, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from govah.dates import Edtf
from govah.desk.clusters import Person, named
from govah.desk.dating import edtf_of
from govah.desk.reviewing import Reviewer
from govah.desk.withdrawals import is_withdrawn
from govah.errors import NotFoundError
from govah.records import Intervention, new_id
from govah.vault import Vault


def intervene(  # noqa: PLR0913 - an intervention is all of this
    vault: Vault,
    name_or_id: str,
    mechanism: str,
    reviewer: Reviewer,
    *,
    sent: str = "",
    deadline: str = "",
    owner: str = "",
) -> Intervention:
    """Records that something is prepared or was sent to a mechanism for a person."""
    person = named(vault, name_or_id)
    made = Intervention(new_id("intervention", vault.entropy), person.id, mechanism, owner or reviewer.member, reviewer.member,
                        vault.clock(), _day(sent), _day(deadline))  # fmt: skip
    vault.append([[(made, "team")]])
    return made


def follow(  # noqa: PLR0913 - a step is all of this
    vault: Vault,
    intervention: str,
    reviewer: Reviewer,
    *,
    sent: str = "",
    deadline: str = "",
    reply: str = "",
    document: str = "",
    closes: bool = False,
) -> Intervention:
    """Records a step of an intervention: sent, answered, a new deadline, closed."""
    first = _intervention(vault, intervention)
    head = _intervention(vault, first.follows) if first.follows else first
    made = Intervention(new_id("intervention", vault.entropy), head.person, head.mechanism, head.owner, reviewer.member,
                        vault.clock(), _day(sent), _day(deadline), reply, document, head.id, closes)  # fmt: skip
    vault.append([[(made, "team")]])
    return made


def interventions_of(vault: Vault, person: Person) -> tuple[Intervention, ...]:
    """Gives what was sent for a person, with every step, in the order of recording."""
    return tuple(sorted(_about(vault, (person.id, *person.retired)), key=lambda one: one.noted_at))


def _about(vault: Vault, ids: tuple[str, ...]) -> Iterator[Intervention]:
    for id_ in ids:
        for stored in vault.about(id_, "intervention"):
            record = stored.record
            if isinstance(record, Intervention) and not is_withdrawn(vault, record.id):
                yield record


def _intervention(vault: Vault, id_: str) -> Intervention:
    for stored in vault.get(id_):
        if isinstance(stored.record, Intervention):
            return stored.record
    raise NotFoundError("record-unknown", id=id_[:20])


def _day(words: str) -> str:
    return str(Edtf.parse(edtf_of(words))) if words else ""
