"""The small parts of a packet as rows: who sends it and holds what, wrapped keys, the heads of stretches, and blobs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO, Final

from govah.errors import EvidenceError
from govah.journal import Checkpoint, Note, is_time, log_key, read_checkpoint, read_vkey
from govah.journal.checkpoints import LOG
from govah.journal.notes import Signature
from govah.records import is_id
from govah.sync.blocks import block_to_bytes, read_block
from govah.sync.entries import Reach
from govah.sync.interface import Manifest
from govah.sync.reading import BlockReader, malformed
from govah.sync.writing import BlockWriter
from govah.vault.exchange.wire import Stretch, WireBlob, WireEntry, WireKey
from govah.vault.stream import payload_size

MOST_ROWS: Final = 2_000_000
_ROWS: Final = 20_000
_WIDEST: Final = 16
_MOST_BYTES: Final = 1 << 50
_NODE: Final = 32
_KEY: Final = 32
_KEY_ID: Final = 4


def rows_to_blocks(rows: Sequence[list[Any]]) -> bytes:
    """Gives rows as blocks, one after another."""
    return b"".join(_block(rows[at : at + _ROWS]) for at in range(0, len(rows), _ROWS))


def read_rows(source: BinaryIO, size: int) -> list[list[Any]]:
    """Gives the rows of blocks again; what is none is an `EvidenceError`."""
    found: list[list[Any]] = []
    while size:
        rows, taken = read_block(source, _rows, size)
        found += rows
        size -= taken
    if len(found) > MOST_ROWS:
        raise EvidenceError("packet-too-large", part="rows")
    return found


def manifest_to_row(manifest: Manifest) -> list[Any]:
    """Gives the one row that says who sends it."""
    vector = [[device, size] for device, size in sorted(manifest.vector.items())]
    return [manifest.sender, manifest.time, list(manifest.to), vector]


def manifest_from_rows(rows: Sequence[list[Any]]) -> Manifest:
    """Gives the manifest again."""
    with _Shape("manifest"):
        ((sender, time, to, vector),) = rows
        pairs = dict(vector)
        whole = is_id(sender, "device") and is_time(time) and all(is_id(one, "device") for one in to)
        if not whole or len(pairs) != len(vector) or not all(is_id(one) and type(pairs[one]) is int for one in pairs):
            raise ValueError
        return Manifest(sender, time, tuple(to), pairs)


def key_to_row(key: WireKey) -> list[Any]:
    """Gives the row of a wrapped key."""
    return [key.compartment, key.recipient, key.device_recipient, key.wrapped]


def keys_from_rows(rows: Sequence[list[Any]]) -> tuple[WireKey, ...]:
    """Gives wrapped keys again."""
    with _Shape("keys"):
        return tuple(WireKey(*_typed(row, (str, str, str, bytes))) for row in rows)


def blob_to_row(blob: WireBlob) -> list[Any]:
    """Gives the row of a blob."""
    return [blob.id, blob.size, blob.sha256, blob.length - payload_size(blob.size), blob.key, blob.recipient]


def blobs_from_rows(rows: Sequence[list[Any]]) -> tuple[WireBlob, ...]:
    """Gives blobs again; a length below 0 is none."""
    with _Shape("blobs"):
        return tuple(_blob(row) for row in rows)


def head_to_row(stretch: Stretch) -> list[Any]:
    """Gives all of a stretch but its entries."""
    end = stretch.first + len(stretch.entries)
    notes = [_note_to_row(note, stretch.device, end) for note in (stretch.checkpoint, *stretch.cosignatures)]
    edge = b"".join(stretch.edge) if all(len(node) == _NODE for node in stretch.edge) else list(stretch.edge)
    return [stretch.device, _vkey_to_row(stretch), stretch.recipient, stretch.first, edge, len(stretch.entries), notes]


def reaches_of(rows: Sequence[list[Any]]) -> list[Reach]:
    """Gives which entries the heads announce."""
    with _Shape("stretches"):
        reaches = [Reach(row[0], row[3], row[5]) for row in rows if _typed(row, (str, None, str, int, None, int, list))]
        if any(reach.first < 0 or reach.count < 0 for reach in reaches):
            raise ValueError
        if sum(reach.count for reach in reaches) > MOST_ROWS:
            raise EvidenceError("packet-too-large", part="entries")
        return reaches


def stretches_from_rows(rows: Sequence[list[Any]], entries: Sequence[tuple[WireEntry, ...]]) -> tuple[Stretch, ...]:
    """Gives stretches again."""
    with _Shape("stretches"):
        return tuple(_stretch(row, own) for row, own in zip(rows, entries, strict=True))


class _Shape:
    """Turns whatever breaks over a wrong shape into the one error of a packet that is none."""

    def __init__(self, part: str) -> None:
        self._part = part

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is not None and issubclass(kind, ValueError | TypeError | KeyError | IndexError | AttributeError):
            raise EvidenceError("packet-malformed", part=self._part) from None


def _typed(row: list[Any], kinds: tuple[type | None, ...]) -> list[Any]:
    if len(row) != len(kinds) or any(kind is not None and type(one) is not kind for one, kind in zip(row, kinds, strict=True)):
        raise ValueError
    return row


def _block(rows: Sequence[list[Any]]) -> bytes:
    writer = BlockWriter()
    for row in rows:
        writer.number(writer.root, len(row))
        for number, one in enumerate(row):
            writer.value(writer.root.child(str(number)), one)
    return block_to_bytes(writer)


def _rows(reader: BlockReader) -> list[list[Any]]:
    found: list[list[Any]] = []
    while reader.has_more(reader.root):
        width = reader.number(reader.root)
        if width > _WIDEST:
            raise malformed()
        reader.spend(_WIDEST)
        found.append([reader.value(reader.root.child(str(number))) for number in range(width)])
    return found


def _blob(row: list[Any]) -> WireBlob:
    id_, size, sha256, more, key, recipient = row
    _typed([id_, size, sha256, more, recipient], (str, int, str, int, str))
    length = payload_size(size) + more
    is_within = 0 <= size <= _MOST_BYTES and 0 <= length <= _MOST_BYTES
    if not is_id(id_, "blob") or not is_within or type(key) not in (bytes, type(None)):
        raise ValueError
    return WireBlob(id_, size, sha256, length, key, recipient)


def _vkey_to_row(stretch: Stretch) -> bytes | str:
    """Gives the 32 bytes of a log's key where its text follows from them."""
    try:
        key = read_vkey(stretch.vkey).key
    except EvidenceError:
        return stretch.vkey
    return key if str(log_key(stretch.device, key)) == stretch.vkey else stretch.vkey


def _note_to_row(text: str, device: str, end: int) -> list[Any] | str:
    """Gives a signed head without what follows from the rest; one that does not come back to the byte goes as it is."""
    try:
        head, note = read_checkpoint(text)
    except EvidenceError:
        return text
    row = [head.size - end, head.root, [[one.name, one.key_id + one.value] for one in note.signatures]]
    return row if _note_from_row(row, device, end) == text else text


def _note_from_row(row: list[Any] | str, device: str, end: int) -> str:
    if isinstance(row, str):
        return row
    behind, root, signatures = _typed(row, (int, bytes, list))
    head = Checkpoint(LOG + device, end + behind, root)
    pairs = [_typed(pair, (str, bytes)) for pair in signatures]
    return str(Note(str(head), tuple(Signature(name, value[:_KEY_ID], value[_KEY_ID:]) for name, value in pairs)))


def _stretch(row: list[Any], entries: tuple[WireEntry, ...]) -> Stretch:
    device, key, recipient, first, edge, _, notes = row
    vkey = str(log_key(device, key)) if isinstance(key, bytes) and len(key) == _KEY else key
    nodes = [edge[at : at + _NODE] for at in range(0, len(edge), _NODE)] if isinstance(edge, bytes) else edge
    texts = [_note_from_row(note, device, first + len(entries)) for note in notes]
    if not isinstance(vkey, str) or not all(type(node) is bytes for node in nodes):
        raise ValueError
    return Stretch(device, vkey, recipient, first, tuple(nodes), entries, texts[0], tuple(texts[1:]))
