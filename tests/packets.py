"""Packets to test with: contents made of anything, written and read in memory."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, replace
from typing import Final

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from govah.journal import Frontier, Header, Sign, commitment, edge_of, leaf_hash, log_key, sign_checkpoint, to_base64
from govah.journal.notes import sign_note
from govah.records import canonical, to_body
from govah.sync import Contents, Manifest, PacketReader, Signer, write_packet
from govah.sync.frame import packet_key
from govah.vault.age import age_identity, encrypt, recipient_of
from govah.vault.envelope import EnvelopeReader, EnvelopeWriter
from govah.vault.exchange.wire import Stretch, WireBlob, WireEntry, WireKey, WirePart
from govah.vault.stream import payload_size
from strategies import TEXTS, records

DEVICE: Final = "v" + "a" * 16
OTHER: Final = "v" + "b" * 16
TIME: Final = "2026-01-20T08:30:00Z"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of who sends and who receives."""

    log: Ed25519PrivateKey
    identity: str
    "Of the one that receives."
    other: str
    "Of another one that receives."
    recipient: str
    "Of a compartment."

    @property
    def public(self) -> bytes:
        """The public log key."""
        return self.log.public_key().public_bytes_raw()

    @property
    def signer(self) -> Signer:
        """The log key as a packet is signed with it."""
        return Signer(self.public, self.log.sign)


def made_keys() -> Keys:
    """Gives keys that are always the same."""
    seeds = [hashlib.sha256(bytes([number])).digest() for number in range(4)]
    identities = [age_identity(seed) for seed in seeds[1:3]]
    return Keys(
        Ed25519PrivateKey.from_private_bytes(seeds[0]), identities[0], identities[1], recipient_of(age_identity(seeds[3]))
    )


@pytest.fixture(scope="session")
def keys() -> Keys:
    """The keys of a sender and of two that receive."""
    return made_keys()


def entry(seq: int, parts: tuple[WirePart, ...], time: str = TIME, device: str = DEVICE) -> WireEntry:
    """Gives an entry whose header binds these parts; what is not open is bound to a hash of its own."""
    other = hashlib.sha256(b"%d" % seq).hexdigest()
    bound = [other if part.salt is None or part.body is None else commitment(part.salt, part.body) for part in parts]
    header = Header(device, seq, time, tuple((part.compartment, one) for part, one in zip(parts, bound, strict=True)))
    return WireEntry(header.to_bytes(), parts)


def stretch(keys: Keys, entries: tuple[WireEntry, ...], before: int = 0) -> Stretch:
    """Gives a stretch with a signed head, behind so many entries that stay away."""
    leaves = [leaf_hash(b"%d" % number) for number in range(before)]
    frontier = Frontier(before, edge_of(leaves))
    for one in entries:
        frontier.append(leaf_hash(one.header))
    key = log_key(DEVICE, keys.public)
    head = str(sign_checkpoint(frontier.size, frontier.root(), key, keys.log.sign))
    return Stretch(DEVICE, str(key), recipient_of(keys.identity), before, edge_of(leaves), entries, head)


def open_part(body: bytes, recipient: str, compartment: str = "team", salt: bytes = bytes(16)) -> WirePart:
    """Gives a readable body."""
    return WirePart(compartment, recipient, salt, body)


def small_contents(keys: Keys) -> tuple[Contents, dict[str, bytes]]:
    """Gives contents of each kind, as few as there can be, and the payloads."""
    body = canonical({"id": "c" + "c" * 16, "said": "در اراک بازداشت شد", "type": "fact", "v": 1})
    parts = (open_part(body, keys.recipient), WirePart("sources", keys.recipient, None, encrypt(b"s" * 40, (keys.recipient,))))
    blob = WireBlob("b" + "d" * 16, 9, hashlib.sha256(b"evidence.").hexdigest(), payload_size(9), b"k" * 16)
    key = WireKey("team", keys.recipient, recipient_of(keys.identity), encrypt(b"a key", (recipient_of(keys.identity),)))
    manifest = Manifest(DEVICE, TIME, (OTHER,), {DEVICE: 5, OTHER: 0})
    one = stretch(keys, (entry(3, parts), entry(4, (WirePart("team", "", None, None),))), before=3)
    return Contents(manifest, (key,), (one,), (blob,)), {blob.id: bytes(range(blob.length))}


@pytest.fixture(scope="session")
def small(keys: Keys) -> bytes:
    """The plain bytes of a small packet."""
    return written(*small_contents(keys), keys.signer)


def written(contents: Contents, payloads: dict[str, bytes], signer: Signer) -> bytes:
    """Gives a packet before it is encrypted."""
    out = io.BytesIO()
    write_packet(contents, lambda blob: io.BytesIO(payloads[blob]), signer, out.write)
    return out.getvalue()


def read(data: bytes, key: bytes) -> tuple[Contents, dict[str, bytes]]:
    """Reads a packet that was not encrypted."""
    reader = PacketReader(io.BytesIO(data))
    payloads = {blob.id: stream.read() for blob, stream in reader.blobs() if blob.key is not None}
    return reader.finish(key), payloads


def sealed(data: bytes, *identities: str) -> bytes:
    """Gives bytes as an age file to these."""
    out, numbers = io.BytesIO(), iter(range(1, 1000))
    envelope = EnvelopeWriter(out.write, [recipient_of(one) for one in identities], lambda size: bytes([next(numbers)]) * size)
    envelope.write(data)
    envelope.close()
    return out.getvalue()


def opened(data: bytes, identity: str) -> bytes:
    """Gives the plain bytes of an age file."""
    return io.BufferedReader(EnvelopeReader(io.BytesIO(data), identity)).read()


def body_of(data: bytes) -> bytes:
    """Gives a packet without its signature."""
    return data[: data.rindex(f"govah.packet/{DEVICE}\n".encode())]


def signed(body: bytes, sign: Sign, key: bytes, device: str = DEVICE) -> bytes:
    """Gives a packet's bytes with a signature of that key over them, under the name of that device."""
    text = f"govah.packet/{device}\n{to_base64(hashlib.sha256(body).digest())}\n"
    return body + str(sign_note(text, packet_key(device, key), sign)).encode("utf-8")


JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | TEXTS | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["c" + "e" * 16, TIME, "2026-02-31T00:00:00Z", "0001-01-01T00:00:00Z", "a" * 64])
    | st.sampled_from(["o" + "a" * 26, "o" + "b" * 26, "age1" + "q" * 58]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdefquotstarend", max_size=5), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """Gives the bytes of a body: of a record, of anything with a type, of JSON that is not canonical, or of no JSON at all."""
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return canonical(to_body(draw(records())))
    value = draw(JSON)
    if kind == 1:
        return canonical({"type": draw(TEXTS), "v": 1, "x": value, "y": value, "z": canonical(value).decode()})
    if kind == 2:
        span = {"start": draw(st.integers(0, 2**61)), "end": draw(st.integers(-5, 2**61)), "quote": draw(TEXTS), "text": value}
        return canonical({"passage": span, "type": "basis"})
    return canonical(value) if kind == 3 else draw(st.binary(max_size=60))


@st.composite
def parts(draw: st.DrawFn, recipient: str) -> WirePart:
    """Gives a body in any of the states in which it travels."""
    compartment = draw(st.sampled_from(["open", "team", "sources", "x-1"]))
    kind = draw(st.sampled_from(["open", "open", "open", "sealed", "age", "erased"]))
    if kind == "erased":
        return WirePart(compartment, "", None, None)
    if kind == "open":
        return WirePart(compartment, recipient, draw(st.binary(min_size=16, max_size=16)), draw(bodies()))
    body = encrypt(b"x" * 30, (recipient,)) if kind == "age" else draw(st.binary(max_size=80))
    return WirePart(compartment, recipient, None, body)


@st.composite
def stretches(draw: st.DrawFn, keys: Keys) -> Stretch:
    """Gives a stretch of any entries: some with headers that no rule gives back."""
    before = draw(st.integers(0, 9))
    found = []
    for seq in range(before, before + draw(st.integers(0, 6))):
        time = draw(st.sampled_from([TIME, "2026-01-20T08:31:07Z", "2026-02-31T00:00:00Z", "9999-12-31T23:59:59Z"]))
        one = entry(seq, tuple(draw(st.lists(parts(keys.recipient), min_size=0, max_size=4))), time)
        found.append(replace(one, header=draw(st.binary(max_size=40))) if draw(st.integers(0, 5)) == 0 else one)
    made = stretch(keys, tuple(found), before)
    odd = draw(st.sampled_from(["", "vkey", "recipient", "checkpoint", "edge", "cosigned"]))
    if odd == "edge":
        return replace(made, edge=(b"short", b""))
    if odd == "cosigned":
        return replace(made, cosignatures=(made.checkpoint, draw(TEXTS)))
    text = draw(TEXTS)
    if odd == "vkey":
        return replace(made, vkey=text)
    if odd == "recipient":
        return replace(made, recipient=text)
    return replace(made, checkpoint=text) if odd else made
