"""`govah erase`: destroy for good what consent was taken back for, and keep the proof that something was there."""

from __future__ import annotations

from typing import Final

import click

from govah.cli.cards import number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.desk.custody.erasing import Erased, Plan, plan_erasure, require_reason
from govah.desk.custody.erasing import erase as erase_planned
from govah.desk.onfile.erased import erasures
from govah.errors import UsageError
from govah.records import to_plain
from govah.words import label, say

_MOST_IDS: Final = 8


@click.command()
@click.argument("items", metavar="ITEM", nargs=-1)
@click.option("--reason", default="", metavar="WORD", help="Why: consent-withdrawn, danger, … (`govah words --kind reasons`).")
@click.option("--dry-run", is_flag=True, help="Show what would go and what would stay; change nothing.")
@click.option("--list", "listed", is_flag=True, help="List the erasures on record.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_context
def erase(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, items: tuple[str, ...], reason: str, *, dry_run: bool, listed: bool, yes: bool, as_json: bool
) -> None:
    """Destroy documents, captures, claims, tallies or persons for good, with all that repeats their words.

    ITEM is an id, a document's name or a person's. Bodies, salts and the keys of bytes are destroyed here, and on each other
    desk with the next packet; headers stay, so the journal verifies and proves that something was there. It cannot be undone,
    and it does not reach what has left: a dossier, a proof package, a backup.

    \b
    Example:
      govah erase dk3n5wq2v7hrc4yxz --reason consent-withdrawn --dry-run
    """
    if listed:
        _list(ctx, as_json=as_json)
        return
    if not items:
        raise UsageError("erase-nothing")
    if not dry_run or reason:
        require_reason(reason)
    with opened(ctx) as vault:
        plan = plan_erasure(vault, items)
        if not as_json or not (dry_run or yes):
            _tell_plan(ctx, plan, to_stderr=as_json)
        if dry_run:
            if as_json:
                emit({"erased": False, "plan": to_plain(plan)})
            return
        if not yes and not click.confirm(say("erase.ask", language(ctx)), default=False, err=True):
            raise UsageError("erase-unconfirmed")
        done = erase_planned(vault, plan, reason)
    if as_json:
        emit({"erased": True, "erasures": list(done.erasures), "parts": done.parts, "blobs": done.blobs, "plan": to_plain(plan)})
    else:
        _tell_done(ctx, done)


def _list(ctx: click.Context, *, as_json: bool) -> None:
    lang = language(ctx)
    with opened(ctx) as vault:
        rows = list(erasures(vault))
    if as_json:
        emit({"erasures": [to_plain(row) for row in rows]})
        return
    for row in rows:
        facts = {"parts": number(row.parts, lang), "blobs": number(row.blobs, lang), "reason": label("reasons", row.reason, lang)}
        tell(ctx, "erase.row", id=row.id, time=row.erased_at, by=row.erased_by, **facts)
    if not rows:
        tell(ctx, "erase.none")


def _tell_plan(ctx: click.Context, plan: Plan, *, to_stderr: bool) -> None:
    lang = language(ctx)
    lines = [say("erase.goes", lang)]
    for kind, count in plan.goes:
        what = say(f"erase.kind-{kind}", lang)
        lines.append(f"  {number(count, lang)} × {what}")
    if plan.blobs:
        lines.append(say("erase.bytes", lang, count=number(len(plan.blobs), lang), bytes=number(plan.bytes, lang)))
    lines.append(say("erase.stays", lang))
    lines.append(f"  {say('erase.stays-headers', lang)}")
    for one in plan.stays:
        few = ", ".join(one.ids[:_MOST_IDS]) + ("…" if len(one.ids) > _MOST_IDS else "")
        lines.append("  " + say(f"erase.stays-{one.code}", lang, count=number(one.count, lang), ids=few))
    for line in lines:
        click.echo(line, err=to_stderr)


def _tell_done(ctx: click.Context, done: Erased) -> None:
    lang = language(ctx)
    facts = {"parts": number(done.parts, lang), "blobs": number(done.blobs, lang)}
    tell(ctx, "erase.done", erasures=", ".join(done.erasures), **facts)
    if not done.scrubbed:
        tell(ctx, "erase.log-kept")
