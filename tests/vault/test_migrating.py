"""A database of the first version: it opens, is brought up to the newest, and holds what it held."""

from __future__ import annotations

import apsw
import pytest

from exchanges import let_in, pack, say, take_in
from govah.vault import Vault, create_vault, open_vault
from govah.vault.checking.verifying import verify_opened
from govah.vault.database import CACHE, DERIVED, TRUTH, open_database, rows, value
from govah.vault.interface import STORE_FORMAT
from vaults import PASSPHRASE, Sample

_OF_BOTH = ("meta", "secret", "log", "entry", "part", "blob", "cosignature", "access", "record", "reference", "cache")


def made_old(sample: Sample) -> None:
    """Writes a vault's database anew as version 1 had it: its tables, its columns, its number."""
    connection = open_database(sample.path / "store", sample.opened)
    with connection:
        kept = {name: rows(connection, f"SELECT * FROM {name}") for name in _OF_BOTH}
        epochs = rows(connection, "SELECT compartment, epoch, recipient, identity FROM epoch")
        words = rows(connection, "SELECT part.id, body FROM part JOIN record ON part = part.id WHERE kind = 'mention'")
        for (name,) in rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words_%'"):
            connection.execute(f"DROP TABLE {name}")
        rows(connection, TRUTH + DERIVED + CACHE + "PRAGMA user_version = 1")
        for name, held in kept.items():
            marks = ", ".join("?" * len(held[0])) if held else ""
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", held)
        connection.executemany("INSERT INTO epoch VALUES (?, ?, ?, ?)", epochs)
        said = [(part, "behnoush karvansalar") for part, _ in words]
        connection.executemany("INSERT INTO words(rowid, text) VALUES (?, ?)", said)
    connection.close()


def schema_of(connection: apsw.Connection) -> list[tuple[str, str]]:
    """Gives the tables and their columns."""
    names = [name for (name,) in rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return [(name, repr(rows(connection, f"PRAGMA table_info({name})"))) for name in names]


@pytest.fixture
def old(sample: Sample) -> Sample:
    """A vault of the first version."""
    made_old(sample)
    return sample


def test_the_old_one_is_old(old: Sample) -> None:
    """What the others start from has no table and no column of the second version."""
    connection = apsw.Connection(str(old.path / "store"), flags=apsw.SQLITE_OPEN_READWRITE)
    key = old.opened.derive("store").hex() + old.opened.derive("store-salt")[:16].hex()
    for setting in ("cipher = 'aegis'", f"key = 'raw:{key}'"):
        connection.execute(f"PRAGMA {setting}").fetchall()
    names = {name for name, _ in schema_of(connection)}

    assert value(connection, "PRAGMA user_version") == 1
    assert not {"peer", "waiting", "branch", "erased", "erased_blob", "carried"} & names
    assert len(rows(connection, "PRAGMA table_info(epoch)")) == 4
    connection.close()


def test_it_is_brought_up(old: Sample, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It opens, has the tables of a new one, verifies, and goes on: opened twice, it is brought up once."""
    fresh = tmp_path_factory.mktemp("fresh") / "vault"
    create_vault(fresh, PASSPHRASE).close()

    for _ in range(2):
        with open_vault(old.path, PASSPHRASE) as vault, open_vault(fresh, PASSPHRASE) as newest:
            assert schema_of(vault.connection) == schema_of(newest.connection)
            assert value(vault.connection, "PRAGMA user_version") == STORE_FORMAT
            assert vault.find_text("behnoush")
            assert vault.get(old.claim)
    assert verify_opened(old.path, old.opened).problems == ()


def test_it_meets_others(old: Sample, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It says which keys it has, and exchanges packets like a new one."""
    place = tmp_path_factory.mktemp("other") / "vault"
    with open_vault(old.path, PASSPHRASE) as vault, create_vault(place, PASSPHRASE) as other:
        let_in(vault, other)
        let_in(other, vault)
        said = say(other)

        take_in(other, pack(vault, other))
        take_in(vault, pack(other, vault))

        assert vault.get(said)
        assert _reads(other, old)
    assert verify_opened(old.path, old.opened).problems == ()


def _reads(other: Vault, old: Sample) -> bool:
    with other.open_blob(old.blob) as source:
        return len(other.get(old.claim)) == 2 and len(source.read()) > 0
