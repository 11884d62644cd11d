"""Files captured before: what has not changed is neither read nor captured again, and whatever changed is noticed."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from govah import desk
from govah.capture import Taken, gather
from govah.records import Capture
from govah.vault import Vault

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no time of change there: every file is read")


def an_hour_on() -> datetime:
    """A clock by which what was just written lies an hour back."""
    return datetime.now(UTC) + timedelta(hours=1)


def capture(vault: Vault, *paths: Path, **options: object) -> list[desk.Sealed | desk.AlreadyHere | desk.Failed]:
    """Captures without reading, an hour on."""
    gathered = desk.GatherOptions(clock=an_hour_on)
    return list(desk.capture_sources(vault, paths, desk.IntakeOptions(read=False, gather=gathered, **options)))  # type: ignore[arg-type]


def captures(vault: Vault) -> list[Capture]:
    """Gives every capture of the vault."""
    return [stored.record for stored in vault.of_kind("capture")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files in a folder."""
    made = tmp_path / "in"
    made.mkdir()
    for number in range(3):
        (made / f"{number}.txt").write_text(f"report number {number}")
    return made


def test_an_unchanged_file_is_already_here(vault: Vault, folder: Path) -> None:
    """A folder captured again adds nothing, and says which documents its files are."""
    first = capture(vault, folder)
    head = vault.checkpoint
    again = capture(vault, folder)

    assert vault.checkpoint == head
    assert [(one.document, one.sha256, one.captures) for one in again if isinstance(one, desk.AlreadyHere)] == [
        (one.document.id, one.document.sha256, 1) for one in first if isinstance(one, desk.Sealed)
    ]


def test_an_unchanged_file_is_not_opened(vault: Vault, folder: Path) -> None:
    """What is known is told by the system's word alone; what is not known is handed out as before."""
    capture(vault, folder)
    (folder / "0.txt").write_text("REPORT NUMBER 0")
    remembered = desk.GatherOptions(clock=an_hour_on, is_known=lambda found: found.name != "0.txt")

    assert [type(item) is Taken for item in gather([folder], remembered)] == [True, False, False]


@pytest.mark.parametrize("is_replaced", [False, True])
def test_a_change_behind_forged_times_is_noticed(vault: Vault, folder: Path, is_replaced: bool) -> None:
    """Other bytes of the same length under the old time of modification are sealed: the time of change, or the inode, tells."""
    capture(vault, folder)
    file = folder / "1.txt"
    before = file.stat()
    if is_replaced:
        (folder / "new").write_text("REPORT NUMBER 1")
        (folder / "new").replace(file)
    else:
        file.write_text("REPORT NUMBER 1")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)

    kinds = {one.name: type(one) for one in capture(vault, folder)}

    assert kinds == {"0.txt": desk.AlreadyHere, "1.txt": desk.Sealed, "2.txt": desk.AlreadyHere}


def test_a_file_just_written_is_read_again(vault: Vault, folder: Path) -> None:
    """What changed within the last seconds may change again and look the same: it is never taken as unchanged."""
    options = desk.IntakeOptions(read=False)
    for _ in range(2):
        assert all(isinstance(one, desk.Sealed) for one in desk.capture_sources(vault, [folder], options))
    assert len(captures(vault)) == 6


def test_rehash_trusts_nothing(vault: Vault, folder: Path) -> None:
    """Asked to, it reads every file, and says that the bytes came once more."""
    capture(vault, folder)

    assert [one.captures for one in capture(vault, folder, rehash=True) if isinstance(one, desk.Sealed)] == [2, 2, 2]


def test_another_statement_is_another_capture(vault: Vault, folder: Path) -> None:
    """Under other terms, from a person, or from another place, the same file is captured again."""
    capture(vault, folder)

    for again in (
        capture(vault, folder, terms="not for publication"),
        capture(vault, folder, source="Golnar Tizpa"),
        capture(vault, folder, source="Golnar Tizpa"),
        capture(vault, *sorted(folder.iterdir())),
    ):
        assert all(isinstance(one, desk.Sealed) for one in again)
    assert len(captures(vault)) == 15


def test_nothing_of_a_source_is_remembered(vault: Vault, folder: Path) -> None:
    """Of what came from a person no trace is kept outside the records."""
    capture(vault, folder, source="Golnar Tizpa")
    capture(vault, folder, note=True)

    assert list(vault.cache_items("file")) == []


def test_many_are_sealed_as_one(vault: Vault, tmp_path: Path) -> None:
    """Files are sealed in the order of their names, more than one a transaction, and twins among them are one document."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(f"report {number // 2}")
    before = int(vault.checkpoint.split("\n")[1])
    sealed = [one for one in capture(vault, folder) if isinstance(one, desk.Sealed)]

    assert [one.name for one in sealed] == [f"{number:03}.txt" for number in range(300)]
    assert [one.captures for one in sealed] == [1, 2] * 150
    assert len({one.document.id for one in sealed}) == 150
    assert int(vault.checkpoint.split("\n")[1]) - before == 450


def test_a_file_that_fails_among_many_takes_none_with_it(vault: Vault, folder: Path) -> None:
    """One that breaks off while it is sealed is told; those before and after it are whole."""

    def progress(name: str, done: int, _size: int) -> None:
        if (name, done) == ("1.txt", 0):
            (folder / name).write_text("?")

    options = desk.IntakeOptions(read=False)
    results = list(desk.capture_sources(vault, [folder], options, progress=progress))

    assert [(type(one), one.name) for one in results] == [
        (desk.Sealed, "0.txt"), (desk.Failed, "1.txt"), (desk.Sealed, "2.txt"),
    ]  # fmt: skip
    for one in (results[0], results[2]):
        assert isinstance(one, desk.Sealed)
        with vault.open_blob(one.document.blob) as blob:
            assert blob.read() == (folder / one.name).read_bytes()


def test_progress_tells_bytes(vault: Vault, tmp_path: Path) -> None:
    """Of a large file it is told how far it has come, up to the whole."""
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(3 << 20))
    told: list[int] = []
    list(desk.capture_sources(vault, [film], desk.IntakeOptions(read=False), progress=lambda _n, done, _s: told.append(done)))

    assert told[0] == 0
    assert told[-1] == 3 << 20
    assert told == sorted(told)
    assert len(set(told)) >= 4
