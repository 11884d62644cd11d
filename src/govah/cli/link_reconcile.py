"""`govah link reconcile`: which of the names on a list do we have?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from govah.cli.cards import number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.desk.linking.reconciling import STATES, write_report
from govah.desk.linking.reconciling import reconcile as hold_against
from govah.desk.linking.tables import read_map
from govah.errors import PublishError
from govah.records import to_full
from govah.words import say

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("list_", metavar="LIST", type=_FILE)
@click.option("-o", "--output", "outputs", multiple=True, type=_FILE, metavar="FILE", help="Write it: .html or .xlsx (several).")
@click.option("--map", "mapping", type=_FILE, metavar="FILE", help="YAML or JSON: what columns hold, by header.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@json_option
@click.pass_context
def reconcile(
    ctx: click.Context, list_: Path, outputs: tuple[Path, ...], mapping: Path | None, *, force: bool, as_json: bool
) -> None:
    """Hold a whole list (CSV) against who is on file: matched, likely, not found, on ours and not on theirs, conflicts by field.

    The list stays where it is: nothing of it goes into the vault. What is written leaves the vault, and that is noted.

    \b
    Example:
      govah link reconcile theirs.csv -o report.html -o report.xlsx
    """
    for output in outputs:
        if output.exists() and not force:
            raise PublishError("output-exists", name=output.name)
    lang = language(ctx)

    def told(step: str, count: int) -> None:
        if sys.stderr.isatty():
            click.echo(say(step, lang, count=count), err=True)

    with opened(ctx) as vault:
        report = hold_against(vault, list_, read_map(mapping) if mapping else {}, told)
        hashes = {output.name: write_report(vault, report, output, lang) for output in outputs}
    if as_json:
        lines = [to_full(one) for one in report.lines]
        emit({"counts": dict(report.counts), "conflicts": dict(report.conflicts), "files": hashes, "lines": lines})
        return
    for state in STATES:
        click.echo(f"{say(f'link.state-{state}', lang)}: {number(report.counts[state], lang)}")
    for code, count in report.conflicts.items():
        click.echo(f"  {say(code, lang)}: {number(count, lang)}")
    for name in hashes:
        tell(ctx, "link.report-written", name=name)
