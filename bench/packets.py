"""Bytes a claim in a packet: a fact alone, a claim with its quotation, and all that Govah writes; beside CBOR and JSON with zstd.

Run: `python bench/packets.py [--texts FOLDER]`. Claims are read by Govah out of invented reports and accepted; with a folder of
texts, out of those too. Sizes are of whole packets to one device: encrypted, signed, padded, with the head of the log.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import secrets
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from govah import desk
from govah.journal import Frontier, Header, commitment, leaf_hash, log_key, sign_checkpoint
from govah.sync import Contents, Manifest, PacketReader, Signer, write_packet
from govah.sync.rows import manifest_to_row, rows_to_blocks
from govah.vault import create_vault
from govah.vault.age import age_identity, encrypt, recipient_of
from govah.vault.envelope import EnvelopeReader, EnvelopeWriter
from govah.vault.exchange.wire import Stretch, WireEntry, WirePart

BATCHES: Final = (100, 1_000, 10_000)
FIRST: Final = ["آروند", "تیرداد", "گلنوش", "سپنتا", "فرین", "مهروه", "یاشار", "دلوان", "رهام", "ترلان", "بهاوند", "ژینو"]
LAST: Final = [
    "سپیدکوه", "گل‌رخ", "دربندی", "نیلوفری", "کوه‌زاد", "بارانیان", "زرین‌پر", "آفتابی", "درخت‌بر", "ماهبانی", "سنگ‌چین", "رودباری",
]  # fmt: skip
TOWNS: Final = ["اراک", "قزوین", "سنندج", "زاهدان", "ایلام", "رشت", "بوشهر", "مهاباد", "یزد", "کرمان"]
MONTHS: Final = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
TOLD: Final = (
    "{name}، {age} ساله، روز {day} {month} ۱۴۰۴ در {town} بازداشت شد.",
    "به گزارش کانون دیدبان {town}، {name} روز {day} {month} به زندان {town} منتقل شد.",
    "{name} از سوی دادگاه انقلاب {town} به {years} سال زندان محکوم شده است.",
    "مادر {name} می‌گوید او روز {day} {month} در بازداشتگاه {town} شکنجه شده است.",
    "دادستان {town} گفت {name} به محاربه متهم شده است.",
    "{name} روز {day} {month} ۱۴۰۴ در {town} با تیراندازی مأموران کشته شد.",
)
KINDS: Final = (
    ("a fact alone", ("fact",), "≤ 80, stretch 60"),
    ("a claim: fact and basis", ("fact", "basis"), "≤ 80, stretch 60"),
    ("all that is written: decision too", ("fact", "basis", "decision"), ""),
)
DEVICE: Final = "v" + "a" * 16
LOG: Final = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"bench").digest())
PUBLIC: Final = LOG.public_key().public_bytes_raw()
READER: Final = age_identity(hashlib.sha256(b"reader").digest())


def main() -> None:
    """Prints one line a measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--texts", type=Path, help="a folder of texts to read claims from, besides the invented ones")
    asked.add_argument("--most", type=int, default=BATCHES[-1])
    options = asked.parse_args()
    found = claims(invented(options.most))
    print("bytes a claim: packet, JSON + zstd, CBOR with a signature each + zstd, an age file each; CPU-s of the packet")
    print(f"{len(found)} claims out of invented reports")
    tell(found, [size for size in BATCHES if size <= options.most])
    if options.texts:
        real = claims([path.read_text("utf-8", "replace") for path in sorted(options.texts.rglob("*.txt"))])
        print(f"{len(real)} claims out of {options.texts.name}")
        tell(real, [min(100, len(real)), len(real)])
    vector()


def invented(most: int) -> list[str]:
    """Writes reports until they hold so many claims, about."""
    chance = random.Random(11)
    made = []
    for _ in range(most // 6):
        told = {
            "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}", "age": chance.randint(16, 70), "day": chance.randint(1, 29),
            "month": chance.choice(MONTHS), "town": chance.choice(TOWNS), "years": chance.randint(2, 20),
        }  # fmt: skip
        made.append("\n".join(line.format(**told) for line in chance.sample(TOLD, len(TOLD))) + "\n")
    return made


def claims(texts: Sequence[str]) -> list[WireEntry]:
    """Gives the entries of claims as Govah writes them when texts are captured, read and accepted."""
    with tempfile.TemporaryDirectory() as folder, create_vault(Path(folder) / "desk", "bench") as vault:
        sources = [desk.Pasted(text, f"{number}.txt") for number, text in enumerate(texts)]
        for _ in desk.capture_sources(vault, sources, desk.IntakeOptions()):
            pass
        desk.accept_all(vault, desk.Reviewer(vault.member))
        recipients = {key: epoch.recipient for key, epoch in vault.epochs.items()}
        parts: dict[int, list[WirePart]] = {}
        query = "SELECT id, compartment, epoch, salt, body FROM part ORDER BY id"
        for part, name, number, salt, body in vault.connection.execute(query):
            parts.setdefault(part >> 6, []).append(WirePart(name, recipients[name, number], salt, body))
        headers = vault.connection.execute("SELECT id, header FROM entry ORDER BY id").fetchall()
    entries = [WireEntry(header, tuple(parts[entry])) for entry, header in headers]
    return [entry for entry in entries if types_of(entry) == KINDS[-1][1]]


def types_of(entry: WireEntry) -> tuple[str, ...]:
    """Gives the types of an entry's bodies."""
    return tuple(json.loads(part.body or b"{}")["type"] for part in entry.parts)


def only(entries: Sequence[WireEntry], kinds: Sequence[str]) -> tuple[WireEntry, ...]:
    """Gives a log of these entries with no other bodies than of these types."""
    made = []
    for seq, entry in enumerate(entries):
        parts = tuple(part for part, kind in zip(entry.parts, types_of(entry), strict=True) if kind in kinds)
        bound = tuple((part.compartment, commitment(part.salt or b"", part.body or b"")) for part in parts)
        made.append(WireEntry(Header(DEVICE, seq, json.loads(entry.header)["time"], bound).to_bytes(), parts))
    return tuple(made)


def tell(entries: Sequence[WireEntry], batches: Sequence[int]) -> None:
    """Prints what claims take in batches, and what the same takes otherwise."""
    for name, kinds, target in KINDS:
        for size in batches:
            chosen = only(entries[:size], kinds)
            start = time.process_time()
            data = packet(chosen)
            written = time.process_time()
            read(data)
            done = time.process_time()
            row = [len(data), len(plain_json(chosen)), len(plain_cbor(chosen)), apart(chosen)]
            shown = " ".join(f"{one / len(chosen):8.1f}" for one in row)
            timed = f"{written - start:6.2f} out {done - written:6.2f} in"
            print(f"{name:34} {len(chosen):6} {shown} {timed}  {target}", flush=True)


def stretch(entries: tuple[WireEntry, ...]) -> Stretch:
    """Gives the entries with their signed head."""
    frontier, key = Frontier(), log_key(DEVICE, PUBLIC)
    for entry in entries:
        frontier.append(leaf_hash(entry.header))
    head = str(sign_checkpoint(frontier.size, frontier.root(), key, LOG.sign))
    return Stretch(DEVICE, str(key), recipient_of(READER), 0, (), entries, head)


def packet(entries: tuple[WireEntry, ...]) -> bytes:
    """Gives a whole packet, encrypted to one device."""
    out = io.BytesIO()
    envelope = EnvelopeWriter(out.write, [recipient_of(READER)], secrets.token_bytes)
    manifest = Manifest(DEVICE, "2026-02-01T08:00:00Z", ("v" + "b" * 16,), {DEVICE: len(entries), "v" + "b" * 16: 40_000})
    contents = Contents(manifest, stretches=(stretch(entries),))
    write_packet(contents, lambda _blob: io.BytesIO(), Signer(PUBLIC, LOG.sign), envelope.write)
    envelope.close()
    return out.getvalue()


def read(data: bytes) -> Contents:
    """Reads a packet, its signature checked; the tree and each commitment are checked when it is merged."""
    return PacketReader(io.BufferedReader(EnvelopeReader(io.BytesIO(data), READER))).finish(PUBLIC)


def plain_json(entries: Sequence[WireEntry]) -> bytes:
    """Gives the same as JSON lines: header, salts and bodies, a signed head, all of it zstd at the same level."""
    lines = []
    for entry in entries:
        parts = [[(part.salt or b"").hex(), (part.body or b"").decode()] for part in entry.parts]
        lines.append(json.dumps([entry.header.decode(), parts], ensure_ascii=False))
    return sealed(zstandard.compress("\n".join([*lines, stretch(tuple(entries)).checkpoint]).encode(), 19))


def plain_cbor(entries: Sequence[WireEntry]) -> bytes:
    """Gives the same as CBOR with a signature a claim, zstd at the same level."""
    return sealed(zstandard.compress(b"".join(map(signed_cbor, entries)), 19))


def apart(entries: Sequence[WireEntry]) -> int:
    """Gives the bytes of the same where each claim is an age file of its own with a signature; the first fifty are measured."""
    few = entries[:50]
    return sum(len(sealed(signed_cbor(one))) for one in few) * len(entries) // len(few)


def signed_cbor(entry: WireEntry) -> bytes:
    """Gives header, signature, salts and bodies of one entry."""
    return cbor(
        [entry.header.decode(), LOG.sign(entry.header), [[part.salt, (part.body or b"").decode()] for part in entry.parts]]
    )


def sealed(data: bytes) -> bytes:
    """Gives an age file to the same reader, without padding."""
    return encrypt(data, (recipient_of(READER),))


def cbor(value: object) -> bytes:
    """Gives lists, texts and bytes as CBOR (RFC 8949)."""
    if isinstance(value, list):
        return head_of(4, len(value)) + b"".join(map(cbor, value))
    data = value if isinstance(value, bytes) else str(value).encode()
    return head_of(2 if isinstance(value, bytes) else 3, len(data)) + data


def head_of(major: int, size: int) -> bytes:
    """Gives the head of a CBOR item."""
    if size < 24:
        return bytes([major << 5 | size])
    width = 0 if size < 256 else 1 if size < 65_536 else 2
    return bytes([major << 5 | 24 + width]) + size.to_bytes(1 << width, "big")


def vector() -> None:
    """Prints how many bytes say what a vault of 20 devices and a million entries holds."""
    chance = random.Random(5)
    devices = ["v" + "".join(chance.choices("abcdefghijklmnopqrstuvwxyz234567", k=16)) for _ in range(20)]
    manifest = Manifest(devices[0], "2026-02-01T08:00:00Z", (devices[1],), {one: chance.randint(1, 100_000) for one in devices})
    size = len(rows_to_blocks([manifest_to_row(manifest)]))
    entries = sum(manifest.vector.values())
    print(f"what is held of 20 devices and {entries} entries, with sender, time and receiver: {size} bytes  ≤ 512")


if __name__ == "__main__":
    main()
