"""A proof package: one item, its entry, its place in the signed tree; to be checked without Govah and without trusting us."""

from __future__ import annotations

import hashlib
import mimetypes
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from govah.errors import EvidenceError, NotFoundError, VaultError
from govah.journal import (
    InclusionProof,
    Note,
    VerifyingKey,
    inclusion_proof,
    read_checkpoint,
    read_header,
    read_vkey,
    root_of,
    verify_checkpoint,
)
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
_LEVEL: Final = 9
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
class Vouched:
    """Heads that others stamped or cosigned, and what shows it."""

    stamped: Sequence[str] = ()
    "Signed notes, to the byte as they were stamped."
    files: Callable[[Sequence[str]], Mapping[str, bytes]] = lambda _heads: {}
    "Gives the files, under `stamps/`, for those of the stamped heads that a package uses."
    cosigned: Sequence[tuple[str, tuple[VerifyingKey, ...]]] = ()
    "Notes with cosignatures that hold and no other lines, and whose they are."


UNVOUCHED: Final = Vouched()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as it goes into the package."""

    header: bytes
    proof: InclusionProof
    vkey: str
    witnesses: tuple[VerifyingKey, ...]
    "The keys of those who cosigned the head of the proof."
    parts: Mapping[int, tuple[bytes, bytes]]
    "Number from 1 → (salt, body): the disclosed ones."

    @property
    def withheld(self) -> int:
        return len(read_header(self.header).parts) - len(self.parts)


def prove(
    vault: Vault, item: str, out: Path | str, *, with_sources: bool = False, vouched: Vouched = UNVOUCHED
) -> Proved:
    """Writes the package of a document, a claim, any other record, or an entry, as a ZIP.

    A capture is never disclosed with a document, and a part in `sources` only where it is asked for. Where a head that covers an
    entry was stamped by others, the entry is proved in the tree of the earliest of those, and their stamps go into the package;
    else in that of the earliest that was cosigned. Cosignatures of the head that is used stand below it, with their keys.
    """
    stored = _parts_of_item(vault, item)
    chosen = _with_document(vault, [one for one in stored if _may_go(one, with_sources=with_sources)], with_sources=with_sources)
    if not chosen:
        raise VaultError("proof-withheld", id=item)
    entries = list(_entries(vault, chosen, vouched))
    stamps = vouched.files([_alone(entry.proof.checkpoint) for entry in entries])
    place = Path(out)
    fresh = place.with_name(place.name + ".part")
    try:
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
            package = _Package(archive)
            _write_stamps(package, stamps)
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
    """The ZIP while it is written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def add(self, name: str, data: bytes, *, mode: int = 0o644) -> None:
        """Adds a small file."""
        self._archive.writestr(_info(name, mode), data, compresslevel=_LEVEL)

    def add_stream(self, name: str, source: BinaryIO) -> str:
        """Adds a file of any length in constant memory; gives its SHA-256."""
        digest = hashlib.sha256()
        with self._archive.open(_info(name, 0o644), "w", force_zip64=True) as target:
            while piece := source.read(_COPY):
                digest.update(piece)
                target.write(piece)
        return digest.hexdigest()


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


def _entries(vault: Vault, chosen: Sequence[Stored], vouched: Vouched) -> Iterator[_Entry]:
    wanted: dict[tuple[str, int], set[str]] = {}
    for one in chosen:
        wanted.setdefault((one.entry.device, one.entry.seq), set()).add(one.commitment)
    cosigned = dict(vouched.cosigned)
    for (device, seq), commitments in wanted.items():
        log, vkey, checkpoint = rows(vault.connection, "SELECT id, vkey, checkpoint FROM log WHERE device = ?", (device,))[0]
        size = read_checkpoint(checkpoint)[0].size
        low, high = entry_key(log, 0), entry_key(log, size)
        query = "SELECT leaf FROM entry WHERE id >= ? AND id < ? ORDER BY id"
        leaves = [leaf for (leaf,) in rows(vault.connection, query, (low, high))]
        head = _earliest(vouched.stamped, vkey, leaves, seq) or _earliest(cosigned, vkey, leaves, seq) or checkpoint
        head, witnesses = next(((note, keys) for note, keys in cosigned.items() if _alone(note) == _alone(head)), (head, ()))
        leaves = leaves[: read_checkpoint(head)[0].size]
        header = rows(vault.connection, "SELECT header FROM entry WHERE id = ?", (entry_key(log, seq),))[0][0]
        proof = InclusionProof(seq, inclusion_proof(leaves, seq), head)
        yield _Entry(header, proof, vkey, witnesses, _disclosed(vault, entry_key(log, seq), header, commitments))


def _earliest(heads: Iterable[str], vkey: str, leaves: Sequence[bytes], seq: int) -> str:
    """Gives the smallest of the heads that cover the entry and are of this very log; nothing where there is none."""
    covering = []
    for text in heads:
        try:
            head = verify_checkpoint(text, read_vkey(vkey))
        except EvidenceError:
            continue
        if seq < head.size <= len(leaves):
            covering.append((head.size, head.root, text))
    for size, root, text in sorted(covering, key=lambda head: head[0]):
        if root == root_of(leaves[:size]):
            return text
    return ""


def _alone(head: str) -> str:
    """Gives a head with its log's own signature only: that is what is stamped."""
    checkpoint, note = read_checkpoint(head)
    own = [line for line in note.signatures if line.name == checkpoint.origin]
    return str(Note(note.text, tuple(own[:1])))


def _disclosed(vault: Vault, entry: int, header: bytes, commitments: set[str]) -> Mapping[int, tuple[bytes, bytes]]:
    parts: dict[int, tuple[bytes, bytes]] = {}
    for number, (_, bound) in enumerate(read_header(header).parts):
        if bound in commitments:
            salt, body = rows(vault.connection, "SELECT salt, body FROM part WHERE id = ?", (part_key(entry, number),))[0]
            parts[number + 1] = salt, body
    return parts


def _write(package: _Package, vault: Vault, entries: Sequence[_Entry], records: Sequence[object]) -> tuple[tuple[str, str], ...]:
    package.add("README.txt", (ASSETS / "README.txt").read_bytes())
    package.add("verify.sh", (ASSETS / "verify.sh").read_bytes(), mode=0o755)
    for number, entry in enumerate(entries, 1):
        _write_entry(package, f"{number:02}", entry)
    for key in sorted({str(key) for entry in entries for key in (read_vkey(entry.vkey), *entry.witnesses)}):
        name = read_vkey(key).name.removeprefix("govah.")
        package.add(f"{name}.pem", _public(key).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    originals, seen = [], set()
    for record in records:
        if isinstance(record, Document | Derivation) and record.sha256 not in seen:
            seen.add(record.sha256)
            name = f"original/{record.id}{_suffix(record)}"
            with vault.open_blob(record.blob) as source:
                originals.append((name, package.add_stream(name, source)))
    return tuple(originals)


def _write_entry(package: _Package, folder: str, entry: _Entry) -> None:
    package.add(f"{folder}/header.json", entry.header)
    package.add(f"{folder}/entry.tlog-proof", str(entry.proof).encode())
    for number, (salt, body) in sorted(entry.parts.items()):
        package.add(f"{folder}/part-{number}.json", body)
        package.add(f"{folder}/part-{number}.salt", salt)


def _write_stamps(package: _Package, stamps: Mapping[str, bytes]) -> None:
    """Writes what shows that heads were stamped, with the script that checks it and the list of it all; nothing for none."""
    if not stamps:
        return
    files = {**stamps, "stamps/verify.sh": (ASSETS / "stamps.sh").read_bytes()}
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())]
    for name, data in {**files, "stamps/MANIFEST.txt": "".join(lines).encode()}.items():
        package.add(name, data)


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
