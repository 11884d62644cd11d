"""`govah weigh`: which documents go back to whom, which repeat each other, and what a person says of that."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

from govah import desk
from govah.cli.cards import clean, number, quoted
from govah.cli.case_text import said as shown
from govah.cli.door import emit, json_option, language, opened, tell
from govah.dates import show
from govah.desk.cases.missing import missing_of_all
from govah.desk.counts.tallying import tallies as tallies_on_file
from govah.text import isolate
from govah.weigh.speakers import STATE
from govah.weigh.standard import need_in_words
from govah.weigh.tallies import Count
from govah.words import label, say

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


@weigh.command("missing")
@click.option("--as-of", metavar="DATE", help="As of that day, in either calendar.")
@json_option
@click.pass_context
def missing(ctx: click.Context, *, as_of: str | None, as_json: bool) -> None:
    """List, over all persons, what a file lacks of the desk's standard: the gravest risk and the fewest gaps first.

    \b
    Example:
      govah weigh missing
      govah weigh missing --as-of 2026-03-01 --json
    """
    day = desk.last_day_of(as_of) if as_of else datetime.now(UTC).date()
    with opened(ctx) as vault:
        found = missing_of_all(vault, day)
    if as_json:
        emit({"as_of": day.isoformat(), "persons": [desk.to_full(one) | {"single": one.single} for one in found]})
        return
    lang = language(ctx)
    for one in found:
        risk = say(f"weigh.risk-{one.tier}" if one.tier else "weigh.risk-none", lang)
        tell(ctx, "weigh.lacking", id=one.person, name=isolate(clean(one.name)), risk=risk, count=number(len(one.missing), lang))
        for gap in one.missing:
            facts = {key: number(int(value), lang) if value.isdigit() else shown(value, lang) for key, value in gap.facts}
            click.echo(f"    – {need_in_words(gap, lang, **facts)}" + (f"  [{', '.join(gap.claims[:4])}]" if gap.claims else ""))
    single = sum(bool(one.single) for one in found)
    tell(ctx, "weigh.lacking-count", count=number(len(found), lang), single=number(single, lang))


@weigh.command("tallies")
@json_option
@click.pass_context
def tallies(ctx: click.Context, *, as_json: bool) -> None:
    """Show what rival counters count, side by side, each in its own words; counts that cannot both be are marked.

    \b
    Example:
      govah weigh tallies
    """
    with opened(ctx) as vault:
        found = tallies_on_file(vault)
    if as_json:
        emit({"tallies": [desk.to_full(one) for one in found]})
        return
    lang = language(ctx)
    for side in found:
        click.echo(click.style(label("tallies", side.what, lang), bold=True, underline=True))
        clashing = {place for pair in side.apart for place in pair}
        for place, one in enumerate(side.counts):
            click.echo(_count_line(one, lang, clashes=place in clashing))
    tell(ctx, "weigh.tallies-count", count=number(sum(len(side.counts) for side in found), lang))


def _count_line(one: Count, lang: str, *, clashes: bool) -> str:
    counter = isolate(clean(one.counter)) if one.counter else say("weigh.nobody-named", lang)
    if one.counter == STATE:
        counter = say("weigh.voice-state", lang)
    marks = [show(one.when, lang)] if one.when else [say("weigh.no-time", lang)]
    marks += [isolate(clean(one.where))] if one.where else []
    marks.append(say("weigh.in-documents", lang, count=number(len(one.documents), lang)))
    marks += [click.style(say("case.contradicted", lang), bold=True)] if clashes else []
    marks += [click.style(say("case.unreviewed", lang), reverse=True)] if not one.reviewed else []
    return f"  {isolate(clean(one.words))} — {counter} · {' · '.join(marks)}\n      {quoted(one.definition)}"


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
