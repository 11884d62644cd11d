"""Search: persons, passages and claims, in both scripts, and only what this device may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.desk.retrieval.claimsearch import Filters
from govah.desk.retrieval.searching import Found, Query
from govah.desk.retrieval.viewing import view_found
from govah.records import Stance
from govah.words import words
from govah.workbench.asked import Asked, Form
from govah.workbench.routes import Screen, get, post

FIELDS: Final = ("since", "until", "stage", "charge", "place", "source", "stance", "predicate")


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, and what was found."""

    words: str
    asked: tuple[tuple[str, str], ...]
    "(field, what was typed) of the filters."
    found: Found | None
    stages: tuple[str, ...]
    charges: tuple[str, ...]
    stances: tuple[str, ...]
    predicates: tuple[str, ...]
    names: Mapping[str, str]
    "How those whom the claims are about are called here, by id."

    def typed(self, field: str) -> str:
        """Gives what was typed in a filter."""
        return dict(self.asked).get(field, "")


def show(asked: Asked) -> Response:
    """Finds, where something was asked; the look at what is shown is noted."""
    query = asked.sought
    filters, sought = filters_of(query), query.text("q")
    found = None
    if sought or not filters.is_empty:
        found = view_found(asked.vault, Query(sought, filters), unnoted=asked.unnoted)
    typed = tuple((field, query.text(field)) for field in FIELDS if query.text(field))
    names = asked.called(one.person for one in found.claims) if found else {}
    kinds = [tuple(words(kind)) for kind in ("stages", "charges", "predicates")]
    view = Search(sought, typed, found, kinds[0], kinds[1], tuple(Stance), kinds[2], names)
    return asked.page("search.html", view)


def ask(asked: Asked) -> Response:
    """Keeps what was typed, and leads to what is found: the address shows no name."""
    return asked.back_to(f"/search?of={asked.session.remember(asked.form.fields)}")


def filters_of(query: Form) -> Filters:
    """Gives the filters of an address; dates in either calendar."""
    since, until = query.text("since"), query.text("until")
    return Filters(
        since=desk.first_day_of(since) if since else None, until=desk.last_day_of(until) if until else None,
        stage=query.text("stage"), charge=query.text("charge"), place=query.text("place"), source=query.text("source"),
        stance=query.text("stance"), predicate=query.text("predicate"),
    )  # fmt: skip


SCREEN: Final = Screen("search", (get("/search", show), post("/search", ask)))
