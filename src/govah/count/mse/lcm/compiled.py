"""Compiling the sampler once a machine: numba with a cache of its own, which changes its place whenever the sampler changes.

Numba keys a cache by one file's time and size, and does not see that a function of another file, compiled into it, has changed.
So the folder's name holds a hash of all the sampler's files. It lies in the user's own cache folder, since the program's may be
read-only; where none can be written, the sampler is compiled anew for each run and works all the same.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import numba
from numba.core import config

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compiles a function for numbers and arrays; it lets other threads run meanwhile."""
    return cast(Function, numba.njit(cache=_cached(), nogil=True, error_model="numpy")(function))


def summed(function: Function) -> Function:
    """Compiles in the same way, and lets sums be taken in another order: in fours; infinities and NaN keep their meaning."""
    allowed = {"reassoc", "contract", "nsz"}
    return cast(Function, numba.njit(cache=_cached(), nogil=True, error_model="numpy", fastmath=allowed)(function))


@cache
def _cached() -> bool:
    """Answers whether there is a folder to keep compiled code in, and tells numba of it."""
    if vars(config).get("CACHE_DIR"):
        return True
    try:
        place = _users_cache() / "govah" / f"sampler-{_fingerprint()}"
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # a read-only disk, or a user without a home
        return False
    if not os.access(place, os.W_OK | os.X_OK):
        return False
    vars(config)["CACHE_DIR"] = str(place)
    return True


def _users_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _fingerprint() -> str:
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
