"""Whether a statement is made, taken back, doubted or only wished: what stands over a verb in its sentence.

Walks left from the verb to what governs it (NegEx and ConText do so by words; here the phrases tell where a scope ends): a denial, a
wish, a condition or a question over the verb takes the statement back, and a clause of its own ("after he was arrested") shields it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from govah.read.english.events import Event
from govah.read.english.lexicon import words_of
from govah.read.english.roles import anchor, subject
from govah.read.english.scene import Scene
from govah.words import table


class Mode(StrEnum):
    """What becomes of a statement."""

    STATED = "stated"
    NEGATED = "negated"
    DENIED = "denied"
    UNREAL = "unreal"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scope:
    """What stands over a statement, and who denies it where it is denied."""

    mode: Mode
    voice: tuple[int, ...] = ()
    "Places of the noun phrases that deny."


@cache
def scope_words(kind: str) -> frozenset[str]:
    """Gives words of the table, such as `unreal_verbs`."""
    return frozenset(str(table("reading/en/scope")[kind]).split())


_STATED: Final = Scope(Mode.STATED)
_AHEAD: Final = frozenset({"will", "shall", "'ll", "be to", "may", "might", "could", "can"})
_RUMOURS: Final = frozenset({"rumour", "rumours", "rumor", "rumors", "speculation", "uncertainty"})
_MOMENTS: Final = frozenset(
    ["day", "eve", "opening", "start", "beginning", "end", "anniversary", "date", "hearing", "session", "week", "month", "time"]
)
"""Nouns that only say when: "on the opening day of their trial"."""
_DOUBT_AFTER: Final = re.compile(
    r"(?i)\b(?:it (?:is|was) feared|(?:has|have|had|could|can)(?: not|"
    r"n['’]t) (?:yet )?(?:be(?:en)? )?(?:independently |officially )?(?:confirm|verif)\w*|"
    r"remains? (?:unclear|unknown|unconfirmed)|(?:is|are|was|were) (?:not (?:yet )?(?:known|clear|confirmed)|unclear|"
    r"unknown|unconfirmed))"
)


def scope(event: Event) -> Scope:
    """Gives what stands over an event."""
    scene, place = event.scene, event.place
    if scene.is_question():
        return Scope(Mode.UNREAL)
    own = _own(event)
    later = _taken_back(event)
    if later is not None:
        return later
    over = _over(scene, place, noun=event.noun) if not (event.noun and event.negative) else _STATED
    if over.mode is not Mode.STATED:
        return own if own.mode is Mode.AHEAD and over.mode is Mode.UNREAL and not event.phrase.negated else over
    if own.mode is Mode.STATED and _doubted_after(event):
        return Scope(Mode.UNKNOWN)
    return own


def _taken_back(event: Event) -> Scope | None:
    """As in "Reports that he was executed have not been confirmed": what follows says what the report is worth."""
    scene = event.scene
    lead = scene.lead(event.place, 160)
    if not re.search(
        r"(?i)\b(?:reports?|claims?|news|allegations?|rumou?rs?|stories|speculation|posts?) (?:[\w'’-]+ "
        r"){0,4}?(?:that|of|about)\b",
        lead,
    ):
        return None
    tail = scene.tail(event.place, 200)
    if _DOUBT_AFTER.search(tail):
        return Scope(Mode.UNKNOWN)
    if re.search(
        r"(?i)\b(?:is|are|was|were) (?:\w+ly )?(?:false|untrue|fake|fabricated|baseless|wrong|incorrect|"
        r"unfounded|denied|rejected|dismissed)\b",
        tail,
    ):
        return Scope(Mode.DENIED)
    return None


def _own(event: Event) -> Scope:
    phrase = event.phrase
    if event.noun:
        return Scope(Mode.NEGATED) if phrase.words[:1] == ("no",) else _STATED
    if phrase.modal:
        if phrase.negated and not event.negative:
            return Scope(Mode.NEGATED if phrase.modal in {"could", "can", "cannot"} else Mode.UNREAL)
        if event.negative and phrase.modal in {"could", "can", "cannot"}:
            return _STATED
        return Scope(Mode.AHEAD if phrase.modal in _AHEAD else Mode.UNREAL)
    if phrase.negated and not event.negative:
        return Scope(Mode.UNREAL if phrase.words[0] in {"not", "never"} and phrase.form == "finite" else Mode.NEGATED)
    return _STATED


def _doubted_after(event: Event) -> bool:
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


def _over(scene: Scene, place: int, *, noun: bool) -> Scope:
    """Walks left over what governs the verb."""
    row = scene.row
    at = place - 1
    infinitive = not noun and row[place].form == "inf"
    if not noun and row[place].form == "finite":
        first, relative = anchor(row, place)
        if relative:
            return _STATED
        at = first - 1
        if first < place and _after_fronted(scene, first):
            return _sentence_wide(scene, place)
    if not noun and row[place].form == "part" and _is_modifier(scene, place):
        return _STATED
    cautious = False
    while at >= 0:
        phrase = row[at]
        if (
            phrase.kind in {"W", "S"}
            and phrase.head in {"where", "when", "why", "how", "who", "what"}
            and at
            and _asks(scene, at - 1)
        ):
            at -= 1  # an indirect question: "it is not known where he is held"
            continue
        if phrase.kind == "W" and phrase.head != "what":
            return _STATED
        if phrase.kind == "NP" and "unconfirmed" in phrase.words:
            return Scope(Mode.UNKNOWN)
        if phrase.kind == ":":
            return (
                Scope(Mode.UNREAL) if infinitive or _commands(scene.text[scene.end_of(at) : scene.start_of(place)]) else _STATED
            )
        if phrase.kind == "C" and phrase.head == "but":
            return _STATED
        if phrase.kind == "S":
            found = _subordinated(scene, at)
            if found is not None:
                return found
        if phrase.kind == "P" and phrase.head in {"after", "since", "following", "before", "until"} and not infinitive:
            return _STATED
        if phrase.kind == "P" and phrase.head == "without" and at == place - 1:
            return Scope(Mode.UNREAL)
        if phrase.kind == "C" and _new_clause(scene, at):
            if row[at - 1].kind == ",":
                return _STATED
            cautious = True
        if phrase.kind == "VG":
            found = _governed(scene, at, place, infinitive=infinitive)
            if found is not None and not (cautious and found.mode in {Mode.UNREAL, Mode.AHEAD}):
                return found
            if phrase.form == "finite":
                start, _ = anchor(row, at)
                if any("unconfirmed" in one.words or one.head in _RUMOURS for one in row[start:at]):
                    return Scope(Mode.UNKNOWN)
                infinitive, at = False, min(at, start) - 1
                continue
            infinitive = (phrase.form == "inf" and (not noun or place - at <= 3)) or (infinitive and phrase.form != "finite")
        if noun and phrase.kind == "NP" and phrase.head in _MOMENTS:
            return _STATED
        if phrase.kind == "NP" and _governs(scene, at, place):
            found = _noun_over(scene, at)
            if found is not None:
                return found
        if phrase.kind == "J" and phrase.head in scope_words("unreal_adjectives") and infinitive:
            return Scope(Mode.AHEAD)
        at -= 1
    return _sentence_wide(scene, place)


def _after_fronted(scene: Scene, first: int) -> bool:
    """The clause follows an adjunct in front ("In a show of courage that …, X faces"), which stands over nothing."""
    row = scene.row
    if (
        first < 2
        or row[first - 1].kind != ","
        or row[0].kind not in {"P", "S", "DATE", "A"}
        or row[0].head in {"if", "unless", "lest", "whether"}
    ):
        return False
    over = words_of("reporting") | scope_words("denying_verbs") | scope_words("unknown_verbs")
    return not any(one.kind == "VG" and one.head in over for one in row[:first])


def _asks(scene: Scene, at: int) -> bool:
    """Whether a question word hangs on what stands there: "it is unclear where", "nobody knows how"."""
    phrase = scene.row[at]
    return phrase.kind in {"VG", "J", "A"} or phrase.head in scope_words("unknown_adjectives")


def _is_modifier(scene: Scene, place: int) -> bool:
    """A participle that only says which person is meant: "X, arrested in May, may be executed"."""
    back = scene.row[place - 1].kind if place else ""
    return back in {",", "NP", "-"}


def _new_clause(scene: Scene, at: int) -> bool:
    """As in "and X was …": a noun phrase and a finite verb follow the conjunction, and a comma or finite clause stands before."""
    row = scene.row
    step = at + 1
    while step < len(row) and row[step].kind in {"A", "DATE", "P"}:
        step += 1
    if step >= len(row) or row[step].kind != "NP":
        return False
    while step < len(row) and row[step].kind in {"NP", "P", "A", "DATE"}:
        step += 1
    return (
        step < len(row)
        and row[step].kind == "VG"
        and row[step].form == "finite"
        and at > 0
        and (row[at - 1].kind == "," or any(one.kind == "VG" and one.form == "finite" for one in row[:at]))
    )


def _subordinated(scene: Scene, at: int) -> Scope | None:
    word = scene.row[at].head
    if word in {"if", "unless", "lest"}:
        return Scope(Mode.UNREAL)
    if word == "whether":
        return Scope(Mode.UNKNOWN)
    if word in scope_words("factual_subordinators"):
        return _STATED
    return None


def _governed(scene: Scene, at: int, place: int, *, infinitive: bool) -> Scope | None:
    """What a verb that stands over the event makes of it; None where it says nothing, and the walk goes on."""
    row = scene.row
    verb = row[at]
    if verb.head in scope_words("denying_verbs") and not _closed(scene, at, place):
        if verb.negated:
            return Scope(Mode.UNKNOWN)
        return Scope(Mode.DENIED, _denier(scene, at))
    if verb.head in scope_words("unknown_verbs"):
        return Scope(Mode.UNKNOWN)
    if verb.negated and verb.head in {
        "say",
        "confirm",
        "know",
        "announce",
        "verify",
        "disclose",
        "reveal",
        "comment",
        "believe",
        "think",
        "acknowledge",
        "admit",
        "prove",
        "mean",
    }:
        return Scope(Mode.UNKNOWN)
    if infinitive:
        if verb.head in scope_words("implicative_verbs"):
            return Scope(Mode.NEGATED) if verb.negated else (Scope(Mode.AHEAD) if verb.modal else None)
        if verb.head == "be" and _adjective_between(scene, at, place):
            return Scope(Mode.AHEAD)
        return Scope(
            Mode.AHEAD
            if verb.head in {"expect", "set", "schedule", "threaten", "plan", "prepare", "order", "decide"}
            else Mode.UNREAL
        )
    if verb.head == "call" and not (at + 1 < len(row) and row[at + 1].head in {"for", "on", "upon"}):
        return None
    if verb.head in {"try", "set", "use", "help", "agree"}:
        return None
    if verb.head in scope_words("unreal_verbs") and _opens_clause(scene, at, place):
        return Scope(Mode.UNREAL)
    if verb.modal and verb.head not in {"be", "have", "say"} and _opens_clause(scene, at, place):
        return Scope(Mode.UNREAL)
    if verb.head == "be" and _unknown_adjective(scene, at, place):
        return Scope(Mode.UNKNOWN)
    return None


def _denier(scene: Scene, at: int) -> tuple[int, ...]:
    """Who denies; in "the office said X was well and dismissed claims" it is the office."""
    row = scene.row
    saying = next((one for one in range(at) if row[one].kind == "VG" and row[one].form == "finite"), -1)
    if at and row[at - 1].kind == "C" and saying >= 0 and row[saying].head in words_of("reporting"):
        return tuple(subject(row, saying))
    return tuple(subject(row, at))


def _closed(scene: Scene, at: int, place: int) -> bool:
    """Between the verb and the event stands a mark that ends its reach: "denied the charges; he was arrested"."""
    return any(one.kind == ":" for one in scene.row[at + 1 : place])


def _opens_clause(scene: Scene, at: int, place: int) -> bool:
    """The event stands in what is feared, demanded or called for: "that", "for" or the object follows, and no new clause."""
    between = scene.row[at + 1 : place]
    if any(one.kind == "VG" and one.form == "finite" and one.head != "be" for one in between) and scene.row[place].kind != "NP":
        return False
    return not any(one.kind == "," for one in between) or any(one.kind == "S" and one.head == "that" for one in between)


def _adjective_between(scene: Scene, at: int, place: int) -> bool:
    words = {word for one in scene.row[at + 1 : place] for word in (*one.words, one.head)}
    return bool(words & scope_words("unreal_adjectives"))


def _unknown_adjective(scene: Scene, at: int, place: int) -> bool:
    words = {word for one in scene.row[at + 1 : place] for word in (*one.words, one.head)}
    negated = scene.row[at].negated or "not" in words
    return bool(words & {"unclear", "unknown", "uncertain", "unconfirmed"}) or (
        negated and bool(words & {"clear", "known", "confirmed", "certain"})
    )


def _governs(scene: Scene, at: int, place: int) -> bool:
    """A noun governs what follows it by a small word, as "fears that", "calls for", "the risk of" do."""
    if at + 1 >= len(scene.row):
        return False
    link = scene.row[at + 1]
    if link.kind == "VG" and link.form == "inf":
        return True
    return (
        (link.kind == "S" and link.head == "that")
        or (link.kind == "P" and link.head in {"of", "for", "to", "against", "about", "over", "as"})
        or (at + 1 == place)
    )


def _noun_over(scene: Scene, at: int) -> Scope | None:
    phrase = scene.row[at]
    head = phrase.head
    if phrase.last > 1 and not scene.tokens[phrase.last - 1].text.islower():
        return None  # the name of a body: "International Campaign for …"
    negative = phrase.words[:1] == ("no",)
    if head in _RUMOURS:
        return Scope(Mode.UNKNOWN)
    if head in scope_words("unknown_nouns") and negative:
        return Scope(Mode.UNKNOWN)
    if "unconfirmed" in phrase.words:
        return Scope(Mode.UNKNOWN)
    if head in scope_words("unreal_nouns"):
        return Scope(Mode.UNREAL)
    if head in {"denial", "denials"} and scene.row[at + 1].head == "that":
        return Scope(Mode.DENIED)
    return None


def _commands(lead: str) -> bool:
    """Whether the words call on the reader: "Please urge …", "Stop the execution of …"."""
    return bool(
        re.match(
            r"(?i)\W*(?:please|stop|save|free|release|do not|don['’]t|never|let|help|sign|demand|urge|call on|write)\b", lead
        )
    )


def _sentence_wide(scene: Scene, place: int) -> Scope:
    lead = scene.text[scene.sentence.start : scene.start_of(place)]
    if re.search(r"(?i)\bno (?:\w+ )?(?:information|details|news|word|confirmation)\b[^,;]{0,60}$", lead):
        return Scope(Mode.UNKNOWN)
    if _commands(lead) and not scene.row[0].names:
        return Scope(Mode.UNREAL)
    if re.search(
        r"(?i)^\W*(?:it (?:is|was|remains) (?:not (?:yet )?(?:known|clear|confirmed)|unclear|unknown|"
        r"unconfirmed)|there (?:is|was) no)\b",
        lead,
    ):
        return Scope(Mode.UNKNOWN)
    return _STATED
