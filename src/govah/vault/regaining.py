"""Getting a compartment's key: what has lain sealed here is opened, and found from now on. `renouncing` is the way back."""

from __future__ import annotations

import json
from typing import Any, Final

import apsw

from govah.errors import EvidenceError
from govah.journal import commitment, read_header
from govah.records import canonical, from_body
from govah.vault.compartments import Epoch
from govah.vault.database import rows
from govah.vault.derived import Rows
from govah.vault.reading import header_time
from govah.vault.stream import KEY
from govah.vault.writing import MOST_PARTS

_PAGE: Final = 5_000


def regain(connection: apsw.Connection, epoch: Epoch) -> int:
    """Opens every body and every blob's key that lies sealed under one key; gives how many bodies.

    It runs inside the transaction of the caller. A body that does not open, or is not what its
    header binds, was spoiled on its way and stays sealed.
    """
    count, last = 0, -1
    query = (
        "SELECT part.id, part.body, entry.header FROM part JOIN entry ON entry.id = part.id >> 6 "
        "WHERE compartment = ? AND epoch = ? AND salt IS NULL AND body IS NOT NULL AND part.id > ? ORDER BY part.id LIMIT ?"
    )
    while found := rows(connection, query, (epoch.compartment, epoch.epoch, last, _PAGE)):
        last, derived = found[-1][0], Rows()
        for part, sealed, header in found:
            count += _open(connection, epoch, (part, sealed, header), derived)
        derived.write(connection)
    _open_blobs(connection, epoch)
    return count


def opened_part(epoch: Epoch, sealed: bytes, bound: str) -> tuple[bytes, bytes] | None:
    """Gives salt and body of a sealed part, or None where it does not open, is not what the header binds, or is no record."""
    try:
        salt, body = epoch.unseal(sealed)
    except EvidenceError:
        return None
    return (salt, body) if commitment(salt, body) == bound and fields_of(body) is not None else None


def fields_of(body: bytes) -> dict[str, Any] | None:
    """Gives the fields of a body, or None where it is no canonical JSON or a record of a wrong shape; unknown types are fine."""
    try:
        fields = json.loads(body)
        if not isinstance(fields, dict) or canonical(fields) != body:
            return None
        from_body(fields)
    except (ValueError, RecursionError, EvidenceError):
        return None
    return fields


def _open(connection: apsw.Connection, epoch: Epoch, row: tuple[int, bytes, bytes], derived: Rows) -> bool:
    part, sealed, header = row
    held = opened_part(epoch, sealed, read_header(header).parts[part & (MOST_PARTS - 1)][1])
    if held is None:
        return False
    fields = json.loads(held[1])
    connection.execute("UPDATE part SET salt = ?, body = ? WHERE id = ?", (*held, part))
    derived.add(part, held[1], fields, header_time(header))
    if isinstance(fields.get("blob"), str) and isinstance(fields.get("sha256"), str):  # who could not read it was told no hash
        named = (fields["sha256"], fields["blob"])
        connection.execute("UPDATE blob SET sha256 = ? WHERE id = ? AND sha256 = '' AND key IS NOT NULL", named)
    return True


def _open_blobs(connection: apsw.Connection, epoch: Epoch) -> None:
    for blob, key in rows(connection, "SELECT id, key FROM blob WHERE length(key) > ?", (KEY,)):
        try:
            opened, rest = epoch.unseal(key)
        except EvidenceError:
            continue
        if len(opened) == KEY and not rest:
            connection.execute("UPDATE blob SET key = ? WHERE id = ?", (opened, blob))
