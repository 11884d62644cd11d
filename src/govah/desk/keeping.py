"""Keeping: a new desk, the check of every byte, and the package that proves one item."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from govah.errors import UsageError
from govah.vault import Proved, Secret, Vault, Verified, create_vault, prove, verify_vault

_MOST_KEYFILE: Final = 1 << 20


def init_desk(path: Path, passphrase: str, *, member_name: str = "", keyfile: Path | None = None) -> Vault:
    """Makes a new, encrypted vault in a folder that is new or empty, and opens it."""
    return create_vault(path, secret_of(passphrase, keyfile), member_name=member_name)


def verify_desk(
    path: Path, passphrase: str, *, quick: bool = False, keyfile: Path | None = None, progress: Callable[[int], None] | None = None
) -> Verified:
    """Checks a vault, every byte of it unless `quick`, and gives what was found; it changes nothing."""
    return verify_vault(path, secret_of(passphrase, keyfile), quick=quick, progress=progress or (lambda _bytes: None))


def prove_item(vault: Vault, item: str, output: Path, *, with_sources: bool = False) -> Proved:
    """Writes the proof package of a document, a claim, another record or an entry; what is in `sources` only where asked."""
    return prove(vault, item, output, with_sources=with_sources)


def secret_of(passphrase: str, keyfile: Path | None = None) -> Secret:
    """Gives what opens a vault: the passphrase and, where one is used, the bytes of a key file."""
    if keyfile is None:
        return Secret(passphrase)
    try:
        with keyfile.open("rb") as file:
            return Secret(passphrase, file.read(_MOST_KEYFILE))
    except OSError:
        raise UsageError("keyfile-unreadable", name=keyfile.name) from None
