"""The possible legal states of a person as of a day: every order of events that the claims allow, by the table of `rules`.

Invariant: a state is in the answer unless the claims rule it out; nothing is left out because it is unlikely. Where there are too
many orders to walk, the answer is every state that any order of any of the events could reach, which is wider and never narrower.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from govah.records import AFFIRMED, Check
from govah.weigh.events import FIRMNESS, Event, events_of
from govah.weigh.interface import Evidence, Finding, PossibleState, Status
from govah.weigh.origins import voices
from govah.weigh.rules import PRESUPPOSES, after, shown
from govah.weigh.spans import OPEN_PAST, dated_span, parsed, recorded_on

TOO_MANY: Final = 3_000
"""How many sets of events in the past are walked before the wider answer is given."""
OF_CUSTODY: Final = frozenset({"held", "released", "on_bail", "missing"})
"""States that say no more than where somebody is: what supports them is what tells of custody."""
_NONE: Final = -1


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody is on one way through the log, and the events that last moved the stage and the custody."""

    stage: str = "unknown"
    custody: str = "unknown"
    by: int = _NONE
    held_by: int = _NONE


def live(evidence: Iterable[Evidence], known_at: str = "") -> tuple[Evidence, ...]:
    """Gives the evidence that stands: not withdrawn, and recorded by then where a time is given."""
    return tuple(one for one in evidence if not one.withdrawn and (not known_at or one.recorded_at <= known_at))


def status(
    evidence: Sequence[Evidence],
    as_of: date,
    *,
    findings: Sequence[Finding] = (),
    checks: Sequence[Check] = (),
    known_at: str = "",
) -> Status:
    """Gives the set of possible states as of a day, with the age of the last news and of the last check."""
    standing = live(evidence, known_at)
    news = _last_news(standing, as_of)
    looked = max((day for check in checks if (day := _day(check.checked_at)) is not None and day <= as_of), default=None)
    return Status(
        as_of=as_of,
        states=_states(standing, as_of, findings),
        last_news=date.fromordinal(news).isoformat() if news else "",
        news_days=as_of.toordinal() - news if news else None,
        last_check=looked.isoformat() if looked else "",
        check_days=(as_of - looked).days if looked else None,
    )


def _states(standing: Sequence[Evidence], as_of: date, findings: Sequence[Finding]) -> tuple[PossibleState, ...]:
    reviewed = [one for one in standing if one.reviewed]
    sure = _possible(reviewed, as_of, findings, reviewed=True) if any(_moves(one) for one in reviewed) else ()
    if len(reviewed) == len(standing):
        return sure or _possible(reviewed, as_of, findings, reviewed=True)
    wide = _possible(standing, as_of, findings, reviewed=False)
    seen = {(one.state, one.custody) for one in sure}
    return _ordered([*sure, *(one for one in wide if (one.state, one.custody) not in seen)])


def _moves(one: Evidence) -> bool:
    return bool(events_of((one,)))


def _possible(
    evidence: Sequence[Evidence], as_of: date, findings: Sequence[Finding], *, reviewed: bool
) -> tuple[PossibleState, ...]:
    log = events_of(evidence, findings)
    places = _walk(log, as_of.toordinal())
    grouped: dict[tuple[str, str], list[_Place]] = defaultdict(list)
    for place in places:
        grouped[shown(place.stage, place.custody), place.custody].append(place)
    return _ordered([_state(key, some, log, reviewed=reviewed) for key, some in grouped.items()])


def _state(key: tuple[str, str], places: Sequence[_Place], log: Sequence[Event], *, reviewed: bool) -> PossibleState:
    staged = [log[number] for number in sorted({place.by for place in places} - {_NONE})]
    held = [log[number] for number in sorted({place.held_by for place in places} - {_NONE})]
    moved = held if key[0] in OF_CUSTODY else staged
    support = [one for event in moved for one in event.evidence]
    firmness = max((_firmness(place, log) for place in places), key=FIRMNESS.index)
    return PossibleState(
        state=key[0],
        custody=key[1],
        support=tuple(dict.fromkeys(one.claim.fact.id for one in support)),
        against=tuple(dict.fromkeys(claim for event in (*staged, *held) for claim in event.against)),
        firmness=firmness,
        origins=len(voices(support)),
        reviewed=reviewed,
        why=tuple(dict.fromkeys(f"event-{event.kind}" for event in (*staged, *held))) or ("event-none",),
        custody_support=tuple(dict.fromkeys(one.claim.fact.id for event in held for one in event.evidence)),
    )


def _firmness(place: _Place, log: Sequence[Event]) -> str:
    """Gives the weakest of what put the person there."""
    moved = [log[number].firmness for number in (place.by, place.held_by) if number != _NONE]
    return min(moved, key=FIRMNESS.index, default="untold")


def _ordered(states: Iterable[PossibleState]) -> tuple[PossibleState, ...]:
    weight = lambda one: (not one.reviewed, -FIRMNESS.index(one.firmness), -one.origins, one.state, one.custody)  # noqa: E731
    return tuple(sorted(states, key=weight))


def _walk(log: Sequence[Event], day: int) -> set[_Place]:
    """Walks every order of the events that the dates allow, and gives where the person can be in the end."""
    here = frozenset(number for number, event in enumerate(log) if event.span.first <= day)
    layer: dict[frozenset[int], set[_Place]] = {frozenset(): {_Place()}}
    walked = 0
    for _ in range(len(here)):
        following: dict[frozenset[int], set[_Place]] = defaultdict(set)
        for done, places in layer.items():
            walked += 1
            if walked > TOO_MANY:
                return _anything(log, here)
            for number, may_apply, may_skip in _next(log, here, done, day):
                if may_skip:
                    following[done | {number}] |= places
                if may_apply:
                    following[done | {number}] |= {moved for place in places for moved in _moved(place, log, number)}
        layer = following
    return set().union(*layer.values())


def _next(log: Sequence[Event], here: frozenset[int], done: frozenset[int], day: int) -> list[tuple[int, bool, bool]]:
    """Gives the events that can come next, whether each can have happened, and whether it can be passed over."""
    earliest_end = min(log[number].span.last for number in here - done)
    left = [number for number in sorted(here - done) if log[number].span.first <= earliest_end]
    ready = []
    for number in left:
        may_skip = not log[number].is_firm or log[number].span.last > day
        may_apply = _is_prepared(log, number, done)
        if may_apply or may_skip:
            ready.append((number, may_apply, may_skip))
    return ready or [(number, True, False) for number in left]


def _is_prepared(log: Sequence[Event], number: int, done: frozenset[int]) -> bool:
    """Answers whether, of all that this event presupposes, one of each kind that can come before it has come."""
    event = log[number]
    for group in PRESUPPOSES.get(event.kind, ()):
        able = [other for other, one in enumerate(log) if one.kind in group and one.span.first <= event.span.last]
        if able and not any(other in done for other in able):
            return False
    return True


def _moved(place: _Place, log: Sequence[Event], number: int) -> list[_Place]:
    out = []
    for stage, custody in after(place.stage, place.custody, log[number].kind):
        by = number if stage != place.stage or _confirms(log, place.by, number) else place.by
        held_by = number if custody != place.custody or _confirms(log, place.held_by, number) else place.held_by
        out.append(_Place(stage, custody, by, held_by))
    return out


def _confirms(log: Sequence[Event], by: int, number: int) -> bool:
    """Answers whether this event tells again, and more firmly, what put the person there."""
    if by == _NONE or log[by].kind != log[number].kind:
        return False
    return FIRMNESS.index(log[number].firmness) > FIRMNESS.index(log[by].firmness)


def _anything(log: Sequence[Event], here: Iterable[int]) -> set[_Place]:
    reached, fresh = {_Place()}, {_Place()}
    while fresh:
        fresh = {moved for place in fresh for number in here for moved in _moved(place, log, number)} - reached
        reached |= fresh
    return reached


def _last_news(standing: Sequence[Evidence], as_of: date) -> int:
    """Gives the last day up to then on which a document was published or something told of happened; 0 where nothing is dated."""
    today = as_of.toordinal()
    days = [0]
    for one in standing:
        published = parsed(one.published)
        days.append(published.last.toordinal() if published is not None and published.last is not None else 0)
        span = dated_span(one.claim.fact.when) if one.claim.fact.stance in AFFIRMED else None
        days.append(span.last if span is not None and span.last > OPEN_PAST and span.last <= recorded_on(one) else 0)
    return max(day for day in days if day <= today)


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def states_named(found: Status) -> Mapping[tuple[str, str], PossibleState]:
    """Gives the possible states by their words."""
    return {(one.state, one.custody): one for one in found.states}
