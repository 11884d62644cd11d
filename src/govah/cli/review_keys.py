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
    waiting = desk.grouped(desk.pending(vault), desk.precisions(vault))
    done: list[tuple[int, tuple[desk.Decided, ...]]] = []
    place = 0
    while place < len(waiting):
        group = waiting[place]
        click.echo()
        click.echo(say("review.card-of", lang, place=place + 1, count=len(waiting)))
        click.echo(card(desk.in_context(vault, group.first.id), lang))
        if group.copies:
            click.echo(say("review.copies", lang, count=len(group.copies)))
        click.echo(say("review.keys", lang))
        key = _key()
        if key in ("q", "ض", "\x1b"):
            break
        if key in ("u", "ع") and done:
            place, last = done.pop()
            for decided in last:
                desk.undo(vault, decided, reviewer)
            continue
        try:
            taken = _decide(vault, group, key, reviewer, lang)
        except GovahError as error:
            click.echo(say(error.code, lang, **error.facts))
            continue
        if taken:
            done.append((place, taken))
        if taken or key in ("s", "j", "س", "ت"):
            place += 1
    click.echo(say("review.done", lang, decided=len(done), left=len(waiting) - place))


def _key() -> str:
    try:
        return click.getchar().casefold()
    except OSError:
        raise UsageError("review-without-terminal") from None


def _decide(vault: Vault, group: desk.Group, key: str, reviewer: desk.Reviewer, lang: str) -> tuple[desk.Decided, ...]:
    if key in ("a", "ش"):
        return desk.accept(vault, group.ids, reviewer)
    if key in ("x", "ط"):
        return desk.reject(vault, group.ids, reviewer, reason=_ask("review.ask-reason", lang))
    if key in ("w", "ص"):
        whose = _ask("review.ask-person", lang)
        return desk.accept(vault, group.ids, reviewer, person=desk.named(vault, whose).id) if whose else ()
    if key in ("e", "ث"):
        changes = {field: words for field in desk.EDITABLE if (words := _ask(f"review.ask-{field}", lang))}
        return tuple(desk.edit(vault, id_, changes, reviewer) for id_ in group.ids) if changes else ()
    return ()


def _ask(code: str, lang: str) -> str:
    answer: str = click.prompt(say(code, lang), default="", show_default=False)
    return answer.strip()
