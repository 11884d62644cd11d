"""`govah publish`: release claims to an audience, and set the dossier or a submission pack from what was released."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from govah import desk
from govah.cli.cards import number
from govah.cli.door import emit, json_option, language, opened, tell, to_option
from govah.desk.publication.packing import FORMATS, make_pack, publish_pack
from govah.desk.review.originals import allow_originals, publish_original
from govah.errors import PublishError
from govah.publish.pack import TYPES
from govah.records import is_id
from govah.words import label

audience_option = click.option("--for", "audience", required=True, metavar="AUDIENCE", help="court, un or public.")


@click.group()
def publish() -> None:
    """Let claims go to an audience, and set what may go there.

    \b
    Example:
      govah publish allow "Javid Khales" --for court
    """


@publish.command()
@click.argument("what", nargs=-1, required=True, metavar="CLAIM|PERSON|DOCUMENT…")
@audience_option
@click.option("--basis", is_flag=True, help="Let quotations and named sources go too (never those of `sources`).")
@click.option("--reason", default="", help="Why, for those who read the record later.")
@json_option
@click.pass_context
def allow(ctx: click.Context, what: tuple[str, ...], audience: str, reason: str, *, basis: bool, as_json: bool) -> None:
    """Release claims, all standing claims about a person, or clean copies of documents.

    \b
    Example:
      govah publish allow "Javid Khales" --for court --basis
    """
    if all(is_id(one, "document") for one in what):
        _allow_originals(ctx, what, audience, reason, as_json=as_json)
        return
    with opened(ctx) as vault:
        made = desk.allow(vault, what, audience, basis=basis, reason=reason)
    if as_json:
        emit(made)
        return
    lang = language(ctx)
    tell(ctx, "publish.allowed", count=number(len(made.claims), lang), audience=label("audiences", audience, lang), id=made.id)
    if basis:
        tell(ctx, "publish.with-basis")


@publish.command()
@click.argument("release", metavar="RELEASE")
@click.option("--reason", required=True, help="Why.")
@json_option
@click.pass_context
def deny(ctx: click.Context, release: str, reason: str, *, as_json: bool) -> None:
    """Take a release back: what it allowed does not leave again.

    \b
    Example:
      govah publish deny rabcdefghijklmnop --reason "the family asks us to wait"
    """
    with opened(ctx) as vault:
        desk.deny(vault, release, reason)
    if as_json:
        emit({"denied": release})
    else:
        tell(ctx, "publish.denied", id=release)


@publish.command()
@click.argument("person", metavar="NAME|ID")
@audience_option
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="case.pdf or case.html.")
@click.option("--lang", "in_language", type=click.Choice(["en", "fa"]), help="Language of the dossier.")
@click.option("--as-of", metavar="DATE", help="State of things as of that day; today where it is left out.")
@click.option("--draft", is_flag=True, help="Take what only a script accepted, marked UNREVIEWED on every page.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@to_option
@json_option
@click.pass_context
def dossier(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: click.Context,
    person: str,
    audience: str,
    output: Path,
    in_language: str | None,
    as_of: str | None,
    to: str,
    *,
    draft: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Set a person's dossier: every sentence with its claim, its words and the seal of its document.

    \b
    Example:
      govah publish dossier "Javid Khales" --for court -o case.pdf --lang fa
    """
    if output.exists() and not force:
        raise PublishError("output-exists", name=output.name)
    day = desk.last_day_of(as_of) if as_of else datetime.now(UTC).date()
    lang = in_language or language(ctx)
    with opened(ctx) as vault:
        made = desk.dossier(vault, person, audience, as_of=day, draft=draft)
        desk.publish_dossier(vault, made, lang, output, to=to)
    told = {"name": output.name, "claims": len(made.claims), "audience": audience, "withheld": made.withheld}
    if as_json:
        emit({**told, "draft": draft, "documents": [one.sha256 for one in made.documents]})
        return
    shown = {"claims": number(len(made.claims), language(ctx)), "withheld": number(made.withheld, language(ctx))}
    tell(ctx, "publish.written", **{**told, **shown, "audience": label("audiences", audience, language(ctx))})
    if draft:
        tell(ctx, "publish.draft")


@publish.command()
@click.argument("person", metavar="NAME|ID")
@click.option("--type", "form", required=True, type=click.Choice(TYPES), help="For which mechanism.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A folder, or a .pdf or .docx file.")
@click.option("--lang", "in_language", type=click.Choice(["en", "fa"]), default="en", help="Language of the pack.")
@click.option("--as-of", metavar="DATE", help="State of things as of that day; today where it is left out.")
@click.option("--draft", is_flag=True, help="Without consent, or with what only a script accepted: marked so on every page.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
@to_option
@json_option
@click.pass_context
def pack(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, /, person: str, *, form: str, output: Path, in_language: str, as_of: str | None, to: str, draft: bool,
    force: bool, as_json: bool,
) -> None:  # fmt: skip
    """Fill a UN questionnaire from what was released to the UN: every sentence with its note, what it lacks first.

    \b
    Example:
      govah publish pack --type sr-executions "Javid Khales" -o submission
    """
    files = [output] if output.suffix.lower() in FORMATS else [output / f"{form}-{in_language}{suffix}" for suffix in FORMATS]
    for file in files:
        if file.exists() and not force:
            raise PublishError("output-exists", name=file.name)
    day = desk.last_day_of(as_of) if as_of else datetime.now(UTC).date()
    with opened(ctx) as vault:
        made = make_pack(vault, person, form, in_language, as_of=day, draft=draft)
        for file in files:
            publish_pack(vault, made, file, to=to)
    fields = [field for section in made.pack.sections for field in section.fields]
    counts = {"claims": len(made.pack.notes), "fields": len(fields), "filled": sum(field.answered for field in fields)}
    if as_json:
        lacks = ["".join(run.text for run in one.runs) for one in made.pack.lacks]
        left_out = {"withheld": made.dossier.withheld, "unconsented": made.dossier.unconsented}
        emit({"files": [file.name for file in files], "type": form, "draft": draft, "lacks": lacks, **counts, **left_out})
        return
    lang = language(ctx)
    shown = {name: number(count, lang) for name, count in counts.items()}
    tell(ctx, "pack.written", name=", ".join(file.name for file in files), points=number(len(made.pack.lacks), lang), **shown)
    if draft:
        tell(ctx, "pack.draft")


@publish.command()
@click.argument("document", metavar="DOCUMENT")
@audience_option
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="copy.jpg, copy.docx ….")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@to_option
@json_option
@click.pass_context
def original(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, document: str, audience: str, output: Path, to: str, *, force: bool, as_json: bool
) -> None:
    """Hand out what is seen of a released picture, PDF, Word file or mail: made anew, with nothing that its file says of itself.

    The document itself never leaves this way; a proof package holds it, with everything that is embedded in it.

    \b
    Example:
      govah publish original dk3n5wq2v7hrc4yxz --for public -o gate.jpg
    """
    if output.exists() and not force:
        raise PublishError("output-exists", name=output.name)
    with opened(ctx) as vault:
        made = publish_original(vault, document, audience, output, to=to)
    if as_json:
        emit(made)
        return
    shown = label("audiences", audience, language(ctx))
    tell(ctx, "publish.original", name=output.name, id=made.document, audience=shown, sha256=made.sha256)
    for note in made.notes:
        tell(ctx, f"publish.original-{note}")


def _allow_originals(ctx: click.Context, what: tuple[str, ...], audience: str, reason: str, *, as_json: bool) -> None:
    with opened(ctx) as vault:
        made = allow_originals(vault, what, audience, reason=reason)
    if as_json:
        emit(made)
        return
    lang = language(ctx)
    shown = label("audiences", audience, lang)
    tell(ctx, "publish.allowed-originals", count=number(len(made.documents), lang), audience=shown, id=made.id)
