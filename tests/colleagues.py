"""Two desks of one table: vaults made once and copied, and what one tells the other, without packets."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from govah.records import Device, Epoch, Member, Withdrawal
from govah.vault import Vault, create_vault
from govah.vault.cards import make_card, read_card
from govah.vault.database import rows, value
from govah.vault.derived import Rows
from govah.vault.exchange.wire import WireKey
from govah.vault.face import open_with
from govah.vault.joining import Admitted, admit
from govah.vault.keyfile import Opened, Secret, open_key
from govah.vault.learning import learn, wraps_for
from govah.vault.members import Said
from govah.vault.reading import header_time
from govah.vault.writing import LOG_SHIFT, entry_key, part_key
from vaults import PASSPHRASE

NAMES = ("ava", "bahar", "cyra")


@dataclass(frozen=True)
class Masters:
    """Vaults at rest that nobody writes to, and their keys."""

    folder: Path
    keys: dict[str, Opened]


@pytest.fixture(scope="session")
def masters(tmp_path_factory: pytest.TempPathFactory) -> Masters:
    """Three vaults of three people who have not met."""
    folder = tmp_path_factory.mktemp("desks")
    for name in NAMES:
        create_vault(folder / name, PASSPHRASE, member_name=f"{name.capitalize()} Dehnamaki").close()
    keys = {name: open_key((folder / name / "key").read_bytes(), Secret(PASSPHRASE)) for name in NAMES}
    return Masters(folder, keys)


@pytest.fixture
def desks(masters: Masters, tmp_path: Path) -> Iterator[tuple[Vault, Vault, Vault]]:
    """Copies of the three, open."""
    opened = []
    for name in NAMES:
        shutil.copytree(masters.folder / name, tmp_path / name)
        opened.append(open_with(tmp_path / name, masters.keys[name]))
    yield opened[0], opened[1], opened[2]
    for vault in opened:
        vault.close()


def let_in(vault: Vault, other: Vault, *reads: str, partner: bool = False) -> None:
    """One desk lets the other's device in."""
    card = read_card(make_card(other.identity))
    admit(vault, Admitted(card.device, "", partner, reads), [])


def told_by(vault: Vault) -> list[Said]:
    """Gives what a vault's own log says of members and keys."""
    kinds = ("member", "device", "epoch", "withdrawal")
    stored = [
        one for kind in kinds for one in vault.of_kind(kind) if one.entry.device == vault.device and one.compartment == "open"
    ]
    return [Said(one.entry.device, one.record) for one in stored if isinstance(one.record, Member | Device | Epoch | Withdrawal)]


def keys_for(vault: Vault, other: Vault) -> list[WireKey]:
    """Gives the keys that a vault wrapped for the other's device."""
    return wraps_for(vault.connection, other.identity.recipient)


def carry(source: Vault, target: Vault) -> None:
    """Puts what a vault's own log says in `open`, and the keys that it wrapped, into another vault; other bodies do not come."""
    with target.connection:
        learn(target.connection, target.identity, told_by(source), keys_for(source, target))
        log = _log_of(source, target)
        own = value(source.connection, "SELECT id FROM log WHERE device = ?", (source.device,))
        derived = Rows()
        for entry, leaf, header in rows(source.connection, "SELECT id, leaf, header FROM entry WHERE id >> 40 = ?", (own,)):
            here = entry_key(log, entry & ((1 << LOG_SHIFT) - 1))
            if rows(target.connection, "SELECT 1 FROM entry WHERE id = ?", (here,)):
                continue
            target.connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (here, leaf, header))
            query = "SELECT id & 63, compartment, salt, body FROM part WHERE id >> 6 = ? ORDER BY id"
            for number, compartment, salt, body in rows(source.connection, query, (entry,)):
                row = (part_key(here, number), compartment, 0, *((salt, body) if compartment == "open" else (None, None)))
                target.connection.execute("INSERT INTO part VALUES (?, ?, ?, ?, ?)", row)
                if row[3] is not None:
                    derived.add(row[0], body, json.loads(body), header_time(header))
        derived.write(target.connection)
        learn(target.connection, target.identity)
    target.change(lambda _below: [])


def _log_of(source: Vault, target: Vault) -> int:
    fields = "device, vkey, recipient, size, edge, checkpoint"
    (row,) = rows(source.connection, f"SELECT {fields} FROM log WHERE device = ?", (source.device,))
    target.connection.execute(f"INSERT OR IGNORE INTO log({fields}) VALUES (?, ?, ?, ?, ?, ?)", row)
    update = "UPDATE log SET size = ?, edge = ?, checkpoint = ? WHERE device = ?"
    target.connection.execute(update, (*row[3:], source.device))
    return int(value(target.connection, "SELECT id FROM log WHERE device = ?", (source.device,)))
