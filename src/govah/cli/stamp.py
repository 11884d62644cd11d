"""`govah stamp`: have others say when the journal was there, list who said what, and check it with openssl."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from govah.cli.cards import clean, number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.cli.stamp_text import tell_checked, tell_outcomes, tell_placed, tell_rows
from govah.desk.custody.routes import Ways
from govah.desk.custody.stamped import files_of_stamps, placed, stamp_rows, verify_stamps
from govah.desk.custody.stamping import Outcome, StampOptions, complete_stamps, queue_stamp, stamp_heads
from govah.errors import CaptureError, EvidenceError, UsageError
from govah.records import to_plain
from govah.stamp import authorities_from

authority_option = click.option(
    "--authority", "stampers", multiple=True, envvar="GOVAH_AUTHORITIES", metavar="URL", help="An RFC 3161 authority (several)."
)
calendar_option = click.option(
    "--calendar",
    "calendars",
    multiple=True,
    envvar="GOVAH_CALENDARS",
    metavar="URL",
    help="An OpenTimestamps calendar (several).",
)


@click.group(invoke_without_command=True)
@authority_option
@calendar_option
@click.option("--queue", is_flag=True, help="Write down that a stamp is wanted; send nothing.")
@click.option("--again", is_flag=True, help="Ask although nothing was entered since the last stamp.")
@click.option("--proxy", default="", metavar="URL", help="socks5h://… or http://…; else what ALL_PROXY or HTTPS_PROXY name.")
@click.option("--chain", type=click.Path(path_type=Path, dir_okay=False), help="Certificates (PEM) to keep beside the tokens.")
@click.option("--plain-http", is_flag=True, help="Allow http: others on the line see what is stamped, but cannot forge it.")
@click.option("--allow-private", is_flag=True, help="Allow addresses of this machine and its own network.")
@json_option
@click.pass_context
def stamp(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    stampers: tuple[str, ...],
    calendars: tuple[str, ...],
    proxy: str,
    chain: Path | None,
    *,
    queue: bool,
    again: bool,
    plain_http: bool,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Have the newest head of the journal stamped by several authorities at once.

    They learn one hash, of a signed head, and never one of a document. Nothing is sent unless you run this; with --queue nothing
    is sent at all. Where a proxy is set, everything goes through it or not at all.

    \b
    Example:
      govah stamp --proxy socks5h://127.0.0.1:9050
    """
    if ctx.invoked_subcommand:
        return
    authorities = authorities_from(stampers, calendars)
    if queue:
        with opened(ctx) as vault:
            made = queue_stamp(vault, authorities)
        if as_json:
            emit({"queued": [to_plain(one) for one in made]})
        else:
            tell(ctx, "stamp.queued", size=number(made[0].size, language(ctx)))
        return
    ways = Ways(proxy=proxy, plain_http=plain_http, allow_private=allow_private)
    options = StampOptions(authorities, ways, _read(chain) if chain else "", again)
    with opened(ctx) as vault:
        completed = complete_stamps(vault, options)
        outcomes = stamp_heads(vault, options)
        rows = {row.id: row for row in stamp_rows(vault)}
    if as_json:
        emit({"outcomes": [_plain(one) for one in outcomes], "completed": [_plain(one) for one in completed]})
    else:
        tell_outcomes(ctx, (*completed, *outcomes), rows)
    if not any(one.is_answered for one in outcomes):
        raise CaptureError("stamp-none", count=len(outcomes))


@stamp.command(name="list")
@click.argument("record", required=False, metavar="[ID]")
@json_option
@click.pass_context
def list_(ctx: click.Context, record: str | None, *, as_json: bool) -> None:
    """List what was stamped, by whom, when, and how long it had waited; with an ID, between which times that was entered.

    \b
    Example:
      govah stamp list
    """
    with opened(ctx) as vault:
        found = placed(vault, record) if record else []
        rows = [] if record else stamp_rows(vault)
    if as_json:
        emit({"entries": [to_plain(one) for one in found]} if record else {"stamps": [to_plain(one) for one in rows]})
    elif record:
        tell_placed(ctx, found)
    else:
        tell_rows(ctx, rows)


@stamp.command()
@click.option(
    "--roots", multiple=True, required=True, type=click.Path(path_type=Path, dir_okay=False), help="Root certificates (PEM)."
)
@json_option
@click.pass_context
def verify(ctx: click.Context, roots: tuple[Path, ...], *, as_json: bool) -> None:
    """Check every token with openssl, against root certificates that you fetched from the authorities yourself.

    \b
    Example:
      govah stamp verify --roots freetsa.pem --roots sectigo.pem
    """
    trusted = "".join(_read(one) for one in roots)
    with opened(ctx) as vault:
        found = verify_stamps(vault, trusted)
    if as_json:
        emit({"stamps": [{**to_plain(one.row), "good": one.is_good, "code": one.code} for one in found]})
    else:
        tell_checked(ctx, found)
    bad = sum(one.is_good is False for one in found)
    if bad:
        raise EvidenceError("stamps-bad", count=bad)


@stamp.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A folder that is not there yet.")
@json_option
@click.pass_context
def export(ctx: click.Context, output: Path, *, as_json: bool) -> None:
    """Write the tokens as they came, the heads, and the lines for openssl, for somebody who has no Govah.

    \b
    Example:
      govah stamp export -o stamps
    """
    with opened(ctx) as vault:
        files = files_of_stamps(vault)
    try:
        output.mkdir()
        for name, data in files.items():
            place = output.joinpath(*name.split("/")[1:])
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(data)
    except OSError:
        raise UsageError("stamp-output-unwritable", name=output.name) from None
    if as_json:
        emit({"files": sorted(files)})
    else:
        tell(ctx, "stamp.written", count=len(files), name=clean(output.name))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError("stamp-chain-malformed") from None


def _plain(one: Outcome) -> dict[str, Any]:
    return {
        "authority": one.authority.url,
        "kind": one.authority.kind,
        "size": one.size,
        "stamp": to_plain(one.stamp) if one.stamp else None,
        "code": one.code,
        "doubts": list(one.doubts),
    }
