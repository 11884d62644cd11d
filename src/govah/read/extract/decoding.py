"""Bytes to characters: by their mark, by what the document declares, by UTF-8, and else by the alphabet that makes sense."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from typing import Final

from govah.words import table

GUESSED: Final = "encoding-guessed"
"""Note: the bytes are not UTF-8 and nothing declares what they are."""
DAMAGED: Final = "characters-damaged"
"""Note: some bytes are no characters in the document's own encoding."""

_FOREIGN: Final = re.compile(rb"[\x80-\xff]{3,}")
"""Three high bytes or more side by side: rare in Western words, whose letters beyond ASCII stand alone."""
_UPPER: Final = "A-ZÀ-ÖØ-ÞА-ЯЁЂЃЉЊЌЋЏЎЈҐЄЇІЅ"
_ODD: Final = {
    "cp1256": re.compile(r"[À-ÿŒœƒ]|[^\w\s]{2}"),
    "cp1251": re.compile(rf"(?<=[а-яёђѓљњќћџўјґєїіѕ])[{_UPPER}]|(?<=\w)[^\w\s]+(?=\w)|[^\w\s]{{2}}"),
    "cp1252": re.compile(rf"(?<=[a-zß-öø-ÿ])[{_UPPER}]|[ß-öø-ÿ]{{3}}|[À-ÖØ-Þ]{{2}}|(?<=\w)[^\w\s]+(?=\w)"),
}
"""By encoding, what words do not have where it is the right one."""

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Gives the characters, exactly as the bytes spell them, and notes where that is doubtful. Line ends stay as they are."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _forced(data, encoding)
    known = _canonical(declared)
    if known and not (known == "utf-8" or known.startswith("utf-16")):
        return _forced(data, known)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as why:
        nearly = why.start > len(data) - 4 or known == "utf-8"
    if not nearly and (bare := _bare_utf16(data)):
        return _forced(data, bare)
    text, notes = _forced(data, "utf-8")
    if nearly or text.count("\ufffd") * 200 < len(text):
        return text, notes
    return _guessed(data)


def _forced(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), (DAMAGED,)


def _canonical(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip()).name if declared.strip() else ""
    except (LookupError, ValueError):
        return ""
    names = table("reading/media/encodings")
    return str(names["aliases"].get(name, name)) if name in names["known"] else ""


def _bare_utf16(data: bytes) -> str:
    """Names UTF-16 without a mark: Latin text has a zero in every second byte, Arabic script a 06."""
    sample = data[:4000]
    for first, name in ((0, "utf-16-be"), (1, "utf-16-le")):
        high = sample[first::2]
        if high and sum(byte in (0, 6, 0x20) for byte in high) > 0.9 * len(high):
            return name
    return ""


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    sample = data[:20000]
    small: Mapping[str, list[str]] = table("reading/media/encodings")["words"]

    def hits(encoding: str) -> int:
        words = re.findall(r"[^\W\d_]+", sample.decode(encoding, "replace").lower())
        return sum(word in small[encoding] for word in words)

    best = max(small, key=hits)
    text, notes = _forced(data, best if hits(best) else _by_letters(sample, tuple(small)))
    return text, (GUESSED, *notes)


def _by_letters(sample: bytes, encodings: Sequence[str]) -> str:
    """Names the alphabet in which words are of one script and one case, for texts without small words, such as lists of names."""
    if sum(map(len, _FOREIGN.findall(sample))) * 2 < sum(byte > 0x7F for byte in sample):
        return "cp1252"

    def odd(encoding: str) -> int:
        return len(_ODD[encoding].findall(sample.decode(encoding, "replace")))

    return min(encodings, key=odd)
