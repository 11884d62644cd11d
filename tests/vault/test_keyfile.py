"""The key file: what opens a vault, and what a thief or a forger of it cannot do."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counting import Record
from govah.errors import VaultError
from govah.records import canonical
from govah.vault import Cost, Secret, change_passphrase, create_vault, open_vault
from govah.vault.keyfile import Opened, make_key, open_key, read_key
from vaults import PASSPHRASE, Sample


def rewritten(data: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Gives a key file as a forger would write it who knows the format: canonical, its check in order."""
    fields = json.loads(data)
    change(fields)
    fields.pop("check")
    fields["check"] = hashlib.sha256(canonical(fields)).hexdigest()[:16]
    return canonical(fields) + b"\n"


def test_the_wrong_passphrase(sample: Sample) -> None:
    """A wrong passphrase is told from damage."""
    with pytest.raises(VaultError) as caught:
        open_vault(sample.path, PASSPHRASE + "x")

    assert caught.value.code == "passphrase-wrong"


def test_no_passphrase(tmp_path: Path) -> None:
    """An empty passphrase makes no vault."""
    with pytest.raises(VaultError) as caught:
        create_vault(tmp_path / "desk", "")

    assert caught.value.code == "passphrase-empty"


def test_letters_in_another_form() -> None:
    """A passphrase typed on a machine that writes accents apart is the same passphrase."""
    assert Secret("Caf\u00e9").to_bytes() == Secret("Cafe\u0301").to_bytes()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("memory", 65_535), ("memory", 8), ("memory", 1 << 30), ("time", 2), ("time", 65), ("lanes", 17), ("lanes", 0)],
)
def test_lowered_parameters(sample: Sample, field: str, wrong: int, record: Record) -> None:
    """Parameters below the floor, or such as would hang the machine, are refused before anything is computed."""
    forged = rewritten((sample.path / "key").read_bytes(), lambda fields: fields["kdf"].update({field: wrong}))

    with pytest.raises(VaultError) as caught:
        open_key(forged, Secret(PASSPHRASE))

    assert caught.value.code == "key-weakened"
    record("Argon2 parameters lowered, or raised to hang", "refused")


def test_parameters_are_bound(sample: Sample) -> None:
    """Even allowed parameters cannot be changed: the vault key opens only under those that it was wrapped with."""
    forged = rewritten((sample.path / "key").read_bytes(), lambda fields: fields.update({"vault": "0" * 32}))

    with pytest.raises(VaultError) as caught:
        open_key(forged, Secret(PASSPHRASE))

    assert caught.value.code == "passphrase-wrong"


def test_a_newer_vault(sample: Sample) -> None:
    """A vault of a later version says so, whatever else its key file holds."""
    (sample.path / "key").write_bytes(b'{"format":"govah-vault","v":2,"something":"else"}\n')

    with pytest.raises(VaultError) as caught:
        open_vault(sample.path, PASSPHRASE)

    assert (caught.value.code, caught.value.facts["version"]) == ("vault-newer", 2)


def test_every_byte_of_the_key_file_counts(sample: Sample, record: Record) -> None:
    """Whatever bit of whatever byte is flipped, the file is known to be damaged."""
    data = (sample.path / "key").read_bytes()

    for at in range(len(data)):
        for bit in range(8):
            damaged = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            with pytest.raises(VaultError) as caught:
                read_key(damaged)
            assert caught.value.code in ("key-damaged", "vault-newer")
    record("flips in the key file, every bit", "noticed", 8 * len(data))


@pytest.mark.parametrize("data", [b"", b"\n", b"{}", b"[]", b"null", b"[" * 4000, b"\xff\xfe", b'{"v":2}'])
def test_what_is_no_key_file(data: bytes) -> None:
    """Anything else in its place is damage, and never a crash."""
    with pytest.raises(VaultError) as caught:
        read_key(data)

    assert caught.value.code == "key-damaged"


def test_another_passphrase(sample: Sample) -> None:
    """A new passphrase opens the vault and the old one does not; the store and the packs are not touched."""
    before = {path.name: path.read_bytes() for path in sample.path.iterdir() if path.is_file() and path.name != "key"}

    change_passphrase(sample.path, PASSPHRASE, "new words altogether")

    assert before == {path.name: path.read_bytes() for path in sample.path.iterdir() if path.is_file() and path.name != "key"}
    with open_vault(sample.path, "new words altogether") as vault:
        assert vault.get(sample.claim)
    with pytest.raises(VaultError):
        open_vault(sample.path, PASSPHRASE)


def test_a_key_file_beside_the_passphrase() -> None:
    """A vault that was made with a key file asks for it, and opens with that one only."""
    opened = Opened("0" * 32, secrets.token_bytes(32))
    data = make_key(Secret(PASSPHRASE, b"photo bytes"), opened, secrets.token_bytes, Cost())

    assert open_key(data, Secret(PASSPHRASE, b"photo bytes")) == opened
    for wrong, code in ((Secret(PASSPHRASE), "keyfile-wanted"), (Secret(PASSPHRASE, b"other"), "passphrase-wrong")):
        with pytest.raises(VaultError) as caught:
            open_key(data, wrong)
        assert caught.value.code == code


def test_secrets_are_not_shown() -> None:
    """Printing what holds a key or a passphrase shows neither."""
    opened = Opened("0" * 32, b"k" * 32)

    assert "kkk" not in repr(opened)
    assert PASSPHRASE not in repr(Secret(PASSPHRASE))


@pytest.mark.parametrize("name", ["key", "store", "mark", "blobs"])
def test_half_a_vault(sample: Sample, name: str) -> None:
    """A vault that lacks a file names it."""
    (sample.path / name).rename(sample.path.parent / name)

    with pytest.raises(VaultError) as caught:
        open_vault(sample.path, PASSPHRASE)

    assert (caught.value.code, caught.value.facts["missing"]) == ("vault-incomplete", name)


def test_no_vault(tmp_path: Path) -> None:
    """A folder that is none says so, whether or not it exists."""
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(VaultError) as caught:
            open_vault(path, PASSPHRASE)
        assert caught.value.code == "vault-missing"


def test_a_folder_in_use(tmp_path: Path) -> None:
    """A folder with something in it is left as it is."""
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(VaultError) as caught:
        create_vault(tmp_path, PASSPHRASE)

    assert caught.value.code == "vault-folder-not-empty"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


