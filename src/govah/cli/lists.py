"""`govah list`: a spreadsheet of people is one document; its mapping is shown and corrected, and it is accepted once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Self

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from govah.cli.cards import clean
from govah.cli.door import emit, json_option, language, opened, tell
from govah.cli.list_compared import compared_json, compared_text
from govah.cli.list_text import accepted_text, list_text, role_label
from govah.desk import lists
from govah.read.lists import Mapped, known_roles
from govah.records import Stance, to_full
from govah.text import isolate
from govah.words import say

STANCES = [one.value for one in Stance]
set_option = click.option("--set", "sets", multiple=True, metavar="COLUMN=ROLE", help="What a column holds; C or its header.")
map_option = click.option(
    "--map", "map_file", type=click.Path(path_type=Path, dir_okay=False), help="A mapping corrected by hand, YAML or JSON."
)


@click.group("list", invoke_without_command=True)
@json_option
@click.pass_context
def list_(ctx: click.Context, *, as_json: bool) -> None:
    """Take a list as evidence: show how it is read, correct that, accept it once. Alone, it names the lists that wait.

    \b
    Example:
      govah list
      govah list show victims.xlsx
      govah list accept victims.xlsx --reports killed --as "Alborz Watch"
    """
    if ctx.invoked_subcommand is not None:
        return
    with opened(ctx) as vault:
        found = lists.waiting_lists(vault)
    if as_json:
        emit({"waiting": [{"id": id_, "name": name} for id_, name in found]})
        return
    for id_, name in found:
        tell(ctx, "list.waits", id=id_, name=isolate(clean(name)))
    if not found:
        tell(ctx, "list.none")


@list_.command()
@click.argument("document", metavar="DOCUMENT", required=False)
@click.option("--reports", default="", metavar="PREDICATE", help="Show what its rows come to if it reports this of everybody.")
@click.option("--roles", is_flag=True, help="Print every role that a column can have, and stop.")
@json_option
@click.pass_context
def show(ctx: click.Context, document: str | None, reports: str, *, roles: bool, as_json: bool) -> None:
    """Show what a list's columns are taken for, with sample values, and what its rows come to.

    \b
    Example:
      govah list show victims.xlsx
    """
    if roles or not document:
        _roles(ctx, as_json=as_json)
        return
    with opened(ctx) as vault:
        view = lists.view_list(vault, document, reports=reports)
    _print(ctx, view, as_json=as_json)


@list_.command("map")
@click.argument("document", metavar="DOCUMENT")
@set_option
@map_option
@json_option
@click.pass_context
def map_(ctx: click.Context, document: str, sets: tuple[str, ...], map_file: Path | None, *, as_json: bool) -> None:
    """Say what columns hold; it is kept for this list and for the next with the same headers.

    \b
    Example:
      govah list map victims.xlsx --set F=killed.when:dmy --set "Home town=residence"
    """
    wanted = _wanted(sets, map_file)
    with opened(ctx) as vault:
        view, saved = lists.map_list(vault, document, wanted)
    if as_json:
        emit({**_plain(view), "saved": saved.id})
        return
    _print(ctx, view, as_json=False)
    tell(ctx, "list.saved", id=saved.id)


@list_.command()
@click.argument("document", metavar="DOCUMENT")
@click.option("--reports", default="", metavar="PREDICATE", help="What it reports of all in it: killed, executed, arrested…")
@click.option("--stance", type=click.Choice(STANCES), default="reported", help="How far its voice commits to it.")
@click.option("--as", "voices", multiple=True, metavar="ORGANISATION", help="Whose list it is; again for a voice it passes on.")
@set_option
@map_option
@json_option
@click.pass_context
def accept(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    document: str,
    *,
    reports: str,
    stance: str,
    voices: tuple[str, ...],
    sets: tuple[str, ...],
    map_file: Path | None,
    as_json: bool,
) -> None:
    """Accept a whole list by one decision of yours; rows that are not plain stay for the review.

    \b
    Example:
      govah list accept victims.xlsx --reports killed --as "Alborz Watch"
    """
    wanted = _wanted(sets, map_file)
    with opened(ctx) as vault:
        if not reports and sys.stdin.isatty() and lists.must_be_told(vault, document, wanted):
            reports = click.prompt(say("list.ask-reports", language(ctx)), type=str).strip()
        terms = lists.Terms(reports, Stance(stance), voices, wanted)
        with _Bar(hidden=as_json) as bar:
            done = lists.accept_list(vault, document, terms, progress=bar)
    if as_json:
        emit(accepted_json(done))
    else:
        click.echo(accepted_text(done, language(ctx)))


@list_.command()
@click.argument("document", metavar="DOCUMENT")
@click.option("--newer-than", "older", required=True, metavar="DOCUMENT", help="The older version, accepted before.")
@click.option("--accept", "accepts", is_flag=True, help="Accept it: claim what is new and changed, and nothing else.")
@set_option
@map_option
@json_option
@click.pass_context
def compare(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, document: str, *, older: str, accepts: bool, sets: tuple[str, ...], map_file: Path | None, as_json: bool
) -> None:
    """Hold a newer version of a list against the older: what is new, changed and gone. What is gone is told, never withdrawn.

    \b
    Example:
      govah list compare victims-2.xlsx --newer-than victims.xlsx
      govah list compare victims-2.xlsx --newer-than victims.xlsx --accept
    """
    wanted = _wanted(sets, map_file)
    with opened(ctx) as vault:
        found = lists.compare_lists(vault, document, older, wanted)
        with _Bar(hidden=as_json or not accepts) as bar:
            terms = lists.Terms(found.acceptance.reports, found.acceptance.stance, found.acceptance.attribution, wanted)
            done = lists.accept_newer(vault, document, older, terms, progress=bar) if accepts else None
    if as_json:
        emit({**compared_json(found), **(accepted_json(done) if done else {})})
        return
    click.echo(compared_text(found, language(ctx)))
    if done:
        click.echo(accepted_text(done, language(ctx)))


def accepted_json(done: lists.Accepted) -> dict[str, Any]:
    """Gives what one decision did as plain JSON values."""
    return {
        "acceptance": to_full(done.acceptance),
        "claims": done.claims,
        "resumed": done.resumed,
        "exceptions": [to_full(one) for one in done.faults],
    }


def _roles(ctx: click.Context, *, as_json: bool) -> None:
    lang = language(ctx)
    if as_json:
        emit({"roles": [{"role": role, "label": role_label(role, lang)} for role in known_roles()]})
        return
    for role in known_roles():
        click.echo(f"{role:28} {role_label(role, lang)}")


def _print(ctx: click.Context, view: lists.ListView, *, as_json: bool) -> None:
    if as_json:
        emit(_plain(view))
    else:
        click.echo(list_text(view, language(ctx)))


def _plain(view: lists.ListView) -> dict[str, Any]:
    return {
        "document": view.document,
        "name": view.name,
        "mapping": view.mapping,
        "reports": view.reports,
        "sheets": [{"sheet": one.name, "rows": one.rows, "above": one.above, "list": one.is_list} for one in view.sheets],
        "columns": [_plain_column(one) for sheet in view.sheets for one in sheet.columns],
        "rows": {"read": view.rows, "taken": view.told, "exceptions": view.exceptions, "same": view.same, "empty": view.empty},
        "claims": dict(view.claims),
        "faults": [to_full(one) for one in view.faults],
        "acceptance": to_full(view.acceptance) if view.acceptance else None,
        "reviewed": view.reviewed,
        "older": view.older,
    }


def _plain_column(one: Mapped) -> dict[str, Any]:
    column = one.column
    return {
        "column": f"{column.sheet}!{column.letters}" if column.sheet else column.letters,
        "header": column.header,
        "role": column.role + (f":{column.order}" if column.order else ""),
        "confidence": one.confidence,
        "reason": one.reason,
        "guess": one.guess,
        "filled": one.filled,
        "samples": list(one.samples),
    }


def _wanted(sets: tuple[str, ...], map_file: Path | None) -> tuple[tuple[str, str], ...]:
    from_file = lists.read_map(map_file) if map_file else ()
    return (*from_file, *(lists.column_and_role(one) for one in sets))


class _Bar:
    """How many rows are journalled, on the screen of a person; nothing where the output goes to a pipe."""

    def __init__(self, *, hidden: bool) -> None:
        console = Console(stderr=True)
        columns = (BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=hidden or not console.is_terminal)
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._progress.stop()

    def __call__(self, rows: int) -> None:
        self._progress.update(self._task, completed=rows)
