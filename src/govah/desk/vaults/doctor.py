"""Doctor: what the machine under the vault gives away, and what to do about it. Pure judgements over what `machine` saw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from govah.desk.vaults.blocks import Under
from govah.desk.vaults.machine import SOURCES, Ask, Folder, Machine, look, look_inside
from govah.vault import Vault

OK: Final = "ok"
ADVICE: Final = "advice"
WARNING: Final = "warning"

CIPHERS: Final = frozenset({"aegis"})
BUILT: Final = "2026-11-25T00:00:00Z"
"""Before this day the program did not exist: a clock that says so is wrong. It is moved with each release."""
YEARS: Final = 15
"""A clock so many years after that day is more likely wrong than right."""
SLACK: Final = timedelta(minutes=5)
GIB: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    code: str
    "Its sentence stands in the messages, as `doctor.…`."
    level: str
    "`ok`, `advice` or `warning`."
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examined:
    """All findings, what is gravest first within each matter."""

    findings: tuple[Finding, ...]
    opened: bool
    "Whether the vault was opened; without, the cipher and the journal's last time are not known."

    @property
    def warnings(self) -> int:
        """Gives how many warnings there are."""
        return sum(one.level == WARNING for one in self.findings)


def examine(
    path: Path | None, vault: Vault | None = None, *, now: str, root: Path = Path("/"), system: str = "", ask: Ask | None = None
) -> Examined:
    """Looks at the machine and, where there is one, at a vault's folder; at its inside only where it is open."""
    seen = look(path, now=now, root=root, system=system, ask=ask)
    if vault is not None:
        seen = look_inside(vault, seen)
    return Examined(judge(seen), vault is not None)


def judge(seen: Machine) -> tuple[Finding, ...]:
    """Gives a finding for each thing that was seen, or could not be."""
    found: list[Finding] = []
    if seen.folder is not None:
        found += [*_encryption(seen.folder, seen.cipher), *_key(seen.folder), *_permissions(seen.folder)]
        found += [_disk(seen.folder.lies_on, seen.system), *_place(seen.folder)]
    found += _keys(seen)
    found += [_swap(seen), _hibernation(seen), _temporary(seen), _dumps(seen), _clock(seen)]
    versions = {"python": seen.python, "sqlite": seen.sqlite, "cipher": seen.cipher_library or "—"}
    return (*found, Finding("versions", OK, versions))


def _encryption(folder: Folder, cipher: str) -> Iterator[Finding]:
    if not folder.is_encrypted:
        yield Finding("store-plain", WARNING)
    elif cipher and cipher not in CIPHERS:
        yield Finding("cipher-other", WARNING, {"cipher": cipher})
    elif cipher:
        yield Finding("cipher", OK, {"cipher": cipher})
    else:
        yield Finding("store-encrypted", OK)


def _key(folder: Folder) -> Iterator[Finding]:
    cost = folder.cost
    if cost is None:
        yield Finding("key-unread", WARNING)
        return
    facts = {"megabytes": cost.memory // 1024, "passes": cost.time}
    yield Finding("key-cost" if cost.is_allowed else "key-weak", OK if cost.is_allowed else WARNING, facts)
    if folder.has_keyfile:
        yield Finding("key-file", OK)


def _permissions(folder: Folder) -> Iterator[Finding]:
    if folder.of_others:
        yield Finding("owner-other", WARNING, {"names": ", ".join(folder.of_others[:3]), "count": len(folder.of_others)})
    if folder.open_to_others is None:
        yield Finding("permissions-unknown", ADVICE)
    elif folder.open_to_others:
        few = ", ".join(folder.open_to_others[:3])
        yield Finding("permissions-open", WARNING, {"names": few, "count": len(folder.open_to_others)})
    else:
        yield Finding("permissions", OK)


def _disk(lies_on: Under, system: str) -> Finding:
    if lies_on.is_memory:
        return Finding("disk-memory", WARNING)
    if lies_on.is_encrypted:
        return Finding("disk", OK)
    if lies_on.is_encrypted is None:
        known = system if system in ("linux", "darwin", "windows") else "other"
        return Finding(f"disk-unknown-{known}", ADVICE)
    return Finding("disk-plain", WARNING)


def _place(folder: Folder) -> Iterator[Finding]:
    if folder.synced_by:
        yield Finding("synced", WARNING, {"service": folder.synced_by})
    else:
        yield Finding("not-synced", OK)
    free = {"megabytes": folder.free >> 20}
    level = WARNING if folder.free < GIB else ADVICE if folder.free < 5 * GIB else OK
    yield Finding("space" if level == OK else "space-little", level, free)


def _keys(seen: Machine) -> Iterator[Finding]:
    """Gives what can be said of who reads what; with no colleagues there is nothing to advise."""
    if seen.is_unscrubbed:
        yield Finding("unscrubbed", ADVICE)
    if seen.colleagues and SOURCES in seen.alone_in:
        yield Finding("sources-alone", ADVICE)
    elif seen.colleagues and seen.reads_sources:
        yield Finding("sources-readable", ADVICE)


def _swap(seen: Machine) -> Finding:
    if seen.swaps is None:
        return Finding("swap-unknown", ADVICE)
    onto_disk = [one for one in seen.swaps if not one.is_memory]
    plain = [one.name for one in onto_disk if one.is_encrypted is False]
    doubted = [one.name for one in onto_disk if one.is_encrypted is None]
    if plain:
        return Finding("swap-plain", WARNING, {"name": plain[0]})
    if doubted:
        return Finding("swap-doubted", ADVICE, {"name": doubted[0]})
    return Finding("swap-encrypted" if onto_disk else "swap-none", OK)


def _hibernation(seen: Machine) -> Finding:
    if seen.hibernates is None:
        return Finding("hibernation-unknown", ADVICE)
    onto_disk = [one for one in seen.swaps or () if not one.is_memory]
    if not seen.hibernates or (seen.swaps is not None and not onto_disk):
        return Finding("hibernation-none", OK)
    safe = bool(onto_disk) and all(one.is_encrypted for one in onto_disk)
    return Finding("hibernation-encrypted", ADVICE) if safe else Finding("hibernation-plain", WARNING)


def _temporary(seen: Machine) -> Finding:
    if seen.temporary.is_memory:
        return Finding("temporary-memory", OK)
    if seen.temporary.is_encrypted:
        return Finding("temporary-encrypted", OK)
    return Finding("temporary-disk", ADVICE)


def _dumps(seen: Machine) -> Finding:
    if seen.dumps is None:
        return Finding("dumps-unknown", ADVICE)
    if seen.dumps:
        return Finding("dumps-on", WARNING)
    if seen.dump_handler:
        return Finding("dumps-handed", ADVICE, {"program": seen.dump_handler})
    return Finding("dumps-off", OK)


def _clock(seen: Machine) -> Finding:
    now, built = _time(seen.now), _time(BUILT)
    newest = seen.newest_entry or (seen.folder.newest_file if seen.folder else "")
    if now < built:
        return Finding("clock-before-built", WARNING, {"now": seen.now, "built": BUILT})
    if newest and now + SLACK < _time(newest):
        code = "clock-backwards" if seen.newest_entry else "clock-backwards-files"
        return Finding(code, WARNING, {"now": seen.now, "newest": newest})
    if now > built + timedelta(days=365 * YEARS):
        return Finding("clock-far", WARNING, {"now": seen.now})
    return Finding("clock", OK, {"now": seen.now})


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
