"""What stands between a verb and its subject: asides, objects, places and clauses that the walk to the left steps over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govah.read.english.chains import behind_preposition, governor_of
from govah.read.english.lexicon import is_person_noun, name_words, words_of
from govah.read.english.phrases import Phrase

_TELLING: Final = frozenset({"tell", "inform", "notify", "assure", "remind", "warn"})
"""Verbs with an object to whom something is said: "told the agency after being released that"."""
_ACCUSATIVE: Final = frozenset({("him",), ("her",), ("them",), ("me",), ("us",)})


def is_somebody(phrase: Phrase) -> bool:
    """Answers whether a phrase names or calls a person."""
    known = name_words("person_nouns") | name_words("kin")
    return bool(phrase.names) or phrase.head in known or phrase.head in words_of("pronouns")


def governor_of_list(row: Sequence[Phrase], first: int) -> int:
    """The verb whose object a list begins with, "kept singing his long, bitter songs" included; or -1."""
    governor = governor_of(row, first)
    return governor if governor >= 0 or not first or row[first - 1].kind != "NP" else governor_of(row, first - 1)


def is_predicate_adjective(row: Sequence[Phrase], at: int) -> bool:
    """As in "X is due to be hanged": the adjective behind "be" is nobody."""
    back = at - 1
    while back >= 0 and row[back].kind == "A":
        back -= 1
    told = set(row[at].words)
    return back >= 0 and row[back].kind == "VG" and row[back].head in {"be", "remain"} and told <= words_of("adjectives")


def is_complement(row: Sequence[Phrase], at: int) -> bool:
    """As in "who is eight months pregnant and held in a ward": what stands behind "be" is not the subject of what follows."""
    before = next((one for one in reversed(row[:at]) if one.kind != "A"), row[at])
    return before.kind == "VG" and before.head in {"be", "become", "remain"} and not row[at].names


def past_aside(row: Sequence[Phrase], at: int) -> int:
    """Where to look for the subject of a verb behind "X, who had lived in Rasht with his wife and two children,"."""
    relative = next((place for place in range(at, 1, -1) if row[place].kind == "W"), 0)
    if row[at].kind != "," or relative < 2 or row[relative - 1].kind != "," or row[relative - 2].kind != "NP":
        return at
    inside = row[relative:at]
    told = any(one.kind == "VG" and one.form == "finite" for one in inside)
    owned = relative >= 4 and row[relative - 3].head == "of" and row[relative - 4].kind == "NP"
    relative -= 2 if owned and is_person_noun(row[relative - 4].head) else 0  # "the son of X, who lives abroad, was held"
    one_verb = sum(one.kind == "VG" and one.form == "finite" for one in inside) == 1
    breaking = {",", ":"} if one_verb else {",", "S", ":"}
    return relative if told and not any(one.kind in breaking for one in inside) else at


_POINTING: Final = words_of("determiners") | words_of("possessives") | words_of("pronouns")


def is_further_place(row: Sequence[Phrase], at: int) -> bool:
    """As in "began it in Rajai prison, Karaj, and was moved": a bare noun behind a comma goes on with what "in" began."""
    phrase, before = row[at], row[at - 2] if at >= 3 and row[at - 1].kind == "," else row[at]
    bare = not phrase.names and phrase.owner is None and phrase.words[0] not in _POINTING and len(phrase.words) <= 3
    plain = not before.names or len(before.words) == 1
    return bare and before is not phrase and before.kind == "NP" and plain and behind_preposition(row, at - 2)


def is_aside(row: Sequence[Phrase], verb: int) -> bool:
    """Answers whether a verb of saying parts what is said: "X was seized, the society said, and is held"."""
    comma = next((at for at in range(verb + 1, min(len(row), verb + 4)) if row[at].kind not in {"A", "DATE", "NP"}), 0)
    if row[verb].head not in words_of("reporting") or not comma or row[comma].kind != ",":
        return False
    if any(one.kind == "NP" and one.words[-1] not in {"later", "earlier", "yesterday", "today"} for one in row[verb + 1 : comma]):
        return False
    return aside_start(row, verb) >= 0


def closed_relative(row: Sequence[Phrase], verb: int) -> int:
    """The "what" of a clause that a comma ends: "was held for what the court described as theft, but was freed"; else -1."""
    start = relative_of(row, verb)
    over = (at for at in range(verb + 1, len(row) - 1) if row[at].kind == "," or row[at].form in {"finite", "inf"})
    comma = next(over, -1)
    ends = comma > 0 and row[comma].kind == "," and row[comma + 1].kind == "C"
    return start if ends and start > 0 and row[start].head == "what" else -1


def what_of(row: Sequence[Phrase], verb: int) -> int:
    """The "what" of the clause that a verb ends, or -1: "was held for what they called lies, but was released"."""
    for at in range(verb - 1, max(-1, verb - 7), -1):
        if row[at].head == "what":
            return at
        if row[at].kind not in {"NP", "A", "VG", "P"}:
            return -1
    return -1


def aside_start(row: Sequence[Phrase], verb: int) -> int:
    """Gives the comma before a verb of saying that parts what is said, or -1."""
    return next((at for at in range(verb - 1, max(-1, verb - 7), -1) if row[at].kind == ","), -1)


def relative_of(row: Sequence[Phrase], verb: int) -> int:
    """The "who" of the relative clause that this verb closes, or -1: "A and B, whose ages are not known, were …"."""
    for at in range(verb - 1, max(-1, verb - 8), -1):
        if row[at].kind == "W":
            return at
        if row[at].kind in {"VG", ":"}:
            return -1
    return -1


def complement(row: Sequence[Phrase], governor: int, at: int) -> bool:
    """After a verb of saying a noun phrase begins a clause of its own: "Amnesty said X was arrested"."""
    seen = row[governor].head in {"see", "hear", "know", "remember", "meet"}
    closed = row[governor].form == "ger" and [one.kind for one in row[at + 1 : at + 3]] == [",", "VG"]
    if _begins_content(row, governor, at):
        return True
    behind = next((place for place in range(at + 1, len(row)) if row[place].kind == "VG" and row[place].form == "finite"), 0)
    related = governor > 0 and row[governor - 1].kind == "W" and behind > 0 and row[behind - 1].kind == ","
    addressed = row[governor].head in _TELLING and not (row[at + 1 : at + 2] and row[at + 1].kind == "VG")
    if row[at].words in _ACCUSATIVE or closed or related or addressed or (seen and governor and row[governor - 1].kind == "W"):
        return False  # "a cousin who saw the body says", "having heard the accused, sentences"
    return row[governor].head in words_of("reporting") and any(
        one.kind == "VG" and one.form == "finite" for one in row[at + 1 : at + 10]
    )


def _begins_content(row: Sequence[Phrase], governor: int, at: int) -> bool:
    """As in "X had suspected his brother died": a noun phrase straight before a finite verb is the subject of that verb."""
    opened = any(one.kind in {"W", "S"} for one in row[max(0, governor - 2) : governor])
    plain = row[governor].form == "finite" and not row[governor].passive and not opened and row[at].words not in _ACCUSATIVE
    return plain and at + 1 < len(row) and row[at + 1].kind == "VG" and row[at + 1].form == "finite"


def past_clause(row: Sequence[Phrase], governor: int) -> int:
    """Steps over a relative clause, or over an object and its verb, to go on looking for the subject."""
    at = governor - 1
    while at >= 0 and row[at].kind in {"A", ","}:
        at -= 1
    if at >= 0 and row[at].kind == "W":
        return at
    return governor


def before_prepositions(row: Sequence[Phrase], at: int) -> int:
    """Gives the place before the preposition on which a noun phrase hangs."""
    back = at - 1
    while back >= 0 and row[back].kind != "P":
        back -= 1
    return back - 1


def in_list_behind_preposition(row: Sequence[Phrase], at: int, *, crossed: bool) -> bool:
    """As in "by X and Y": Y hangs on "by" as X does; but "in Shiraz, X was …" does not."""
    back = at - 1
    if back >= 1 and row[back].kind == "C" and row[back - 1].kind == "NP":
        plain = not any(one.kind == "VG" and one.form == "finite" for one in row[: back - 1])
        things = crossed and not is_somebody(row[at])  # "guilty of assembly and collusion and received"
        return behind_preposition(row, back - 1) and (plain or things)
    return False


def over_aside(row: Sequence[Phrase], verb: int) -> int:
    """Gives where the aside begins that this verb belongs to ("what the court called theft", "the society said"), or -1."""
    closed = closed_relative(row, verb)
    if closed >= 0:
        return closed
    relative = relative_of(row, verb)
    comma = next((at for at in range(verb + 1, len(row) - 1) if row[at].kind == "," or row[at].form == "finite"), -1)
    hung = (
        relative > 1 and row[relative - 1].kind == "NP" and not row[relative - 1].names and behind_preposition(row, relative - 1)
    )
    if hung and comma > 0 and row[comma].kind == "," and row[comma + 1].kind == "C":
        return relative  # "was tried with rebels who attacked the town, and sentenced him"
    if is_aside(row, verb):
        return aside_start(row, verb)
    return what_of(row, verb) if what_of(row, verb) > 0 else -1


def is_called(row: Sequence[Phrase], first: int, last: int) -> bool:
    """Answers whether words between dashes only call the subject something: "The brother of X – a friend of Y – was held"."""
    plain = row[first].kind == "NP" and not row[first].names and is_person_noun(row[first].head)
    return plain and first >= 4 and row[first - 3].kind == "P" and not any(one.kind in {"VG", "C"} for one in row[first:last])
