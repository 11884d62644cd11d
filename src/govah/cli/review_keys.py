"""Review by keys: one card after another, each decided, left, or undone with a single key."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import click

from govah import desk
from govah.cli.cards import card, clean, number
from govah.errors import GovahError, UsageError
from govah.text import isolate, to_latin_digits
from govah.vault import Vault
from govah.words import label, say

Card = desk.Group | desk.Planted


@dataclass(slots=True)
class _Sitting:
    """Who sits here, and what was done, so that it can be undone and counted."""

    vault: Vault
    reviewer: desk.Reviewer
    lang: str
    done: list[tuple[int, tuple[desk.Decided, ...]]] = field(default_factory=list)
    planted: dict[int, tuple[desk.Planted, bool]] = field(default_factory=dict)
    "By place: a planted card that was decided, and whether it was caught."
    pace: dict[int, tuple[int, float]] = field(default_factory=dict)
    "By place: characters of the card, and seconds that it was looked at."


def review_by_keys(vault: Vault, lang: str, *, planted: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
    """Goes through what waits, gravest first; every decision is written before the next card is shown.

    Args:
        vault: the open vault.
        lang: the language of the screen.
        planted: whether known wrong suggestions are mixed in and counted; none of them can become a claim.
        clock: seconds that only rise.
    """
    groups = desk.grouped(desk.pending(vault), desk.precisions(vault))
    cards: list[Card] = list(desk.planted_among(groups, vault.entropy) if planted else groups)
    sitting, began, place = _Sitting(vault, desk.Reviewer(vault.member), lang), clock(), 0
    while place < len(cards):
        group = _group(cards[place])
        found = desk.around(vault, group.first)
        _show(found, group, place, len(cards), lang)
        shown = clock()
        key = _known_key(lang)
        if key in ("q", "ض", "\x1b"):
            break
        if key in ("u", "ع") and sitting.done:
            place = _undo(sitting)
            continue
        try:
            is_taken = _take(sitting, cards[place], place, key)
        except GovahError as error:
            click.echo(say(error.code, lang, **error.facts))
            continue
        if is_taken:
            sitting.pace[place] = len(group.first.passage.quote) + len(found.before + found.after) // 4, clock() - shown
        if is_taken or key in ("s", "j", "س", "ت"):
            place += 1
    click.echo(say("review.done", lang, decided=len(sitting.done) - len(sitting.planted), left=len(cards) - place))
    _tell(sitting, clock() - began, planted=planted)


def _group(card_: Card) -> desk.Group:
    return card_.group if isinstance(card_, desk.Planted) else card_


def _show(found: desk.InContext, group: desk.Group, place: int, count: int, lang: str) -> None:
    click.echo()
    click.echo(say("review.card-of", lang, place=place + 1, count=count))
    click.echo(card(found, lang))
    if group.copies:
        click.echo(say("review.copies", lang, count=len(group.copies)))
    click.echo(say("review.keys", lang))


def _undo(sitting: _Sitting) -> int:
    place, last = sitting.done.pop()
    sitting.planted.pop(place, None)
    sitting.pace.pop(place, None)
    for decided in last:
        desk.undo(sitting.vault, decided, sitting.reviewer)
    return place


def _take(sitting: _Sitting, card_: Card, place: int, key: str) -> bool:
    """Does what the key asks; a planted card is only counted, whatever is pressed."""
    if isinstance(card_, desk.Planted):
        if key not in ("a", "ش", "x", "ط", "e", "ث", "w", "ص"):
            return False
        if key in ("x", "ط"):
            _ask("review.ask-reason", sitting.lang)
        sitting.planted[place] = card_, key in ("x", "ط", "e", "ث", "w", "ص")
        sitting.done.append((place, ()))
        return True
    taken = _decide(sitting.vault, card_, key, sitting.reviewer, sitting.lang)
    if taken:
        sitting.done.append((place, taken))
    return bool(taken)


def _tell(sitting: _Sitting, seconds: float, *, planted: bool) -> None:
    vault, lang = sitting.vault, sitting.lang
    if desk.is_too_fast(tuple(sitting.pace.values())):
        click.echo(say("review.too-fast", lang))
    if not planted or not sitting.planted:
        return
    drill = desk.keep_drill(vault, len(sitting.done), sitting.planted.values(), seconds)
    click.echo(say("review.drill", lang, planted=number(drill.planted, lang), caught=number(drill.caught, lang)))
    for missed, caught in sitting.planted.values():
        if not caught:
            what, person = say(f"review.planted-{missed.kind}", lang), isolate(clean(missed.true.person))
            click.echo(say("review.missed", lang, what=what, person=person, predicate=_named(missed, lang)))
    if drill.caught < desk.ENOUGH * drill.planted:
        click.echo(say("review.drill-low", lang))


def _named(missed: desk.Planted, lang: str) -> str:
    kinds = {"claim": "predicates", "attribute": "attributes", "tally": "tallies", "statement": "statements"}
    return label(kinds[missed.true.kind], missed.true.predicate, lang)


def _key() -> str:
    try:
        return click.getchar().casefold()
    except OSError:
        raise UsageError("review-without-terminal") from None


_KEYS: Final = frozenset("axewsjuqشطثصستعض\x1b")
"""Keys that mean something, as they lie on an English and on a Persian keyboard."""


def _known_key(lang: str) -> str:
    """Waits for a key that means something; any other only says which those are."""
    while (key := _key()) not in _KEYS:
        click.echo(say("review.keys", lang))
    return key


def _whose(vault: Vault, group: desk.Group, lang: str) -> str:
    """Asks whose it is, with those on file who bear such a name; empty where nobody is chosen."""
    near = desk.near_named(vault, group.first.person)
    if near:
        click.echo(say("review.ask-near", lang))
    for place, one in enumerate(near, 1):
        click.echo(say("review.near", lang, place=number(place, lang), name=isolate(clean(one.name)), id=one.id))
    answer = to_latin_digits(_ask("review.ask-person", lang))
    if answer.isdecimal() and 0 < int(answer) <= len(near):
        return near[int(answer) - 1].id
    return desk.named(vault, answer).id if answer else ""


def _decide(vault: Vault, group: desk.Group, key: str, reviewer: desk.Reviewer, lang: str) -> tuple[desk.Decided, ...]:
    if key in ("a", "ش"):
        return desk.accept(vault, group.ids, reviewer)
    if key in ("x", "ط"):
        return desk.reject(vault, group.ids, reviewer, reason=_ask("review.ask-reason", lang))
    if key in ("w", "ص"):
        whose = _whose(vault, group, lang)
        return desk.accept(vault, group.ids, reviewer, person=whose) if whose else ()
    if key in ("e", "ث"):
        changes = {field: words for field in desk.EDITABLE if (words := _ask(f"review.ask-{field}", lang))}
        return tuple(desk.edit(vault, id_, changes, reviewer) for id_ in group.ids) if changes else ()
    return ()


def _ask(code: str, lang: str) -> str:
    answer: str = click.prompt(say(code, lang), default="", show_default=False)
    return answer.strip()
