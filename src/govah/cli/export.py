"""`govah export`: what the desk holds as a table for any office program, with the place of every value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from govah.cli.bars import ByteBar
from govah.cli.door import emit, json_option, language, opened, tell
from govah.desk.intake.returning import return_document
from govah.desk.publication import exporting
from govah.desk.publication.exporting import Exported, ExportOptions
from govah.errors import PublishError
from govah.vault import Vault

Write = Callable[[Vault, Path, ExportOptions], Exported]
_OUTPUT: Final = click.Path(path_type=Path, dir_okay=False)


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Puts on a command what every export takes."""
    for option in (
        click.pass_context,
        json_option,
        click.option("--force", is_flag=True, help="Write over a file that is there."),
        click.option("--with-sources", is_flag=True, help="Tell also what stands in `sources`. Think twice."),
        click.option("-o", "--output", required=True, type=_OUTPUT, help="FILE.xlsx or FILE.csv."),
    ):
        command = option(command)
    return command


@click.group()
def export() -> None:
    """Write persons, claims, documents or a list as a table (XLSX or CSV), or give a document back. Whoever finds it can read it.

    \b
    Example:
      govah export claims -o claims.xlsx
    """


@export.command()
@_options
def persons(ctx: click.Context, **asked: Any) -> None:
    """Write a row for each person on file.

    \b
    Example:
      govah export persons -o persons.csv
    """
    _write(ctx, exporting.export_persons, **asked)


@export.command()
@_options
def claims(ctx: click.Context, **asked: Any) -> None:
    """Write a row for each claim, with its stance, its voices, its exact words and their place.

    \b
    Example:
      govah export claims -o claims.xlsx
    """
    _write(ctx, exporting.export_claims, **asked)


@export.command()
@_options
def documents(ctx: click.Context, **asked: Any) -> None:
    """Write a row for each document, with its seal.

    \b
    Example:
      govah export documents -o documents.csv
    """
    _write(ctx, exporting.export_documents, **asked)


@export.command("list")
@click.argument("document", metavar="DOCUMENT")
@_options
def list_(ctx: click.Context, document: str, **asked: Any) -> None:
    """Write a list as it was written, each row with what became of it.

    \b
    Example:
      govah export list victims.xlsx -o rows.xlsx
    """
    _write(ctx, lambda vault, output, options: exporting.export_list(vault, document, output, options), **asked)


@export.command()
@click.argument("document", metavar="DOCUMENT")
@click.option("-o", "--output", required=True, type=_OUTPUT, help="The file to write.")
@click.option("--with-sources", is_flag=True, help="Also a document that came from a person. Think twice.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@json_option
@click.pass_context
def original(
    ctx: click.Context, document: str, output: Path, *, with_sources: bool, force: bool, as_json: bool
) -> None:
    """Give a document back, byte for byte as it was sealed; its hash is compared, and that it left is noted.

    The file tells all that it told when it came, its embedded metadata too: to publish, use `govah publish`.

    \b
    Example:
      govah export original dk3n5wq2v7hrc4yxz -o film.mp4
    """
    if output.exists() and not force:
        raise PublishError("output-exists", name=output.name)
    with opened(ctx) as vault, ByteBar(hidden=as_json) as bar:
        made = return_document(vault, document, output, with_sources=with_sources, progress=bar)
    if as_json:
        emit(made)
        return
    tell(ctx, "export.returned", name=made.name, sha256=made.sha256)


def _write(
    ctx: click.Context, write: Write, *, output: Path, with_sources: bool, force: bool, as_json: bool
) -> None:
    if output.exists() and not force:
        raise PublishError("output-exists", name=output.name)
    with opened(ctx) as vault:
        made = write(vault, output, ExportOptions(language(ctx), with_sources))
    if as_json:
        emit(made)
        return
    tell(ctx, "export.written", name=made.name, rows=made.rows, sha256=made.sha256)
    if made.withheld:
        tell(ctx, "export.left-out", count=made.withheld)
    if with_sources:
        tell(ctx, "export.with-sources")
