"""The vault's memory: what was read is given again, and never after anything was written, here or by another process."""

from __future__ import annotations

from collections.abc import Callable

import apsw
import pytest

from govah.records import Judgement, Mention, Withdrawal, new_id
from govah.vault import Vault
from govah.vault.memory import Memory
from vaults import Sample


def judgement(vault: Vault, left: str, right: str) -> Judgement:
    """Gives a judgement to write."""
    return Judgement(new_id("judgement", vault.entropy), left, right, "same", vault.member, vault.clock())


def withdraw(vault: Vault, target: str) -> None:
    """Takes a record back."""
    vault.append([[(Withdrawal(new_id("withdrawal", vault.entropy), target, vault.member, vault.clock(), "tested"), "team")]])


def counted(vault: Vault, ask: Callable[[], object]) -> int:
    """Gives how many queries an act takes, the look whether anything was written apart."""
    asked: list[str] = []

    def note(_cursor: object, query: str, _bindings: object) -> bool:
        asked.append(query)
        return True

    vault.connection.exec_trace = note
    try:
        ask()
    finally:
        vault.connection.exec_trace = None
    return sum("data_version" not in query for query in asked)


def test_what_was_read_is_not_read_again(vault: Vault, sample: Sample) -> None:
    """The second question costs no query, an empty answer is one too, and the caller may change what it was given."""
    first = vault.get(sample.claim)
    assert list(vault.about(sample.claim, "withdrawal")) == []

    assert counted(vault, lambda: (vault.get(sample.claim), list(vault.about(sample.claim, "withdrawal")))) == 0
    vault.get(sample.claim).clear()
    assert vault.get(sample.claim) == first


def test_what_is_written_is_seen_at_once(vault: Vault, sample: Sample) -> None:
    """A withdrawal written by this vault is found, though the answer without it was held."""
    assert list(vault.about(sample.claim, "withdrawal")) == []

    withdraw(vault, sample.claim)

    assert [stored.record.target for stored in vault.about(sample.claim, "withdrawal")] == [sample.claim]


def test_what_another_process_writes_is_seen_at_once(vault: Vault, sample: Sample, reopen: Callable[[], Vault]) -> None:
    """A withdrawal written through another connection is found too."""
    assert list(vault.about(sample.claim, "withdrawal")) == []

    withdraw(reopen(), sample.claim)

    assert [stored.record.target for stored in vault.about(sample.claim, "withdrawal")] == [sample.claim]


def test_what_was_taken_back_within_a_transaction_is_not_held(vault: Vault, sample: Sample) -> None:
    """What was seen while something was being written, and was then not written, is not given afterwards."""
    before = vault.get(sample.claim)

    def fail(connection: apsw.Connection) -> list[list[tuple[object, str]]]:
        connection.execute("DELETE FROM record WHERE record = ?", (sample.claim,))
        assert vault.get(sample.claim) == []
        raise RuntimeError

    with pytest.raises(RuntimeError):
        vault.change(fail)

    assert vault.get(sample.claim) == before


def test_gathering_gives_what_single_questions_give(vault: Vault, sample: Sample) -> None:
    """Read at one stroke, records by id and by reference are the same, in the same order, and cost no query afterwards."""
    mentions = [Mention(new_id("mention", vault.entropy), sample.document, "person", f"Parastoo {at}") for at in range(3)]
    vault.append([[(one, "team") for one in mentions]])
    ids = [sample.document, sample.claim, *(one.id for one in mentions), "c" * 17]
    alone = [(vault.get(id_), list(vault.about(id_, "mention"))) for id_ in ids]

    vault.memory = Memory(vault.connection)
    vault.memory.gather(ids)
    vault.memory.gather(ids, "mention")
    together: list[object] = []

    assert counted(vault, lambda: together.extend((vault.get(id_), list(vault.about(id_, "mention"))) for id_ in ids)) == 0
    assert together == alone
    assert [stored.record.id for stored in alone[0][1]] == [sample.mention, *(one.id for one in mentions)]


def test_references_of_every_kind_keep_the_order_of_the_entry(vault: Vault, sample: Sample) -> None:
    """Parts of one entry that refer to one id come in the order in which they stand in it, whatever their kinds."""
    mention = Mention(new_id("mention", vault.entropy), sample.document, "person", "Parastoo Kamangir")
    parts = [withdrawal_of(vault, mention.id), judgement(vault, mention.id, sample.mention), withdrawal_of(vault, mention.id)]
    vault.append([[(mention, "team"), *((one, "team") for one in parts)]])

    assert [stored.record for stored in vault.about(mention.id)] == parts


def test_what_is_made_of_a_kind_is_made_again_when_one_comes(vault: Vault, sample: Sample) -> None:
    """Other records leave it as it is; one of its kinds makes it anew."""
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(list(vault.of_kind("judgement")))

    assert [vault.memory.made_of("count", ("judgement",), make) for _ in range(2)] == [0, 0]
    withdraw(vault, sample.claim)
    assert vault.memory.made_of("count", ("judgement",), make) == 0
    assert len(made) == 1

    vault.append([[(judgement(vault, sample.document, "d" + "b" * 16), "team")]])
    assert vault.memory.made_of("count", ("judgement",), make) == 1


def withdrawal_of(vault: Vault, target: str) -> Withdrawal:
    """Gives a withdrawal to write."""
    return Withdrawal(new_id("withdrawal", vault.entropy), target, vault.member, vault.clock(), "tested")
