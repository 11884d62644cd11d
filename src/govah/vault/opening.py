"""Making and opening the folder of a vault: which files there must be, and what each lack is called."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import apsw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from govah.errors import VaultError
from govah.journal import Frontier, log_key, sign_checkpoint
from govah.records import Entropy, new_id
from govah.vault.age import age_identity, recipient_of
from govah.vault.compartments import FIRST, new_epoch, write_epochs
from govah.vault.database import create_database, rows
from govah.vault.disk import disk
from govah.vault.keyfile import MOST_BYTES, Cost, Opened, Secret, make_key, open_key
from govah.vault.locking import WriterLock
from govah.vault.mark import Mark, first_mark
from govah.vault.packs import sync_folder

KEY: Final = "key"
NEW_KEY: Final = "key.new"
"""What `key` is written as before it takes its place; a crash may leave it, and the next writer removes it."""
STORE: Final = "store"
MARK: Final = "mark"
BLOBS: Final = "blobs"
WHOLE: Final = (KEY, STORE, MARK, BLOBS)
PASSING: Final = ("store-wal", "store-shm")
"""Files that SQLite keeps while the vault is open."""

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this device is; born on it, never copied."""

    device: str
    member: str
    log_seed: bytes
    witness_seed: bytes
    age: str

    def __repr__(self) -> str:
        return f"Identity({self.device})"

    @property
    def recipient(self) -> str:
        """The age recipient of the device."""
        return recipient_of(self.age)

    @property
    def public(self) -> bytes:
        """The public half of the log key."""
        return public_of(self.log_seed)

    @property
    def witness_public(self) -> bytes:
        """The public half of the cosigning key."""
        return public_of(self.witness_seed)


def system_clock() -> str:
    """Gives the system's time as headers write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def public_of(seed: bytes) -> bytes:
    """Gives the public key of an Ed25519 seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def new_identity(entropy: Entropy, member: str = "") -> Identity:
    """Gives a device that nobody has met, of a new member unless one is named."""
    return Identity(
        device=new_id("device", entropy),
        member=member or new_id("member", entropy),
        log_seed=entropy(32),
        witness_seed=entropy(32),
        age=age_identity(entropy(32)),
    )


def make_folder(path: Path, secret: Secret, entropy: Entropy, cost: Cost | None) -> tuple[Opened, apsw.Connection]:
    """Makes every file of a new vault, the key last; an existing folder that is not empty is left alone."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise VaultError("vault-folder-not-empty", path=path.name)
    opened = Opened(entropy(16).hex(), entropy(32))
    key = make_key(secret, opened, entropy, cost)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        (path / BLOBS).mkdir(mode=0o700)
    except OSError:
        raise VaultError("vault-folder-unwritable", path=path.name) from None
    connection = create_database(path / STORE, opened)
    identity = new_identity(entropy)
    frontier = Frontier()
    with disk(), connection:
        write_identity(connection, identity, frontier)
        write_epochs(connection, [new_epoch(name, 1, entropy(32)) for name in FIRST], identity.recipient)
        connection.execute("INSERT INTO meta VALUES ('generation', 0)")
    with disk():
        _write_new(path / MARK, first_mark(Mark(0, 0, frontier.root()), opened.derive("mark")))
        _write_new(path / KEY, key)
        sync_folder(path)
    return opened, connection


def open_key_of(path: Path, secret: Secret) -> Opened:
    """Opens the key of a vault: no vault, half a vault, a newer one and a wrong passphrase each have their own error."""
    require_whole(path)
    with disk(), (path / KEY).open("rb") as file:
        data = file.read(MOST_BYTES)
    return open_key(data, secret)


def require_whole(path: Path) -> None:
    """Raises `VaultError` where there is no vault, or only part of one."""
    missing = [name for name in WHOLE if not (path / name).exists()]
    if len(missing) == len(WHOLE):
        raise VaultError("vault-missing", path=path.name or str(path))
    if missing:
        raise VaultError("vault-incomplete", missing=", ".join(missing))


def replace_key(path: Path, data: bytes) -> None:
    """Puts another key file in the place of the old one, whole or not at all; one process at a time."""
    with disk():
        descriptor = os.open(path / MARK, os.O_RDWR | getattr(os, "O_BINARY", 0))
    lock = WriterLock(descriptor)
    try:
        lock.acquire()
        with disk():
            _write_new(path / NEW_KEY, data)
            (path / NEW_KEY).replace(path / KEY)
            sync_folder(path)
    finally:
        lock.release()
        os.close(descriptor)


def read_identity(connection: apsw.Connection) -> Identity:
    """Gives who this device is."""
    secrets = dict(rows(connection, "SELECT name, value FROM secret"))
    meta = dict(rows(connection, "SELECT name, value FROM meta WHERE name IN ('device', 'member')"))
    return Identity(meta["device"], meta["member"], secrets["log"], secrets["witness"], secrets["age"].decode("ascii"))


def write_identity(connection: apsw.Connection, identity: Identity, frontier: Frontier) -> None:
    """Makes a device the one that writes here, with an empty log; the keys of the one before it are forgotten."""
    secrets = {"log": identity.log_seed, "witness": identity.witness_seed, "age": identity.age.encode("ascii")}
    connection.executemany("INSERT OR REPLACE INTO secret VALUES (?, ?)", secrets.items())
    names = (("device", identity.device), ("member", identity.member))
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", names)
    key = log_key(identity.device, identity.public)
    sign = Ed25519PrivateKey.from_private_bytes(identity.log_seed).sign
    note = sign_checkpoint(frontier.size, frontier.root(), key, sign)
    row = (identity.device, str(key), identity.recipient, frontier.size, b"".join(frontier.edge), str(note))
    connection.execute("INSERT INTO log(device, vkey, recipient, size, edge, checkpoint) VALUES (?, ?, ?, ?, ?, ?)", row)


def _write_new(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
