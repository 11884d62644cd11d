"""The claims of a document gathered sentence by sentence, with the counts, calls and attributes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from govah.read.persian.accused import charges_of
from govah.read.persian.attributes import attributes_of
from govah.read.persian.cast import Cast, free_letters, people_of
from govah.read.persian.claims import Draft, court_draft, draft_of
from govah.read.persian.clauses import clause_at
from govah.read.persian.counted import Waiting, counted_before, counted_in, named_at_last, noun_events, rows_of
from govah.read.persian.denials import alive, denials_of, is_retracted, retracted
from govah.read.persian.events import Event
from govah.read.persian.found import Findings
from govah.read.persian.gapping import spread
from govah.read.persian.letters import fold_letters
from govah.read.persian.listing import Listing, goes_on_in_line, is_numbered, listed
from govah.read.persian.lists import is_item
from govah.read.persian.owners import owner_of, verdict_day
from govah.read.persian.parties import note_roles
from govah.read.persian.people import People
from govah.read.persian.repeats import dated_later, on_the_day_of_a_row, one_each, with_known_days, without_repeats
from govah.read.persian.responsibility import responsible, surviving
from govah.read.persian.roles import awaited, patients
from govah.read.persian.scene import PERSON, Scene
from govah.read.persian.scope import FACT, MAYBE, UNKNOWN, force_of
from govah.read.persian.single import One, described, named_later
from govah.read.persian.story import Told, hand_on, stories, told
from govah.read.persian.subjects import has_other_subject, speaks_of_stranger, starts_with_stranger
from govah.read.persian.tallies import bare_tallies, noun_tallies, statements_of, tally_of
from govah.read.persian.unknowns import unknowns_of
from govah.records import Extracted, Stance

_REACH: Final = 1500
"""How far back a denial may point, in code points."""
_ONE: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:عامل|عنصر|جاسوس|متهم|محکوم|مزدور|سرکرده|سرشبکه|لیدر|قاتل|ضارب|یک "
        r"(?:\S+ )?(?:زندانی|شهروند|معترض|جوان|نوجوان|فعال|متهم|زن|مرد|دانشجو|معلم|وکیل|"
        r"خبرنگار)|زندانی|فرد)(?!\S)"
    )
)
_LEADING: Final = frozenset({"subject", "object", "owner"})


def gathered(extracted: Extracted, published: date | None) -> Iterator[tuple[Findings, People]]:
    """Gives what each part of the document says, with the people that it is about."""
    for scenes, discourse in stories(extracted, published):
        findings = Findings()
        waiting: list[Waiting] = []
        listing = Listing()
        for scene in scenes:
            sentence = told(scene, discourse)
            _read(sentence, discourse.people, findings, waiting, listing)
            hand_on(sentence, discourse)
        people = discourse.people
        findings.rows += listing.closed()
        findings.drafts += list(named_at_last(waiting, findings.drafts, findings.rows, people.victims))
        findings.drafts = with_known_days(list(without_repeats(findings.drafts)))
        findings.drafts += list(surviving(findings.behind, findings.drafts))
        yield findings, people


def _read(sentence: Told, people: People, findings: Findings, waiting: list[Waiting], listing: Listing) -> None:
    unnamed: list[tuple[Event, Draft]] = []
    if is_retracted(sentence) and findings.drafts:
        findings.drafts = retracted(findings.drafts, sentence.cast.scene.text)
    if not sentence.cast.who and _HEADED.match(sentence.cast.scene.skeleton) and is_numbered(sentence.cast.scene, goes_on=False):
        people.topic = ()
    found = list(_sentence(sentence, people, waiting, unnamed, findings))
    found += named_later(findings.ones, sentence.cast)
    listing.fresh = tuple(draft for _event, draft in unnamed)
    found += listed(sentence, listing, people, findings)
    found = [on_the_day_of_a_row(draft, listing.days, listed=bool(listing.named)) for draft in found]
    listing.days |= {draft.predicate: draft.when for _event, draft in unnamed if draft.when is not None and draft.when.edtf}
    if not any(draft.stance == Stance.DENIED for draft in found):
        since = sentence.cast.scene.sentence.start - _REACH
        found += denials_of(sentence, [draft for draft in (*findings.drafts, *found) if draft.start > since])
    findings.rows += rows_of(sentence.cast)
    day = verdict_day(sentence)
    if day is not None:
        findings.drafts = dated_later(findings.drafts, day, sentence.cast.scene.sentence.start)
    findings.drafts = alive(sentence, [*findings.drafts, *found])
    findings.attributes += attributes_of(sentence.cast)
    findings.tallies += [tally for event, draft in unnamed if (tally := tally_of(event, draft, sentence)) is not None]
    findings.tallies += [*noun_tallies(sentence), *bare_tallies(sentence)]
    findings.statements += statements_of(sentence)
    note_roles(sentence.cast, findings.roles)
    listing.measured = tuple(one.draft for one in waiting)
    listing.counted = tuple(draft for _event, draft in unnamed) or (listing.counted if is_item(sentence.cast) else ())
    people.victims = list(dict.fromkeys([*people.victims, *(number for draft in found for number in draft.people)]))
    _turn(sentence, found, people)


def _sentence(
    sentence: Told, people: People, waiting: list[Waiting], unnamed: list[tuple[Event, Draft]], findings: Findings
) -> Iterator[Draft]:
    out: list[tuple[Event, Draft]] = []
    for event in (part for whole in sentence.events for part in _parts(whole, sentence, people, findings)):
        force = force_of(event, sentence.cast.scene, sentence.cast.clauses)
        if force == MAYBE or _shadowed(event, sentence.events) or _is_no_fast(event, sentence):
            continue
        whose = _whose(event, sentence, people)
        draft = draft_of(event, whose, force, sentence) if whose else None
        noun = described(event, sentence.cast) if not whose and force == FACT else ""
        one = draft_of(event, (), FACT, sentence) if noun else None
        findings.ones += [One(one, noun)] if one is not None else []
        if not whose and force == FACT:
            _keep_for_later(event, sentence, waiting, unnamed, named=bool(people.victims))
        if (
            draft is None
            or (event.rule.id == "served" and _is_told(draft, findings))
            or _is_old(event, draft, sentence, findings)
        ):
            continue
        out.append((event, draft))
        people.group = whose if len(whose) > 1 else people.group
        if event.rule.who in _LEADING and event.force != "noun" and not _beside(event, sentence):
            people.topic = whose
    for event in noun_events(sentence.cast):
        if force_of(event, sentence.cast.scene, sentence.cast.clauses) == FACT:
            _keep_for_later(event, sentence, waiting, [], named=bool(people.victims))
    led = any(event.rule.who in _LEADING and event.force != "noun" for event, _draft in out)
    if out and not led and not _beside(out[0][0], sentence):
        people.topic = out[0][1].people
    findings.behind += responsible(out, sentence)
    out += _charges_and_unknowns(sentence, people)
    yield from one_each(out)
    yield from (court for event, draft in out if (court := court_draft(draft, event, sentence)) is not None)


def _parts(whole: Event, sentence: Told, people: People, findings: Findings) -> tuple[Event, ...]:
    """An event for each subject or count of its clause; the counts of a sentence that has been told already are one detail."""
    parts = tuple(spread(whole, sentence.cast))
    if parts[-1].count:
        told_of = {number for one in findings.drafts if one.predicate == "sentenced_to" for number in one.people}
        return (whole,) if told_of & set(_whose(whole, sentence, people)) else parts
    return parts


def _is_told(draft: Draft, findings: Findings) -> bool:
    """«این حکم به آنان ابلاغ شد» tells no sentence anew that has been told with its measure."""
    told_of = {number for one in findings.drafts if one.predicate == "sentenced_to" for number in one.people}
    return draft.value.text == "sentenced" and set(draft.people) <= told_of


def _is_old(event: Event, draft: Draft, sentence: Told, findings: Findings) -> bool:
    """«بازداشت آنان با خشونت همراه بود» tells no arrest anew of those whose arrest has been told."""
    alike = _DEATHS if draft.predicate in _DEATHS else {draft.predicate}
    told_of = {number for one in findings.drafts if one.predicate in alike for number in one.people}
    news = _NEWS.search(sentence.cast.scene.skeleton) is not None
    return event.rule.id in _LOOKS_BACK and draft.when is None and set(draft.people) <= told_of and not news


_NEWS: Final = re.compile(fold_letters(r"(?<!\S)(?:خبر|اعلام|گزارش|تایید|صورت گرفت|انجام شد|رخ داد|اقدام به|تکذیب|انکار)"))
_DEATHS: Final = frozenset({"killed", "died_in_custody"})
_LOOKS_BACK: Final = frozenset({"arrest-of", "killing-of", "death-of"})


def _is_no_fast(event: Event, sentence: Told) -> bool:
    """«دست به اعتصاب زد» is a hunger strike only where the text speaks of one."""
    return event.rule.id == "strike-short" and "اعتصاب غذا" not in sentence.cast.scene.text


def _whose(event: Event, sentence: Told, people: People) -> tuple[int, ...]:
    if event.rule.who == "owner" and event.force != "noun":
        return owner_of(event, sentence.cast, people)
    return patients(event, sentence.cast, people)


def _keep_for_later(
    event: Event, sentence: Told, waiting: list[Waiting], unnamed: list[tuple[Event, Draft]], *, named: bool
) -> None:
    """What is told of people whom the text names only later, by their number or as the one of whom it speaks."""
    draft = draft_of(event, (), FACT, sentence)
    if draft is None:
        return
    line = sentence.cast.scene.skeleton
    count = awaited(event, sentence.cast)
    agrees = event.active or event.plural is not False or event.rule.who == "owner"
    counted = counted_in(event, sentence.cast) if agrees else None
    counted = counted or (counted_before(event, sentence.cast, waiting) if event.rule.who == "subject" else None)
    if count and not named:
        waiting.append(Waiting(draft, count, pointed=True))
    elif counted and counted.size > 1:
        tried = court_draft(draft, event, sentence)
        waiting += [
            Waiting(one, counted.size, others=counted.others, least=counted.least) for one in (draft, tried) if one is not None
        ]
        unnamed += [(event, draft)] if has_other_subject(line[: event.start]) and event.rule.who == "subject" else []
    elif event.rule.who == "subject" and event.rule.kind == "verb" and has_other_subject(line[: event.start]):
        unnamed.append((event, draft))
    elif sentence.cast.scene.sentence.title and event.rule.who in _LEADING and is_of_one(sentence.cast, event):
        waiting.append(Waiting(draft, 1, pointed=True))


def _charges_and_unknowns(sentence: Told, people: People) -> Iterator[tuple[Event, Draft]]:
    cast = sentence.cast
    for event, whose in charges_of(cast, people):
        force = force_of(event, cast.scene, cast.clauses)
        draft = None if force == MAYBE else draft_of(event, whose, force, sentence)
        if draft is not None:
            yield event, draft
    for event, whose in unknowns_of(cast, people, sentence.events):
        draft = draft_of(event, whose, UNKNOWN, sentence)
        if draft is not None:
            yield event, draft


def is_of_one(cast: Cast, event: Event) -> bool:
    """Answers whether a title tells it of one unnamed person («عامل … اعدام شد»), whom the story names."""
    return _ONE.search(cast.scene.skeleton[: event.start]) is not None and not re.search(PERSON, cast.scene.skeleton)


def _beside(event: Event, sentence: Told) -> bool:
    """Whether a relative clause tells it, beside a main clause about somebody else: pronouns go on with the other."""
    clauses = sentence.cast.clauses
    clause = clauses[clause_at(clauses, event.start)]
    return bool(clause.antecedent.strip("?")) and len(free_letters(sentence.cast, 0, clause.start)) > 1


def _shadowed(event: Event, events: tuple[Event, ...]) -> bool:
    """A noun or a description inside the words of a fuller rule for the same thing says nothing more."""
    for other in events:
        if other is event or other.rule.kind == "noun" or not (other.start <= event.start and event.end <= other.end + 1):
            continue
        if other.rule.predicate == event.rule.predicate and (other.end - other.start) > (event.end - event.start):
            return True
        if event.rule.id == "condemned" and other.rule.id.startswith("sentence"):
            return True
    return False


def _turn(sentence: Told, found: list[Draft], people: People) -> None:
    """Notes whom the sentence was about: the people of its claims, else whoever it names first."""
    cast = sentence.cast
    letters = free_letters(cast, 0, len(cast.scene.skeleton))
    named = people_of(cast, tuple(letter for letter in letters if cast.scene.mention(letter).kind == "name"))
    if is_item(cast):
        people.topic = named[:1] if goes_on_in_line(cast.scene) else people.topic
        return
    if len(named) > max((len(draft.people) for draft in found), default=1):
        people.group = named
    if found:
        return
    if len(named) == 1 and not _is_only_object(cast, letters, named[0], people):
        people.topic = named
    elif named and not people.topic:
        people.topic = named[:1]
    else:
        rest = people_of(cast, tuple(letter for letter in cast.who if cast.parts[letter] in {"kin", "after", "thing"}))
        spoken = {number for numbers in cast.who.values() for number in numbers} & set(people.topic)
        if len(rest) == 1 and not spoken and (not people.topic or _is_first_named(rest[0], people, sentence)):
            people.topic = rest
        elif not cast.who and (_is_of_stranger(cast.scene) or (is_numbered(cast.scene) and not sentence.events)):
            people.topic = ()


def _is_only_object(cast: Cast, letters: list[str], number: int, people: People) -> bool:
    """«این فعال P را … خواند»: whoever the sentence names is what the person spoken of so far speaks about."""
    at = next(cast.scene.skeleton.index(one) for one in letters if number in cast.who.get(one, ()))
    spoken = {one for letter, whom in cast.who.items() for one in whom if cast.scene.skeleton.index(letter) < at}
    return (
        number not in people.topic and bool(spoken & set(people.topic)) and _OBJECT.match(cast.scene.skeleton, at + 1) is not None
    )


_OBJECT: Final = re.compile(r"(?: »)?(?: ،[^،.]{1,60} ،)? (?:را|رو)(?!\S)")


def _is_of_stranger(scene: Scene) -> bool:
    """Whether a sentence without a name is of somebody else: an object that nobody knows, or a line that begins with one."""
    line = scene.skeleton
    return speaks_of_stranger(line) or (_begins_line(scene) and "،" in line[:_HEAD] and starts_with_stranger(line))


_HEAD: Final = 40
"""Code points in which a line names somebody before a comma."""


_HEADED: Final = re.compile(r"^[^\s:،]+(?: [^\s:،]+){0,3} :")
"""«۲- ناشناس: اعدام شد»: a line about somebody whom no name was found for."""


def _begins_line(scene: Scene) -> bool:
    return not scene.text[scene.text.rfind("\n", 0, scene.sentence.start) + 1 : scene.sentence.start].strip(
        " \t•-–—*.)0123456789۰۱۲۳۴۵۶۷۸۹/🔸🔹▪●"
    )


def _is_first_named(number: int, people: People, sentence: Told) -> bool:
    """Whether a line begins with somebody of whom nothing was told («به خانواده P تسلیت می‌گویم. …»)."""
    return _begins_line(sentence.cast.scene) and number not in people.victims and number not in people.topic
