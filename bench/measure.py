"""What the benches share: CPU seconds and memory of a step in a process of its own, and how a row is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from govah.vault import Secret
from govah.vault.checking.verifying import verify_opened
from govah.vault.opening import open_key_of

PASSPHRASE: Final = "bench"


def cpu(run: Callable[[], object]) -> tuple[float, int]:
    """Gives the CPU seconds of a step in a process of its own, children too, and the most memory it held, in MiB."""
    child = os.fork()
    if child == 0:
        try:
            run()
        except BaseException as why:  # noqa: BLE001 - a child must not go on as the parent
            print(repr(why), file=sys.stderr)
            os._exit(1)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit("a step failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10


def least(run: Callable[[], object], times: int = 3) -> tuple[float, int]:
    """Gives the least of some runs of a step that changes nothing: what it costs where the machine is left in peace."""
    return min(cpu(run) for _ in range(times))


def tell(name: str, seconds: float, memory: int = 0, target: str = "") -> None:
    """Prints one row."""
    print(f"{name:52} {seconds:8.2f} CPU-s {f'{memory:6} MiB' if memory else '':12} {target}", flush=True)


def check(vault_path: Path, *, quick: bool) -> Callable[[], None]:
    """Gives the step that checks a vault whose key is at hand already, and stops where it is not good."""
    opened = open_key_of(vault_path, Secret(PASSPHRASE))

    def checked() -> None:
        found = verify_opened(vault_path, opened, quick=quick)
        if not found.is_good:
            raise SystemExit(found.problems)

    return checked
