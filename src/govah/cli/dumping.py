"""A process that crashes leaves its memory on the disk, where the system lets it; ours holds what the vault keeps shut."""

from __future__ import annotations

import contextlib
import importlib
from typing import Any


def leave_no_dump() -> None:
    """Forbids this process, and those that it starts, to leave a core on the disk; Windows has no such limit to set."""
    with contextlib.suppress(ImportError):
        limits: Any = importlib.import_module("resource")
        with contextlib.suppress(ValueError, OSError):
            limits.setrlimit(limits.RLIMIT_CORE, (0, 0))
