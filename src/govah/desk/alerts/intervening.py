"""Interventions: what was sent to whom for a person, by when an answer is due, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from govah.dates import Edtf
from govah.desk.onfile.dating import edtf_of
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.desk.people.clusters import Person, named
from govah.desk.review.reviewing import Reviewer
from govah.errors import NotFoundError
from govah.records import Intervention, new_id
from govah.vault import Vault
from govah.weigh.deadlines import reply_due


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
    """Records that something is prepared or was sent to a mechanism for a person.

    Where no deadline is given and the mechanism has one of its own (`words/reading/weigh/deadlines`), that is recorded.
    """
    person = named(vault, name_or_id)
    day = _day(sent)
    made = Intervention(new_id("intervention", vault.entropy), person.id, mechanism, owner or reviewer.member, reviewer.member,
                        vault.clock(), day, _day(deadline) or reply_due(mechanism, day))  # fmt: skip
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
    day = _day(sent)
    due = _day(deadline) or ("" if reply or document or closes else reply_due(head.mechanism, day))
    made = Intervention(new_id("intervention", vault.entropy), head.person, head.mechanism, head.owner, reviewer.member,
                        vault.clock(), day, due, reply, document, head.id, closes)  # fmt: skip
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
