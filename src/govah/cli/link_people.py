"""`govah link suggest`, `judge`, `withdraw`, `clusters`, `review`, `report`: people decide who is one, and the record says so."""

from __future__ import annotations

from typing import Final

import click

from govah.cli.cards import clean, number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.dates import show
from govah.desk.linking.people import Shown, Waiting, clusters_of, component, judge_link, suggest_links
from govah.desk.linking.report import FullReport, GroupShare, full_report
from govah.desk.onfile.withdrawals import withdraw as take_back
from govah.desk.review.reviewing import Reviewer
from govah.link.estimates import Share
from govah.records import person_of, to_full
from govah.text import to_persian_digits
from govah.words import say

_KEYS: Final = {"s": "same", "d": "different", "u": "unsure"}


@click.command()
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 100_000), help="How many pairs.")
@click.option("--seed", default=0, type=int, help="Of the random sample.")
@click.option("--em", is_flag=True, help="Learn by EM how often fields agree: 50,000 mentions and 60 judgements at least.")
@json_option
@click.pass_context
def suggest(ctx: click.Context, limit: int, seed: int, *, em: bool, as_json: bool) -> None:
    """Suggest who on file may be one person: the least certain pairs first, one in twenty at random. Nothing is merged.

    \b
    Example:
      govah link suggest --limit 50
    """
    with opened(ctx) as vault:
        found = suggest_links(vault, limit=limit, seed=seed, em=em)
    if as_json:
        emit({"pairs": [to_full(one) for one in found]})
        return
    if not found:
        tell(ctx, "link.none-waits")
    for one in found:
        click.echo(_card(one, language(ctx)))


@click.command()
@click.argument("left")
@click.argument("right")
@click.argument("verdict", type=click.Choice(["same", "different", "unsure"]))
@click.option("--reason", default="", help="Why.")
@json_option
@click.pass_context
def judge(ctx: click.Context, left: str, right: str, verdict: str, reason: str, *, as_json: bool) -> None:
    """Say whether two persons or mentions are one; the record keeps who said it, and it can be withdrawn.

    \b
    Example:
      govah link judge pabcdefghijklmnop pbcdefghijklmnopa unsure --reason "one name, no father"
    """
    with opened(ctx) as vault:
        made = judge_link(vault, (left, right), verdict, Reviewer(vault.member), reason=reason)
    if as_json:
        emit(made)
    else:
        tell(ctx, f"review.judged-{verdict}")


@click.command()
@click.argument("id_", metavar="JUDGEMENT")
@click.option("--reason", required=True, help="Why.")
@json_option
@click.pass_context
def withdraw(ctx: click.Context, id_: str, reason: str, *, as_json: bool) -> None:
    """Take a judgement back; it stays in the record as withdrawn.

    \b
    Example:
      govah link withdraw jabcdefghijklmnop --reason "they are brothers"
    """
    with opened(ctx) as vault:
        (made,) = take_back(vault, (id_,), vault.member, reason)
    if as_json:
        emit(made)
    else:
        tell(ctx, "review.withdrawn")


@click.command()
@click.option("--all", "everybody", is_flag=True, help="Also those of one mention.")
@click.option(
    "--with-model", is_flag=True, help="Let the model's certain pairs join too, if reviews have shown it to be that good."
)
@json_option
@click.pass_context
def clusters(ctx: click.Context, *, everybody: bool, with_model: bool, as_json: bool) -> None:
    """Show who is one person as judgements stand, clusters that somebody should look at, and where people contradict each other.

    \b
    Example:
      govah link clusters
    """
    with opened(ctx) as vault:
        found = clusters_of(vault, with_model=with_model)
    shown = [one for one in found.clusters if everybody or len(one.members) > 1]
    if as_json:
        emit({"clusters": [{**to_full(one), "person": person_of(one.id)} for one in shown],
              "contradictions": [to_full(one) for one in found.contradictions]})  # fmt: skip
        return
    lang = language(ctx)
    for one in shown:
        alarms = "".join(f" · {say(alarm, lang)}" for alarm in one.alarms)
        click.echo(f"{person_of(one.id)}: {', '.join(person_of(member) for member in one.members[1:])}{alarms}")
    for clash in found.contradictions:
        tell(ctx, "link.contradiction", left=person_of(clash.left), right=person_of(clash.right), steps=len(clash.through) - 1)


@click.command()
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="How many pairs at most.")
@click.option("--blind", is_flag=True, help="Show the records and neither score, band nor reasons of the model.")
@click.option("--second", is_flag=True, help="Only pairs that another member judged and you did not; always blind.")
@click.option("--seed", default=0, type=int, help="Of the random sample.")
@click.option("--component", "around", default="", metavar="PERSON", help="Only this person and all who hang on them.")
@json_option
@click.pass_context
def review(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, limit: int, seed: int, around: str, *, blind: bool, second: bool, as_json: bool
) -> None:
    """Go through the pairs that wait: s same, d different, u unsure, Enter skips, q ends. Each answer is kept at once.

    With --component the whole group is shown on one page before its pairs are asked; with --json the pairs are printed and
    nothing is asked. What others decided is never shown.

    \b
    Example:
      govah link review --blind
      govah link review --second
    """
    lang = language(ctx)
    with opened(ctx) as vault:
        blind = blind or second
        waiting = suggest_links(vault, limit=0 if around else limit, seed=seed, second=vault.member if second else "")
        if around:
            waiting = component(waiting, around)
        if as_json:
            emit({"pairs": [to_full(one) for one in waiting]})
            return
        if around:
            for one in waiting:
                click.echo(_card(one, lang, blind=blind))
        done = 0
        for place, one in enumerate(waiting, start=1):
            click.echo(f"\n{number(place, lang)}/{number(len(waiting), lang)}  {_card(one, lang, blind=blind)}")
            answer = click.prompt(say("link.ask", lang), default="", show_default=False).strip().lower()[:1]
            if answer == "q":
                break
            if answer in _KEYS:
                judge_link(vault, (one.left, one.right), _KEYS[answer], Reviewer(vault.member), one)
                done += 1
    tell(ctx, "link.reviewed", count=done)


@click.command()
@json_option
@click.pass_context
def report(ctx: click.Context, *, as_json: bool) -> None:
    """Print what reviews say: precision and recall with intervals from the random sample, the model in use, agreement, groups.

    \b
    Example:
      govah link report
    """
    with opened(ctx) as vault:
        found = full_report(vault)
    if as_json:
        groups = [to_full(one) for one in found.groups]
        model = {"model": found.model, "fitted_to": found.fitted_to, "at_odds": found.at_odds}
        emit({**to_full(found.report), **model, "groups": groups})
        return
    _print_report(ctx, found)


def _print_report(ctx: click.Context, found: FullReport) -> None:
    lang, one = language(ctx), found.report
    tell(ctx, "link.report-counts", judgements=one.judgements, same=one.same, different=one.different, unsure=one.unsure)
    for code, share in (("precision", one.precision), ("recall", one.recall), ("auto", one.auto)):
        click.echo(_share(f"link.report-{code}", share, lang))
    if one.kappa is not None:
        tell(ctx, "link.report-kappa", kappa=_decimal(one.kappa, lang), count=one.twice)
    tell(ctx, "link.model-fitted" if found.fitted_to else "link.model-shipped", version=found.model, count=found.fitted_to)
    if found.at_odds:
        tell(ctx, "link.at-odds", count=found.at_odds)
    for group in found.groups:
        if group.group != "all" and group.judged:
            click.echo(_group(group, lang))
    tell(ctx, "link.may-merge" if one.may_merge else "link.may-not-merge")


def _group(one: GroupShare, lang: str) -> str:
    name = say(f"link.group-{one.group}", lang)
    shares = " · ".join(
        _share(f"link.report-{code}", share, lang) for code, share in (("precision", one.precision), ("recall", one.recall))
    )
    return say("link.report-group", lang, group=name, judged=one.judged, same=one.same, shares=shares)


def _share(code: str, one: Share, lang: str) -> str:
    if one.seen == 0:
        return say(code, lang, share=say("link.unmeasured", lang))
    parts = {name: _decimal(value, lang) for name, value in (("value", one.value), ("low", one.low), ("high", one.high))}
    return say(code, lang, share=say("link.share", lang, **parts, seen=one.seen))


def _decimal(thousandths: int, lang: str) -> str:
    text = f"{thousandths / 1000:.3f}"
    return to_persian_digits(text).replace(".", "٫") if lang == "fa" else text


def _card(one: Waiting, lang: str, *, blind: bool = False) -> str:
    lines = [
        " · ".join((id_, clean(name), *_side(side, lang)))
        for id_, name, side in zip((one.left, one.right), one.names, one.sides, strict=True)
    ]
    if not blind:
        lines += [f"{say(f'link.band-{one.band}', lang)} ({_decimal(one.score // 1000, lang)})"]
        lines += [f"· {say(reason, lang)}" for reason in one.reasons]
    return "\n  ".join(lines)


def _side(side: Shown, lang: str) -> list[str]:
    """Gives what is on file of one of a pair: dates in both calendars, places as written, the document."""
    return [*(show(edtf, lang) for edtf in side.dates), *map(clean, side.places), *filter(None, (side.document,))]


COMMANDS: Final = (suggest, judge, withdraw, clusters, review, report)
