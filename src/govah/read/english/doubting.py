"""What takes back or doubts a statement from above: denials, errors owned up to, and clauses under words that vouch for nothing.

A clause of content ("that X was freed") is as good as the verb or noun it hangs on. Verbs that no list knows vouch for nothing:
what somebody jokes, dreams or makes believe is no fact, and neither is "the idea that" or a report that is withdrawn.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.english.lexicon import words_of
from govah.read.english.modes import Mode, Scope, scope_words
from govah.read.english.roles import anchor, subject
from govah.read.english.scene import Scene
from govah.words import table


@cache
def _vouching() -> frozenset[str]:
    """Verbs under which other rules know what a clause is worth, or which take it for true."""
    speech = table("reading/en/speech")
    told = frozenset(f"{speech['neutral_verbs']} {speech['distancing_verbs']}".split())
    known = ("factive", "implicative", "denying", "unknown", "unreal", "unsaid", "ahead")
    return told.union(words_of("reporting"), *(scope_words(f"{kind}_verbs") for kind in known))


def content(scene: Scene, at: int) -> Scope | None:
    """Gives what the word makes of its clause on which "that", at this place, hangs; None where others tell, or it is a fact."""
    row = scene.row
    back = at - 1
    while back >= 0 and row[back].kind in {"A", "DATE"}:
        back -= 1
    if back < 0:
        return None
    if row[back].kind == "NP":
        noun = worth(scene, back)
        if noun is not None or row[back].head in scope_words("told_nouns"):
            return noun
        governor = next((one for one in range(back, max(-1, back - 5), -1) if row[one].kind == "VG"), -1)
        told = row[back].names or row[back].head in words_of("pronouns")
        return _unvouched(scene, governor) if governor >= 0 and told else None
    return _unvouched(scene, back) if row[back].kind == "VG" else None


def _unvouched(scene: Scene, verb: int) -> Scope | None:
    head = scene.row[verb].head
    news = any(scene.row[one].head in scope_words("told_nouns") | {"word"} for one in subject(scene.row, verb))
    if news and head in scope_words("telling_verbs") | CIRCULATING and not scene.row[verb].negated:
        return None  # "Word has been received that", "Persistent reports circulated that"
    if any(scene.row[one].head in {"fear", "fears", "concern", "concerns"} for one in subject(scene.row, verb)):
        return Scope(Mode.UNREAL)  # "Fears are growing that X will be executed"
    return None if head in _vouching() or head in {"be", "have", "make", "do"} else Scope(Mode.UNKNOWN)


def worth(scene: Scene, at: int) -> Scope | None:
    """Gives what "the idea", "its report" before "that" are worth: nothing where they only name a thought, or are withdrawn."""
    row = scene.row
    if row[at].head in scope_words("thought_nouns"):
        return Scope(Mode.UNKNOWN)
    if row[at].head not in scope_words("told_nouns"):
        return None
    back = at - 1
    while back >= 0 and row[back].kind in {"A", "DATE"}:
        back -= 1
    if back < 0 or row[back].kind != "VG" or row[back].passive:
        return None
    return None if row[back].head in scope_words("telling_verbs") | _vouching() else Scope(Mode.UNKNOWN)


def opens_clause(scene: Scene, at: int, place: int) -> bool:
    """Answers whether the event stands in what is feared or called for: "that", "for" or the object follows, no new clause."""
    between = scene.row[at + 1 : place]
    told = scene.row[place]
    first = anchor(scene.row, place)[0] if told.kind == "VG" and told.form == "finite" else place
    own = between[: max(0, first - at - 1)]  # verbs that share its subject begin no clause of their own
    if any(one.kind == "VG" and one.form == "finite" and one.head != "be" for one in own) and told.kind != "NP":
        return False
    return not any(one.kind == "," for one in between) or any(one.kind == "S" and one.head == "that" for one in between)


def doubting(scene: Scene, at: int, place: int) -> Scope | None:  # noqa: PLR0911 - rules, read from the top
    """Gives what a verb that denies, doubts or takes back makes of the event under it."""
    verb = scene.row[at]
    if verb.head in scope_words("denying_verbs") and not _closed(scene, at, place) and not _is_deprived(scene, at):
        return Scope(Mode.UNKNOWN) if verb.negated else Scope(Mode.DENIED, _denier(scene, at))
    if verb.head in words_of("reporting") and any(
        scope_words("unsigned_words") & set(scene.row[one].words) for one in subject(scene.row, at)
    ):
        return Scope(Mode.UNKNOWN)
    if verb.head in scope_words("feigning_verbs") and scene.row[place].kind == "VG" and not _parted(scene, at, place):
        return Scope(Mode.UNKNOWN)
    if verb.head in words_of("reporting") and at >= 2 and scene.row[at - 1].kind in {"W", "S"} and scene.row[at - 2].kind == "NP":
        withdrawn = worth(scene, at - 2)
        if withdrawn is not None:
            return withdrawn
    if (verb.head in scope_words("retracting_verbs") and scene.row[place].kind == "VG") or _RETRACTED.search(
        " ".join(verb.words)
    ):
        return Scope(Mode.UNKNOWN)
    if verb.head in words_of("reporting") and any("version" in scene.row[one].words for one in _chain(scene, at)):
        return Scope(Mode.UNKNOWN)
    if verb.head == "be" and _UNTRUE.search(scene.text[scene.start_of(at) : scene.start_of(place)]):
        return Scope(Mode.NEGATED)
    unsaid = verb.negated or any(_is_nobody(scene, one) for one in subject(scene.row, at))
    if verb.head in scope_words("unknown_verbs") or (unsaid and verb.head in scope_words("unsaid_verbs")):
        return Scope(Mode.UNKNOWN)
    return None


CIRCULATING: Final = frozenset({"circulate", "emerge", "surface", "appear", "come", "reach"})
"""What news does without anybody's being named who brings it."""
_DENIABLE: Final = frozenset({"it", "this", "that", "involvement", "role", "charge", "charges", "what", "fact"})


def _is_deprived(scene: Scene, at: int) -> bool:
    """As in "X was denied a lawyer, adding that", "denied him access": to be denied something is no denial."""
    row = scene.row
    given = row[at + 1 : at + 3]
    if len(given) == 2 and row[at].form == "finite" and not row[at].passive and all(one.kind == "NP" for one in given):
        return given[0].words in {("him",), ("her",), ("them",)} or bool(given[0].names)
    doing = subject(scene.row, at) if scene.row[at].passive and scene.row[at].form == "finite" else []
    return bool(doing) and not any(scene.row[one].head in scope_words("told_nouns") | _DENIABLE for one in doing)


def _is_nobody(scene: Scene, at: int) -> bool:
    words = scene.row[at].words
    return words[0] in {"nobody", "none", "neither", "nothing"} or words[:2] == ("no", "one")


_RETRACTED: Final = re.compile(r"\b(?:wrongly|incorrectly|mistakenly|falsely|erroneously)\b")
_UNTRUE: Final = re.compile(r"(?i)\b(?:(?:not|n['’]t) (?:true|correct|accurate|the case)|untrue|false|incorrect)\b")


def _chain(scene: Scene, verb: int) -> range:
    first = min(subject(scene.row, verb), default=verb)
    return range(first, verb)


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


def _parted(scene: Scene, at: int, place: int) -> bool:
    """Whether the clause of the event is another than the one that hangs on the verb: "he joked and was arrested"."""
    return any(one.kind in {":", ",", "C"} for one in scene.row[at + 1 : place])


_OPEN: Final = frozenset({"unclear", "unknown", "uncertain"})


def is_open(scene: Scene, at: int) -> bool:
    """Answers whether an "if" at this place asks and sets no condition: "it is unclear if he was freed"."""
    before = scene.row[at - 1]
    near = scene.row[max(0, at - 3) : at]
    words = {word for one in near for word in (*one.words, one.head)}
    negated = "not" in words or any(one.negated for one in near)
    return bool(words & _OPEN) or (negated and before.head in {"clear", "known", "certain", "know", "say"})
