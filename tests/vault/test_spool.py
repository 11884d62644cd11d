"""What waits for the vault on the disk: the same bytes come out, and nothing of them lies there in the clear."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import VaultError
from govah.vault.spool import IN_MEMORY, Spool

MARK = b"Arvand Sepidkuh of nowhere "


def filled(folder: Path, size: int) -> tuple[Spool, bytes]:
    """Gives a spool with so many bytes in it, and the bytes."""
    data = (MARK * (size // len(MARK) + 1))[:size]
    made = Spool(folder)
    for start in range(0, size, 60_001):
        made.write(data[start : start + 60_001])
    return made, data


@pytest.mark.parametrize("size", [0, 1, 65_536, IN_MEMORY, IN_MEMORY + 1, IN_MEMORY + (3 << 20) + 17])
def test_the_same_bytes_come_out(tmp_path: Path, size: int) -> None:
    """Whatever the size, all of it is read again, by several readers and from any place."""
    made, data = filled(tmp_path, size)
    with made.open() as one, made.open() as other:
        assert one.read() == data
        other.seek(-min(size, 70_000), io.SEEK_END)
        assert other.read() == data[max(0, size - 70_000) :]
    assert made.size == size
    made.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks at open files as Linux shows them")
def test_nothing_lies_in_the_clear(tmp_path: Path) -> None:
    """What is written to the disk holds none of the words, and has no name where the system allows that."""
    made, _ = filled(tmp_path, IN_MEMORY * 2)
    held = list(Path("/proc/self/fd").iterdir())
    written = next(one.read_bytes() for one in held if str(tmp_path) in os.path.realpath(one))
    assert len(written) > IN_MEMORY
    assert MARK not in written
    assert list(tmp_path.iterdir()) == []
    made.close()


def test_a_small_one_never_touches_the_disk(tmp_path: Path) -> None:
    """What fits into memory is not written at all: not even to a folder that is not there."""
    made, data = filled(tmp_path / "nowhere", 10_000)
    with made.open() as file:
        assert file.read() == data


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    """Where nothing can be written, an error says so."""
    with pytest.raises(VaultError, match="disk-failed"):
        filled(tmp_path / "nowhere", IN_MEMORY * 2)


@given(st.lists(st.integers(0, 300), max_size=12), st.integers(0, 3000))
def test_every_place_can_be_read(sizes: list[int], place: int) -> None:
    """A reader that jumps reads what stands there, as in a file."""
    made, whole = Spool(Path()), b""
    for number, size in enumerate(sizes):
        piece = bytes([number]) * size
        made.write(piece)
        whole += piece
    with made.open() as file:
        file.seek(place)
        assert file.read() == whole[place:]
