"""People and keys: who belongs to the desk, on which devices, what each may read; letting in, removing, and erasing for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from govah.desk.custody.erasing import Plan, erase, plan_erasure
from govah.desk.vaults import members as roster
from govah.desk.vaults.members import Introduced, MemberRow
from govah.errors import UsageError
from govah.vault.cards import Card
from govah.words import words
from govah.workbench.asked import Asked, wanted
from govah.workbench.routes import Screen, get, post

SURE: Final = "yes"


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, and the compartments."""

    members: tuple[MemberRow, ...]
    card: Card | None
    compartments: tuple[str, ...]
    introduced: Introduced | None = None
    "A card that waits for its fingerprint to be compared."


@dataclass(frozen=True, slots=True)
class Erasing:
    """What an erasure would destroy, and what would stay."""

    plan: Plan
    items: str
    reasons: tuple[str, ...]


def show(asked: Asked) -> Response:
    """Shows everybody."""
    return _page(asked)


def card(asked: Asked) -> Response:
    """Shows the card of this device, to hand to a colleague."""
    made = roster.own_card(asked.vault, asked.form.text("name"))
    return _page(asked, made)


def introduce(asked: Asked) -> Response:
    """Reads a colleague's card, so that its fingerprint can be compared by voice."""
    found = roster.introduced(asked.vault, wanted(asked.form, "card") + "\n")
    return _page(asked, introduced=found)


def add(asked: Asked) -> Response:
    """Lets the device of a card in, once its owner read out the same fingerprint."""
    form = asked.form
    found = roster.introduced(asked.vault, wanted(form, "card") + "\n")
    roster.add(asked.vault, found.card, name=form.text("name"), reads=form.texts("reads"), partner=form.is_set("partner"),
               fingerprint=wanted(form, "fingerprint"))  # fmt: skip
    return asked.back_to("/people", "let-in")


def grant(asked: Asked) -> Response:
    """Gives a member the keys of compartments."""
    form = asked.form
    roster.grant(asked.vault, wanted(form, "who"), form.texts("reads"))
    return asked.back_to("/people", "granted")


def remove(asked: Asked) -> Response:
    """Removes a member with all devices; what they hold they keep."""
    form = asked.form
    _require_sure(asked)
    roster.remove(asked.vault, wanted(form, "who"))
    return asked.back_to("/people", "removed")


def compartment(asked: Asked) -> Response:
    """Makes a compartment."""
    roster.new_compartment(asked.vault, wanted(asked.form, "name"))
    return asked.back_to("/people", "compartment-made")


def plan(asked: Asked) -> Response:
    """Shows what an erasure would destroy; nothing is changed."""
    items = wanted(asked.form, "items")
    view = Erasing(plan_erasure(asked.vault, items.split()), items, tuple(words("reasons")))
    return asked.page("erasing.html", view)


def destroy(asked: Asked) -> Response:
    """Destroys for good what was shown."""
    form = asked.form
    _require_sure(asked)
    asked.session.kept.clear()
    made = erase(asked.vault, plan_erasure(asked.vault, wanted(form, "items").split()), wanted(form, "reason"))
    return asked.back_to("/people", "erased", parts=made.parts, blobs=made.blobs)


def _require_sure(asked: Asked) -> None:
    if asked.form.text("sure") != SURE:
        raise UsageError("workbench-not-sure")


def _page(asked: Asked, own: Card | None = None, introduced: Introduced | None = None) -> Response:
    found = tuple(dict.fromkeys(name for name, _ in asked.vault.epochs))
    return asked.page("people.html", People(roster.members(asked.vault), own, found, introduced))


SCREEN: Final = Screen(
    "people",
    (
        get("/people", show),
        post("/people/card", card),
        post("/people/introduce", introduce),
        post("/people/add", add),
        post("/people/grant", grant),
        post("/people/remove", remove),
        post("/people/compartment", compartment),
        post("/people/erasing", plan),
        post("/people/erase", destroy),
    ),
)
