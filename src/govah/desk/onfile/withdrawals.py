"""Taking back: a record that was withdrawn stays, and counts no more."""

from __future__ import annotations

from govah.errors import NotFoundError
from govah.records import Withdrawal, new_id
from govah.vault import Vault


def is_withdrawn(vault: Vault, record_id: str, known_at: str | None = None) -> bool:
    """Answers whether a record was taken back (by that time)."""
    found = (stored for stored in vault.about(record_id, "withdrawal") if known_at is None or stored.time <= known_at)
    return any(isinstance(stored.record, Withdrawal) and stored.record.target == record_id for stored in found)


def withdrawal(vault: Vault, target: str, member: str, reason: str) -> Withdrawal:
    """Makes the record that takes another back; the caller writes it."""
    return Withdrawal(new_id("withdrawal", vault.entropy), target, member, vault.clock(), reason)


def withdraw(vault: Vault, targets: tuple[str, ...], member: str, reason: str) -> tuple[Withdrawal, ...]:
    """Takes back claims, judgements, decisions or releases, together; all stay in the record."""
    for target in targets:
        if not vault.get(target):
            raise NotFoundError("record-unknown", id=target[:20])
    made = tuple(withdrawal(vault, target, member, reason) for target in targets)
    vault.append([[(one, "team") for one in made]])
    return made
