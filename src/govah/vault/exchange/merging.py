"""Merging what came from another vault: everything is checked, then it is kept as one durable whole, or nothing is.

Invariant: logs only grow, and merging is a union: packets may come in any order, more than once, and in part. This device's own
log never grows from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

import apsw

from govah.errors import EvidenceError, VaultError
from govah.records import Erasure
from govah.vault.database import rows
from govah.vault.erasing import apply_erasure, forget_cache
from govah.vault.exchange.branches import differing_place, keep_branch, leaves_of_log, parting_of
from govah.vault.exchange.entering import LogWriter, said_in
from govah.vault.exchange.examining import Examined, examine
from govah.vault.exchange.settling import index_texts, note_carried, sealed_blobs, settle_blobs, shut_blobs, spoken_of
from govah.vault.exchange.taking import BlobTaker
from govah.vault.exchange.vectors import check_vector, keep_vector
from govah.vault.exchange.waiting import count_waiting, erase_waiting, keep_waiting, take_joinable
from govah.vault.exchange.wire import Stretch, Vector, WireBlob, WireKey
from govah.vault.learning import Learned, learn
from govah.vault.members import Roster, read_roster
from govah.vault.reading import by_kind
from govah.vault.store import Vault

_NEW_LOG: Final = "INSERT INTO log(device, vkey, recipient, size, edge, checkpoint) VALUES (?, ?, ?, 0, x'', ?)"


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a packet."""

    entries: int
    "New here."
    duplicates: int
    "Entries that were here already."
    blobs: int
    "New here."
    unlocked: int
    "Bodies that had lain sealed here, or were missing, and can be read now."
    waiting: int
    "Entries that wait, in all, for what lies before them."
    forks: tuple[str, ...]
    "Devices of whose logs another history came, or more of one."
    erased: int
    "Bodies and blobs that were destroyed, because an erasure came that names them."
    gone: tuple[tuple[Erasure, tuple[str, ...]], ...]
    "Each erasure that destroyed something now, and the ids of the records that went."
    unknown: int
    "Records of a type or version that this program does not know: kept and forwarded."


class _OwnLogError(Exception):
    """This device's own log came from outside, longer or otherwise: two copies of this vault wrote."""

    def __init__(self, other: Examined, proof: str) -> None:
        super().__init__()
        self.other, self.proof = other, proof


@contextmanager
def merging(vault: Vault) -> Iterator[Merging]:
    """Lets somebody bring blobs and then all the rest; what was brought is dropped again unless `finish` returned."""
    merge = Merging(vault)
    try:
        yield merge
    finally:
        vault.drop_blobs()


class Merging:
    """One packet on its way in."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._taker = BlobTaker(vault)

    def blob(self, blob: WireBlob, stream: BinaryIO) -> None:
        """Takes one blob in, in constant memory; one that is here already is read past.

        Args:
            blob: what it is said to be.
            stream: its payload, of which just `blob.length` bytes are read.
        """
        self._taker.take(blob, stream)

    def finish(self, sender: str, vector: Vector, stretches: Sequence[Stretch], keys: Sequence[WireKey]) -> Merged:
        """Checks everything and keeps it; raises, and keeps nothing, where anything is not what it should be.

        Args:
            sender: the device whose log key signed the packet: the caller has checked the signature.
            vector: what the sender says that it holds.
            stretches: parts of logs, in any order.
            keys: keys of compartments, for this device and others.
        """
        vault = self._vault
        check_vector(vector)
        examined = [examine(stretch) for stretch in stretches]
        try:
            return vault.receive(lambda connection: _Merge(vault, connection, self._taker).run(sender, vector, examined, keys))
        except _OwnLogError as found:
            other, proof = found.other, found.proof
        vault.drop_blobs()
        vault.receive(lambda connection: keep_branch(connection, other, proof))
        raise VaultError("log-restored", device=vault.device, size=other.end)


class _Merge:
    """The work within the transaction."""

    def __init__(self, vault: Vault, connection: apsw.Connection, taker: BlobTaker) -> None:
        self._vault, self._connection, self._taker = vault, connection, taker
        self._roster = read_roster(connection, vault.identity)
        self._writer = LogWriter(connection, self._roster)
        self._seen: dict[str, Examined] = {}
        self._forks: dict[str, None] = {}
        self._gone: list[tuple[Erasure, tuple[str, ...]]] = []

    def run(self, sender: str, vector: Vector, examined: Sequence[Examined], keys: Sequence[WireKey]) -> Merged:
        """Enters everything and settles what follows from it."""
        vault, connection = self._vault, self._connection
        _require_known(self._roster, sender)
        sealed = sealed_blobs(connection)
        joinable = [one for one in examined if one.stretch.first <= self._log_of(one)[1]]
        # Keys first: so whether this device may read a body is known before it is written.
        early = learn(connection, vault.identity, said_in(joinable, vault.device), keys)
        self._writer = LogWriter(connection, early.roster)
        for one in examined:
            self._join(one)
            self._join_waiting(one.stretch.device)
        learned = self._learn(keys)
        self._require_own_words(learned.roster)
        done = self._writer.done
        taken = self._taker.taken
        fresh = settle_blobs(vault, connection, taken, sealed)
        shut_blobs(connection, done.shut)
        note_carried(connection, taken.new, {one.stretch.device: one.end for one in examined})
        index_texts(vault, connection, fresh | done.texts)
        erased = self._erase(learned.roster)
        keep_vector(connection, sender, vector, vault.clock())
        return Merged(
            entries=done.entries,
            duplicates=done.duplicates,
            blobs=len(taken.new),
            unlocked=done.unlocked + early.regained + learned.regained,
            waiting=count_waiting(connection),
            forks=tuple(self._forks),
            erased=erased,
            gone=tuple(self._gone),
            unknown=done.unknown,
        )

    def _join(self, one: Examined) -> None:
        """Brings a stretch and our log of the same device together: it continues it, waits, or is another history."""
        device, first = one.stretch.device, one.stretch.first
        log, size, note = self._log_of(one)
        if first > size:
            if device == self._vault.device:
                raise _OwnLogError(one, "")
            keep_waiting(self._connection, replace(one, stretch=self._writer.shut(one.stretch)))
            return
        if not self._continues(log, one):
            ours = leaves_of_log(self._connection, log, size)
            place = differing_place(ours, one)
            if place is not None:
                self._part(one, str(parting_of(ours, note, one, place)))
                return
        if device == self._vault.device and one.end > size:
            raise _OwnLogError(one, "")
        self._writer.improve(log, one, size)
        if one.end > size:
            self._writer.enter(log, one, size)
            row = (one.end, b"".join(one.edge), one.stretch.checkpoint, log)
            self._connection.execute("UPDATE log SET size = ?, edge = ?, checkpoint = ? WHERE id = ?", row)
            self._connection.execute("DELETE FROM branch WHERE device = ? AND proof = ''", (device,))
        cosigned = [(log, *kept) for kept in one.cosigned]
        self._connection.executemany("INSERT OR IGNORE INTO cosignature VALUES (?, ?, ?)", cosigned)

    def _continues(self, log: int, one: Examined) -> bool:
        """Answers whether a stretch begins just where our log ends, on the same tree: then no leaf has to be compared."""
        found = rows(self._connection, "SELECT size, edge FROM log WHERE id = ?", (log,))
        return bool(found[0] == (one.stretch.first, b"".join(one.stretch.edge)))

    def _join_waiting(self, device: str) -> None:
        while True:
            found = rows(self._connection, "SELECT size FROM log WHERE device = ?", (device,))
            stretch = take_joinable(self._connection, device, found[0][0]) if found else None
            if stretch is None:
                return
            waited = examine(stretch)
            if self._has_key_of_log(waited.stretch):  # else somebody else's hand put it there before the log was known: it goes
                self._join(waited)

    def _part(self, one: Examined, proof: str) -> None:
        device = one.stretch.device
        if device == self._vault.device:
            raise _OwnLogError(one, proof)
        if keep_branch(self._connection, replace(one, stretch=self._writer.shut(one.stretch)), proof):
            self._forks[device] = None

    def _log_of(self, one: Examined) -> tuple[int, int, str]:
        """Gives row, size and head of our log of that device; at first sight its keys are taken down, for good."""
        stretch, query = one.stretch, "SELECT id, vkey, recipient, size, checkpoint FROM log WHERE device = ?"
        found = rows(self._connection, query, (stretch.device,))
        known = self._roster.devices.get(stretch.device)
        pinned = found[0][1:3] if found else (known.key, known.recipient) if known else (stretch.vkey, stretch.recipient)
        if (stretch.vkey, stretch.recipient) != tuple(pinned):
            raise EvidenceError("log-key-differs", device=stretch.device)
        self._seen[stretch.device] = one
        if not found:
            if stretch.first > 0:
                return 0, 0, ""
            row = (stretch.device, stretch.vkey, stretch.recipient, stretch.checkpoint)
            self._connection.execute(_NEW_LOG, row)
            found = rows(self._connection, query, (stretch.device,))
        log, _, _, size, note = found[0]
        return log, size, note

    def _has_key_of_log(self, stretch: Stretch) -> bool:
        query = "SELECT 1 FROM log WHERE device = ? AND vkey = ? AND recipient = ?"
        return bool(rows(self._connection, query, (stretch.device, stretch.vkey, stretch.recipient)))

    def _learn(self, keys: Sequence[WireKey]) -> Learned:
        """Learns which keys there are; a body that one of them opened may tell of others."""
        learned = learn(self._connection, self._vault.identity, (), keys)
        regained, latest = learned.regained, learned
        while latest.opened:
            latest = learn(self._connection, self._vault.identity, (), keys)
            regained += latest.regained
        return replace(latest, regained=regained)

    def _require_own_words(self, roster: Roster) -> None:
        """A log whose device is told of with other keys than it came with is refused: somebody else made one of the two."""
        for device, one in self._seen.items():
            known = roster.devices.get(device)
            if known is not None and (known.key, known.recipient) != (one.stretch.vkey, one.stretch.recipient):
                raise EvidenceError("log-key-differs", device=device)

    def _erase(self, roster: Roster) -> int:
        """Applies every erasure that is here: what it names may have come before it or after it."""
        connection, count = self._connection, 0
        forgotten: set[str] = set()
        for one in by_kind(connection, "erasure", None):
            if isinstance(one.record, Erasure):
                about = spoken_of(connection, one.record)
                done = apply_erasure(connection, one.record, one.entry.device, roster)
                count += done.parts + done.blobs
                if done.ids:
                    self._gone.append((one.record, done.ids))
                if done.parts:
                    forget_cache(connection, about)
                    forgotten |= about
        self._vault.forget_cached(lambda key, text: any(name == key or name in text for name in forgotten))
        if rows(connection, "SELECT 1 FROM erased LIMIT 1"):
            erase_waiting(connection, roster)
        return count


def _require_known(roster: Roster, sender: str) -> None:
    if sender != roster.own and not roster.is_live(sender):
        raise VaultError("packet-sender-removed" if sender in roster.removed else "packet-sender-unknown", device=sender[:17])
