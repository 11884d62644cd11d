"""`govah grade`: Admiralty grades of claims, and the desk's defaults for sources."""

from __future__ import annotations

import click

from govah import desk
from govah.cli.cards import clean
from govah.cli.door import emit, json_option, language, opened, tell
from govah.text import isolate
from govah.words import label


@click.command()
@click.argument("claim", default="")
@click.option("--voice", default="", metavar="NAME", help="Give this source its default, instead of grading one claim.")
@click.option("--source", "letter", default="", metavar="A-F", help="How reliable the source is.")
@click.option("--information", default="", metavar="1-6", help="How credible this piece of information is; never a default.")
@click.option("--reason", default="", help="Why.")
@json_option
@click.pass_context
def grade(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, claim: str, *, voice: str, letter: str, information: str, reason: str, as_json: bool
) -> None:
    """Grade a claim, or give a source its default: source and information each for itself. Without either, list the defaults.

    \b
    Example:
      govah grade cabcdefghijklmnop --source B --information 2
      govah grade --voice "Karun Watch" --source B
    """
    with opened(ctx) as vault:
        if not claim and not voice:
            known = desk.grade_defaults(vault)
            if as_json:
                emit({"defaults": [desk.to_full(one) for one in known.values()]})
                return
            for one in known.values():
                facts = {"voice": isolate(clean(one.voice)), "source": one.source}
                tell(ctx, "grade.default", label=label("grades_source", one.source, language(ctx)), **facts)
            tell(ctx, "grade.defaults", count=len(known))
            return
        reviewer = desk.Reviewer(vault.member)
        made = desk.grade(vault, reviewer, claim=claim, voice=voice, source=letter, information=information, reason=reason)
    if as_json:
        emit(made)
    else:
        tell(ctx, "grade.made", code=f"{letter or '-'}{information or '-'}", what=claim or isolate(clean(voice)), id=made.id)
