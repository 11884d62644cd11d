"""Proof packages: that the script believes nothing false, whatever was done to them."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from govah.journal import log_key, read_checkpoint, read_inclusion, sign_checkpoint
from govah.vault.proving import ASSETS
from proofs import SHELLS, is_believed, key_in, run, tools

SECOND: Final = Path(__file__).parents[2] / "tools" / "read_export.py"

# What a stranger can do to a package. Each must fail.


def files_of(package: Path) -> list[str]:
    """Gives the names of the files."""
    return sorted(str(path.relative_to(package)) for path in package.rglob("*") if path.is_file())


NAMES: Final = [
    "01/entry.tlog-proof", "01/header.json", "01/part-1.json", "01/part-1.salt", "journal/*.pem", "original/*",
]  # fmt: skip


@tools
def test_the_readme_may_change(copy: Path) -> None:
    """The README may be changed or taken away."""
    (copy / "README.txt").write_text("a letter from the lawyer")
    assert is_believed(copy)
    (copy / "README.txt").unlink()
    assert is_believed(copy)


def test_the_names_are_all(package: Path) -> None:
    """The list of this test is the list of the package."""
    matched = [name for name in files_of(package) if any(Path(name).match(pattern) for pattern in NAMES)]

    assert sorted([*matched, "README.txt", "verify.sh"]) == files_of(package)


@tools
@pytest.mark.parametrize("pattern", NAMES)
def test_a_file_altered(copy: Path, pattern: str) -> None:
    """Each file with a byte changed, cut short or made longer is not believed."""
    (path,) = copy.glob(pattern)
    data = path.read_bytes()
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    for spoiled in (flipped, data[:-1], data + b"\n"):
        path.write_bytes(spoiled)
        assert not is_believed(copy), spoiled
    path.write_bytes(data)
    assert is_believed(copy)


@pytest.mark.slow
@tools
@pytest.mark.parametrize("pattern", [name for name in NAMES if not name.startswith("original")])
def test_every_byte_altered(copy: Path, pattern: str) -> None:
    """Each file with any byte changed is not believed."""
    (path,) = copy.glob(pattern)
    data = path.read_bytes()
    flips = [data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(len(data))]
    for at, spoiled in enumerate([*flips, b"", data + data, data + b"\0", data + b" "]):
        path.write_bytes(spoiled)
        assert not is_believed(copy), at


@tools
@pytest.mark.parametrize("pattern", NAMES)
def test_a_file_missing(copy: Path, pattern: str) -> None:
    """Without any one of its files a package is not believed."""
    (path,) = copy.glob(pattern)
    path.unlink()

    assert not is_believed(copy)


@tools
@pytest.mark.parametrize(
    "name",
    ["x", "01/x", "original/x", "journal/x.pem", "witness/x.pem", "02/header.json", "03/header.json", "01/part-2.json",
     "01/part-2.salt", ".x", "a b", "original/a\nb", "original/.x", "01/part-3.json", "original/x/y", "stamps/x", "MANIFEST.txt",
     "01/header.json\nxx01/header.json", "README.txt\nxxREADME.txt", "01/README.txt", "01/verify.sh", "-n", "*", "01/*"],
)  # fmt: skip
def test_a_file_more(copy: Path, name: str) -> None:
    """With a file more a package is not believed."""
    path = copy / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"more")

    assert not is_believed(copy)


@tools
def test_an_original_twice(copy: Path) -> None:
    """The same original under a second name is one too many."""
    (path,) = (copy / "original").iterdir()
    shutil.copy(path, copy / "original" / "copy.txt")

    assert not is_believed(copy)


@tools
def test_links(copy: Path) -> None:
    """A file that is a link to the right bytes elsewhere is not believed."""
    (path,) = (copy / "original").iterdir()
    path.rename(copy.parent / "elsewhere")
    path.symlink_to(copy.parent / "elsewhere")

    assert not is_believed(copy)


@tools
@pytest.mark.parametrize("line", [at if at in (1, 4, 9) else pytest.param(at, marks=pytest.mark.slow) for at in range(12)])
@pytest.mark.parametrize("how", ["removed", "doubled", "swapped", "added"])
def test_each_line_of_the_proof(copy: Path, line: int, how: str) -> None:
    """A line of the proof removed, doubled, swapped with the next, or one added, is not believed."""
    path = copy / "01" / "entry.tlog-proof"
    lines = path.read_bytes().split(b"\n")
    if line >= len(lines) - 1:
        pytest.skip("the proof is shorter")
    if how == "removed":
        changed = lines[:line] + lines[line + 1 :]
    elif how == "doubled":
        changed = [*lines[: line + 1], lines[line], *lines[line + 1 :]]
    elif how == "swapped":
        changed = [*lines[:line], lines[line + 1], lines[line], *lines[line + 2 :]]
    else:
        changed = [*lines[:line], base64.b64encode(bytes(32)), *lines[line:]]
    if changed == lines:
        pytest.skip("the same line twice")
    path.write_bytes(b"\n".join(changed))

    assert not is_believed(copy)


def forged(copy: Path, sign: Callable[[bytes], bytes], *, size: int = 0, root: bytes = b"") -> None:
    """Signs the head anew, another one where asked, and leaves the desk's key where it is."""
    device, public = key_in(copy)
    path = copy / "01" / "entry.tlog-proof"
    proof = read_inclusion(path.read_text("utf-8"))
    head, _ = read_checkpoint(proof.checkpoint)
    note = sign_checkpoint(size or head.size, root or head.root, log_key(device, public), sign)
    path.write_text(str(replace(proof, checkpoint=str(note))), "utf-8")


@tools
@pytest.mark.parametrize("shell", SHELLS)
def test_a_wrong_signature_is_never_ok(copy: Path, shell: str) -> None:
    """A head with a wrong signature, all else being in order, is not believed, and the script says what is wrong."""
    forged(copy, Ed25519PrivateKey.from_private_bytes(b"f" * 32).sign)
    status, said = run(copy, shell)

    assert status != 0
    assert "OK" not in said
    assert f"the signature of govah.journal/{key_in(copy)[0]} does not hold" in said


@tools
def test_another_original_with_all_in_order(copy: Path) -> None:
    """Another original with its own hash in the body is not believed: the header does not commit to that body."""
    (path,) = (copy / "original").iterdir()
    body = (copy / "01" / "part-1.json").read_text()
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(b"another text")
    (copy / "01" / "part-1.json").write_text(body.replace(old, hashlib.sha256(b"another text").hexdigest()))

    assert not is_believed(copy)


@tools
def test_a_whole_forgery_names_another_key(copy: Path) -> None:
    """Whoever makes a package of their own with a key of their own can have it believed, but the key's hash is another.

    That is the one thing a script cannot know; it is why the README and the last lines speak of the key.
    """
    honest = run(copy)[1]
    device, _ = key_in(copy)
    private = Ed25519PrivateKey.from_private_bytes(b"f" * 32)
    public = private.public_key()
    (copy / "journal" / f"{device}.pem").write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    forged(copy, private.sign)

    status, said = run(copy)

    digest = hashlib.sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
    assert status == 0
    assert (True, False) == (digest in said, digest in honest)
    assert "ask the desk" in said


@tools
@pytest.mark.parametrize(("size", "root"), [(3, b""), (1000, b""), (0, b"r" * 32)])
def test_even_a_forger_must_be_true_to_the_tree(copy: Path, size: int, root: bytes) -> None:
    """Whoever signs with a key of their own is not believed with a head of another size or root than the path leads to."""
    device, _ = key_in(copy)
    private = Ed25519PrivateKey.from_private_bytes(b"f" * 32)
    pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (copy / "journal" / f"{device}.pem").write_bytes(pem)
    forged(copy, private.sign, size=size, root=root)

    assert not is_believed(copy)
    assert not is_read(copy)


def is_read(package: Path) -> bool:
    """Answers whether the second reader believes a package."""
    done = subprocess.run([sys.executable, "-I", SECOND, package], capture_output=True, text=True, check=False)
    return done.returncode == 0 or "OK" in done.stdout.split("\n")


def test_a_second_reader(package: Path) -> None:
    """A reader written from the format alone, with the standard library only, believes a true package."""
    assert is_read(package)


@pytest.mark.parametrize("pattern", NAMES)
def test_the_second_reader_is_as_strict(copy: Path, pattern: str) -> None:
    """It believes no package with a file changed, missing or more."""
    (path,) = copy.glob(pattern)
    data = path.read_bytes()
    middle = len(data) // 2
    for spoiled in (data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :], data[:-1], data + b"x", None):
        path.write_bytes(spoiled) if spoiled is not None else path.unlink()
        assert not is_read(copy), spoiled
    path.write_bytes(data)
    (copy / "more").write_bytes(b"more")
    assert not is_read(copy)


@tools
def test_an_old_openssl(copy: Path, tmp_path: Path) -> None:
    """Without openssl 3 the script does not pretend: it says what it needs."""
    place = tmp_path / "bin"
    place.mkdir()
    (place / "openssl").write_text('#!/bin/sh\necho "OpenSSL 1.1.1w  11 Sep 2023"\n')
    (place / "openssl").chmod(0o755)
    done = subprocess.run(
        ["dash", copy / "verify.sh"], capture_output=True, text=True, check=False, env={"PATH": f"{place}:/usr/bin:/bin"}
    )

    assert done.returncode != 0
    assert "openssl 3 or newer" in done.stderr


@tools
def test_an_openssl_that_says_yes_to_nothing(copy: Path) -> None:
    """Without any tool on the path the script fails."""
    done = subprocess.run(["/usr/bin/dash", copy / "verify.sh"], capture_output=True, check=False, env={"PATH": "/nonexistent"})

    assert done.returncode != 0


def test_the_assets_are_shipped() -> None:
    """The script and the README are in the package of the program."""
    assert {path.name for path in ASSETS.iterdir()} == {"README.txt", "stamps.sh", "verify.sh"}
