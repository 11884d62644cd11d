"""What later sentences make of a claim: a report said to be false, a death of wounds or in custody, a fate already told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from govah.read.english.claims import Draft, passage
from govah.read.english.scene import Scene
from govah.read.english.sources import Voice
from govah.records import AFFIRMED, Stance

_UNTRUE: Final = re.compile(
    r"(?i)^(?:\W*|[^.;,]{2,80}\b(?:said|says|insisted|wrote|stated) (?:that )?)(?:but |however, |in fact )?"
    r"(?:this|that|it|all of this|(?:the|this|that|these|those|such) "
    r"(?:claims?|reports?|news|rumou?rs?|stor(?:y|ies)|allegations?|posts?)) (?:is|was|are|were) "
    r"(?:\w+ly |just |all )?(?:not (?:\w+ly )?(?:true|correct|accurate)|untrue|false|a lie|lies|fake|wrong|baseless|"
    r"incorrect|fabricated|nonsense|unfounded|a rumou?r)\b"
)
_CUT_SHORT: Final = re.compile(
    r"(?i)^\W*(?:but |in fact |in reality )?(?:he|she|they|it|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) (?:ha[sd]|have|was|"
    r"were|did|is|are|does|do)(?: not|n['’]t)\W*$"
)
"""A sentence that only says no to the one before: "He had not."."""
_HELD: Final = frozenset({"died_in_custody", "arrested", "detained_at", "transferred", "disappeared", "hunger_strike"})
_FREED: Final = frozenset({"released", "released_on_bail"})
_ENDED: Final = frozenset({"died", "suicide"})
_SHOT: Final = "shot"
_LED: Final = 6
"""Sentences within which the story names whom its lead speaks of."""
_NEAR: Final = 4
"""Sentences within which an arrest or a wound explains a death."""


def retracted(scene: Scene, found: Sequence[Draft], voice: Voice | None) -> list[Draft]:
    """Gives the claims after a sentence such as "This is not true": what the sentence before told is denied."""
    told = scene.text[scene.sentence.start : scene.sentence.end]
    if not _UNTRUE.search(told) and not _CUT_SHORT.search(told):
        return list(found)
    last = max((draft.scene.number for draft in found), default=-9)
    if scene.number - last > 1 or _of_another(scene, next(one.scene for one in found if one.scene.number == last)):
        return list(found)
    doubted = AFFIRMED | {Stance.UNKNOWN}
    before = [draft for draft in found if draft.scene.number == last and draft.claim.stance in doubted]
    if voice is None or not voice.chain:
        return [_denied(draft) if draft in before else draft for draft in found]
    start, end = passage(scene, 0)
    quote = scene.text[start:end]
    more = (replace(one.claim, stance=Stance.DENIED, attribution=voice.chain, quote=quote, when=None) for one in before)
    denied = [replace(one, start=start, end=end) for one in more]
    return [*found, *(replace(one, scene=scene, claim=claim) for one, claim in zip(before, denied, strict=True))]


_CREDITED: Final = re.compile(
    r"^\W*(?:(?:The|This|His|Her|Their) (?:news|report|information|story|arrests?|execution|death|statement)|"
    r"This|It|Their names) (?:was|were|has been|had been) (?:(?:first|also|later|originally|initially) )?"
    r"(?:reported|announced|published|confirmed|broken|released|disclosed|posted) (?:(?:on|in) [^,.;]{3,30} )?by "
    r"(?P<by>[^,.;]{3,90})|"
    r"^\W*(?P<who>(?:The |An? )?[A-Z][^,.;]{2,80}?) (?:(?:was|were) the first to report|"
    r"(?:first )?(?:broke|reported|announced|published)) (?:this|the) (?:news|information|story|report)\b"
)
"""A sentence that says outright whose news the one before it was: "The news was first reported by the network"."""


def credited(scene: Scene, found: Sequence[Draft]) -> list[Draft]:
    """Gives the claims after a sentence that credits the one before it: what that asserted is reported by whoever is named."""
    told = _CREDITED.search(scene.text[scene.sentence.start : scene.sentence.end])
    if told is None or re.search(r"(?i)\b(?:court|judge|tribunal|branch)\b", told["by"] or ""):
        return list(found)
    by = ((told["by"] or told["who"]).strip(),)
    before = [draft for draft in found if draft.scene.number == scene.number - 1 and draft.claim.stance is Stance.ASSERTED]
    claims = {id(one): replace(one.claim, stance=Stance.REPORTED, attribution=by) for one in before}
    return [replace(one, claim=claims[id(one)]) if id(one) in claims else one for one in found]


def _of_another(scene: Scene, before: Scene) -> bool:
    """As in "X was freed. Y was not": the sentence names somebody whom the one before does not."""
    told = before.text[before.sentence.start : before.sentence.end]
    return any(scene.words(name.last - 1, name.last) not in told for name in scene.names)


def _denied(draft: Draft) -> Draft:
    return replace(draft, claim=replace(draft.claim, stance=Stance.DENIED))


def custody_deaths(found: Sequence[Draft]) -> list[Draft]:
    """Gives a plain death its kind by what was told of the person before: held, it is in custody; shot, it is a killing."""
    dead = [_kind_of_death(draft, found) for draft in found]
    return [_kind_of_shot(draft, dead) if draft.claim.predicate == "injured" else draft for draft in dead]


_HOSPITAL: Final = re.compile(r"(?i)\bto (?:[\w'’-]+ ){0,5}(?:hospital|clinic|infirmary)\b")
_IN_CUSTODY: Final = re.compile(
    r"(?i)\b(?:prison\w*|jail\w*|custody|detention|cell|ward|inmate|imprisoned|behind bars|hunger[- ]strike|guards?)\b"
)


def moved(found: Sequence[Draft]) -> list[Draft]:
    """Leaves out the way to hospital of somebody who is not held: that is no transfer."""
    return [draft for draft in found if not _is_free_patient(draft, found)]


def _is_free_patient(draft: Draft, found: Sequence[Draft]) -> bool:
    claim = draft.claim
    if claim.predicate != "transferred" or not _HOSPITAL.search(claim.value.text) or _IN_CUSTODY.search(claim.quote):
        return False
    return not any(one.person == draft.person and one.claim.predicate in _HELD and one.claim.stance in AFFIRMED for one in found)


_PAST_PRISON: Final = re.compile(
    r"(?i)\b(?:after|following|since) (?:his|her|their|the) (?:[\w-]+ ){0,3}(?:years?|months?|time|spell|release)\b[^,.;]{0,40}"
    r"\b(?:prison|jail|custody|detention)|\b(?:after|following) (?:[\w-]+ )?(?:years|months|weeks|decades) behind bars|"
    r"\b(?:after|following|since) (?:his|her|their) release\b"
)


def _kind_of_death(draft: Draft, found: Sequence[Draft]) -> Draft:
    lost = draft.claim.predicate == "killed" and draft.claim.rule.startswith("en-lose-killed")
    if not lost and (draft.claim.predicate != "other" or draft.claim.value.text not in _ENDED):
        return draft
    if _PAST_PRISON.search(draft.claim.quote):
        return draft
    before = [
        one.claim.predicate
        for one in found
        if one.person == draft.person
        and one.claim.stance in AFFIRMED
        and 0 <= draft.scene.number - one.scene.number <= _NEAR
        and one is not draft
    ]
    fates = [one for one in before if one in _HELD | _FREED | {"injured"}]
    held = bool(fates) and fates[-1] == "injured" and any(one in _HELD for one in fates) and not _FREED & set(fates)
    fate = "detained_at" if held else fates[-1] if fates else ""
    shot = any(
        one.person == draft.person and one.claim.predicate == "injured" and 0 < one.scene.number - draft.scene.number <= 2
        for one in found
    )
    fate = fate or ("injured" if shot else "")
    kind = "died_in_custody" if fate in _HELD else "killed" if fate == "injured" and draft.claim.value.text == "died" else ""
    return replace(draft, claim=replace(draft.claim, predicate=kind)) if kind else draft


def _kind_of_shot(draft: Draft, found: Sequence[Draft]) -> Draft:
    """As in "Two men shot her five times" of a woman who, as the text told before, was gunned down."""
    if not draft.claim.rule.startswith("en-shoot-"):
        return draft
    plain = draft.claim.value.text == _SHOT
    dead = any(
        one.person == draft.person
        and one.claim.predicate == "killed"
        and one.claim.stance in AFFIRMED
        and (plain or (draft.claim.when is None and 0 < draft.scene.number - one.scene.number <= _NEAR))
        and not (draft.claim.when and one.claim.when and draft.claim.when.edtf != one.claim.when.edtf)
        for one in found
    )
    return replace(draft, claim=replace(draft.claim, predicate="killed")) if dead else draft


def led(found: Sequence[Draft], leads: set[tuple[int, int]]) -> list[Draft]:
    """Gives the day of a lead that names nobody to what the story then tells by name, and leaves the lead out as said twice."""
    twice: dict[tuple[int, str], Draft] = {}
    for draft in found:
        if (draft.scene.number, draft.person) in leads:
            later = (one for one in found if one.person == draft.person and one.claim.predicate == draft.claim.predicate)
            if any(0 < one.scene.number - draft.scene.number <= _LED for one in later):
                twice[draft.person, draft.claim.predicate] = draft
    return [_with_day(draft, twice) for draft in found if draft not in twice.values()]


def _with_day(draft: Draft, leads: Mapping[tuple[int, str], Draft]) -> Draft:
    lead = leads.get((draft.person, draft.claim.predicate))
    if lead is None or draft.claim.when is not None or draft.scene.number - lead.scene.number > _LED:
        return draft
    return replace(draft, claim=replace(draft.claim, when=lead.claim.when))


def without_doubles(found: Sequence[Draft]) -> Iterator[Draft]:
    """Leaves out "could be hanged at any time" beside the sentence of death itself; a risk that is called one stays."""
    condemned = {(one.person, one.scene.number) for one in found if _is_condemned(one)}
    for draft in found:
        if _is_looked_back_on(draft, found):
            continue
        only = draft.claim.predicate == "faces_death_penalty" and "-faces-" not in draft.claim.rule
        if not only or (draft.person, draft.scene.number) not in condemned:
            yield draft


_LOOKING_BACK: Final = re.compile(
    r"(?i)\b(?:since|after|following|before|of|time of|upon|despite|about|regarding) (?:his|her|their|the|[\w'’-]+['’]s?) "
    r"(?:\w+ )?(?:arrests?|detention)\b"
)


def _is_looked_back_on(draft: Draft, found: Sequence[Draft]) -> bool:
    """As in "He has not been allowed a visit since his arrest", of whose arrest the text has told: the noun tells no other."""
    claim = draft.claim
    if claim.predicate != "arrested" or claim.when is not None or not _LOOKING_BACK.search(claim.quote):
        return False
    if re.search(
        r"(?i)\b(?:was|were|been|being|is|are) (?:\w+ly |also |then |again )?(?:arrest|detain|re-?arrest)ed\b", claim.quote
    ):
        return False
    return any(
        one.person == draft.person
        and one.claim.predicate == "arrested"
        and one.claim.stance in AFFIRMED
        and one.scene.number < draft.scene.number
        for one in found
    )


def _is_condemned(draft: Draft) -> bool:
    claim = draft.claim
    return (
        claim.predicate == "sentenced_to"
        and claim.stance in AFFIRMED
        and "death" in (claim.value.term, *claim.value.text.lower().split())
    )
