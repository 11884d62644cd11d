"""`govah find`: findings about a person, who agrees, who does not, and what shakes them."""

from __future__ import annotations

import click

from govah import desk
from govah.cli.cards import clean, number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.text import isolate
from govah.words import label, say


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def find(ctx: click.Context, *, as_json: bool) -> None:
    """Say what the desk concludes, by which standard, from which claims; a death takes two people. Alone: list all findings.

    \b
    Example:
      govah find make "Javid Khales" arrested --standard reasonable_grounds --claim cabcdefghijklmnop --reason "two origins agree"
      govah find list "Javid Khales"
    """
    if ctx.invoked_subcommand is not None:
        return
    with opened(ctx) as vault:
        every = [one for person in desk.persons(vault) for one in desk.findings_of(vault, person)]
    if as_json:
        emit({"findings": [finding_json(one) for one in every]})
        return
    for one in every:
        click.echo(finding_line(one, language(ctx)))
    tell(ctx, "find.count", count=len(every))


@find.command("make")
@click.argument("person")
@click.argument("predicate")
@click.option("--standard", required=True, help="The standard of proof: `govah words --kind proof_standards` lists them.")
@click.option("--claim", "claims", multiple=True, required=True, metavar="ID", help="A reviewed claim that it relies on.")
@click.option("--reason", "reasons", multiple=True, required=True, help="Why the claims lead there.")
@click.option("--value", default="", help="A term, where the predicate alone does not say it.")
@click.option("--checked", multiple=True, metavar="POINT", help="A point of the checklist that you went through.")
@json_option
@click.pass_context
def make(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    person: str,
    predicate: str,
    *,
    standard: str,
    claims: tuple[str, ...],
    reasons: tuple[str, ...],
    value: str,
    checked: tuple[str, ...],
    as_json: bool,
) -> None:
    """Record a finding. Of a death the checklist is shown first, and a second person must join.

    \b
    Example:
      govah find make pabcdefghijklmnop arrested --standard reasonable_grounds --claim cabcdefghijklmnop --reason "two origins"
    """
    if predicate in desk.TERMINAL and not as_json:
        _checklist(ctx, checked)
    with opened(ctx) as vault:
        made = desk.find(
            vault, person, predicate, desk.Reviewer(vault.member), standard=standard, claims=claims, reasons=reasons,
            value=value, checked=checked,
        )  # fmt: skip
    if as_json:
        emit(made)
    else:
        tell(ctx, "find.made-terminal" if predicate in desk.TERMINAL else "find.made", id=made.id)


@find.command("join")
@click.argument("finding")
@click.option("--reason", "reasons", multiple=True, help="What you looked at yourself.")
@click.option("--checked", multiple=True, metavar="POINT", help="A point of the checklist that you went through.")
@json_option
@click.pass_context
def join(ctx: click.Context, finding: str, reasons: tuple[str, ...], checked: tuple[str, ...], *, as_json: bool) -> None:
    """Find the same, as a second person.

    \b
    Example:
      govah find join fabcdefghijklmnop --reason "I spoke with the lawyer"
    """
    _answer(ctx, finding, reasons, checked, dissents=False, as_json=as_json)


@find.command("dissent")
@click.argument("finding")
@click.option("--reason", "reasons", multiple=True, required=True, help="Why not.")
@json_option
@click.pass_context
def dissent(ctx: click.Context, finding: str, reasons: tuple[str, ...], *, as_json: bool) -> None:
    """Say that you do not find it; it is shown beside the finding.

    \b
    Example:
      govah find dissent fabcdefghijklmnop --reason "the photograph is of 2019"
    """
    _answer(ctx, finding, reasons, (), dissents=True, as_json=as_json)


@find.command("list")
@click.argument("person")
@json_option
@click.pass_context
def list_(ctx: click.Context, person: str, *, as_json: bool) -> None:
    """List the findings about a person.

    \b
    Example:
      govah find list "Javid Khales"
    """
    with opened(ctx) as vault:
        found = desk.findings_of(vault, desk.named(vault, person))
    if as_json:
        emit({"findings": [finding_json(one) for one in found]})
        return
    for one in found:
        click.echo(finding_line(one, language(ctx)))
    tell(ctx, "find.count", count=len(found))


def finding_json(one: desk.FindingOnFile) -> dict[str, object]:
    """Gives a finding as plain JSON values, with whether it stands."""
    return {**desk.to_full(one), "stands": one.stands, "terminal": one.is_terminal}


def finding_line(one: desk.FindingOnFile, lang: str) -> str:
    """Gives a finding in a few lines: what, by which standard, how many people, what shakes it."""
    made = one.finding
    named = {"predicate": label("predicates", made.predicate, lang), "standard": label("proof_standards", made.standard, lang)}
    counted = {"people": number(len(one.people), lang), "claims": number(len(made.claims), lang)}
    rows = [say("find.line", lang, id=made.id, **named, **counted)]
    rows += [f"    {isolate(clean(reason))}" for reason in made.reasons]
    if not one.stands:
        rows.append("    " + say("find.needs-second", lang))
    rows += ["    " + say("find.dissent", lang, reason=isolate(clean("; ".join(other.reasons)))) for other in one.dissents]
    rows += ["    " + say(f"find.{shaken.reason}", lang, claim=shaken.claim) for shaken in one.shaken]
    return "\n".join(rows)


def _answer(
    ctx: click.Context, finding: str, reasons: tuple[str, ...], checked: tuple[str, ...], *, dissents: bool, as_json: bool
) -> None:
    with opened(ctx) as vault:
        made = desk.answer_finding(
            vault, finding, desk.Reviewer(vault.member), dissents=dissents, reasons=reasons, checked=checked
        )
    if as_json:
        emit(made)
    else:
        tell(ctx, "find.dissented" if dissents else "find.joined", id=made.id)


def _checklist(ctx: click.Context, checked: tuple[str, ...]) -> None:
    lang = language(ctx)
    click.echo(say("find.checklist", lang))
    for point in desk.CHECKLIST:
        mark = "✓" if point in checked else "·"
        click.echo(f"  {mark} {point}: {say(f'find.check-{point}', lang)}")
