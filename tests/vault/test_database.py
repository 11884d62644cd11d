"""The encrypted database: never plain, never with an empty key, never newer than we know."""

from __future__ import annotations

import pytest

from govah.errors import VaultError
from govah.vault.database import CIPHER, HEAD, create_database, open_database
from govah.vault.keyfile import Opened
from vaults import Sample


def test_it_is_encrypted_as_asked(sample: Sample) -> None:
    """The file bears our salt, the page size, and room for tags; nothing else of it is plain."""
    connection = open_database(sample.path / "store", sample.opened)
    head = (sample.path / "store").read_bytes()[:24]

    assert connection.execute("PRAGMA cipher").get == CIPHER
    assert head == sample.opened.derive("store-salt")[:16] + HEAD
    connection.close()


def test_settings(sample: Sample) -> None:
    """Commits are synced in full, and temporary tables stay in memory."""
    connection = open_database(sample.path / "store", sample.opened)
    names = ("journal_mode", "synchronous", "temp_store", "secure_delete")
    said = {name: connection.execute(f"PRAGMA {name}").get for name in names}

    assert said == {"journal_mode": "wal", "synchronous": 2, "temp_store": 2, "secure_delete": 1}
    connection.close()


class Keyless(Opened):
    """A key whose derivation has a fault: it gives nothing."""

    def derive(self, purpose: str) -> bytes:
        return purpose[:0].encode()


def test_an_empty_key(sample: Sample) -> None:
    """A key of nothing, as a fault would give it, never reaches the database."""
    for open_it in (create_database, open_database):
        with pytest.raises(VaultError) as caught:
            open_it(sample.path / "store", Keyless(sample.opened.vault, sample.opened.key))
        assert caught.value.code == "store-not-encrypted"


def test_another_key(sample: Sample) -> None:
    """With another key the database does not open."""
    with pytest.raises(VaultError) as caught:
        open_database(sample.path / "store", Opened(sample.opened.vault, bytes(31) + b"x"))

    assert caught.value.code == "store-damaged"


def test_a_newer_database(sample: Sample) -> None:
    """A database of a later version says so."""
    connection = open_database(sample.path / "store", sample.opened)
    connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(VaultError) as caught:
        open_database(sample.path / "store", sample.opened)

    assert caught.value.code == "vault-newer"


@pytest.mark.parametrize("data", [b"", b"x", b"SQLite format 3\0" + bytes(8000), bytes(8192)])
def test_what_is_no_database(sample: Sample, data: bytes) -> None:
    """Anything else in its place is damage, or plain, and never opens."""
    (sample.path / "store").write_bytes(data)

    with pytest.raises(VaultError) as caught:
        open_database(sample.path / "store", sample.opened)

    assert caught.value.code in ("store-damaged", "store-not-encrypted")
