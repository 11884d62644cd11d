"""Repetitions left out: one thing told twice in the same words of the same voice is one claim, at its fullest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from govah.read.persian.claims import Draft
from govah.read.persian.events import Event
from govah.records import AFFIRMED, Stance, Value, When

_ONE_AT_A_TIME: Final = frozenset(
    {
        "charged_with",
        "tortured",
        "forced_confession",
        "detained_at",
        "faces_death_penalty",
        "denied_family_contact",
        "denied_lawyer",
        "hunger_strike",
        "disappeared",
    }
)
"""Predicates for which several rules may find the same words."""
_JOINED: Final = frozenset({"transferred", "charged_with"})
"""Predicates of which one sentence makes one claim, whatever the steps."""


def one_each(found: list[tuple[Event, Draft]]) -> Iterator[Draft]:
    """Gives each thing that one sentence says once, the steps of one transfer or indictment together."""
    kept: list[Draft] = []
    for _event, draft in sorted(found, key=lambda one: (one[1].start, -one[1].score)):
        same = [
            one for one in kept if one.predicate == draft.predicate and one.people == draft.people and one.stance == draft.stance
        ]
        near = [one for one in same if one.start < draft.end and draft.start < one.end]
        if near and (draft.predicate in _ONE_AT_A_TIME or near[0].value == draft.value):
            continue
        joined = [
            one
            for one in same
            if draft.predicate in _JOINED
            and draft.end - one.start <= 290
            and not _parted(one, draft, [part for _e, part in found])
        ]
        if joined:
            kept[kept.index(joined[0])] = _together(joined[0], draft)
            continue
        kept.append(draft)
    yield from kept


def _parted(first: Draft, second: Draft, drafts: list[Draft]) -> bool:
    """«با اتهام … به ده سال و با اتهام … به یک سال»: a sentence between two charges makes two counts."""
    return any(one.predicate == "sentenced_to" and first.end <= one.end <= second.start for one in drafts)


def _together(first: Draft, second: Draft) -> Draft:
    value = (
        second.value
        if first.predicate == "transferred"
        else Value("; ".join(dict.fromkeys([first.value.text, second.value.text])), first.value.term)
    )
    return replace(first, end=second.end, value=value, where=second.where or first.where)


def without_repeats(drafts: list[Draft]) -> Iterator[Draft]:
    """Leaves out pure repetitions: the same thing about the same people, by the same voice, without a new day or detail."""
    kept: list[Draft] = []
    heard = [draft for draft in drafts if draft.rule.startswith(("fa-hearing", "fa-try"))]
    drafts = [
        draft
        for draft in drafts
        if not (draft.rule == "fa-court/1" and any(set(draft.people) <= set(one.people) for one in heard))
    ]
    full = [draft for draft in drafts if not draft.title and not draft.aside]
    for draft in sorted(drafts, key=lambda one: (one.start, one.end)):
        if (draft.title or draft.aside) and any(_says_again(draft, other) for other in full):
            continue
        if not any(_repeats(draft, other) for other in kept):
            kept.append(draft)
    yield from kept


def dated_later(drafts: list[Draft], day: When, at: int) -> list[Draft]:
    """Gives the claims with the day that a later sentence gives for their verdict («این حکم ۱۵ بهمن صادر شد»)."""
    verdicts = {"sentenced_to", "tried_by"}
    return [
        replace(draft, when=day)
        if draft.when is None and draft.predicate in verdicts and at - _NEAR < draft.start < at
        else draft
        for draft in drafts
    ]


_ONE_DAY: Final = frozenset({"executed", "killed", "died_in_custody", "arrested"})


def with_known_days(drafts: list[Draft]) -> list[Draft]:
    """Gives acts that have one day each the day that the text gives for them elsewhere, where it gives just one."""
    days: dict[tuple[int, str], dict[str, When]] = {}
    for draft in drafts:
        if draft.predicate in _ONE_DAY and draft.when is not None and draft.when.edtf and draft.stance in AFFIRMED:
            for person in draft.people:
                days.setdefault((person, draft.predicate), {}).setdefault(draft.when.edtf, draft.when)
    return [_dated(draft, days) for draft in drafts]


def _dated(draft: Draft, days: dict[tuple[int, str], dict[str, When]]) -> Draft:
    told = [days.get((person, draft.predicate), {}) for person in draft.people]
    same = {edtf for one in told for edtf in one}
    if draft.when is not None or len(same) != 1 or not all(told):
        return draft
    return replace(draft, when=next(iter(told[0].values())))


_OF_A_ROW: Final = frozenset({"arrested", "executed", "killed", "transferred", "released", "released_on_bail", "disappeared"})


def on_the_day_of_a_row(draft: Draft, days: Mapping[str, When], *, listed: bool) -> Draft:
    """Gives what is told of several, or in a line of a list, the day that was told of so many before («شش تن … ۱۳ دی»).

    `days` gives, by predicate, the day last told of people who were only counted.
    """
    row = len(draft.people) > 1 or listed
    day = days.get(draft.predicate) if row and draft.when is None and draft.predicate in _OF_A_ROW else None
    return draft if day is None else replace(draft, when=day)


_NEAR: Final = 700
"""How far back a verdict may stand whose day is given later, in code points."""


def _says_again(draft: Draft, other: Draft) -> bool:
    freed = draft.title and (draft.predicate, other.predicate) == ("released", "released_on_bail")
    alike = draft.stance == other.stance or not (draft.opens or draft.stance == Stance.DENIED)
    same = (freed or draft.predicate == other.predicate) and alike
    return same and set(draft.people) <= set(other.people) and draft.start != other.start


_ACTS: Final = frozenset({"arrested", "hunger_strike", "sentenced_to", "transferred"})


def _repeats(draft: Draft, other: Draft) -> bool:
    same = draft.predicate == other.predicate and set(draft.people) <= set(other.people) and draft.stance == other.stance
    if not same:
        return False
    mine, theirs = set(draft.attribution), set(other.attribution)
    one_voice = draft.attribution == other.attribution or bool(mine and theirs and (mine <= theirs or theirs <= mine))
    if not (one_voice and draft.value == other.value and (draft.when is None or draft.when == other.when)):
        return False
    if draft.title or other.title or draft.aside or "-of/" in draft.rule or draft.predicate not in _ACTS:
        return True
    return draft.start < other.end and other.start < draft.end
