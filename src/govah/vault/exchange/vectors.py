"""Vectors: how much of each log a vault holds and which bytes it lacks, said to peers and remembered of them.

Of a log with two histories only the common beginning counts as held, and of one with a body that was spoiled on its way only what
lies before: so others send the rest again, and a copy that is whole takes its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

import apsw

from govah.errors import EvidenceError
from govah.journal import commitment, read_header, read_parting
from govah.records import canonical, is_id
from govah.vault.compartments import Epoch, read_epochs
from govah.vault.database import rows, value
from govah.vault.exchange.wire import Vector
from govah.vault.store import Vault
from govah.vault.writing import LOG_SHIFT, MOST_PARTS, PART_SHIFT

MOST_ENTRIES: Final = 1 << LOG_SHIFT
MOST_KEYS: Final = 10_000
_MOST_WANTED: Final = 1_000
_MOST_DOUBTED: Final = 1_000
_SEQ: Final = MOST_ENTRIES - 1
_CLOSED: Final = (
    "SELECT part.id, part.body, entry.header FROM part JOIN entry ON entry.id = part.id >> 6 "
    "WHERE salt IS NULL AND body IS NOT NULL AND compartment = ? AND epoch = ? AND part.id >> 46 != ? ORDER BY part.id LIMIT ?"
)
_TAKEN_OUT: Final = (
    "SELECT min(part.id) FROM part JOIN entry ON entry.id = part.id >> 6 "
    "WHERE salt IS NULL AND body IS NULL AND part.id >> 46 != ? "
    "AND NOT EXISTS (SELECT 1 FROM erased WHERE erased.leaf = entry.leaf AND erased.number = part.id & 63) GROUP BY part.id >> 46"
)


def own_vector(vault: Vault) -> dict[str, int]:
    """Gives what this vault holds, as it goes into every packet."""
    connection = vault.connection
    held = dict(rows(connection, "SELECT device, size FROM log WHERE size > 0 ORDER BY device"))
    for limits in (common_sizes(connection), _whole_sizes(connection, vault.device)):
        held |= {device: min(size, held[device]) for device, size in limits.items() if device in held and device != vault.device}
    return held | dict.fromkeys(wanted_blobs(connection), 0)


def wanted_blobs(connection: apsw.Connection) -> list[str]:
    """Gives the blobs that readable records name and whose bytes are not here, and were not erased."""
    query = (
        "SELECT DISTINCT target FROM reference WHERE target >= 'b' AND target < 'c' AND kind IN ('document', 'derivation') "
        "AND NOT EXISTS (SELECT 1 FROM blob WHERE blob.id = target) "
        "AND NOT EXISTS (SELECT 1 FROM erased_blob WHERE erased_blob.id = target) LIMIT ?"
    )
    return [blob for (blob,) in rows(connection, query, (_MOST_WANTED,))]


def common_sizes(connection: apsw.Connection) -> dict[str, int]:
    """Gives, of each log with two histories, how many entries both are known to begin with."""
    found: dict[str, int] = {}
    for device, first, proof in rows(connection, "SELECT device, first, proof FROM branch WHERE proof != '' ORDER BY device"):
        parted = read_parting(proof).one.old
        found[device] = min(found.get(device, MOST_ENTRIES), parted - 1 if parted > first else 0)
    return found


def peer_vector(vault: Vault, device: str) -> Vector:
    """Gives what a device last said that it holds; nothing where it never said so."""
    text = value(vault.connection, "SELECT vector FROM peer WHERE device = ?", (device,))
    return dict(json.loads(text)) if text else {}


def remember_peer(vault: Vault, device: str, vector: Vector) -> None:
    """Keeps what a device says that it holds; what it said earlier and comes late changes nothing."""
    vault.receive(lambda connection: keep_vector(connection, device, vector, vault.clock()))


def keep_vector(connection: apsw.Connection, device: str, vector: Vector, time: str) -> None:
    """Keeps a vector, inside the transaction of the caller. A device's own log only grows: it tells which word is the later."""
    checked = check_vector(vector)
    text = value(connection, "SELECT vector FROM peer WHERE device = ?", (device,))
    if text and json.loads(text).get(device, 0) > checked.get(device, 0):
        return
    connection.execute("INSERT OR REPLACE INTO peer VALUES (?, ?, ?)", (device, canonical(checked).decode(), time))


def check_vector(vector: Vector) -> Mapping[str, int]:
    """Gives a vector as it may be kept; what is none is an `EvidenceError`."""
    whole = len(vector) <= MOST_KEYS and all(
        type(held) is int and ((is_id(key, "device") and 0 <= held <= MOST_ENTRIES) or (is_id(key, "blob") and held == 0))
        for key, held in vector.items()
    )
    if not whole:
        raise EvidenceError("vector-malformed")
    return dict(vector)


def _whole_sizes(connection: apsw.Connection, own: str) -> dict[str, int]:
    """Gives, of each foreign log with a body that was spoiled or taken out on its way, how many entries lie before the first."""
    devices = dict(rows(connection, "SELECT id, device FROM log"))
    own_log = next((log for log, device in devices.items() if device == own), 0)
    parts = [part for (part,) in rows(connection, _TAKEN_OUT, (own_log,))]
    for epoch in read_epochs(connection).values():
        if epoch.is_readable or not is_told_of(epoch):
            closed = rows(connection, _CLOSED, (epoch.compartment, epoch.epoch, own_log, _MOST_DOUBTED))
            parts += [part for part, body, header in closed if not epoch.is_readable or is_spoiled(epoch, part, body, header)]
    found: dict[str, int] = {}
    for part in sorted(parts):
        found.setdefault(devices[part >> PART_SHIFT + LOG_SHIFT], part >> PART_SHIFT & _SEQ)
    return found


def is_told_of(epoch: Epoch) -> bool:
    """Answers whether a record tells of a key: a carrier may have put another in the place of the one that a body is under."""
    return epoch.is_readable or bool(epoch.made_at)


def is_spoiled(epoch: Epoch, part: int, body: bytes, header: bytes) -> bool:
    """Answers whether a sealed body whose key is here does not open, or is not what its header binds."""
    try:
        return commitment(*epoch.unseal(body)) != read_header(header).parts[part & (MOST_PARTS - 1)][1]
    except EvidenceError:
        return True


def missing_beyond(vector: Vector) -> Iterator[str]:
    """Gives the blobs that whoever said this vector wants."""
    return (key for key in vector if is_id(key, "blob"))
