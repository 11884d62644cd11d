"""Packets: what this vault gives to others as one file, and what is taken in from theirs; both are on record."""

from __future__ import annotations

import hashlib
import io
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from govah.desk.onfile import handling
from govah.desk.onfile.leaving import written
from govah.desk.vaults.members import devices_named, shown_who
from govah.errors import EvidenceError, NotFoundError, PublishError, UsageError, VaultError
from govah.journal import read_vkey
from govah.records import Custody, is_id, person_of
from govah.sync import Contents, Manifest, PacketReader, Signer, write_packet
from govah.vault import Vault
from govah.vault.envelope import EnvelopeReader, EnvelopeWriter
from govah.vault.exchange.merging import Merged, merging
from govah.vault.exchange.reading_out import Outgoing, open_payload, read_out
from govah.vault.exchange.state import state_of
from govah.vault.exchange.vectors import peer_vector, wanted_blobs
from govah.vault.exchange.wire import Stretch, Vector
from govah.vault.joining import introduce_self, renew_keys, roster_of
from govah.vault.members import Roster
from govah.vault.stream import KEY

LAST: Final = "last"
NONE: Final = "none"
SINCE: Final = (LAST, NONE)
"""From where a packet begins: with what the others are known to hold, or with nothing."""
_SOURCES: Final = "sources"

Progress = Callable[[int, int], object]
"""Is told how many bytes of files are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Party:
    """A device that sends or receives."""

    device: str
    member: str
    name: str
    "Empty for a reader who may not see names."
    is_partner: bool


@dataclass(frozen=True, slots=True)
class Packed:
    """A packet that was written."""

    to: tuple[Party, ...]
    entries: int
    logs: int
    blobs: int
    blob_bytes: int
    keys: int
    sealed: tuple[tuple[str, int], ...]
    "(compartment, bodies) that not all of them may read: they carry them, and cannot open them."
    sealed_blobs: int
    left_out: int
    "Blobs that were left out, as asked."
    is_whole: bool
    "Whether it begins at the beginning: nothing is known of what one of them holds."
    size: int
    sha256: str
    state: str
    "Of this vault: two desks that hold the same have the same."


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A packet that was taken in."""

    sender: Party
    time: str
    "When it was made, by the sender's clock."
    merged: Merged
    logs: tuple[str, ...]
    "Devices of whose logs it held a part."
    unknown: tuple[str, ...]
    "Parts of it that this program does not know, and left out."
    wanting: int
    "Blobs that records here name and that have not come."
    size: int
    sha256: str
    state: str


@dataclass(frozen=True, slots=True)
class PackOptions:
    """What goes into a packet."""

    since: str = LAST
    with_blobs: bool = True


def parties(vault: Vault, names: Sequence[str]) -> tuple[Party, ...]:
    """Gives the devices of members and devices named by id or name; whoever is not known or was removed is refused."""
    roster = roster_of(vault)
    found: dict[str, Party] = {}
    for who in names:
        try:
            devices = devices_named(roster, who)
        except NotFoundError as error:
            if error.code != "member-nobody":
                raise
            raise NotFoundError("packet-to-unknown") from None
        live = [device for device in devices if roster.is_live(device)]
        if not live:
            raise UsageError("packet-to-removed", who=shown_who(who))
        found |= {device: _party(roster, device) for device in live if device != vault.device}
        if live == [vault.device]:
            raise UsageError("packet-to-self")
    if not found:
        raise UsageError("packet-to-nobody")
    return tuple(found.values())


def pack(
    vault: Vault, to: Sequence[str], output: Path, options: PackOptions | None = None, progress: Progress | None = None
) -> Packed:
    """Writes a packet for members or devices: entries, keys and blobs, each body open only where all of them may read it.

    It is on record before anything is read out, and again, with the file's SHA-256, before the file gets its name.

    Raises:
        PublishError: a file of that name is there, or it cannot be written.
    """
    asked = options or PackOptions()
    if asked.since not in SINCE:
        raise UsageError("packet-since")
    if output.exists():
        raise PublishError("packet-exists", name=output.name)
    introduce_self(vault)
    found = parties(vault, to)
    known = _known(vault, found) if asked.since == LAST else {}
    devices = tuple(one.device for one in found)
    handling.record(vault, handling.act(vault, "packed", vault.device, devices))
    out = read_out(vault, known, frozenset(devices))
    left = sum(blob.key is not None for blob in out.blobs)
    if not asked.with_blobs:
        out = replace(out, blobs=tuple(blob for blob in out.blobs if blob.key is None))
    with _beside(output) as (file, beside):
        size, sha256 = _write(vault, found, out, file, progress)
        with written(beside):
            act = handling.act(vault, "exported", vault.device, devices)
            handling.record(vault, replace(act, sha256=sha256, remarks="packet", sources=_has_sources(out.stretches)))
    packed = _told(vault, found, out, is_whole=not known)
    return replace(packed, left_out=left - packed.blobs, size=size, sha256=sha256)


def unpack(vault: Vault, packet: Path, progress: Progress | None = None) -> Unpacked:
    """Takes a packet in: all that is in it is checked, then kept as one whole, or nothing is; a second time changes nothing.

    Raises:
        EvidenceError: it is no packet, not for this device, altered, cut short, or not signed by the device that it names.
        VaultError: its sender is not known here, or was removed.
    """
    introduce_self(vault)
    try:
        source = packet.open("rb")
    except OSError:
        raise UsageError("packet-unreadable", name=packet.name) from None
    with source, merging(vault) as transaction:
        hashed = _Hashed(source, progress)
        reader = PacketReader(io.BufferedReader(EnvelopeReader(io.BufferedReader(hashed, 1 << 20), vault.identity.age), 1 << 20))
        roster = roster_of(vault)
        key = _key_of(roster, reader.manifest.sender)
        if vault.device not in reader.manifest.to:
            raise EvidenceError("packet-forwarded", device=reader.manifest.sender)
        for blob, payload in reader.blobs():
            transaction.blob(blob, payload)
        contents = reader.finish(key)
        sender = contents.manifest.sender
        merged = transaction.finish(sender, contents.manifest.vector, contents.stretches, contents.keys)
    act = handling.act(vault, "unpacked", sender, (stretch.device for stretch in contents.stretches))
    handling.record(vault, replace(act, sha256=hashed.sha256), *_erased(vault, merged))
    renew_keys(vault)
    return Unpacked(
        sender=_party(roster_of(vault), sender),
        time=contents.manifest.time,
        merged=merged,
        logs=tuple(dict.fromkeys(stretch.device for stretch in contents.stretches)),
        unknown=contents.unknown,
        wanting=len(wanted_blobs(vault.connection)),
        size=hashed.size,
        sha256=hashed.sha256,
        state=state_of(vault),
    )


def _erased(vault: Vault, merged: Merged) -> Iterator[Custody]:
    """Notes what somebody else's erasures destroyed here, in his name, so that each id can be answered for."""
    for erasure, ids in merged.gone:
        named = (*ids, *(person_of(one) for one in ids if is_id(one, "mention")))
        made = handling.act(vault, "erased", named[0], named[1:])
        yield replace(made, by=erasure.erased_by, at=erasure.erased_at, remarks=erasure.reason)


def _known(vault: Vault, to: Iterable[Party]) -> Vector:
    """Gives what all of them are known to hold, and which blobs one of them wants."""
    vectors = [peer_vector(vault, one.device) for one in to]
    shared = {device: min(vector.get(device, 0) for vector in vectors) for device in set.intersection(*map(set, vectors))}
    wanted = {key: held for vector in vectors for key, held in vector.items() if key.startswith("b")}
    return {device: held for device, held in shared.items() if held} | wanted


def _write(vault: Vault, to: Sequence[Party], out: Outgoing, file: BinaryIO, progress: Progress | None) -> tuple[int, str]:
    """Writes the packet to an open file; gives its size and its SHA-256."""
    roster, own, digest, size = roster_of(vault), vault.identity, hashlib.sha256(), 0
    total = sum(blob.length for blob in out.blobs if blob.key is not None)

    def write(data: bytes) -> None:
        nonlocal size
        digest.update(data)
        size += file.write(data)
        if progress:
            progress(min(size, total), total)

    envelope = EnvelopeWriter(write, [roster.devices[one.device].recipient for one in to], vault.entropy)
    manifest = Manifest(vault.device, vault.clock(), tuple(one.device for one in to), out.vector)
    contents = Contents(manifest, out.keys, out.stretches, out.blobs)
    signer = Signer(own.public, Ed25519PrivateKey.from_private_bytes(own.log_seed).sign)
    write_packet(contents, lambda blob: open_payload(vault, blob), signer, envelope.write)
    envelope.close()
    return size, digest.hexdigest()


@contextmanager
def _beside(output: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Gives a file beside, for its owner alone; it takes the name once all is written and synced, and is removed otherwise."""
    beside = output.with_name(f".{output.name}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600), "wb") as file:
            yield file, beside
            file.flush()
            os.fsync(file.fileno())
        if output.exists():
            raise PublishError("packet-exists", name=output.name)
        beside.rename(output)
    except OSError as why:
        raise PublishError("output-unwritable", name=output.name, fault=why.strerror or type(why).__name__) from why
    finally:
        beside.unlink(missing_ok=True)


class _Hashed(io.RawIOBase):
    """A file as it is read, its bytes counted and hashed on the way."""

    def __init__(self, file: BinaryIO, progress: Progress | None) -> None:
        super().__init__()
        self._file, self._progress, self._digest, self.size = file, progress, hashlib.sha256(), 0
        self._total = os.fstat(file.fileno()).st_size

    @property
    def sha256(self) -> str:
        """Of what was read so far, in hex."""
        return self._digest.hexdigest()

    def readable(self) -> bool:
        """Answers yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer."""
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._digest.update(data)
        self.size += len(data)
        if self._progress:
            self._progress(self.size, self._total)
        return len(data)


def _told(vault: Vault, to: tuple[Party, ...], out: Outgoing, *, is_whole: bool) -> Packed:
    """Gives what stands in a packet, its size and hash left open."""
    sent = [blob for blob in out.blobs if blob.key is not None]
    return Packed(
        to=to,
        entries=sum(len(stretch.entries) for stretch in out.stretches),
        logs=len({stretch.device for stretch in out.stretches}),
        blobs=len(sent),
        blob_bytes=sum(blob.length for blob in sent),
        keys=len(out.keys),
        sealed=_sealed(out.stretches),
        sealed_blobs=sum(blob.key is not None and len(blob.key) > KEY for blob in sent),
        left_out=0,
        is_whole=is_whole,
        size=0,
        sha256="",
        state=state_of(vault),
    )


def _sealed(stretches: Iterable[Stretch]) -> tuple[tuple[str, int], ...]:
    parts = (part for stretch in stretches for entry in stretch.entries for part in entry.parts)
    return tuple(sorted(Counter(part.compartment for part in parts if part.salt is None and part.body is not None).items()))


def _has_sources(stretches: Iterable[Stretch]) -> bool:
    parts = (part for stretch in stretches for entry in stretch.entries for part in entry.parts)
    return any(part.compartment == _SOURCES and part.salt is not None for part in parts)


def _key_of(roster: Roster, device: str) -> bytes:
    """Gives the log key of the device that sent something; one that nobody let in, or that was removed, is refused."""
    if not roster.is_live(device):
        raise VaultError("packet-sender-removed" if device in roster.removed else "packet-sender-unknown", device=device)
    return read_vkey(roster.devices[device].key).key


def _party(roster: Roster, device: str) -> Party:
    member = roster.member_of(device)
    return Party(device, member, roster.names.get(member, ""), roster.is_partner(device))
