"""From events to claims: the passage quoted, the stance and whose words, the date and the place that belong to the act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from govah.read.english.attribution import Speakers
from govah.read.english.dating import when_of, where_of
from govah.read.english.event import Event
from govah.read.english.fitting import tail_of
from govah.read.english.modes import Mode, Scope
from govah.read.english.scene import Scene
from govah.read.english.scope import scope
from govah.read.english.sources import Voice
from govah.read.english.terms import term_for
from govah.records import AFFIRMED, FoundClaim, Stance, Value

WHOLE: Final = 190
"""Characters of the longest sentence that is quoted whole."""
_PRONOUNS: Final = frozenset({"it", "he", "she", "they", "who", "which", "that"})
_DEATH_AHEAD: Final = frozenset({"executed", "faces_death_penalty"})
_SURE: Final = {Stance.ASSERTED: 800, Stance.REPORTED: 780, Stance.ALLEGED: 700, Stance.DENIED: 650, Stance.UNKNOWN: 600}


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before the persons of the reading have their ids."""

    person: int
    claim: FoundClaim
    scene: Scene
    place: int


def drafts(event: Event, speakers: Speakers) -> list[Draft]:
    """Gives the claims that one event makes, one a person; none where it is only wished, feared or asked."""
    over = scope(event) if not event.stance else Scope(Mode.STATED)
    predicate = _predicate(event, over)
    if predicate is None:
        return []
    voice = _voice(event, over, speakers)
    start, end = passage(event.scene, event.place)
    when, where = when_of(event), where_of(event, predicate)
    quote = event.scene.text[start:end]
    value = Value(
        event.value or _value(event),
        event.term or term_for(predicate, f"{event.scene.of(event.phrase)} {tail_of(event.scene, event.place)}"),
    )
    score = _SURE[voice.stance] - (150 if event.bridged else 0) - (50 if event.noun else 0)
    made = []
    for person in event.persons:
        claim = FoundClaim(
            str(person), predicate, value, voice.stance, voice.chain, quote, start, end, event.rule, score, when, where
        )
        made.append(Draft(person, claim, event.scene, event.place))
    return made


def _predicate(event: Event, over: Scope) -> str | None:
    """What is left of the act under its scope: a death that may come is one that is faced; other wishes are nothing."""
    if over.mode is Mode.UNKNOWN and not event.stance and re.search(r"\b(?:why|how)\b[^,;]*$", event.scene.lead(event.place)):
        return "other"  # that it happened is taken for granted; why, nobody knows
    if over.mode is Mode.UNKNOWN and event.predicate == "arrested" and _WHERE.search(event.scene.lead(event.place)):
        return "detained_at"
    if over.mode in {Mode.STATED, Mode.NEGATED, Mode.DENIED, Mode.UNKNOWN}:
        return event.predicate
    if (
        event.predicate == "sentence_overturned"
        and over.mode is Mode.UNREAL
        and _REFUSED.search(event.scene.lead(event.place, 40))
    ):
        return "sentence_upheld"
    deadly = event.predicate in _DEATH_AHEAD or (
        event.predicate == "sentenced_to" and re.search(r"\bdeath\b|\bhanging\b", tail_of(event.scene, event.place))
    )
    if over.mode is Mode.AHEAD and deadly and not event.phrase.negated:
        return "faces_death_penalty"
    return None


def _voice(event: Event, over: Scope, speakers: Speakers) -> Voice:
    if event.stance:
        return Voice(Stance(event.stance), event.chain or speakers.voice(event).chain)
    if over.mode is Mode.DENIED:
        scene = event.scene
        chain = tuple(scene.of(scene.row[at]) for at in over.voice)
        outer = speakers.voice(event).chain
        denier = speakers.named(scene, chain[:1])
        return Voice(Stance.DENIED, (*(one for one in outer if denier and one not in denier), *denier) if denier else outer)
    voice = speakers.voice(event)
    if voice.stance is Stance.ASSERTED and event.predicate == "charged_with" and event.agents and not event.noun:
        agents = tuple(event.scene.of(event.scene.row[at]) for at in event.agents[:1])
        named = tuple(one for one in speakers.named(event.scene, agents) if one.lower() not in _PRONOUNS)
        voice = Voice(Stance.ASSERTED, named)
    if over.mode is Mode.NEGATED:
        return Voice(Stance.DENIED, voice.chain)
    if over.mode is Mode.UNKNOWN:
        return Voice(Stance.UNKNOWN, voice.chain)
    return voice


def passage(scene: Scene, place: int) -> tuple[int, int]:
    """Gives the stretch to quote: the sentence where it is short, else the clause around the event."""
    start, end = scene.sentence.start, scene.sentence.end
    if end - start <= WHOLE:
        return start, end
    return _clause(scene, place)


def _clause(scene: Scene, place: int) -> tuple[int, int]:
    row = scene.row
    first = place
    while first > 0 and not _breaks(scene, first - 1, place):
        first -= 1
    while (
        first < place
        and row[first].kind in {",", "C", ":", "-", "S"}
        and row[first].head not in {"that", "if", "whether", "after"}
    ):
        first += 1
    last = place
    while last + 1 < len(row) and not _ends(scene, last + 1, place):
        last += 1
    while last > place and row[last].kind in {",", "C", ":", "-", "S", "."}:
        last -= 1
    start, end = scene.start_of(first), scene.end_of(last)
    if end - start > 280:
        start = max(start, scene.start_of(place) - 140)
        start = scene.text.find(" ", start) + 1 if start > scene.start_of(first) else start
        end = min(end, max(scene.end_of(place), start + 280))
        cut = scene.text.rfind(" ", start, end)
        end = cut if cut > scene.end_of(place) else end
    return start, end


def _breaks(scene: Scene, at: int, place: int) -> bool:
    """Looking left, the clause begins behind a semicolon, or once it is long enough, behind a comma with a verb before it."""
    row = scene.row
    length = scene.start_of(place) - scene.start_of(at)
    if row[at].kind == ":" or (row[at].kind == "W" and False):
        return True
    if row[at].kind in {",", "C"} and length > 60:
        return any(one.kind == "VG" and one.form == "finite" for one in row[at + 1 : place + 1])
    return length > 170


def _ends(scene: Scene, at: int, place: int) -> bool:
    row = scene.row
    length = scene.end_of(at) - scene.end_of(place)
    if row[at].kind == ":":
        return True
    if row[at].kind in {",", "C"} and length > 25:
        following = row[at + 1 : at + 5]
        return any(one.kind == "VG" and one.form == "finite" for one in following) or length > 110
    return length > 150


_REFUSED: Final = re.compile(r"(?i)\b(?:has|have|had)? ?(?:refused|declined|refuses|declines)(?: to)?\W*$")
"""As in "refused to overturn the sentence": it stands."""
_WHERE: Final = re.compile(r"(?i)\bwhere\b[^,;.]{0,60}$")
"""What a value begins with where the place is asked for: "where they are held now", which "are held now" would not tell."""


def _value(event: Event) -> str:
    scene = event.scene
    if event.noun:
        more = re.match(r"\W*(?:at|in|of|on|by|for|against|from|to|with) [^,.;()]{3,70}", scene.tail(event.place, 80))
        words = f"{scene.of(event.phrase)} {more.group().strip() if more else ''}".split()
        return " ".join(words[:14])
    tail = tail_of(scene, event.place)
    tail = re.split(r"[.;]\s|, (?:according|who|which|said|says)\b", tail)[0]
    asked = _WHERE.search(scene.lead(event.place))
    words = f"{asked.group() if asked else ''} {scene.of(event.phrase)} {tail.strip()}".split()
    return " ".join(words[:24]).strip(" ,.")


_IMPUGNED: Final = re.compile(
    r"(?i)\bfor ((?:allegedly |reportedly )?(?!being|having been|more|about)[a-z]{3,}ing\b[^,.;]{5,110})"
)
_PURSUED: Final = frozenset(
    {"arrested", "sentenced_to", "charged_with", "faces_death_penalty", "executed", "detained_at", "tried_by", "tortured"}
)


def impugned(event: Event, made: Sequence[Draft]) -> list[Draft]:
    """Gives what somebody is pursued for, where the act says so: "sentenced to death for refusing an order"."""
    match = _IMPUGNED.search(tail_of(event.scene, event.place)) if event.predicate in _PURSUED and not event.noun else None
    if match is None:
        return []
    value = Value(" ".join(match.group(1).split()))
    return [
        replace(
            draft, claim=replace(draft.claim, predicate="impugned_act", value=value, when=None, rule=f"{draft.claim.rule}-for")
        )
        for draft in made
        if draft.claim.predicate != "impugned_act" and draft.claim.stance in AFFIRMED
    ]


def distinct(found: Sequence[Draft]) -> list[Draft]:
    """Drops what is said twice: one claim a person, predicate, stance and sentence; captions say again what the story says."""
    kept: dict[tuple[int, str, str, int], Draft] = {}
    for draft in found:
        key = (draft.person, draft.claim.predicate, draft.claim.stance.value, draft.scene.number)
        if draft.claim.predicate == "charged_with" and draft.claim.stance in AFFIRMED:
            key = (draft.person, draft.claim.value.text, draft.claim.stance.value, draft.scene.number)
        if key not in kept or kept[key].claim.score < draft.claim.score:
            kept[key] = draft
    alike: dict[tuple[int, str], list[Draft]] = {}
    for draft in kept.values():
        alike.setdefault((draft.person, draft.claim.predicate), []).append(draft)
    return [draft for draft in kept.values() if not _is_repeated(draft, alike[draft.person, draft.claim.predicate])]


_COMPARED: Final = 60
"""How many claims of one kind about one person are compared, so that a text of a thousand pages is read in linear time."""


def _is_repeated(draft: Draft, alike: Sequence[Draft]) -> bool:
    return len(alike) <= _COMPARED and any(_repeats(draft, other) for other in alike)


_ONCE: Final = frozenset(
    {"arrested", "sentenced_to", "sentence_upheld", "executed", "killed", "died_in_custody", "charged_with", "tried_by"}
)
"""What a caption only says again."""
_CAPTION: Final = re.compile(
    r"\((?:pictured|left|right|centre|center|above|file)[^)]*\)|(?i:file image|^image:|^photo:|"
    r"^pictured:)"
)


def _repeats(draft: Draft, other: Draft) -> bool:
    """Whether this says again what the other said first: the same words over, or a caption to a claim of the story."""
    if (
        draft is other
        or draft.person != other.person
        or draft.claim.predicate != other.claim.predicate
        or draft.scene is other.scene
    ):
        return False
    mine, theirs = _plain(draft.scene), _plain(other.scene)
    caption = bool(_CAPTION.search(draft.scene.text[draft.scene.sentence.start : draft.scene.sentence.end]))
    if fuzz.ratio(mine, theirs) >= 85 or (len(mine) > 60 and fuzz.partial_ratio(mine, theirs) >= 95):
        other_caption = bool(_CAPTION.search(other.scene.text[other.scene.sentence.start : other.scene.sentence.end]))
        return (caption and not other_caption) or (caption == other_caption and draft.scene.number > other.scene.number)
    return (
        caption
        and draft.claim.predicate in _ONCE
        and not _CAPTION.search(other.scene.text[other.scene.sentence.start : other.scene.sentence.end])
    )


def _plain(scene: Scene) -> str:
    text = scene.text[scene.sentence.start : scene.sentence.end]
    return " ".join(re.sub(r"\([^)]*\)|[^\w\s]", " ", text.lower()).split())
