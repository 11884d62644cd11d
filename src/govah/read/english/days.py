"""Days that other sentences lend an act: the day told before it, "two days later", "since his arrest"."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from govah.dates import FoundDate, find
from govah.read.english.claims import Draft
from govah.read.english.dating import in_months, is_of_something
from govah.read.english.event import Event
from govah.read.english.fitting import tail_of
from govah.read.english.posts import Post
from govah.read.english.scene import Scene
from govah.read.english.years import NAMED_YEAR
from govah.read.sequel import first_day, last_day, lasting, sequel
from govah.records import AFFIRMED, When

_GREGORIAN: Final = "gregorian"
_ONE_DAY: Final = frozenset({"arrested", "executed", "killed", "died_in_custody", "disappeared"})
"""Acts that have one day each; where a text gives one day and no other, the same act elsewhere in the text has it too."""
_LASTING: Final = frozenset({"detained_at", "hunger_strike", "disappeared", "denied_lawyer", "denied_family_contact"})
_SINCE: Final = re.compile(
    r"(?i)\bsince (?:(?:his|her|their|the) (?:(?P<arrest>arrests?|detention|abduction|disappearance|capture)|"
    r"(?P<trial>trial|hearing))|(?:he|she|they) (?:was|were) (?:\w+ly )?(?P<taken>arrested|detained|taken|seized|abducted)|"
    r"(?P<then>then|that day)\b)|\b(?P<ever>ever since|since\s*$)"
)
_EVENTS: Final = {
    "arrest": ("arrested", "disappeared"), "taken": ("arrested", "disappeared"), "trial": ("tried_by",),
    "then": ("arrested", "disappeared"), "ever": ("arrested", "disappeared"),
}  # fmt: skip


@dataclass(slots=True)
class Days:
    """The days that a text has named so far, in order, and the day on which it was published."""

    published: date | None = None
    rows: Mapping[int, FoundDate] = field(default_factory=dict)
    "Sentence → the day of its row: in brackets behind the entry, or in the heading above it."
    posted: Mapping[int, Post] = field(default_factory=dict)
    "Paragraph → the post that it is, from whose day “yesterday” is reckoned."
    named: list[tuple[int, str, str]] = field(default_factory=list)
    "(offset, EDTF, words as written)."
    alone: tuple[tuple[int, int], str, str] = ((-9, -9), "", "")
    "The last sentence that is a day and nothing else, as the answer “On 3 January.” is: (number, paragraph), EDTF, words."

    def hear(self, scene: Scene) -> None:
        """Takes note of the days that a sentence names."""
        plain = len(scene.dates) == 1 and len(scene.tokens) <= 7 and not any(one.kind in {"VG", "C"} for one in scene.row)
        if plain and scene.dates[0].edtf and scene.text[scene.sentence.start : scene.sentence.end].endswith("."):
            self.alone = ((scene.number, scene.sentence.paragraph), scene.dates[0].edtf, scene.dates[0].text)
        told = [one for one in scene.dates if one.edtf and not is_of_something(scene, one)]
        self.named += [(one.start, in_months(one.edtf), one.text) for one in told]

    def before(self, offset: int) -> tuple[str, str]:
        """Gives the last day named before a place of the text, with its words, or nothing."""
        return next(((edtf, words) for start, edtf, words in reversed(self.named) if start < offset), ("", ""))

    def lend(self, draft: Draft, event: Event, found: Sequence[Draft]) -> Draft:
        """Gives a draft without a date the one that its words tell by what was told before."""
        told = self._lent(draft, event, found)
        when = told.claim.when
        if when is not None and when != draft.claim.when and last_day([when.edtf]):
            insort(self.named, (event.scene.start_of(event.place), when.edtf, when.text))
        return told

    def _lent(self, draft: Draft, event: Event, found: Sequence[Draft]) -> Draft:
        draft = self._of_post(draft, event)
        known = draft.claim.when
        if known is None and self.alone[0] == (event.scene.number - 1, event.scene.sentence.paragraph):
            return _dated(draft, When(*self.alone[1:], _GREGORIAN))
        if known is not None and known.edtf and (later := _after_act(known, event)) is not None:
            return _dated(draft, later)
        if known is not None and known.edtf and not _behind_sequel(known, event):
            row = self._of_row(event)
            return _dated(draft, row) if row is not None and row.edtf.startswith(f"{known.edtf}-") else draft
        near = f"{event.scene.of(event.phrase)} {event.scene.tail(event.place, 30)}"
        if draft.claim.rule.startswith(_LISTING):
            return _dated(draft, self._of_sentence_before(event.scene))
        if _THERE_AND_THEN.search(near):
            return _dated(draft, self._last_of(draft, found, event.scene))
        return _dated(draft, self._by_words(draft, event) or self._of_row(event))

    def _last_of(self, draft: Draft, found: Sequence[Draft], scene: Scene) -> When | None:
        """The day of the last act told of the person, or the day last named in the story, whichever stands later."""
        acts = [one for one in found if one.person == draft.person and one.claim.when is not None]
        start, edtf, words = next((one for one in reversed(self.named) if one[0] < scene.sentence.start), (-1, "", ""))
        if acts and start < acts[-1].scene.sentence.end:
            return acts[-1].claim.when
        return When(edtf, words, _GREGORIAN) if edtf else None

    def _of_post(self, draft: Draft, event: Event) -> Draft:
        """A day without a number that a post tells ("last night") is reckoned from the day of the post."""
        post, when = self.posted.get(event.scene.sentence.paragraph), draft.claim.when
        if post is None or post.day is None or when is None or any(letter.isdigit() for letter in when.text):
            return draft
        seen = find(f"on {when.text}", published=post.day, language="en")
        return _dated(draft, When(seen[0].edtf, when.text, when.calendar)) if len(seen) == 1 and seen[0].edtf else draft

    def _of_row(self, event: Event) -> When | None:
        """The day of the heading or the brackets beside the row; what had happened by then has a day of its own."""
        day = self.rows.get(event.scene.number)
        before = event.phrase.kind == "VG" and event.phrase.words[:1] == ("had",)
        if day is None or before or ("/" in day.edtf and event.predicate not in _ENDS):
            return None
        return When(day.edtf.split("/")[-1], day.text, day.calendar)  # of a life, its end

    def _of_sentence_before(self, scene: Scene) -> When | None:
        """As in "On 16 August seven were arrested. They include A, B and C"."""
        story, written = self.before(scene.sentence.start)
        since = scene.sentence.start - _NEAR
        near = any(since < start < scene.sentence.start and edtf == story for start, edtf, _ in self.named[-4:])
        return When(story, written, _GREGORIAN) if story and near else None

    def _by_words(self, draft: Draft, event: Event) -> When | None:
        scene, place = event.scene, event.place
        tail = tail_of(scene, place)
        inside = self._inside(scene, place, tail) or self._of_month(scene, place, tail)
        if inside is not None:
            return inside
        if (
            draft.claim.predicate in _LASTING
            and not scene.dates
            and event.phrase.kind == "VG"
            and (event.phrase.perfect or event.phrase.present)
        ):
            length = lasting(tail, self.published)
            if length is not None:
                return When(length.edtf, length.words, _GREGORIAN)
        if _WEEKEND.search(scene.tail(place, 60)) and self.published is not None and not scene.dates:
            sunday = self.published - timedelta(days=(self.published.weekday() + 1) % 7 or 7)
            return When(f"{sunday - timedelta(1)}/{sunday}", "weekend", _GREGORIAN)
        lead = scene.lead(place, 600)
        story, written = self.before(scene.sentence.start)
        if not story:
            story, written = self.before(scene.start_of(place))
        for words in (tail, lead[_clause_start(lead) :], lead[:_FRONT]):
            told = sequel(words, story, _GREGORIAN)
            if told is not None:
                return When(told.edtf, told.words, _GREGORIAN)
        return When(story, written, _GREGORIAN) if self._goes_on(draft, event) and story else None

    def _inside(self, scene: Scene, place: int, tail: str) -> When | None:
        """As in "Arrested in 2019, X was released two years later": reckoned from a date of the same sentence."""
        before = [one for one in scene.dates if one.start < scene.start_of(place) and not is_of_something(scene, one)]
        between = scene.text[before[-1].end : scene.start_of(place)] if before else ""
        told = sequel(re.split(r"[,;:]", tail)[0], before[-1].edtf, _GREGORIAN) if before else None
        told = told or (sequel(between, before[-1].edtf, _GREGORIAN) if before else None)
        return When(told.edtf, told.words, _GREGORIAN) if told is not None else None

    def _of_month(self, scene: Scene, place: int, tail: str) -> When | None:
        """As in "on the 13th", "on the first of the month": the last such day before the text, or of the month last named."""
        found = _MONTH_DAY.search(tail) or _MONTH_DAY.search(scene.lead(place, _FRONT))
        day = int(found["day"] or 1) if found else 0
        story, _ = self.before(scene.start_of(place))
        base = first_day(story) or self.published
        if found is None or base is None or not 0 < day < 29:
            return None
        told = base.replace(day=day)
        if self.published is not None and told > self.published:
            told = (told.replace(day=1) - timedelta(1)).replace(day=day)
        return When(str(told), found.group().strip(), _GREGORIAN)

    def _goes_on(self, draft: Draft, event: Event) -> bool:
        """As in "On 8 January she walked out. A bullet struck her. She died on the way": the story of one day goes on."""
        scene, phrase = event.scene, event.phrase
        plain = phrase.kind == "VG" and not (phrase.perfect or phrase.present or phrase.modal)
        plain = plain and not any(one.head in {"admit", "confess", "acknowledge"} for one in scene.row[: event.place])
        step = draft.claim.predicate in _ON_THE_WAY and _STEPS.search(scene.text[scene.sentence.start : scene.sentence.end])
        return (
            (draft.claim.predicate in _INCIDENTS or bool(step))
            and plain
            and any(
                scene.sentence.start - _NEAR < start < scene.sentence.start and (last_day([edtf]) or _MONTHLY.fullmatch(edtf))
                for start, edtf, _ in self.named[-2:]
            )
        )


_ENDS: Final = frozenset({"killed", "executed", "died_in_custody", "injured"})
_MONTHLY: Final = re.compile(r"\d{4}-\d\d(?:/\d{4}-\d\d)?")
_THERE_AND_THEN: Final = re.compile(
    r"(?i)\bimmediate(?:ly)?\b|\bon the spot\b|\bthere and then\b|\bthen and there\b|\bright (?:at|there|away|in)\b|"
    r"\b(?:upon|on) (?:(?:his|her|their) )?(?:arrival|return)\b"
)
_WEEKEND: Final = re.compile(r"(?i)\b(?:last|over the|at the|this past|during the|this|on the|the past) weekend\b")
_LISTING: Final = ("en-identified/", "en-listed/")
_MONTH_DAY: Final = re.compile(
    r"(?i)\bon the (?:(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:day|floor|anniversary|of [A-Z]|time|hearing|session|"
    r"century))|first of the month)"
)
_FRONT: Final = 40
"""Characters at the head of a sentence in which a time holds for the whole of it."""
_INCIDENTS: Final = frozenset({"injured", "killed"})
_ON_THE_WAY: Final = frozenset({"arrested", "transferred", "disappeared"})
"""What follows upon a raid told in the same paragraph: "In addition, they arrested five people and took them to …"."""
_STEPS: Final = re.compile(
    r"(?i)^\W*(?:in addition|also|then|they|the (?:agents|officers|men|forces|police)|agents|officers|afterwards?|"
    r"after (?:the|an? (?:\w+ )?search|searching|that|returning)|finally|later|eventually|at (?:the same|that) time)\b"
)
_NEAR: Final = 320
"""How far back, in characters, the day of an incident may have been named."""


_DAY_TOLD: Final = re.compile(r"(?i)^, (?:an?|the|one|two|three|\d+|just|only|exactly) [^,.;]*\b(?:before|after)\b[^,.;]*,")
"""As in "On 3 May, a day before the hearing, …": what the day was, which reckons nothing."""


def _behind_sequel(known: When, event: Event) -> bool:
    """Whether the date is one in front, and words behind the act reckon from it: "in 2019, X was released two years later"."""
    lead = event.scene.lead(event.place, 400)
    if known.text not in lead:
        return False
    between = _DAY_TOLD.sub(",", NAMED_YEAR.sub("", lead[lead.rfind(known.text) + len(known.text) :], count=1))
    words = (re.split(r"[,;:]", tail_of(event.scene, event.place))[0], between)
    return any(sequel(one, known.edtf, _GREGORIAN) is not None for one in words)


_AFTER_ACT: Final = re.compile(
    r"(?i)^\W*(?:just |only |about |some |nearly |almost )?(?P<n>\w+) (?P<unit>day|week|month|year)s? after "
    r"(?:his|her|their|the|being|[\w.’'-]+['’]s?) [^,;]{2,50}?(?:on|in) (?:the )?$"
)


def _after_act(known: When, event: Event) -> When | None:
    """As in "A year after his arrest in May 2020, X was released": the date in front is that of the other act."""
    lead = event.scene.lead(event.place, 400)
    at = lead.rfind(known.text)
    told = _AFTER_ACT.match(lead[:at]) if at >= 0 and re.match(r"\s*,", lead[at + len(known.text) :]) else None
    if told is None:
        return None
    later = sequel(f"{told['n']} {told['unit']}s later", known.edtf, _GREGORIAN)
    return When(later.edtf, told.group().strip(), _GREGORIAN) if later is not None else None


def _clause_start(lead: str) -> int:
    """Where the clause of an event begins, within the words that lead to it."""
    cut = [found.end() for found in re.finditer(r"[;:]|, (?:and|but|while|who|which) | (?:that|who|which) ", lead)]
    return cut[-1] if cut else 0


def _dated(draft: Draft, when: When | None) -> Draft:
    return draft if when is None else replace(draft, claim=replace(draft.claim, when=when))


def with_known_days(found: Sequence[Draft]) -> list[Draft]:
    """Gives acts without a date the day that the text gives them elsewhere."""
    days: dict[tuple[int, str], dict[str, When]] = {}
    for draft in found:
        when = draft.claim.when
        if when is not None and draft.claim.stance in AFFIRMED:
            days.setdefault((draft.person, draft.claim.predicate), {}).setdefault(when.edtf, when)
    return [_in_one_go(_pleaded(_since(_the_day(draft, days), days), found), found) for draft in found]


_STEPS_OF: Final = {
    "transferred": {"arrested", "disappeared"},
    "sentenced_to": {"tried_by"},
    "sentence_upheld": {"tried_by"},
    "charged_with": {"arrested"},
}
"""What happens on the day of another act that the same sentence tells, or of which the next says the day."""


def _in_one_go(draft: Draft, found: Sequence[Draft]) -> Draft:
    """As in "was arrested on Monday and moved to a cell", "was tried in July and sentenced to death"."""
    if draft.claim.when is not None or draft.claim.predicate not in _STEPS_OF:
        return draft
    reach = {0, 1} if draft.claim.predicate == "sentence_upheld" else {0}
    for one in found:
        same = one.person == draft.person and one.claim.predicate in _STEPS_OF[draft.claim.predicate]
        if same and one.claim.when is not None and one.scene.number - draft.scene.number in reach:
            return _dated(draft, one.claim.when)
    return draft


_TAKES_PLACE: Final = re.compile(
    r"(?i)^\W*(?:the|this|his|her|their) (?:\w+ )?(?P<what>verdicts?|sentences?|rulings?|decision|arrests?|detention|"
    r"executions?|"
    r"killings?|deaths?|shooting|incident|hearing|trial|raid|attack|release|transfer|abduction|disappearance) "
    r"(?:was|were|took|occurred|"
    r"happened|came|is said to have|reportedly|has been|had been)\b[^.;]{0,60}?(?:place|issued|handed down|announced|pronounced|"
    r"delivered|carried out|held|made|communicated|occurred|happened|took place|came|conducted|served|\bwas|\bwere)?\b"
)
_WHAT: Final = {
    **dict.fromkeys(("verdict", "sentence", "ruling", "decision"), ("sentenced_to", "sentence_upheld", "sentence_overturned")),
    **dict.fromkeys(("arrest", "detention", "raid", "abduction"), ("arrested", "disappeared")),
    **dict.fromkeys(("execution",), ("executed",)),
    **dict.fromkeys(("killing", "death", "shooting", "attack"), ("killed", "died_in_custody", "injured")),
    "incident": ("killed", "injured", "arrested", "died_in_custody"),
    **dict.fromkeys(("hearing", "trial"), ("tried_by",)),
    "release": ("released", "released_on_bail"), "transfer": ("transferred",), "disappearance": ("disappeared",),
}  # fmt: skip


def told_after(scene: Scene, found: Sequence[Draft]) -> list[Draft]:
    """As in "X was sentenced to six years. The verdict was issued on 30 January": the day of what the sentence before tells."""
    told = _TAKES_PLACE.search(scene.text[scene.sentence.start : scene.sentence.end])
    days = [one for one in scene.dates if one.edtf and not is_of_something(scene, one)] if told else []
    if told is None or len(days) != 1:
        return list(found)
    kinds = _WHAT.get(told["what"].lower().rstrip("s"), ())
    when = When(days[0].edtf, days[0].text, days[0].calendar)
    return [
        _dated(one, when)
        if one.claim.when is None and one.claim.predicate in kinds and 0 < scene.number - one.scene.number <= 2
        else one
        for one in found
    ]


_Told = dict[tuple[int, str], dict[str, When]]


_MONTH: Final = len("2024-01")


def _the_day(draft: Draft, days: _Told) -> Draft:
    told = days.get((draft.person, draft.claim.predicate), {}) if draft.claim.predicate in _ONE_DAY else {}
    again = re.search(r"(?i)\b(?:times|again|previously|earlier|once|first|initially|originally|already)\b", draft.claim.quote)
    if draft.claim.when is not None or len(told) != 1 or again or len(next(iter(told))) < _MONTH:
        return draft
    return _dated(draft, next(iter(told.values())))


def _since(draft: Draft, days: _Told) -> Draft:
    """As in "has been in jail since her trial", "held ever since": from the day of the act that the text dates."""
    if draft.claim.when is not None or draft.claim.predicate not in _LASTING:
        return draft
    match = _SINCE.search(draft.claim.quote)
    kind = next((name for name, words in match.groupdict().items() if words), "") if match else ""
    for predicate in _EVENTS.get(kind, ()):
        told = days.get((draft.person, predicate), {})
        if len(told) == 1 and all(told):
            start = next(iter(told)).split("/")[0]
            return _dated(draft, When(f"{start}/..", match.group() if match else "", _GREGORIAN))
    return draft


def _pleaded(draft: Draft, found: Sequence[Draft]) -> Draft:
    """A plea in court belongs to the day of the hearing told just before it."""
    pleads = draft.claim.predicate == "charged_with" and draft.claim.rule.startswith("en-not-guilty")
    if draft.claim.when is not None or not pleads:
        return draft
    heard = [
        one.claim.when
        for one in found
        if one.person == draft.person and one.claim.predicate == "tried_by" and 0 <= draft.scene.number - one.scene.number <= 12
    ]
    return _dated(draft, heard[-1] if heard else None)
