"""A vault that was put back from a copy goes on as a new device, and its old log stays provable."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from govah.errors import VaultError
from govah.vault import continue_as_new_device, open_vault, prove
from govah.vault.checking.verifying import verify_opened
from govah.vault.compartments import Epoch, unwrap
from govah.vault.database import open_database, rows
from govah.vault.opening import read_identity
from vaults import PASSPHRASE, Sample, fill


def test_an_older_database_goes_on(sample: Sample) -> None:
    """A database that was put back opens as a new device, with all that it held, and verifies."""
    old = (sample.path / "store").read_bytes()
    with open_vault(sample.path, PASSPHRASE) as vault:
        fill(vault)
        member, device = vault.member, vault.device
    (sample.path / "store").write_bytes(old)
    with pytest.raises(VaultError):
        open_vault(sample.path, PASSPHRASE)

    with continue_as_new_device(sample.path, PASSPHRASE) as vault:
        assert vault.device != device
        assert vault.member == member
        assert len(vault.get(sample.claim)) == 2
        fill(vault)
    with open_vault(sample.path, PASSPHRASE) as vault:
        assert {stored.record.id for stored in vault.of_kind("device")} == {device, vault.device}
        assert len(list(vault.of_kind("mention"))) == 2


def test_two_copies_do_not_fork(sample: Sample, tmp_path: Path) -> None:
    """A copied vault and its original write into two logs: neither contradicts the other, and both verify."""
    shutil.copytree(sample.path, tmp_path / "copy")
    with continue_as_new_device(tmp_path / "copy", PASSPHRASE) as copy, open_vault(sample.path, PASSPHRASE) as original:
        fill(copy)
        fill(original)

    one, two = verify_opened(sample.path, sample.opened), verify_opened(tmp_path / "copy", sample.opened)

    assert one.problems == two.problems == ()
    assert [head[1] for head in one.heads] == [10]
    assert [head[1] for head in two.heads] == [6, 5]


def test_the_old_log_is_provable(sample: Sample, tmp_path: Path) -> None:
    """What the old device wrote is still proved under its own key."""
    with continue_as_new_device(sample.path, PASSPHRASE) as vault:
        ids = fill(vault)
        old, new = prove(vault, sample.document, tmp_path / "old.zip"), prove(vault, ids["document"], tmp_path / "new.zip")

    assert old.keys[0][0] != new.keys[0][0] == vault.device


def test_the_old_keys_are_gone(sample: Sample) -> None:
    """The keys of the old device are forgotten, and the compartments' keys are wrapped to the new one."""
    connection = open_database(sample.path / "store", sample.opened)
    before = read_identity(connection)
    connection.close()
    continue_as_new_device(sample.path, PASSPHRASE).close()
    connection = open_database(sample.path / "store", sample.opened)
    after = read_identity(connection)
    held = [value for (value,) in rows(connection, "SELECT value FROM secret")]
    query = "SELECT a.compartment, a.epoch, a.recipient, e.recipient, wrapped FROM access a JOIN epoch e USING (compartment)"

    assert before.log_seed not in held
    assert before.age.encode() not in held
    for name, number, recipient, keeper, wrapped in rows(connection, query):
        assert recipient == after.recipient
        assert unwrap(Epoch(name, number, keeper, None), wrapped, after.age).is_readable
    connection.close()


def test_a_damaged_mark_is_mended(sample: Sample) -> None:
    """A mark that is damaged is replaced, and the vault opens again."""
    (sample.path / "mark").write_bytes(b"x" * 256)
    continue_as_new_device(sample.path, PASSPHRASE).close()

    assert verify_opened(sample.path, sample.opened).problems == ()


def test_the_passphrase_counts(sample: Sample) -> None:
    """Nobody goes on without the passphrase."""
    with pytest.raises(VaultError) as caught:
        continue_as_new_device(sample.path, "wrong")

    assert caught.value.code == "passphrase-wrong"
