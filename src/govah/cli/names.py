"""`govah names`: how alike two names are, in any script, and why; or a whole table of pairs."""

from __future__ import annotations

import csv
import io
import os
import sys
from pathlib import Path

import click

from govah.cli.door import emit, json_option, language
from govah.desk.linking.names import NamePair, compare_two, score_pairs
from govah.errors import UsageError
from govah.words import say


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option(
    "--batch", type=click.Path(path_type=Path, dir_okay=False), metavar="PAIRS.csv", help="Columns a,b; prints a,b,score."
)
@json_option
@click.pass_context
def names(ctx: click.Context, a: str | None, b: str | None, batch: Path | None, *, as_json: bool) -> None:
    """Compare two names as written, in any script and order: a likeness from 0 to 1, with its reasons.

    It says how alike the names are, never that two persons are one: many people bear one name. Short Arabic kinship names,
    nicknames and married names are what it knows least.

    \b
    Example:
      govah names "Javid Khales" "جاوید خالص"
      govah names --batch pairs.csv > scores.csv
    """
    if (batch is None) == (a is None or b is None) or (batch is not None and a is not None):
        raise UsageError("names-which")
    if batch is not None:
        try:
            _print_batch(batch, as_json=as_json)
        except BrokenPipeError:  # a reader that has seen enough is no failure
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    pair = compare_two(a or "", b or "")
    if as_json:
        emit(_plain(pair))
        return
    lang = language(ctx)
    click.echo(say("link.score", lang, score=pair.found.score / 1000))
    for reason in pair.found.reasons:
        click.echo(f"· {say(reason, lang)}")


def _print_batch(batch: Path, *, as_json: bool) -> None:
    if as_json:
        emit([{"a": one.a, "b": one.b, "score": one.score} for one in score_pairs(batch)])
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("a", "b", "score"))
    for count, one in enumerate(score_pairs(batch), start=1):
        writer.writerow((one.a, one.b, f"{one.score:.4f}"))
        if count % 1000 == 0:
            _flush(text)
    _flush(text)
    sys.stdout.flush()


def _flush(text: io.StringIO) -> None:
    sys.stdout.write(text.getvalue())
    text.seek(0)
    text.truncate()


def _plain(pair: NamePair) -> dict[str, object]:
    reasons = [{"code": code, "en": say(code, "en"), "fa": say(code, "fa")} for code in pair.found.reasons]
    return {"a": pair.a, "b": pair.b, "score": pair.score, "reasons": reasons}
