"""A line on the screen of this machine, by the program that it has for that; nothing of it goes over the network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Final

_WAIT: Final = 10
Which = Callable[[str], str | None]
"""Finds a program: `shutil.which`."""


def notifier(words: str, which: Which = shutil.which, platform: str = sys.platform) -> list[str]:
    """Gives the command that shows a line; empty where this machine has none. The words are an argument, never a script."""
    if platform == "darwin" and (program := which("osascript")):
        script = 'on run argv\ndisplay notification (item 1 of argv) with title "Govah"\nend run'
        return [program, "-e", script, words]
    program = which("notify-send")
    return [program, "--app-name=Govah", "--", "Govah", words] if program else []


def show_notice(words: str, which: Which = shutil.which, platform: str = sys.platform) -> bool:
    """Shows a line and answers whether it was shown."""
    command = notifier(words, which, platform)
    if not command:
        return False
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=_WAIT).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
