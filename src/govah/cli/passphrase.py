"""What opens a vault: a passphrase from a file that the environment names, or from a person, and a key file; never from argv."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from govah.desk.vaults.passphrases import read_keyfile
from govah.errors import VaultError
from govah.vault import Secret
from govah.words import say

FILE: Final = "GOVAH_PASSPHRASE_FILE"
NEW_FILE: Final = "GOVAH_NEW_PASSPHRASE_FILE"
_MOST_BYTES: Final = 4096


def read_secret(ctx: click.Context, *, confirm: bool = False) -> Secret:
    """Gives what the person brings to this call: the passphrase, and the key file where the call or the environment names one."""
    named = ctx.obj.get("key_file")
    keyfile = read_keyfile(Path(named)) if named else None
    return Secret(read_passphrase(confirm=confirm, lang=ctx.obj["lang"]), keyfile)


def read_passphrase(*, confirm: bool = False, lang: str = "en", named: str = FILE) -> str:
    """Gives the passphrase from the file that the environment names (its first line), or asks for it unseen."""
    path = os.environ.get(named)
    if path:
        return _from_file(Path(path))
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
