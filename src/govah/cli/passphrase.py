"""Where the passphrase comes from: a file that the environment names, or a person; never the command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from govah.errors import VaultError
from govah.words import say

FILE: Final = "GOVAH_PASSPHRASE_FILE"
_MOST_BYTES: Final = 4096


def read_passphrase(*, confirm: bool = False, lang: str = "en") -> str:
    """Gives the passphrase from the file named by GOVAH_PASSPHRASE_FILE (its first line), or asks for it unseen."""
    named = os.environ.get(FILE)
    if named:
        return _from_file(Path(named))
    given: str = click.prompt(
        say("vault.passphrase-new" if confirm else "vault.passphrase", lang),
        hide_input=True,
        confirmation_prompt=say("vault.passphrase-again", lang) if confirm else False,
        err=True,
    )
    return given


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise VaultError("passphrase-file-unreadable", name=path.name) from None
    line = text.splitlines()[0] if text.splitlines() else ""
    if not line:
        raise VaultError("passphrase-empty")
    return line
