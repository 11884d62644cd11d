"""What is erased is in no page: not in a free one, nor in the unused middle of a page in use."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from govah.vault import Vault
from govah.vault.checking.verifying import verify_opened
from govah.vault.database import rows, value
from govah.vault.scrubbing import HARMLESS, TABLES, is_unscrubbed, note_unscrubbed, scrub
from vaults import Sample

CANARY = b"Zarnegar Kuhyaran"


def fill_and_delete(vault: Vault) -> int:
    """Has rows come in a random order, so that pages are split, deletes half, and gives how often the canary is left."""
    chance = random.Random(7)
    keys = [f"{chance.random():.16f}" for _ in range(1200)]
    connection = vault.connection
    with connection:
        for at, key in enumerate(keys):
            text = (CANARY.decode() if at % 2 else "nobody") * chance.randrange(3, 60)
            connection.execute("INSERT INTO cache VALUES ('x', ?, ?)", (key, text))
    assert CANARY in connection.serialize("main")
    with connection:
        for key in keys[1::2]:
            connection.execute("DELETE FROM cache WHERE key = ?", (key,))
        note_unscrubbed(connection)
    return connection.serialize("main").count(CANARY)


@pytest.mark.parametrize("in_memory", [1 << 30, 0])
def test_nothing_is_left(vault: Vault, in_memory: int) -> None:
    """Deleting alone leaves copies in the pages; after scrubbing, whole or by tables, there is none, and the rest is there."""
    left = fill_and_delete(vault)
    kept = value(vault.connection, "SELECT count(*) FROM cache")
    before = rows(vault.connection, "SELECT * FROM part ORDER BY id")

    assert left > 0
    assert scrub(vault.connection, in_memory=in_memory)
    assert vault.connection.serialize("main").count(CANARY) == 0
    assert value(vault.connection, "SELECT count(*) FROM cache") == kept == 600
    assert rows(vault.connection, "SELECT * FROM part ORDER BY id") == before
    assert not is_unscrubbed(vault.connection)


def test_a_crash_before_it(reopen: Callable[[], Vault], sample: Sample) -> None:
    """A vault that died between erasing and scrubbing scrubs itself before the next write."""
    with reopen() as vault:
        assert fill_and_delete(vault) > 0
    with reopen() as vault:
        list(vault.of_kind("mention"))
        assert is_unscrubbed(vault.connection)
        vault.append([[(next(vault.of_kind("mention")).record, "team")]])

        assert not is_unscrubbed(vault.connection)
        assert vault.connection.serialize("main").count(CANARY) == 0
    assert verify_opened(sample.path, sample.opened).problems == ()


def test_a_reader_in_the_way(reopen: Callable[[], Vault]) -> None:
    """While another process reads, the log cannot be emptied: it is told, and done when nobody is in the way."""
    with reopen() as vault, reopen() as other:
        cursor = other.connection.execute("SELECT id FROM part")
        next(cursor)
        vault.connection.set_busy_timeout(50)
        with vault.connection:
            note_unscrubbed(vault.connection)

        assert not vault.scrub()
        cursor.close()
        assert vault.scrub()


def test_every_table_is_looked_at(vault: Vault) -> None:
    """A table that is added must be said to hold words and keys, or not to."""
    names = {name for (name,) in rows(vault.connection, "SELECT name FROM sqlite_schema WHERE type = 'table'")}

    assert names - HARMLESS == set(TABLES)


@pytest.mark.parametrize("in_memory", [1 << 30, 0])
def test_a_key_given_up(vault: Vault, in_memory: int) -> None:
    """The identity of a compartment that was given up is in no page, however the pages are cleared."""
    key = next(epoch.identity for (name, _), epoch in vault.epochs.items() if name == "sources")
    assert key is not None
    assert key.encode() in vault.connection.serialize("main")
    vault.renounce("sources")
    assert scrub(vault.connection, in_memory=in_memory)

    assert key.encode() not in vault.connection.serialize("main")
