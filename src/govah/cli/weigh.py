"""`govah weigh`: which documents go back to whom, which repeat each other, and what a person says of that."""

from __future__ import annotations

from typing import Any

import click

from govah import desk
from govah.cli.cards import clean, number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.text import isolate
from govah.words import say

_SHOWN = 8
"""Documents of one origin that are named before the rest is only counted."""


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def weigh(ctx: click.Context, *, as_json: bool) -> None:
    """Show where the documents come from: one origin may stand behind many of them.

    \b
    Example:
      govah weigh
      govah weigh --json
    """
    if ctx.invoked_subcommand is not None:
        return
    with opened(ctx) as vault:
        found = desk.weigh_vault(vault)
    if as_json:
        emit(_plain(found))
        return
    lang = language(ctx)
    names = {one.id: one.name or one.id for one in found.graph.documents} | voice_names(found, lang)
    for group in found.graph.groups:
        origin = found.graph.origins[group[0]]
        name = names.get(origin, origin)
        click.echo(say("weigh.origin", lang, name=isolate(clean(name)), count=number(len(group), lang)))
        for document in group[:_SHOWN]:
            why = " · ".join(_reasons(found, document, names, lang))
            click.echo(f"  {isolate(clean(names[document]))}  {why}".rstrip())
        if len(group) > _SHOWN:
            click.echo("  " + say("weigh.more", lang, count=number(len(group) - _SHOWN, lang)))
    for one in found.suggested:
        pair = {"left": one.left, "right": one.right}
        bodies = {f"{side}_name": isolate(clean(names.get(id_, id_))) for side, id_ in pair.items()}
        click.echo(say("weigh.suggested", lang, **pair, **bodies, why=say(f"weigh.{one.reason}", lang)))
    counts = {"documents": len(found.graph.documents), "origins": len(found.graph.groups), "copies": len(found.copies)}
    tell(ctx, "weigh.counts", **{key: number(count, lang) for key, count in counts.items()})


@weigh.command("join")
@click.argument("left")
@click.argument("right")
@click.option("--reason", default="", help="Why.")
@json_option
@click.pass_context
def join(ctx: click.Context, left: str, right: str, reason: str, *, as_json: bool) -> None:
    """Say that two documents (or a document and a voice) are one origin; it can be withdrawn.

    \b
    Example:
      govah weigh join dabcdefghijklmnop dbcdefghijklmnopa --reason "the same agency text"
    """
    _judge(ctx, (left, right), "same", reason, as_json=as_json)


@weigh.command("cut")
@click.argument("left")
@click.argument("right")
@click.option("--reason", default="", help="Why.")
@json_option
@click.pass_context
def cut(ctx: click.Context, left: str, right: str, reason: str, *, as_json: bool) -> None:
    """Say that one does not go back to the other, whatever their words; it can be withdrawn.

    \b
    Example:
      govah weigh cut dabcdefghijklmnop dbcdefghijklmnopa --reason "each spoke to the family"
    """
    _judge(ctx, (left, right), "different", reason, as_json=as_json)


def _judge(ctx: click.Context, pair: tuple[str, str], verdict: str, reason: str, *, as_json: bool) -> None:
    with opened(ctx) as vault:
        made = desk.judge_origins(vault, *pair, verdict, desk.Reviewer(vault.member), reason)
    if as_json:
        emit(made)
    else:
        tell(ctx, f"weigh.judged-{verdict}", id=made.id)


def _reasons(found: desk.Weighed, document: str, names: dict[str, str], lang: str) -> list[str]:
    told = []
    for edge in found.graph.edges:
        if edge.start == document and not edge.cut:
            other = isolate(clean(names.get(edge.end, edge.end)))
            told.append(say(f"weigh.edge-{edge.reason}", lang, other=other, percent=number(round(100 * edge.share), lang)))
    return told


def voice_names(found: desk.Weighed, lang: str) -> dict[str, str]:
    """Gives the voices' names as a reader of that language sees them; the organs of one state have one."""
    return {id_: say("weigh.voice-state", lang) if id_ == found.state else name for id_, name in found.voices.items()}


def _plain(found: desk.Weighed) -> dict[str, Any]:
    graph = found.graph
    return {
        "documents": [{"id": one.id, "name": one.name, "origin": graph.origins[one.id]} for one in graph.documents],
        "edges": [
            {"from": one.start, "to": one.end, "reason": one.reason, "share": round(one.share, 3), "cut": one.cut}
            for one in graph.edges
        ],
        "copies": [[one.first, one.other, round(one.share, 3)] for one in found.copies],
        "voices": found.voices,
        "suggested": [desk.to_full(one) for one in found.suggested],
    }
