"""Bytes that came through a browser are sealed as they are; their name is shown, and never followed."""

from __future__ import annotations

import io

import pytest

from govah.capture import Handed, LeftOut, Taken, gather


def taken(handed: Handed) -> Taken:
    """Gives the one document that the bytes are."""
    (found,) = gather([handed])
    assert isinstance(found, Taken)
    return found


def handed(data: bytes, name: str) -> Handed:
    """Gives bytes as a browser hands them over."""
    return Handed(lambda: io.BytesIO(data), len(data), name)


def test_bytes_are_unaltered() -> None:
    """What is opened again, as often as wanted, is what was handed over."""
    data = bytes(range(256)) * 4
    found = taken(handed(data, "blob.bin"))

    assert [data, data] == [found.open().read(), found.open().read()]
    assert ("blob.bin", "", "file", len(data)) == (found.name, found.origin, found.method, found.size)


@pytest.mark.parametrize(
    ("name", "shown", "origin"),
    [
        ("reports/jan/one.txt", "one.txt", "reports/jan/one.txt"),
        ("../../etc/passwd", "passwd", "etc/passwd"),
        ("..\\..\\boot.ini", "boot.ini", ""),
        ("/", "file", ""),
        ("a\u202eb.txt", "a⟨U+202E⟩b.txt", ""),
    ],
)
def test_a_name_never_climbs(name: str, shown: str, origin: str) -> None:
    """A path within a dropped folder is its origin; steps that climb out of it are gone, and controls are written out."""
    found = taken(handed(b"x", name))

    assert (shown, origin) == (found.name, found.origin)


def test_the_type_is_that_of_the_bytes() -> None:
    """A type is told by the bytes and not by the name, and the doubt is noted."""
    found = taken(handed(b"%PDF-1.4\n%...", "picture.png"))

    assert "application/pdf" == found.media_type
    assert "extension-wrong" in found.notes


def test_nothing_is_left_out_with_a_word() -> None:
    """An empty file is left out, and said to be empty."""
    (found,) = gather([handed(b"", "empty.txt")])

    assert isinstance(found, LeftOut)
    assert "file-empty" == found.code
