"""`govah review`: a person decides, by keys or by ids; a script that decides says that it is one."""

from __future__ import annotations

import click

from govah import desk
from govah.cli.cards import card, line
from govah.cli.door import emit, json_option, language, opened, tell
from govah.cli.review_keys import review_by_keys
from govah.desk import lists as desk_lists
from govah.errors import UsageError
from govah.vault import Vault


@click.group(invoke_without_command=True)
@click.option("--accept-all", is_flag=True, help="Accept all that waits, as a script: everything is marked UNREVIEWED.")
@click.option("--leave", type=click.IntRange(min=0), default=0, help="With --accept-all: leave this many for a person.")
@click.option("--planted", is_flag=True, help="Mix in known errors, and count how many are caught.")
@click.option("--as", "as_member", metavar="MEMBER", help="With --accept-all: on whose account the script runs.")
@json_option
@click.pass_context
def review(ctx: click.Context, *, accept_all: bool, leave: int, planted: bool, as_member: str | None, as_json: bool) -> None:
    """Decide what the software suggests: without a subcommand, one card after another, by keys.

    \b
    Example:
      govah review
      govah review --planted
      govah review list
      govah review accept sabcdefghijklmnop --person pabcdefghijklmnop
    """
    if ctx.invoked_subcommand is not None:
        return
    if not accept_all:
        with opened(ctx) as vault:
            review_by_keys(vault, language(ctx), planted=planted)
        return
    if not as_member:
        raise UsageError("accept-all-as-whom")
    with opened(ctx) as vault:
        decided = desk.accept_all(vault, desk.Reviewer(desk.member(vault, as_member), "script"), leave=leave)
        whole = desk_lists.accept_waiting(vault, desk.member(vault, as_member))
    taken = [{"id": one.acceptance.id, "document": one.acceptance.document, "claims": one.claims} for one in whole]
    if as_json:
        accepted = [{"id": one.suggestion, "claim": one.claim, "person": one.person} for one in decided]
        emit({"accepted": accepted, "lists": taken})
        return
    tell(ctx, "review.accepted-by-script", count=len(decided))
    if whole:
        tell(ctx, "list.by-script", lists=len(whole), claims=sum(one.claims for one in whole))


@review.command("list")
@click.option("--document", "documents", multiple=True, metavar="ID", help="Only of this document.")
@json_option
@click.pass_context
def list_(ctx: click.Context, documents: tuple[str, ...], as_json: bool) -> None:
    """List what waits for a decision.

    \b
    Example:
      govah review list --json
    """
    with opened(ctx) as vault:
        waiting = tuple(desk.pending(vault, documents or None))
        if as_json:
            emit({"suggestions": [desk.to_full(one) for one in waiting]})
            return
        for one in waiting:
            click.echo(line(one, language(ctx)))
        tell(ctx, "review.waiting", count=len(waiting))


@review.command()
@click.argument("ids", nargs=-1, required=True)
@click.option("--person", metavar="ID", default="", help="The person on file whom it is about.")
@json_option
@click.pass_context
def accept(ctx: click.Context, ids: tuple[str, ...], person: str, as_json: bool) -> None:
    """Accept suggestions as they stand (or confirm what a script accepted).

    \b
    Example:
      govah review accept sabcdefghijklmnop
    """
    with opened(ctx) as vault:
        _report(ctx, desk.accept(vault, ids, _me(vault), person=person), as_json=as_json)


@review.command()
@click.argument("id_", metavar="ID")
@click.option("--value", help="What it says, in your words.")
@click.option("--when", help="The date, in either calendar.")
@click.option("--where", help="The place.")
@click.option("--stance", help="asserted, reported, alleged, denied or unknown.")
@click.option("--attribution", help="The voices, outermost first, with > between them.")
@click.option("--predicate", help="Another word of the vocabulary.")
@click.option("--person", metavar="ID", default="", help="The person on file whom it is about.")
@json_option
@click.pass_context
def edit(ctx: click.Context, /, id_: str, person: str, *, as_json: bool, **changes: str | None) -> None:
    """Accept one suggestion with corrections; its quotation stays.

    \b
    Example:
      govah review edit sabcdefghijklmnop --stance alleged
    """
    given = {field: words for field, words in changes.items() if words is not None}
    if not given:
        raise UsageError("edit-nothing")
    with opened(ctx) as vault:
        _report(ctx, (desk.edit(vault, id_, given, _me(vault), person=person),), as_json=as_json)


@review.command()
@click.argument("ids", nargs=-1, required=True)
@click.option("--reason", default="", help="Why, for those who read the record later.")
@json_option
@click.pass_context
def reject(ctx: click.Context, ids: tuple[str, ...], reason: str, as_json: bool) -> None:
    """Reject suggestions; what was accepted before is withdrawn.

    \b
    Example:
      govah review reject sabcdefghijklmnop --reason "another person"
    """
    with opened(ctx) as vault:
        _report(ctx, desk.reject(vault, ids, _me(vault), reason=reason), as_json=as_json)


@review.command()
@click.argument("id_", metavar="ID")
@json_option
@click.pass_context
def show(ctx: click.Context, id_: str, *, as_json: bool) -> None:
    """Show one suggestion beside its passage.

    \b
    Example:
      govah review show sabcdefghijklmnop
    """
    with opened(ctx) as vault:
        found = desk.in_context(vault, id_)
    if as_json:
        around = {"document": found.name, "before": found.before, "after": found.after}
        emit({"suggestion": desk.to_full(found.suggestion), **around})
    else:
        click.echo(card(found, language(ctx)))


@review.command()
@click.argument("left")
@click.argument("right")
@click.argument("verdict", type=click.Choice(["same", "different", "unsure"]))
@click.option("--reason", default="", help="Why.")
@json_option
@click.pass_context
def judge(ctx: click.Context, left: str, right: str, verdict: str, reason: str, as_json: bool) -> None:
    """Say whether two persons on file are one; it can be withdrawn.

    \b
    Example:
      govah review judge pabcdefghijklmnop pbcdefghijklmnopa same
    """
    with opened(ctx) as vault:
        made = desk.judge(vault, left, right, verdict, _me(vault), (reason,) if reason else ())
    if as_json:
        emit(made)
    else:
        tell(ctx, f"review.judged-{verdict}")


@review.command()
@click.argument("id_", metavar="ID")
@click.option("--reason", required=True, help="Why.")
@json_option
@click.pass_context
def withdraw(ctx: click.Context, id_: str, reason: str, as_json: bool) -> None:
    """Take back a claim, a judgement or a release; it stays in the record as withdrawn.

    \b
    Example:
      govah review withdraw cabcdefghijklmnop --reason "the family was mistaken"
    """
    with opened(ctx) as vault:
        made = desk.withdraw(vault, (id_,), vault.member, reason)
    if as_json:
        emit(made[0])
    else:
        tell(ctx, "review.withdrawn")


@review.command()
@json_option
@click.pass_context
def stats(ctx: click.Context, *, as_json: bool) -> None:
    """Show how much of what each rule suggests people take; a rule that is mostly rejected sinks in the review.

    \b
    Example:
      govah review stats
    """
    with opened(ctx) as vault:
        records, drills = desk.rule_records(vault), desk.drills(vault)
    if as_json:
        rows = [{**desk.to_full(one), "share": round(one.precision, 3)} for one in records]
        emit({"rules": rows, "drills": [desk.to_full(one) for one in drills]})
        return
    for one in records:
        facts = {"accepted": one.accepted, "edited": one.edited, "rejected": one.rejected}
        tell(ctx, "review.rule-record", rule=one.rule, percent=round(100 * one.precision), **facts)
    tell(ctx, "review.rules", count=len(records))
    for drill in drills:
        facts = {"planted": drill.planted, "caught": drill.caught, "decided": drill.decided}
        tell(ctx, "review.drill-of", at=drill.at, minutes=max(1, drill.seconds // 60), **facts)


def _me(vault: Vault) -> desk.Reviewer:
    return desk.Reviewer(vault.member)


def _report(ctx: click.Context, decided: tuple[desk.Decided, ...], *, as_json: bool) -> None:
    if as_json:
        emit({"decided": [desk.to_full(one) for one in decided]})
        return
    for one in decided:
        tell(ctx, f"review.{one.verdict}", id=one.suggestion, claim=one.claim, person=one.person)
