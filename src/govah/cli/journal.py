"""`govah journal`: heads to hand over, a colleague's cosigned, cosignatures taken in, and what a paper about a log proves."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from govah.cli.cards import clean, number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.cli.stamp_text import shown
from govah.desk.custody.judging import Judged
from govah.desk.custody.witnessing import check_papers, continuation, cosign_heads, cosignatures, log_heads, take_cosigned
from govah.desk.onfile.leaving import write_whole
from govah.errors import EvidenceError, NotFoundError, PublishError, UsageError
from govah.journal import read_checkpoint, to_base64
from govah.records import Cosignature, to_full

_MOST_BYTES: Final = 1 << 20

file_argument: Final = click.argument(
    "files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path, dir_okay=False)
)
key_option: Final = click.option("--key", "vkeys", multiple=True, metavar="VKEY", help="A log's or a witness's key, as told you.")
output_option: Final = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it to a file.")
force_option: Final = click.option("--force", is_flag=True, help="Write over a file that is there.")


@click.group()
def journal() -> None:
    """Compare the heads of logs with colleagues, so that nobody can keep two histories unnoticed.

    \b
    Example:
      govah journal heads -o head.txt
    """


@journal.command()
@click.option("--log", "device", default="", metavar="DEVICE", help="The log whose head to write; this device's own if left out.")
@output_option
@force_option
@json_option
@click.pass_context
def heads(ctx: click.Context, device: str, output: Path | None, *, force: bool, as_json: bool) -> None:
    """Show the newest signed head of each log; with -o, write one to keep elsewhere or to hand over.

    \b
    Example:
      govah journal heads -o head.txt
    """
    _free(output, force=force)
    with opened(ctx) as vault:
        found = log_heads(vault)
        wanted = next((one for one in found if one.device == (device or vault.device)), None)
    if wanted is None:
        raise NotFoundError("record-unknown", id=device[:20])
    if output is not None:
        write_whole(output, wanted.note.encode("utf-8"))
    lang = language(ctx)
    if as_json:
        emit({"heads": [to_full(one) for one in found]})
    elif output is not None:
        tell(ctx, "journal.written", name=clean(output.name), device=wanted.device, size=number(wanted.size, lang))
    else:
        for one in found:
            tell(ctx, "journal.log", device=one.device, size=number(one.size, lang), root=one.root)
            if one.own:
                tell(ctx, "journal.log-own")
            tell(ctx, "journal.log-key", key=one.key)
            if one.witness:
                tell(ctx, "journal.log-witness", key=one.witness)


@journal.command()
@file_argument
@click.option("--take", is_flag=True, help="Keep the cosignatures that these files bring back, instead of signing.")
@key_option
@output_option
@force_option
@json_option
@click.pass_context
def cosign(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    files: tuple[Path, ...],
    vkeys: tuple[str, ...],
    output: Path | None,
    *,
    take: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Sign that you saw a colleague's head, once it fits what this vault knows of that log; keep it, and give it back.

    A head that is newer than what is known here needs the proof that it continues that: give the file of
    `govah journal consistency` with it. With --take, keep what a colleague cosigned for you.

    \b
    Example:
      govah journal cosign head.txt -o cosigned.txt
    """
    _free(output, force=force)
    texts = [_read(one) for one in files]
    with opened(ctx) as vault:
        made = take_cosigned(vault, texts, vkeys) if take else cosign_heads(vault, texts, vkeys)
    if output is not None:
        if len(made) > 1:
            raise UsageError("heads-several", count=len(made))
        write_whole(output, made[0].note.encode("utf-8"))
    if as_json:
        emit({"cosigned": [to_full(one) for one in made]})
        return
    for one in made:
        if take:
            _tell_kept(ctx, one)
        elif output is not None:
            tell(ctx, "journal.made", device=one.device, size=number(one.size, language(ctx)))
        else:
            click.echo(one.note, nl=False)


@journal.command(name="cosignatures")
@json_option
@click.pass_context
def list_(ctx: click.Context, *, as_json: bool) -> None:
    """List the heads that were cosigned, here or by colleagues.

    \b
    Example:
      govah journal cosignatures
    """
    with opened(ctx) as vault:
        found = cosignatures(vault)
    if as_json:
        emit({"cosigned": [to_full(one) for one in found]})
        return
    for one in found:
        _tell_kept(ctx, one)
    if not found:
        tell(ctx, "journal.none")


@journal.command()
@click.argument("head", metavar="OLDHEAD", type=click.Path(path_type=Path, dir_okay=False))
@output_option
@force_option
@json_option
@click.pass_context
def consistency(ctx: click.Context, head: Path, output: Path | None, *, force: bool, as_json: bool) -> None:
    """Prove that today's log continues a head that was signed before: nothing up to there was changed or taken out.

    \b
    Example:
      govah journal consistency head.txt -o continues.txt
    """
    _free(output, force=force)
    with opened(ctx) as vault:
        proof = continuation(vault, _read(head))
    new = read_checkpoint(proof.checkpoint)[0]
    if output is not None:
        write_whole(output, str(proof).encode("utf-8"))
    lang = language(ctx)
    if as_json:
        emit({"old": proof.old, "new": new.size, "proof": str(proof)})
    elif output is not None:
        facts = {"device": new.origin.partition("/")[2], "size": number(new.size, lang), "other": number(proof.old, lang)}
        tell(ctx, "journal.continued", name=clean(output.name), **facts)
    else:
        click.echo(str(proof), nl=False)


@journal.command()
@file_argument
@key_option
@click.option("--proof", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the proof, if a fork is found.")
@force_option
@json_option
@click.pass_context
def check(
    ctx: click.Context, files: tuple[Path, ...], vkeys: tuple[str, ...], proof: Path | None, *, force: bool, as_json: bool
) -> None:
    """Say what a head, a proof of continuation, of an entry or of a fork proves, and by whose key.

    They are held against the vault, if one is named, and against each other. It fails unless all of them go together.

    \b
    Example:
      govah journal check head.txt --proof fork.txt
    """
    _free(proof, force=force)
    texts = [_read(one) for one in files]
    if ctx.obj["vault"]:
        with opened(ctx) as vault:
            found = check_papers(vault, texts, vkeys)
    else:
        found = check_papers(None, texts, vkeys)
    portable = next((one.proof for one in found if one.proof), "")
    if proof is not None and portable:
        write_whole(proof, portable.encode("utf-8"))
    if as_json:
        emit({"papers": [_plain(one) for one in found]})
    else:
        for one in found:
            _tell_judged(ctx, one)
        if proof is not None and portable:
            tell(ctx, "journal.fork-kept", name=clean(proof.name))
    bad = [one for one in found if not one.is_good]
    if forked := [one for one in bad if one.is_fork]:
        raise EvidenceError("log-forked", device=forked[0].device)
    if bad or not found:
        raise EvidenceError("papers-not-good", count=number(len(bad), language(ctx)), all=number(len(found), language(ctx)))


def _tell_judged(ctx: click.Context, one: Judged) -> None:
    lang = language(ctx)
    facts = {"size": number(one.size, lang), "other": number(one.other, lang), "index": number(one.index, lang)}
    tell(ctx, f"journal.{one.code}", device=one.device, key=str(one.key), **facts)
    for device, good in zip(one.witnesses, one.cosigned, strict=True):
        tell(ctx, "journal.cosigned", device=device, time=shown(good.time, lang) if good.time else "—")
    if one.unknown > 0:
        tell(ctx, "journal.unknown-lines", count=number(one.unknown, lang))


def _tell_kept(ctx: click.Context, one: Cosignature) -> None:
    names = " · ".join(key.partition("+")[0].partition("/")[2] for key in one.witnesses)
    tell(ctx, "journal.taken", device=one.device, size=number(one.size, language(ctx)), witnesses=clean(names))


def _plain(one: Judged) -> dict[str, Any]:
    return {
        "kind": one.kind, "code": one.code, "good": one.is_good, "device": one.device, "key": str(one.key), "size": one.size,
        "root": to_base64(one.root), "other": one.other, "index": one.index, "unknown": one.unknown,
        "cosigned": [{"device": device, "time": good.time} for device, good in zip(one.witnesses, one.cosigned, strict=True)],
    }  # fmt: skip


def _free(output: Path | None, *, force: bool) -> None:
    if output is not None and output.exists() and not force:
        raise PublishError("output-exists", name=output.name)


def _read(path: Path) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b"\xff"
        return data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError("paper-unreadable", name=path.name) from None
