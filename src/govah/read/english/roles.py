"""Who did what to whom: the subject and object of a verb group, and noun phrases that name one thing or stand in one list.

Invariant: a noun phrase behind a preposition, within a relative clause, or owned by another is never taken for the subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govah.read.english.asides import (
    before_prepositions,
    complement,
    governor_of_list,
    in_list_behind_preposition,
    is_called,
    is_complement,
    is_further_place,
    is_predicate_adjective,
    is_somebody,
    over_aside,
    past_aside,
    past_clause,
    relative_of,
)
from govah.read.english.chains import behind_preposition, chain_start, governor_of, is_example, together, together_right
from govah.read.english.lexicon import is_person_noun, words_of
from govah.read.english.phrases import Phrase

_NOMINATIVE: Final = frozenset({("he",), ("she",), ("they",), ("we",), ("i",)})


def subject(row: Sequence[Phrase], verb: int) -> list[int]:
    """Gives the noun phrases that are the subject of a verb group: one, or a list with what stands in apposition, or none."""
    group = row[verb]
    if group.form in {"part", "ger"}:
        return _modified(row, verb)
    if group.form == "inf" and verb > 1 and row[verb - 1].kind == "NP" and row[verb - 2].head == "for":
        return [verb - 1]  # "It took a year for his case to be heard"
    return _leftward(row, verb - 1, crossed=False)


def _modified(row: Sequence[Phrase], verb: int) -> list[int]:  # noqa: PLR0911 - rules, read from the top
    """The noun that a participle goes with: "X, arrested on Monday"; "after spending a week, the two were charged" looks on."""
    back = verb - 1
    while back >= 0 and row[back].kind in {"A", ",", "-", "DATE", "("}:
        back -= 1
    if row[verb].form == "ger" and back < verb - 1 and row[verb - 1].kind == ",":
        main = next((at for at in range(back, -1, -1) if row[at].kind == "VG" and row[at].form == "finite"), -1)
        if main >= 0:
            return subject(row, main)
    before = next((at for at in range(verb - 1, -1, -1) if row[at].kind != "A"), 0)
    somebody = back >= 0 and is_somebody(row[back]) and row[back - 1].head not in {"in", "at", "near"}
    if row[verb].form == "part" and back >= 0 and row[before].kind in {",", "C"} and not somebody:
        main = next((at for at in range(verb - 1, -1, -1) if row[at].kind == "VG" and row[at].form == "finite"), -1)
        if main >= 0 and row[main].passive and not any(one.kind in {":", "S", "W"} for one in row[main:verb]):
            return subject(row, main)  # "was tried in a short session, condemned to death and executed"
    far = row[verb].form == "part" and back >= 0 and row[verb - 1].kind == "," and not row[back].names
    chain = chain_start(row, back) if far and behind_preposition(row, back) else None
    if chain is not None and chain and row[chain - 1].kind == ",":
        return together(row, chain)  # "X, a supplier of glass from Qom, seized on Monday"
    if row[verb].form == "ger" and back == verb - 1 and is_somebody(row[back]) and behind_preposition(row, back):
        return [back]  # "a defender of juveniles facing death"
    if back >= 0 and row[back].kind == "NP" and not (row[verb].form == "ger" and behind_preposition(row, back)):
        return _described(row, _from_the_first(row, together(row, back)))
    if (back >= 0 and row[back].kind in {"P", "S"}) or back < 0:
        return _next_subject(row, verb) if _fronted(row, back) else _leftward(row, back - 1, crossed=False)
    return _leftward(row, back, crossed=row[back].kind == "C")


def _from_the_first(row: Sequence[Phrase], found: list[int]) -> list[int]:
    """As in "jails A, B and C, accused of arson, for ten years": A, straight behind the verb, is one of them."""
    first = found[0]
    linked = first > 2 and row[first - 1].kind in {",", "C"} and row[first].names and row[first - 2].names
    return [first - 2, *found] if linked and len(found) > 1 and governor_of(row, first - 2) >= 0 else found


def _fronted(row: Sequence[Phrase], at: int) -> bool:
    return all(one.kind in {"P", "S", "A", "DATE", ",", "“"} for one in row[: max(at, 0)])


def _next_subject(row: Sequence[Phrase], verb: int) -> list[int]:
    """The subject of the clause that a fronted participle or gerund introduces: the first noun phrase after the comma."""
    for at in range(verb + 1, len(row) - 1):
        if row[at].kind == "," and row[at + 1].kind == "NP" and _verb_follows(row, at + 1):
            return together_right(row, at + 1)
    for at in range(verb + 1, len(row) - 1):
        close = row[at].words in _NOMINATIVE or (row[at].names and row[at - 1].kind == "DATE")
        if close and row[at + 1].kind == "VG" and row[at + 1].form == "finite":
            return [at]  # "After being freed in May he fled"
        if row[at].kind in {",", "S", "W", ":"} or (row[at].kind == "VG" and row[at].form == "finite"):
            break
    be = next((at for at in range(verb + 1, len(row) - 1) if row[at].kind not in {"P", "NP", "DATE", "A"}), 0)
    if be and row[verb].form == "part" and row[be].words in {("are",), ("were",), ("was",), ("is",)} and row[be + 1].names:
        return together_right(row, be + 1)  # "Arrested in Rasht on Sunday were A and B"
    return []


def _verb_follows(row: Sequence[Phrase], at: int) -> bool:
    return any(one.kind == "VG" and one.form == "finite" for one in row[at + 1 : at + 14])


def _leftward(row: Sequence[Phrase], at: int, *, crossed: bool) -> list[int]:  # noqa: C901, PLR0912 - rules, read from the top
    """Walks left from a verb to its subject; `crossed` says that a conjunction has been passed with no noun behind it."""
    at = at if crossed or at < 0 else past_aside(row, at)
    while at >= 0:
        phrase = row[at]
        if phrase.kind == "NP" and (is_predicate_adjective(row, at) or (crossed and is_complement(row, at))):
            at -= 1
            continue
        relative = at if phrase.kind == "W" else _equated_by(row, at)
        if relative >= 0:
            return _antecedent(row, relative)
        if phrase.kind == "NP":
            hung = behind_preposition(row, at) or in_list_behind_preposition(row, at, crossed=crossed)
            hung = hung or (crossed and is_further_place(row, at))
            if hung and not is_example(row, at):
                at = before_prepositions(row, at)
                continue
            governor = governor_of(row, at)
            if governor >= 0 and (crossed or not complement(row, governor, at)):
                at = past_clause(row, governor)
                continue
            found = together(row, at)
            listed = governor_of_list(row, found[0]) if crossed and found[0] < at and not row[at].names else -1
            if listed >= 0:
                at = past_clause(row, listed)  # "sang his long, bitter songs and was arrested"
                continue
            return found
        if phrase.kind == "-":
            opened = next((back for back in range(at - 1, -1, -1) if row[back].kind == "-"), -1)
            if opened >= 0 and (row[opened + 1].kind == "W" or is_called(row, opened + 1, at)):
                at = opened - 1
                continue
        if phrase.kind == "C":
            crossed = True
        elif phrase.kind == "VG" and crossed and over_aside(row, at) >= 0:
            at = over_aside(row, at) - 1
            continue
        elif phrase.kind == "VG":
            relative = relative_of(row, at) if not crossed else -1
            if relative >= 0:
                return _antecedent(row, relative)
            return subject(row, at) if crossed or phrase.form != "ger" else _leftward(row, at - 1, crossed=False)
        elif phrase.kind in {":", "S"} and not crossed and phrase.kind == ":":
            return []
        at -= 1
    return []


def _equated_by(row: Sequence[Phrase], at: int) -> int:
    """As in "X, a leader who was the face of it, was sentenced": the relative whose "be" the noun completes, or -1."""
    be = at - 1
    while be > 0 and row[be].kind == "A":
        be -= 1
    told = row[at].kind == "NP" and be > 0 and row[be].kind == "VG" and row[be].head == "be" and row[be - 1].kind == "W"
    return be - 1 if told and row[be - 1].head in {"who", "which", "that"} else -1


def _antecedent(row: Sequence[Phrase], relative: int) -> list[int]:
    """The noun that "who" goes back to."""
    at = relative - 1
    while at >= 0 and row[at].kind in {",", "-", "A", "DATE", "#"}:
        at -= 1
    if at > 0 and row[at].kind == "C":
        first = next((back for back in range(at - 1, -1, -1) if row[back].kind == "W"), -1)
        return _antecedent(row, first) if first > 0 else []  # "X, whose licence was revoked and who was released"
    if at >= 0 and row[at].kind == ")":
        while at >= 0 and row[at].kind != "(":
            at -= 1
        at -= 1
    if at < 0 or row[at].kind != "NP":
        return []
    if not row[at].names and behind_preposition(row, at):
        return _described(row, _head_of_chain(row, at))
    since = max((place for place in range(at) if row[place].kind == "W"), default=-1)
    together_here = [place for place in together(row, at) if place > since]  # "A, who fled, and B, who is held"
    found = _described(row, together_here)
    return [at] if _is_alone(row, at, relative, found) else found


def _is_alone(row: Sequence[Phrase], at: int, relative: int, found: Sequence[int]) -> bool:
    """Whether "who" means only the last of two: "X and the man who was executed", "X and his lawyer, who was arrested"."""
    joined = next((place for place in range(at - 1, found[0], -1) if row[place].kind == "C"), 0)
    if not joined:
        return False
    if row[relative - 1].kind == "NP" and not row[at].names and (row[joined - 1].names or len(found) < 3):
        return True
    verb = next((one for one in row[relative : relative + 3] if one.kind == "VG"), None)
    single = verb is not None and verb.words[0] in {"was", "is", "has"} and bool(row[joined - 1].names)
    return single and (bool(row[at].names) or row[at].words[0] in _SINGLE)


_SINGLE: Final = words_of("possessives") | {"the", "a", "an", "another"}
"""What opens a phrase for somebody else in a list of two."""


def _described(row: Sequence[Phrase], found: list[int]) -> list[int]:
    """As in "X is a defender of rights who is held in Lakan": what X is called stands for X."""
    plain = bool(found) and not any(row[at].names for at in found) and row[found[0]].words[0] in {"a", "an", "the", "one"}
    be = next((at for at in range(found[0] - 1, -1, -1) if row[at].kind != "A"), -1) if plain else -1
    if be <= 0 or row[be].kind != "VG" or row[be].head != "be" or row[be].negated or row[be].modal:
        return found
    if any(behind_preposition(row, at) and is_person_noun(row[at].head) for at in range(be + 2, found[-1])):
        return found[-1:]  # "is a lawyer of the students, all Kurds, who were executed"
    return [*(at for at in subject(row, be) if at < be), *found]


def whose(row: Sequence[Phrase], at: int) -> list[int]:
    """Gives the noun phrases that own the one at that place by "whose": "X, whose trial opened on Monday"."""
    return _antecedent(row, at - 1) if at and row[at - 1].head == "whose" else []


def _head_of_chain(row: Sequence[Phrase], at: int) -> list[int]:
    """As in "a lawyer from Shiraz who was": the noun before the chain of prepositions."""
    if row[at].head in {"which", "that"} or is_person_noun(row[at].head):
        return [at]  # "the names of the five men whose sentences"
    back = at - 1
    while back >= 1 and row[back].kind == "P" and row[back - 1].kind == "NP":
        if row[back - 1].names or not behind_preposition(row, back - 1):
            return together(row, back - 1)
        back -= 2
    return [at]


def anchor(row: Sequence[Phrase], verb: int) -> tuple[int, bool]:
    """Gives where the clause of a finite verb begins (its subject), and whether it is a relative clause."""
    doing = subject(row, verb)
    if not doing:
        return verb, False
    first, last = min(doing), max(doing)
    if first > verb:
        return verb, False
    for at in range(verb - 1, last, -1):
        if row[at].kind == "W":
            return first, True
        if row[at].kind == "VG" and row[at].form == "finite":
            break
    return first, False


def objects(row: Sequence[Phrase], verb: int) -> list[int]:
    """Gives the noun phrases that are the object of an active verb group."""
    at = verb + 1
    while at < len(row) and row[at].kind in {"A", "DATE"}:
        at += 1
    if at + 1 < len(row) and row[at].kind == "C" and row[at + 1].kind == "VG" and row[at + 1].form == row[verb].form == "finite":
        return objects(row, at + 1) if not row[at + 1].passive else []  # "beat and arrested X"
    if at + 2 < len(row) and row[at].kind == "," and row[at + 1].kind == "A":
        aside = next((place for place in range(at + 1, len(row)) if row[place].kind != "A"), at)
        at = aside + 1 if row[aside].kind == "," else at  # "killed, apparently unlawfully, X"
    if row[verb].head in {"sentence", "condemn", "put"} and [one.kind for one in row[at : at + 2]] == ["P", "NP"]:
        at = _past_term(row, at)  # "sentenced to death the four reporters"
    if at < len(row) and row[at].kind == "NP":
        return together_right(row, at)
    whom = (
        verb >= 2 and row[verb - 2].head in {"whom", "that"} and row[verb - 2].kind in {"W", "S"} and row[verb - 1].kind == "NP"
    )
    return _antecedent(row, verb - 2) if whom and verb >= 3 and row[verb - 3].kind in {"NP", ","} else []


def _past_term(row: Sequence[Phrase], at: int) -> int:
    """Where the object stands that is put off behind "to ten years in prison"."""
    while at + 1 < len(row) and row[at].head in {"to", "in"} and row[at + 1].kind == "NP":
        at += 2
    return at


def patients(row: Sequence[Phrase], verb: int) -> list[int]:
    """Gives the noun phrases to which the act of a transitive verb is done."""
    return subject(row, verb) if row[verb].passive else objects(row, verb)


def agents(row: Sequence[Phrase], verb: int) -> list[int]:
    """Gives the noun phrases that do the act: the subject, or what stands behind "by"."""
    if not row[verb].passive:
        return subject(row, verb)
    for at in range(verb + 1, min(len(row), verb + 8)):
        if row[at].kind == "P" and row[at].head == "by" and at + 1 < len(row) and row[at + 1].kind == "NP":
            return together_right(row, at + 1)
        if row[at].kind in {"VG", "S", "W"}:
            break
    return []


def _with_the_last(row: Sequence[Phrase], at: int, found: list[int]) -> list[int]:
    """As in "The arrest of A, B and C was confirmed": C before the verb is one of the list, not the verb's subject."""
    last = found[-1]
    while last + 1 < len(row) and row[last + 1].kind in {",", "C"}:
        last += 1
    before = [one for one in row[:at] if one.kind == "VG" and one.form == "finite"]
    joined = last > found[-1] and row[last].kind == "C" and last + 2 < len(row)
    more = joined and row[last + 1].names and row[last + 2].kind == "VG" and row[last + 2].form == "finite"
    states = joined and row[last + 2].head == "be" and not row[last + 2].passive  # "said the arrest of A and B was illegal"
    opens = not before or (states and all(one.head in words_of("reporting") for one in before))
    return [*found, last + 1] if opens and more else found


def behind(row: Sequence[Phrase], at: int, prepositions: frozenset[str], reach: int = 6) -> list[int]:
    """Gives the noun phrases behind the first of these prepositions that follows, such as "for X" after "a sentence"."""
    for place in range(at + 1, min(len(row) - 1, at + reach)):
        if row[place].kind == "P" and row[place].head in prepositions and row[place + 1].kind == "NP":
            found = _with_the_last(row, at, together_right(row, place + 1))
            if any(one.kind == "C" for one in row[found[0] : found[-1]]):
                return found
            called = len(found) > 1 and not row[found[0]].names and is_person_noun(row[found[0]].head) and row[found[1]].names
            return found[: 2 if called else 1]  # "the hanging of a teacher, X"
        if row[place].kind in {"VG", "S", "W", ":"}:
            break
    return []
