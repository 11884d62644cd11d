"""Blocks: columns packed with zstd behind their sizes, and unpacked within limits that the block has no say in."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Final, TypeVar

import zstandard

from govah.errors import EvidenceError
from govah.sync.reading import BlockReader, Stream, malformed
from govah.sync.writing import BlockWriter, write_number

MOST_PACKED: Final = 128 << 20
"""Bytes of one block, packed or unpacked: what a reader holds at a time."""
MOST_STREAMS: Final = 100_000
MOST_BUILT: Final = 512 << 20
"""What may come of one block, about."""
_LEVEL: Final = 19
_WINDOW: Final = 27
_PIECE: Final = 1 << 10
"""Of a frame, at a time: 32 MiB at most can come of it."""

Read = TypeVar("Read")


def block_to_bytes(writer: BlockWriter) -> bytes:
    """Gives a block: four lengths, the table of streams with the columns, the texts, and what is not packed."""
    table, columns, texts = bytearray(), bytearray(), bytearray()
    write_number(table, len(writer.streams))
    for number, stream in enumerate(writer.streams):
        is_text, is_one = number in writer.texts, len(set(stream)) == 1
        write_number(table, len(stream) << 2 | is_text << 1 | is_one)
        if is_one:
            table.append(stream[0])
        elif is_text:
            texts += stream
        else:
            columns += stream
    head, packed = bytearray(), [_pack(bytes(table + columns)), _pack(bytes(texts)) if texts else b""]
    for size in (*map(len, packed), len(writer.raw)):
        write_number(head, size)
    return b"".join([bytes(head), *packed, bytes(writer.raw)])


def read_block(source: BinaryIO, build: Callable[[BlockReader], Read], most: int) -> tuple[Read, int]:
    """Gives what `build` makes of the next block, and how many bytes the block took; anything malformed is an `EvidenceError`.

    Args:
        source: at the beginning of a block.
        build: is given the columns, and must use all of them.
        most: how many bytes there are.
    """
    sizes, taken = [], 0
    for _ in range(3):
        size, width = _read_number(source)
        sizes.append(size)
        taken += width
    taken += sum(sizes)
    if taken > most or sum(sizes) > MOST_PACKED:
        raise malformed()
    columns, texts, raw = (_exactly(source, size) for size in sizes)
    try:
        reader = _reader(_unpack(columns), _unpack(texts) if texts else b"", raw)
        built = build(reader)
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise malformed() from None
    reader.finish()
    return built, taken


def _reader(columns: bytes, texts: bytes, raw: bytes) -> BlockReader:
    table = Stream(columns)
    count = table.number()
    if count > MOST_STREAMS:
        raise malformed()
    told, built = [], len(columns) + len(texts)
    for _ in range(count):
        value = table.number()
        built += (value >> 2) if value & 1 else 0
        if built > MOST_PACKED:
            raise malformed()
        told.append((value, table.take(1) if value & 1 else b""))
    words = Stream(texts)
    streams = []
    for value, one in told:
        size = value >> 2
        streams.append(Stream(one * size if one else (words if value & 2 else table).take(size)))
    if not table.is_done or not words.is_done:
        raise malformed()
    return BlockReader(streams, Stream(raw), MOST_BUILT)


def _pack(data: bytes) -> bytes:
    compressor = zstandard.ZstdCompressor(level=_LEVEL, write_content_size=False, write_checksum=False)
    return compressor.compress(data)


def _unpack(data: bytes) -> bytes:
    """Unpacks one zstd frame piece by piece: the size that a frame declares is not believed, and bombs end at the limit."""
    if not data:
        raise malformed()
    opened = zstandard.ZstdDecompressor(max_window_size=1 << _WINDOW).decompressobj()
    out = bytearray()
    try:
        for at in range(0, len(data), _PIECE):
            out += opened.decompress(data[at : at + _PIECE])
            if len(out) > MOST_PACKED:
                raise EvidenceError("packet-too-large", part="block")
    except zstandard.ZstdError:
        raise malformed() from None
    if not opened.eof or opened.unused_data:
        raise malformed()
    return bytes(out)


def _read_number(source: BinaryIO) -> tuple[int, int]:
    data = bytearray()
    while not data or data[-1] > 127:
        piece = _exactly(source, 1)
        data += piece
        if len(data) > 9:
            raise malformed()
    return Stream(bytes(data)).number(), len(data)


def _exactly(source: BinaryIO, size: int) -> bytes:
    data = source.read(size)
    if len(data) != size:
        raise EvidenceError("packet-truncated")
    return data
