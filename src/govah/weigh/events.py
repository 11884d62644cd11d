"""From dated, vague and contradictory claims to the events of a log: what may have happened, between which days, how firmly told.

A denial and an "it is not known" make no event; a denial makes the event it can mean a disputed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from govah.records import AFFIRMED, Fact, Stance
from govah.weigh.interface import Evidence, Finding
from govah.weigh.named import named_event
from govah.weigh.origins import voices
from govah.weigh.rules import BETWEEN, DEAD, EVENTS, OTHER_EVENTS
from govah.weigh.spans import OPEN_PAST, Span, dated_span, parsed, span_of, told_on
from govah.weigh.speakers import same_speaker, speaker_of
from govah.weigh.values import is_death, is_told, same_value

TOLD: Final = "told"
FIRMNESS: Final = ("untold", "unconfirmed", "disputed", "alleged", "told", "found")
"""From the weakest to the strongest."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or may have, on one of these days."""

    kind: str
    span: Span
    firmness: str
    evidence: tuple[Evidence, ...]
    against: tuple[str, ...] = ()

    @property
    def is_firm(self) -> bool:
        """Answers whether the log may take it as having happened."""
        return self.firmness in ("told", "found")

    @property
    def claims(self) -> tuple[str, ...]:
        """Gives the claims that tell it."""
        return tuple(one.claim.fact.id for one in self.evidence)


def event_kind(fact: Fact) -> str:
    """Gives the event that a claim tells of, or nothing where it moves no stage."""
    if fact.predicate == "sentenced_to":
        return _by_penalty(fact, "death", "lesser", "some-penalty")
    if fact.predicate == "sentence_upheld":
        return _by_penalty(fact, "death-upheld", "lesser-upheld", "upheld")
    if fact.predicate == "other":
        return OTHER_EVENTS.get(fact.value.term, "") or named_event(fact.value.text)
    return EVENTS.get(fact.predicate, "")


def events_of(evidence: Sequence[Evidence], findings: Sequence[Finding] = ()) -> tuple[Event, ...]:
    """Gives the events that the evidence tells, merged by the declared rules, in the order of their first day."""
    faces = _only_faces(evidence)
    raw = _unbeside([event for one in evidence if (event := _told(one, evidence, faces)) is not None])
    dated = [event for event in raw if event.span.dated]
    merged = _one_event_two_dates(_merged(dated), raw)
    undated = [event for event in raw if not event.span.dated and not _is_the_dated(event, merged)]
    log = [_confirmed(event, findings, raw) for event in (*merged, *_fewest(undated))]
    return tuple(sorted(log, key=lambda event: (event.span.first, event.span.last, event.kind, event.claims)))


def _by_penalty(fact: Fact, death: str, lesser: str, untold: str) -> str:
    if not is_told(fact.value):
        return untold
    return death if is_death(fact.value) else lesser


def _told(one: Evidence, everything: Sequence[Evidence], faces: Sequence[Evidence]) -> Event | None:
    fact = one.claim.fact
    kind = event_kind(fact)
    if not kind or fact.stance not in AFFIRMED:
        return None
    span = span_of(one)
    against = tuple(other.claim.fact.id for other in everything if _denies(other, one, span))
    undercut = tuple(other.claim.fact.id for other in faces if told_on(other) >= span.first) if kind == "death" else ()
    firmness = "alleged" if fact.stance is Stance.ALLEGED or (fact.predicate == "other" and not fact.value.term) else TOLD
    if against or undercut:
        firmness = "disputed"
    return Event(kind, span, firmness, (one,), against + undercut)


def _denies(other: Evidence, one: Evidence, span: Span) -> bool:
    """Answers whether a claim denies this one: it must be able to mean it, and cannot have been made before it happened."""
    denial, fact = other.claim.fact, one.claim.fact
    if denial.stance is not Stance.DENIED or denial.predicate != fact.predicate or told_on(other) < span.first:
        return False
    meant = dated_span(denial.when)
    return same_value(denial, fact) and (meant is None or meant.meets(span))


def _only_faces(everything: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Gives the claims of "faces death" that undercut a death sentence told before them: all, where one voice tells one."""
    faces = [one for one in everything if one.claim.fact.predicate == "faces_death_penalty" and one.claim.fact.stance in AFFIRMED]
    told = [
        one
        for one in everything
        if event_kind(one.claim.fact) == "death" and one.claim.fact.stance in (Stance.ASSERTED, Stance.REPORTED)
    ]
    return tuple(faces) if faces and len(voices(told)) < 2 else ()


def _unbeside(raw: list[Event]) -> list[Event]:
    """Drops a lesser penalty that the same document, or surely the same voice on the same days, tells beside a death sentence."""
    deaths = [event for event in raw if event.kind == "death"]
    return [event for event in raw if event.kind != "lesser" or not any(_is_beside(event, death) for death in deaths)]


def _is_beside(lesser: Event, death: Event) -> bool:
    a, b = lesser.evidence[0], death.evidence[0]
    if not lesser.span.meets(death.span):
        return False
    return bool(a.document and a.document == b.document) or same_speaker(speaker_of(a), speaker_of(b))


def _merged(dated: Sequence[Event]) -> list[Event]:
    """Takes claims of one kind and value whose days can be the same as one event, on the days that all of them allow."""
    out: list[Event] = []
    for event in sorted(dated, key=lambda one: (one.span.last - one.span.first, one.span.first, one.claims)):
        for place, other in enumerate(out):
            if other.kind == event.kind and other.span.meets(event.span) and _same(event, other):
                out[place] = _together(other, event, _meeting(other.span, event.span))
                break
        else:
            out.append(event)
    return out


def _same(one: Event, other: Event) -> bool:
    return all(same_value(one.evidence[0].claim.fact, each.claim.fact) for each in other.evidence)


def _together(one: Event, other: Event, span: Span) -> Event:
    firmness = max(one.firmness, other.firmness, key=FIRMNESS.index)
    against = tuple(dict.fromkeys(one.against + other.against))
    return Event(one.kind, span, firmness, one.evidence + other.evidence, against)


def _meeting(one: Span, other: Span) -> Span:
    return Span(max(one.first, other.first), min(one.last, other.last))


def _one_event_two_dates(merged: Sequence[Event], raw: Sequence[Event]) -> list[Event]:
    """Takes two dates of what happens once as one event between them, unless something told between makes it two."""
    out: list[Event] = []
    for event in sorted(merged, key=lambda one: (one.span.first, one.claims)):
        twin = next((place for place, other in enumerate(out) if _is_twin(other, event, raw)), None)
        if twin is None:
            out.append(event)
        else:
            other = out[twin]
            hull = Span(min(other.span.first, event.span.first), max(other.span.last, event.span.last))
            out[twin] = _together(other, event, hull)
    return out


def _is_twin(one: Event, other: Event, raw: Sequence[Event]) -> bool:
    if one.kind != other.kind or one.kind not in BETWEEN or not _same(other, one):
        return False
    documents = {each.document for each in one.evidence} & {each.document for each in other.evidence}
    between = (event.span for event in raw if event.kind in BETWEEN[one.kind])
    told_between = any(span.last >= one.span.first and span.first <= other.span.last for span in between)
    return not (documents - {""}) and not told_between


def _is_the_dated(event: Event, merged: Sequence[Event]) -> bool:
    """Answers whether an undated claim is an event that is dated already: custody, or the same voice's own words."""
    for other in merged:
        if not other.is_firm or other.span.first > event.span.last:
            continue
        if event.kind in ("arrest", "holding") and other.kind in ("arrest", "holding"):
            return True
        speaker = speaker_of(event.evidence[0])
        same_voice = any(same_speaker(speaker, speaker_of(one)) for one in other.evidence)
        if same_voice and other.kind == event.kind and _same(event, other):
            return True
    return False


def _fewest(undated: Sequence[Event]) -> Iterator[Event]:
    """Gives, of undated events of one kind, those that leave most open: the first told and the last; the rest lie between."""
    kinds: dict[str, list[Event]] = {}
    for event in undated:
        kinds.setdefault(event.kind, []).append(event)
    for same in kinds.values():
        firm = [event for event in same if event.is_firm] or same
        first = min(firm, key=lambda event: (event.span.last, event.claims))
        last = max(same, key=lambda event: (event.span.last, event.is_firm, event.claims))
        rest = [event for event in same if event not in (first, last)]
        if first is last or first.span == last.span:
            yield _gathered(first, [event for event in same if event is not first])
        else:
            yield _gathered(first, [event for event in rest if event.is_firm or not first.is_firm])
            yield last


def _gathered(event: Event, others: Sequence[Event]) -> Event:
    for other in others:
        event = _together(event, other, event.span)
    return event


def _confirmed(event: Event, findings: Sequence[Finding], raw: Sequence[Event]) -> Event:
    """Marks a death unconfirmed unless two people found it, and nothing told of the living since shakes the finding."""
    if event.kind not in DEAD:
        return event
    found = [finding for finding in findings if finding.predicate == event.kind and len(set(finding.people)) >= 2]
    living = [other.span.first for other in raw if other.kind not in DEAD and other.firmness == TOLD]
    shaken = any(day > event.span.last > OPEN_PAST for day in living)
    if found and not shaken:
        edtf = parsed(found[0].when)
        day = edtf.last.toordinal() if edtf is not None and edtf.last is not None else event.span.last
        return replace(event, firmness="found", span=Span(min(event.span.first, day), day))
    return replace(event, firmness="disputed" if event.firmness == "disputed" else "unconfirmed")
