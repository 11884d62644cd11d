"""Keeping: a new desk, the check of every byte, and the package that proves one item."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from govah.desk.stamped import stamped_heads
from govah.vault import Proved, Vault, Verified, create_vault, prove, verify_vault


def init_desk(path: Path, passphrase: str, *, member_name: str = "") -> Vault:
    """Makes a new, encrypted vault in a folder that is new or empty, and opens it."""
    return create_vault(path, passphrase, member_name=member_name)


def verify_desk(path: Path, passphrase: str, *, quick: bool = False, progress: Callable[[int], None] | None = None) -> Verified:
    """Checks a vault, every byte of it unless `quick`, and gives what was found; nothing that counts is changed."""
    return verify_vault(path, passphrase, quick=quick, progress=progress or (lambda _bytes: None))


def prove_item(vault: Vault, item: str, output: Path, *, with_sources: bool = False) -> Proved:
    """Writes the proof package of a document, a claim, another record or an entry; what is in `sources` only where asked."""
    return prove(vault, item, output, with_sources=with_sources, stamped=stamped_heads(vault))
