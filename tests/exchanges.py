"""Vaults that meet: made once and copied, each of its own member, with packets as plain values between them."""

from __future__ import annotations

import io
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Final

import apsw
import pytest

from govah.records import Custody, Document, Entropy, Erasure, Mention, new_id
from govah.vault import Vault, create_vault
from govah.vault.checking.verifying import verify_opened
from govah.vault.database import rows
from govah.vault.erasing import apply_erasure
from govah.vault.exchange.merging import Merged, merging
from govah.vault.exchange.reading_out import Outgoing, open_payload, read_out
from govah.vault.exchange.vectors import peer_vector
from govah.vault.exchange.wire import Stretch, Vector
from govah.vault.face import open_with
from govah.vault.interface import Clock, Verified
from govah.vault.introducing import own_device
from govah.vault.joining import Admitted, admit, roster_of
from govah.vault.keyfile import Opened, Secret, open_key
from govah.vault.writing import Part

PASSPHRASE: Final = "narvan kooh abr"
EVERYTHING: Final = ("team", "sources", "custody")
_MOST: Final = 6


@dataclass(frozen=True)
class Site:
    """A vault at rest and its key."""

    path: Path
    opened: Opened

    def open(self, entropy: Entropy = secrets.token_bytes, clock: Clock | None = None) -> Vault:
        """Opens it; nothing is synced, since only processes die here."""
        return open_with(self.path, self.opened, entropy=entropy, clock=clock or _clock(), sync=lambda _descriptor: None)

    def verify(self) -> Verified:
        """Checks every byte of it."""
        return verify_opened(self.path, self.opened)


@dataclass(frozen=True)
class Packet:
    """What one vault read out, with the payloads of its blobs."""

    sender: str
    out: Outgoing
    payloads: Mapping[str, bytes]

    def only(self, stretches: Iterable[Stretch], *, blobs: bool = True) -> Packet:
        """Gives the packet with these stretches in place of its own, and with its blobs or without."""
        kept = self.out.blobs if blobs else ()
        return replace(self, out=replace(self.out, stretches=tuple(stretches), blobs=kept))


class Meeting:
    """Some vaults that are open, by number."""

    def __init__(self, sites: list[Site], stack: ExitStack) -> None:
        self.sites = sites
        self._stack = stack
        self.vaults = [self._opened(site) for site in sites]

    def _opened(self, site: Site) -> Vault:
        return self._stack.enter_context(site.open())

    def acquaint(self, pairs: Iterable[tuple[int, int]] | None = None, reads: tuple[str, ...] = EVERYTHING) -> None:
        """Lets each of the vaults know the other, as colleagues that read the same."""
        numbers = range(len(self.vaults))
        for one, other in pairs or [(a, b) for a in numbers for b in numbers if a != b]:
            let_in(self.vaults[one], self.vaults[other], reads)

    def send(self, one: int, other: int, **options: object) -> Merged:
        """Carries a packet from one vault to another."""
        return take_in(self.vaults[other], pack(self.vaults[one], self.vaults[other], **options))  # type: ignore[arg-type]

    def settle(self, rounds: int = 3) -> None:
        """Lets every vault send to every other until all had a chance to learn what the others hold."""
        for _ in range(rounds):
            for one in range(len(self.vaults)):
                for other in range(len(self.vaults)):
                    if one != other:
                        self.send(one, other)

    def verify(self) -> list[Verified]:
        """Checks every vault, closed and opened again."""
        return [site.verify() for site in self.sites]


def let_in(vault: Vault, other: Vault, reads: tuple[str, ...] = EVERYTHING, *, partner: bool = False) -> None:
    """Lets the other vault's device in, as if its card had come."""
    admit(vault, Admitted(own_device(other.identity), "", partner, reads), [(custody(vault, other.device), "custody")])


def pack(vault: Vault, *others: Vault, known: Vector | None = None) -> Packet:
    """Reads out what these vaults lack, as far as the first told."""
    told = peer_vector(vault, others[0].device) if known is None else known
    out = read_out(vault, told, frozenset(other.device for other in others))
    payloads = {}
    for blob in out.blobs:
        with open_payload(vault, blob.id) as source:
            payloads[blob.id] = source.read()
    return Packet(vault.device, out, payloads)


def take_in(vault: Vault, packet: Packet) -> Merged:
    """Merges a packet."""
    with merging(vault) as transaction:
        for blob in packet.out.blobs:
            transaction.blob(blob, io.BytesIO(packet.payloads[blob.id]))
        return transaction.finish(packet.sender, packet.out.vector, packet.out.stretches, packet.out.keys)


def custody(vault: Vault, item: str) -> Custody:
    """Gives a record of custody."""
    return Custody(new_id("custody", vault.entropy), item, "added", vault.member, vault.clock())


def mention(vault: Vault, name: str = "Parviz Sangdel", document: str = "d" + "a" * 16) -> Mention:
    """Gives a mention."""
    return Mention(new_id("mention", vault.entropy), document, "person", name)


def say(vault: Vault, name: str = "Parviz Sangdel", compartment: str = "team") -> str:
    """Enters a mention; gives its id."""
    made = mention(vault, name)
    vault.append([[(made, compartment)]])
    return made.id


def show(vault: Vault, data: bytes = b"Kaveh Rostegar was seen in Shahr-e Bad." * 9, compartment: str = "open") -> Document:
    """Seals a document; gives its record."""
    put = vault.put_blob(io.BytesIO(data))
    made = Document(new_id("document", vault.entropy), put.sha256, put.size, "text/plain", put.id)
    vault.append([[(made, compartment)]])
    return made


def erase(vault: Vault, *items: Document | str) -> None:
    """Destroys records and the bytes that they name, here, and says so to all."""
    stored = [one for item in items for one in vault.get(item if isinstance(item, str) else item.id)]
    parts = tuple((one.entry.id, 0) for one in stored)
    blobs = tuple(item.blob for item in items if isinstance(item, Document))
    erasure = Erasure(new_id("erasure", vault.entropy), parts, blobs, vault.member, vault.clock())

    def work(below: apsw.Connection) -> Sequence[Sequence[Part]]:
        apply_erasure(below, erasure, vault.device, roster_of(vault))
        return [[(erasure, "open")]]

    vault.change(work)


def everything(vault: Vault) -> bytes:
    """Gives every row of the open database: what whoever forces the passphrase out of somebody sees."""
    schema = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%'"
    names = [name for (name,) in rows(vault.connection, schema)]
    held = [str(row).encode() for name in names for row in rows(vault.connection, f"SELECT * FROM {name}")]
    return b"\n".join(held + [block for (block,) in rows(vault.connection, "SELECT block FROM words_data")])


def _clock() -> Callable[[], str]:
    seconds = count()
    return lambda: f"2026-02-01T{(n := next(seconds)) // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}Z"


@pytest.fixture(scope="session")
def masters(tmp_path_factory: pytest.TempPathFactory) -> list[Site]:
    """New vaults that the others are copies of."""
    folder = tmp_path_factory.mktemp("sites")
    made = []
    for number in range(_MOST):
        create_vault(folder / str(number), PASSPHRASE).close()
        made.append(Site(folder / str(number), open_key((folder / str(number) / "key").read_bytes(), Secret(PASSPHRASE))))
    return made


def copied(masters: list[Site], folder: Path, number: int) -> list[Site]:
    """Gives vaults of one's own."""
    for site in masters[:number]:
        shutil.copytree(site.path, folder / site.path.name)
    return [replace(site, path=folder / site.path.name) for site in masters[:number]]


Meet = Callable[[int], Meeting]


@pytest.fixture
def meet(masters: list[Site], tmp_path: Path) -> Iterator[Meet]:
    """Opens so many vaults that have not met."""
    with ExitStack() as stack:
        yield lambda number: Meeting(copied(masters, tmp_path, number), stack)
