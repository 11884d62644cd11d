"""A second reader of proof packages, from docs/format.md alone: standard library, none of our code.

Run: `python tools/read_export.py proof.zip` (or the unpacked folder). It ends with OK and status 0 only if every file is
accounted for, and every hash, proof and signature holds.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any, Final

PRIME: Final = 2**255 - 19
ORDER: Final = 2**252 + 27742317777372353535851937790883648493
CURVE: Final = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
BASE: Final = (
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
)
PEM: Final = bytes.fromhex("302a300506032b6570032100")
MOST_BYTES: Final = 1 << 34
Point = tuple[int, int, int, int]


class RefusedError(Exception):
    """The package is not what it claims to be."""


def need(holds: bool, why: str) -> None:
    """Stops where something does not hold."""
    if not holds:
        raise RefusedError(why)


def add(one: Point, two: Point) -> Point:
    """Adds two points of Ed25519 (RFC 8032, section 5.1.4)."""
    first, second = (one[1] - one[0]) * (two[1] - two[0]), (one[1] + one[0]) * (two[1] + two[0])
    third, fourth = 2 * one[3] * two[3] * CURVE, 2 * one[2] * two[2]
    east, north, south, west = second - first, fourth - third, fourth + third, second + first
    return east * north % PRIME, south * west % PRIME, north * south % PRIME, east * west % PRIME


def times(number: int, point: Point) -> Point:
    """Multiplies a point."""
    result: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def point_of(data: bytes) -> Point:
    """Reads a point (RFC 8032, section 5.1.3)."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    need(y < PRIME, "a point is not on the curve")
    square = (y * y - 1) * pow(CURVE * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    need((x * x - square) % PRIME == 0 and not (x == 0 and sign), "a point is not on the curve")
    x = PRIME - x if x & 1 != sign else x
    return x, y, 1, x * y % PRIME


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Verifies an Ed25519 signature (RFC 8032, section 5.1.7)."""
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left = times(scalar, (*BASE, 1, BASE[0] * BASE[1] % PRIME))
    right = add(point_of(signature[:32]), times(challenge, point_of(key)))
    return not ((left[0] * right[2] - right[0] * left[2]) % PRIME or (left[1] * right[2] - right[1] * left[2]) % PRIME)


def root_of(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Climbs from a leaf to the root (RFC 9162, section 2.1.3.2)."""
    node, last = leaf, size - 1
    for step in path:
        need(last > 0, "the proof is too long")
        if index & 1 or index == last:
            node = hashlib.sha256(b"\1" + step + node).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\1" + node + step).digest()
        index, last = index >> 1, last >> 1
    need(last == 0, "the proof is too short")
    return node


def canonical(value: Any) -> bytes:
    """Writes canonical JSON (RFC 8785), for values without floats."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def key_of(pem: bytes) -> bytes:
    """Gives the DER of an Ed25519 key; a PEM that holds anything else is refused."""
    key = base64.b64decode(pem.decode().split("\n")[1])
    written = f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(key).decode()}\n-----END PUBLIC KEY-----\n"
    need(key[:12] == PEM and len(key) == 44 and written.encode() == pem, "the key is not one Ed25519 key")
    return key


def check_entry(files: dict[str, bytes], folder: str, seen: set[str]) -> list[dict[str, Any]]:
    """Checks one entry and gives the bodies that it discloses."""

    def take(name: str) -> bytes:
        need(name in files, f"{name} is missing")
        seen.add(name)
        return files[name]

    header = json.loads(take(f"{folder}/header.json"))
    need(canonical(header) == files[f"{folder}/header.json"] and header["v"] == 1, f"{folder}/header.json is not canonical")
    name = f"govah.journal/{header['device']}"
    key = key_of(take(f"keys/{header['device']}.pem"))[12:]
    key_id = hashlib.sha256(name.encode() + b"\n\1" + key).digest()[:4]
    vkey = f"{name}+{key_id.hex()}+{base64.b64encode(bytes([1]) + key).decode()}\n"
    need(take(f"keys/{header['device']}.vkey").decode() == vkey, "the vkey is another key")
    text, signature = take(f"{folder}/checkpoint.txt").decode(), take(f"{folder}/checkpoint.sig")
    origin, size, root = text.removesuffix("\n").split("\n")
    need(origin == name and is_signed(key, text.encode(), signature), f"{folder}: the signature is wrong")
    head, _, note = take(f"{folder}/entry.tlog-proof").decode().partition("\n\n")
    line = f"— {name} {base64.b64encode(key_id + signature).decode()}\n"
    need(note == f"{text}\n{line}", f"{folder}: the proof is of another checkpoint")
    title, index, *path = head.split("\n")
    need(title == "c2sp.org/tlog-proof@v1" and index == f"index {header['seq']}", f"{folder}: the proof is of another entry")
    leaf = hashlib.sha256(b"\0" + files[f"{folder}/header.json"]).digest()
    climbed = root_of(leaf, header["seq"], int(size), [base64.b64decode(step, validate=True) for step in path])
    need(base64.b64encode(climbed).decode() == root, f"{folder}: the entry is not in the signed tree")
    print(f"entry {leaf.hex()}\n  {header['time']} by its clock, {name}, {header['seq']} of {size}")
    bodies = []
    for number, (compartment, bound) in enumerate(header["parts"], 1):
        part = f"{folder}/part-{number}"
        if f"{part}.json" not in files and f"{part}.salt" not in files:
            print(f"  part {number} ({compartment}) withheld, commitment {bound}")
            continue
        salt, body = bytes.fromhex(take(f"{part}.salt").decode()), take(f"{part}.json")
        need(len(salt) == 16 and hashlib.sha256(salt + body).hexdigest() == bound, f"{part}.json is not what was committed to")
        bodies.append(json.loads(body))
        print(f"  part {number} ({compartment}) holds: {bodies[-1]['type']}")
    need(bool(bodies), f"{folder} discloses nothing")
    return bodies


def check(files: dict[str, bytes]) -> None:
    """Checks a whole package."""
    seen, named = {"MANIFEST.txt", "verify.sh", "README.txt"}, set()
    for folder in sorted({name.split("/")[0] for name in files if re.match(r"[0-9][0-9]/", name)}):
        for body in check_entry(files, folder, seen):
            if body["type"] in ("document", "derivation"):
                named.add(body["sha256"])
    originals = {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name.startswith("original/")}
    need(sorted(originals.values()) == sorted(named), "an original is missing, altered, or one too many")
    seen |= originals.keys()
    need(seen - {"README.txt"} == files.keys() - {"README.txt"}, f"these files do not belong: {sorted(files.keys() - seen)}")
    rest = sorted(files.keys() - {"MANIFEST.txt", "README.txt"})
    listed = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in rest)
    need(len(seen) > 3 and files["MANIFEST.txt"].decode() == listed, "MANIFEST.txt is not the list of these files")
    for name in [name for name in rest if name.endswith(".pem")]:
        print(f"key {name}\n  sha256 {hashlib.sha256(key_of(files[name])).hexdigest()}")
    print("Compare the key with what the desk told you by another way.")


def read(path: Path) -> dict[str, bytes]:
    """Reads the files of a folder or a ZIP; what is too large to be a package is refused."""
    if path.is_dir():
        return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if not file.is_dir()}
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        need(sum(info.file_size for info in infos) <= MOST_BYTES, "the package is too large")
        need(len({info.filename for info in infos}) == len(infos), "a file is there twice")
        return {info.filename: archive.read(info) for info in infos}


def main() -> None:
    """Checks the package named on the command line."""
    try:
        check(read(Path(sys.argv[1])))
    except (RefusedError, ValueError, LookupError, TypeError, zipfile.BadZipFile) as why:
        print(f"FAILED: {why}", file=sys.stderr)
        sys.exit(1)
    print("OK")


if __name__ == "__main__":
    main()
