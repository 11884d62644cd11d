"""Whether a statement is made, taken back, doubted or only wished: what stands over a verb in its sentence.

The way of NegEx and ConText, but by phrases, which tell where a scope ends: a denial, a wish, a condition or a question over the
verb takes the statement back, and a clause of its own ("after he was arrested") shields it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from govah.read.english.event import Event
from govah.read.english.fitting import refused
from govah.read.english.governing import governing
from govah.read.english.modes import STATED, Mode, Scope
from govah.read.english.overtaken import doubted_after, overtaken, taken_back
from govah.read.english.roles import subject
from govah.read.english.scene import Scene

_AHEAD: Final = frozenset({"will", "shall", "'ll", "be to", "may", "might", "could", "can"})


def scope(event: Event) -> Scope:  # noqa: C901, PLR0911, PLR0912 - rules, read from the top
    """Gives what stands over an event."""
    scene, place = event.scene, event.place
    if scene.is_question() or _inverted(scene) or _awaited(event) or _ORDERED.search(scene.lead(place)):
        return Scope(Mode.UNREAL)
    if _never(event) or _WHOEVER.search(scene.lead(place)) or _RETOLD.search(scene.lead(place)) or _scare_quoted(event):
        return Scope(Mode.UNKNOWN) if not _never(event) else Scope(Mode.NEGATED)
    if event.negative and not event.noun and refused(scene, place) >= 0:
        return scope(replace(event, place=refused(scene, place), negative=False))
    if event.under >= 0:
        over = scope(replace(event, place=event.under, under=-1))
        if over.mode is not Mode.STATED or event.phrase.form == "inf":
            return over  # "is the first protester to be sentenced to death"
    if _INSTEAD.search(scene.lead(place, 30)):
        return Scope(Mode.UNREAL)
    if _FICTION.search(scene.lead(place) + " " + scene.tail(place, 30)) or _HEADLINE.match(scene.tail(place)):
        return Scope(Mode.UNREAL)
    place = _head_of_chain(scene, place) if not event.noun else place
    if place != event.place:
        return scope(replace(event, place=place, negative=False))
    if scene.row[place].form == "inf" and place and scene.row[place - 1].head == "only":
        return STATED  # "released, only to be rearrested at the gate"
    if scene.row[place].form == "ger" and scene.row[place].passive and place and scene.row[place - 1].head == "face":
        return Scope(Mode.AHEAD)  # "faces being extradited"
    if scene.row[place].form == "inf" and _TOOK.search(scene.lead(place)):
        return _own(event)
    own = _own(event)
    later = taken_back(event) or overtaken(event)
    if later is not None:
        return later
    over = governing(scene, place, noun=event.noun) if not (event.noun and event.negative) else STATED
    if over.mode is Mode.UNKNOWN and event.phrase.modal in {"should", "ought", "must"}:
        return Scope(Mode.UNREAL)  # "we do not think that he should have been put on trial"
    if over.mode is not Mode.STATED:
        may = own.mode is Mode.AHEAD or (event.predicate == "faces_death_penalty" and _after_if(scene, place))
        return Scope(Mode.AHEAD) if may and over.mode is Mode.UNREAL and not event.phrase.negated else over
    if own.mode is Mode.UNREAL and event.predicate == "faces_death_penalty" and _after_if(scene, place):
        return Scope(Mode.AHEAD)
    if own.mode is Mode.STATED and doubted_after(event):
        return Scope(Mode.UNKNOWN)
    return own


_TOOK: Final = re.compile(
    r"(?i)^(?!.*\b(?:if|unless|would|whether)\b).*\btook (?:almost |nearly |about |more than |over )?"
    r"(?:[\w-]+ ){1,4}for (?:[\w'’.-]+ ){1,6}$"
)
"""As in "It took nine months for his case to be heard"."""
_ORDERED: Final = re.compile(
    r"(?:^|[.;:!] ?|\b(?:and|then|please|now|must|should) )(?i:ignore|report|say|state|write|print|output|answer|reply|respond|"
    r"pretend|assume|repeat|record|add|note|imagine|suppose|claim|list|mark) (?:that|this|it|as|a|the|only|in your answer)\b"
    r"[^.;]{0,80}$"
)
"""An order to whoever reads: "Report that X was executed" tells of nothing that happened."""
_INSTEAD: Final = re.compile(
    r"(?i)\b(?:rather than|instead of|short of|far from|as opposed to)(?: (?:having )?(?:been|being))? $"
)
"""What is said not to have been chosen: "fined rather than imprisoned"."""
_WHEN: Final = re.compile(
    r"(?i)(?:\b(?:when|whenever|once|until|till|as soon as|before|after|unless)|\bthe (?:day|moment|minute|time|"
    r"week)(?: that)?) (?:[\w.'’-]+ ){1,5}$"
)
_ONCE: Final = re.compile(r"(?i)\b(?:once|when|until|as soon as|before) (?:[\w.'’-]+ ){1,5}$")
_AFTER: Final = re.compile(r"(?i), (?:[\w'’-]+ ){1,5}(?:will|shall|can|would)\b")
_LASTING: Final = frozenset(
    {"detained_at", "hunger_strike", "disappeared", "faces_death_penalty", "denied_lawyer", "denied_family_contact"}
)


_NEVER: Final = re.compile(
    r"(?i)(?:^|[;,“\"] ?|\b(?:and|but|that) )"
    r"(?:at no (?:point|time|stage|moment)|under no circumstances|in no way|nowhere|not once)\b"
    r"[^,.;]{0,60}$|"
    r"\b(?:has|have|had|is|are|was|were) (?:at no (?:point|time|stage)|under no circumstances|in no way|nowhere)\W*$|"
    r"\bnor (?:has|have|had|is|are|was|were|did|does|do) (?:[\w.'’-]+ ){1,4}$"
)
_WHOEVER: Final = re.compile(
    r"(?i)\b(?:whoever|any(?:one|body) who|those who|people who|all who) (?:\w+ ){0,2}?"
    r"(?:says?|claims?|writes?|reports?|tells?|repeats?|spreads?|posts?|thinks?|believes?)\b[^.;]{0,60}$"
)
"""As in "Whoever says that X died is lying": the speaker is nobody."""
_RETOLD: Final = re.compile(
    r"(?i)\b(?P<self>he|she) (?:\w+ ){0,2}?(?:read|heard|learnt|learned|saw|hears|reads|sees) (?:[\w']+ ){0,3}?that (?P=self) "
    r"(?:\w+ )*$|\b(?:earlier|previous|first|original|yesterday['’]s) "
    r"(?:issue|edition|post|article|bulletin|message|statement|report)s? "
    r"(?:[\w'’]+ ){0,4}?(?:wrongly )?(?:said|stated|wrote|reported|claimed|gave)\b[^.;]{0,60}$|"
    r"\bn(?:either|or) (?:what|where|why|when|how|whether|if|who)\b[^,.;]{0,60}$|\b(?:unverified|"
    r"(?:could|can|have|has|were|was)(?: not|n['’]t) (?:yet )?(?:be |been )?(?:independently )?(?:verif|confirm)\w*)"
    r"\b,? [^.;]{0,60}$"
)
"""As in "she read that she had been hanged", "an earlier post said that …", "a list that we could not verify, …"."""


def _never(event: Event) -> bool:
    """As in "At no point was X arrested"."""
    return not event.negative and not event.noun and bool(_NEVER.search(event.scene.lead(event.place)))


def _scare_quoted(event: Event) -> bool:
    """As in 'it "released" X into another cell': a single word between marks of quotation is not meant."""
    if event.predicate != "released" or event.noun:
        return False
    text = event.scene.text
    last = event.scene.tokens[event.phrase.last - 1]
    return text[last.start - 1 : last.start] in {'"', "“", "'", "‘"} and text[last.end : last.end + 1] in {'"', "”", "'", "’"}


def _inverted(scene: Scene) -> bool:
    """As in "Had the guards not been seen, X would have been killed", "Were X to be hanged"."""
    opens = scene.row[0].kind == "VG" and scene.tokens[0].lower in {"had", "were", "should"} and len(scene.row) > 1
    return opens and scene.row[1].kind in {"NP", "A"} and scene.row[0].words in {("had",), ("were",), ("should",)}


def _awaited(event: Event) -> bool:
    """As in "The day X is released, we will dance": the present tense behind "when" is still to come."""
    phrase = event.phrase
    is_once = _ONCE.search(event.scene.lead(event.place, 80)) and _AFTER.search(event.scene.tail(event.place))
    perfect = phrase.perfect and not is_once
    ahead = phrase.kind == "VG" and phrase.present and not perfect and phrase.form == "finite" and not phrase.modal
    return ahead and event.predicate not in _LASTING and bool(_WHEN.search(event.scene.lead(event.place, 80)))


def _after_if(scene: Scene, place: int) -> bool:
    """As in "If convicted he would face the gallows": what would follow from a condition in front is a danger that he is in."""
    row = scene.row
    comma = next((at for at in range(1, place) if row[at].kind in {",", "NP"} and at > 1), 0)
    return row[0].head == "if" and bool(comma) and not row[place].negated


def _own(event: Event) -> Scope:  # noqa: C901, PLR0911 - rules, read from the top
    phrase = event.phrase
    if event.noun:
        if _COMING & set(phrase.words):
            return Scope(Mode.AHEAD)  # "his scheduled hanging"
        none = phrase.words[:1] == ("no",) or _never_happened(event)
        return Scope(Mode.NEGATED) if none and not event.negative else STATED
    if phrase.words[0] == "be" or {"almost", "nearly", "rather"} & set(phrase.words):
        return Scope(Mode.UNREAL)
    if _nobody_does(event):
        return STATED if event.negative else Scope(Mode.NEGATED)
    if event.predicate == "tried_by" and phrase.head in {"find", "acquit", "convict"}:
        return STATED  # "the jury could not find X guilty": the trial was held
    if phrase.modal:
        if phrase.negated and not event.negative:
            return Scope(Mode.NEGATED if phrase.modal in {"could", "can", "cannot"} else Mode.UNREAL)
        if event.negative and phrase.modal in {"could", "can", "cannot"}:
            return STATED
        return Scope(Mode.AHEAD if phrase.modal in _AHEAD else Mode.UNREAL)
    if phrase.negated and event.predicate == "sentenced_to" and _BUT_TO.search(event.scene.tail(event.place, 120)):
        return STATED
    if phrase.negated and not event.negative:
        return Scope(Mode.UNREAL if phrase.words[0] in {"not", "never"} and phrase.form == "finite" else Mode.NEGATED)
    return STATED


_BUT_TO: Final = re.compile(r"(?i)\bbut (?:rather )?(?:to )?(?=[^.;]{0,40}\b(?:years?|months?|life|imprisonment)\b)")
"""As in "was not sentenced to death but to ten years"."""
_COMING: Final = frozenset(
    {"scheduled", "planned", "imminent", "pending", "looming", "impending", "threatened", "possible", "upcoming"}
)


def _never_happened(event: Event) -> bool:
    """As in "X's trial never took place": the verb of which the noun is the subject says that it did not happen."""
    row, place = event.scene.row, event.place
    verb = next((at for at in range(place + 1, len(row)) if row[at].kind == "VG" and row[at].form == "finite"), -1)
    happens = verb > 0 and row[verb].negated and row[verb].head in {"take", "happen", "occur", "come", "carry", "go"}
    return happens and place in subject(row, verb)


_FICTION: Final = re.compile(
    r"(?i)\bin (?:his|her|a|the|their) (?:\w+ )?(?:dreams?|nightmares?|novel|film|movie|play|poem|story|sketch|satire|fantasy)\b"
)
_HEADLINE: Final = re.compile(
    r"(?i)[,.]?[”\"'’] (?:reads?|said|says|ran) (?:an?|the|one) (?:\w+ )?"
    r"(?:headlines?|signs?|banners?|placards?|slogans?|posters?)\b"
)
"""What a headline or a banner says is quoted for its own sake."""
_NOBODY: Final = frozenset({"no", "nobody", "none", "neither"})


def _nobody_does(event: Event) -> bool:
    """As in "No court has sentenced him", "Neither A nor B was sentenced"."""
    scene = event.scene
    for at in subject(scene.row, event.place):
        first = scene.row[at].first
        before = scene.tokens[first - 1].lower if first else ""
        if scene.row[at].words[0] in _NOBODY or before in _NOBODY | {"nor"}:
            return True
    return False


def _head_of_chain(scene: Scene, place: int) -> int:
    """As in "was never charged, tried or sentenced": the bare participles stand under what the first of them stands under."""
    row = scene.row
    at = place
    while row[at].form == "part" and not row[at].negated and at >= 2 and row[at - 1].kind in {",", "C"}:
        back = at - 1
        while back >= 0 and (
            row[back].kind in {",", "C", "A", "P", "DATE"} or (row[back].kind == "NP" and back and row[back - 1].kind == "P")
        ):
            back -= 1  # "would be tried behind closed doors and sentenced"
        if back < 0 or row[back].kind != "VG" or not row[back].passive:
            break
        at = back
    return at
