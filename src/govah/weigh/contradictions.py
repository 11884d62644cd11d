"""Contradictions, typed, side by side: nothing here decides who is right, and nothing is left out because it is unlikely."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from govah.records import AFFIRMED, Fact, Stance
from govah.text import fold, fold_name
from govah.weigh.events import Event, events_of
from govah.weigh.interface import Contradiction, Evidence, Reason, Side
from govah.weigh.people import people_told
from govah.weigh.rules import BETWEEN, DEAD
from govah.weigh.spans import dated_span, told_on
from govah.weigh.values import is_death, place_of, same_place, same_value

ONE_VALUE: Final = frozenset({"age", "birth", "father", "mother", "gender", "national_id", "marital_status"})
"""Attributes of which a person has one at a time."""
_NUMBERS: Final = re.compile(r"\d+")
NEAR_DAYS: Final = 21
"""Two events of one kind within so many days, told by different pages and by none together, may be one."""


def contradictions(standing: Sequence[Evidence]) -> tuple[Contradiction, ...]:
    """Gives every contradiction in the standing evidence of one person, each pair of sides once."""
    found: dict[tuple[str, ...], Contradiction] = {}
    for clash in (clash for kind in _KINDS for clash in kind(standing)):
        key = (clash.kind, clash.predicate, *sorted((clash.left.says, clash.right.says)))
        known = found.get(key)
        found[key] = clash if known is None else _joined(known, clash)
    return tuple(found.values())


def _joined(one: Contradiction, other: Contradiction) -> Contradiction:
    flipped = one.left.says != other.left.says
    left, right = (other.right, other.left) if flipped else (other.left, other.right)
    return Contradiction(
        one.kind,
        one.predicate,
        Side(one.left.says, tuple(dict.fromkeys(one.left.claims + left.claims))),
        Side(one.right.says, tuple(dict.fromkeys(one.right.claims + right.claims))),
        one.reasons,
    )


def _forward(standing: Iterable[Evidence]) -> list[Evidence]:
    return [one for one in standing if one.claim.fact.stance in AFFIRMED]


def _opposite(standing: Sequence[Evidence]) -> Iterator[Contradiction]:
    denials = [one for one in standing if one.claim.fact.stance is Stance.DENIED]
    for denial in denials:
        for one in _forward(standing):
            a, b = one.claim.fact, denial.claim.fact
            if a.predicate == b.predicate and same_value(a, b) and _can_meet(a, b) and same_place(place_of(a), place_of(b)):
                sides = (_value(a) or a.predicate, [one]), ("denied", [denial])
                yield _clash("opposite-stances", a.predicate, *sides, "one-says-another-denies")


def _apart(standing: Sequence[Evidence]) -> Iterator[Contradiction]:
    """Gives dates that cannot both be, and places that cannot both be on one day, of what happens once."""
    told = [(one, event) for one in _forward(standing) for event in events_of((one,)) if event.kind in BETWEEN]
    spans = [event for _, event in told]
    for (one, left), (other, right) in combinations(told, 2):
        a, b = one.claim.fact, other.claim.fact
        if a.predicate != b.predicate or not same_value(a, b):
            continue
        if left.span.dated and right.span.dated and not left.span.meets(right.span):
            if one.document == other.document:
                continue
            if not _is_told_between(left, right, spans):
                yield _clash("dates-apart", a.predicate, (_edtf(a), [one]), (_edtf(b), [other]), "dates-share-no-day")
            elif _are_near(left, right) and not _tells_both(told, left, right):
                yield _clash("one-or-two", a.predicate, (_edtf(a), [one]), (_edtf(b), [other]), "no-page-tells-both")
        elif not same_place(place_of(a), place_of(b)):
            yield _clash("places-apart", a.predicate, (_place(a), [one]), (_place(b), [other]), "places-differ")


def _are_near(left: Event, right: Event) -> bool:
    first, last = sorted((left.span, right.span), key=lambda span: span.first)
    return last.first - first.last <= NEAR_DAYS


def _tells_both(told: Sequence[tuple[Evidence, Event]], left: Event, right: Event) -> bool:
    """Answers whether one document tells both events: then they are two."""
    meeting = [
        {one.document for one, event in told if event.kind == side.kind and event.span.dated and event.span.meets(side.span)}
        for side in (left, right)
    ]
    return bool(meeting[0] & meeting[1] - {""})


def _is_told_between(left: Event, right: Event, events: Sequence[Event]) -> bool:
    first, last = sorted((left.span, right.span), key=lambda span: span.first)
    between = [event.span for event in events if event.kind in BETWEEN[left.kind]]
    return any(span.last >= first.first and span.first <= last.last for span in between)


def _spellings(standing: Sequence[Evidence]) -> Iterator[Contradiction]:
    """Gives the forms of a name in one script that differ in more than their marks."""
    forms: dict[str, list[Evidence]] = defaultdict(list)
    for one in _forward(standing):
        if one.claim.fact.predicate == "name" and one.claim.fact.value.text:
            forms[one.claim.fact.value.text].append(one)
    for left, right in combinations(sorted(forms), 2):
        same_script = left.isascii() == right.isascii()
        if same_script and fold_name(left) != fold_name(right) and not _is_part(left, right):
            yield _clash("spellings", "name", (left, forms[left]), (right, forms[right]), "name-spelled-otherwise")


def _is_part(one: str, other: str) -> bool:
    a, b = set(fold_name(one).split()), set(fold_name(other).split())
    return a <= b or b <= a


def _attributes(standing: Sequence[Evidence]) -> Iterator[Contradiction]:
    told = [one for one in _forward(standing) if one.claim.fact.predicate in ONE_VALUE]
    for one, other in combinations(told, 2):
        a, b = one.claim.fact, other.claim.fact
        if a.predicate == b.predicate and not same_value(a, b) and a.value.text.isascii() == b.value.text.isascii():
            yield _clash("values-apart", a.predicate, (_value(a), [one]), (_value(b), [other]), "values-differ")


def _faces(standing: Sequence[Evidence]) -> Iterator[Contradiction]:
    """Gives "was sentenced to death" against a page since then that says only "faces"."""
    forward = _forward(standing)
    sentenced = [one for one in forward if one.claim.fact.predicate == "sentenced_to" and is_death(one.claim.fact.value)]
    faces = [one for one in forward if one.claim.fact.predicate == "faces_death_penalty"]
    for one in sentenced:
        span = dated_span(one.claim.fact.when)
        since = [other for other in faces if span is None or told_on(other) >= span.first]
        if since:
            sides = ("sentenced_to", [one]), ("faces_death_penalty", since)
            yield _clash("sentenced-or-faces", "sentenced_to", *sides, "facing-is-no-sentence")


def _penalties(standing: Sequence[Evidence]) -> Iterator[Contradiction]:
    sentences = [one for one in _forward(standing) if one.claim.fact.predicate == "sentenced_to" and _value(one.claim.fact)]
    for one, other in combinations(sentences, 2):
        a, b = one.claim.fact, other.claim.fact
        if one.document == other.document or not _can_meet(a, b):
            continue
        if is_death(a.value) != is_death(b.value) or _numbers_apart(one, other, sentences):
            yield _clash("penalties-apart", "sentenced_to", (_value(a), [one]), (_value(b), [other]), "penalties-differ")


def _numbers_apart(one: Evidence, other: Evidence, sentences: Sequence[Evidence]) -> bool:
    """Answers whether two pages give no penalty alike in number: the parts of one sentence may stand in both, in any order."""
    numbers = [
        {
            number
            for each in sentences
            if each.document == side.document
            for number in _NUMBERS.findall(fold(each.claim.fact.value.text))
        }
        for side in (one, other)
    ]
    both_death = is_death(one.claim.fact.value) or is_death(other.claim.fact.value)
    return not both_death and all(numbers) and not numbers[0] & numbers[1]


def _people(standing: Sequence[Evidence]) -> Iterator[Contradiction]:
    """Gives the numbers of people whom one event befell, where two pages tell different ones."""
    told = [
        (one, count) for one in _forward(standing) if one.claim.basis and (count := people_told(one.claim.basis.passage.quote))
    ]
    for (one, left), (other, right) in combinations(told, 2):
        a, b = one.claim.fact, other.claim.fact
        if (
            left != right
            and one.document != other.document
            and a.predicate == b.predicate
            and same_value(a, b)
            and _can_meet(a, b)
        ):
            yield _clash("people-apart", a.predicate, (str(left), [one]), (str(right), [other]), "people-differ")


def _alive_after(standing: Sequence[Evidence]) -> Iterator[Contradiction]:
    """Gives a death against what is told of the living on a later day."""
    told = [(one, event) for one in _forward(standing) for event in events_of((one,))]
    for one, death in told:
        for other, event in told:
            if death.kind in DEAD and event.kind not in DEAD and event.span.dated and event.span.first > death.span.last:
                a, b = one.claim.fact, other.claim.fact
                sides = (f"{a.predicate} {_edtf(a)}".strip(), [one]), (f"{b.predicate} {_edtf(b)}".strip(), [other])
                yield _clash("alive-after", a.predicate, *sides, "told-of-the-living-later")


def _can_meet(one: Fact, other: Fact) -> bool:
    a, b = dated_span(one.when), dated_span(other.when)
    return a is None or b is None or a.meets(b)


def _clash(
    kind: str, predicate: str, left: tuple[str, Sequence[Evidence]], right: tuple[str, Sequence[Evidence]], reason: str
) -> Contradiction:
    sides = [Side(says, tuple(one.claim.fact.id for one in some)) for says, some in (left, right)]
    return Contradiction(kind, predicate, sides[0], sides[1], (Reason(reason, (("left", left[0]), ("right", right[0]))),))


def _edtf(fact: Fact) -> str:
    return fact.when.edtf.removesuffix("/..") if fact.when else ""


def _place(fact: Fact) -> str:
    place = place_of(fact)
    return place.term or place.text


def _value(fact: Fact) -> str:
    if fact.value.term or fact.value.text:
        return fact.value.term or fact.value.text
    low = fact.value.low if fact.value.low is not None else fact.value.high
    return "" if low is None else str(low)


_KINDS: Final[tuple[Callable[[Sequence[Evidence]], Iterator[Contradiction]], ...]] = (
    _opposite,
    _apart,
    _spellings,
    _attributes,
    _faces,
    _penalties,
    _people,
    _alive_after,
)
