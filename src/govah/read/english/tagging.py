"""Parts of speech, as far as the rules need them: by closed classes, verb forms, endings and the words beside.

Tags: D determiner · J adjective · N noun · M capitalised word · R pronoun · W relative or asking pronoun · P preposition ·
C conjunction · S subordinator · X auxiliary · O modal · G negation · A adverb · V verb · T "to" · # number · , comma · - dash ·
( ) brackets · : colon or semicolon · “ ” quotation marks · ' possessive · . other marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from govah.read.english.lexicon import number_of, verb_forms, words_of
from govah.read.english.tokens import DASHES, Token
from govah.read.english.verbal import BE, alone, back, causes, form_of, verb_or_noun

_MARKS: Final = {",": ",", "(": "(", "[": "[", ")": ")", "]": "]", ":": ":", ";": ":", "“": "“", "”": "”", "'s": "'", "*": "."}
_NUMBER: Final = re.compile(
    r"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|"
    r"thousands?|scores)$"
)
_ADJECTIVE: Final = re.compile(
    r"(?:year-old|\w-(?:year|month|day|week|hour)|[a-z]{3}(?:ous|ful|ive|ical|able|ible|less|ary|"
    r"ese|ish)|based|led|related|linked|motivated|like)$"
)
_CLASSES: Final = (
    ("negations", "G"), ("modals", "O"), ("auxiliaries", "X"), ("relatives", "W"), ("conjunctions", "C"), ("determiners", "D"),
    ("pronouns", "R"), ("prepositions", "P"), ("subordinators", "S"), ("adverbs", "A"), ("adjectives", "J"),
)  # fmt: skip
_LIKE_ADJECTIVES: Final = frozenset(
    {"only", "first", "then", "once", "very", "now", "already", "still", "earlier", "later", "previously"}
)
_CONTRACTED: Final = frozenset({"he", "she", "it", "who", "there", "what", "that", "here"})
_TIMES: Final = frozenset({"day", "night", "evening", "morning", "afternoon", "week", "month", "year", "same", "very", "weekend"})


@cache
def _closed() -> dict[str, str]:
    known: dict[str, str] = {}
    for kind, tag in _CLASSES:
        for word in words_of(kind):
            known.setdefault(word, tag)
    return known | {
        "to": "T",
        "that": "S",
        "which": "W",
        "her": "D",
        "his": "D",
        "who": "W",
        "as": "P",
        "what": "W",
        "according": "P",
        "can": "O",
        "may": "O",
    }


def tag(tokens: Sequence[Token]) -> list[str]:
    """Gives a tag for each token of a sentence."""
    tags = [_first(token, place) for place, token in enumerate(tokens)]
    for place in range(len(tokens)):
        tags[place] = _in_context(tokens, tags, place)
    return tags


def _first(token: Token, place: int) -> str:  # noqa: PLR0911 - rules, read from the top
    lower = token.lower
    if lower in _MARKS:
        return _MARKS[lower]
    if token.text in DASHES:
        return "-"
    if not lower[0].isalnum() and lower not in {"'re", "'ve", "'ll", "'d", "&"}:
        return "'" if lower == "'s" else "."
    if token.text[0].isupper() and place and not (token.text.isupper() and len(token.text) == 1 and lower in {"a", "i"}):
        return "R" if lower == "i" else "M"
    closed = _closed().get(lower)
    if closed and not (closed == "J" and lower in verb_forms() and not lower.endswith("ing")):
        return closed
    if _NUMBER.search(lower) and not lower.endswith(("old", "olds")):
        return "#"
    return _open(token, place)


def _open(token: Token, place: int) -> str:
    form = form_of(token)
    if token.text[0].isupper():
        return "V" if form is not None and form.kinds & {"participle", "gerund"} and place == 0 else "M"
    if form is not None:
        return "V"
    if (
        token.lower.endswith("ly")
        and len(token.lower) > 4
        and token.lower not in {"family", "rally", "assembly", "reply", "elderly"}
    ):
        return "A"
    if token.lower in words_of("nouns"):
        return "N"
    return "J" if _ADJECTIVE.search(token.lower) else "N"


def _in_context(tokens: Sequence[Token], tags: list[str], place: int) -> str:  # noqa: C901, PLR0911, PLR0912 - rules, read from the top
    given = tags[place]
    lower = tokens[place].lower
    before = tags[place - 1] if place else ""
    after = tags[place + 1] if place + 1 < len(tags) else ""
    plain = tokens[place].text.islower() and lower not in {"death", "prison", "jail", "life"}
    if given == "N" and before == "T" and after in {"D", "R"} and plain:
        return "V"  # "to persuade the family"
    if given == "N" and before == "X" and lower.endswith("ing") and tokens[place - 1].lower in BE and after in {"D", "R", "M"}:
        return "V"  # "were nearing the end"
    if lower == "free" and back(tokens, tags, place) in {"V", "X", "N", "M", "R", ","} and after not in {"D", "R", "M"}:
        return "J"  # "walked free"
    if given == "M" and before in {"-", ":"} and lower in _closed() and tokens[place].text[1:].islower():
        return _closed()[lower]  # "(HRANA) – After 37 days"
    if given == "V" and lower == "free" and place + 1 < len(tokens) and tokens[place + 1].lower in _FREE_THINGS:
        return "J"  # "free speech"
    if lower == "last" and before == "X" and after == "V":
        return "A"  # "was last seen"
    if given == "V":
        return verb_or_noun(tokens, tags, place)
    if lower in {"each", "both", "all"} and given == "D" and before in {"X", "O"} and after in {"V", "X"}:
        return "A"  # "were each sentenced"
    if lower.endswith(("self", "selves")) and given == "R" and ((before == "X" and after == "V") or before == "R"):
        return "A"  # "was herself arrested"
    if lower == "'s" and place and tokens[place - 1].lower in _CONTRACTED:
        return "X"  # "He's out on bail"
    if lower in {"following", "inside"} and before == "D":
        return "J"  # "the following day"
    if given == "A" and before == "D" and after in {"N", "J", "V"} and lower in _LIKE_ADJECTIVES and not alone(tokens[place - 1]):
        return "J"  # "the only woman", "his first sentence"
    if given == "R" and before == "M" and after in {"X", "V", "O"} and lower.endswith("self"):
        return "A"  # "X himself is serving nine years"
    if given in {"C", ","} and before == after == "A" and back(tokens, tags, place) in {"X", "O"}:
        return "A"  # "must be immediately and unconditionally released"
    return _by_word(tokens, tags, place)


_FOUND: Final = frozenset({"guilty", "innocent", "dead", "alive", "unconscious", "free", "responsible"})
"""In what state somebody is found."""


def _by_word(tokens: Sequence[Token], tags: list[str], place: int) -> str:  # noqa: C901, PLR0911, PLR0912 - rules, read from the top
    given, lower = tags[place], tokens[place].lower
    before = tags[place - 1] if place else ""
    after = tags[place + 1] if place + 1 < len(tags) else ""
    if (lower == "long" and before == "," and after in {"D", "V"}) or _is_formerly(tokens, tags, place):
        return "A"  # "X, long a target of the police,", "who was once the face of the movement"
    if lower == "that" and place + 1 < len(tokens) and tokens[place + 1].lower in _TIMES:
        return "D"  # "that evening"
    if lower == "one" and place and tokens[place - 1].lower in {"no", "the"} and after not in {"N", "J", "M"}:
        return "N"
    if lower == "one" and given == "R" and after in {"N", "J"}:
        return "#"  # "at least one person"
    if lower in {"least", "most"} and place and tokens[place - 1].lower == "at":
        return "A"
    if lower == "at" and place + 1 < len(tokens) and tokens[place + 1].lower in {"least", "most"}:
        return "A"
    if lower == "than" and (after == "#" or (place + 1 < len(tokens) and number_of(tokens[place + 1].lower))):
        return "J"  # "more than 20,000 people"
    if lower == "no" and place + 1 < len(tokens) and tokens[place + 1].lower == "longer":
        return "G"
    if lower == "longer" and before == "G":
        return "A"
    if lower == "her" and given == "D" and after == "J" and tokens[place + 1].lower in _FOUND:
        return "R"  # "found her guilty"
    if lower == "neither" and before == "X" and after in {"X", "V"}:
        return "G"  # "has neither been tried nor sentenced"
    if lower in {"so", "far"} and "far" in {tokens[place].lower, tokens[place + 1].lower if place + 1 < len(tokens) else ""}:
        return "A"  # "has so far not been allowed"
    if lower == "further" and before in set("RNMX") and after in {"V", "X"}:
        return "A"  # "He further claimed"
    if lower in {"not", "n't"} and place + 1 < len(tokens) and tokens[place + 1].lower in {"only", "just", "merely", "simply"}:
        return "A"  # "was not only detained but"
    if lower == "as" and any(token.lower == "same" for token in tokens[max(0, place - 3) : place]):
        return "P"
    if given == "N" and before and tokens[place - 1].lower == "please":
        return "V"
    if lower in {"her", "his"} and given == "D" and (not after or after not in "NJM#VA“D"):
        return "R"
    if lower == "her" and after == "V" and place and causes(tokens[place - 1]):
        return "R"  # "made her sign"
    if lower == "that" and before in set("NMV,") and after in {"V", "X", "O"} and tags[place - 1 : place] != ["S"]:
        return "W"
    if lower in {"since", "before", "after", "until", "as"} and _begins_clause(tokens, tags, place + 1):
        return "S"
    if lower == "for" and after == "V":
        return "P"
    if lower in {"have", "has", "had", "do", "did", "does"} and given == "X":
        return given
    return given


def _is_formerly(tokens: Sequence[Token], tags: list[str], place: int) -> bool:
    """As in "who was once the face of the movement": no clause follows."""
    if tokens[place].lower != "once" or not place or tags[place - 1] not in {"X", "W"}:
        return False
    return not _begins_clause(tokens, tags, place + 1)


_FREE_THINGS: Final = frozenset({"speech", "press", "expression", "elections", "trade", "thought"})
_TYING: Final = frozenset({"of", "from", "in", "at", "with"})
"""Prepositions that may tie words to the subject of a clause: "after a protester in Izeh was killed"."""


def _begins_clause(tokens: Sequence[Token], tags: list[str], place: int) -> bool:
    """A clause and no noun phrase follows: a verb comes before the next mark or preposition."""
    noun, tied = False, False
    for at in range(place, min(len(tags), place + 7)):
        sure = tags[at] in "XO" or (tags[at] == "V" and (not tied or _is_intransitive(tokens[at])))
        if sure and noun:
            return not tied or _has_its_verb(tags, place - 1)
        tied = tied or (tags[at] == "P" and noun and tokens[at].lower in _TYING)
        if tags[at] in ",.:-TCSW" or (tags[at] == "P" and not tied):
            return False
        of = at + 1 < len(tags) and tokens[at + 1].lower == "of"
        noun = noun or tags[at] in ("NMR#D" if of else "NMR")  # "one of his friends", "some of them"
    return False


def _is_intransitive(token: Token) -> bool:
    form = form_of(token)
    return form is not None and form.lemma in words_of("intransitive")


def _has_its_verb(tags: list[str], place: int) -> bool:
    """Whether the clause before has a verb, so that the next is not its own: not "the man held after riots in Izeh was"."""
    verb = next((at for at in range(place) if tags[at] in "XO"), -1)
    comma = max((at for at in range(max(verb, 0)) if tags[at] == ","), default=0)
    return place == 0 or (verb >= 0 and "W" not in tags[comma:verb])
