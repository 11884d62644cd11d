"""The compiled sampler's cache: where it lies, and that the sampler works where none can be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = "from govah.count.mse.lcm import chance; print(chance.uniform(chance.states(1, 1)[0]))"


def drawn(cache: Path) -> str:
    """Gives the first number of a process whose user's cache folder is this one."""
    env = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "HOME": str(cache)}
    return subprocess.run([sys.executable, "-c", ASK], env=env, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.slow
def test_the_cache_is_the_users_own(tmp_path: Path) -> None:
    """Compiled code is kept under the user's cache folder, for the user alone, and a second process draws the same from it."""
    one, again = drawn(tmp_path), drawn(tmp_path)
    (place,) = tmp_path.rglob("sampler-*")

    assert one == again
    assert any(place.rglob("*.nbi"))
    assert 0 == place.stat().st_mode & 0o077


@pytest.mark.slow
def test_without_a_cache_the_sampler_works(tmp_path: Path) -> None:
    """Where the cache folder cannot be made, the sampler is compiled for the one run."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")

    assert drawn(blocked) == drawn(tmp_path)
