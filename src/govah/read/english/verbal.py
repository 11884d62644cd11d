"""Whether a word that may be a form of a verb is one in its place, as "arrest", "sentences" and "killing" may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.english.lexicon import VerbForm, number_of, verb_forms, words_of
from govah.read.english.tokens import Token

BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_BEFORE_NOUN: Final = frozenset("DJP'#")
_CALLED: Final = frozenset({"accused", "deceased", "condemned"})
"""Participles that call somebody something behind a determiner: "the accused"."""
_WITH_OF: Final = frozenset(
    [
        "think",
        "hear",
        "speak",
        "die",
        "accuse",
        "convict",
        "complain",
        "consist",
        "dream",
        "learn",
        "inform",
        "tell",
        "warn",
        "talk",
    ]
)
_JUDGES: Final = frozenset({"court", "tribunal", "judge", "jury", "branch", "police", "judiciary", "prosecutor"})
_JUDGED: Final = frozenset({"sentence", "charge", "release", "arrest", "order", "fine", "question"})
CAUSATIVE: Final = frozenset({"make", "let", "have", "see", "watch", "hear", "help", "bid"})
"""Verbs behind which a bare verb stands: "made her sign", "was let go", "saw him die"."""


def form_of(token: Token) -> VerbForm | None:
    """Gives the verb that a word may be a form of."""
    return verb_forms().get(token.lower) or (_unknown_verb(token.lower) if token.text.islower() else None)


@cache
def _unknown_verb(word: str) -> VerbForm | None:
    """A word with a verb's ending that no list holds: "bludgeoned" is a form of some verb."""
    if len(word) > 5 and "-" not in word and word.endswith("ed") and not word.endswith("eed"):
        return VerbForm(word[:-2], frozenset({"past", "participle"}))
    return None


_FREE: Final = frozenset({"speech", "press", "expression", "media", "elections", "trade", "thought"})
_HURTS: Final = frozenset({"injury", "injuries", "wound", "wounds", "trauma"})
_LOST: Final = frozenset({"disappeared", "missing", "detained", "executed", "imprisoned", "condemned", "arrested"})
_AFTER_NOUN: Final = {"say": "V", "hearing": "N", "strike": "N", "strikes": "N"}


def verb_or_noun(tokens: Sequence[Token], tags: list[str], place: int) -> str:
    """Gives the tag of a word that may be a verb, by its form and by what stands beside it."""
    form = form_of(tokens[place])
    if form is None:
        return "V"
    before = back(tokens, tags, place)
    after = tags[place + 1] if place + 1 < len(tags) else ""
    if tokens[place].lower in {"says", "deny", "denies"}:
        return "V"
    if tokens[place].lower == "free" and place + 1 < len(tokens) and tokens[place + 1].lower in _FREE:
        return "J"
    if before == "N" and tokens[place].lower in _AFTER_NOUN:
        return _AFTER_NOUN[tokens[place].lower]  # "his family and a group say", "in a court hearing"
    spot = _Spot(tokens, tags, place, form, before, after)
    return _by_neighbour(spot) or _by_form(spot) or _by_place(spot)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word that may be a verb, with the tags before (adverbs left out) and after it."""

    tokens: Sequence[Token]
    tags: list[str]
    place: int
    form: VerbForm
    before: str
    after: str


def _by_neighbour(spot: _Spot) -> str:
    """As in "suffered head injuries", "a group for the disappeared": nouns by the very words beside them."""
    tokens, place = spot.tokens, spot.place
    following = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    hurt = tokens[place].lower == "head" and following in _HURTS
    lost = tokens[place].lower in _LOST and place > 0 and tokens[place - 1].lower == "the" and spot.after in {"", ".", ","}
    if tokens[place].lower in {"forced", "coerced"} and following.startswith("confession") and spot.before in {"V", "P"}:
        return "J"  # "exposed forced confessions"
    return "N" if hurt or lost else ""


def _by_form(spot: _Spot) -> str:  # noqa: C901, PLR0911, PLR0912 - rules, read from the top
    """What the form of the word tells by itself; empty where it tells nothing, as of "arrest" and "charges"."""
    tokens, tags, place, form, before, after = spot.tokens, spot.tags, spot.place, spot.form, spot.before, spot.after
    token = tokens[place]
    if before == "M" and form.kinds & {"base"} and any(causes(token) for token in tokens[max(0, place - 8) : place - 1]):
        return "V"  # "made X confess"
    if place > 1 and form.kinds == {"base"} and number_of(tokens[place - 1].lower) > 1 and tokens[place - 2].lower == "the":
        return "V" if after in {"P", "T", ""} or token.lower in {"face", "await", "deny"} else ""  # "The two remain in prison"
    if before == "D" and tags[place - 1] == "A" and form.kinds & {"base", "third"} and _stands_alone(tokens, tags, place):
        return "V"  # "Both now stand accused"
    if form.lemma == "include" and before in {"J", "N"} and after in {"M", "D", "#"}:
        return "V"  # "The dead include X"
    if "gerund" in form.kinds and place and tokens[place - 1].lower == "whose":
        return "N"
    if "gerund" in form.kinds and place + 1 < len(tokens) and tokens[place + 1].lower == "of" and form.lemma not in _WITH_OF:
        return "N"  # "the arrest and sentencing of X"
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
    if form.lemma in {"plead", "stand", "walk"} and before in {"J", "#"} and number_of(tokens[place - 1].lower):
        return "V"  # "The four pleaded guilty"
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
    judged = place and tokens[place - 1].lower in _JUDGES and form.lemma in _JUDGED and "third" in form.kinds
    if judged and before == "N" and after in {"M", "D", "#", "R", "J"}:
        return "V"  # "An Egyptian court sentences three reporters"
    if before == "T" and after in {"M", "R"} and "base" in form.kinds:
        return "V"  # "to arrest X"
    if before == "X" and place and tokens[place - 1].lower in BE and not form.kinds & {"participle", "gerund"}:
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


def causes(token: Token) -> bool:
    """Answers whether a word is a form of a verb that causes or perceives."""
    form = form_of(token)
    return form is not None and form.lemma in CAUSATIVE


def _follows_apposition(token: Token, form: VerbForm) -> bool:
    return form.lemma in words_of("intransitive") | words_of("reporting") and token.lower not in words_of("nouns")


def _stands_alone(tokens: Sequence[Token], tags: list[str], place: int) -> bool:
    """Whether the determiner before is a pronoun here, as "both" and "neither" may be."""
    back = next((at for at in range(place - 1, -1, -1) if tags[at] != "A"), 0)
    return alone(tokens[back])


def alone(token: Token) -> bool:
    """Answers whether a determiner may stand for people by itself: "Both now stand accused"."""
    return token.lower in {"both", "all", "each", "neither", "some", "many", "most", "several"}


def _does_it(tokens: Sequence[Token], tags: Sequence[str], place: int) -> bool:
    """As in "shot by border guards on Monday": the last noun of whoever stands behind "by"."""
    back = place - 1
    while back > 0 and tags[back] in {"N", "J", "D", "M"}:
        back -= 1
    return 0 < back < place - 1 and tokens[back].lower == "by"


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in {"people", "men", "women", "police", "children", "media"}


def back(tokens: Sequence[Token], tags: list[str], place: int) -> str:
    """Gives the tag before, adverbs left out."""
    at = place - 1
    while at >= 0 and tags[at] == "A" and tokens[at].lower not in {"there", "here"}:
        at -= 1
    return tags[at] if at >= 0 else ""
