"""The command line as a person calls it: a real vault, the passphrase in a file, real processes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from doorstep import ENCODING, call
from ready import put_new

PASSPHRASE = "four invented words here"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one command answered."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Gives its one JSON value."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Shell:
    """A folder to work in, a vault in it, and the program."""

    home: Path
    env: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str, stdin: str = "", vault: str = "vault") -> Answer:
        """Runs one command and gives its answer."""
        env = {
            "PATH": "/usr/bin:/bin",
            **ENCODING,
            "GOVAH_VAULT": str(self.home / vault) if vault else "",
            "GOVAH_PASSPHRASE_FILE": str(self.home / "passphrase"),
            "TMPDIR": str(self.home / "tmp"),
            **self.env,
        }
        code, out, err = call(arguments, stdin.encode(), env, self.home)
        return Answer(code, out.decode(), err.decode())

    def write(self, name: str, text: str) -> str:
        """Writes a file in the folder and gives its name."""
        (self.home / name).write_text(text, "utf-8")
        return name


def shell_in(home: Path, *, with_vault: bool = True) -> Shell:
    """Makes a folder with a passphrase file and, where asked, a vault."""
    (home / "tmp").mkdir()
    (home / "passphrase").write_text(PASSPHRASE + "\n", "utf-8")
    if with_vault:
        put_new(home / "vault", PASSPHRASE, "Analyst")
    return Shell(home)
