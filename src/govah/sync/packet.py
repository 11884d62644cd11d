"""A packet as a stream: contents and payloads in, bytes out, and back; nothing counts before the signature is checked."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from govah.errors import EvidenceError
from govah.journal import Sign
from govah.sync.entries import entries_to_blocks, read_entries
from govah.sync.frame import FrameReader, FrameWriter, Part, Row, Write
from govah.sync.interface import Contents, Manifest
from govah.sync.rows import (
    blob_to_row,
    blobs_from_rows,
    head_to_row,
    key_to_row,
    keys_from_rows,
    manifest_from_rows,
    manifest_to_row,
    reaches_of,
    read_rows,
    rows_to_blocks,
    stretches_from_rows,
)
from govah.vault.exchange.wire import WireBlob

_PIECE: Final = 1 << 20

OpenPayload = Callable[[str], BinaryIO]
"""Opens the encrypted bytes of a blob, from the nonce to the last tag."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The log key of the device that sends."""

    key: bytes
    "Its public half, 32 bytes."
    sign: Sign


def write_packet(contents: Contents, open_payload: OpenPayload, signer: Signer, write: Write) -> None:
    """Writes a packet in one pass and constant memory, but for the entries; a payload of another length is an `EvidenceError`."""
    parts = {
        "manifest": rows_to_blocks([manifest_to_row(contents.manifest)]),
        "keys": rows_to_blocks([key_to_row(key) for key in contents.keys]),
        "stretches": rows_to_blocks([head_to_row(stretch) for stretch in contents.stretches]),
        "blobs": rows_to_blocks([blob_to_row(blob) for blob in contents.blobs]),
        "entries": b"".join(entries_to_blocks(contents.stretches)),
    }
    sent = [blob for blob in contents.blobs if blob.key is not None]
    rows = [Row(name, len(data)) for name, data in parts.items() if data]
    rows += [Row("payloads", sum(blob.length for blob in sent))] if sent else []
    frame = FrameWriter(write, contents.manifest.sender, rows)
    for data in parts.values():
        frame.write(data)
    for blob in sent:
        with open_payload(blob.id) as payload:
            _copy(payload, frame, blob)
    frame.finish(signer.key, signer.sign)


class PacketReader:
    """A packet as it is read: the manifest first, then the blobs one by one, then, once the signature holds, all else.

    Args:
        source: the plain bytes, read forward only.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._frame = FrameReader(source)
        self._rows = iter(self._frame.rows)
        self._held: dict[str, bytes] = {}
        self._unknown: list[str] = []
        self._payloads = 0
        self._advance("manifest")
        self.manifest: Manifest = manifest_from_rows(self._parsed("manifest"))
        self._blobs: tuple[WireBlob, ...] = ()
        self._ended = False

    @property
    def payload_bytes(self) -> int:
        """How many bytes of blobs come, as the table says."""
        return next((row.size for row in self._frame.rows if row.name == "payloads"), 0)

    def blobs(self) -> Iterator[tuple[WireBlob, BinaryIO]]:
        """Gives each blob and its payload, which is read before the next is asked for; what is left of it is skipped."""
        self._advance("payloads")
        self._blobs = blobs_from_rows(self._parsed("blobs"))
        sent = [blob for blob in self._blobs if blob.key is not None]
        if sum(blob.length for blob in sent) != self._payloads or len({blob.id for blob in self._blobs}) != len(self._blobs):
            raise EvidenceError("packet-malformed", part="payloads")
        for blob in self._blobs:
            part = self._frame.part(blob.length if blob.key is not None else 0)
            yield blob, io.BufferedReader(part, _PIECE)
            part.drain()
        self._advance("")
        self._ended = True

    def finish(self, key: bytes) -> Contents:
        """Gives the contents, if the sender's log key signed the whole; anything less is an `EvidenceError`.

        Args:
            key: the public log key of the device that the manifest names.
        """
        if not self._ended:
            for _ in self.blobs():
                pass
        self._frame.finish(self.manifest.sender, key)
        heads = self._parsed("stretches")
        packed = self._held.get("entries", b"")
        entries = read_entries(io.BytesIO(packed), reaches_of(heads), len(packed))
        return Contents(
            self.manifest,
            keys_from_rows(self._parsed("keys")),
            stretches_from_rows(heads, entries),
            self._blobs,
            tuple(self._unknown),
        )

    def _advance(self, name: str) -> None:
        """Reads on through the part of that name; through `payloads`, or the end, only what stands before it is held."""
        for row in self._rows:
            if row.name == "payloads":
                self._payloads = row.size
                break
            if row.is_optional:
                Part(self._frame, row.size).drain()
                self._unknown.append(row.name)
            else:
                self._held[row.name] = self._frame.read(row.size)
            if row.name == name:
                break

    def _parsed(self, name: str) -> list[list[object]]:
        data = self._held.get(name, b"")
        return read_rows(io.BytesIO(data), len(data))


def _copy(payload: BinaryIO, frame: FrameWriter, blob: WireBlob) -> None:
    left = blob.length
    while left:
        piece = payload.read(min(left, _PIECE))
        if not piece:
            break
        frame.write(piece)
        left -= len(piece)
    if left or payload.read(1):
        raise EvidenceError("blob-altered", id=blob.id)
