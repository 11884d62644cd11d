"""What lies under a path on Linux: the mount, the block device, and whether dm-crypt is below it. `/proc` and `/sys` only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_ENCRYPTED_KINDS: Final = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.veracrypt"})
_MEMORY_KINDS: Final = frozenset({"tmpfs", "ramfs"})
_DEEPEST: Final = 8
"""Layers of volumes that are followed: crypt on LVM on RAID is three."""


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system."""

    source: str
    point: str
    kind: str


@dataclass(frozen=True, slots=True)
class Under:
    """What a path lies on."""

    kind: str
    "The file system, or empty where it cannot be told."
    is_memory: bool = False
    is_encrypted: bool | None = None
    "None where it cannot be told here."


@dataclass(frozen=True, slots=True)
class Swap:
    """One place that memory may be written to."""

    name: str
    is_memory: bool
    "Whether it is compressed memory (zram) and never reaches a disk."
    is_encrypted: bool | None


def under(path: Path, root: Path = Path("/")) -> Under:
    """Gives what a path lies on."""
    mount = _mount_of(path, _mounts(root))
    if mount is None:
        return Under("")
    if mount.kind in _MEMORY_KINDS:
        return Under(mount.kind, is_memory=True)
    if mount.kind in _ENCRYPTED_KINDS:
        return Under(mount.kind, is_encrypted=True)
    if not mount.source.startswith("/dev/"):
        return Under(mount.kind)
    return Under(mount.kind, is_encrypted=_is_encrypted(mount.source, root))


def swaps(root: Path = Path("/")) -> tuple[Swap, ...] | None:
    """Gives every active swap; None where the system does not say."""
    try:
        lines = (root / "proc/swaps").read_text("utf-8", "replace").splitlines()[1:]
    except OSError:
        return None
    return tuple(_swap(line.split(), root) for line in lines if len(line.split()) >= 2)


def can_hibernate(root: Path = Path("/")) -> bool | None:
    """Answers whether this kernel writes all memory to disk when asked to; None where it does not say."""
    try:
        states = (root / "sys/power/state").read_text("utf-8").split()
        ways = (root / "sys/power/disk").read_text("utf-8")
    except OSError:
        return False if (root / "sys/power").is_dir() else None
    return "disk" in states and "[disabled]" not in ways


def dump_handler(root: Path = Path("/")) -> str:
    """Gives the program that is handed the memory of crashed programs; empty where there is none."""
    try:
        pattern = (root / "proc/sys/kernel/core_pattern").read_text("utf-8", "replace").strip()
    except OSError:
        return ""
    return pattern[1:].split(" ")[0].rpartition("/")[2] if pattern.startswith("|") else ""


def _mounts(root: Path) -> list[Mount]:
    try:
        lines = (root / "proc/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    fields = (line.split(" ") for line in lines)
    return [Mount(_plain(one[0]), _plain(one[1]), one[2]) for one in fields if len(one) >= 3]


def _plain(name: str) -> str:
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        name = name.replace(code, letter)
    return name


def _mount_of(path: Path, mounts: list[Mount]) -> Mount | None:
    """Gives the mount with the longest path above this one; of two on one point, the later, which covers the other."""
    best: Mount | None = None
    for one in mounts:
        if (path == Path(one.point) or Path(one.point) in path.parents) and (best is None or len(one.point) >= len(best.point)):
            best = one
    return best


def _swap(fields: list[str], root: Path) -> Swap:
    name, kind = _plain(fields[0]), fields[1]
    if "/zram" in name:
        return Swap(name, is_memory=True, is_encrypted=None)
    if kind == "file":
        return Swap(name, is_memory=False, is_encrypted=under(Path(name), root).is_encrypted)
    return Swap(name, is_memory=False, is_encrypted=_is_encrypted(name, root))


def _is_encrypted(source: str, root: Path) -> bool | None:
    """Answers whether dm-crypt lies below a block device; None where the device is unknown, or is a file itself."""
    name = _block_name(source, root)
    if not name or name.startswith("loop"):
        return None
    return _is_crypt(name, root, _DEEPEST)


def _block_name(source: str, root: Path) -> str:
    leaf = source.rpartition("/")[2]
    if (root / "sys/class/block" / leaf).exists() or (root / "sys/block" / leaf).exists():
        return leaf
    for found in sorted((root / "sys/block").glob("dm-*/dm/name")):
        if _read(found) == leaf:
            return found.parts[-3]
    return ""


def _is_crypt(name: str, root: Path, depth: int) -> bool:
    uuid = _read(root / "sys/block" / name / "dm/uuid")
    if uuid.startswith("CRYPT-"):
        return True
    below = sorted((root / "sys/block" / name / "slaves").glob("*"))
    return bool(below) and depth > 0 and all(_is_crypt(one.name, root, depth - 1) for one in below)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
