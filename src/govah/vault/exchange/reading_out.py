"""Reading out of a vault: everything beyond what a peer holds, each body open where all receivers may read it, else sealed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

import apsw

from govah.errors import EvidenceError, VaultError
from govah.journal import edge_of
from govah.vault.database import rows
from govah.vault.exchange.audience import Audience
from govah.vault.exchange.branches import kept_branches
from govah.vault.exchange.vectors import common_sizes, missing_beyond, own_vector
from govah.vault.exchange.wire import Stretch, Vector, WireBlob, WireEntry, WireKey, WirePart
from govah.vault.learning import wraps_for
from govah.vault.opening import BLOBS
from govah.vault.packs import BlobRow
from govah.vault.store import Vault
from govah.vault.writing import PART_SHIFT, entry_key

_PAGE: Final = 20_000
_NAMED: Final = re.compile(rb'"blob":"(b[a-z2-7]{16})"')
_BLOB: Final = "SELECT id, pack, start, length, size, sha256, key FROM blob WHERE id = ? AND key IS NOT NULL"
_LEAVES: Final = "SELECT leaf FROM entry WHERE id >= ? AND id < ? ORDER BY id"
_NAMING: Final = (
    "SELECT DISTINCT part.compartment, part.epoch FROM reference JOIN part ON part.id = reference.part "
    "WHERE target = ? AND kind IN ('document', 'derivation')"
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a packet to these readers holds, and what it says that we hold."""

    stretches: tuple[Stretch, ...]
    blobs: tuple[WireBlob, ...]
    "Their payloads are read by `open_payload`."
    keys: tuple[WireKey, ...]
    vector: dict[str, int]
    "What this vault holds and lacks: see `wire.Vector`."


def read_out(vault: Vault, known: Vector, readers: frozenset[str]) -> Outgoing:
    """Gives everything of every log beyond what is known.

    A body that all readers may read goes open, any other sealed to the newest key of its compartment; what lies sealed here goes
    as it is. A blob goes with the stretch that names it, or because it is wanted.

    Args:
        vault: the vault.
        known: what whoever receives it holds already, and which blobs it wants.
        readers: the ids of the devices that will be able to open the packet.
    """
    audience = Audience(vault, readers)
    stretches, named = [], dict.fromkeys(missing_beyond(known))
    common = common_sizes(vault.connection)
    logs = rows(vault.connection, "SELECT id, device, vkey, recipient, size, checkpoint FROM log WHERE size > 0 ORDER BY id")
    for log, device, vkey, recipient, size, checkpoint in logs:
        first = min(known.get(device, 0), size, common.get(device, size))
        if first < size:
            entries = tuple(_entries(vault.connection, log, (first, size), audience, named))
            edge = edge_of([leaf for (leaf,) in rows(vault.connection, _LEAVES, (entry_key(log, 0), entry_key(log, first)))])
            cosigned = _cosigned(vault.connection, log, (first, size))
            stretches.append(Stretch(device, vkey, recipient, first, edge, entries, checkpoint, cosigned))
    for kept in kept_branches(vault.connection):
        bodies = (part.body for entry in kept.entries for part in entry.parts if part.salt is not None and part.body is not None)
        named |= {name: None for body in bodies for name in blobs_of(body)}
        stretches.append(audience.stretch(kept))
    named |= dict.fromkeys(_carried(vault.connection, known))
    blobs = tuple(blob for name in named if (blob := _blob(vault.connection, name, audience)) is not None)
    return Outgoing(tuple(stretches), blobs, _keys(vault, stretches, readers, audience), own_vector(vault))


def blobs_of(body: bytes) -> list[str]:
    """Gives the blobs that a body may name."""
    return [name.decode() for name in _NAMED.findall(body)] if b'"blob":"' in body else []


def open_payload(vault: Vault, blob_id: str) -> BinaryIO:
    """Opens a blob as it lies encrypted in its pack, from the nonce to the last tag."""
    found = rows(vault.connection, _BLOB, (blob_id,))
    if not found:
        raise EvidenceError("blob-unknown", id=blob_id)
    row = BlobRow(*found[0])
    try:
        file = (vault.path / BLOBS / row.pack).open("rb")
    except FileNotFoundError:
        raise VaultError("vault-incomplete", missing=f"{BLOBS}/{row.pack}") from None
    return io.BufferedReader(_Slice(file, row.start, row.length), 1 << 16)


class _Slice(io.RawIOBase):
    """Some bytes of a file, read once from the first to the last."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        super().__init__()
        self._file, self._left = file, length
        file.seek(start)

    def readable(self) -> bool:
        """Answers yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer as far as the slice reaches."""
        data = self._file.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def close(self) -> None:
        """Closes the file below."""
        if not self.closed:
            self._file.close()
        super().close()


def _entries(
    connection: apsw.Connection, log: int, reach: tuple[int, int], audience: Audience, named: dict[str, None]
) -> Iterator[WireEntry]:
    for first in range(reach[0], reach[1], _PAGE):
        low, high = entry_key(log, first), entry_key(log, min(first + _PAGE, reach[1]))
        parts: dict[int, list[WirePart]] = {}
        query = "SELECT id, compartment, epoch, salt, body FROM part WHERE id >= ? AND id < ? ORDER BY id"
        for part, compartment, epoch, salt, body in rows(connection, query, (low << PART_SHIFT, high << PART_SHIFT)):
            parts.setdefault(part >> PART_SHIFT, []).append(audience.part(compartment, epoch, salt, body))
            if salt is not None:
                named.update(dict.fromkeys(blobs_of(body)))
        headers = rows(connection, "SELECT id, header FROM entry WHERE id >= ? AND id < ? ORDER BY id", (low, high))
        for entry, header in headers:
            yield WireEntry(header, tuple(parts.get(entry, ())))


def _cosigned(connection: apsw.Connection, log: int, reach: tuple[int, int]) -> tuple[str, ...]:
    query = "SELECT note FROM cosignature WHERE log = ? AND size > ? AND size <= ? ORDER BY size"
    return tuple(note for (note,) in rows(connection, query, (log, *reach)))


def _carried(connection: apsw.Connection, known: Vector) -> Iterator[str]:
    """Gives the blobs whose record nobody here can read, where the peer may lack the stretch that they came with."""
    came: dict[str, list[tuple[str, int]]] = {}
    for blob, device, size in rows(connection, "SELECT blob, device, size FROM carried ORDER BY blob, device"):
        came.setdefault(blob, []).append((device, size))
    for (blob,) in rows(connection, "SELECT id FROM blob WHERE length(key) > 16"):
        told = came.get(blob)
        if not known if told is None else any(known.get(device, 0) < size for device, size in told):
            yield blob


def _blob(connection: apsw.Connection, name: str, audience: Audience) -> WireBlob | None:
    found = rows(connection, _BLOB, (name,))
    if not found:
        return None
    row = BlobRow(*found[0])
    if row.open_key is None:
        return WireBlob(row.id, row.size, "", row.length, row.key)
    naming = [audience.epochs[pair] for pair in rows(connection, _NAMING, (name,)) if pair in audience.epochs]
    if any(audience.may_all_read(epoch) for epoch in naming):
        return WireBlob(row.id, row.size, row.sha256, row.length, row.open_key)
    if not naming:
        return None
    key, recipient = audience.sealed_key(row.open_key, naming)
    return WireBlob(row.id, row.size, "", row.length, key, recipient)


def _keys(vault: Vault, stretches: list[Stretch], readers: frozenset[str], audience: Audience) -> tuple[WireKey, ...]:
    """Gives the wraps for whoever receives it, and those for all devices of each key that a record in the stretches tells of."""
    recipients = {audience.roster.devices[reader].recipient for reader in readers if reader in audience.roster.devices}
    keys = {key: None for recipient in sorted(recipients) for key in wraps_for(vault.connection, recipient)}
    reach = {stretch.device: (stretch.first, stretch.first + len(stretch.entries)) for stretch in stretches}
    told = _told(vault, reach)
    query = (
        "SELECT access.compartment, epoch.recipient, access.recipient, access.wrapped FROM access "
        "JOIN epoch USING (compartment, epoch) ORDER BY access.compartment, epoch, access.recipient"
    )
    keys |= {WireKey(*row): None for row in rows(vault.connection, query) if row[1] in told}
    return tuple(keys)


def _told(vault: Vault, reach: Mapping[str, tuple[int, int]]) -> set[str]:
    return {
        one.record.recipient
        for one in vault.of_kind("epoch")
        if (ends := reach.get(one.entry.device)) is not None and ends[0] <= one.entry.seq < ends[1]
    }

