"""What can be seen of the machine and of a vault's folder without its passphrase; gathered here, judged in `doctor`."""

from __future__ import annotations

import os
import platform
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import apsw

from govah.desk.vaults.blocks import Swap, Under, can_hibernate, dump_handler, swaps, under
from govah.errors import VaultError
from govah.vault import Cost, EntryRef, Vault
from govah.vault.joining import roster_of
from govah.vault.keyfile import MOST_BYTES, read_key
from govah.vault.opening import KEY, STORE, require_whole
from govah.vault.scrubbing import is_unscrubbed
from govah.words import table

Ask = Callable[[tuple[str, ...]], str]
"""Runs a program of the system and gives what it prints; empty where it is missing or fails."""
_PATIENCE_S: Final = 10
SOURCES: Final = "sources"


@dataclass(frozen=True, slots=True)
class Folder:
    """A vault's folder as anybody who has the disk sees it."""

    is_encrypted: bool
    "Whether the database does not begin as a plain one does."
    cost: Cost | None
    "What a guess at the passphrase costs; None where the key file cannot be read."
    has_keyfile: bool
    open_to_others: tuple[str, ...] | None
    "Names of what others on this machine may get at; None where the system has no such permissions."
    of_others: tuple[str, ...]
    "Names of what belongs to another user."
    synced_by: str
    free: int
    "Bytes."
    lies_on: Under
    newest_file: str
    "RFC 3339: when a file of it was last written."


@dataclass(frozen=True, slots=True)
class Machine:
    """What was seen of the machine."""

    system: str
    "`linux`, `darwin`, `windows` or another."
    now: str
    python: str
    sqlite: str
    cipher_library: str
    swaps: tuple[Swap, ...] | None
    hibernates: bool | None
    dumps: bool | None
    "Whether a crash of this program would leave its memory in a file."
    dump_handler: str
    temporary: Under
    folder: Folder | None = None
    cipher: str = ""
    "The cipher of the open database; empty where the vault was not opened."
    newest_entry: str = ""
    "The time of this device's newest entry; empty where the vault was not opened."
    colleagues: int = 0
    "Other devices of this desk; with none, nobody could be given a key."
    alone_in: tuple[str, ...] = ()
    "Compartments that this device alone reads."
    reads_sources: bool = False
    is_unscrubbed: bool = False
    "Whether pages may still hold what was erased."


def look(vault: Path | None, *, now: str, root: Path = Path("/"), system: str = "", ask: Ask | None = None) -> Machine:
    """Gathers what can be seen; nothing is changed, and nothing is sent anywhere.

    Args:
        vault: the folder of a vault, or None for the machine alone.
        now: the time, RFC 3339, UTC.
        root: where `proc` and `sys` lie; tests lay out their own.
        system: the system's name, where it is not to be asked for.
        ask: how programs of the system are run.
    """
    name = system or platform.system().lower()
    is_linux = name == "linux"
    run = ask or _run
    where = Path(tempfile.gettempdir()).resolve()
    return Machine(
        system=name,
        now=now,
        python=platform.python_version(),
        sqlite=apsw.sqlite_lib_version(),
        cipher_library=str(getattr(apsw, "mc_version", "")),
        swaps=swaps(root) if is_linux else None,
        hibernates=can_hibernate(root) if is_linux else None,
        dumps=_dumps(),
        dump_handler=dump_handler(root) if is_linux else "",
        temporary=_under(where, root, name, run),
        folder=_folder(vault, root, name, run) if vault is not None else None,
    )


def look_inside(vault: Vault, seen: Machine) -> Machine:
    """Gives what was seen, and what an open vault shows besides: its cipher, its newest entry, who reads what."""
    roster = roster_of(vault)
    live = {one for one in roster.ours if roster.is_live(one) and one != vault.device}
    still = [epoch for epoch in vault.epochs.values() if epoch.is_readable and not epoch.is_closed]
    alone = {epoch.compartment for epoch in still} - {epoch.compartment for epoch in still if live & set(epoch.readers)}
    cipher, newest = _store_of(vault)
    return replace(
        seen,
        cipher=cipher,
        newest_entry=newest,
        colleagues=len(live),
        alone_in=tuple(sorted(alone)),
        reads_sources=any(epoch.compartment == SOURCES for epoch in still),
        is_unscrubbed=is_unscrubbed(vault.connection),
    )


def _store_of(vault: Vault) -> tuple[str, str]:
    """Gives the cipher of an open vault, and the time of this device's newest entry."""
    size = int(vault.checkpoint.split("\n")[1])
    parts = vault.parts_of(EntryRef("", vault.device, size - 1)) if size else []
    cipher = vault.connection.execute("PRAGMA cipher").get
    return str(cipher), parts[0].time if parts else ""


def _folder(path: Path, root: Path, system: str, run: Ask) -> Folder:
    require_whole(path)
    place = path.resolve()
    found = [place, *sorted(place.rglob("*"))]
    with (place / STORE).open("rb") as file:
        head = file.read(16)
    cost, has_keyfile = _key(place / KEY)
    states = [(one.name if one != place else ".", one.lstat()) for one in found]
    newest = max(state.st_mtime for _, state in states)
    return Folder(
        is_encrypted=not head.startswith(b"SQLite format 3"),
        cost=cost,
        has_keyfile=has_keyfile,
        open_to_others=_open_to_others(states),
        of_others=tuple(name for name, state in states if os.name == "posix" and state.st_uid != os.getuid()),
        synced_by=synced_by(place),
        free=shutil.disk_usage(place).free,
        lies_on=_under(place, root, system, run),
        newest_file=datetime.fromtimestamp(newest, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _open_to_others(states: list[tuple[str, os.stat_result]]) -> tuple[str, ...] | None:
    """Gives what others may get at: nothing while the folder itself, the first, is closed to them."""
    if os.name != "posix":
        return None
    loose = tuple(name for name, state in states if stat.S_IMODE(state.st_mode) & 0o077)
    return loose if "." in loose else ()


def synced_by(path: Path) -> str:
    """Gives the service whose folder a path lies in, as its name or the service's own mark tells; empty where none shows."""
    for name, signs in table("reading/machine/synced").items():
        for part in (path, *path.parents):
            folded = part.name.casefold()
            if any(folded == sign or folded.startswith((sign + " ", sign + "-")) for sign in signs.get("folders", ())):
                return str(name)
            if any((part / mark).exists() for mark in signs.get("marks", ())):
                return str(name)
    return ""


def _key(path: Path) -> tuple[Cost | None, bool]:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES)
    try:
        fields = read_key(data)
    except VaultError:
        return None, False
    kdf = fields["kdf"]
    return Cost(kdf["memory"], kdf["time"], kdf["lanes"]), bool(fields["keyfile"])


def _under(path: Path, root: Path, system: str, run: Ask) -> Under:
    if system == "linux":
        return under(path, root)
    if system == "darwin":
        told = run(("fdesetup", "status"))
        return Under("", is_encrypted="FileVault is On" in told if told else None)
    return Under("")


def _dumps() -> bool | None:
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - there is none on Windows

    return resource.getrlimit(resource.RLIMIT_CORE)[0] != 0


def _run(call: tuple[str, ...]) -> str:
    program = shutil.which(call[0])
    if program is None:
        return ""
    try:
        ran = subprocess.run([program, *call[1:]], capture_output=True, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ran.stdout.decode("utf-8", "replace") if ran.returncode == 0 else ""
