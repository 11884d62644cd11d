"""A second reader of proof packages, from docs/format.md alone: `python read_export.py proof.zip`, or the unpacked folder.

It ends with OK only if all files are accounted for and all holds. Who an authority of time stamps is, only openssl can tell.
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
CURVE: Final = -121665 * pow(121666, -1, PRIME) % PRIME
IMPRINT: Final = re.compile(bytes.fromhex("0609608648016503040201") + b"(?:\x05\x00)?\x04\x20(.{32})", re.DOTALL)
LIST: Final = "stamps/MANIFEST.txt"
Files = dict[str, bytes]


def need(holds: bool, why: str) -> None:
    """Stops where something does not hold."""
    if not holds:
        raise ValueError(why)


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Verifies an Ed25519 signature (RFC 8032, section 5.1)."""
    def add(one: tuple[int, ...], two: tuple[int, ...]) -> tuple[int, ...]:
        first, second = (one[1] - one[0]) * (two[1] - two[0]), (one[1] + one[0]) * (two[1] + two[0])
        third, fourth = 2 * one[3] * two[3] * CURVE, 2 * one[2] * two[2]
        east, north, south, west = second - first, fourth - third, fourth + third, second + first
        return east * north % PRIME, south * west % PRIME, north * south % PRIME, east * west % PRIME

    def times(number: int, data: bytes) -> tuple[int, ...]:
        sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
        square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
        x = pow(square, (PRIME + 3) // 8, PRIME)
        x = x if x * x % PRIME == square else x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
        need(y < PRIME and x * x % PRIME == square and not (x == 0 and sign), "a point is not on the curve")
        x = PRIME - x if x & 1 != sign else x
        point: tuple[int, ...] = (x, y, 1, x * y % PRIME)
        result: tuple[int, ...] = (0, 1, 1, 0)
        for bit in reversed(range(number.bit_length())):
            result = add(add(result, result), point) if number >> bit & 1 else add(result, result)
        return result

    scalar, hashed = int.from_bytes(signature[32:], "little"), hashlib.sha512(signature[:32] + key + message).digest()
    left = times(scalar, (4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little"))
    right = add(times(1, signature[:32]), times(int.from_bytes(hashed, "little") % ORDER, key))
    return scalar < ORDER and all((left[at] * right[2] - right[at] * left[2]) % PRIME == 0 for at in (0, 1))


def root_of(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Climbs from a leaf to the root (RFC 9162, section 2.1.3.2)."""
    node, last = leaf, size - 1
    for step in path:
        need(last > 0 and len(step) == 32, "the path is too long")
        node = hashlib.sha256(b"\1" + (step + node if index & 1 or index == last else node + step)).digest()
        while index == last and not index & 1 and index:
            index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
    need(last == index == 0, "the path is too short, or the entry beyond the tree")
    return node


def check_line(files: Files, seen: set[str], line: str, head: str) -> str:
    """Checks one signature of a head, by a log or by a witness (C2SP tlog-cosignature); gives the line as it must stand."""
    _, name, value = line.split(" ")
    pem, data, kind, message = f"{name.removeprefix('govah.')}.pem", base64.b64decode(value), b"\1", head.encode()
    seen.add(pem)
    key = base64.b64decode(files[pem].decode().split("\n")[1])
    pem_of_key = f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(key).decode()}\n-----END PUBLIC KEY-----\n".encode()
    need(files[pem] == pem_of_key and key[:12].hex() == "302a300506032b6570032100" and len(key) == 44, f"{pem} is no key")
    if name.startswith("govah.witness/"):
        kind, message = b"\4", f"cosignature/v1\ntime {int.from_bytes(data[4:12], 'big')}\n{head}".encode()
    need(data[:4] == hashlib.sha256(f"{name}\n".encode() + kind + key[12:]).digest()[:4], f"{name} signed with another key")
    need(len(data) == 64 + kind[0] // 4 * 8 + 4 and is_signed(key[12:], message, data[-64:]), f"the signature of {name} is wrong")
    print(f"  signed by {name}, key {hashlib.sha256(key).hexdigest()}")
    return f"— {name} {base64.b64encode(data).decode()}\n"


def check_entry(files: Files, folder: str, seen: set[str]) -> tuple[bytes, list[dict[str, Any]]]:
    """Checks one entry; gives its head as others may have stamped it, and the bodies that it discloses."""
    raw, (top, head, lines) = files[f"{folder}/header.json"], files[f"{folder}/entry.tlog-proof"].decode().split("\n\n")
    seen |= {f"{folder}/header.json", f"{folder}/entry.tlog-proof"}
    header, (title, index, *path), (origin, size, root) = json.loads(raw), top.split("\n"), head.split("\n")
    canonical = json.dumps(header, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    need(canonical.encode() == raw and header["v"] == 1, f"{folder}/header.json is not canonical")
    need([title, index] == ["c2sp.org/tlog-proof@v1", f"index {header['seq']}"], f"{folder}: the proof is of another entry")
    climbed = root_of(hashlib.sha256(b"\0" + raw).digest(), header["seq"], int(size), [base64.b64decode(step) for step in path])
    again = [base64.b64encode(data).decode() for data in (climbed, *map(base64.b64decode, path))]
    need([size, root, *path] == [str(int(size)), *again], f"{folder}: the entry is not in the signed tree")
    checked = [check_line(files, seen, line, f"{head}\n") for line in lines.removesuffix("\n").split("\n")]
    need(origin == f"govah.journal/{header['device']}" == checked[0].split(" ")[1], f"{folder}: not signed by its log")
    need(lines == "".join(checked), f"{folder}: there is more than signatures below the head")
    bodies = []
    for number, (_, bound) in enumerate(header["parts"], 1):
        names = [f"{folder}/part-{number}.json", f"{folder}/part-{number}.salt"]
        if {*names} & files.keys():
            seen |= {*names}
            body, salt = (files[name] for name in names)
            need(len(salt) == 16 and hashlib.sha256(salt + body).hexdigest() == bound, f"{names[0]} is not what was entered")
            bodies.append(json.loads(body))
    return f"{head}\n\n{checked[0]}".encode(), bodies


def check_stamps(files: Files, heads: set[bytes]) -> set[str]:
    """Checks that each stamp is of a head that is proved here; gives the files that are theirs."""
    names = sorted(name for name in files if name.startswith("stamps/") and name != LIST)
    listed = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in names).encode()
    need(not names or files[LIST] == listed, f"{LIST} is not the list of the stamps")
    for name in set(names) - {"stamps/check.sh", "stamps/verify.sh"}:
        head = files[f"{name.rpartition('/')[0]}/head"]
        said = {"tsr": IMPRINT.findall(files[name])[:1], "ots": [files[name][33:65]]}.get(name[-3:])
        need(head in heads and name.count("/") == 2, f"{name} is of no head that is proved here")
        need(said is None or hashlib.sha256(head).digest() in said, f"{name} is a stamp of something else")
    return {*names, LIST} if names else set()


def check(files: Files) -> None:
    """Checks a whole package."""
    seen, named, heads = {"verify.sh"}, set(), set()
    for folder in sorted({name[:2] for name in files if re.match(r"[0-9][0-9]/", name)}):
        head, bodies = check_entry(files, folder, seen)
        heads.add(head)
        named |= {body["sha256"] for body in bodies if body["type"] in ("document", "derivation")}
    originals = {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name.startswith("original/")}
    need(bool(heads) and sorted(originals.values()) == sorted(named), "an original is missing, altered, or one too many")
    odd = (seen | originals.keys() | check_stamps(files, heads)) ^ (files.keys() - {"README.txt"})
    need(not odd, f"missing or more: {sorted(odd)}")


if __name__ == "__main__":
    try:
        place = Path(sys.argv[1])
        if place.is_dir():
            need(not any(one.is_symlink() for one in place.rglob("*")), "a file is a link")
            check({one.relative_to(place).as_posix(): one.read_bytes() for one in place.rglob("*") if one.is_file()})
        else:
            with zipfile.ZipFile(place) as archive:
                need(len(set(archive.namelist())) == len(archive.namelist()), "a file is there twice")
                check({name: archive.read(name) for name in archive.namelist()})
    except (ValueError, LookupError, TypeError, OSError, zipfile.BadZipFile) as why:
        sys.exit(f"FAILED: {why}")
    print("Anybody can sign with a key of their own: ask the desk for the sha256 of its key by another way.\nOK")
