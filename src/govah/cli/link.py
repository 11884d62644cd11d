"""`govah link`: which rows of lists are one person; scored pairs with reasons, for people to decide."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from govah.cli.cards import number
from govah.cli.door import emit, json_option, language, tell
from govah.cli.link_people import COMMANDS
from govah.cli.link_reconcile import reconcile
from govah.desk.linking.tables import LinkOptions, link_tables, read_map
from govah.errors import UsageError
from govah.words import say

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def link() -> None:
    """Link lists and mentions: suggest who may be one person, and keep what people decided.

    \b
    Example:
      govah link tables ours.csv theirs.csv -o links.csv
    """


@link.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", required=True, type=_FILE, metavar="LINKS", help="Where the pairs go: .csv or .parquet.")
@click.option("--map", "mapping", type=_FILE, metavar="FILE", help="YAML or JSON: what columns hold, by header.")
@click.option("--curated", default="", metavar="COLUMN", help="Two rows of one value in it are presumed to be two persons.")
@click.option("--reviewed", type=_FILE, metavar="FILE", help="Pairs that people decided: id_l, id_r, verdict.")
@click.option("--against", multiple=True, type=_FILE, metavar="BIG", help="A long list to hold FILES against.")
@click.option("--em", is_flag=True, help="Learn by EM how often fields agree: 50,000 rows and 60 reviewed pairs at least.")
@click.option("--memory", default="", metavar="SIZE", help="The most memory that the engine may take: 4GB.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@json_option
@click.pass_context
def tables(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: click.Context,
    files: tuple[Path, ...],
    output: Path,
    mapping: Path | None,
    curated: str,
    reviewed: Path | None,
    against: tuple[Path, ...],
    memory: str,
    *,
    em: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Link the rows of one CSV or several, without a vault: id_l, id_r, score, band, reasons.

    The score is the probability that both rows are one person; .5 is the threshold. What columns hold is told by their headers,
    in English, Persian, Arabic and Kurdish. Nothing is merged. With --against every pair has a row of FILES: no two rows of the
    long list are compared, so that a thousand new rows are soon held against a million. With --em it is learned from the rows how
    often fields agree; what was learned is kept only where it foretells the reviewed pairs better.

    \b
    Example:
      govah link tables ours.csv theirs.csv -o links.csv --curated list
      govah link tables new.csv --against million.csv -o links.csv
    """
    if output.exists() and not force:
        raise UsageError("link-output-exists", name=output.name)
    lang = language(ctx)

    def told(step: str, count: int) -> None:
        if sys.stderr.isatty():
            click.echo(say(step, lang, count=count), err=True)

    options = LinkOptions(read_map(mapping) if mapping else {}, curated, reviewed, memory, against, em)
    found = link_tables(files, output, options, told)
    if as_json:
        emit(asdict(found))
        return
    tell(ctx, "link.written", name=output.name, pairs=number(found.pairs, lang), rows=number(found.rows, lang))
    for band in ("reviewed", "auto", "likely", "unsure", "unlikely"):
        if found.bands.get(band):
            click.echo(f"  {say(f'link.band-{band}', lang)}: {number(found.bands[band], lang)}")
    if found.em:
        tell(ctx, f"link.em-{found.em}")
    if found.at_odds:
        tell(ctx, "link.at-odds", count=found.at_odds)


for _command in (*COMMANDS, reconcile):
    link.add_command(_command)
