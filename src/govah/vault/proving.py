"""A proof package: one item, its entry, its place in the signed tree; to be checked without Govah and without trusting us."""

from __future__ import annotations

import hashlib
import mimetypes
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from govah.errors import EvidenceError, NotFoundError, VaultError
from govah.journal import InclusionProof, inclusion_proof, read_checkpoint, read_header, read_vkey, root_of, verify_checkpoint
from govah.records import Basis, Capture, Derivation, Document, is_id
from govah.vault.database import rows
from govah.vault.interface import EntryRef, Stored
from govah.vault.packs import sync_folder
from govah.vault.reading import entry_of
from govah.vault.store import Vault
from govah.vault.writing import entry_key, part_key

ASSETS: Final = Path(__file__).parent / "assets"
SOURCES: Final = "sources"
_COPY: Final = 1 << 20
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""Every file of a package bears the same time: when it was made is nobody's business."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What a package discloses."""

    name: str
    "The package's file name."
    entries: tuple[str, ...]
    "Entry ids, in the order of the folders 01, 02 …"
    disclosed: int
    withheld: int
    "Parts of these entries that are not in the package."
    originals: tuple[tuple[str, str], ...]
    "(name in the package, SHA-256)."
    keys: tuple[tuple[str, str], ...]
    "(device, SHA-256 of its public key in DER): what to tell the receiver by another way."


@dataclass(frozen=True, slots=True)
class Stamped:
    """Heads that others stamped, and the files that show it."""

    heads: Sequence[str]
    "Signed notes, to the byte."
    files: Callable[[Sequence[str]], Mapping[str, bytes]]
    "Gives the files, under `stamps/`, for those of the heads that a package uses."


NOT_STAMPED: Final = Stamped((), lambda _heads: {})


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as it goes into the package."""

    header: bytes
    proof: InclusionProof
    vkey: str
    parts: Mapping[int, tuple[bytes, bytes]]
    "Number from 1 → (salt, body): the disclosed ones."

    @property
    def withheld(self) -> int:
        return len(read_header(self.header).parts) - len(self.parts)


def prove(vault: Vault, item: str, out: Path | str, *, with_sources: bool = False, stamped: Stamped = NOT_STAMPED) -> Proved:
    """Writes the package of a document, a claim, any other record, or an entry, as a ZIP.

    A capture is never disclosed with a document, and a part in `sources` only where it is asked for. Where a head that covers an
    entry was stamped by others, the entry is proved in the tree of the earliest of those, and their stamps go into the package.
    """
    stored = _parts_of_item(vault, item)
    chosen = _with_document(vault, [one for one in stored if _may_go(one, with_sources=with_sources)], with_sources=with_sources)
    if not chosen:
        raise VaultError("proof-withheld", id=item)
    entries = list(_entries(vault, chosen, stamped.heads))
    stamps = stamped.files([entry.proof.checkpoint for entry in entries])
    place = Path(out)
    fresh = place.with_name(place.name + ".part")
    try:
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
            package = _Package(archive)
            for name, data in stamps.items():
                package.add(name, data)
            originals = _write(package, vault, entries, [one.record for one in chosen])
        fresh.replace(place)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise VaultError("proof-unwritable", name=place.name) from None
    sync_folder(place.parent)
    return Proved(
        name=place.name,
        entries=tuple(hashlib.sha256(b"\0" + entry.header).hexdigest() for entry in entries),
        disclosed=sum(len(entry.parts) for entry in entries),
        withheld=sum(entry.withheld for entry in entries),
        originals=originals,
        keys=tuple(sorted({(read_header(entry.header).device, _key_digest(entry.vkey)) for entry in entries})),
    )


class _Package:
    """The ZIP while it is written, and the hashes for its manifest."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._hashes: dict[str, str] = {}

    def add(self, name: str, data: bytes, *, mode: int = 0o644, listed: bool = True) -> None:
        """Adds a small file."""
        self._archive.writestr(_info(name, mode), data)
        if listed:
            self._hashes[name] = hashlib.sha256(data).hexdigest()

    def add_stream(self, name: str, source: BinaryIO) -> str:
        """Adds a file of any length in constant memory; gives its SHA-256."""
        digest = hashlib.sha256()
        with self._archive.open(_info(name, 0o644), "w", force_zip64=True) as target:
            while piece := source.read(_COPY):
                digest.update(piece)
                target.write(piece)
        self._hashes[name] = digest.hexdigest()
        return self._hashes[name]

    def manifest(self) -> bytes:
        """Gives the lines that `sha256sum -c` understands."""
        return "".join(f"{digest}  {name}\n" for name, digest in sorted(self._hashes.items())).encode()


def _parts_of_item(vault: Vault, item: str) -> list[Stored]:
    found = entry_of(vault.connection, item)
    if found is not None:
        return vault.parts_of(EntryRef(item, read_header(found[2]).device, found[1]))
    stored = vault.get(item) if is_id(item) else []
    if not stored:
        raise NotFoundError("record-unknown", id=item)
    return stored


def _may_go(one: Stored, *, with_sources: bool) -> bool:
    return not one.sealed and not one.erased and (with_sources or one.compartment != SOURCES)


def _with_document(vault: Vault, chosen: list[Stored], *, with_sources: bool) -> list[Stored]:
    """Adds the document that a disclosed basis rests on; leaves captures out wherever there is anything else."""
    rest = [one for one in chosen if not isinstance(one.record, Capture)] or chosen
    named = {one.record.document for one in rest if isinstance(one.record, Basis)}
    held = {one.record.id for one in rest if isinstance(one.record, Document)}
    added = [
        one
        for document in sorted(named - held)
        for one in vault.get(document)
        if isinstance(one.record, Document) and _may_go(one, with_sources=with_sources)
    ]
    return rest + added


def _entries(vault: Vault, chosen: Sequence[Stored], stamped: Sequence[str]) -> Iterator[_Entry]:
    wanted: dict[tuple[str, int], set[str]] = {}
    for one in chosen:
        wanted.setdefault((one.entry.device, one.entry.seq), set()).add(one.commitment)
    for (device, seq), commitments in wanted.items():
        log, vkey, checkpoint = rows(vault.connection, "SELECT id, vkey, checkpoint FROM log WHERE device = ?", (device,))[0]
        size = read_checkpoint(checkpoint)[0].size
        low, high = entry_key(log, 0), entry_key(log, size)
        query = "SELECT leaf FROM entry WHERE id >= ? AND id < ? ORDER BY id"
        leaves = [leaf for (leaf,) in rows(vault.connection, query, (low, high))]
        checkpoint = _earliest(stamped, vkey, leaves, seq) or checkpoint
        leaves = leaves[: read_checkpoint(checkpoint)[0].size]
        header = rows(vault.connection, "SELECT header FROM entry WHERE id = ?", (entry_key(log, seq),))[0][0]
        proof = InclusionProof(seq, inclusion_proof(leaves, seq), checkpoint)
        yield _Entry(header, proof, vkey, _disclosed(vault, entry_key(log, seq), header, commitments))


def _earliest(stamped: Sequence[str], vkey: str, leaves: Sequence[bytes], seq: int) -> str:
    """Gives the smallest stamped head that covers the entry and is one of this very log; nothing where there is none."""
    found: dict[int, str] = {}
    for text in stamped:
        try:
            head, note = verify_checkpoint(text, read_vkey(vkey)), read_checkpoint(text)[1]
        except EvidenceError:
            continue
        # The script reads notes of one signature alone; one with cosignatures proves no more here.
        if seq < head.size <= len(leaves) and len(note.signatures) == 1 and head.root == root_of(leaves[: head.size]):
            found[head.size] = text
    return found[min(found)] if found else ""


def _disclosed(vault: Vault, entry: int, header: bytes, commitments: set[str]) -> Mapping[int, tuple[bytes, bytes]]:
    parts: dict[int, tuple[bytes, bytes]] = {}
    for number, (_, bound) in enumerate(read_header(header).parts):
        if bound in commitments:
            salt, body = rows(vault.connection, "SELECT salt, body FROM part WHERE id = ?", (part_key(entry, number),))[0]
            parts[number + 1] = salt, body
    return parts


def _write(package: _Package, vault: Vault, entries: Sequence[_Entry], records: Sequence[object]) -> tuple[tuple[str, str], ...]:
    package.add("README.txt", (ASSETS / "README.txt").read_bytes(), listed=False)
    package.add("verify.sh", (ASSETS / "verify.sh").read_bytes(), mode=0o755)
    for number, entry in enumerate(entries, 1):
        _write_entry(package, f"{number:02}", entry)
    for vkey in sorted({entry.vkey for entry in entries}):
        device = vkey.partition("+")[0].rpartition("/")[2]
        package.add(f"keys/{device}.pem", _public(vkey).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        package.add(f"keys/{device}.vkey", vkey.encode() + b"\n")
    originals, seen = [], set()
    for record in records:
        if isinstance(record, Document | Derivation) and record.sha256 not in seen:
            seen.add(record.sha256)
            name = f"original/{record.id}{_suffix(record)}"
            with vault.open_blob(record.blob) as source:
                originals.append((name, package.add_stream(name, source)))
    package.add("MANIFEST.txt", package.manifest(), listed=False)
    return tuple(originals)


def _write_entry(package: _Package, folder: str, entry: _Entry) -> None:
    _, note = read_checkpoint(entry.proof.checkpoint)
    package.add(f"{folder}/header.json", entry.header)
    package.add(f"{folder}/entry.tlog-proof", str(entry.proof).encode())
    package.add(f"{folder}/checkpoint.txt", note.text.encode())
    package.add(f"{folder}/checkpoint.sig", note.signatures[0].value)
    for number, (salt, body) in sorted(entry.parts.items()):
        package.add(f"{folder}/part-{number}.json", body)
        package.add(f"{folder}/part-{number}.salt", salt.hex().encode())


def _suffix(record: Document | Derivation) -> str:
    if isinstance(record, Derivation):
        return ".txt" if record.kind in ("text", "ocr") else ".bin"
    return mimetypes.guess_extension(record.media_type.partition(";")[0].strip()) or ".bin"


def _public(vkey: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(read_vkey(vkey).key)


def _key_digest(vkey: str) -> str:
    return hashlib.sha256(_public(vkey).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def _info(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, (0o100000 | mode) << 16, 3
    return info
