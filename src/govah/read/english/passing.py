"""What a sentence only mentions in passing ("since his arrest", "after X was killed") while the text tells it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govah.read.english.claims import Draft
from govah.read.english.roles import subject
from govah.records import AFFIRMED

_BEFORE: Final = frozenset(
    [
        *("after", "since", "following", "before", "until", "till", "upon", "about", "regarding", "concerning"),
        *("during", "over", "on", "into", "than"),
    ]
)
_HOURS: Final = frozenset(
    ["hours", "days", "weeks", "months", "time", "day", "moment", "date", "reason", "reasons", "anniversary"]
)
_TIMES: Final = frozenset({"after", "since", "before", "until", "till", "when", "once"})
_TOLD: Final = frozenset(
    {
        *("arrested", "detained_at", "tried_by", "released", "executed", "killed", "transferred", "disappeared"),
        *("died_in_custody", "charged_with"),
    }
)
_DETAIL: Final = re.compile(r"(?i)^\W*(?:by|at|in|on|near|outside|from) (?!(?:which|that|a few|the same)\b)")


def without_passing(found: Sequence[Draft]) -> list[Draft]:
    """Leaves out what is mentioned in passing where the text tells the same of the person elsewhere."""
    told: dict[tuple[int, str], int] = {}
    passing = [_is_passing(draft) for draft in found]
    for draft, passed in zip(found, passing, strict=True):
        if not passed and draft.claim.stance in AFFIRMED:
            key = (draft.person, draft.claim.predicate)
            told[key] = told.get(key, 0) + 1
    first = {draft.person: draft for draft in reversed(found) if _is_why(draft)}
    return [
        draft
        for draft, passed in zip(found, passing, strict=True)
        if not (passed and told.get((draft.person, draft.claim.predicate)))
        and not (_is_why(draft) and draft is not first[draft.person])
        and not (_is_what_held(draft) and any(told.get((draft.person, held)) for held in _HELD))
    ]


_HELD: Final = ("arrested", "detained_at", "sentenced_to")


def _is_what_held(draft: Draft) -> bool:
    """As in "jailed blogger X": it only says again that somebody is held of whose arrest the text tells."""
    return draft.claim.predicate == "detained_at" and draft.claim.rule.startswith("en-attribute")


_PUNISHING: Final = frozenset({"sentence", "condemn", "jail", "imprison", "incarcerate", "fine"})


def _is_why(draft: Draft) -> bool:
    """As in "jailed for fraud": the verdict names the crime of which the charge may be told elsewhere."""
    phrase = draft.scene.row[draft.place]
    return draft.claim.predicate == "charged_with" and phrase.kind == "VG" and phrase.head in _PUNISHING


def _is_passing(draft: Draft) -> bool:
    claim = draft.claim
    if _is_what_held(draft) or _is_why(draft):
        return True
    row = draft.scene.row
    phrase = row[draft.place]
    kept = claim.predicate not in _TOLD or (claim.predicate == "charged_with" and phrase.form != "ger")
    if kept or claim.stance not in AFFIRMED:
        return False
    told = "noun" if phrase.kind == "NP" else phrase.form
    detail = _DETAIL.match(draft.scene.tail(draft.place, 60))
    if told == "noun":
        before = row[draft.place - 1].head if draft.place else ""
        back = [one.head for one in row[max(0, draft.place - 2) : draft.place]]
        hours = back[-1:] == ["of"] and back[0] in _HOURS  # "within hours of their arrest"
        prior = back == ["prior", "to"]
        return (before in _BEFORE or hours or prior) and not detail and not _dated_beside(draft)
    if told == "ger" and phrase.passive and draft.place and not detail and claim.predicate != "detained_at":
        return row[draft.place - 1].head in _BEFORE | {"besides", "despite"}
    if told != "finite" or detail or _dated_beside(draft):
        return False
    first = min(subject(row, draft.place), default=-1)
    return 0 < first < draft.place and row[first - 1].head in _TIMES and row[first - 1].kind == "S"


def _dated_beside(draft: Draft) -> bool:
    """Whether a day stands beside it, behind it in its clause."""
    end = draft.scene.end_of(draft.place)
    return any(end <= one.start <= end + 30 for one in draft.scene.dates)
