"""`govah search`: words in every text, persons by name, and claims by what they say, in whatever letters they were typed."""

from __future__ import annotations

import click

from govah import desk
from govah.cli.cards import clean, number
from govah.cli.door import emit, json_option, language, opened, tell, unnoted
from govah.dates import show
from govah.desk.retrieval.claimsearch import Filters, FoundClaim
from govah.desk.retrieval.searching import KINDS, MOST, Found, Query
from govah.desk.retrieval.viewing import view_found
from govah.text import isolate
from govah.words import label, say


@click.command()
@click.argument("words", nargs=-1)
@click.option("--from", "earliest", metavar="DATE", help="Claims whose time may overlap that day or later, in either calendar.")
@click.option("--to", "latest", metavar="DATE", help="Claims whose time may overlap that day or earlier.")
@click.option("--stage", default="", metavar="WORD", help="Persons who may be in that legal stage (`govah words --kind stages`).")
@click.option("--charge", default="", metavar="WORD", help="A charge, in either language, or words of one.")
@click.option("--place", "placed", default="", metavar="WORD", help="A prison by any of its names, or a place, in either script.")
@click.option("--source", "told_by", default="", metavar="VOICE", help="Who says so, among those whom you may read of.")
@click.option("--stance", default="", metavar="WORD", help="asserted, reported, alleged, denied or unknown.")
@click.option("--predicate", default="", metavar="WORD", help="What a claim says: arrested, executed, …")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="What is to be found; all where it is left out.")
@click.option("--most", type=click.IntRange(1, 1000), default=MOST, show_default=True, help="How many of each.")
@json_option
@click.pass_context
def search(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, /, words: tuple[str, ...], *, earliest: str | None, latest: str | None, placed: str, told_by: str,
    kinds: tuple[str, ...], most: int, as_json: bool, **filters: str,
) -> None:  # fmt: skip
    """Find persons by name, words in every text, and claims by what they say; either script finds the other.

    Times are found by overlap: a claim of "Dey 1404" is found by any day of that month. What you may not read is not found.

    \b
    Example:
      govah search زندان
      govah search Hossein --kind person
      govah search --charge moharebeh --from "Dey 1404" --to "Bahman 1404" --place Evin
    """
    first, last = desk.first_day_of(earliest) if earliest else None, desk.last_day_of(latest) if latest else None
    wanted = Filters(since=first, until=last, place=placed, source=told_by, **filters)
    query = Query(" ".join(words), wanted, kinds or KINDS, most)
    with opened(ctx) as vault:
        found = view_found(vault, query, unnoted=unnoted(ctx))
    if as_json:
        emit(found_json(found))
    else:
        _tell(ctx, found)


def found_json(found: Found) -> dict[str, object]:
    """Gives what was found as plain JSON values."""
    persons = [
        {"id": one.id, "name": one.name, "names": list(one.names), "found": hit.form, "score": hit.score}
        for one, hit in zip(found.persons, found.matches, strict=True)
    ]
    return {
        "persons": persons,
        "passages": [desk.to_full(one) for one in found.passages],
        "claims": [desk.to_full(one) for one in found.claims],
    }


def _tell(ctx: click.Context, found: Found) -> None:
    lang = language(ctx)
    for one in found.persons:
        others = " · ".join(isolate(clean(name)) for name in one.names if name != one.name)
        tell(ctx, "case.person-row", id=one.id, name=isolate(clean(one.name)), others=others)
    for claim in found.claims:
        click.echo(claim_line(claim, lang))
    for hit in found.passages:
        name = isolate(clean(hit.name)) or hit.document
        tell(ctx, "case.search-hit", id=hit.document, name=name, passage=isolate(_marked(hit)))
    counts = {"persons": len(found.persons), "passages": len(found.passages), "claims": len(found.claims)}
    tell(ctx, "case.search-count", **{name: number(count, lang) for name, count in counts.items()})


def _marked(hit: desk.Hit) -> str:
    """Gives the passage on one line, what was found in bold; a blank stays where one was."""
    before = clean(hit.before) + (" " if hit.before[-1:].isspace() else "")
    after = (" " if hit.after[:1].isspace() else "") + clean(hit.after)
    return before + click.style(clean(hit.words), bold=True) + after


def claim_line(claim: FoundClaim, lang: str) -> str:
    """Gives a claim that was found in two lines: whom, what, when and how it is said; then its words."""
    kind = "predicates" if label("predicates", claim.predicate, lang) != claim.predicate else "attributes"
    said = [label(kind, claim.predicate, lang), label("stances", claim.stance.value, lang)]
    said += [_value(claim, lang)] if claim.value.term or claim.value.text else []
    said += [isolate(clean(claim.where.text or claim.where.term))] if claim.where else []
    said += [show(claim.when.edtf, lang)] if claim.when and claim.when.edtf else []
    if not claim.reviewed:
        said.append(say("case.unreviewed", lang))
    words = isolate(clean(f"«{claim.quote}»")) if claim.quote else say("case.search-withheld", lang)
    return f"{claim.person}  {isolate(clean(claim.name))}: {' · '.join(said)}\n    {words}  {claim.id}"


def _value(claim: FoundClaim, lang: str) -> str:
    for kind in ("charges", "prisons", "punishments", "courts"):
        shown = label(kind, claim.value.term, lang)
        if claim.value.term and shown != claim.value.term:
            return shown
    return isolate(clean(claim.value.text or claim.value.term))
