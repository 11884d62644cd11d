"""Handling: the record of who did what with which item, in a compartment of its own; written with the act or right after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from typing import Final

from govah.records import Custody, new_id
from govah.vault import Stored, Vault

ROOM: Final = "custody"
"""The compartment; in a vault that was made without it, the team's stands in."""
DAILY: Final = ("viewed", "verified")
"""Acts that are noted once for each member, item and day: the second look tells no more than the first."""


def room_of(vault: Vault) -> str:
    """Gives the compartment that acts of custody are kept in."""
    return ROOM if any(name == ROOM for name, _ in vault.epochs) else "team"


def act(vault: Vault, name: str, item: str, items: Iterable[str] = ()) -> Custody:
    """Makes the record of an act of this member, now; the caller writes it."""
    touched = tuple(dict.fromkeys(one for one in items if one != item))
    return Custody(new_id("custody", vault.entropy), item, name, vault.member, vault.clock(), tool=tool(), items=touched)


def remarked(made: Custody, remarks: str) -> Custody:
    """Gives the act with a code that says more of it."""
    return replace(made, remarks=remarks)


def part(vault: Vault, made: Custody) -> tuple[Custody, str]:
    """Gives the record as part of an entry, so that it is written with what it tells of."""
    return made, room_of(vault)


def record(vault: Vault, *made: Custody) -> None:
    """Writes acts as one durable whole."""
    if made:
        vault.append([[part(vault, one)] for one in made])


def once_a_day(vault: Vault, made: Custody) -> tuple[Custody, ...]:
    """Gives the act without the items that it was noted for today already; nothing, where that leaves none."""
    left = [item for item in (made.item, *made.items) if not _is_noted(vault, made, item)]
    return (replace(made, item=left[0], items=tuple(left[1:])),) if left else ()


def acts_on(vault: Vault, *items: str) -> tuple[Stored, ...]:
    """Gives the acts that name any of these items, each once, in order of time, device and sequence."""
    found = {one.record.id: one for item in items for one in vault.about(item, "custody") if isinstance(one.record, Custody)}
    return tuple(sorted(found.values(), key=lambda one: (one.time, one.entry.device, one.entry.seq)))


@cache
def tool() -> str:
    """Gives this program and its version."""
    return f"govah {version('govah')}"


def _is_noted(vault: Vault, made: Custody, item: str) -> bool:
    day = made.at[:10]
    return any(
        (one.record.act, one.record.by, one.record.at[:10], one.record.remarks) == (made.act, made.by, day, made.remarks)
        for one in acts_on(vault, item)
    )
