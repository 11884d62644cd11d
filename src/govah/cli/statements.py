"""`govah statements`: what authorities and organisations said of nobody in particular, and the counts that they gave."""

from __future__ import annotations

import click

from govah.cli.cards import clean, quoted
from govah.cli.door import emit, json_option, language, opened
from govah.cli.reading_text import counted_marks
from govah.dates import show as show_date
from govah.desk.cases.statements import Stated, stated
from govah.records import to_full
from govah.text import isolate
from govah.words import label, say


@click.command()
@click.argument("document", metavar="[DOCUMENT]", required=False, default="")
@json_option
@click.pass_context
def statements(ctx: click.Context, document: str, *, as_json: bool) -> None:
    """List the official statements and counts on file: who called for, condemned or threatened what, and who counts whom.

    They are suggested with the claims of a document and accepted in review; what only a script accepted says so.

    \b
    Example:
      govah statements report.html
    """
    lang = language(ctx)
    with opened(ctx) as vault:
        found = stated(vault, document)
    if as_json:
        emit([to_full(one) for one in found])
        return
    click.echo("\n".join(stated_line(one, lang) for one in found) or say("statements.none", lang))


def stated_line(one: Stated, lang: str) -> str:
    """Gives a statement or count with its words and what they rest on."""
    speakers = " › ".join(isolate(clean(part)) for part in one.speakers) or say("review.own-voice", lang)
    what = label("statements" if one.kind == "statement" else "tallies", one.what, lang)
    when = show_date(one.when.edtf, lang) if one.when and one.when.edtf else ""
    key = "statements.statement" if one.kind == "statement" else "statements.tally"
    said = say(key, lang, id=one.id, speaker=speakers, what=what, words=isolate(clean(one.words)), document=one.document)
    marks = (
        [when] * bool(when) + list(counted_marks(one.counted, lang)) + [say("statements.unreviewed", lang)] * (not one.reviewed)
    )
    return f"{said}{''.join(f' · {mark}' for mark in marks)}\n    {quoted(one.quote)}"
