"""`govah watch`: alerts by urgency, answers to them, interventions with their deadlines, and a history played again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from govah import desk
from govah.cli.cards import clean, number
from govah.cli.case_text import said
from govah.cli.door import emit, json_option, language, opened, tell
from govah.cli.newfile import write_new
from govah.cli.notifying import show_notice
from govah.dates import show
from govah.errors import UsageError
from govah.text import isolate
from govah.vault import Vault
from govah.words import say


@click.group(invoke_without_command=True)
@click.option("--as-of", metavar="DATE", help="As of that day, in either calendar.")
@click.option("--all", "everything", is_flag=True, help="Those that were closed or put off too.")
@click.option("--replay", "history", metavar="FROM/TO", default="", help="Play a history again, to measure it.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write deadlines as .ics, or alerts as .atom; nameless.")
@click.option("--names", is_flag=True, help="With -o: write names and reasons into the file; whoever has it can read them.")
@click.option("--notify", is_flag=True, help="Show on this machine's screen how many alerts there are, and no more.")
@json_option
@click.pass_context
def watch(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, *, as_of: str | None, everything: bool, history: str, output: Path | None, names: bool, notify: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Tell what must be known today: precursors of an execution, silences, deadlines, consents and findings that fell.

    What is written with -o leaves the vault: it names nobody and says nothing, unless --names asks for it.

    \b
    Example:
      govah watch
      govah watch answer ALERT closed --reason "seen alive on 3 May"
    """
    if ctx.invoked_subcommand is not None:
        return
    day = desk.last_day_of(as_of) if as_of else datetime.now(UTC).date()
    with opened(ctx) as vault:
        if history:
            _replay(ctx, desk.replay(vault, *_span(history)), as_json=as_json)
            return
        found = desk.watch(vault, day, everything=everything)
        if output is not None:
            _write(ctx, vault, output, found, day, names=names)
    if notify and not show_notice(desk.notice(found, language(ctx))):
        tell(ctx, "watch.no-notifier")
    if as_json:
        emit({"as_of": day.isoformat(), "alerts": [desk.to_full(one) for one in found]})
        return
    for one in found:
        click.echo(alert_text(one, language(ctx)))
    tell(ctx, "watch.count", count=number(len(found), language(ctx)))


@watch.command("answer")
@click.argument("alert")
@click.argument("verdict", type=click.Choice(["acknowledged", "snoozed", "closed", "false-alarm"]))
@click.option("--until", default="", metavar="DATE", help="With snoozed: the day on which it comes back.")
@click.option("--reason", default="", help="Why; closing one takes a reason.")
@json_option
@click.pass_context
def answer(ctx: click.Context, alert: str, verdict: str, *, until: str, reason: str, as_json: bool) -> None:
    """Say what was done about an alert, by its key.

    \b
    Example:
      govah watch answer pabcdefghijklmnop/solitary/2026-01-20 false-alarm --reason "back in the ward"
    """
    day = desk.last_day_of(until).isoformat() if until else ""
    with opened(ctx) as vault:
        made = desk.answer_alert(vault, alert, verdict, desk.Reviewer(vault.member), until=day, reason=reason)
    if as_json:
        emit(made)
    else:
        tell(ctx, "watch.answered", id=made.id)


@watch.command("intervene")
@click.argument("person")
@click.argument("mechanism")
@click.option("--sent", default="", metavar="DATE", help="When it was sent.")
@click.option("--deadline", default="", metavar="DATE", help="By when something must have happened.")
@json_option
@click.pass_context
def intervene(ctx: click.Context, person: str, mechanism: str, *, sent: str, deadline: str, as_json: bool) -> None:
    """Record what was sent to a mechanism for a person, and by when an answer is due.

    \b
    Example:
      govah watch intervene "Javid Khales" sr-executions --sent 2026-02-01 --deadline 2026-04-02
    """
    with opened(ctx) as vault:
        made = desk.intervene(vault, person, mechanism, desk.Reviewer(vault.member), sent=sent, deadline=deadline)
    if as_json:
        emit(made)
    else:
        tell(ctx, "watch.intervened", id=made.id)


@watch.command("follow")
@click.argument("intervention")
@click.option("--sent", default="", metavar="DATE", help="When it was sent.")
@click.option("--deadline", default="", metavar="DATE", help="A new deadline.")
@click.option("--reply", default="", help="What the other side answered, in a few words.")
@click.option("--document", default="", metavar="ID", help="The answer itself, where it was captured.")
@click.option("--close", "closes", is_flag=True, help="Nothing more is due.")
@json_option
@click.pass_context
def follow(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, intervention: str, *, sent: str, deadline: str, reply: str, document: str, closes: bool, as_json: bool
) -> None:
    """Record a step of an intervention: sent, answered, a new deadline, closed.

    \b
    Example:
      govah watch follow iabcdefghijklmnop --reply "acknowledged" --close
    """
    with opened(ctx) as vault:
        made = desk.follow(
            vault, intervention, desk.Reviewer(vault.member), sent=sent, deadline=deadline, reply=reply, document=document,
            closes=closes,
        )  # fmt: skip
    if as_json:
        emit(made)
    else:
        tell(ctx, "watch.intervened", id=made.id)


def alert_text(one: desk.Raised, lang: str) -> str:
    """Gives an alert in a few lines: how urgent, whom, why, on which claims, and what came of the last ones."""
    alert = one.alert
    facts = {key: number(int(value), lang) if value.isdigit() else said(value, lang) for key, value in alert.reason.facts}
    head = click.style(say(f"watch.urgency-{alert.urgency}", lang), bold=True)
    rows = [f"{head} {isolate(clean(one.name))}: {say(f'watch.{alert.reason.key}', lang, **facts)}"]
    since = say("watch.since", lang, date=show(alert.since, lang))
    rows.append("    " + " · ".join([since, *alert.claims[:4], *one.grades]))
    if not alert.reviewed:
        rows.append("    " + click.style(say("case.unreviewed", lang), reverse=True))
    if one.false_before:
        rows.append("    " + say("watch.false-before", lang, count=number(one.false_before, lang)))
    rows += ["    " + say(f"watch.{past.verdict}", lang, reason=isolate(clean(past.reason))) for past in one.answers]
    rows.append(f"    {alert.key}")
    return "\n".join(rows)


def _span(history: str) -> tuple[date, date]:
    first, slash, last = history.partition("/")
    if not slash:
        raise UsageError("replay-span")
    return desk.first_day_of(first), desk.last_day_of(last)


def _replay(ctx: click.Context, found: desk.Replayed, *, as_json: bool) -> None:
    rate, recall = found.false_alarms_a_case_year, found.recall
    if as_json:
        emit({**desk.to_full(found), "recall": recall, "false_alarms_a_case_year": round(rate, 3) if rate is not None else None})
        return
    lang = language(ctx)
    for person, what, day in found.raised:
        click.echo(f"{day}  {person}  {what}")
    leads = ", ".join(number(days, lang) for days in found.leads) or "—"
    counts = {"warned": number(found.warned, lang), "executions": number(found.executions, lang)}
    tell(ctx, "watch.replayed", **counts, leads=leads, rate=f"{rate:.2f}" if rate is not None else "—")


def _write(
    ctx: click.Context, vault: Vault, output: Path, found: Sequence[desk.Raised], day: date, *, names: bool
) -> None:
    lang = language(ctx)

    def told(one: desk.Raised) -> str:
        return alert_text(one, lang).partition("\n")[0]

    words = (lambda one: click.unstyle(told(one))) if names else None
    if output.suffix.lower() in (".atom", ".xml"):
        text = desk.feed(found, vault.clock(), lang, token=vault.origin_token, told=words)
    else:
        text = desk.calendar(found, day, lang, token=vault.origin_token, told=words)
    write_new(output, text)
