"""Film and sound of a document, a piece at a time out of the encrypted blob: never whole in memory, never on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govah.desk.onfile.evidence import document
from govah.errors import UsageError
from govah.vault import Vault

PIECE: Final = 1 << 20
"""Bytes that are given at most for one asking; a player asks again for what follows."""
HEAD: Final = 4096
"""Bytes of the beginning by which a container is known."""
_BRANDS: Final = {b"M4A ": "audio/mp4", b"M4B ": "audio/mp4"} | dict.fromkeys(
    (b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV", b"3gp4"),
    "video/mp4",
)
_MP3: Final = (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a film or a sound, and what they are of."""

    data: bytes
    start: int
    size: int
    "Of the whole."
    media_type: str


def playable(head: bytes) -> str:
    """Gives the media type of a container that a browser may play, by its first bytes; an empty text for every other file."""
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "")
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else ""
    if head.startswith(b"OggS"):
        return "video/ogg" if b"\x80theora" in head[:256] else "audio/ogg"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head.startswith(b"fLaC"):
        return "audio/flac"
    return "audio/mpeg" if head.startswith(_MP3) else ""


def player_of(vault: Vault, id_: str) -> str:
    """Gives the media type as which a document can be played; an empty text where it cannot, or its bytes are not here."""
    one = document(vault, id_)
    if not vault.has_blob(one.blob):
        return ""
    with vault.open_blob(one.blob) as blob:
        return playable(blob.read(HEAD))


def piece_of(vault: Vault, id_: str, start: int, end: int) -> Piece:
    """Gives bytes of a film or sound, `PIECE` at most; none where they begin behind its end.

    Args:
        vault: where it lies.
        id_: of the document.
        start: of the first byte wanted; below nought, counted from the end.
        end: behind the last byte wanted.
    """
    one = document(vault, id_)
    begin = max(0, one.size + start) if start < 0 else start
    with vault.open_blob(one.blob) as blob:
        media_type = playable(blob.read(HEAD))
        if not media_type:
            raise UsageError("not-played", media_type=one.media_type[:60])
        blob.seek(min(begin, one.size))
        data = blob.read(max(0, min(end, one.size, begin + PIECE) - begin))
    return Piece(data, begin, one.size, media_type)
