"""How a sentence names those who speak: "according to", who says something, words that keep a distance, bodies and outlets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.english.chains import behind_preposition
from govah.read.english.coreference import HE, SHE, THEY
from govah.read.english.lexicon import name_words
from govah.read.english.phrases import Phrase
from govah.read.english.roles import subject
from govah.read.english.scene import Scene
from govah.records import Stance
from govah.words import table

_CLOSE: Final = 90


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a statement is, outermost first, and what they commit to; the page's own voice has no chain."""

    stance: Stance = Stance.ASSERTED
    chain: tuple[str, ...] = ()


OWN: Final = Voice()


@cache
def speech_words(kind: str) -> frozenset[str]:
    """Gives words of the table, such as `neutral_verbs`."""
    return frozenset(str(table("reading/en/speech")[kind]).split())


def verb_stance(lemma: str) -> Stance | None:
    """Gives the stance of what a verb of saying brings, or None where it says nothing."""
    if lemma in {"call", "label", "term", "brand"}:
        return None
    if lemma in speech_words("distancing_verbs"):
        return Stance.ALLEGED
    return Stance.REPORTED if lemma in speech_words("neutral_verbs") else None


def next_comma(row: Sequence[Phrase], at: int) -> int:
    """Gives the place of the next comma, or the length of the row."""
    return next((place for place in range(at + 1, len(row)) if row[place].kind == ","), len(row))


def saying_before(scene: Scene, at: int) -> int | None:
    """Whether a relative word rather opens what is said: "told what happened" does, "said who" does not."""
    return at if scene.row[at].head == "what" else None


_QUOTES: Final = frozenset(["'", "’", '"', "”"])


def clause_start(scene: Scene, at: int, place: int) -> int | None:
    """The noun phrase that begins the clause of saying at the end of a sentence, behind a comma or a closing mark."""
    row = scene.row
    for back in range(at - 1, place, -1):
        if row[back].kind == "NP" and not behind_preposition(row, back):
            before = row[back - 1] if back else None
            first = row[back].first
            gap = scene.text[scene.tokens[first - 1].end : scene.tokens[first].start] if first else ""
            ends = before is not None and before.kind in {".", "'"} and scene.of(before).strip() in _QUOTES
            ends = ends or bool(re.search(r"[\"”’']\s*$", gap.rstrip() + " ") and gap.strip())
            if before is None or before.kind in {",", "-"} or ends:
                if place < 0 and before is None:
                    return back
                if before is not None and is_apposition(scene, back, at):
                    continue
                return back if before is not None else None
        if row[back].kind in {"VG", "S", "W", ":"}:
            return None
    return None


def is_apposition(scene: Scene, back: int, at: int) -> bool:
    """As in ", Hassan Younessi, said": the name in commas belongs to the noun phrase before it."""
    row = scene.row
    return (
        back + 1 < at
        and row[back + 1].kind == ","
        and back >= 2
        and row[back - 2].kind == "NP"
        and not row[back - 2].names
        and bool(row[back].names)
    )


def according(scene: Scene, place: int = -1) -> Voice | None:
    """Gives the voice that "according to" names in a sentence; what stands before "and, according to X," is not X's."""
    row = scene.row
    for at, phrase in enumerate(row):
        if phrase.head == "according" and at + 2 < len(row) and row[at + 2].kind == "NP":
            joined = at and (row[at - 1].kind == "C" or (at > 1 and row[at - 1].kind == "," and row[at - 2].kind == "C"))
            if joined and 0 <= place < at:
                continue
            return Voice(Stance.REPORTED, (_with_author(scene, at + 2),))
        if at == 0 and phrase.words[0] == "per" and len(phrase.words) > 1 and len(row) > 1 and row[1].kind == ",":
            return Voice(Stance.REPORTED, (scene.words(phrase.first + 1, phrase.last),))  # "Per state media, X was …"
        if _as_reported(row, at):
            return Voice(Stance.REPORTED, (source(scene, at + 2),))
    return None


def _as_reported(row: Sequence[Phrase], at: int) -> bool:
    """As in ", as reported by the network", "As announced by the court, ": who is named behind a participle of saying."""
    if at + 2 >= len(row) or row[at].kind != "VG" or row[at].form == "finite" or row[at + 1].head != "by":
        return False
    before = row[at - 1] if at else None
    opens = before is None or before.head == "as" or (before.kind == "," and row[at].head == "report")
    return opens and row[at + 2].kind == "NP" and row[at].head in _MADE_KNOWN


_MADE_KNOWN: Final = frozenset({"report", "announce", "confirm", "publish", "state", "document", "describe", "tell", "note"})


_ISSUED: Final = frozenset(
    [
        "obtain",
        "receive",
        "publish",
        "release",
        "provide",
        "compile",
        "gather",
        "collect",
        "issue",
        "document",
        "post",
        "verify",
        "share",
    ]
)


def _with_author(scene: Scene, at: int) -> str:
    """As in "according to information obtained by the society": whose information it is belongs to the source."""
    row = scene.row
    text = source(scene, at)
    step = at + 1
    while step < len(row) and row[step].kind in {"P", "NP", "A"} and scene.start_of(step) < scene.start_of(at) + len(text):
        step += 1
    if step < len(row) and row[step].head in _ISSUED and row[step].form == "part":
        by = next((one for one in range(step + 1, min(len(row) - 1, step + 4)) if row[one].head in {"by", "from"}), -1)
        if by > 0 and row[by + 1].kind == "NP":
            return scene.text[scene.start_of(at) : scene.start_of(by + 1)] + source(scene, by + 1)
    return text


_FRAME: Final = re.compile(
    r"(?i)(?:according to|based on|as per) (?:the )?(?:[\w-]+ )?(?P<what>(?:information|reports?|allegations?|"
    r"testimon(?:y|ies)|accounts?|sources?)"
    r"(?: (?:that )?(?:we (?:have )?)?(?:received|available|provided|obtained)[^.:]{0,60})?)\s*:\s*$"
)
_FRAME_ENDS: Final = re.compile(
    r"(?i)^\W*(?:while|without|in connection|in light|in view|we (?:are|express|would|call|urge|wish|remain)|"
    r"concern|please|should|background|context)\b"
)


def framed(scene: Scene, before: Voice | None) -> Voice | None:
    """Gives whose information the sentences from here on are, as a letter of UN mandates says once for all of its account."""
    told = scene.text[scene.sentence.start : scene.sentence.end]
    opened = _FRAME.search(told[-160:]) if told.rstrip().endswith(":") else None
    if opened:
        return Voice(Stance.REPORTED, (opened.group("what"),))
    return None if before is None or _FRAME_ENDS.match(told) else before


_IF_TRUE: Final = re.compile(r"(?i)[^,.;]{0,60},? if (?:confirmed|true|verified|correct)\b")


def hedge(scene: Scene, place: int) -> Stance | None:
    """Adverbs that report or keep a distance, before the event in its clause or within its verb group."""
    words = [token.lower for token in scene.tokens[max(0, scene.row[place].first - 8) : scene.row[place].last]]
    if any(
        word in {"allegedly", "purportedly", "supposedly", "apparently", "alleged", "apparent", "purported"} for word in words
    ):
        return Stance.ALLEGED
    lead = scene.lead(place, _CLOSE)
    tail = scene.tail(place, 400)
    if re.search(r"(?i)\bit (?:is|was|has been) (?:claimed|alleged)\b", lead + tail) or _IF_TRUE.match(tail):
        return Stance.ALLEGED
    if re.search(r"(?i)\b(?:appear|seem|purport)(?:s|ed)? to (?:show|depict|be|have)\b[^.;]*$", lead):
        return Stance.ALLEGED
    if "reportedly" in words or re.match(r"\W*(?:\w+ ){0,3}reportedly\b", tail):
        return Stance.REPORTED
    if re.search(
        r"(?i)\breports? (?:of|that|say|said|about)\b|\bit (?:is|was|has been|'s|’s) (?:reported|said|"
        r"understood|believed)\b",
        lead,
    ):
        return Stance.REPORTED
    return None


def sources(scene: Scene, places: Sequence[int]) -> list[str]:
    """Names what speaks: the noun phrases of one list or apposition as one source, as written."""
    if not places:
        return []
    first, last = min(places), max(places)
    if len(places) > 1 and last - first <= 6:
        return [source(scene, last, since=scene.start_of(first))]
    return [source(scene, places[0])]


def source(scene: Scene, at: int, since: int | None = None) -> str:
    """A noun phrase with the "of", "for" and "in" that belong to it, as written."""
    row = scene.row
    end = at
    step = at + 1
    while (
        step + 1 < len(row)
        and row[step].kind == "P"
        and (
            row[step].head in {"of", "for", "to", "in", "from", "at"}
            or (row[step].head == "by" and row[at].head in {"report", "reports"})
        )
        and row[step + 1].kind == "NP"
    ):
        end = step + 1
        step += 2
    while (
        step + 1 < len(row)
        and row[step].kind == ","
        and row[step + 1].kind == "NP"
        and row[step + 1].names
        and end == at
        and not row[at].names
    ):
        if not set(row[at].words) & (name_words("kin") | name_words("roles") | name_words("titles") | name_words("person_nouns")):
            break  # "according to the society, X was …"
        end = step + 1
        step += 2
    start = scene.start_of(at) if since is None else since
    return scene.text[start : min(scene.end_of(end), start + 160)].strip(" ,")


_CLAIMS: Final = frozenset(
    ["claim", "claims", "allegation", "allegations", "accusation", "accusations", "assertion", "assertions"]
)
_NEWS: Final = frozenset(
    [
        *("report", "reports", "statement", "statements", "news", "testimony", "testimonies", "announcement", "confirmation"),
        *("word", "information", "notification", "notice", "notifications", "reply", "letter", "message"),
    ]
)


def said_by_noun(scene: Scene, that: int) -> Voice | None:
    """As in "claims by X, published in May, that he was tortured", "the family's statement that": the noun tells the voice."""
    row = scene.row
    passed = False
    for at in range(that - 1, -1, -1):
        received = row[at].passive and row[at].head == "receive"
        if row[at].kind == "VG" and at == that - 1 and (row[at].head in _CIRCULATING or received):
            passed = True  # "Persistent reports circulated that"
            continue
        if row[at].kind in {"S", "W", ":"} or (row[at].kind == "VG" and row[at].form == "finite"):
            return None
        if row[at].kind == "NP" and row[at].head in _CONCERNS:
            return _worried(scene, at)
        if row[at].kind != "NP" or row[at].head not in _CLAIMS | _NEWS:
            continue
        stance = Stance.ALLEGED if row[at].head in _CLAIMS else Stance.REPORTED
        by = next((one for one in range(at + 1, min(at + 3, that - 1)) if row[one].head in {"by", "from", "of"}), -1)
        if by > 0 and row[by + 1].kind == "NP":
            return Voice(stance, (source(scene, by + 1),))
        owner = row[at].owner
        if owner is not None:
            return Voice(stance, (scene.words(*owner),))
        return _by_itself(scene, at, stance) or (Voice(stance) if passed else None)
    return None


_CIRCULATING: Final = frozenset({"circulate", "emerge", "surface", "appear", "come", "reach"})
_SENDING: Final = frozenset({"send", "issue", "publish", "release", "give", "post", "make", "receive", "deliver", "write"})
_VAGUE: Final = frozenset({"the", "some", "several", "earlier", "further", "a", "recent", "these"})


def _by_itself(scene: Scene, at: int, stance: Stance) -> Voice | None:
    """As in "The bureau sent a notice that": whose notice it is; "there are reports that", "media reports that": the reports."""
    row = scene.row
    verb = next((one for one in range(at - 1, -1, -1) if row[one].kind == "VG"), -1)
    if verb >= 0 and row[verb].head in _SENDING and not (row[verb].passive or row[verb].negated):
        doing = subject(row, verb)
        return Voice(stance, tuple(sources(scene, doing))) if doing and row[verb].head != "receive" else None
    if row[at].head in {"report", "reports"} and "unconfirmed" not in row[at].words and (verb < 0 or not row[verb].negated):
        told = [word for word in row[at].words if word not in _VAGUE]
        there = verb >= 0 and row[verb].head == "be"
        if len(told) > 1 or there:
            return Voice(stance, (scene.of(row[at]),))
    return None


_CONCERNS: Final = frozenset({"concern", "concerns", "worry", "worries", "alarm"})


_VOICING: Final = frozenset({"express", "voice", "raise", "reiterate", "share", "have"})


def _worried(scene: Scene, at: int) -> Voice | None:
    """As in "the experts expressed concerns that X had been tortured": whoever is concerned takes it for likely."""
    row = scene.row
    verb = next((one for one in range(at - 1, -1, -1) if row[one].kind == "VG"), -1)
    doing = (
        subject(row, verb) if verb >= 0 and row[verb].head in {"express", "voice", "raise", "reiterate", "share", "have"} else []
    )
    if doing:
        return Voice(Stance.ALLEGED, (scene.of(row[doing[0]]),))
    owner = row[at].owner
    return Voice(Stance.ALLEGED, (scene.words(*owner),) if owner is not None else ())


def may_speak(scene: Scene, at: int, verb: str) -> bool:
    """Answers whether a noun phrase behind a verb of saying may be who says it: ", wrote his sister", not ", wrote a letter"."""
    phrase = scene.row[at]
    if verb in {"say", "add", "explain", "insist", "continue"} or phrase.names or phrase.words[0] in HE | SHE | THEY:
        return True
    known = name_words("kin") | name_words("roles") | name_words("person_nouns") | name_words("organisation_words")
    return bool(set(phrase.words) & (known | speech_words("authorities"))) or is_outlet(scene.of(phrase).removeprefix("the "))


def is_body(source: str) -> bool:
    """Answers whether a source is an organisation."""
    words = {word.strip(".,'’s").lower() for word in source.split()}
    return bool(words & (name_words("organisation_words") | speech_words("bodies"))) or any(
        word.isupper() and len(word) > 2 for word in source.split()
    )


def is_outlet(source: str) -> bool:
    """Answers whether a source is named with a capital, as an outlet is."""
    return source[:1].isupper() and source.lower() not in HE | SHE | THEY
