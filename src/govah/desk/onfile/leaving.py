"""What leaves the vault as a file: written whole, its hash taken, and taken back where it cannot be noted that it left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govah.errors import PublishError


def write_whole(output: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    beside = output.with_name(output.name + ".part")
    try:
        beside.write_bytes(data)
        beside.replace(output)
    except OSError as why:
        beside.unlink(missing_ok=True)
        raise PublishError("output-unwritable", name=output.name, fault=why.strerror or type(why).__name__) from why


def sha256_of(path: Path) -> str:
    """Gives the hash of a file in constant memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def written(output: Path) -> Iterator[None]:
    """Takes a file back where what follows its writing fails: nothing leaves that is not on record."""
    try:
        yield
    except BaseException:
        output.unlink(missing_ok=True)
        raise
