"""A device introduces itself: an older vault says what it had not said, a restored one vouches for the device before it."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

import pytest

from govah.journal import log_key
from govah.records import Device, Member
from govah.vault import Secret, Vault, continue_as_new_device, open_vault
from govah.vault.checking.verifying import verify_opened
from govah.vault.joining import introduce_self, renew_keys, roster_of
from govah.vault.keyfile import Opened
from govah.vault.members import epochs_said
from govah.vault.opening import make_folder, read_identity, system_clock
from vaults import PASSPHRASE, Sample


@pytest.fixture
def older(tmp_path: Path) -> tuple[Vault, Opened]:
    """A vault as it was written before keys were told of: a member, and a device without a cosigning key."""
    opened, connection = make_folder(tmp_path / "older", Secret(PASSPHRASE), secrets.token_bytes, None)
    identity = read_identity(connection)
    vault = Vault(tmp_path / "older", opened, connection, entropy=secrets.token_bytes, clock=system_clock)
    key = str(log_key(identity.device, identity.public))
    member, device = Member(identity.member, "Roxana"), Device(identity.device, identity.member, key, identity.recipient)
    vault.append([[(member, "team")], [(device, "open")]])
    return vault, opened


def test_an_older_vault_says_the_rest(older: tuple[Vault, Opened]) -> None:
    """At the first touch an older vault says who reads each key and how it cosigns; after that there is nothing to say."""
    vault, opened = older
    assert epochs_said(vault.connection) == []
    assert all(epoch.readers == () for epoch in vault.epochs.values())

    introduce_self(vault)

    told = {one.record.recipient: one.record.readers for one in epochs_said(vault.connection)}
    assert told == {epoch.recipient: (vault.device,) for epoch in vault.epochs.values()}
    assert all(epoch.readers == (vault.device,) and not epoch.is_closed for epoch in vault.epochs.values())
    assert roster_of(vault).devices[vault.device].witness.startswith("govah.witness/")
    head = vault.checkpoint
    introduce_self(vault)
    assert vault.checkpoint == head
    assert renew_keys(vault) == ()
    vault.close()
    assert verify_opened(vault.path, opened).problems == ()


def test_a_restored_vault_vouches_for_the_one_before(sample: Sample) -> None:
    """The new device reads each key on record, the device before it is one of ours, and it is not the one that writes."""
    with open_vault(sample.path, PASSPHRASE) as vault:
        before = vault.device
    shutil.copytree(sample.path, sample.path.parent / "copy")
    with continue_as_new_device(sample.path.parent / "copy", PASSPHRASE) as vault:
        roster = roster_of(vault)

        assert vault.device != before
        assert roster.ours == {before, vault.device}
        assert all(set(epoch.readers) == {before, vault.device} for epoch in vault.epochs.values())
        assert vault.get(sample.claim)
