"""What the rest of a sentence makes of a statement: a report named false, doubted, or overtaken by what really happened."""

from __future__ import annotations

import re
from typing import Final

from govah.read.english.event import Event
from govah.read.english.modes import Mode, Scope, scope_words
from govah.read.english.roles import agents, subject
from govah.read.english.scene import Scene

_DOUBT_AFTER: Final = re.compile(
    r"(?i)\b(?:it (?:is|was) feared|(?:has|have|had|could|can)(?: not|"
    r"n['’]t) (?:yet )?(?:be(?:en)? )?(?:independently |officially )?(?:confirm|verif)\w*|"
    r"remains? (?:unclear|unknown|unconfirmed)|(?:is|are|was|were) (?:not (?:yet )?(?:known|clear|confirmed)|unclear|"
    r"unknown|unconfirmed))"
)


_WERE_WRONG: Final = re.compile(
    r"(?i)[;,—–-] ?(?:but |and |though |although |however, )?(?:in fact,? |it turned out that )?"
    r"(?:we|it|this|that|they|he|she|(?:the|this|that|our|its) (?:report|claim|story|news|list|statement)s?|both|all) "
    r"(?:is|are|was|were|proved|turned out)(?: to be)? (?:\w+ly |all |quite )?"
    r"(?:wrong|mistaken|misinformed|untrue|false|not (?:true|so|correct|right)|incorrect|in error|an error|a mistake|a lie|"
    r"a rumou?r|a hoax|fake|misled)\b"
)
_CUT_OFF: Final = re.compile(
    r"(?i)[;,] ?(?:but |though |although |and yet |yet )?(?:in fact,? )?"
    r"(?:he|she|they|it|neither|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) "
    r"(?:ha[sd]|have|was|were|did|is|are|does|do)(?: not|n['’]t)(?: been| yet)?\W*$"
)
"""As in "was said to be free, but he is not"."""
_LIVES: Final = re.compile(
    r"(?i)(?:[;,:—–-] ?(?:but|when|until|then|and yet|yet|though|in fact|only)?|\b(?:until|but|when)) ?(?:\w+ ){0,3}?"
    r"(?:he|she|they|[A-Z][\w'’-]+) (?:\w+ly |himself |herself |had |has |have |was |is |later |then |soon |still )*"
    r"(?:appeared at|reappeared|turned up|turned out to be (?:alive|in)|walked (?:in|into|out)|"
    r"call(?:ed|s) (?:\w+ ){1,3}(?:that|the|same|next|later|from)|phoned|telephoned|rang|(?:been )?(?:found|seen) alive|alive\b|"
    r"answered the|came home|came back|spoke|speaks|posted|wrote back|living in|lives in|recover(?:ed|ing)|survived|denied it)"
)
"""As in "Word spread that he had been killed, but he appeared at his shop the next day"."""
_RESISTED: Final = re.compile(
    r"(?i)\bbut (?:\w+ ){0,3}?(?:refus|resist|declin|never|(?:did|has|had|would)(?: not|n['’]t)|with(?:out|stood))\w*"
)
"""As in "was pressured to confess but refused"."""
_BY_MISTAKE: Final = re.compile(
    r"(?i)[^.;]{0,60}\b(?:announced|reported|published|declared|claimed|said) (?:\w+ )?(?:by mistake|in error|"
    r"erroneously|wrongly|prematurely)\b"
)
_WITHDRAWN: Final = re.compile(
    r"(?i)\b(?:deleted|removed|retracted|withdrawn|withdrew|took down|taken down|pulled|corrected) "
    r"(?:the|its|his|her|their|that|this) (?:\w+ )?(?:posts?|tweets?|reports?|stor(?:y|ies)|claims?|articles?|news|messages?)\b"
)
_DEADLY: Final = frozenset({"killed", "executed", "died_in_custody"})
_HEARSAY: Final = re.compile(
    r"(?i)\b(?:word|rumou?rs?|news|reports?|told|said|heard|thought|believed|assumed|feared|wrote|reported|announced|claimed|posted)\b"
)


def overtaken(event: Event) -> Scope | None:  # noqa: PLR0911 - rules, read from the top
    """Gives what is left of a statement that its own sentence corrects: "we were wrong", "but he is not", "he called later"."""
    tail = event.scene.tail(event.place, 240)
    if event.predicate == "forced_confession" and _RESISTED.search(tail):
        return Scope(Mode.UNREAL)
    if _BY_MISTAKE.match(tail):
        return Scope(Mode.UNKNOWN)
    if _WERE_WRONG.search(tail):
        return Scope(Mode.NEGATED)
    if _WITHDRAWN.search(tail):
        return Scope(Mode.UNKNOWN)
    hearsay = _HEARSAY.search(event.scene.lead(event.place))
    if hearsay and _CUT_OFF.search(tail):
        return Scope(Mode.NEGATED)
    if event.predicate in _DEADLY and hearsay and _LIVES.search(tail):
        return Scope(Mode.UNKNOWN)
    return None


def taken_back(event: Event) -> Scope | None:
    """As in "Reports that he was executed have not been confirmed": what follows says what the report is worth."""
    scene = event.scene
    lead = scene.lead(event.place, 160)
    if not re.search(
        r"(?i)\b(?:reports?|claims?|news|allegations?|rumou?rs?|stories|story|speculation|posts?|ideas?|notions?|theory|word|"
        r"suggestions?|assertions?|statements?|beliefs?|assumptions?|impression|announcements?|talk) (?:[\w'’-]+ "
        r"){0,4}?(?:that|of|about)\b",
        lead,
    ):
        return None
    tail = scene.tail(event.place, 200)
    if _DOUBT_AFTER.search(tail):
        return Scope(Mode.UNKNOWN)
    named = _NAMED_FALSE.search(lead + scene.of(event.phrase) + tail)
    if named:
        verb = next((at for at, one in enumerate(scene.row) if one.kind == "VG" and one.form == "finite"), -1)
        return Scope(Mode.DENIED, tuple(subject(scene.row, verb)) if verb >= 0 else ())
    if re.search(
        r"(?i)\b(?:is|are|was|were|ha(?:s|ve) been|proved(?: to be)?|turned out(?: to be)?|amounts? to|ha[sd] been shown to be) "
        r"(?:\w+ly |(?:just|all|no more than|nothing but|pure|sheer|an?|the) )*"
        r"(?:false|untrue|fake|fabricat\w+|baseless|wrong|incorrect|premature|inaccurate|exaggerat\w+|absurd|ridiculous|"
        r"laughable|unfounded|denied|rejected|dismissed|withdrawn|retracted|deleted|debunked|refuted|"
        r"not (?:true|correct|accurate)|propaganda|lies?|fiction|slander|(?:mis|dis)information|hoax|nonsense|rumou?rs?|"
        r"inventions?|invented|myth|joke)\b",
        tail,
    ):
        return Scope(Mode.DENIED, _denied_by(scene, event.place))
    return None


_NAMED_FALSE: Final = re.compile(
    r"(?i)\b(?:call|brand|label|describe|term|dub|slam|dismiss)(?:s|d|ed|led|med|bed)? (?:the |these |those |such |"
    r"all |as )?(?:reports?|claims?|news|allegations?|rumou?rs?|stories)"
    r"\b[^.;]{5,140}?(?:as )?[\"“'‘]?(?:\w+ly )?(?:an? (?:\w+ )?)?(?:lies?|false|untrue|fake|fabricat\w+|baseless|"
    r"wrong|nonsense|unfounded|propaganda|invent\w+)\b"
)
"""As in "Ministers called reports of the killing of X fabricated"."""


def _denied_by(scene: Scene, place: int) -> tuple[int, ...]:
    """Who dismisses a report behind it: "Rumours that … were dismissed by her brother"."""
    row = scene.row
    over = scope_words("denying_verbs")
    verb = next(
        (at for at in range(place + 1, len(row)) if row[at].kind == "VG" and row[at].passive and row[at].head in over), -1
    )
    return tuple(agents(row, verb)) if verb > 0 else ()


def doubted_after(event: Event) -> bool:
    """Answers whether the same sentence goes on to doubt it: "…, but this could not be confirmed"."""
    tail = event.scene.tail(event.place, 160)
    return (
        not event.noun
        and bool(re.match(r"[^.;]{0,60}?,? (?:but|although|though|however),? [^.;]{0,60}", tail))
        and bool(_DOUBT_AFTER.search(tail))
        and bool(
            re.search(
                r"\b(?:this|that|it|the (?:report|claim|news)s?)\b[^.;]{0,30}" + _DOUBT_AFTER.pattern.removeprefix("(?i)"),
                tail,
                re.IGNORECASE,
            )
        )
    )
