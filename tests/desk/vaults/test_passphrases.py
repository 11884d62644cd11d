"""Another passphrase or key file: the new one opens, the old one does not, and a key file never lies in the vault."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from govah.desk.vaults.passphrases import MADE_BYTES, change_secret, find_keyfile, read_keyfile
from govah.errors import VaultError
from govah.records import Custody
from govah.vault import Secret, create_vault, open_vault

OLD, NEW = Secret("four invented words here"), Secret("other words of ours")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A vault at rest."""
    create_vault(tmp_path / "desk", OLD).close()
    return tmp_path / "desk"


def opens(place: Path, secret: Secret) -> bool:
    """Answers whether a secret opens a vault."""
    try:
        open_vault(place, secret).close()
    except VaultError as error:
        return {"passphrase-wrong": False, "keyfile-wanted": False}[error.code]
    return True


def test_there_and_back(place: Path) -> None:
    """After a change the new secret opens and the old one does not, and so on the way back; both are noted, and no secret is."""
    new = Secret(NEW.passphrase, b"picture")
    change_secret(place, OLD, new)
    assert (opens(place, OLD), opens(place, Secret(NEW.passphrase))) == (False, False)
    change_secret(place, new, OLD)
    assert not opens(place, new)

    with open_vault(place, OLD) as vault:
        acts = [one.record for one in vault.of_kind("custody")]
        pages = vault.connection.serialize("main")
    noted = [(one.act, one.remarks) for one in acts if isinstance(one, Custody)]
    assert noted == [("passphrase-changed", "keyfile-added"), ("passphrase-changed", "keyfile-taken")]
    assert not any(said in pages for said in (NEW.passphrase.encode(), OLD.passphrase.encode(), b"picture"))


def test_a_wrong_one_changes_nothing(place: Path) -> None:
    """Whoever does not know the old passphrase cannot set another."""
    before = (place / "key").read_bytes()
    with pytest.raises(VaultError, match="passphrase-wrong"):
        change_secret(place, NEW, OLD)
    with pytest.raises(VaultError, match="passphrase-empty"):
        change_secret(place, OLD, Secret(""))

    assert (place / "key").read_bytes() == before


def test_others_go_on(place: Path) -> None:
    """A Govah that has the vault open goes on writing while the passphrase is changed."""
    with open_vault(place, OLD) as vault:
        change_secret(place, OLD, NEW)
        vault.append([[(next(vault.of_kind("member")).record, "team")]])

    assert opens(place, NEW)


def test_a_key_file_is_made_once(tmp_path: Path, place: Path) -> None:
    """Where there is none a key file of random bytes is made for its owner alone; one that is there is left as it is."""
    data, made = find_keyfile(tmp_path / "stick", place)
    again, remade = find_keyfile(tmp_path / "stick", place)

    assert (len(data), made, again, remade) == (MADE_BYTES, True, data, False)
    assert stat.S_IMODE((tmp_path / "stick").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda _path: None, "keyfile-unreadable"),
        (lambda path: path.mkdir(), "keyfile-unreadable"),
        (lambda path: path.write_bytes(b""), "keyfile-unfit"),
        (lambda path: path.write_bytes(bytes((16 << 20) + 1)), "keyfile-unfit"),
    ],
)
def test_what_is_no_key_file(tmp_path: Path, make: Callable[[Path], object], code: str) -> None:
    """A key file that is not there, a folder, an empty file and one too large each have their answer."""
    make(tmp_path / "x")

    with pytest.raises(VaultError) as caught:
        read_keyfile(tmp_path / "x")

    assert caught.value.code == code


@pytest.mark.parametrize("name", ["desk/x", "desk/blobs/x", "desk/../desk/x"])
def test_not_within_the_vault(tmp_path: Path, place: Path, name: str) -> None:
    """A key file does not lie in the folder that it is to open."""
    with pytest.raises(VaultError, match="keyfile-in-vault"):
        find_keyfile(tmp_path / name, place)

    assert not (tmp_path / name).exists()


def test_a_vault_made_with_a_key_file(tmp_path: Path) -> None:
    """A vault that was made with a key file opens with both, and not with another file or none."""
    create_vault(tmp_path / "two", Secret("four words", b"picture")).close()

    assert opens(tmp_path / "two", Secret("four words", b"picture"))
    assert not opens(tmp_path / "two", Secret("four words"))
    assert not opens(tmp_path / "two", Secret("four words", b"another"))
