"""`govah consent`: who allowed what, for which purpose and until when; and what had left when it is taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from govah import desk
from govah.cli.cards import clean, number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.dates import show
from govah.desk.cases.consenting import ConsentOnFile, Terms, consents, give, take_back
from govah.text import isolate
from govah.words import label, say


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def consent(ctx: click.Context, *, as_json: bool) -> None:
    """Note who consents to what. What a person told leaves only with consent; nothing about who refused leaves at all.

    \b
    Example:
      govah consent give "Javid Khales" --for un --by family --means call --who "her brother" --until 2027-01-01
      govah consent
    """
    if ctx.invoked_subcommand is None:
        _list(ctx, "", as_json=as_json)


@consent.command("give")
@click.argument("about", metavar="PERSON|DOCUMENT")
@click.option("--for", "purpose", required=True, metavar="PURPOSE", help="un, court, public, amnesty, press, or name.")
@click.option("--by", required=True, metavar="WORD", help="self, family, guardian, lawyer, or source.")
@click.option("--means", required=True, metavar="WORD", help="in-person, call, message, signed, recorded, or through.")
@click.option("--on", default="", metavar="DATE", help="The day; today where it is left out.")
@click.option("--until", default="", metavar="DATE", help="The last day on which it holds.")
@click.option("--terms", "agreed", default="", help="What was agreed, in a few words that name nobody.")
@click.option("--who", default="", help="Their name: it is kept in `sources`.")
@click.option("--document", default="", metavar="ID", help="The form, message or recording, where it was captured.")
@click.option("--refused", is_flag=True, help="They were asked, and said no.")
@json_option
@click.pass_context
def give_(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, about: str, purpose: str, *, by: str, means: str, on: str, until: str, agreed: str, who: str,
    document: str, refused: bool, as_json: bool,
) -> None:  # fmt: skip
    """Note a consent, or a refusal: about a person, or of the source of a document about what came with it.

    \b
    Example:
      govah consent give dk3n5wq2v7hrc4yxz --for court --by source --means message
    """
    terms = Terms(by, means, not refused, on, until, agreed, who, document)
    with opened(ctx) as vault:
        made = give(vault, about, purpose, desk.Reviewer(vault.member), terms)
    if as_json:
        emit(made)
    else:
        shown = label("purposes", purpose, language(ctx))
        tell(ctx, "consent.refused" if refused else "consent.given", id=made.id, purpose=shown)


@consent.command("list")
@click.argument("about", required=False, default="", metavar="[PERSON|DOCUMENT]")
@json_option
@click.pass_context
def list_(ctx: click.Context, about: str, *, as_json: bool) -> None:
    """List what was noted, and how it stands today; of one person or document where it is named.

    \b
    Example:
      govah consent list "Javid Khales"
    """
    _list(ctx, about, as_json=as_json)


@consent.command("withdraw")
@click.argument("consent_id", metavar="CONSENT")
@click.option("--reason", default="", help="Why, in a few words that name nobody.")
@json_option
@click.pass_context
def withdraw(ctx: click.Context, consent_id: str, *, reason: str, as_json: bool) -> None:
    """Note that a consent was taken back; say which releases still stand on it, and what has left already.

    \b
    Example:
      govah consent withdraw nabcdefghijklmnop --reason "the family was threatened"
    """
    with opened(ctx) as vault:
        found = take_back(vault, consent_id, desk.Reviewer(vault.member), reason)
    if as_json:
        emit({"withdrawn": consent_id, **desk.to_full(found)})
        return
    lang = language(ctx)
    tell(ctx, "consent.withdrawn", id=consent_id)
    for release in found.releases:
        tell(ctx, "consent.release-stands", release=release)
    for act in found.left:
        to = isolate(clean(act.to)) or label("audiences", act.audience, lang)
        tell(ctx, "consent.left", date=show(act.at[:10], lang), to=to, sha256=act.sha256)


def consent_line(one: ConsentOnFile, lang: str) -> str:
    """Gives a consent on a line or two: about whom, for what, how it stands, who gave it and how, until when."""
    made = one.consent
    purpose, state = label("purposes", made.purpose, lang), say(f"consent.state-{one.state}", lang)
    head = f"{made.id}  {made.person or made.capture}: {purpose} · {state}"
    how = [label("consent_givers", made.by, lang), label("consent_means", made.means, lang)] if made.by else []
    how += [show(made.given_on, lang)] if made.given_on else []
    how += [say("consent.until", lang, date=show(made.until, lang))] if made.until else []
    how += [isolate(clean(text)) for text in (made.terms, made.remarks, one.giver) if text]
    how += [say("consent.replaced", lang)] if one.replaced else []
    return head + ("\n    " + " · ".join(how) if how else "")


def _list(ctx: click.Context, about: str, *, as_json: bool) -> None:
    with opened(ctx) as vault:
        found = consents(vault, _today(), about)
    if as_json:
        emit({"consents": [desk.to_full(one) for one in found]})
        return
    for one in found:
        click.echo(consent_line(one, language(ctx)))
    tell(ctx, "consent.count", count=number(len(found), language(ctx)))


def _today() -> date:
    return datetime.now(UTC).date()
