"""Reading a file without a vault: a file that nobody could read at a sitting is refused before it is opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from govah import desk
from govah.errors import ReadError


def test_a_file_of_two_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    """A file larger than is read for text ends in one sentence, and not a byte of it is taken into memory."""
    path = tmp_path / "huge.txt"
    path.touch()
    os.truncate(path, 2 << 30)

    with pytest.raises(ReadError) as raised:
        desk.read_file(path)

    assert raised.value.code == "document-too-large-to-read"
    assert raised.value.facts == {"name": "huge.txt", "megabytes": 2048, "limit": 64}
