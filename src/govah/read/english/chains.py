"""Noun phrases that name one thing or stand in one list, and what they hang on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govah.read.english.lexicon import name_words, words_of
from govah.read.english.phrases import Phrase

_NOMINATIVE: Final = frozenset({("he",), ("she",), ("they",), ("we",), ("i",)})
"""Pronouns that are never an object: "if convicted he would face …"."""
_LINKS: Final = frozenset({",", "-", "C", "(", ")"})


def behind_preposition(row: Sequence[Phrase], at: int) -> bool:
    """Answers whether the phrase at that place hangs on a preposition, through a list as well."""
    back = at - 1
    while back >= 0 and row[back].kind == "A":
        back -= 1
    return back >= 0 and row[back].kind == "P"


def governor_of(row: Sequence[Phrase], at: int) -> int:
    """Gives the verb group whose object this noun phrase may be, or -1."""
    if row[at].words in _NOMINATIVE:
        return -1
    back = at - 1
    while back >= 0 and row[back].kind == "A":
        back -= 1
    return back if back >= 0 and row[back].kind == "VG" and row[back].head != "be" else -1


def together(row: Sequence[Phrase], at: int) -> list[int]:  # noqa: C901 - rules, read from the top
    """Gives the noun phrases in one list or apposition with the one at that place, leftward: "A, B and C", "A, a student,"."""
    found = [at]
    back = at - 1
    while back >= 0:
        back, links = _past_links(row, back)
        if not links or back < 0 or any(one.kind == "C" and one.head == "but" for one in row[back : found[-1]]):
            break
        back = _before_relative(row, _before_aside(row, back))
        step = back
        if row[step].kind != "NP" or _is_of_a_role(row, step, at):
            break
        if (
            behind_preposition(row, step)
            and row[step].names
            and row[step + 1].kind in {",", "-"}
            and len(found) == 1
            and not row[at].names
            and row[at].owner is None
            and not (row[at].words[0].isalpha() and _is_subject_of_more(row, at))
            and not _is_called_after_another(row, step, at)
        ):
            found.append(step)  # "a memorial for X, a lawyer found dead"
            break
        pair = len(found) == 1 and row[at].names and any(one.kind == "C" for one in row[step:at])
        if row[step].names and ((pair and behind_preposition(row, step)) or _exemplifies(row, step - 1)):
            found.append(step)  # "of A and B, who have spent", "Some, including A, B and C, remain"
            break
        if behind_preposition(row, step):
            chain = chain_start(row, step)
            if chain is None:
                break
            step = chain
            if behind_preposition(row, step):
                break
        if step and row[step - 1].kind == "NP":
            told = step > 1 and row[step - 1].words in {("them",), ("whom",)} and row[step - 2].head in {"among", "including"}
            found += [step] if told else []  # "four climbers, among them A and B, began"
            break  # the second of two objects: "to cost him his life, X faces …"
        governor = governor_of(row, step)
        conjoined = any(row[place].kind == "C" for place in range(step + 1, found[-1]))
        if governor >= 0 and row[governor].head not in words_of("reporting") and (conjoined or row[found[-1]].names):
            break
        found.append(step)
        back = step - 1
        if governor >= 0:
            break
    return found[::-1]


def _past_links(row: Sequence[Phrase], back: int) -> tuple[int, int]:
    """Where commas and conjunctions to the left end, and how many they are: "a blogger, formerly an editor"."""
    links = 0
    while back > 0 and row[back].kind == "A" and row[back - 1].kind in _LINKS:
        back -= 1
    while back >= 0 and row[back].kind in _LINKS and links < 3:
        links += 1
        back -= 1
    return back, links


def _before_aside(row: Sequence[Phrase], back: int) -> int:
    """As in "A – who was held in 2019 – and B": where the list goes on in front of what stands between dashes."""
    if row[back + 1].kind != "-":
        return back
    opened = next((at for at in range(back, 0, -1) if row[at].kind == "-"), 0)
    return opened - 1 if opened and row[opened + 1].kind == "W" else back


_DOERS: Final = frozenset(
    ["killer", "murderer", "torturer", "captor", "kidnapper", "executioner", "attacker", "jailer", "assassin"]
)


def _is_called_after_another(row: Sequence[Phrase], step: int, at: int) -> bool:
    """As in "the killers of X, all officers, who": what stands behind the name calls those before it something."""
    over = row[step - 2] if step > 1 and row[step - 1].head == "of" else None
    return over is not None and (
        over.head.removesuffix("s") in _DOERS or (over.head.endswith("s") and row[at].head.endswith("s"))
    )


def _before_relative(row: Sequence[Phrase], back: int) -> int:
    """As in "A, who wrote a book on protests, and B": where the list goes on in front of what is said of A alone."""
    joined = row[back + 1].kind == "," and back + 2 < len(row) and row[back + 2].kind == "C"
    opened = next((at for at in range(back, 1, -1) if row[at].kind == "W"), 0) if joined else 0
    if not opened or row[opened].head != "who" or row[opened - 1].kind != "," or not row[opened - 2].names:
        return back
    inside = row[opened : back + 1]
    plain = not any(one.kind in {",", ":", "S"} for one in inside) and sum(one.form == "finite" for one in inside) == 1
    return opened - 2 if plain else back


def _is_of_a_role(row: Sequence[Phrase], at: int, after: int) -> bool:
    """Whether a name goes with a lawyer or relative behind a preposition: "According to her lawyer, X, Y was arrested"."""
    if not row[after].names or any(one.kind == "C" for one in row[at:after]):
        return False
    told = at >= 2 and bool(row[at].names) and row[at - 1].kind == "," and not row[at - 2].names
    return told and row[at - 2].head in name_words("roles") | name_words("kin") and behind_preposition(row, at - 2)


def _exemplifies(row: Sequence[Phrase], at: int) -> bool:
    """Whether a preposition names some of many: "including A", "such as A"."""
    return at > 0 and row[at].kind == "P" and (row[at].head == "including" or row[at - 1].head == "such")


def is_example(row: Sequence[Phrase], at: int) -> bool:
    """Answers whether a name ends a list of examples of those who are only called "some" or "others"."""
    if not row[at].names:
        return False
    while at > 1 and row[at - 1].kind in {",", "C"} and row[at - 2].names:
        at -= 2
    before = [one.head for one in row[max(0, at - 4) : at - 1] if one.kind == "NP" and one.head != "such"]
    return _exemplifies(row, at - 1) and bool(before) and before[-1] in {"some", "others", "many", "several", "most"}


def chain_start(row: Sequence[Phrase], at: int) -> int | None:
    """Gives where a chain over prepositions begins, as in "two journalists for a channel in Minsk", or None."""
    back = at
    while back >= 2 and row[back - 1].kind == "P" and row[back - 2].kind == "NP":
        back -= 2
    return back if back != at else None


def together_right(row: Sequence[Phrase], at: int) -> list[int]:
    """Gives the noun phrases of one list or apposition that begins at that place, rightward."""
    found = [at]
    step = at + 1
    while step < len(row):
        links = 0
        while step < len(row) and row[step].kind in _LINKS and links < 3:
            links += 1
            step += 1
        if step < len(row) and row[step].kind == "NP" and links:
            role = step > at + 2 and row[step].head in name_words("roles") and not row[step].names
            if role or _is_subject_of_more(row, step):
                break  # "of A, B and C, the lawyer of one of them said"
            found.append(step)
            step += 1
            continue
        if (
            not links
            and step < len(row)
            and row[step].kind == "P"
            and row[step].head in {"of", "from", "in", "with"}
            and step + 1 < len(row)
            and row[step + 1].kind == "NP"
        ):
            step += 2
        else:
            break
    return found


def _is_subject_of_more(row: Sequence[Phrase], at: int) -> bool:
    """A noun phrase straight before a finite verb begins a clause of its own, and is no further member of the list."""
    return at + 1 < len(row) and row[at + 1].kind == "VG" and row[at + 1].form == "finite"
