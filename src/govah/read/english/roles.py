"""Who did what to whom: the subject and object of a verb group, and noun phrases that name one thing or stand in one list.

Invariant: a noun phrase behind a preposition, within a relative clause, or owned by another is never taken for the subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govah.read.english.chains import behind_preposition, chain_start, governor_of, is_example, together, together_right
from govah.read.english.lexicon import is_person_noun, name_words, words_of
from govah.read.english.phrases import Phrase

_ACCUSATIVE: Final = frozenset({("him",), ("her",), ("them",), ("me",), ("us",)})


def subject(row: Sequence[Phrase], verb: int) -> list[int]:
    """Gives the noun phrases that are the subject of a verb group: one, or a list with what stands in apposition, or none."""
    group = row[verb]
    if group.form in {"part", "ger"}:
        return _modified(row, verb)
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
    if row[verb].form == "part" and back >= 0 and row[verb - 1].kind in {",", "C"} and not _is_somebody(row[back]):
        main = next((at for at in range(verb - 1, -1, -1) if row[at].kind == "VG" and row[at].form == "finite"), -1)
        if main >= 0 and row[main].passive and not any(one.kind in {":", "S", "W"} for one in row[main:verb]):
            return subject(row, main)  # "was tried in a short session, condemned to death and executed"
    far = row[verb].form == "part" and back >= 0 and row[verb - 1].kind == "," and not row[back].names
    chain = chain_start(row, back) if far and behind_preposition(row, back) else None
    if chain is not None and chain and row[chain - 1].kind == ",":
        return together(row, chain)  # "X, a supplier of glass from Qom, seized on Monday"
    if row[verb].form == "ger" and back == verb - 1 and _is_somebody(row[back]) and behind_preposition(row, back):
        return [back]  # "a defender of juveniles facing death"
    if back >= 0 and row[back].kind == "NP" and not (row[verb].form == "ger" and behind_preposition(row, back)):
        return together(row, back)
    if (back >= 0 and row[back].kind in {"P", "S"}) or back < 0:
        return _next_subject(row, verb) if _fronted(row, back) else _leftward(row, back - 1, crossed=False)
    return _leftward(row, back, crossed=row[back].kind == "C")


def _is_somebody(phrase: Phrase) -> bool:
    known = name_words("person_nouns") | name_words("kin")
    return bool(phrase.names) or phrase.head in known or phrase.head in words_of("pronouns")


def _fronted(row: Sequence[Phrase], at: int) -> bool:
    return all(one.kind in {"P", "S", "A", "DATE", ",", "“"} for one in row[: max(at, 0)])


def _next_subject(row: Sequence[Phrase], verb: int) -> list[int]:
    """The subject of the clause that a fronted participle or gerund introduces: the first noun phrase after the comma."""
    for at in range(verb + 1, len(row) - 1):
        if row[at].kind == "," and row[at + 1].kind == "NP" and _verb_follows(row, at + 1):
            return together_right(row, at + 1)
    be = next((at for at in range(verb + 1, len(row) - 1) if row[at].kind not in {"P", "NP", "DATE", "A"}), 0)
    if be and row[verb].form == "part" and row[be].words in {("are",), ("were",), ("was",), ("is",)} and row[be + 1].names:
        return together_right(row, be + 1)  # "Arrested in Rasht on Sunday were A and B"
    return []


def _verb_follows(row: Sequence[Phrase], at: int) -> bool:
    return any(one.kind == "VG" and one.form == "finite" for one in row[at + 1 : at + 14])


def _leftward(row: Sequence[Phrase], at: int, *, crossed: bool) -> list[int]:  # noqa: C901, PLR0912 - rules, read from the top
    """Walks left from a verb to its subject; `crossed` says that a conjunction has been passed with no noun behind it."""
    at = at if crossed or at < 0 else _past_aside(row, at)
    while at >= 0:
        phrase = row[at]
        if phrase.kind == "NP" and (_is_predicate_adjective(row, at) or (crossed and _is_complement(row, at))):
            at -= 1
            continue
        if phrase.kind == "NP":
            hung = behind_preposition(row, at) or _in_list_behind_preposition(row, at, crossed=crossed)
            hung = hung or (crossed and _is_further_place(row, at))
            if hung and not is_example(row, at):
                at = _before_prepositions(row, at)
                continue
            governor = governor_of(row, at)
            if governor >= 0 and not _complement(row, governor, at):
                at = _past_clause(row, governor)
                continue
            return together(row, at)
        if phrase.kind == "W":
            return _antecedent(row, at)
        if phrase.kind == "-":
            opened = next((back for back in range(at - 1, -1, -1) if row[back].kind == "-"), -1)
            if opened >= 0 and row[opened + 1].kind == "W":
                at = opened - 1
                continue
        if phrase.kind == "C":
            crossed = True
        elif phrase.kind == "VG" and crossed and _closed_relative(row, at) >= 0:
            at = _closed_relative(row, at) - 1
            continue
        elif phrase.kind == "VG" and crossed and is_aside(row, at):
            at = _aside_start(row, at) - 1
            continue
        elif phrase.kind == "VG" and crossed and _what_of(row, at) > 0:
            at = _what_of(row, at) - 1
            continue
        elif phrase.kind == "VG":
            relative = _relative_of(row, at) if not crossed else -1
            if relative >= 0:
                return _antecedent(row, relative)
            return subject(row, at) if crossed or phrase.form != "ger" else _leftward(row, at - 1, crossed=False)
        elif phrase.kind in {":", "S"} and not crossed and phrase.kind == ":":
            return []
        at -= 1
    return []


def _is_predicate_adjective(row: Sequence[Phrase], at: int) -> bool:
    """As in "X is due to be hanged": the adjective behind "be" is nobody."""
    back = at - 1
    while back >= 0 and row[back].kind == "A":
        back -= 1
    told = set(row[at].words)
    return back >= 0 and row[back].kind == "VG" and row[back].head in {"be", "remain"} and told <= words_of("adjectives")


def _is_complement(row: Sequence[Phrase], at: int) -> bool:
    """As in "who is eight months pregnant and held in a ward": what stands behind "be" is not the subject of what follows."""
    before = next((one for one in reversed(row[:at]) if one.kind != "A"), row[at])
    return before.kind == "VG" and before.head in {"be", "become", "remain"} and not row[at].names


def _past_aside(row: Sequence[Phrase], at: int) -> int:
    """Where to look for the subject of a verb behind "X, who had lived in Rasht with his wife and two children,"."""
    relative = next((place for place in range(at, 1, -1) if row[place].kind == "W"), 0)
    if row[at].kind != "," or relative < 2 or row[relative - 1].kind != "," or row[relative - 2].kind != "NP":
        return at
    inside = row[relative:at]
    told = any(one.kind == "VG" and one.form == "finite" for one in inside)
    return relative if told and not any(one.kind in {",", "S", ":"} for one in inside) else at


_POINTING: Final = words_of("determiners") | words_of("possessives") | words_of("pronouns")


def _is_further_place(row: Sequence[Phrase], at: int) -> bool:
    """As in "began it in Rajai prison, Karaj, and was moved": a bare noun behind a comma goes on with what "in" began."""
    phrase, before = row[at], row[at - 2] if at >= 3 and row[at - 1].kind == "," else row[at]
    bare = not phrase.names and phrase.owner is None and phrase.words[0] not in _POINTING and len(phrase.words) <= 3
    return bare and before is not phrase and before.kind == "NP" and not before.names and behind_preposition(row, at - 2)


def is_aside(row: Sequence[Phrase], verb: int) -> bool:
    """Answers whether a verb of saying parts what is said: "X was seized, the society said, and is held"."""
    comma = next((at for at in range(verb + 1, min(len(row), verb + 4)) if row[at].kind not in {"A", "DATE", "NP"}), 0)
    if row[verb].head not in words_of("reporting") or not comma or row[comma].kind != ",":
        return False
    if any(one.kind == "NP" and one.words[-1] not in {"later", "earlier", "yesterday", "today"} for one in row[verb + 1 : comma]):
        return False
    return _aside_start(row, verb) >= 0


def _closed_relative(row: Sequence[Phrase], verb: int) -> int:
    """The "what" of a clause that a comma ends: "was held for what the court described as theft, but was freed"; else -1."""
    start = _relative_of(row, verb)
    over = (at for at in range(verb + 1, len(row) - 1) if row[at].kind == "," or row[at].form in {"finite", "inf"})
    comma = next(over, -1)
    ends = comma > 0 and row[comma].kind == "," and row[comma + 1].kind == "C"
    return start if ends and start > 0 and row[start].head == "what" else -1


def _what_of(row: Sequence[Phrase], verb: int) -> int:
    """The "what" of the clause that a verb ends, or -1: "was held for what they called lies, but was released"."""
    for at in range(verb - 1, max(-1, verb - 7), -1):
        if row[at].head == "what":
            return at
        if row[at].kind not in {"NP", "A", "VG", "P"}:
            return -1
    return -1


def _aside_start(row: Sequence[Phrase], verb: int) -> int:
    return next((at for at in range(verb - 1, max(-1, verb - 7), -1) if row[at].kind == ","), -1)


def _relative_of(row: Sequence[Phrase], verb: int) -> int:
    """The "who" of the relative clause that this verb closes, or -1: "A and B, whose ages are not known, were …"."""
    for at in range(verb - 1, max(-1, verb - 8), -1):
        if row[at].kind == "W":
            return at
        if row[at].kind in {"VG", ":"}:
            return -1
    return -1


def _complement(row: Sequence[Phrase], governor: int, at: int) -> bool:
    """After a verb of saying a noun phrase begins a clause of its own: "Amnesty said X was arrested"."""
    seen = row[governor].head in {"see", "hear", "know", "remember", "meet"}
    closed = row[governor].form == "ger" and [one.kind for one in row[at + 1 : at + 3]] == [",", "VG"]
    if row[at].words in _ACCUSATIVE or closed or (seen and governor and row[governor - 1].kind == "W"):
        return False  # "a cousin who saw the body says", "having heard the accused, sentences"
    return row[governor].head in words_of("reporting") and any(
        one.kind == "VG" and one.form == "finite" for one in row[at + 1 : at + 10]
    )


def _past_clause(row: Sequence[Phrase], governor: int) -> int:
    """Steps over a relative clause, or over an object and its verb, to go on looking for the subject."""
    at = governor - 1
    while at >= 0 and row[at].kind in {"A", ","}:
        at -= 1
    if at >= 0 and row[at].kind == "W":
        return at
    return governor


def _before_prepositions(row: Sequence[Phrase], at: int) -> int:
    back = at - 1
    while back >= 0 and row[back].kind != "P":
        back -= 1
    return back - 1


def _in_list_behind_preposition(row: Sequence[Phrase], at: int, *, crossed: bool) -> bool:
    """As in "by X and Y": Y hangs on "by" as X does; but "in Shiraz, X was …" does not."""
    back = at - 1
    if back >= 1 and row[back].kind == "C" and row[back - 1].kind == "NP":
        plain = not any(one.kind == "VG" and one.form == "finite" for one in row[: back - 1])
        things = crossed and not _is_somebody(row[at])  # "guilty of assembly and collusion and received"
        return behind_preposition(row, back - 1) and (plain or things)
    return False


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
    found = _described(row, together(row, at))
    close = row[relative - 1].kind == "NP" and not row[at].names
    return [at] if close and any(one.kind == "C" for one in row[found[0] : at]) else found  # "X and the man who was executed"


def _described(row: Sequence[Phrase], found: list[int]) -> list[int]:
    """As in "X is a defender of rights who is held in Lakan": what X is called stands for X."""
    plain = len(found) == 1 and not row[found[0]].names and row[found[0]].words[0] in {"a", "an"}
    be = next((at for at in range(found[0] - 1, -1, -1) if row[at].kind != "A"), -1) if plain else -1
    if be <= 0 or row[be].kind != "VG" or row[be].head != "be" or row[be].negated or row[be].modal:
        return found
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
    if at < len(row) and row[at].kind == "NP":
        return together_right(row, at)
    whom = (
        verb >= 2 and row[verb - 2].head in {"whom", "that"} and row[verb - 2].kind in {"W", "S"} and row[verb - 1].kind == "NP"
    )
    return _antecedent(row, verb - 2) if whom and verb >= 3 and row[verb - 3].kind in {"NP", ","} else []


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
    opens = not any(one.kind == "VG" and one.form == "finite" for one in row[:at])
    joined = last > found[-1] and row[last].kind == "C" and last + 2 < len(row)
    more = joined and row[last + 1].names and row[last + 2].kind == "VG" and row[last + 2].form == "finite"
    return [*found, last + 1] if opens and more else found


def behind(row: Sequence[Phrase], at: int, prepositions: frozenset[str], reach: int = 6) -> list[int]:
    """Gives the noun phrases behind the first of these prepositions that follows, such as "for X" after "a sentence"."""
    for place in range(at + 1, min(len(row) - 1, at + reach)):
        if row[place].kind == "P" and row[place].head in prepositions and row[place + 1].kind == "NP":
            found = _with_the_last(row, at, together_right(row, place + 1))
            return found if any(one.kind == "C" for one in row[found[0] : found[-1]]) else found[:1]
        if row[place].kind in {"VG", "S", "W", ":"}:
            break
    return []
