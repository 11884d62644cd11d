"""`govah custody`: who did what with an item and when, as a court wants it."""

from __future__ import annotations

from pathlib import Path

import click

from govah.cli.custody_text import custody_text
from govah.cli.door import emit, json_option, language, opened, tell, to_option
from govah.desk.custody import history as desk_custody
from govah.desk.onfile.leaving import sha256_of
from govah.errors import EvidenceError, PublishError, UsageError
from govah.records import to_plain


@click.command()
@click.argument("item", metavar="DOCUMENT|CLAIM|PERSON")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it: .pdf, .html or text; noted too.")
@click.option("--with-sources", is_flag=True, help="In a file: tell also of `sources`, and name members. Think twice.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@to_option
@json_option
@click.pass_context
def custody(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, item: str, output: Path | None, to: str, *, with_sources: bool, force: bool, as_json: bool
) -> None:
    """Print the record of custody: how an item came, what was made of it, who saw, proved or published it, and when.

    Its bytes are hashed again and compared with their seal. On the screen, whoever may read `sources` sees from whom it came;
    in a file that stands only with --with-sources.

    \b
    Example:
      govah custody dk3n5wq2v7hrc4yxz -o custody.pdf --to "the registry of the court"
    """
    if output is not None and output.exists() and not force:
        raise PublishError("output-exists", name=output.name)
    if to and output is None:
        raise UsageError("handed-nothing")
    lang = language(ctx)
    with opened(ctx) as vault:
        report = desk_custody.custody(vault, item, with_sources=with_sources or output is None)
        if output is not None:
            desk_custody.export_custody(vault, report, custody_text(report, lang), output, lang=lang, to=to)
    if as_json:
        emit({**to_plain(report), "intact": report.is_intact})
    elif output is not None:
        tell(ctx, "custody.written", name=output.name, sha256=sha256_of(output))
    else:
        click.echo(custody_text(report, lang), nl=False)
    if not report.is_intact:
        raise EvidenceError("custody-broken", id=report.item)
