"""Review by keys: one card after another, each decided, left, or undone with a single key."""

from __future__ import annotations

import click

from govah import desk
from govah.cli.cards import card
from govah.errors import GovahError, UsageError
from govah.vault import Vault
from govah.words import say


def review_by_keys(vault: Vault, lang: str) -> None:
    """Goes through what waits, gravest first; every decision is written before the next card is shown."""
    reviewer = desk.Reviewer(vault.member)
    waiting = list(desk.by_gravity(desk.pending(vault)))
    done: list[tuple[int, desk.Decided]] = []
    place = 0
    while place < len(waiting):
        one = waiting[place]
        click.echo()
        click.echo(say("review.card-of", lang, place=place + 1, count=len(waiting)))
        click.echo(card(desk.in_context(vault, one.id), lang))
        click.echo(say("review.keys", lang))
        key = _key()
        if key in ("q", "ض", "\x1b"):
            break
        if key in ("u", "ع") and done:
            place, last = done.pop()
            desk.undo(vault, last, reviewer)
            continue
        try:
            decided = _decide(vault, one, key, reviewer, lang)
        except GovahError as error:
            click.echo(say(error.code, lang, **error.facts))
            continue
        if decided is not None:
            done.append((place, decided))
        if decided is not None or key in ("s", "j", "س", "ت"):
            place += 1
    click.echo(say("review.done", lang, decided=len(done), left=len(waiting) - place))


def _key() -> str:
    try:
        return click.getchar().casefold()
    except OSError:
        raise UsageError("review-without-terminal") from None


def _decide(vault: Vault, one: desk.Suggestion, key: str, reviewer: desk.Reviewer, lang: str) -> desk.Decided | None:
    if key in ("a", "ش"):
        return desk.accept(vault, [one.id], reviewer)[0]
    if key in ("x", "ط"):
        return desk.reject(vault, [one.id], reviewer, reason=_ask("review.ask-reason", lang))[0]
    if key in ("w", "ص"):
        whose = _ask("review.ask-person", lang)
        return desk.accept(vault, [one.id], reviewer, person=desk.named(vault, whose).id)[0] if whose else None
    if key in ("e", "ث"):
        changes = {field: words for field in desk.EDITABLE if (words := _ask(f"review.ask-{field}", lang))}
        return desk.edit(vault, one.id, changes, reviewer) if changes else None
    return None


def _ask(code: str, lang: str) -> str:
    answer: str = click.prompt(say(code, lang), default="", show_default=False)
    return answer.strip()
