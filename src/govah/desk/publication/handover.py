"""Handing over: files that leave go straight into the folder that a person names, and lie nowhere else meanwhile."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from govah.desk.custody.keeping import prove_item
from govah.desk.onfile.leaving import sha256_of
from govah.desk.publication.packets import Packed, PackOptions, Unpacked, pack, unpack
from govah.errors import PublishError
from govah.vault import Vault

PACKET: Final = ".govah"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written."""

    name: str
    sha256: str
    size: int


def write_proof(vault: Vault, item: str, folder: Path, *, with_sources: bool = False, to: str = "") -> Written:
    """Writes the proof package of an item into a folder, under a name of ours; a file that is there is left alone."""
    output = _place(folder, f"proof-{item[:20]}.zip")
    prove_item(vault, item, output, with_sources=with_sources, to=to)
    return Written(output.name, sha256_of(output), output.stat().st_size)


def write_packet(vault: Vault, to: tuple[str, ...], folder: Path, options: PackOptions) -> tuple[Written, Packed]:
    """Writes a packet for members or devices into a folder; nobody but they can open it."""
    stamp = vault.clock().replace(":", "").replace("-", "")
    output = _place(folder, f"packet-{stamp}{PACKET}")
    made = pack(vault, to, output, options)
    return Written(output.name, made.sha256, made.size), made


def take_packet(vault: Vault, data: bytes) -> Unpacked:
    """Takes in a packet that came through a browser; it lies on the disk for that moment, closed as it came."""
    with tempfile.TemporaryDirectory(prefix="govah-") as folder:
        path = Path(folder) / "packet"
        path.write_bytes(data)
        return unpack(vault, path)


def _place(folder: Path, name: str) -> Path:
    """Gives the place of a new file; raises `PublishError` where the folder is none, or the file is there."""
    if not folder.is_dir():
        raise PublishError("folder-missing", name=folder.name)
    output = folder / name
    if output.exists():
        raise PublishError("output-exists", name=name)
    return output
