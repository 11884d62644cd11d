"""Parts of speech, as far as the rules need them: by closed classes, verb forms, endings and the words beside.

Tags: D determiner · J adjective · N noun · M capitalised word · R pronoun · W relative or asking pronoun · P preposition ·
C conjunction · S subordinator · X auxiliary · O modal · G negation · A adverb · V verb · T "to" · # number · , comma · - dash ·
( ) brackets · : colon or semicolon · “ ” quotation marks · ' possessive · . other marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.english.lexicon import VerbForm, number_of, verb_forms, words_of
from govah.read.english.tokens import DASHES, Token

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
_BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_BEFORE_NOUN: Final = frozenset("DJP'#")
_LIKE_ADJECTIVES: Final = frozenset(
    {"only", "first", "then", "once", "very", "now", "already", "still", "earlier", "later", "previously"}
)
_CONTRACTED: Final = frozenset({"he", "she", "it", "who", "there", "what", "that", "here"})
_TIMES: Final = frozenset({"day", "night", "evening", "morning", "afternoon", "week", "month", "year", "same", "very", "weekend"})
_CALLED: Final = frozenset({"accused", "deceased", "condemned"})
"""Participles that call somebody something behind a determiner: "the accused"."""
CAUSATIVE: Final = frozenset({"make", "let", "have", "see", "watch", "hear", "help", "bid"})
"""Verbs behind which a bare verb stands: "made her sign", "was let go", "saw him die"."""


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


def form_of(token: Token) -> VerbForm | None:
    """Gives the verb that a word may be a form of."""
    return verb_forms().get(token.lower) or (_unknown_verb(token.lower) if token.text.islower() else None)


@cache
def _unknown_verb(word: str) -> VerbForm | None:
    """A word with a verb's ending that no list holds: "bludgeoned" is a form of some verb."""
    if len(word) > 5 and "-" not in word and word.endswith("ed") and not word.endswith("eed"):
        return VerbForm(word[:-2], frozenset({"past", "participle"}))
    return None


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


def _in_context(tokens: Sequence[Token], tags: list[str], place: int) -> str:  # noqa: C901, PLR0911 - rules, read from the top
    given = tags[place]
    lower = tokens[place].lower
    before = tags[place - 1] if place else ""
    after = tags[place + 1] if place + 1 < len(tags) else ""
    if given == "N" and before == "T" and after in {"D", "R"} and tokens[place].text.islower():
        return "V"  # "to persuade the family"
    if given == "N" and before == "X" and lower.endswith("ing") and tokens[place - 1].lower in _BE and after in {"D", "R", "M"}:
        return "V"  # "were nearing the end"
    if lower == "free" and _back(tokens, tags, place) in {"V", "X", "N", "M", "R", ","} and after not in {"D", "R", "M"}:
        return "J"  # "walked free"
    if given == "M" and before in {"-", ":"} and lower in _closed() and tokens[place].text[1:].islower():
        return _closed()[lower]  # "(HRANA) – After 37 days"
    if given == "V":
        return _verb_or_noun(tokens, tags, place)
    if lower in {"each", "both", "all"} and given == "D" and before in {"X", "O"} and after in {"V", "X"}:
        return "A"  # "were each sentenced"
    if lower.endswith(("self", "selves")) and given == "R" and ((before == "X" and after == "V") or before == "R"):
        return "A"  # "was herself arrested"
    if lower == "'s" and place and tokens[place - 1].lower in _CONTRACTED:
        return "X"  # "He's out on bail"
    if lower in {"following", "inside"} and before == "D":
        return "J"  # "the following day"
    if (
        given == "A"
        and before == "D"
        and after in {"N", "J", "V"}
        and lower in _LIKE_ADJECTIVES
        and not _alone(tokens[place - 1])
    ):
        return "J"  # "the only woman", "his first sentence"
    if given == "R" and before == "M" and after in {"X", "V", "O"} and lower.endswith("self"):
        return "A"  # "X himself is serving nine years"
    if given in {"C", ","} and before == after == "A" and _back(tokens, tags, place) in {"X", "O"}:
        return "A"  # "must be immediately and unconditionally released"
    return _by_word(tokens, tags, place)


_FOUND: Final = frozenset({"guilty", "innocent", "dead", "alive", "unconscious", "free", "responsible"})
"""In what state somebody is found."""


def _by_word(tokens: Sequence[Token], tags: list[str], place: int) -> str:  # noqa: C901, PLR0911, PLR0912 - rules, read from the top
    given, lower = tags[place], tokens[place].lower
    before = tags[place - 1] if place else ""
    after = tags[place + 1] if place + 1 < len(tags) else ""
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
    if lower == "than" and after == "#":
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
    if lower == "her" and after == "V" and place and _causes(tokens[place - 1]):
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


def _verb_or_noun(tokens: Sequence[Token], tags: list[str], place: int) -> str:
    form = form_of(tokens[place])
    if form is None:
        return "V"
    before = _back(tokens, tags, place)
    after = tags[place + 1] if place + 1 < len(tags) else ""
    if tokens[place].lower == "say" and before == "N":
        return "V"  # "his family and a group say"
    spot = _Spot(tokens, tags, place, form, before, after)
    return _by_form(spot) or _by_place(spot)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word that may be a verb, with the tags before (adverbs left out) and after it."""

    tokens: Sequence[Token]
    tags: list[str]
    place: int
    form: VerbForm
    before: str
    after: str


def _by_form(spot: _Spot) -> str:  # noqa: C901, PLR0911 - rules, read from the top
    """What the form of the word tells by itself; empty where it tells nothing, as of "arrest" and "charges"."""
    tokens, tags, place, form, before, after = spot.tokens, spot.tags, spot.place, spot.form, spot.before, spot.after
    token = tokens[place]
    if before == "M" and form.kinds & {"base"} and any(_causes(token) for token in tokens[max(0, place - 8) : place - 1]):
        return "V"  # "made X confess"
    if place > 1 and form.kinds == {"base"} and number_of(tokens[place - 1].lower) > 1 and tokens[place - 2].lower == "the":
        return "V" if after in {"P", "T", ""} or token.lower in {"face", "await", "deny"} else ""  # "The two remain in prison"
    if before == "D" and tags[place - 1] == "A" and form.kinds & {"base", "third"} and _stands_alone(tokens, tags, place):
        return "V"  # "Both now stand accused"
    if form.lemma == "include" and before in {"J", "N"} and after in {"M", "D", "#"}:
        return "V"  # "The dead include X"
    if "gerund" in form.kinds and place and tokens[place - 1].lower == "whose":
        return "N"
    if "gerund" in form.kinds:
        return "N" if before in {"D", "J", "'"} and after != "D" and after not in "MR" else "V"
    if (
        "participle" in form.kinds
        and before in {"", ",", "P", ":", "-"}
        and after in {"N", "J", "M"}
        and token.lower in words_of("adjectives")
    ):
        return "J"  # "On Monday, jailed blogger X was …"
    if place == 0 and form.kinds & {"participle", "gerund"}:
        return "V"  # "Executed without notice, X was buried"
    if token.lower in words_of("nouns") and before == "D" and after not in {"N", "J", "M"}:
        return "N"  # "the deceased"
    if token.lower in _CALLED and before in {"D", "J"} and after not in {"N", "J", "M", "D", "R", "P"}:
        return "N"  # "the second accused was"
    if form.kinds & {"past", "participle"} and not form.kinds & {"base"}:
        return (
            "J"
            if before in {"D", "J", "'", "P"}
            and (after in {"N", "J", "M"} or (after == "V" and tokens[place + 1].lower in words_of("nouns")))
            and tokens[place - 1].lower not in {"her", "those"}
            else "V"
        )
    return ""


def _by_place(spot: _Spot) -> str:  # noqa: C901, PLR0911 - rules, read from the top
    """What a word that may be either is between its neighbours."""
    tokens, tags, place, form, before, after = spot.tokens, spot.tags, spot.place, spot.form, spot.before, spot.after
    token = tokens[place]
    if place == 1 and before == "M" and "third" in form.kinds and after in {"N", "J", "M", "V"} and _alone_in(tokens, tags):
        return "V"  # the headline "Iran arrests journalist X over tweets"
    if before == "T" and after in {"M", "R"} and "base" in form.kinds:
        return "V"  # "to arrest X"
    if before == "X" and place and tokens[place - 1].lower in _BE and not form.kinds & {"participle", "gerund"}:
        return "J" if after in {"T", "P", ".", ","} else "N"
    if before in {"T", "O", "X", "R", "W", "G"} and not (before in {"X", "T"} and "third" in form.kinds):
        return "V"
    if (
        (before == "N" or (before == "M" and token.lower in words_of("nouns")))
        and form.kinds <= {"base"}
        and (after in {"", ".", ",", "P", "C"} or (after in {"S", "W"} and form.lemma not in words_of("reporting")))
        and not _is_plural(tokens[place - 1].lower)
    ):
        return "N"  # "her case file"
    if (
        before == ","
        and "third" in form.kinds
        and place > 1
        and tags[place - 2] in {"N", "M", "#"}
        and _follows_apposition(token, form)
    ):
        return "V"  # "his wife, X, remains behind bars"
    if "third" in form.kinds and _does_it(tokens, tags, place):
        return "N"
    if before in _BEFORE_NOUN or (place and tags[place - 1] in _BEFORE_NOUN):
        return "N"
    if after == "S" and token.lower in words_of("nouns") and form.lemma not in words_of("reporting"):
        return "N"  # "on spying charges that she denied"
    if after in {"D", "R", "S", "M"} and before in {"N", "M", "A", ",", "C"}:
        return "V"
    if token.lower in words_of("nouns"):
        return "N"
    return "V" if before in {"N", "M", "W"} or "third" not in form.kinds else "N"


def _alone_in(tokens: Sequence[Token], tags: Sequence[str]) -> bool:
    """Whether a line without a full stop has no other verb: it is a headline."""
    plain = not any(tag_ in "XO" or token.text == "." for tag_, token in zip(tags, tokens, strict=False))
    return plain and not any(tag_ == "V" and token.lower.endswith("ed") for tag_, token in zip(tags, tokens, strict=False))


def _causes(token: Token) -> bool:
    form = form_of(token)
    return form is not None and form.lemma in CAUSATIVE


def _follows_apposition(token: Token, form: VerbForm) -> bool:
    return form.lemma in words_of("intransitive") | words_of("reporting") and token.lower not in words_of("nouns")


def _stands_alone(tokens: Sequence[Token], tags: list[str], place: int) -> bool:
    """Whether the determiner before is a pronoun here, as "both" and "neither" may be."""
    back = next((at for at in range(place - 1, -1, -1) if tags[at] != "A"), 0)
    return _alone(tokens[back])


def _alone(token: Token) -> bool:
    """Whether a determiner may stand for people by itself: "Both now stand accused"."""
    return token.lower in {"both", "all", "each", "neither", "some", "many", "most", "several"}


def _does_it(tokens: Sequence[Token], tags: Sequence[str], place: int) -> bool:
    """As in "shot by border guards on Monday": the last noun of whoever stands behind "by"."""
    back = place - 1
    while back > 0 and tags[back] in {"N", "J", "D", "M"}:
        back -= 1
    return 0 < back < place - 1 and tokens[back].lower == "by"


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in {"people", "men", "women", "police", "children", "media"}


def _back(tokens: Sequence[Token], tags: list[str], place: int) -> str:
    """The tag before, adverbs left out."""
    at = place - 1
    while at >= 0 and tags[at] == "A" and tokens[at].lower not in {"there", "here"}:
        at -= 1
    return tags[at] if at >= 0 else ""
