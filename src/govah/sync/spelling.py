"""Short spellings: ids, tokens, hashes, recipients and times as few bytes, and back to the letter."""

from __future__ import annotations

import base64
from calendar import timegm
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

_BASE32: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz234567", "0123456789abcdefghijklmnopqrstuv")
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_TO_BASE32: Final = str.maketrans(_BECH32, "0123456789abcdefghijklmnopqrstuv")
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_HUMAN: Final = (3, 3, 3, 0, 1, 7, 5)
"""`age`, as the checksum of Bech32 takes it in."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST: Final = 253_402_300_799


def id_to_bytes(text: str) -> bytes:
    """Gives the ten bytes behind the letter of an id."""
    return int(text[1:].translate(_BASE32), 32).to_bytes(10, "big")


def id_from_bytes(letter: str, data: bytes) -> str:
    """Gives an id again."""
    return letter + base64.b32encode(data).decode("ascii").lower()


def token_to_bytes(text: str) -> bytes | None:
    """Gives the sixteen bytes of a token, and None where its last letter says more than they hold."""
    number = int(text[1:].translate(_BASE32), 32)
    return None if number & 3 else (number >> 2).to_bytes(16, "big")


def token_from_bytes(data: bytes) -> str:
    """Gives a token again."""
    return "o" + base64.b32encode(data).decode("ascii").rstrip("=").lower()


@lru_cache(maxsize=4096)
def recipient_to_bytes(text: str) -> bytes | None:
    """Gives the 32 bytes of an age recipient, and None where the text is not the one form of them."""
    number = int(text[4:-6].translate(_TO_BASE32), 32)
    data = (number >> 4).to_bytes(32, "big")
    return data if recipient_from_bytes(data) == text else None


@lru_cache(maxsize=4096)
def recipient_from_bytes(data: bytes) -> str:
    """Gives an age recipient, `age1…` (Bech32, BIP 173)."""
    number = int.from_bytes(data, "big") << 4
    values = [number >> shift & 31 for shift in range(5 * 51, -1, -5)]
    check = _polymod([*_HUMAN, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return "age1" + "".join(_BECH32[value] for value in values)


@lru_cache(maxsize=4096)
def time_to_seconds(text: str) -> int | None:
    """Gives the seconds since 1970 of a time as headers write it, and None where no such moment was or will be."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    seconds = timegm(moment.utctimetuple())
    return seconds if time_from_seconds(seconds) == text else None


@lru_cache(maxsize=4096)
def time_from_seconds(seconds: int) -> str:
    """Gives a time as headers write it; one beyond the calendar is a `ValueError`."""
    if abs(seconds) > _LAST:
        raise ValueError("time")
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        raise ValueError("time") from None
    return f"{moment.year:04}{moment.strftime('-%m-%dT%H:%M:%SZ')}"


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            check ^= generator if top >> place & 1 else 0
    return check
