"""Mappings that people corrected: saved in the vault, found again for a list with the same headers, read from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from govah.desk.onfile.evidence import compartment_of
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.errors import UsageError
from govah.read import lists
from govah.records import Acceptance, Column, Mapping, new_id
from govah.vault import Vault

LARGEST: Final = 1 << 20
"""Bytes of the largest file of a mapping."""

Wanted = tuple[tuple[str, str], ...]
"""(column, role) as a person wrote them."""


def saved_for(vault: Vault, sheets: Sequence[lists.Sheet]) -> dict[tuple[str, str], Column] | None:
    """Gives the columns of the newest mapping, saved or accepted, of a list with the same headers; None where there is none."""
    known: list[tuple[str, tuple[Column, ...]]] = []
    for kind in ("mapping", "acceptance"):
        for stored in vault.of_kind(kind):
            one = stored.record
            is_by_person = isinstance(one, Mapping) or (isinstance(one, Acceptance) and one.actor == "member")
            if is_by_person and not is_withdrawn(vault, one.id):
                known.append((stored.time, one.columns))
    for _, columns in sorted(known, key=lambda one: one[0], reverse=True):
        fitting = lists.as_saved(sheets, columns)
        if fitting is not None:
            return fitting
    return None


def save(vault: Vault, document: str, columns: Iterable[Column]) -> Mapping:
    """Keeps a mapping for this list and for the next one with the same headers."""
    made = Mapping(new_id("decision", vault.entropy), document, tuple(columns), vault.member, vault.clock())
    vault.append([[(made, compartment_of(vault, document))]])
    return made


def read_map(path: Path) -> Wanted:
    """Reads a mapping corrected by hand, in YAML or JSON: `{C: father, D: killed.when}`, or what `list show --json` prints."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError("list-map-unreadable", name=path.name)
        told = yaml.safe_load(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError):
        raise UsageError("list-map-unreadable", name=path.name) from None
    wanted = tuple(_wanted(told))
    if not wanted or not all(isinstance(part, str) for one in wanted for part in one):
        raise UsageError("list-map-unreadable", name=path.name)
    return wanted


def column_and_role(typed: str) -> tuple[str, str]:
    """Gives what was typed as `COLUMN=ROLE`; raises `UsageError` where it is not that."""
    column, sign, role = typed.rpartition("=")
    if not sign or not column.strip() or not role.strip():
        raise UsageError("list-column-unknown", column=typed[:40])
    return column.strip(), role.strip()


def _wanted(told: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(told, dict) and isinstance(told.get("columns"), list):
        for one in told["columns"]:
            if isinstance(one, dict) and "column" in one and "role" in one:
                yield one["column"], one["role"]
    elif isinstance(told, dict):
        yield from told.items()
