"""Rows of lists under review: a row is a person of its own, also where the list holds two of one name."""

from __future__ import annotations

import re
from typing import Final

from govah.desk.onfile import suggestions
from govah.desk.onfile.erased import require_there
from govah.desk.onfile.suggestions import Suggestion
from govah.errors import NotFoundError
from govah.records import Basis, Fact, Mention, is_id
from govah.vault import Vault
from govah.words import words

RULE: Final = "list-row/"
_ROW: Final = re.compile(r"(?:(?P<sheet>.*)!)?[A-Z]+(?P<row>\d+)(?::[A-Z]+\d+)?", re.DOTALL)

Place = tuple[str, int]
"""A sheet and a row of it."""


def place_of(cell: str) -> Place | None:
    """Gives the sheet and row of an address such as `Names!C12:E12`; None where it is none."""
    found = _ROW.fullmatch(cell)
    return (found["sheet"] or "", int(found["row"])) if found else None


def row_of(said: Suggestion) -> Place | None:
    """Gives the row that a suggestion stands in; None where it is of no list."""
    return place_of(said.passage.locator.cell) if said.rule.startswith(RULE) else None


def decided_rows(vault: Vault, document: str) -> set[Place]:
    """Gives the rows of which some suggestion was decided."""
    return {
        row
        for one in suggestions.of_document(vault, document)
        if (row := row_of(one)) is not None and any(suggestions.decisions_on(vault, one.id))
    }


def suggestion_of_claim(vault: Vault, claim: str) -> Suggestion:
    """Gives a claim that came of a decision on a whole list as a suggestion of that id; raises `NotFoundError`."""
    stored = [one.record for one in vault.get(claim)]
    fact = next((one for one in stored if isinstance(one, Fact) and one.acceptance), None)
    basis = next((one for one in stored if isinstance(one, Basis)), None)
    if fact is None or basis is None:
        require_there(vault, claim)
        raise NotFoundError("suggestion-unknown", id=claim[:20])
    mention = next((one.record for one in vault.get(fact.mention) if isinstance(one.record, Mention)), None)
    return Suggestion(
        id=claim,
        document=basis.document,
        kind="attribute" if fact.predicate in words("attributes") else "claim",
        predicate=fact.predicate,
        value=fact.value,
        stance=fact.stance,
        attribution=basis.attribution,
        passage=basis.passage,
        rule=basis.suggested_by,
        person=mention.name if mention else "",
        other_names=mention.other_names if mention else (),
        when=fact.when,
        where=fact.where,
    )


def row_of_mention(vault: Vault, mention: str) -> Place | None:
    """Gives the row that a mention's first claim stands in."""
    for stored in vault.about(mention, "fact"):
        if isinstance(stored.record, Fact):
            basis = next((one.record for one in vault.get(stored.record.id) if isinstance(one.record, Basis)), None)
            return place_of(basis.passage.locator.cell) if basis else None
    return None


def mentions_under(vault: Vault, acceptance: str) -> dict[str, list[str]]:
    """Gives the mentions that a decision on a whole list made, by the name that each bears."""
    found: dict[str, list[str]] = {}
    for stored in vault.about(acceptance, "mention"):
        if isinstance(stored.record, Mention):
            found.setdefault(stored.record.name, []).append(stored.record.id)
    return found


class Rows:
    """The mentions of rows that somebody decided about already, looked up in one pass a document."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._ids: dict[str, dict[Place, list[str]]] = {}

    def mention(self, said: Suggestion) -> str | None:
        """Gives the mention that an earlier decision made for the row of this suggestion, or None."""
        if is_id(said.id, "claim"):
            return self._of_claim(said.id)
        row = row_of(said)
        for id_ in self._siblings(said.document).get(row, ()) if row else ():
            for past in suggestions.decisions_on(self._vault, id_):
                if past.claim and (found := self._of_claim(past.claim)) is not None:
                    return found
        return None

    def _siblings(self, document: str) -> dict[Place, list[str]]:
        if document not in self._ids:
            found: dict[Place, list[str]] = {}
            for one in suggestions.of_document(self._vault, document):
                if (row := row_of(one)) is not None:
                    found.setdefault(row, []).append(one.id)
            self._ids[document] = found
        return self._ids[document]

    def _of_claim(self, claim: str) -> str | None:
        return next((one.record.mention for one in self._vault.get(claim) if isinstance(one.record, Fact)), None)
