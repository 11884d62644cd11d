"""`govah passphrase`: another passphrase, a key file besides, or none any more."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from govah.cli.door import emit, json_option, language, tell
from govah.cli.passphrase import NEW_FILE, read_passphrase, read_secret
from govah.desk.vaults.passphrases import change_secret, find_keyfile
from govah.errors import UsageError, VaultError
from govah.vault.opening import require_whole


@click.command()
@click.option(
    "--key-file", "new_file", type=click.Path(path_type=Path, dir_okay=False), help="Ask for it too; made if new."
)
@click.option("--no-key-file", is_flag=True, help="Ask for no key file any more.")
@json_option
@click.pass_context
def passphrase(ctx: click.Context, new_file: Path | None, *, no_key_file: bool, as_json: bool) -> None:
    """Change the passphrase, or add a key file or take it away; nothing is encrypted anew.

    Scripts give the old passphrase in the file that GOVAH_PASSPHRASE_FILE names, and the new one in that of
    GOVAH_NEW_PASSPHRASE_FILE. With --key-file or --no-key-file alone the passphrase stays. The key file that the vault has now
    is named before the command: `govah --key-file FILE passphrase`. Old copies of the vault open with the old passphrase.

    \b
    Example:
      govah passphrase
    """
    if new_file is not None and no_key_file:
        raise UsageError("keyfile-both")
    if not ctx.obj["vault"]:
        raise VaultError("vault-not-named")
    place = Path(ctx.obj["vault"])
    require_whole(place)
    old = read_secret(ctx)
    is_for_file = new_file is not None or no_key_file
    is_new = not is_for_file or NEW_FILE in os.environ
    new = replace(old, passphrase=read_passphrase(confirm=True, lang=language(ctx), named=NEW_FILE)) if is_new else old
    made = False
    if new_file is not None:
        data, made = find_keyfile(new_file, place)
        new = replace(new, keyfile=data)
    elif no_key_file:
        new = replace(new, keyfile=None)
    change_secret(place, old, new)
    if as_json:
        emit({"passphrase_changed": is_new, "key_file": new.keyfile is not None, "key_file_made": made})
        return
    if is_new:
        tell(ctx, "members.passphrase-changed")
    if new_file is not None:
        tell(ctx, "members.keyfile-made" if made else "members.keyfile-added", name=new_file.name)
    elif no_key_file:
        tell(ctx, "members.keyfile-taken")
