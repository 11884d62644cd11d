"""Whether a verb form alone is a past tense, a participle or an infinitive, by what stands around it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from govah.read.english.lexicon import verb_forms, words_of
from govah.read.english.phrases import STATES, Phrase
from govah.read.english.verbal import CAUSATIVE

_NOMINATIVE: Final = frozenset((word,) for word in ["he", "she", "they", "we", "i"])
"""Pronouns that are never an object: "if convicted he would …"."""
_STARTING: Final = frozenset({"stop", "start", "keep", "try", "continue", "quit", "finish", "attempt", "manage", "refuse"})
_TIMES: Final = frozenset(
    [
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "evening",
        "morning",
        "afternoon",
        "night",
        "hours",
        "fortnight",
        "later",
    ]
)
"""Heads of phrases that say when, and are no object."""
_BOUNDS: Final = frozenset({"at least", "more than", "up to", "as many", "over a", "at most"})
"""Words that open a number of people: "tortured at least six women" has an object."""


def _joins_infinitive(out: list[Phrase], place: int) -> bool:
    """As in "to drop the charge and release him": the second verb hangs on "to" as well."""
    back = place - 1
    while back >= 0 and out[back].kind == "A":
        back -= 1
    if back < 0 or out[back].kind not in {"C", ","}:
        return False
    before = next((one for one in reversed(out[:back]) if one.kind == "VG"), None)
    return before is not None and (before.form == "inf" or before.words[0] == "to")


_AUXILIARIES: Final = frozenset({"do", "does", "did"})
"""Helping verbs behind which a base form stands."""


def _under(out: list[Phrase], place: int) -> Phrase | None:
    """The modal or "to" under which a base form goes on: "must protect both women, and promptly release them"."""
    form = verb_forms().get(out[place].words[-1])
    if form is None or form.lemma != out[place].words[-1] or form.kinds & {"past", "participle"}:
        return None
    back = place - 1
    while back >= 0 and out[back].kind == "A":
        back -= 1
    if back < 0 or out[back].kind not in {"C", ","} or set(out[place].words) & _AUXILIARIES:
        return None
    for one in reversed(out[:back]):
        over = one.kind == "VG" and (one.modal or one.form == "inf" or bool({"to", *_AUXILIARIES} & set(one.words)))
        if over or one.kind == ":":
            return one if over else None
        if one.kind == "VG" and one.form == "finite" and one.present and not one.passive:
            return None
    return None


_GIVING: Final = frozenset({"give", "hand", "award", "deny", "refuse", "grant", "issue", "offer", "fine", "allow"})


def _going_on(out: list[Phrase], place: int) -> Phrase:
    """Gives a verb group with the modal or "to" that stands over it, if one does."""
    phrase = out[place]
    over = _under(out, place) if phrase.form == "finite" and not phrase.modal else None
    if over is None:
        return phrase
    if over.form == "inf" or over.words[0] == "to":
        return replace(phrase, form="inf")
    return replace(phrase, modal=over.modal, negated=phrase.negated or over.negated, present=False)


def _keeps_object(out: list[Phrase], place: int) -> bool:
    """A participle of giving that goes on after another passive keeps its object: "was arrested and denied a lawyer"."""
    if out[place].head not in _GIVING or not place or out[place - 1].kind not in {"C", ","}:
        return False
    before = next((one for one in reversed(out[:place]) if one.kind == "VG"), None)
    return before is not None and (before.passive or before.form == "bare" or "been" in before.words)


def _closes_fronted(out: list[Phrase], place: int) -> bool:
    """As in "Released in 1992, X moved to Lyon": behind a participle in front, the clause needs a verb of its own."""
    if out[0].kind != "VG" or out[0].form != "bare" or place < 3 or not out[place - 1].names or out[place - 2].kind != ",":
        return False
    return not any(one.kind in {"VG", "C"} for at, one in enumerate(out) if at not in {0, place})


_RIGHTS: Final = frozenset(
    ["access", "lawyer", "lawyers", "attorney", "counsel", "representation", "visit", "visits", "visitors", "contact",
     "treatment", "care", "medication", "bail", "parole", "calls"]
)  # fmt: skip


def _is_refused(out: list[Phrase], place: int) -> bool:
    """As in "Denied a lawyer, X defended himself", "X, refused access to counsel, is": a right behind a participle of refusal."""
    if out[place].head not in {"deny", "refuse", "grant"} or place + 1 >= len(out) or out[place + 1].head not in _RIGHTS:
        return False
    beside = place == 0 or (place > 1 and out[place - 1].kind == "," and bool(out[place - 2].names))
    comma = next((at for at in range(place + 2, len(out)) if out[at].kind == ","), len(out))
    return beside and any(one.kind == "VG" for one in out[comma:])


def _says_when(phrase: Phrase) -> bool:
    return (
        phrase.head == "later"
        or phrase.words[0] in {"that", "this", "last", "next"}
        or bool({"following", "next", "same"} & set(phrase.words))
        or phrase.words[-1] in {"later", "earlier"}
    )


def _is_bare(out: list[Phrase], place: int) -> bool:
    """As in "was let go", "made her sign": a bare verb behind a verb that causes or perceives."""
    back = place - 1
    if back > 0 and out[back].kind == "NP" and (out[back].names or out[back].words in {("him",), ("her",), ("them",)}):
        back -= 1
    return back >= 0 and out[back].kind == "VG" and out[back].head in CAUSATIVE and (back == place - 1 or not out[back].passive)


def _opens_content(out: list[Phrase], place: int) -> bool:
    """As in "X, head of the prisons, claimed in a statement that …": what says something is no participle."""
    for one in out[place + 1 : place + 6]:
        if one.kind == "S":
            return one.head == "that"
        if one.kind not in {"P", "NP", "A", "DATE"}:
            return False
    return False


def _modal_before(out: list[Phrase], place: int) -> str:
    """As in "must ensure their health, and promptly release them": the second verb stands under "must" as well."""
    phrase, back = out[place], place - 1
    while back >= 0 and out[back].kind == "A":
        back -= 1
    bare = phrase.form == "finite" and not phrase.modal and phrase.words[-1] == phrase.head
    if not bare or back < 1 or out[back].kind != "C" or any(word in words_of("auxiliaries") for word in phrase.words):
        return ""
    before = next((one for one in reversed(out[:back]) if one.kind == "VG"), None)
    return before.modal if before is not None and before.form == "finite" else ""


def _shares_object(out: list[Phrase], at: int) -> bool:
    """As in "shot and killed X", "killed, apparently unlawfully, X": the object stands behind the second verb, or an aside."""
    if at + 2 < len(out) and out[at].kind == "C" and out[at + 1].form in {"bare", "finite"} and len(out[at + 1].words) == 1:
        at += 2
        if out[at].kind == "NP" and out[at].head not in _TIMES:
            return bool(out[at].names) or out[at].words[0] in {"the", "him", "her", "them", "two", "three", "four"}
    aside = at
    while aside < len(out) and out[aside].kind in {",", "A"}:
        aside += 1
    plain = aside - at > 2 and out[at].kind == out[aside - 1].kind == ","
    return plain and aside < len(out) and out[aside].kind == "NP" and bool(out[aside].names)


def _puts_off(out: list[Phrase], at: int) -> bool:
    """As in "sentenced to death the four reporters": the object stands behind the punishment."""
    start = at
    while at + 1 < len(out) and out[at].head in {"to", "in"} and out[at + 1].kind == "NP":
        at += 2
    if at < len(out) and (out[at].head in _TIMES or "before" in out[at].words):
        return False
    return at > start and at < len(out) and out[at].kind == "NP" and (bool(out[at].names) or out[at].words[0] == "the")


def _voiced(out: list[Phrase], place: int) -> Phrase:  # noqa: C901, PLR0911 - rules, read from the top
    """Tells a past tense with an object ("arrested him") from a participle alone ("arrested on Monday")."""
    phrase = out[place]
    modal = _modal_before(out, place)
    if modal:
        return replace(phrase, modal=modal)
    if phrase.form == "finite" and phrase.words == (phrase.head,) and (_joins_infinitive(out, place) or _is_bare(out, place)):
        return replace(phrase, form="inf")
    if phrase.form != "bare":
        return _going_on(out, place)
    at = place + 1
    while at < len(out) and out[at].kind == "A":
        at += 1
    following = out[place + 1].head if place + 1 < len(out) else ""
    if (
        phrase.head in words_of("intransitive")
        or (phrase.head == "pass" and following == "away")
        or _closes_fronted(out, place)
        or (phrase.head == "call" and following in {"for", "on", "upon"})
    ):
        return _replace(phrase, form="finite", passive=False)
    if _keeps_object(out, place) or _is_refused(out, place):
        return _replace(phrase, form="part", passive=True)  # "was convicted and given five years"
    if (
        phrase.head in words_of("reporting")
        and not (at < len(out) and out[at].head == "by")
        and (place and (out[place - 1].kind in {"NP", "A", "C", "W", ")", "DATE"} or _opens_content(out, place)))
    ):
        return _replace(phrase, form="finite", passive=False)
    bound = at + 1 < len(out) and f"{out[at].head} {out[at + 1].words[0]}" in _BOUNDS
    later = at + 1 < len(out) and out[at + 1].head in {"later", "earlier", "afterwards", "before"}
    if at < len(out) and out[at].kind == "NP" and out[at].head in _TIMES and (later or _says_when(out[at])) and not bound:
        return _replace(phrase, form="part", passive=True)  # "and released the following day"
    no_object = STATES if phrase.head in words_of("reporting") else STATES | _NOMINATIVE
    has_object = bound or (
        at < len(out)
        and ((out[at].kind == "NP" and out[at].words not in no_object) or (out[at].kind == "S" and out[at].head == "that"))
    )
    has_object = has_object or _shares_object(out, at)
    has_object = has_object or (phrase.head in {"sentence", "condemn", "put"} and _puts_off(out, at))
    before = out[place - 1] if place else None
    started = (
        phrase.head in _STARTING and place + 1 < len(out) and out[place + 1].kind == "VG" and out[place + 1].form != "finite"
    )
    if started and before is not None and before.kind in {"NP", "W", "C"}:
        return _replace(phrase, form="finite", passive=False)  # "who stopped eating"
    if before is not None and before.kind == "W" and before.head in {"who", "which"}:
        return _replace(phrase, form="finite", passive=False)  # "who suffered from asthma"
    if before is not None and before.kind == "NP" and place > 1 and out[place - 2].head in {"whom", "that"}:
        return _replace(phrase, form="finite", passive=False)  # "X, whom the state put to death"
    if has_object and not (before is not None and before.kind == "VG" and before.head == "be"):
        return _replace(phrase, form="finite", passive=False)
    return _replace(phrase, form="part", passive=True)


def _replace(phrase: Phrase, *, form: str, passive: bool) -> Phrase:
    return Phrase(
        phrase.kind,
        phrase.first,
        phrase.last,
        phrase.head,
        phrase.names,
        phrase.owner,
        phrase.words,
        passive,
        form,
        phrase.negated,
        phrase.modal,
        phrase.present,
        phrase.perfect,
    )


def voiced(out: list[Phrase]) -> list[Phrase]:
    """Gives the phrases of a sentence with the form and voice of each verb group told."""
    told = [_voiced(out, place) for place in range(len(out))]
    if len(told) > 2 and out[0].form == "bare" and len(out[0].words) == 1 and out[1].owner_names and out[2].kind == "VG":
        told[0] = replace(out[0], kind="J")  # "Executed prisoner X's sister was"
    return told
