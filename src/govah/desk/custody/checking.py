"""Checks: somebody looked for news of a person, there and then; without that, "no news" only means that nobody looked."""

from __future__ import annotations

from govah.desk.people.clusters import named
from govah.records import Check, new_id
from govah.vault import Vault


def check(vault: Vault, person: str, looked_in: str, *, found: bool = False, remarks: str = "") -> Check:
    """Records that this member looked for news of a person, where, and whether there was any."""
    whom = named(vault, person)
    made = Check(new_id("check", vault.entropy), whom.id, vault.member, vault.clock(), looked_in, found, remarks)
    vault.append([[(made, "team")]])
    return made
