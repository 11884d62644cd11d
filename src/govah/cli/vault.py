"""`govah init`, `govah verify` and `govah prove`: a new vault, the check of every byte, and a proof that needs no Govah."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

from govah.cli.cards import number
from govah.cli.door import emit, json_option, language, opened, tell, to_option
from govah.cli.passphrase import read_passphrase, read_secret
from govah.desk.custody.keeping import continue_desk, init_desk, prove_item, verify_desk
from govah.desk.vaults.passphrases import find_keyfile
from govah.errors import EvidenceError, VaultError
from govah.records import to_plain
from govah.vault import Problem, Secret, Vault, Verified
from govah.words import say

_BYTES: Final = 1 << 20


@click.command()
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path))
@click.option("--member", default="", metavar="NAME", help="Your name, as the desk knows you; only the team can read it.")
@click.option("--key-file", type=click.Path(path_type=Path, dir_okay=False), help="Ask for this file too; made if new.")
@click.option("--restored", is_flag=True, help="Go on with a vault that was put back from a copy, as a new device.")
@json_option
@click.pass_context
def init(ctx: click.Context, folder: Path | None, member: str, key_file: Path | None, *, restored: bool, as_json: bool) -> None:
    """Make a new, encrypted vault in a folder that does not exist yet, or is empty.

    Nobody can open it without the passphrase: there is no other way in, and no way to have it sent to you.

    \b
    Example:
      govah init desk --member "Shirin"
    """
    place = folder or (Path(ctx.obj["vault"]) if ctx.obj["vault"] else None)
    if place is None:
        raise VaultError("vault-not-named")
    if restored:
        ctx.obj["key_file"] = key_file or ctx.obj["key_file"]
        with continue_desk(place, read_secret(ctx)) as vault:
            _tell_made(ctx, vault, place, "vault.continued", as_json=as_json)
        return
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise VaultError("vault-folder-not-empty", path=place.name)
    chosen = key_file or ctx.obj["key_file"]
    found = find_keyfile(Path(chosen), place) if chosen else None
    secret = Secret(read_passphrase(confirm=True, lang=language(ctx)), found[0] if found else None)
    with init_desk(place, secret, member_name=member) as vault:
        if found and found[1] and not as_json:
            tell(ctx, "members.keyfile-made", name=Path(chosen).name)
        _tell_made(ctx, vault, place, "vault.made", as_json=as_json)


@click.command()
@click.option("--quick", is_flag=True, help="Structure, trees and signatures only; evidence is not read.")
@json_option
@click.pass_context
def verify(ctx: click.Context, *, quick: bool, as_json: bool) -> None:
    """Check every byte of the vault: each file, page, chunk, commitment, tree and signature.

    It says which file or entry is not as it was sealed, and ends with an error if any is.

    \b
    Example:
      govah verify
    """
    if not ctx.obj["vault"]:
        raise VaultError("vault-not-named")
    place, passphrase = Path(ctx.obj["vault"]), read_secret(ctx)
    with _bar(place, hidden=as_json or quick) as progress:
        task = progress.tasks[0].id
        found = verify_desk(place, passphrase, quick=quick, progress=lambda size: progress.update(task, advance=size))
    if as_json:
        emit({"good": found.is_good, "quick": quick, **to_plain(found)})
    else:
        _tell(ctx, found, quick=quick)
    if not found.is_good:
        first = found.problems[0]
        raise EvidenceError("vault-altered", count=number(len(found.problems), language(ctx)), first=first.where)


@click.command()
@click.argument("item", metavar="ID")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The package, a ZIP.")
@click.option("--with-sources", is_flag=True, help="Disclose what lies in `sources` too. Think twice.")
@to_option
@json_option
@click.pass_context
def prove(ctx: click.Context, item: str, output: Path, to: str, *, with_sources: bool, as_json: bool) -> None:
    """Write a package that proves one document, claim or entry to somebody who has no Govah and trusts nobody.

    The receiver unpacks it and runs `sh verify.sh`. How a document came to you is never in it.

    \b
    Example:
      govah prove dk3n5wq2v7hrc4yxz -o proof.zip
    """
    with opened(ctx) as vault:
        proved = prove_item(vault, item, output, with_sources=with_sources, to=to)
    if as_json:
        emit(to_plain(proved))
        return
    lang = language(ctx)
    tell(ctx, "vault.proved", file=output.name, disclosed=number(proved.disclosed, lang), withheld=number(proved.withheld, lang))
    for device, digest in proved.keys:
        tell(ctx, "vault.proved-key", device=device, digest=digest)


def _tell_made(ctx: click.Context, vault: Vault, place: Path, code: str, *, as_json: bool) -> None:
    if as_json:
        emit({"vault": str(place), "member": vault.member, "device": vault.device})
    else:
        tell(ctx, code, path=place.name)
        tell(ctx, "vault.made-member", member=vault.member, device=vault.device)


def _tell(ctx: click.Context, found: Verified, *, quick: bool) -> None:
    lang = language(ctx)
    for problem in found.problems:
        click.echo(f"✗ {_sentence(problem, lang)}", err=True)
    for note in found.notes:
        click.echo(f"· {_sentence(note, lang)}")
    names = ("files", "entries", "bodies", "sealed", "blobs", "logs")
    facts = {name: number(getattr(found, name), lang) for name in names}
    megabytes = number(-(-found.bytes // _BYTES), lang)
    if found.is_good:
        tell(ctx, "vault.verified-quick" if quick else "vault.verified", megabytes=megabytes, **facts)
        if found.erased:
            tell(ctx, "vault.verified-erased", count=number(found.erased, lang))
        for device, size, root in found.heads:
            tell(ctx, "vault.head", device=device, size=number(size, lang), root=root)


def _sentence(problem: Problem, lang: str) -> str:
    return say(f"vault.problem-{problem.code}", lang, where=problem.where)


def _bar(place: Path, *, hidden: bool) -> Progress:
    console = Console(stderr=True)
    bar = Progress(
        BarColumn(), DownloadColumn(binary_units=True), TimeRemainingColumn(),
        console=console, transient=True, disable=hidden or not console.is_terminal,
    )  # fmt: skip
    packs = place / "blobs"
    total = sum(item.stat().st_size for item in packs.iterdir()) if packs.is_dir() else 0
    bar.add_task("", total=total)
    return bar
