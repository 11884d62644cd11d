"""`govah count`: what is counted, said once; what it comes to, with every case in one category; and why it changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from govah import desk
from govah.cli.cards import clean, number
from govah.cli.count_text import case_line, change_line, figures_lines, plain_count, table_lines
from govah.cli.door import emit, json_option, language, opened, tell
from govah.desk.counts import counting
from govah.desk.counts.export import export_count, export_lists, export_reports
from govah.errors import UsageError
from govah.records import CountDefinition
from govah.text import isolate
from govah.words import label

_TRAIT: Final = click.Choice(counting.traits())
_OUTPUT: Final = click.Path(path_type=Path, dir_okay=False)


@click.group()
def count() -> None:
    """Count cases by a definition that is kept, so that a number can be shown again, and a change of it explained.

    \b
    Example:
      govah count define sentenced --what sentenced_to --value death --since 2026-01-01
      govah count run sentenced --by solar-month
    """


@count.command()
@click.argument("name")
@click.option("--what", required=True, metavar="WORD", help="The predicate that is counted: executed, killed, sentenced_to …")
@click.option("--value", default="", metavar="WORD", help="A term of its values: death.")
@click.option("--since", default="", metavar="DATE", help="The first day that counts, in either calendar.")
@click.option("--until", default="", metavar="DATE", help="The last day that counts.")
@click.option("--by", type=click.Choice(["event", "report"]), default="event", show_default=True, help="Which day is meant.")
@click.option("--where", default="", metavar="PLACE", help="Only there.")
@click.option("--gender", default="", metavar="WORD", help="Only they.")
@click.option("--standard", default="", metavar="WORD", help="A finding must reach this standard of proof.")
@click.option("--origins", type=int, default=2, show_default=True, metavar="N", help="Else: so many independent origins.")
@click.option("--grade", default="", metavar="A-F1-6", help="The worst Admiralty grade that counts.")
@click.option("--says", default="", metavar="SENTENCE", help="The definition in words, as it is published.")
@json_option
@click.pass_context
def define(ctx: click.Context, /, name: str, *, as_json: bool, since: str, until: str, **given: Any) -> None:
    """Keep a definition under a name; the same name again replaces it, and both stay on record.

    \b
    Example:
      govah count define executed-1404 --what executed --since "1 Farvardin 1404" --until "29 Esfand 1404"
    """
    with opened(ctx) as vault:
        asked = CountDefinition("", name, defined_by="", defined_at="", since=_first(since), until=_last(until), **given)
        made = counting.define(vault, asked, desk.Reviewer(vault.member))
    if as_json:
        emit(made)
    else:
        tell(ctx, "count.defined", name=isolate(clean(made.name)), id=made.id)


@count.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, *, as_json: bool) -> None:
    """List the definitions, and the counts that were kept.

    \b
    Example:
      govah count list
    """
    with opened(ctx) as vault:
        known, kept = counting.definitions(vault), counting.snapshots(vault)
    if as_json:
        emit({"definitions": [desk.to_full(one) for one in known], "snapshots": [desk.to_full(one) for one in kept]})
        return
    lang = language(ctx)
    for one in known:
        tell(ctx, "count.definition", name=isolate(clean(one.name)), what=label("predicates", one.what, lang))
    for each in kept:
        facts = {"confirmed": each.confirmed, "investigated": each.under_investigation, "disputed": each.disputed}
        tell(ctx, "count.kept", id=each.id, at=each.known_at[:16].replace("T", " "), sha256=each.sha256[:12], **facts)


@count.command()
@click.argument("name", required=False)
@click.option("--again", "snapshot", metavar="ID", help="Make a kept count again, and compare its hash.")
@click.option("--by", "trait", type=_TRAIT, help="Lay it out by a trait.")
@click.option("--no-keep", is_flag=True, help="Only look: keep nothing.")
@click.option("-o", "--output", type=_OUTPUT, help="Write the table: FILE.csv, .xlsx, .json, .svg or .png. It names nobody.")
@click.option("--shutdowns", type=_OUTPUT, metavar="CSV", help="Periods (first,last) to shade in a picture.")
@json_option
@click.pass_context
def run(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, name: str | None, *, snapshot: str | None, trait: Any, no_keep: bool, output: Path | None,
    shutdowns: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Count what is on file now, by a definition; figures and a hash over all cases are kept.

    \b
    Example:
      govah count run sentenced --by solar-month -o sentenced.svg
    """
    lang = language(ctx)
    with opened(ctx) as vault:
        found = _counted(vault, name, snapshot, keep=not no_keep)
        if output is not None:
            export_count(vault, found, output, trait or "month", lang, shutdowns)
    if as_json:
        emit(plain_count(found, trait))
        return
    for line in (*figures_lines(found, lang), *(table_lines(found, trait, lang) if trait else ())):
        click.echo(line)
    if output is not None:
        tell(ctx, "count.written", name=output.name)


def _counted(vault: Any, name: str | None, snapshot: str | None, *, keep: bool) -> counting.Counted:
    if (name is None) == (snapshot is None):
        raise UsageError("count-which")
    if snapshot is not None:
        return counting.again(vault, snapshot)
    return counting.run(vault, name or "", desk.Reviewer(vault.member), keep=keep)


@count.command()
@click.argument("earlier")
@click.argument("later")
@json_option
@click.pass_context
def diff(ctx: click.Context, earlier: str, later: str, *, as_json: bool) -> None:
    """Explain the difference of two kept counts, person by person: who came, who went, who moved, and by which records.

    \b
    Example:
      govah count diff qabcdefghijklmnop qbcdefghijklmnopq
    """
    with opened(ctx) as vault:
        found = counting.explain(vault, earlier, later)
    if as_json:
        emit({"changes": [desk.to_full(one) for one in found]})
        return
    lang = language(ctx)
    for one in found:
        click.echo(change_line(one, lang))
    tell(ctx, "count.changes", count=len(found))


@count.command()
@click.argument("name")
@click.option("--excluded", is_flag=True, help="Those left out, too.")
@json_option
@click.pass_context
def explain(ctx: click.Context, name: str, *, excluded: bool, as_json: bool) -> None:
    """Show every case of a count with its category, the reason for it, and how many origins stand behind it.

    \b
    Example:
      govah count explain sentenced --excluded
    """
    with opened(ctx) as vault:
        found = counting.run(vault, name, desk.Reviewer(vault.member), keep=False)
    cases = [one for one in found.cases if excluded or one.category != "excluded"]
    if as_json:
        emit({"cases": [desk.to_full(one) for one in cases]})
        return
    lang = language(ctx)
    for one in cases:
        click.echo(case_line(one, lang))
    for line in figures_lines(found, lang):
        click.echo(line)


@count.command()
@click.argument("name")
@click.option("-o", "--output", required=True, type=_OUTPUT, help="FILE.csv with the columns event,report.")
@json_option
@click.pass_context
def reports(ctx: click.Context, name: str, *, output: Path, as_json: bool) -> None:
    """Write when each case happened and when it was first reported, for `govah estimate nowcast`; it names nobody.

    \b
    Example:
      govah count reports sentenced -o reports.csv
    """
    with opened(ctx) as vault:
        found = counting.run(vault, name, desk.Reviewer(vault.member), keep=False)
        left = export_reports(vault, found, output)
    if as_json:
        emit({"name": output.name, "left": left})
        return
    tell(ctx, "count.reports", name=output.name, left=left)


@count.command()
@click.argument("name")
@click.option("--least", type=click.IntRange(1), default=5, show_default=True, metavar="N", help="Leave out voices with fewer.")
@click.option("-o", "--output", required=True, type=_OUTPUT, help="FILE.csv with a column a list, and count.")
@json_option
@click.pass_context
def lists(ctx: click.Context, name: str, *, least: int, output: Path, as_json: bool) -> None:
    """Write who is told of by which independent voice, for `govah estimate mse`; the file names neither persons nor voices.

    \b
    Example:
      govah count lists sentenced -o lists.csv
    """
    lang = language(ctx)
    with opened(ctx) as vault:
        found = counting.run(vault, name, desk.Reviewer(vault.member), keep=False)
        voices = export_lists(vault, found, output, least)
    if as_json:
        told = [{"list": f"L{at}", "voice": voice, "count": many} for at, (voice, many) in enumerate(voices, 1)]
        emit({"name": output.name, "lists": told})
        return
    for at, (voice, many) in enumerate(voices, start=1):
        click.echo(f"  L{at}: {isolate(clean(voice))} ({number(many, lang)})")
    tell(ctx, "count.lists", name=output.name, count=len(voices))


def _first(words: str) -> str:
    return desk.first_day_of(words).isoformat() if words else ""


def _last(words: str) -> str:
    return desk.last_day_of(words).isoformat() if words else ""
