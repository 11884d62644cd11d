"""Claims of one person, gathered into facts: same predicate, and value, days and place that can be one. In doubt they stay apart.

A denial or an "it is not known" lies beside the fact that it can mean and never counts for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from govah.dates import Edtf
from govah.records import AFFIRMED, Fact, Stance
from govah.weigh.contradictions import contradictions
from govah.weigh.interface import Contradiction, Evidence, WeighedFact
from govah.weigh.origins import voices
from govah.weigh.spans import Span, common, dated_span, exact_span
from govah.weigh.status import live
from govah.weigh.values import place_of, same_place, same_value
from govah.words import words


def facts(evidence: Iterable[Evidence]) -> tuple[WeighedFact, ...]:
    """Gives the facts that standing evidence of one person makes, in the order of the vocabulary and of time."""
    standing = live(evidence)
    clashes = contradictions(standing)
    found = [_weighed(group, clashes) for group in gathered(standing)]
    order = {name: place for place, name in enumerate((*words("attributes"), *words("predicates")))}
    place = lambda fact: (order.get(fact.predicate, len(order)), fact.when or "9", fact.claims, fact.denials)  # noqa: E731
    return tuple(sorted(found, key=place))


def gathered(standing: Sequence[Evidence]) -> list[list[Evidence]]:
    """Groups claims that can tell one thing; one that could belong to several groups joins none of them."""
    groups: list[list[Evidence]] = []
    for one in sorted(standing, key=_exactness):
        fit = [group for group in groups if all(_compatible(one.claim.fact, other.claim.fact) for other in group)]
        exact = [group for group in fit if any(_same_days(one.claim.fact, other.claim.fact) for other in group)]
        if len(exact or fit) == 1:
            (exact or fit)[0].append(one)
        else:
            groups.append([one])
    return groups


def _exactness(one: Evidence) -> tuple[bool, bool, int, str]:
    """Puts what is put forward before what is denied, dated before undated, and the most exact first."""
    span = dated_span(one.claim.fact.when)
    width = span.last - span.first if span else 0
    return one.claim.fact.stance not in AFFIRMED, span is None, width, one.claim.fact.id


def _compatible(one: Fact, other: Fact) -> bool:
    if one.predicate != other.predicate or not same_value(one, other) or not same_place(place_of(one), place_of(other)):
        return False
    a, b = dated_span(one.when), dated_span(other.when)
    return a is None or b is None or a.meets(b)


def _same_days(one: Fact, other: Fact) -> bool:
    """Answers whether the two say the same days without the give of `~` and `?`, or neither says any."""
    a, b = exact_span(one.when), exact_span(other.when)
    return (a is None and b is None) or (a is not None and b is not None and a.meets(b))


def _weighed(group: Sequence[Evidence], clashes: Sequence[Contradiction]) -> WeighedFact:
    forward = [one for one in group if one.claim.fact.stance in AFFIRMED]
    all_claims = {one.claim.fact.id for one in group}
    shown = forward or group
    return WeighedFact(
        predicate=group[0].claim.fact.predicate,
        values=_each(one.claim.fact.value.term or one.claim.fact.value.text or _number(one.claim.fact) for one in shown),
        stances=_each(one.claim.fact.stance.value for one in group),
        claims=tuple(one.claim.fact.id for one in forward),
        denials=tuple(one.claim.fact.id for one in group if one.claim.fact.stance is Stance.DENIED),
        unknowns=tuple(one.claim.fact.id for one in group if one.claim.fact.stance is Stance.UNKNOWN),
        documents=_each(one.document for one in forward),
        voices=voices(forward),
        when=_when(shown),
        whens=_each(one.claim.fact.when.edtf for one in shown if one.claim.fact.when),
        wheres=_each(place.term or place.text for one in shown for place in (place_of(one.claim.fact),)),
        contradictions=tuple(clash for clash in clashes if all_claims & set(clash.claims)),
        reviewed=any(one.reviewed for one in shown),
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _number(fact: Fact) -> str:
    low, high = fact.value.low, fact.value.high
    if low is None and high is None:
        return ""
    return str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"


def _when(shown: Sequence[Evidence]) -> str:
    """Gives the days that every dated claim allows, as EDTF; one claim's own words where it stands alone or they are equal."""
    whens = [one.claim.fact.when for one in shown if one.claim.fact.when]
    dated = [(when.edtf, span) for when in whens if (span := dated_span(when))]
    texts = {text for text, _ in dated}
    if len(texts) <= 1:
        return next(iter(texts), "")
    plain = [span for text, span in dated if not set("~?%") & set(text)] or [span for _, span in dated]
    meet = common(plain)
    return _edtf(meet, dated, plain) if meet else ""


def _edtf(meet: Span, dated: Sequence[tuple[str, Span]], plain: Sequence[Span]) -> str:
    for text, span in sorted(dated, key=lambda one: len(one[0])):
        if span in plain and (span.first, span.last) == (meet.first, meet.last):
            return text
    if meet.first < 1 or meet.last > date.max.toordinal():
        return ""
    return str(Edtf.between(date.fromordinal(meet.first), date.fromordinal(meet.last)))
