"""`govah persons`, `govah case`, `govah check`: the persons on file, and what is known of each."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from govah import desk
from govah.cli.cards import clean, number
from govah.cli.case_json import case_json
from govah.cli.case_text import case_text
from govah.cli.door import emit, json_option, language, opened, tell, unnoted
from govah.cli.newfile import write_new
from govah.desk.cases.picturing import case_picture
from govah.desk.retrieval.viewing import view_case, view_list
from govah.text import isolate


@click.command()
@json_option
@click.pass_context
def persons(ctx: click.Context, as_json: bool) -> None:
    """List the persons on file.

    \b
    Example:
      govah persons --json
    """
    lang = language(ctx)
    with opened(ctx) as vault:
        listed = tuple(desk.persons(vault))
        alike = desk.likenesses(vault)
        view_list(vault, "persons", unnoted=unnoted(ctx))
    if as_json:
        rows = [{"id": one.id, "name": one.name, "names": list(one.names), "unreviewed": one.unreviewed} for one in listed]
        emit({"persons": rows, "maybe_same": [desk.to_full(one) for one in alike]})
        return
    for one in listed:
        others = " · ".join(isolate(clean(name)) for name in one.names if name != one.name)
        tell(ctx, "case.person-row", id=one.id, name=isolate(clean(one.name)), others=others)
    tell(ctx, "case.person-count", count=number(len(listed), lang))
    for pair in alike:
        tell(ctx, "case.maybe-same-row", left=pair.left, right=pair.right)


@click.command()
@click.argument("person", metavar="NAME|ID")
@click.option("--as-of", metavar="DATE", help="How things stood on that day (either calendar); today where it is left out.")
@click.option("--known-at", metavar="TIME", default="", help="What the journal held at that time (RFC 3339).")
@click.option("--timeline", type=click.Path(path_type=Path), metavar="FILE.svg", help="Draw the timeline into a new file.")
@json_option
@click.pass_context
def case(ctx: click.Context, person: str, as_of: str | None, known_at: str, *, timeline: Path | None, as_json: bool) -> None:
    """Show one person's case file: what is known and who says so, what contradicts, what is not known.

    \b
    Example:
      govah case "Javid Khales" --as-of 2026-03-01
      govah case "Javid Khales" --timeline khales.svg
    """
    day = desk.last_day_of(as_of) if as_of else datetime.now(UTC).date()
    with opened(ctx) as vault:
        found = view_case(vault, person, as_of=day, known_at=known_at, unnoted=unnoted(ctx))
    lang = language(ctx)
    picture = case_picture(found, lang) if timeline is not None else ""
    if timeline is not None and picture:
        write_new(timeline, picture)
    if as_json:
        emit(case_json(found))
    elif timeline is None:
        click.echo(case_text(found, lang))
    elif picture:
        tell(ctx, "case.pictured", name=timeline.name)
    else:
        tell(ctx, "case.no-picture")


@click.command()
@click.argument("person", metavar="NAME|ID")
@click.option("--looked-in", required=True, help="Where somebody looked: a site, a prison list, a call to the family.")
@click.option("--found", is_flag=True, help="There was news; capture it.")
@click.option("--remarks", default="", help="What should be remembered of it.")
@json_option
@click.pass_context
def check(ctx: click.Context, person: str, looked_in: str, remarks: str, *, found: bool, as_json: bool) -> None:
    """Record that somebody looked for news: without it, silence only means that nobody looked.

    \b
    Example:
      govah check "Javid Khales" --looked-in "the judiciary's news agency"
    """
    with opened(ctx) as vault:
        made = desk.check(vault, person, looked_in, found=found, remarks=remarks)
    if as_json:
        emit(made)
    else:
        tell(ctx, "case.checked", id=made.id)
