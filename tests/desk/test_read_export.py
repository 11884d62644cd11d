"""Packages that others stamped and cosigned, before two readers: the script, and `tools/read_export.py`. Both are as strict."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
import read_export
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.desk import IntakeOptions, Pasted, Sealed, capture_sources
from govah.desk.custody.keeping import prove_item
from govah.desk.custody.routes import Ways
from govah.desk.custody.stamping import StampOptions, stamp_heads
from govah.desk.custody.witnessing import cosign_heads, log_heads, take_cosigned
from govah.journal import cosign, read_checkpoint, witness_key
from govah.stamp import authorities_from
from govah.vault import Vault, create_vault
from govah.vault.proving import ASSETS
from stamp.authority import papers, serving
from stamp.test_calendars import promise

WORDS: Final = "four invented words here"
TOOL: Final = Path(read_export.__file__)
PAGE: Final = TOOL.parents[1] / "docs" / "howto" / "checking-a-proof.md"
READERS: Final = ("sh", "dash", "bash", "python")
pytestmark = pytest.mark.needs_tool("openssl", "dash", "bash")


def cosigned(vault: Vault, other: Vault) -> None:
    """Lets a colleague cosign the newest head of a vault, and takes that in."""
    (own,), (peer,) = log_heads(vault), log_heads(other)
    (made,) = cosign_heads(other, [own.note], [own.key])
    take_cosigned(vault, [made.note], [peer.witness])


def unpacked(vault: Vault, item: str, place: Path) -> Path:
    """Writes the package of an item and unpacks it."""
    prove_item(vault, item, place.with_suffix(".zip"))
    with zipfile.ZipFile(place.with_suffix(".zip")) as archive:
        archive.extractall(place)
    return place


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """Two packages, `cosigned` by two colleagues, and `both` cosigned and stamped; nobody writes to them."""
    place = tmp_path_factory.mktemp("export")
    real = papers(place / "real")
    (place / "roots.pem").write_text(real.roots)
    with (
        create_vault(place / "desk", WORDS) as vault,
        create_vault(place / "a", WORDS) as one,
        create_vault(place / "b", WORDS) as two,
    ):
        (sealed,) = capture_sources(vault, [Pasted("a report", "report.txt")], IntakeOptions())
        assert isinstance(sealed, Sealed)
        cosigned(vault, one)
        capture_sources(vault, [Pasted("more", "more.txt")], IntakeOptions())
        found = {"cosigned": unpacked(vault, sealed.document.id, place / "cosigned")}
        with serving({"/tsr": real.reply, "/digest": lambda imprint: promise(imprint)[0]}) as server:
            asked = authorities_from([server.url("/tsr")], [server.url("")])
            (later,) = [each.note for each in log_heads(vault)]
            stamp_heads(vault, StampOptions(asked, Ways(plain_http=True, allow_private=True)))
        first = cosign_heads(two, [later], [log_heads(vault)[0].key])[0]
        take_cosigned(vault, [first.note], [log_heads(two)[0].witness])
        found["both"] = unpacked(vault, sealed.document.id, place / "both")
        yield found


@pytest.fixture(params=[pytest.param("cosigned", marks=pytest.mark.slow), "both"])
def package(request: pytest.FixtureRequest, packages: dict[str, Path], tmp_path: Path) -> Path:
    """A package of one's own to spoil."""
    shutil.copytree(packages[request.param], tmp_path / "package")
    return tmp_path / "package"


def is_believed(package: Path, reader: str = "sh") -> bool:
    """Answers whether a reader says OK, or ends as if it had."""
    call = [sys.executable, "-I", str(TOOL), str(package)] if reader == "python" else [reader, str(package / "verify.sh")]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd="/")
    return done.returncode == 0 or "OK" in done.stdout.split("\n")


def lines_of(package: Path) -> list[str]:
    """Gives the lines of signatures below the head."""
    return (package / "01" / "entry.tlog-proof").read_text("utf-8").split("\n\n")[2].splitlines(keepends=True)


def with_lines(package: Path, lines: list[str]) -> Path:
    """Puts other lines of signatures below the head."""
    path = package / "01" / "entry.tlog-proof"
    top, head, _ = path.read_text("utf-8").split("\n\n")
    path.write_text(f"{top}\n\n{head}\n\n{''.join(lines)}", "utf-8")
    return package


@pytest.mark.parametrize("reader", READERS)
def test_a_true_package(package: Path, reader: str) -> None:
    """Every reader believes a package with cosignatures, and one with stamps besides."""
    assert 2 == len(lines_of(package))
    assert is_believed(package, reader)


def test_the_script_names_the_witness(packages: dict[str, Path]) -> None:
    """It says who cosigned, and the stamp of such a head is that of the head with its log's signature alone."""
    call = ["sh", str(packages["both"] / "verify.sh"), "../roots.pem"]
    done = subprocess.run(call, cwd=packages["both"], capture_output=True, text=True, check=False)
    witness = next((packages["both"] / "witness").iterdir()).stem

    assert 0 == done.returncode, done.stderr
    assert f"signed by govah.witness/{witness}" in done.stdout
    assert "holds under these roots" in done.stdout


@pytest.mark.parametrize("reader", ["sh", pytest.param("python", marks=pytest.mark.slow)])
@pytest.mark.parametrize("how", ["a byte", pytest.param("every way", marks=pytest.mark.slow)])
def test_every_file_counts(package: Path, reader: str, how: str) -> None:
    """Each file with a byte changed, cut short, made longer or taken away is not believed, save README and scripts."""
    for path in sorted(package.rglob("*")):
        if path.is_dir() or path.name in ("README.txt", "verify.sh"):
            continue
        data = path.read_bytes()
        middle = len(data) // 2
        ways = (data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :], data[:-1], data + b"\n", None)
        for spoiled in ways[: 1 if how == "a byte" else 4]:
            path.write_bytes(spoiled) if spoiled is not None else path.unlink()
            assert not is_believed(package, reader), (path, spoiled)
        path.write_bytes(data)
    assert is_believed(package, reader)


@pytest.mark.parametrize("reader", ["sh", "python"])
@pytest.mark.parametrize(
    "name", ["x", "witness/x.pem", "journal/x.pem", "02/header.json", "stamps/x", "stamps/9/head", "01/part-9.json"]
)
def test_a_file_more(package: Path, reader: str, name: str) -> None:
    """A package with a file more is not believed."""
    (package / name).parent.mkdir(exist_ok=True, parents=True)
    (package / name).write_bytes(b"more")

    assert not is_believed(package, reader)


def other_time(_package: Path, lines: list[str]) -> list[str]:
    """Moves the time of a cosignature by a second."""
    data = bytearray(base64.b64decode(lines[1].split(" ")[2]))
    data[11] ^= 1
    return [lines[0], " ".join([*lines[1].split(" ")[:2], base64.b64encode(data).decode()]) + "\n"]


def other_key(package: Path, lines: list[str]) -> list[str]:
    """Cosigns under the witness's name with a key that is not in the package."""
    key = Ed25519PrivateKey.from_private_bytes(b"x" * 32)
    name = lines[1].split(" ")[1].removeprefix("govah.witness/")
    note = read_checkpoint((package / "01" / "entry.tlog-proof").read_text("utf-8").split("\n\n", 1)[1])[1]
    made = cosign(note, witness_key(name, key.public_key().public_bytes_raw()), key.sign, 1)
    return [lines[0], str(made.signatures[-1])]


SPOILED: Final[dict[str, Callable[[Path, list[str]], list[str]]]] = {
    "other time": other_time,
    "other key": other_key,
    "the log's line gone": lambda _package, lines: lines[1:],
    "the witness's line gone": lambda _package, lines: lines[:1],
    "the wrong way round": lambda _package, lines: lines[::-1],
    "a space more": lambda _package, lines: [lines[0], lines[1].replace(" ", "  ", 1)],
    "nothing": lambda _package, _lines: [],
    "the log's signature as a witness's": lambda _package, lines: [lines[0], lines[0].replace("govah.journal", "govah.witness")],
}


@pytest.mark.parametrize("reader", ["dash", pytest.param("bash", marks=pytest.mark.slow), "python"])
@pytest.mark.parametrize("how", list(SPOILED))
def test_lines_of_signatures(package: Path, reader: str, how: str) -> None:
    """A cosignature with another time or key, a line gone, exchanged or padded is not believed."""
    assert not is_believed(with_lines(package, SPOILED[how](package, lines_of(package))), reader)


@pytest.mark.parametrize("reader", ["dash", "python"])
def test_a_package_without_its_witness_is_one(package: Path, reader: str) -> None:
    """Who takes a cosignature out with its key has a package that proves less, and says so: nobody is named."""
    with_lines(package, lines_of(package)[:1])
    shutil.rmtree(package / "witness")

    assert is_believed(package, reader)


@pytest.mark.parametrize("reader", ["dash", "python"])
def test_a_witness_alone_is_no_log(package: Path, reader: str) -> None:
    """Without its log's signature and key, a head that only a witness signed is not believed, though no file is left over."""
    with_lines(package, lines_of(package)[1:])
    shutil.rmtree(package / "journal")

    assert not is_believed(package, reader)


def test_a_name_that_is_a_path(package: Path) -> None:
    """A witness's name that climbs out of the package is no way to a key elsewhere."""
    outside = package.parent / "outside.pem"
    shutil.copy(next((package / "witness").iterdir()), outside)
    lines = lines_of(package)
    climbing = lines[1].replace(lines[1].split(" ")[1], "govah.witness/../../outside")

    for reader in ("dash", "python"):
        assert not is_believed(with_lines(package, [lines[0], climbing]), reader)


def test_a_file_twice_in_the_zip(package: Path) -> None:
    """A ZIP that holds a name twice shows one file to one program and another to the next: it is refused."""
    target = package.parent / "twice.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for path in package.rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(package).as_posix())
    assert is_believed(target, "python")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("README.txt", b"other")

    assert not is_believed(target, "python")


@settings(max_examples=20)
@given(st.binary(max_size=40), st.binary(min_size=32, max_size=32), st.integers(0, 63))
def test_its_ed25519_is_that_of_rfc_8032(message: bytes, seed: bytes, at: int) -> None:
    """The signatures that it takes are those of a library of others, and none with a byte changed."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = private.public_key().public_bytes_raw(), private.sign(message)
    spoiled = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]

    assert read_export.is_signed(key, message, signature)
    try:
        assert not read_export.is_signed(key, message, spoiled)
    except ValueError:
        assert at < 32


def blocks() -> list[str]:
    """Gives the commands of the page for whoever was handed a package, but for the first, which unpacks it."""
    found = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return [block for block in found if "unzip" not in block]


def test_by_hand(packages: dict[str, Path], tmp_path: Path) -> None:
    """The commands of the page work as they stand: the hashes are those named, and openssl verifies each signature."""
    package = packages["both"]
    told = []
    for block in blocks():
        script = block.replace("/tmp/", f"{tmp_path}/").replace("../../roots.pem", str(package.parent / "roots.pem"))
        done = subprocess.run(["dash", "-e", "-c", script], cwd=package, capture_output=True, text=True, check=False)
        assert 0 == done.returncode, (block, done.stderr)
        told.append(done.stdout)

    body = (package / "01" / "part-1.json").read_bytes()
    salted = hashlib.sha256((package / "01" / "part-1.salt").read_bytes() + body).hexdigest()
    (original,) = (package / "original").iterdir()
    climbed, third = told[4].split()
    assert hashlib.sha256(original.read_bytes()).hexdigest() in told[1]
    assert salted in told[2].splitlines()[0]
    assert salted in (package / "01" / "header.json").read_text()
    assert ["Signature Verified Successfully"] == told[3].splitlines()
    assert climbed == third
    assert told[5].startswith("Signature Verified Successfully\n")
    assert "Verification: OK" in told[6]


def test_by_hand_what_is_altered(package: Path, tmp_path: Path) -> None:
    """The same commands do not hold for a head with one figure changed."""
    path = package / "01" / "entry.tlog-proof"
    top, head, lines = path.read_text("utf-8").split("\n\n")
    name, size, root = head.split("\n")
    path.write_text(f"{top}\n\n{name}\n{int(size) + 1}\n{root}\n\n{lines}", "utf-8")
    script = "\n".join(blocks()[3:4]).replace("/tmp/", f"{tmp_path}/")

    assert 0 != subprocess.run(["dash", "-e", "-c", script], cwd=package, capture_output=True, check=False).returncode


def test_the_page_names_the_script() -> None:
    """The hash on the page is that of the script that we put into packages."""
    assert hashlib.sha256((ASSETS / "verify.sh").read_bytes()).hexdigest() in PAGE.read_text("utf-8")


def test_it_is_short_and_stands_alone() -> None:
    """It has at most 150 lines, and imports nothing but the standard library."""
    text = TOOL.read_text("utf-8")
    imported = {line.split()[1].partition(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}

    assert len(text.splitlines()) <= 150
    assert imported <= sys.stdlib_module_names
