"""Proof packages with stamps: the script accepts them as they are, and in no other way."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from desks import Take
from govah.desk.custody.keeping import prove_item
from govah.desk.custody.routes import Ways
from govah.desk.custody.stamping import StampOptions, stamp_heads
from govah.stamp import authorities_from, request_for
from govah.vault import Vault
from stamp.authority import Papers, papers, serving
from stamp.test_calendars import promise

pytestmark = pytest.mark.needs_tool("openssl")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """An authority that is one."""
    return papers(Path(tmp_path_factory.mktemp("tsa")) / "real")


@pytest.fixture
def package(vault: Vault, take: Take, real: Papers, tmp_path: Path) -> Path:
    """The package of a document that a stamp and a promise cover, unpacked; what came after is not in it."""
    sealed = take("a report")
    with serving({"/tsr": real.reply, "/digest": lambda imprint: promise(imprint)[0]}) as server:
        asked = authorities_from([server.url("/tsr")], [server.url("")])
        stamp_heads(vault, StampOptions(asked, Ways(plain_http=True, allow_private=True)))
    take("a later report", "later.txt")
    prove_item(vault, sealed.document.id, tmp_path / "proof.zip")
    with zipfile.ZipFile(tmp_path / "proof.zip") as archive:
        archive.extractall(tmp_path / "proof")
    (tmp_path / "roots.pem").write_text(real.roots)
    return tmp_path / "proof"


def verify(package: Path, *roots: str) -> subprocess.CompletedProcess[str]:
    """Runs the script as a reader would."""
    call = ["sh", "verify.sh", *roots]
    return subprocess.run(call, cwd=package, capture_output=True, text=True, check=False, timeout=60)


def resealed(package: Path) -> Path:
    """Writes the list of the stamps anew, as somebody does who alters a file and knows how."""
    files = sorted(path for path in (package / "stamps").rglob("*") if path.is_file() and path.name != "MANIFEST.txt")
    names = {path.relative_to(package).as_posix(): path for path in files}
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in sorted(names.items())]
    (package / "stamps" / "MANIFEST.txt").write_text("".join(lines))
    return package


def test_a_package_with_stamps_is_ok(package: Path) -> None:
    """The script accepts the package, and says of a stamp without roots that it was not checked."""
    ran = verify(package)

    assert (0, "OK") == (ran.returncode, ran.stdout.splitlines()[-1])
    assert "not checked: fetch the root certificate" in ran.stdout
    assert {"head", "1.tsr", "1.pem", "2.ots"} == {path.name for path in (package / "stamps" / "1").iterdir()}


def test_roots_make_the_stamp_hold(package: Path) -> None:
    """With the authority's root the stamp is checked as of its own time, by a path from wherever the script is called."""
    ran = verify(package, "../roots.pem")

    assert (0, "OK") == (ran.returncode, ran.stdout.splitlines()[-1])
    assert "holds under these roots" in ran.stdout


def test_the_entry_is_proved_in_the_stamped_tree(package: Path) -> None:
    """The head that was stamped is the very head that the entry is proved under, not a later one."""
    proof = (package / "01" / "entry.tlog-proof").read_bytes()

    assert proof.endswith(b"\n\n" + (package / "stamps" / "1" / "head").read_bytes())


def test_other_roots_do_not(package: Path, tmp_path: Path) -> None:
    """Under roots that do not lead to the token the package is not accepted."""
    other = papers(tmp_path / "other")
    (tmp_path / "roots.pem").write_text(other.roots)

    assert 1 == verify(package, "../roots.pem").returncode
    assert 1 == verify(package, "../nothing.pem").returncode


@pytest.mark.parametrize("name", ["head", "1.tsr", "1.pem", "2.ots", "../check.sh", "../MANIFEST.txt"])
def test_a_file_altered_or_missing(package: Path, name: str) -> None:
    """One byte of any of the stamps' files altered, or the file gone, and the script says no."""
    place = package / "stamps" / "1" / name
    whole = place.read_bytes()
    place.write_bytes(whole[:-2] + bytes([whole[-2] ^ 1]) + whole[-1:])
    altered = verify(package)
    place.unlink()
    missing = verify(package)

    assert (1, 1) == (altered.returncode, missing.returncode)
    assert "OK" not in altered.stdout.splitlines() + missing.stdout.splitlines()


@pytest.mark.parametrize("name", ["stamps/1/3.tsr", "stamps/2/head", "stamps/note", "stamps/1/x.pem", "stamps/1/deep/1.tsr"])
def test_a_file_more(package: Path, name: str) -> None:
    """A file more among the stamps, though the manifest names it, and the script says no."""
    place = package / name
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"more")

    assert 1 == verify(resealed(package), "../roots.pem").returncode


def test_a_stamp_of_something_else(package: Path, real: Papers) -> None:
    """A good token of another head, put in with a manifest in order, is told apart without any root."""
    head = (package / "stamps" / "1" / "head").read_text()
    first, size, rest = head.split("\n", 2)
    other = f"{first}\n{int(size) + 1}\n{rest}"
    (package / "stamps" / "1" / "1.tsr").write_bytes(real.reply(request_for(other, bytes(8)).der))

    assert "is a stamp of something else" in verify(resealed(package)).stderr


def test_a_head_that_is_not_proved_here(package: Path, real: Papers) -> None:
    """A stamp of another head, with that head beside it, says nothing of this entry and is told."""
    shutil.copytree(package / "stamps" / "1", package / "stamps" / "2")
    head = (package / "stamps" / "1" / "head").read_text()
    first, size, rest = head.split("\n", 2)
    other = f"{first}\n{int(size) + 1}\n{rest}"
    (package / "stamps" / "2" / "head").write_text(other)
    (package / "stamps" / "2" / "1.tsr").write_bytes(real.reply(request_for(other, bytes(8)).der))

    assert "is not a head that is proved here" in verify(resealed(package)).stderr


@pytest.mark.parametrize("days", [(-400, -35), (5, 100)])
def test_an_authority_out_of_its_time(package: Path, tmp_path: Path, days: tuple[int, int]) -> None:
    """A token made before or after its certificate was good does not hold under its own root."""
    old = papers(tmp_path / "old", days=days)
    (tmp_path / "roots.pem").write_text(old.roots)
    head = (package / "stamps" / "1" / "head").read_text()
    (package / "stamps" / "1" / "1.tsr").write_bytes(old.reply(request_for(head, bytes(8)).der))
    (package / "stamps" / "1" / "1.pem").unlink()

    assert "does not hold under these roots" in verify(resealed(package), "../roots.pem").stderr


def test_what_no_court_takes_is_left_out(vault: Vault, take: Take, tmp_path: Path) -> None:
    """A stamp of an authority whose certificate had run out is kept in the vault, and is not put into a package."""
    sealed = take("a report")
    old = papers(tmp_path / "old", days=(-400, -35))
    with serving({"/tsr": old.reply}) as server:
        asked = authorities_from([server.url("/tsr")], [])
        stamp_heads(vault, StampOptions(asked, Ways(plain_http=True, allow_private=True)))
    prove_item(vault, sealed.document.id, tmp_path / "proof.zip")

    with zipfile.ZipFile(tmp_path / "proof.zip") as archive:
        assert [] == [name for name in archive.namelist() if name.startswith("stamps/")]
