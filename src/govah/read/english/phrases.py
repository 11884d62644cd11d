"""Noun phrases and verb groups of a sentence, in order: the shape in which it is asked who did what to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from govah.read.english.lexicon import name_words, words_of
from govah.read.english.names import Name
from govah.read.english.tokens import Token
from govah.read.english.verbal import form_of

_BE: Final = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "'s", "'re", "get", "gets", "got", "gotten", "getting", "am"]
)
_GET: Final = frozenset(["get", "gets", "got", "gotten", "getting"])
_HAVE: Final = frozenset(["have", "has", "had", "having", "'ve"])
_NOUNY: Final = frozenset("DJNM#")
STATES: Final = frozenset(
    (word,)
    for word in [
        "dead",
        "alive",
        "guilty",
        "innocent",
        "free",
        "unconscious",
        "unharmed",
        "safe",
        "ill",
        "sick",
        "pregnant",
        "responsible",
    ]
)
"""Words that say in what state somebody was found, and are no object."""
_GRANTED: Final = frozenset(["access", "bail", "leave", "furlough", "permission", "visits", "contact", "clemency", "retrial"])
"""What somebody is given or denied, behind the name: "denied X access to a lawyer"."""
_CARDINALS: Final = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty"]
)
_PRESENT: Final = frozenset(["is", "are", "has", "have", "do", "does", "am", "'s", "'re"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a sentence: a noun phrase, a verb group, or a single mark or small word."""

    kind: str
    "`NP`, `VG`, `DATE`, or the tag of a token."
    first: int
    last: int
    head: str = ""
    "Noun phrase: its last noun; verb group: the lemma of its verb; else the word."
    names: tuple[int, ...] = ()
    "Noun phrase: which names of the sentence it ends in."
    owner: tuple[int, int] | None = None
    "Noun phrase: tokens of the owner (`his`, `X's`), without the mark."
    words: tuple[str, ...] = ()
    "Lower case, all of it."
    passive: bool = False
    form: str = ""
    "Verb group: `finite`, `inf`, `ger` or `part` (a participle alone)."
    negated: bool = False
    modal: str = ""
    present: bool = False
    perfect: bool = False
    owner_names: tuple[int, ...] = field(default=())


def phrases(tokens: Sequence[Token], tags: Sequence[str], found: Sequence[Name], dated: Sequence[int]) -> list[Phrase]:
    """Gives the phrases of a sentence, not voiced yet; `dated` holds for each token the number of its date expression, or -1."""
    return _Chunker(tokens, tags, found, dated).run()


class _Chunker:
    def __init__(self, tokens: Sequence[Token], tags: Sequence[str], found: Sequence[Name], dated: Sequence[int]) -> None:
        self.tokens, self.tags, self.found, self.dated = tokens, tags, found, dated
        self.name_at = {place: number for number, name in enumerate(found) for place in range(name.first, name.last)}

    def run(self) -> list[Phrase]:
        out: list[Phrase] = []
        at = 0
        while at < len(self.tokens):
            phrase = self._next(at)
            out.append(phrase)
            at = phrase.last
        return out

    def _next(self, at: int) -> Phrase:
        if self.dated[at] >= 0 and at not in self.name_at:
            last = at + 1
            while last < len(self.tokens) and self.dated[last] == self.dated[at]:
                last += 1
            return Phrase("DATE", at, last, words=self._words(at, last))
        if at in self.name_at or self.tags[at] in _NOUNY or self._titled(at):
            return self._noun_phrase(at)
        if self.tags[at] == "R":
            word = self.tokens[at].lower
            return Phrase("NP", at, at + 1, word, words=(word,))
        if (
            self.tags[at] in "XOVG"
            or (self.tags[at] == "T" and self._infinitive(at))
            or (self.tags[at] == "A" and self._verbal(at))
        ):
            group = self._verb_group(at)
            if group is not None:
                return group
        kind = "P" if self.tags[at] == "T" else self.tags[at]
        if self.tokens[at].lower == "according":
            kind = "P"
        return Phrase(kind, at, at + 1, self.tokens[at].lower, words=(self.tokens[at].lower,))

    def _titled(self, at: int) -> bool:
        return any(name.title and name.first - 2 <= at < name.first for name in self.found) and self.tokens[at].text[0].isupper()

    def _infinitive(self, at: int) -> bool:
        following = [place for place in range(at + 1, min(at + 4, len(self.tags))) if self.tags[place] not in "AG"]
        if not following or self.tags[following[0]] not in "VX":
            return False
        word = self.tokens[following[0]].lower
        form = form_of(self.tokens[following[0]])
        return word not in {"being", "having"} and not (form is not None and form.kinds == {"gerund"})  # "due to being beaten"

    def _verbal(self, at: int) -> bool:
        following = [tag for tag in self.tags[at + 1 : at + 3] if tag != "A"]
        return bool(following) and following[0] == "V"

    def _words(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(token.lower for token in self.tokens[first:last])

    def _noun_phrase(self, at: int) -> Phrase:
        last = at
        owner: tuple[int, int] | None = None
        owner_names: tuple[int, ...] = ()
        noun = False
        while last < len(self.tokens):
            tag = self.tags[last]
            if last in self.name_at:
                name = self.found[self.name_at[last]]
                put = last - 1 == at > 0 and self._words(at - 1, last) == ("to", "death")
                if noun and name.first == last and (put or last - 1 in self.name_at or self._is_deed(at, last)):
                    break
                last, noun = name.last, True
            elif last > at and last - 1 in self.name_at and self._is_apart(last, tag):
                break  # "handed X ten years", "shot X dead", "X son of Y"
            elif (self.dated[last] >= 0 and last > at) or (
                tag == "D"
                and last > at
                and (noun or (self.tags[last - 1] == "D" and self.tokens[last].lower in words_of("possessives")))
            ):
                break
            elif tag == "'" and noun:
                owner = (at if owner is None else owner[0], last)
                owner_names = self._names_in(at, last)
                last, noun = last + 1, False
            elif tag == "." and last > at and self._titled(last - 1) and self.tokens[last].text == ".":
                last += 1
            elif tag in _NOUNY or (tag == "V" and self._adjectival(at, last)):
                noun = noun or tag in "NM#"
                last += 1
            else:
                break
        last = max(last, at + 1)
        if owner is None and self.tokens[at].lower in words_of("possessives"):
            owner = (at, at + 1)
        head = next(
            (self.tokens[place].lower for place in range(last - 1, at - 1, -1) if self.tokens[place].text[0].isalnum()), ""
        )
        named = tuple(number for number in self._names_in(at, last) if number not in owner_names)
        named = named[-1:] if named and self.found[named[-1]].last == last else ()
        return Phrase("NP", at, last, head, named, owner, self._words(at, last), owner_names=owner_names)

    def _is_apart(self, at: int, tag: str) -> bool:
        """Whether a number or a state behind a name begins a phrase of its own."""
        word = self.tokens[at].lower
        child = word in {"son", "daughter", "child"} and at + 1 < len(self.tokens) and self.tokens[at + 1].lower == "of"
        return child or tag in "#J" or word in _CARDINALS or (word,) in STATES or word in _GRANTED

    def _is_deed(self, first: int, at: int) -> bool:
        """As in "since her arrest Golnaz …": an owned noun that names no person does not go with the name that follows."""
        before = self.tokens[at - 1].lower
        known = name_words("person_nouns") | name_words("kin") | name_words("roles") | name_words("titles")
        return self.tokens[first].lower in words_of("possessives") and before not in known and self.tags[at - 1] == "N"

    def _adjectival(self, first: int, at: int) -> bool:
        """A participle between determiner and noun: "the condemned man", "his extracted confession"."""
        form = form_of(self.tokens[at])
        after = self.tags[at + 1] if at + 1 < len(self.tags) else ""
        before = self.tags[at - 1] if at > first else ""
        if form is not None and form.lemma in {"plead", "stand", "walk"}:
            return False  # "The four pleaded guilty"
        return form is not None and before in {"D", "J"} and after in {"N", "J"} and bool(form.kinds & {"participle", "gerund"})

    def _names_in(self, first: int, last: int) -> tuple[int, ...]:
        return tuple(number for number, name in enumerate(self.found) if first <= name.first and name.last <= last)

    def _verb_group(self, at: int) -> Phrase | None:
        last, main = at, -1
        small: list[str] = []
        while last < len(self.tokens):
            tag = self.tags[last]
            if tag == "V":
                main = last
                last += 1
                break
            if tag in "XOGA" or (
                tag == "T" and (last == at or self.tokens[last - 1].lower in _BE | _HAVE) and self._infinitive(last)
            ):
                small.append(self.tokens[last].lower)
                last += 1
            else:
                break
        if main < 0:
            while last > at and self.tags[last - 1] == "A":
                last -= 1
            small = [token.lower for token in self.tokens[at:last]]
            return (
                self._copula(at, last, small)
                if any(word in _BE | _HAVE or word in words_of("modals") for word in small)
                else None
            )
        return self._group(at, last, main, small)

    def _copula(self, at: int, last: int, small: list[str]) -> Phrase:
        lemma = (
            "get"
            if small[-1] in _GET
            else "be"
            if any(word in _BE for word in small)
            else "have"
            if any(word in _HAVE for word in small)
            else "do"
        )
        form = "inf" if small[0] == "to" else "ger" if small[0] in {"being", "having"} else "finite"
        return Phrase(
            "VG",
            at,
            last,
            lemma,
            words=tuple(small),
            form=form,
            negated=_negated(small),
            modal=_modal(small),
            present=bool(_PRESENT.intersection(small)),
        )

    def _group(self, at: int, last: int, main: int, small: list[str]) -> Phrase:
        form = form_of(self.tokens[main])
        kinds = form.kinds if form else frozenset()
        be = [word for word in small if word in _BE]
        have = any(word in _HAVE for word in small)
        passive = bool(be) and bool(kinds & {"participle"}) and (not kinds & {"gerund"})
        shape = "finite"
        if small[:1] == ["to"]:
            shape = "inf"
        elif small and small[0] in {"being", "having"}:
            shape = "ger"
        elif not be and not have and not any(word in words_of("modals") or word in {"do", "does", "did"} for word in small):
            shape = "ger" if "gerund" in kinds else "bare" if "participle" in kinds else "finite"
        lemma = form.lemma if form else self.tokens[main].lower
        return Phrase(
            "VG",
            at,
            last,
            lemma,
            words=self._words(at, last),
            passive=passive,
            form=shape,
            negated=_negated(small),
            modal=_modal(small),
            present=bool(_PRESENT.intersection(small))
            or bool(kinds & {"third"})
            or (shape == "finite" and not small and "base" in kinds),
            perfect=have,
        )


def _negated(small: Sequence[str]) -> bool:
    told = [
        word
        for at, word in enumerate(small)
        if not (word in {"not", "n't"} and small[at + 1 : at + 2] and small[at + 1] in {"only", "just", "merely", "simply"})
    ]
    return any(word in {"no", "neither"} or word in words_of("negations") for word in told)


def _modal(small: Sequence[str]) -> str:
    modal = next((word for word in small if word in words_of("modals")), "")
    return modal or ("be to" if re.search(r"\b(?:is|are|was|were) to\b", " ".join(small)) else "")
