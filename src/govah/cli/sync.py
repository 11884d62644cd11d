"""`govah sync`: what another desk lacks as one file to carry, and what came from theirs; no network is used."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Self

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeElapsedColumn

from govah.cli.cards import clean, number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.desk.publication import packets
from govah.desk.publication.packets import Packed, PackOptions, Party, Unpacked
from govah.records import to_full
from govah.text import isolate
from govah.words import label, say

_UNITS: Final = (("gigabytes", 1_000_000_000), ("megabytes", 1_000_000), ("kilobytes", 1_000))


@click.group()
def sync() -> None:
    """Give another desk what it lacks, as one encrypted file on a stick, and take in theirs. No network is used.

    \b
    Example:
      govah sync pack --to Shirin -o packet.govah
      govah sync unpack packet.govah
    """


@sync.command()
@click.option("--to", "to", multiple=True, required=True, metavar="MEMBER|DEVICE", help="Who can open it, by id or name.")
@click.option("--since", type=click.Choice(packets.SINCE, case_sensitive=False), default=packets.LAST, show_default=True,
              help="last: beyond what they are known to hold; none: everything.")  # fmt: skip
@click.option("--no-blobs", is_flag=True, help="Leave the files out: what was recorded goes, the evidence itself does not.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The packet, a new file.")
@json_option
@click.pass_context
def pack(ctx: click.Context, to: tuple[str, ...], since: str, output: Path, *, no_blobs: bool, as_json: bool) -> None:
    """Write a packet for members or devices: entries, keys and files that they lack, encrypted to them and signed by you.

    What one of them may not read travels sealed: they carry it and can check it, and only its readers open it.

    \b
    Example:
      govah sync pack --to Shirin --to vk3n5wq2v7hrc4yxz -o packet.govah
    """
    options = PackOptions(since, with_blobs=not no_blobs)
    with opened(ctx) as vault, _Bar(hidden=as_json) as bar:
        done = packets.pack(vault, to, output, options, bar)
    if as_json:
        emit({"file": str(output), **to_full(done)})
    else:
        _tell_packed(ctx, done, output.name, since)


@sync.command()
@click.argument("packet", type=click.Path(path_type=Path, dir_okay=False))
@json_option
@click.pass_context
def unpack(ctx: click.Context, packet: Path, *, as_json: bool) -> None:
    """Take a packet in: everything in it is checked, then kept as one whole, or nothing is.

    Packets may come in any order, twice, or not at all. Its sender must have been let in with `govah members add`.

    \b
    Example:
      govah sync unpack packet.govah
    """
    with opened(ctx) as vault, _Bar(hidden=as_json) as bar:
        done = packets.unpack(vault, packet, bar)
    if as_json:
        emit(done)
    else:
        _tell_unpacked(ctx, done)


def _tell_packed(ctx: click.Context, done: Packed, name: str, since: str) -> None:
    lang = language(ctx)
    tell(ctx, "sync.written", name=isolate(clean(name)), size=_size(done.size, lang))
    for party in done.to:
        tell(ctx, "sync.to-partner" if party.is_partner else "sync.to", name=_name(party), device=party.device)
    if done.entries or done.blobs:
        counts = {"entries": done.entries, "logs": done.logs, "blobs": done.blobs, "keys": done.keys}
        shown = {key: number(count, lang) for key, count in counts.items()}
        tell(ctx, "sync.packed", bytes=_size(done.blob_bytes, lang), **shown)
    else:
        tell(ctx, "sync.packed-nothing")
    if done.is_whole:
        tell(ctx, "sync.whole" if since == packets.LAST else "sync.whole-asked")
    for compartment, count in done.sealed:
        tell(ctx, "sync.sealed", count=number(count, lang), compartment=isolate(label("compartments", compartment, lang)))
    if done.sealed_blobs:
        tell(ctx, "sync.sealed-blobs", count=number(done.sealed_blobs, lang))
    if not done.sealed and not done.sealed_blobs:
        tell(ctx, "sync.sealed-nothing")
    if done.left_out:
        tell(ctx, "sync.left-out", count=number(done.left_out, lang))
    tell(ctx, "sync.sha256", sha256=done.sha256)
    tell(ctx, "sync.state", state=done.state[:16])


def _tell_unpacked(ctx: click.Context, done: Unpacked) -> None:
    lang, merged = language(ctx), done.merged
    tell(ctx, "sync.taken", name=_name(done.sender), device=done.sender.device, time=done.time)
    if merged.entries or merged.blobs:
        tell(ctx, "sync.fresh", entries=number(merged.entries, lang), blobs=number(merged.blobs, lang))
    else:
        tell(ctx, "sync.nothing")
    counted = (
        ("sync.duplicates", merged.duplicates),
        ("sync.unlocked", merged.unlocked),
        ("sync.waiting", merged.waiting),
        ("sync.wanting", done.wanting),
        ("sync.erased", merged.erased),
        ("sync.unknown", merged.unknown),
    )
    for code, count in counted:
        if count:
            tell(ctx, code, count=number(count, lang))
    if done.unknown:
        tell(ctx, "sync.parts-unknown", names=isolate(", ".join(done.unknown)))
    for device in merged.forks:
        click.echo(click.style(say("sync.fork", lang, device=device), bold=True))
    if merged.forks:
        tell(ctx, "sync.fork-what")
    tell(ctx, "sync.state", state=done.state[:16])


def _name(party: Party) -> str:
    return isolate(clean(party.name or party.member)) or "—"


def _size(count: int, lang: str) -> str:
    """Gives a size as people say it."""
    for unit, least in _UNITS:
        if count >= least:
            return say(f"sync.{unit}", lang, count=number(round(count / least), lang))
    return say("sync.bytes", lang, count=number(count, lang))


class _Bar:
    """How many bytes are done, on the screen of a person; nothing where the output goes to a pipe."""

    def __init__(self, *, hidden: bool) -> None:
        console = Console(stderr=True)
        columns = (BarColumn(), DownloadColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=hidden or not console.is_terminal)
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._progress.stop()

    def __call__(self, done: int, total: int) -> None:
        self._progress.update(self._task, completed=done, total=total)
