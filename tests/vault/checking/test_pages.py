"""Checking by the page finds what checking one by one would: which entries are altered, wherever on a page they stand."""

from __future__ import annotations

from collections.abc import Sequence

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govah.records import Mention, canonical, new_id
from govah.vault import Vault, open_vault
from govah.vault.checking.pages import Census, check_page, pages_of
from govah.vault.compartments import read_epochs
from govah.vault.database import open_database, rows
from govah.vault.derived import Rows, record_of, references_of
from vaults import PASSPHRASE, Sample

COUNT = 300
"""Entries: more than two pages."""


def mention(vault: Vault) -> Mention:
    """Gives a mention in a document that nobody knows."""
    return Mention(new_id("mention", vault.entropy), new_id("document", vault.entropy), "person", "Behnoush")


def filled(sample: Sample, *, renounced: bool = False) -> apsw.Connection:
    """Gives the database of a log of entries of one, two and three bodies, some of them sealed to this device."""
    with open_vault(sample.path, PASSPHRASE) as vault:
        compartments = ("team", "sources", "open")
        vault.append([[(mention(vault), name) for name in compartments[: 1 + at % 3]] for at in range(COUNT)])
        if renounced:
            vault.renounce("sources")
    return open_database(sample.path / "store", sample.opened)


def checked(connection: apsw.Connection) -> tuple[Census, int, list[bytes]]:
    """Checks the only log, as it is; gives what was found, the log's size, and its leaves."""
    ((log, device, size),) = rows(connection, "SELECT id, device, size FROM log")
    census, leaves = Census(), []
    for page in pages_of(connection, log, device, size):
        leaves += check_page(page, read_epochs(connection), census, bodies=True)
    return census, size, leaves


@pytest.mark.parametrize("renounced", [False, True])
def test_a_log_as_it_was_written(sample: Sample, renounced: bool) -> None:
    """Nothing is wrong with it, every body is counted, and the leaves are those that were kept."""
    connection = filled(sample, renounced=renounced)
    census, size, leaves = checked(connection)

    assert census.problems == []
    assert census.entries == size == len(leaves)
    assert leaves == [leaf for (leaf,) in rows(connection, "SELECT leaf FROM entry ORDER BY id")]
    counts = rows(connection, "SELECT count(salt), count(*) - count(salt), count(*) - count(body) FROM part")
    assert [(census.bodies, census.sealed, census.erased)] == counts
    assert (census.sealed > 0) is renounced


CHANGES = (
    "UPDATE part SET body = x'7b7d' WHERE id = :part",
    "UPDATE part SET salt = zeroblob(16) WHERE id = :part",
    "UPDATE part SET compartment = 'nobody' WHERE id = :part",
    "UPDATE part SET compartment = 'x\"],[\"team' WHERE id = :part",
    "UPDATE part SET body = NULL, id = id + 5 WHERE id = :part",
    "DELETE FROM part WHERE id >> 6 = :entry",
    "UPDATE entry SET header = CAST(header || x'0a' AS BLOB) WHERE id = :entry",
    "UPDATE entry SET header = CAST(replace(header, '\"v\":1', '\"v\":2') AS BLOB) WHERE id = :entry",
    "UPDATE entry SET header = CAST(replace(header, 'T', ' ') AS BLOB) WHERE id = :entry",
    "UPDATE entry SET leaf = zeroblob(32) WHERE id = :entry",
)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("renounced", [False, True])
def test_the_altered_entry_is_named(sample: Sample, change: str, renounced: bool) -> None:
    """At the first and last of a page and within, the altered entry is named, that one alone, and its bodies are not counted."""
    connection = filled(sample, renounced=renounced)
    whole, *_ = checked(connection)
    ((device,),) = rows(connection, "SELECT device FROM log")
    first = rows(connection, "SELECT min(id) FROM entry")[0][0]
    for at in (127, 128, 200, 255, 299):
        connection.execute("SAVEPOINT one")
        entry = first + at
        connection.execute(change, {"entry": entry, "part": entry << 6})
        assert connection.changes() > 0
        census, *_ = checked(connection)

        assert [(one.code, one.where) for one in census.problems] == [("entry-altered", f"{device}/{at}")]
        lost = whole.bodies + whole.sealed - census.bodies - census.sealed
        assert lost >= 1
        connection.execute("ROLLBACK TO one; RELEASE one")


def test_a_part_too_many_is_named(sample: Sample) -> None:
    """A body beyond those that a header binds is noticed, though every other is as it was."""
    connection = filled(sample)
    ((device,),) = rows(connection, "SELECT device FROM log")
    first = rows(connection, "SELECT min(id) FROM entry")[0][0]
    connection.execute("INSERT INTO part VALUES (?, 'open', 1, zeroblob(16), x'7b7d')", ((first + 150 << 6) + 7,))
    census, *_ = checked(connection)

    assert [one.where for one in census.problems] == [f"{device}/150"]


ids = st.from_regex(r"[a-z][a-z2-7]{16}", fullmatch=True)
texts = st.one_of(ids, st.text(max_size=20), st.just('"\0"'), ids.map(lambda one: f'"{one}"'))
bodies = st.fixed_dictionaries(
    {"type": st.sampled_from(["fact", "basis"]), "id": texts}, optional={"a": texts, "b": texts, "c": ids}
)


@given(st.lists(bodies, max_size=6))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_many_bodies_at_once_are_as_each_by_itself(found: Sequence[dict[str, str]]) -> None:
    """What a page of bodies refers to is what each of them refers to, whatever stands in them."""
    written, derived = [canonical(body) for body in found], Rows()
    records = [record_of(part, body, "") for part, body in enumerate(found)]
    for part, body in enumerate(found):
        derived.add(part, written[part], body, "", None)

    assert records == derived.records
    assert references_of(written, records) == set(derived.references)
