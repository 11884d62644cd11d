"""Cards: the text by which a device introduces itself to a desk, signed by its log key, with a fingerprint to read aloud."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from govah.errors import EvidenceError
from govah.journal import Note, VerifyingKey, read_note, read_vkey, verify_note
from govah.journal.checkpoints import LOG, WITNESS
from govah.journal.notes import COSIGNATURE, ED25519, sign_note
from govah.records import Device, is_id
from govah.vault.age import is_recipient
from govah.vault.introducing import own_device
from govah.vault.opening import Identity

FORMAT: Final = "govah.card@v1"
_FAMILY: Final = "govah.card@v"
_KEYS: Final = ("device", "member", "log", "witness", "recipient")
MOST_BYTES: Final = 4096
MOST_LETTERS: Final = 120
"""Of a name."""
_DIGITS: Final = 24
"""Hex digits of a fingerprint: 96 bits."""


@dataclass(frozen=True, slots=True)
class Card:
    """A device as it introduces itself: nobody has vouched for it yet."""

    device: Device
    name: str
    "As its owner wrote it; may be empty."
    text: str
    "What is signed, to the letter."
    signed: str
    "The text and its signature, as it stands in a file."

    @property
    def fingerprint(self) -> str:
        """The first 24 hex digits of the SHA-256 of the text, in groups of four."""
        digest = hashlib.sha256(self.text.encode()).hexdigest()[:_DIGITS]
        return " ".join(digest[at : at + 4] for at in range(0, _DIGITS, 4))

    def is_fingerprint(self, told: str) -> bool:
        """Answers whether somebody read out the same; spaces, signs between groups and capitals do not matter."""
        plain = unicodedata.normalize("NFKC", told)
        digits = "".join(str(unicodedata.digit(one)) if one.isdigit() else one.lower() for one in plain if one.isalnum())
        return digits == self.fingerprint.replace(" ", "")


def make_card(own: Identity, name: str = "") -> str:
    """Gives the card of this device as a signed note (C2SP)."""
    device = own_device(own)
    said = f" {_plain(name)}" if _plain(name) else ""
    fields = zip(_KEYS, (device.id, device.member, device.key, device.witness, device.recipient), strict=True)
    text = "\n".join((FORMAT, *(f"{key} {value}" for key, value in fields), f"name{said}")) + "\n"
    return str(sign_note(text, read_vkey(device.key), Ed25519PrivateKey.from_private_bytes(own.log_seed).sign))


def read_card(text: str) -> Card:
    """Reads a card and checks that the key in it signed it: one of another version, an altered one and no card are told apart.

    A carriage return before each line's end, and white space around the whole, come from mail programs and are let pass.
    """
    note, lines = _lines(text)
    fields = dict(line.split(" ", 1) for line in lines[1:-1] if " " in line)
    name = lines[-1].removeprefix("name").removeprefix(" ")
    if [line.split(" ", 1)[0] for line in lines[1:]] != [*_KEYS, "name"] or len(fields) != len(_KEYS) or _plain(name) != name:
        raise EvidenceError("card-malformed")
    device = Device(fields["device"], fields["member"], fields["log"], fields["recipient"], fields["witness"])
    key = _key_of(device)
    try:
        verify_note(note, (key,))
    except EvidenceError:
        raise EvidenceError("card-altered") from None
    return Card(device, name, note.text, str(note))


def _lines(text: str) -> tuple[Note, list[str]]:
    if len(text) > MOST_BYTES:
        raise EvidenceError("card-malformed")
    plain = text.replace("\r\n", "\n").strip() + "\n"
    first = plain.split("\n", 1)[0]
    if first.startswith(_FAMILY) and first != FORMAT:
        raise EvidenceError("card-newer", version=first.removeprefix(_FAMILY)[:8])
    if first != FORMAT:
        raise EvidenceError("card-malformed")
    try:
        note = read_note(plain)
    except EvidenceError:
        raise EvidenceError("card-altered") from None
    return note, note.text[:-1].split("\n")


def _key_of(device: Device) -> VerifyingKey:
    """Gives the log key; ids, names and types of keys must fit, or the card is an altered one."""
    try:
        key, witness = read_vkey(device.key), read_vkey(device.witness)
    except EvidenceError:
        raise EvidenceError("card-altered") from None
    names = (key.name, key.type, witness.name, witness.type)
    is_whole = is_id(device.id, "device") and is_id(device.member, "member") and is_recipient(device.recipient)
    if not is_whole or names != (LOG + device.id, ED25519, WITNESS + device.id, COSIGNATURE):
        raise EvidenceError("card-altered")
    return key


def _plain(name: str) -> str:
    """Gives a name as a card may bear it: one line, NFC, no control and no direction override, of a bearable length."""
    kept = "".join(one for one in unicodedata.normalize("NFC", name) if _is_kept(one))
    return " ".join(kept.split())[:MOST_LETTERS].strip()


def _is_kept(letter: str) -> bool:
    return letter == "\u200c" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
