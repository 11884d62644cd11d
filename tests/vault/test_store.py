"""The vault as the desk uses it: what is written is found, all of it or none, by whoever may read it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from govah.errors import EvidenceError, VaultError
from govah.journal import read_checkpoint
from govah.records import Basis, Document, Mention, new_id
from govah.vault import Vault, create_vault, verify_vault
from govah.vault.locking import WriterLock
from vaults import PASSPHRASE, TEXT, Sample


def mention(vault: Vault, name: str = "Parastoo Kamangir", document: str = "d" + "a" * 16) -> Mention:
    """Gives a mention to write."""
    return Mention(new_id("mention", vault.entropy), document, "person", name)


def test_a_new_vault_knows_its_member_and_device(vault: Vault) -> None:
    """The first entries are who works here and on which device, with the key that its log is checked by."""
    (member,) = vault.of_kind("member")
    (device,) = vault.of_kind("device")

    assert (member.record.id, member.record.name, member.compartment) == (vault.member, "Roxana Dehnamaki", "team")
    assert (device.record.id, device.record.member) == (vault.device, vault.member)
    assert device.record.key.startswith(f"govah.journal/{vault.device}+")


def test_get_gives_both_halves_of_a_claim(vault: Vault, sample: Sample) -> None:
    """A claim's fact and basis are found under its id, each with its compartment and commitment."""
    found = {stored.kind: stored for stored in vault.get(sample.claim)}

    assert {kind: stored.compartment for kind, stored in found.items()} == {"fact": "team", "basis": "sources"}
    assert found["fact"].entry == found["basis"].entry
    assert found["fact"].commitment != found["basis"].commitment


def test_about_follows_references(vault: Vault, sample: Sample) -> None:
    """What refers to an id is found, by kind too, and a record does not refer to itself."""
    about = {stored.kind for stored in vault.about(sample.document)}

    assert about == {"capture", "mention", "basis"}
    assert [stored.record.id for stored in vault.about(sample.mention, "fact")] == [sample.claim]
    assert list(vault.about(sample.claim)) == []


def test_words_are_found_folded(vault: Vault, sample: Sample) -> None:
    """A name is found by its folded words in any order, and a document's text by the text that came with it."""
    record = mention(vault, "کاوه رستگار")
    vault.append([[(record, "team")]], text={sample.document: "ignored"})

    assert vault.find_text("karvansalar behnoush", "mention") == [sample.mention]
    assert vault.find_text("کاوه", "mention") == [record.id]
    assert vault.find_text("karvansalar nobody") == []
    assert vault.find_text("") == []
    assert vault.find_text('karvansalar" OR "x') == []


def test_order_is_time_then_device_then_sequence(tmp_path: Path) -> None:
    """Records come in the order of their headers' times and sequence, over more than one page, and stop at `known_at`."""
    times = iter([f"2026-01-{1 + number // 300:02}T00:00:{number % 60:02}Z" for number in sorted(range(1300))] + ["x"])
    now = [next(times)]
    with create_vault(tmp_path / "desk", PASSPHRASE, clock=lambda: now[0]) as vault:
        made = []
        for _ in range(4):
            batch = [mention(vault) for _ in range(400)]
            vault.append([[(one, "team")] for one in batch])
            made += [one.id for one in batch]
            for _ in range(290):
                now[0] = next(times)
        listed = list(vault.of_kind("mention"))

        assert [stored.record.id for stored in listed] == made
        assert [stored.time for stored in listed] == sorted(stored.time for stored in listed)
        assert len(list(vault.of_kind("mention", listed[400].time))) == 800


def test_all_or_nothing(vault: Vault) -> None:
    """An append that fails half way leaves neither entry nor head nor blob behind, and the vault goes on."""
    before = vault.checkpoint
    vault.put_blob(io.BytesIO(b"bytes"))

    with pytest.raises(VaultError):
        vault.append([[(mention(vault), "team")], [(mention(vault), "no-such-compartment")]])

    assert vault.checkpoint == before
    assert list(vault.of_kind("mention"))[1:] == []
    vault.append([[(mention(vault), "team")]])
    assert len(list(vault.of_kind("mention"))) == 2


def test_the_head_grows_with_each_append(vault: Vault) -> None:
    """Each append signs a head of so many entries more, and gives the ids by which they are proved."""
    before = read_checkpoint(vault.checkpoint)[0].size
    refs = vault.append([[(mention(vault), "team")], [(mention(vault), "open")]])

    assert read_checkpoint(vault.checkpoint)[0].size == before + 2
    assert [ref.seq for ref in refs] == [before, before + 1]
    assert [stored.entry for stored in vault.parts_of(refs[1])] == [refs[1]]


def test_blobs_come_back(vault: Vault, sample: Sample) -> None:
    """Bytes come back as they went in, before and after the entry that names them, from the start or any place."""
    data = bytes(range(256)) * 1000
    put = vault.put_blob(io.BytesIO(data))
    with vault.open_blob(put.id) as before:
        assert before.read() == data
    vault.append([[(Document(new_id("document", vault.entropy), put.sha256, put.size, "x/y", put.id), "open")]])

    with vault.open_blob(put.id) as after, vault.open_blob(sample.blob) as first:
        after.seek(200_000)
        assert after.read(100) == data[200_000:200_100]
        assert first.read() == TEXT


def test_an_unknown_blob(vault: Vault) -> None:
    """An id of no blob says so."""
    with pytest.raises(EvidenceError) as caught:
        vault.open_blob("b" + "a" * 16)

    assert caught.value.code == "blob-unknown"


def test_bytes_that_nobody_names_are_taken_back(reopen: Callable[[], Vault], sample: Sample) -> None:
    """What was put and never named leaves nothing behind when the vault is closed."""
    pack = next((sample.path / "blobs").iterdir())
    length = pack.stat().st_size
    with reopen() as vault:
        vault.put_blob(io.BytesIO(b"never named" * 9999))

    assert pack.stat().st_size == length
    assert verify_vault(sample.path, PASSPHRASE).problems == ()


def test_a_source_that_breaks(vault: Vault) -> None:
    """A source that fails while it is read leaves nothing, and the next blob is whole."""

    class Breaking(io.BytesIO):
        def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
            if self.tell() > 2_000_000:
                raise ConnectionError
            return super().readinto(buffer)

    with pytest.raises(ConnectionError):
        vault.put_blob(Breaking(b"x" * 5_000_000))
    put = vault.put_blob(io.BytesIO(b"whole"))
    vault.append([[(Document(new_id("document", vault.entropy), put.sha256, put.size, "x/y", put.id), "open")]])

    with vault.open_blob(put.id) as blob:
        assert blob.read() == b"whole"


def test_cache_is_kept_and_replaced(reopen: Callable[[], Vault]) -> None:
    """Cached values are seen at once, outlive the process, and are replaced by key."""
    with reopen() as vault:
        vault.cache_put("kind", "one", "1")
        vault.cache_put("kind", "one", "2")
        vault.cache_put("kind", "two", "3")
        assert vault.cache_get("kind", "one") == "2"
        assert dict(vault.cache_items("kind")) == {"one": "2", "two": "3"}
    with reopen() as again:
        assert list(again.cache_items("kind")) == [("one", "2"), ("two", "3")]
        assert again.cache_get("kind", "none") is None


def test_a_voice_has_one_token(reopen: Callable[[], Vault], tmp_path: Path) -> None:
    """Equal voices have equal tokens, in either form of Unicode; another vault has others."""
    with reopen() as vault, create_vault(tmp_path / "other", PASSPHRASE) as other:
        token = vault.origin_token("Caf\u00e9 Hrana")

        assert token == vault.origin_token("Cafe\u0301 Hrana")
        assert token != vault.origin_token("Cafe Hrana")
        assert token != other.origin_token("Caf\u00e9 Hrana")


def test_two_open_vaults_take_turns(reopen: Callable[[], Vault]) -> None:
    """Two processes with one vault see each other's entries and write by turns into one log."""
    with reopen() as one, reopen() as two:
        for vault in (one, two, one, two):
            vault.append([[(mention(vault), "team")]])

        assert len(list(one.of_kind("mention"))) == len(list(two.of_kind("mention"))) == 5
        assert read_checkpoint(one.checkpoint)[0] == read_checkpoint(two.checkpoint)[0]


def test_a_second_writer_is_told(reopen: Callable[[], Vault], sample: Sample) -> None:
    """While one process writes, another is told so and loses nothing; readers go on."""
    with reopen() as one, reopen() as two:
        one.put_blob(io.BytesIO(b"in the middle of it"))
        two._lock = WriterLock(two._mark.descriptor, 0.05)

        with pytest.raises(VaultError) as caught:
            two.append([[(mention(two), "team")]])

        assert caught.value.code == "vault-busy"
        assert len(two.get(sample.claim)) == 2
    with reopen() as later:
        later.append([[(mention(later), "team")]])


def test_many_records_of_a_page(vault: Vault) -> None:
    """Reading goes on while the reader writes: nothing is seen twice, nothing skipped."""
    vault.append([[(mention(vault), "team")] for _ in range(1200)])
    seen: list[str] = []
    for stored in vault.of_kind("mention"):
        seen.append(stored.record.id)
        if len(seen) % 500 == 1 and len(seen) < 1201:
            vault.append([[(mention(vault), "team")]])

    assert len(seen) == len(set(seen))
    assert len(seen) >= 1201


def test_the_clock_must_give_a_time(reopen: Callable[[], Vault]) -> None:
    """A clock that gives no time stops the write."""
    with reopen() as vault:
        vault.clock = lambda: "yesterday"
        with pytest.raises(VaultError) as caught:
            vault.append([[(mention(vault), "team")]])

    assert caught.value.code == "clock-malformed"


def test_an_entry_has_parts(vault: Vault) -> None:
    """An entry without a part is refused."""
    with pytest.raises(VaultError) as caught:
        vault.append([[]])

    assert caught.value.code == "entry-parts"


def readable(found: Iterator[Any]) -> list[Any]:
    """Gives the records of stored parts."""
    return [stored.record for stored in found]


def test_a_basis_points_to_its_document(vault: Vault, sample: Sample) -> None:
    """From a document one comes to every basis that rests on it."""
    (basis,) = readable(vault.about(sample.document, "basis"))

    assert isinstance(basis, Basis)
    assert basis.id == sample.claim
