"""Entering a stretch into a log: rows for its entries, what of it can be read here, and better copies of what we had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import apsw

from govah.errors import EvidenceError
from govah.journal import commitment, read_header
from govah.records import Device, Member, Withdrawal, from_body
from govah.records import Epoch as EpochRecord
from govah.records.bodies import UPCASTERS, VERSIONS
from govah.vault.age import encrypt
from govah.vault.compartments import Epoch, read_epochs
from govah.vault.database import rows
from govah.vault.derived import Rows
from govah.vault.erasing import erased_numbers, is_protected
from govah.vault.exchange.examining import Examined
from govah.vault.exchange.reading_out import blobs_of
from govah.vault.exchange.vectors import is_told_of
from govah.vault.exchange.wire import Stretch, WireEntry, WirePart
from govah.vault.learning import number_of
from govah.vault.members import Roster, Said
from govah.vault.reading import header_time
from govah.vault.regaining import fields_of
from govah.vault.writing import MOST_PARTS, PART_SHIFT, entry_key, part_key

_PAGE: Final = 5_000
_MEMBERSHIP: Final = re.compile(rb'"type":"(?:epoch|device|member|withdrawal)"')


@dataclass(frozen=True, slots=True)
class Held:
    """How one part is kept here."""

    epoch: int
    salt: bytes | None
    body: bytes | None
    fields: dict[str, Any] | None = None
    "Of a body that can be read here."


@dataclass(slots=True)
class Entered:
    """What entering did."""

    entries: int = 0
    duplicates: int = 0
    unlocked: int = 0
    unknown: int = 0
    texts: set[str] = field(default_factory=set)
    "Blobs that derivations name that can be read here."
    shut: dict[str, list[Epoch]] = field(default_factory=dict)
    "Blobs that records name that came open and were sealed, since this device does not hold their key."


class LogWriter:
    """Enters stretches into logs, within one transaction."""

    def __init__(self, connection: apsw.Connection, roster: Roster) -> None:
        self._connection, self._roster = connection, roster
        self._epochs: dict[str, Epoch] = {epoch.recipient: epoch for epoch in read_epochs(connection).values()}
        self._told_of = {(one.compartment, one.epoch) for one in self._epochs.values() if is_told_of(one)}
        self._erased = {leaf for (leaf,) in rows(connection, "SELECT DISTINCT leaf FROM erased")}
        self.done = Entered()

    def enter(self, log: int, examined: Examined, size: int) -> None:
        """Writes the entries of a stretch beyond the first `size` of its log, and compares nothing: the caller has."""
        first, entries = examined.stretch.first, examined.stretch.entries
        for start in range(max(0, size - first), len(entries), _PAGE):
            page = entries[start : start + _PAGE]
            leaves = examined.leaves[start : start + _PAGE]
            self._enter_page(examined.stretch.device, entry_key(log, first + start), page, leaves)

    def improve(self, log: int, examined: Examined, size: int) -> None:
        """Takes better copies of bodies that lie sealed or missing here, from entries that both have."""
        first, entries = examined.stretch.first, examined.stretch.entries
        low, high = entry_key(log, first), entry_key(log, min(size, examined.end))
        self.done.duplicates += max(0, high - low)
        query = "SELECT id, epoch, salt, body FROM part WHERE id >= ? AND id < ? AND salt IS NULL ORDER BY id"
        derived = Rows()
        for part, epoch, _, body in rows(self._connection, query, (low << PART_SHIFT, high << PART_SHIFT)):
            at, number = (part >> PART_SHIFT) - low, part & (MOST_PARTS - 1)
            held, compartment = self._held(examined, at, number), entries[at].parts[number].compartment
            is_better = body is None or (not self._is_told_of(compartment, epoch) and self._is_told_of(compartment, held.epoch))
            if held.salt is not None or (held.body is not None and is_better):
                row = (held.epoch, held.salt, held.body, part)
                self._connection.execute("UPDATE part SET epoch = ?, salt = ?, body = ? WHERE id = ?", row)
                self.done.unlocked += held.salt is not None
                self._note(part, held, entries[at].header, derived)
        derived.write(self._connection)

    def _is_told_of(self, compartment: str, number: int) -> bool:
        return (compartment, number) in self._told_of

    def shut(self, stretch: Stretch) -> Stretch:
        """Gives a stretch as it may be kept aside: what this device may not read is sealed."""
        return replace(stretch, entries=tuple(replace(one, parts=tuple(map(self._shut, one.parts))) for one in stretch.entries))

    def _shut(self, wire: WirePart) -> WirePart:
        epoch = self._epochs.get(wire.recipient)
        if wire.salt is None or wire.body is None or epoch is None or epoch.is_readable:
            return wire
        return replace(wire, salt=None, body=encrypt(wire.salt + wire.body, (wire.recipient,)))

    def _enter_page(self, device: str, key: int, page: Sequence[WireEntry], leaves: Sequence[bytes]) -> None:
        derived, parts = Rows(), []
        for at, (entry, leaf) in enumerate(zip(page, leaves, strict=True)):
            gone = erased_numbers(self._connection, self._roster, leaf, device) if leaf in self._erased else ()
            for number, wire in enumerate(entry.parts):
                part = part_key(key + at, number)
                is_gone = number in gone and not (wire.salt is not None and is_protected(wire.body))
                held = Held(0, None, None) if is_gone else self._place(wire, entry.header, number)
                parts.append((part, wire.compartment, held.epoch, held.salt, held.body))
                self._note(part, held, entry.header, derived)
        headers = [(key + at, leaf, entry.header) for at, (entry, leaf) in enumerate(zip(page, leaves, strict=True))]
        self._connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", headers)
        self._connection.executemany("INSERT INTO part VALUES (?, ?, ?, ?, ?)", parts)
        derived.write(self._connection)
        self.done.entries += len(page)

    def _held(self, examined: Examined, at: int, number: int) -> Held:
        entry, leaf = examined.stretch.entries[at], examined.leaves[at]
        if leaf in self._erased:
            gone = erased_numbers(self._connection, self._roster, leaf, examined.stretch.device)
            wire = entry.parts[number]
            if number in gone and not (wire.salt is not None and is_protected(wire.body)):
                return Held(0, None, None)
        return self._place(entry.parts[number], entry.header, number)

    def _place(self, wire: WirePart, header: bytes, number: int) -> Held:
        """Gives how a part is kept: open where this device has its key and it is a record, else sealed.

        A body may come open whose key this device gave up, or was never given: it is sealed before it is written.
        """
        if wire.body is None:
            return Held(0, None, None)
        epoch = self._epoch_of(wire)
        if wire.salt is not None and not epoch.is_readable:
            for blob in blobs_of(wire.body):
                self.done.shut.setdefault(blob, []).append(epoch)
            return Held(epoch.epoch, None, epoch.seal(wire.salt, wire.body))
        if wire.salt is not None:
            fields = fields_of(wire.body)
            if fields is None:  # whoever wrote it bound what is no record: it is kept shut, and nothing trips over it
                return Held(epoch.epoch, None, epoch.seal(wire.salt, wire.body))
            return Held(epoch.epoch, wire.salt, wire.body, fields)
        if not epoch.is_readable:
            return Held(epoch.epoch, None, wire.body)
        return _unsealed(epoch, wire.body, header, number)

    def _epoch_of(self, wire: WirePart) -> Epoch:
        epoch = self._epochs.get(wire.recipient)
        if epoch is None:
            number = number_of(self._connection, wire.compartment, wire.recipient)
            epoch = Epoch(wire.compartment, number, wire.recipient, None, is_closed=True)
            self._epochs[wire.recipient] = epoch
        if epoch.compartment != wire.compartment:  # or a body could be filed where others read
            raise EvidenceError("part-misplaced", compartment=wire.compartment)
        return epoch

    def _note(self, part: int, held: Held, header: bytes, derived: Rows) -> None:
        if held.fields is None or held.body is None:
            return
        derived.add(part, held.body, held.fields, header_time(header))
        if held.fields.get("type") == "derivation":
            self.done.texts.update(blobs_of(held.body))
        kind, version = held.fields["type"], held.fields["v"]
        self.done.unknown += VERSIONS.get(kind) != version and (kind, version) not in UPCASTERS


def _unsealed(epoch: Epoch, sealed: bytes, header: bytes, number: int) -> Held:
    bound = read_header(header)
    try:
        salt, body = epoch.unseal(sealed)
    except EvidenceError:
        salt, body = b"", b""
    if commitment(salt, body) != bound.parts[number][1]:
        raise EvidenceError("part-spoiled", device=bound.device, seq=bound.seq)
    fields = fields_of(body)
    return Held(epoch.epoch, None, sealed) if fields is None else Held(epoch.epoch, salt, body, fields)


def said_in(examined: Iterable[Examined], own: str) -> list[Said]:
    """Gives the records of membership that come open in stretches of others, to be learned from before anything is written."""
    return [
        Said(one.stretch.device, record)
        for one in examined
        for entry in one.stretch.entries
        for part in entry.parts
        if one.stretch.device != own and part.salt is not None and part.body is not None and _MEMBERSHIP.search(part.body)
        if isinstance(record := _record_of(part.body), Device | Member | EpochRecord | Withdrawal)
    ]


def _record_of(body: bytes) -> object:
    fields = fields_of(body)
    return None if fields is None else from_body(fields)
