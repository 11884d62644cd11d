"""Keeping: a new desk, the check of every byte, and the package that proves one item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from govah.desk.custody.stamped import stamped_heads
from govah.desk.custody.witnessing import vouching
from govah.desk.onfile import handling
from govah.desk.onfile.erased import require_there
from govah.desk.onfile.leaving import sha256_of, written
from govah.desk.retrieval.viewing import note_check
from govah.records import Basis, Derivation
from govah.stamp import stamp_files
from govah.vault import Proved, Secret, Vault, Verified, continue_as_new_device, create_vault, open_vault, prove, verify_vault
from govah.vault.proving import Vouched


def init_desk(path: Path, passphrase: str | Secret, *, member_name: str = "") -> Vault:
    """Makes a new, encrypted vault in a folder that is new or empty, and opens it."""
    return create_vault(path, passphrase, member_name=member_name)


def continue_desk(path: Path, passphrase: str | Secret) -> Vault:
    """Opens a vault that was put back from a copy, as a new device of the same member: two copies never write into one log."""
    return continue_as_new_device(path, passphrase)


def verify_desk(
    path: Path, passphrase: str | Secret, *, quick: bool = False, progress: Callable[[int], None] | None = None
) -> Verified:
    """Checks a vault, every byte of it unless `quick`, and gives what was found; that all was found good is noted, once a day."""
    found = verify_vault(path, passphrase, quick=quick, progress=progress or (lambda _bytes: None))
    if found.is_good:
        with open_vault(path, passphrase) as vault:
            note_check(vault, quick=quick)
    return found


def prove_item(vault: Vault, item: str, output: Path, *, with_sources: bool = False, to: str = "") -> Proved:
    """Writes the proof package of a document, a claim, another record or an entry; what is in `sources` only where asked.

    That it was made, by whom, when and for whom, and its SHA-256, is noted; where that cannot be, there is no package.
    """
    require_there(vault, item)
    proved = prove(vault, item, output, with_sources=with_sources, vouched=_vouched(vault))
    with written(output):
        made = handling.act(vault, "proved", item, _documents_of(vault, item, proved))
        handling.record(vault, replace(made, sha256=sha256_of(output), sources=with_sources, to=to))
    return proved


def _vouched(vault: Vault) -> Vouched:
    """Gives the heads that others stamped or cosigned."""
    heads = stamped_heads(vault)
    return Vouched(
        stamped=tuple(heads),
        files=lambda used: stamp_files(stamp for note in heads if note in set(used) for stamp in heads[note]),
        cosigned=vouching(vault),
    )


def _documents_of(vault: Vault, item: str, proved: Proved) -> list[str]:
    """Gives the documents whose bytes stand in the package, where the item is not one itself."""
    if not proved.originals:
        return []
    records = [one.record for one in vault.get(item)]
    return [one.document for one in records if isinstance(one, Basis | Derivation)]
