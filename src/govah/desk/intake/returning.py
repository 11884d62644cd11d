"""Giving a document back as a file: the very bytes that were sealed, in constant memory, and noted before they are there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from govah.desk.onfile import handling
from govah.desk.onfile.evidence import compartment_of, document
from govah.errors import EvidenceError, PublishError, UsageError
from govah.records import Document
from govah.vault import Vault

SOURCES: Final = "sources"
CHUNK: Final = 1 << 20

Progress = Callable[[str, int, int], None]
"""Is told the name of the file, how many bytes were written, and how many there are."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A document that left as it came."""

    document: str
    name: str
    "Of the file written."
    sha256: str
    size: int


def return_document(
    vault: Vault,
    id_or_name: str,
    output: Path,
    *,
    with_sources: bool = False,
    progress: Progress = lambda _name, _done, _size: None,
) -> Returned:
    """Writes the sealed bytes of a document to a file; the file bears its name only once all of it was found to be as sealed.

    A document that came from a person alone leaves only with `with_sources`. Where it cannot be noted that it left, there is no
    file; what was at that place before stays until then.
    """
    found = document(vault, id_or_name)
    is_of_sources = compartment_of(vault, found.id) == SOURCES
    if is_of_sources and not with_sources:
        raise UsageError("return-sources", id=found.id)
    beside = output.with_name(output.name + ".part")
    with vault.open_blob(found.blob) as source:
        try:
            with _fresh(beside) as file:
                _copy(found, source, file, lambda done: progress(output.name, done, found.size))
            act = handling.act(vault, "exported", found.id)
            handling.record(vault, replace(act, sha256=found.sha256, sources=is_of_sources, remarks="as-sealed"))
            beside.replace(output)
        except OSError as why:
            beside.unlink(missing_ok=True)
            raise PublishError("output-unwritable", name=output.name, fault=why.strerror or type(why).__name__) from why
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    return Returned(found.id, output.name, found.sha256, found.size)


def _fresh(path: Path) -> BinaryIO:
    """Makes a new file for its owner's eyes: no link that lies there is followed, and nothing of an earlier try is left."""
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb", buffering=0)


def _copy(found: Document, source: BinaryIO, target: BinaryIO, tell: Callable[[int], None]) -> None:
    """Copies to the end and makes it durable; bytes that are not those of the record are an `EvidenceError`."""
    digest, done = hashlib.sha256(), 0
    buffer = memoryview(bytearray(CHUNK))
    while count := source.readinto(buffer):  # type: ignore[attr-defined]  # a `BufferedReader`
        piece = buffer[:count]
        digest.update(piece)
        while piece:
            piece = piece[target.write(piece) :]
        done += count
        tell(done)
    if digest.hexdigest() != found.sha256:
        raise EvidenceError("blob-altered", id=found.blob)
    os.fsync(target.fileno())
