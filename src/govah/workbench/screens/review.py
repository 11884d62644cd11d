"""Review: a document with its passages marked, and what software suggests of them, decided card by card."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.desk.cases.findings import TERMINAL
from govah.desk.onfile.suggestions import find
from govah.desk.people.whose import Likely, whose
from govah.desk.review.ownclaims import OwnClaim, make_claim
from govah.desk.review.queue import Sheet, require_waiting, sheet_of
from govah.errors import NotFoundError
from govah.records import Stance
from govah.words import words
from govah.workbench.asked import Asked, wanted
from govah.workbench.render import fields_of, one_line
from govah.workbench.routes import Screen, get, post
from govah.workbench.sitting_at_review import Review, forget_review, group_of, review_of

AROUND: Final = 120
"""Characters around a passage that somebody reads with a card, at the least."""
OTHERS: Final = 30
"""Cards shown beside the one that is decided."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the sheet: plain, or a passage that something stands on."""

    text: str
    card: str = ""
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """One card on the desk, beside its sheet."""

    group: desk.Group
    sheet: Sheet
    pieces: tuple[Piece, ...]
    copies: tuple[desk.InContext, ...]
    others: tuple[desk.Suggestion, ...]
    place: int
    count: int
    left: int
    previous: str
    next: str
    can_undo: bool
    is_drill: bool
    kind: str
    "The kind of vocabulary that the predicate is a word of."
    predicates: tuple[tuple[str, tuple[str, ...]], ...]
    stances: tuple[str, ...]
    needs_two: bool
    "Whether it is of an end that only a finding by two people settles."
    too_fast: bool


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing waits here any more."""

    after: str
    decided: int
    can_undo: bool
    drill: object
    missed: tuple[desk.Planted, ...]
    too_fast: bool


@dataclass(frozen=True, slots=True)
class Whose:
    """Persons whose name is like the one of the card."""

    likely: tuple[Likely, ...]
    asked: str


KINDS: Final = {"claim": "predicates", "attribute": "attributes", "tally": "tallies", "statement": "statements"}


def show(asked: Asked) -> Response:
    """Shows the card that is asked for, or the next that waits."""
    query = asked.query
    fresh = query.is_set("fresh") or query.is_set("drill") or query.is_set("after")
    review = review_of(asked.vault, asked.session, fresh=fresh, drill=query.is_set("drill"), after=query.text("after"))
    if not review.cards and not fresh:
        review = review_of(asked.vault, asked.session, fresh=True)
    if fresh:
        return asked.back_to("/review")
    card = query.text("card")
    at = review.place_of(card) if card else 0
    if at is None:
        at = _put_first(asked, review, card)
    place = review.next_open(asked.vault, at)
    if place is None:
        place = review.next_open(asked.vault, 0)
    if place is None:
        return _done(asked, review)
    return asked.page("review.html", _desk(asked, review, place))


def decide(asked: Asked) -> Response:
    """Accepts, corrects or rejects the suggestion of a card, with its copies; then shows the next."""
    form = asked.form
    review = review_of(asked.vault, asked.session)
    id_, verdict = wanted(form, "card"), wanted(form, "verdict")
    at = review.place_of(id_)
    if at is None:
        at = _put_first(asked, review, id_)
    card = review.cards[at]
    group = group_of(card)
    following = review.next_open(asked.vault, at + 1)
    next_ = group_of(review.cards[following]).first.id if following is not None else ""
    way = f"/review?card={next_}" if next_ else "/review"
    characters = len(group.first.passage.quote) + AROUND
    if isinstance(card, desk.Planted):
        review.passed[id_] = card, verdict != "accept" or bool(form.text("person"))
        review.remember(id_, (), characters)
        return asked.back_to(way, f"did-{verdict}", undo="/review/undo", count=1)
    ids = group.ids if form.is_set("copies") or len(group.ids) == 1 else (group.first.id,)
    require_waiting(asked.vault, ids)
    taken = _take(asked, group, ids, verdict)
    review.remember(id_, taken, characters)
    return asked.back_to(way, f"did-{verdict}", undo="/review/undo", count=len(taken))


def undo(asked: Asked) -> Response:
    """Takes the last decision back, and shows its card again."""
    review = review_of(asked.vault, asked.session)
    if not review.done:
        return asked.back_to("/review", "nothing-to-undo")
    id_, taken = review.done.pop()
    review.passed.pop(id_, None)
    for one in taken:
        desk.undo(asked.vault, one, asked.reviewer)
    return asked.back_to(f"/review?card={id_}", "undone")


def likely(asked: Asked) -> Response:
    """Offers the persons on file whose names are most like the one typed."""
    name = asked.form.text("name")
    return asked.page("whose.html", Whose(whose(asked.vault, name), name))


def add(asked: Asked) -> Response:
    """Enters a claim of one's own, of the words that were selected."""
    form = asked.form
    said = OwnClaim(
        derivation=wanted(form, "derivation"), start=form.number("start", -1), end=form.number("end", -1),
        name=wanted(form, "name"),
        predicate=wanted(form, "predicate"), stance=wanted(form, "stance"), value=form.text("value"), when=form.text("when"),
        where=form.text("where"), attribution=form.text("attribution"),
    )  # fmt: skip
    made = make_claim(asked.vault, said, asked.reviewer, person=form.text("person"))
    review = review_of(asked.vault, asked.session)
    review.done.append((form.text("card"), (made,)))
    return asked.back_to(f"/review?card={form.text('card')}", "claim-added", undo="/review/undo")


def end_drill(asked: Asked) -> Response:
    """Keeps how a drill went, and shows what was missed."""
    review = review_of(asked.vault, asked.session)
    return _done(asked, review)


def _take(asked: Asked, group: desk.Group, ids: tuple[str, ...], verdict: str) -> tuple[desk.Decided, ...]:
    form, vault, me = asked.form, asked.vault, asked.reviewer
    if verdict == "reject":
        return desk.reject(vault, ids, me, reason=form.text("reason"))
    if verdict == "edit":
        changes = dict(_changes(asked, group.first))
        if changes:
            return tuple(desk.edit(vault, id_, changes, me, person=form.text("person")) for id_ in ids)
    return desk.accept(vault, ids, me, person=form.text("person"))


def _changes(asked: Asked, found: desk.Suggestion) -> Iterator[tuple[str, str]]:
    """Gives the fields that the form says otherwise than the card."""
    before = fields_of(found)
    for field in desk.EDITABLE:
        text = asked.form.text(field)
        if text and one_line(text) != one_line(before[field]):
            yield field, text


def _put_first(asked: Asked, review: Review, id_: str) -> int:
    """Puts a card that the queue does not hold before the others: a link from a case file, or a decision taken back."""
    try:
        review.cards.insert(0, desk.Group(find(asked.vault, id_)))
    except NotFoundError:
        forget_review(asked.session)
        raise
    return 0


def _desk(asked: Asked, review: Review, place: int) -> Desk:
    group = group_of(review.cards[place])
    first = group.first
    sheet = sheet_of(asked.vault, first)
    review.shown = first.id, time.monotonic()
    before, after = review.next_open(asked.vault, place - 1, -1), review.next_open(asked.vault, place + 1)
    ids = [group_of(review.cards[at]).first.id if at is not None else "" for at in (before, after)]
    return Desk(
        group=group, sheet=sheet, pieces=tuple(pieces_of(sheet, (first.passage.start, first.passage.end), first.id)),
        copies=tuple(desk.around(asked.vault, one) for one in group.copies[:5]),
        others=tuple(one for one in sheet.passages if one.id != first.id)[:OTHERS],
        place=place + 1, count=len(review.cards), left=len(review.cards) - place, previous=ids[0], next=ids[1],
        can_undo=bool(review.done), is_drill=review.is_drill, kind=KINDS[first.kind], predicates=_vocabulary(),
        stances=tuple(Stance), needs_two=first.predicate in TERMINAL, too_fast=desk.is_too_fast(tuple(review.pace)),
    )  # fmt: skip


def _done(asked: Asked, review: Review) -> Response:
    drill = None
    cards = tuple(review.passed.values())
    if review.is_drill and cards:
        drill = desk.keep_drill(asked.vault, len(review.done), cards, time.monotonic() - review.began)
    missed = tuple(card for card, caught in cards if not caught) if drill else ()
    decided = len(review.done) - len(cards)
    view = Done(review.after, decided, bool(review.done), drill, missed, desk.is_too_fast(tuple(review.pace)))
    if drill:
        review.passed, review.is_drill = {}, False
    return asked.page("review_done.html", view)


def pieces_of(sheet: Sheet, now: tuple[int, int] | None, card: str = "") -> Iterator[Piece]:
    """Cuts the sheet at its passages; where two overlap, the one that is looked at is shown, else the first."""
    places: dict[tuple[int, int], str] = {}
    if now is not None and sheet.start <= now[0] < now[1] <= sheet.end:
        places[now] = card
    for one in sheet.passages:
        span = (one.passage.start, one.passage.end)
        if not any(start < span[1] and span[0] < end for start, end in places):
            places[span] = one.id
    at = sheet.start
    for (start, end), id_ in sorted(places.items()):
        if start > at:
            yield Piece(sheet.text[at - sheet.start : start - sheet.start])
        yield Piece(sheet.text[start - sheet.start : end - sheet.start], id_, (start, end) == now)
        at = end
    yield Piece(sheet.text[at - sheet.start :])


def _vocabulary() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((kind, tuple(words(kind))) for kind in ("predicates", "attributes"))


SCREEN: Final = Screen(
    "review",
    (
        get("/review", show),
        post("/review/whose", likely),
        get("/review/end", end_drill),
        post("/review", decide),
        post("/review/undo", undo),
        post("/review/add", add),
    ),
)
