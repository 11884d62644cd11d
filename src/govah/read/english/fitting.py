"""Whether a rule fits a verb group: what stands before it, around it and behind it in its clause."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.english.lexicon import name_words, place_words
from govah.read.english.phrases import Phrase
from govah.read.english.roles import agents, objects, subject
from govah.read.english.rules import Rule
from govah.read.english.scene import Scene
from govah.words import words

_TITLE: Final = re.compile(r"\b(Mr|Mrs|Ms|Dr|Messrs|Prof|[A-Z])\.(?= [A-Z])")
"""A title's full stop ends no clause."""
_HELD: Final = re.compile(r"\b(?:still|remains?|remained|currently|continues? to be|being|since)\b")
_CUSTODY: Final = re.compile(
    r"(?i)\b(?:prison(?:s|ers?)?|jail|ward|hospital|solitary|detention|cell|custody|quarantine|location|isolation|inmates?|"
    r"arrest(?:ed|ing)?|detained|detainees?|intelligence|police station|interrogat\w+|IRGC|courthouse|(?:military|secret) \w+)\b"
)


_BEFORE: Final = 200
"""Characters before a sentence that may tell that somebody who is moved is held."""
_NO_NAMES: Final = frozenset({"Police", "Safe", "Undisclosed", "Unknown", "Investigation", "Greater", "Women", "IRGC", "Shahr-e"})


@cache
def _prisons() -> re.Pattern[str]:
    """Prisons by their names alone: "moved from Evin to Qarchak"."""
    named = (form for word in words("prisons").values() for form in (word.label["en"], *word.variants.get("en", ())) if form)
    forms = {form.split()[0] for form in named} - {form.title() for form in place_words() | name_words("organisation_words")} | {
        "Evin",
        "Qarchak",
    }
    known = sorted(re.escape(form) for form in forms if len(form) > 3 and form[0].isupper() and form not in _NO_NAMES)
    return re.compile(r"\b(?:from|to|in) (?:" + "|".join(known) + r")\b")


def tail_of(scene: Scene, place: int) -> str:
    """Gives what follows a verb group within its clause: up to the next finite verb, or to the end of the sentence."""
    start = scene.end_of(place)
    end = scene.sentence.end
    for at in range(place + 1, len(scene.row)):
        if scene.row[at].kind == "VG" and scene.row[at].form == "finite":
            end = min(end, scene.start_of(at))
            break
    tail = scene.text[start:end][:240]
    return _TITLE.sub(r"\1 ", tail) if "." in tail else tail


def fits(scene: Scene, place: int, rule: Rule, tail: str) -> bool:  # noqa: C901, PLR0911 - rules, read from the top
    """Answers whether a rule holds of a verb group and what follows it."""
    phrase = scene.row[place]
    if rule.predicate == "executed" and place and scene.row[place - 1].head == "find":
        return False  # "was found hanged in his cell"
    if rule.predicate == "executed" and phrase.words[-1] == "hung":
        return False  # people are hanged; what is hung is suspended
    if rule.negative and not _is_unsaid(scene, place, tail):
        return False
    if rule.predicate == "sentence_upheld" and phrase.head == "confirm" and not _by_a_court(scene, place):
        return False  # "his lawyer confirmed the sentence"
    if rule.after is not None and not rule.after.search(scene.tail(place, 240) if rule.wide else tail):
        return False
    if rule.unless is not None and rule.unless.search(tail):
        return False
    if rule.agent is not None and not any(rule.agent.search(scene.of(scene.row[at])) for at in agents(scene.row, place)):
        return False
    if rule.around is not None and not rule.around.search(f"{scene.lead(place, 80)} {scene.of(phrase)}{tail}"):
        return False
    if (
        rule.predicate == "transferred"
        and rule.when == "custody"
        and not _CUSTODY.search(scene.text[max(0, scene.sentence.start - _BEFORE) : scene.sentence.end])
        and len(_prisons().findall(scene.text[scene.sentence.start : scene.sentence.end])) < 2
    ):
        return False
    if rule.when in {"held", "taken"}:
        return _is_held(scene, place, tail) is (rule.when == "held")
    return _suits(scene, place, rule.when)


def _suits(scene: Scene, place: int, when: str) -> bool:
    """Whether what a rule asks for beyond words holds: a passive, an object, or a fast told of elsewhere in the text."""
    phrase = scene.row[place]
    if when == "passive":
        return phrase.passive
    if when == "present":
        return phrase.form == "ger" or phrase.present
    if when == "past":
        return not (phrase.present or phrase.modal or phrase.passive or phrase.form in {"inf", "ger"})
    if when == "refused":
        return refused(scene, place) >= 0
    if when == "fasting":
        return re.search(r"(?i)\bhunger[- ]strike", scene.text) is not None
    return when != "person" or phrase.passive or bool(objects(scene.row, place))


_COURT: Final = re.compile(r"(?i)\b(?:courts?|branch|judges?|tribunal|chamber|judiciary|authorities|bench|instance)\b")


def _by_a_court(scene: Scene, place: int) -> bool:
    """Whether a court confirms, or an authority that speaks for it: "his lawyer confirmed the sentence" upholds nothing."""
    doing = agents(scene.row, place)
    told = scene.text[scene.start_of(min(doing)) : scene.start_of(max(place, max(doing) + 1))] if doing else ""
    return not doing or bool(_COURT.search(told)) or bool(_COURT.search(scene.tail(place, 80)))


def refused(scene: Scene, place: int) -> int:
    """Gives the verb that refuses, as in "refused to let his lawyer read the file", or -1."""
    row = scene.row
    before = place - 1 if place and row[place].form == "inf" else -1
    is_one = before >= 0 and row[before].kind == "VG" and row[before].head in {"refuse", "decline", "fail"}
    return before if is_one and not row[before].negated else -1


_UNABLE: Final = re.compile(r"(?i)\b(?:unable|(?:not|never|n['’]t) (?:yet |so far )?(?:been )?(?:able|free|permitted))\s*$")


def _is_unsaid(scene: Scene, place: int, tail: str) -> bool:
    """Whether the verb says that something was not so: "was not allowed", "has no lawyer", "refused to let"."""
    phrase = scene.row[place]
    unable = phrase.form == "inf" and _UNABLE.search(scene.lead(place, 40)) is not None
    return phrase.negated or unable or _without(phrase, tail) or _neither(scene, place) or refused(scene, place) >= 0


def _neither(scene: Scene, place: int) -> bool:
    """As in "neither has had access to a lawyer"."""
    return any(scene.row[at].words[0] == "neither" for at in subject(scene.row, place))


def _without(phrase: Phrase, tail: str) -> bool:
    return phrase.head in {"have", "give"} and bool(re.match(r"\W*(?:been )?(?:no\b|without\b|little\b)", tail))


def _is_held(scene: Scene, place: int, tail: str) -> bool:
    """As in "detained" is a state where it lasts: "is being detained", "has been detained since", "remains detained"."""
    phrase = scene.row[place]
    told = " ".join(phrase.words)
    lasting = bool(_HELD.search(told)) or bool(re.match(r"\W*(?:\w+ ){0,5}since\b", tail))
    lasting = lasting or bool(re.match(r"\W*for (?:an? )?(?:[\w-]+\s){1,5}?(?:weeks?|months?|years?)\b", tail))
    lasting = lasting or (phrase.perfect and bool(re.match(r"\W*for (?:[\w-]+\s){1,3}?days\b", tail)))
    housed = (
        bool(
            re.match(
                r"(?i)\W*(?:\w+ )?(?:at|in) (?:(?! and )[^,.;])*\b(?:prison|jail|penitentiary|ward|cell|detention cent)", tail
            )
        )
        and not scene.dates
    )
    return phrase.passive and (lasting or housed or (phrase.present and not phrase.perfect and phrase.form == "finite"))


_ACCUSING: Final = frozenset({"name", "identify", "describe", "accuse", "suspect", "brand", "portray", "present", "label"})


def is_deed_of_others(scene: Scene, place: int) -> bool:
    """As in "convicted of killing an officer": what the person is said to have done is not done to somebody of ours."""
    back = place - 1
    if scene.row[place].passive and scene.row[place].form == "ger":
        return False  # "in a coma due to being beaten"
    if back > 1 and scene.row[back].kind == "W" and scene.row[back - 2].head == "as":
        return any(one.kind == "VG" and one.head in _ACCUSING for one in scene.row[:back])  # "named as the man who killed X"
    if back < 0 or scene.row[back].kind != "P" or scene.row[back].head not in {"for", "of", "over", "with", "in", "to"}:
        return False
    if scene.row[back].head == "of":
        accused = re.search(r"\baccus\w+ (?:the )?([\w ]+?) of\s*$", scene.lead(place), re.IGNORECASE)
        if accused and re.search(
            r"\b(?:police|authorit\w+|officials?|agents?|interrogators?|guards?|regime|government|forces|"
            r"judiciary|iran)\b",
            accused.group(1),
            re.IGNORECASE,
        ):
            return False
    return scene.row[place].head in {
        "kill",
        "murder",
        "shoot",
        "stab",
        "beat",
        "injure",
        "wound",
        "execute",
        "slay",
        "torture",
        "abduct",
        "kidnap",
        "hold",
        "release",
    }
