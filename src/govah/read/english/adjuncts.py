"""What stands beside the verb: "after five years in detention", "held on spying charges", "bail was paid for his release"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from govah.read.english.charges import clause_persons
from govah.read.english.coreference import Memory
from govah.read.english.event import Event, meant
from govah.read.english.phrases import Phrase
from govah.read.english.roles import behind, objects, patients, subject
from govah.read.english.rules import Rule, verb_rules
from govah.read.english.scene import Scene

_SPANS: Final = frozenset({"days", "weeks", "months", "years", "day", "week", "month", "year", "decades"})
_NUMBERS: Final = frozenset(
    [
        *("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("fifteen", "twenty", "thirty", "forty", "fifty", "several", "many"),
    ]
)
_BARE_SPANS: Final = frozenset({("days",), ("weeks",), ("months",), ("years",), ("decades",)})
_WHILE: Final = frozenset({"after", "following", "during", "throughout"})
_SPENT: Final = frozenset({"in", "of", "behind", "inside", "under"})
_CUSTODY: Final = re.compile(
    r"(?i)\b(?:prison|jail|custody|detention|solitary|confinement|bars|captivity|imprisonment|[A-Z]\w+ Prison|ward)\b"
)
_HOLDING: Final = frozenset(
    ["arrest", "detain", "hold", "jail", "imprison", "keep", "seize", "apprehend", "capture", "try", "want"]
)
_BAIL_PAID: Final = re.compile(r"(?i)\b(?:bail|bond)\b[^.;]{0,60}\b(?:paid|posted|deposited|put up|furnished)\b[^.;]{0,30}\bfor ")
_NOT_PAID: Final = re.compile(r"(?i)\b(?:not|never|unless|until|if|could|cannot|unable|will|would|must|should)\b")


def adjuncts(scene: Scene, memory: Memory) -> Iterator[Event]:
    """Gives what the adjuncts of a sentence tell of the one whom its clause is about."""
    row = scene.row
    for place, phrase in enumerate(row):
        if phrase.kind != "NP":
            continue
        if phrase.head in _SPANS and _counts(phrase) and _is_term(row, place):
            yield Event(scene, place, "detained_at", _of_clause(scene, place, memory), "en-after-term/1", noun=True)
        if phrase.head == "charges" and _is_of_holding(row, place):
            yield Event(scene, place, "charged_with", clause_persons(scene, place, memory)[0], "en-held-on/1", noun=True)
        if phrase.head == "release" and place:
            yield from _bailed(scene, place, memory)
    yield from _fronted(scene, memory)
    yield from sentences_named(scene, memory)
    yield from harmed(scene, memory)


_FRONTED: Final = (
    (re.compile(r"(?i)^(?:during|throughout) (?:his|her) (?:time|stay|imprisonment|spell|stint|months|years|days) (?:in|at) "
                r"(?!the prison service)[^,.;]{0,40}?\b(?:prison|jail|custody|detention|solitary|penal colony)\b(?! service)|"
                r"^(?:in an? (?:\w+ )?(?:letter|message|note|statement|poem|audio \w+) )?(?:smuggled (?:out )?|sent )?from "
                r"(?:inside |behind )?(?:(?:his|her|the|an?) )?(?:[\w-]+ ){0,2}"
                r"(?:cell|prison|jail|ward|solitary|bars)\b(?! (?:window|door|guard|service|phone))"),
     "detained_at"),
    (re.compile(r"(?i)^(?:weakened|exhausted) (?:by|after|from) (?:an?|his|her|the) (?:[\w-]+ ){0,3}hunger strike\b|"
                r"^(?:during|after|on [^,.;]{3,20} of|in [^,.;]{3,20} of) (?:an?|his|her) (?:[\w-]+ ){0,3}hunger strike\b"),
     "hunger_strike"),
    (re.compile(r"(?i)^(?:after|following|at the end of) an? (?:[\w-]+ ){1,3}trial\b"), "tried_by"),
    (re.compile(r"(?i)^under (?:\w+ )?torture\b"), "tortured"),
)  # fmt: skip
"""What an adjunct in front tells of the one whom the clause behind it is about."""


_JUDGED: Final = frozenset({"find", "convict", "sentence", "acquit", "jail", "condemn", "imprison", "execute", "hang"})


def _fronted(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "From her cell in the prison, X wrote", "During a hunger strike X lost weight", "Under torture, X fainted"."""
    text = scene.text[scene.sentence.start : scene.sentence.end]
    for pattern, predicate in _FRONTED:
        found = pattern.match(text)
        if found is None:
            continue
        offset = scene.sentence.start + found.end()
        place = next((at for at, one in enumerate(scene.row) if scene.tokens[one.last - 1].end >= offset), 0)
        verb = next((at for at in range(place + 1, len(scene.row)) if scene.row[at].kind == "VG"), -1)
        if verb < 0 or scene.row[verb].modal or scene.row[verb].negated:
            continue
        if predicate == "tried_by" and scene.row[verb].head not in _JUDGED:
            continue
        who = patients(scene.row, verb) if scene.row[verb].passive else subject(scene.row, verb)
        if who and who[0] > place:
            yield Event(scene, place, predicate, meant(scene, who, memory), "en-fronted/1", noun=True)


def _counts(phrase: Phrase) -> bool:
    """Whether a length of time is told by a number: not "his years"."""
    return any(word in _NUMBERS or word[0].isdigit() for word in phrase.words) or phrase.words in _BARE_SPANS


def _is_term(row: Sequence[Phrase], place: int) -> bool:
    """As in "after five years in detention": a length of time between "after" or "during" and where it was spent."""
    before = row[place - 1] if place else None
    spent = int(place + 1 < len(row) and row[place + 1].head == "spend" and row[place + 1].form == "part")
    where = row[place + 2 + spent] if place + 2 + spent < len(row) else None
    if before is None or where is None or before.head not in _WHILE or row[place + 1 + spent].head not in _SPENT:
        return False
    return bool(_CUSTODY.search(" ".join(where.words))) and not any(one.head == "spend" for one in row[max(0, place - 3) : place])


def _of_clause(scene: Scene, place: int, memory: Memory) -> tuple[int, ...]:
    """Gives whom the clause beside it is about: to the left, or behind the comma where it opens the sentence."""
    row = scene.row
    left = next((at for at in range(place - 1, -1, -1) if row[at].kind == "VG"), -1)
    right = next((at for at in range(place + 1, len(row)) if row[at].kind == "VG" and row[at].form == "finite"), -1)
    for verb in (left, right):
        if verb >= 0 and not (row[verb].negated or row[verb].modal):
            found = () if row[verb].passive else meant(scene, objects(row, verb), memory)
            found = found or meant(scene, patients(row, verb) if row[verb].passive else subject(row, verb), memory)
            if found or verb == left:
                return found
    return ()


def _is_of_holding(row: Sequence[Phrase], place: int) -> bool:
    """As in "was detained on spying charges": the charges are told by a word before them."""
    named = place - 1 if place and row[place - 1].form == "ger" else place
    if named < 2 or (named == place and len(row[place].words) == 1) or row[named - 1].head not in {"on", "over"}:
        return False
    verb = next((one for one in reversed(row[:named]) if one.kind == "VG"), None)
    held = verb is not None and verb.head in _HOLDING and not (verb.negated or verb.modal or verb.form == "inf")
    vague = {"no", "any", "without", "unspecified", "unknown", "undisclosed", "the", "these", "those"}
    return held and not set(row[place].words) & vague and row[place].owner is None


def _bailed(scene: Scene, place: int, memory: Memory) -> Iterator[Event]:
    """As in "A bail of two billion was paid for his release"."""
    lead = scene.text[scene.sentence.start : scene.end_of(place)]
    if _BAIL_PAID.search(lead) and not _NOT_PAID.search(lead):
        yield Event(scene, place, "released_on_bail", memory.owner_of(scene, scene.row[place]), "en-bail-paid/1", noun=True)


_PUNISHED: Final = re.compile(
    r"(?i)\b(?:death|life|prison|jail|[\w.]+[- ](?:year|month))s?['’]? (?:prison |jail |imprisonment )?"
    r"(?:sentences?|terms?|penalt(?:y|ies))$"
)
_DOUBTED: Final = frozenset(
    {"a", "an", "any", "no", "possible", "rumoured", "rumored", "alleged", "feared", "another", "such", "likely"}
)
_SAID_BY_VERB: Final = frozenset(
    [
        *("sentence", "face", "risk", "serve", "receive", "get", "give", "hand", "await", "avoid", "escape", "spare", "want"),
        *(
            "call",
            "urge",
            "seek",
            "demand",
            "request",
            "carry",
            "enforce",
            "implement",
            "issue",
            "impose",
            "pass",
            "let",
            "leave",
        ),
        *("recommend", "propose", "suggest", "expect", "fear", "threaten", "predict", "push", "favour", "favor", "back"),
    ]
)
_OWNED: Final = frozenset({"on", "against", "of", "for"})


@cache
def _spoken() -> frozenset[str]:
    """The verbs that tell of a sentence by themselves."""
    told = {lemma for lemma, rules in verb_rules().items() if any(_is_about_sentences(one) for one in rules)}
    return frozenset(_SAID_BY_VERB | told - {"be", "become", "have", "see"})


def sentences_named(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "X's death sentence drew protests", "complaints against the death sentences": the noun tells that it was given."""
    if any(one.kind == "VG" and one.head in _spoken() for one in scene.row):
        return
    for place, phrase in enumerate(scene.row):
        if phrase.kind != "NP" or not _PUNISHED.search(" ".join(phrase.words)) or _DOUBTED & set(phrase.words):
            continue
        persons = memory.owner_of(scene, _owned_in_list(scene.row, place)) or meant(
            scene, behind(scene.row, place, _OWNED, 3), memory
        )
        yield Event(scene, place, "sentenced_to", persons, "en-sentence-of/1", noun=True)


def _owned_in_list(row: Sequence[Phrase], place: int) -> Phrase:
    """The noun that has the owner: "X's arrest, torture and death sentence"."""
    at = place
    while (
        row[at].owner is None
        and at >= 2
        and row[at - 1].kind in {",", "C"}
        and row[at - 2].kind == "NP"
        and len(row[at].words) < 4
    ):
        at -= 2
    return row[at] if row[at].owner is not None and not row[at].names else row[place]


_BY_TORTURE: Final = re.compile(
    r"(?i)\b(?:injur\w+|wounds?|scars?|died|dies|death|dead|marks?|bruis\w+|broken|fractur\w+|pain|suffer\w*|killed|succumbed|lost)\b"
    r"[^.;]{0,50}\b(?:as a result of|as a consequence of|resulting from|due to|because of|from|under) "
    r"(?:the )?(?:severe |brutal )?$"
)


def harmed(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "died under severe torture", "injuries suffered as a result of torture": what the harm came from is told as well."""
    for place, phrase in enumerate(scene.row):
        if (
            phrase.kind == "NP"
            and phrase.head == "torture"
            and _BY_TORTURE.search(scene.text[scene.sentence.start : scene.end_of(place) - 7])
        ):
            verb = next(
                (at for at in range(place - 1, -1, -1) if scene.row[at].kind == "VG" and scene.row[at].form == "finite"), -1
            )
            doing = subject(scene.row, verb) if verb >= 0 else []
            if verb >= 0 and not (scene.row[verb].modal or scene.row[verb].negated):
                yield Event(scene, verb, "tortured", meant(scene, doing, memory), "en-harmed-by/1")


def _is_about_sentences(rule: Rule) -> bool:
    return rule.role == "owner" and rule.predicate in {"sentence_upheld", "sentence_overturned", "other", "executed"}
