"""A row of phrases without what plays no part in who does what to whom: brackets, parents, origins, ages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from govah.read.english.lexicon import name_words
from govah.read.english.phrases import Phrase


def cleaned(row: Sequence[Phrase]) -> list[Phrase]:
    """Gives the phrases that may play a part, names that stand in apposition tied to what they name."""
    return _without_origins(_along(_without_parents(_apposed(_without_brackets(row)))))


def _along(row: Sequence[Phrase]) -> list[Phrase]:
    """As in "A and B, along with their daughter C, were held": all of them are the subject."""
    kept: list[Phrase] = []
    for at, phrase in enumerate(row):
        if phrase.head == "with" and kept and kept[-1].kind == "C" and kept[-1].head == "along":
            continue
        kept.append(replace(phrase, kind="C") if _is_joined_by(row, at) else phrase)
    return kept


def _is_joined_by(row: Sequence[Phrase], at: int) -> bool:
    told = 1 < at < len(row) - 3 and row[at].head == "along" and row[at + 1].head == "with" and row[at - 1].kind == ","
    if not (told and row[at - 2].names and row[at + 2].names):
        return False
    behind = [one.kind for one in row[at + 3 :] if one.kind != "A"]
    step = 2 if behind[:2] == [",", "NP"] else 0  # an age or a trade
    return behind[step : step + 2] == [",", "VG"]


@cache
def _people() -> frozenset[str]:
    return name_words("person_nouns") | name_words("kin")


_NAMING: Final = frozenset({"name", "identify", "call", "know", "nickname"})


def _apposed(row: Sequence[Phrase]) -> list[Phrase]:
    """As in "a second porter, named as X, was wounded", "a man identified only as X": the name stands in apposition."""
    kept: list[Phrase] = []
    at = 0
    while at < len(row):
        step = at + 1
        while step < len(row) and (row[step].kind == "A" or row[step].head == "as"):
            step += 1
        alone = row[at].form == "part" or (row[at].words in {("named",), ("called",)} and kept and kept[-1].head in _people())
        named = row[at].kind == "VG" and alone and row[at].head in _NAMING and not row[at].negated
        if named and kept and kept[-1].kind in {"NP", ","} and step < len(row) and row[step].names:
            if kept[-1].kind == ",":
                kept.pop()
            kept.append(Phrase(",", row[at].first, row[step - 1].last, ",", words=(",",)))
            at = step
        elif named and row[at].head == "know" and kept and kept[-1].kind == "," and _closes(row, step):
            kept.pop()  # "X, also known as the Hawk, was"
            at = step + 1
        elif row[at].head == "with" and at + 1 < len(row) and row[at + 1].names and "initials" in row[at + 1].words:
            kept.append(replace(row[at], kind=",", head=","))  # "a man with the initials M. R."
            at += 1
        else:
            kept.append(row[at])
            at += 1
    return kept


def _closes(row: Sequence[Phrase], at: int) -> bool:
    return at + 1 < len(row) and row[at].kind == "NP" and row[at - 1].head == "as" and row[at + 1].kind == ","


_CHILD: Final = frozenset({(*article, word) for article in ((), ("the",)) for word in ("son", "daughter", "child")})


def _without_parents(row: Sequence[Phrase]) -> list[Phrase]:
    """As in "X, son of Y, was arrested": whose child somebody is says which X is meant, and plays no part in the act."""
    kept: list[Phrase] = []
    at = 0
    while at < len(row):
        comma = int(row[at].kind == ",")
        child = row[at + comma : at + comma + 3]
        told = len(child) == 3 and child[0].words in _CHILD and child[1].head == "of" and child[2].names
        dead = told and "late" in child[2].words and any(one.head == "who" for one in row[at + comma + 3 : at + comma + 5])
        if told and not dead and kept and kept[-1].names:
            at += comma + 3
        else:
            kept.append(row[at])
            at += 1
    return kept


def _without_brackets(row: Sequence[Phrase]) -> list[Phrase]:
    """What stands in brackets plays no part in who does what to whom, unless it names people or is the whole."""
    kept: list[Phrase] = []
    at = 0
    while at < len(row):
        close = next((place for place in range(at + 1, len(row)) if row[place].kind == ")"), 0) if row[at].kind == "(" else 0
        if close and (any(len(one.words) > 1 and one.names for one in row[at:close]) or not kept):
            kept += [replace(row[at], kind=","), *row[at + 1 : close], replace(row[close], kind=",")]
            at = close + 1
        elif close:
            at = close + 1
        else:
            kept.append(row[at])
            at += 1
    return kept


_BORN: Final = frozenset({"born", "resident", "native", "originally", "hailing", "aged", "currently", "from"})


def _without_origins(row: Sequence[Phrase]) -> list[Phrase]:
    """As in "A, from Izeh, and B, born in 1999 and resident of Bukan, were held": where somebody comes from plays no part."""
    kept: list[Phrase] = []
    at = 0
    while at < len(row):
        step = at + 1 if row[at].kind in {",", "-"} else at
        end = _end_of_origin(row, step) if kept and kept[-1].names else 0
        if end:
            at = end
        else:
            kept.append(row[at])
            at += 1
    return kept


def _is_age(row: Sequence[Phrase], at: int) -> bool:
    """As in "X, also 23, was held": an age between commas."""
    step = at + int(at < len(row) and row[at].kind == "A")
    told = step + 1 < len(row) and row[at - 1].kind == "," and row[step + 1].kind == ","
    return told and len(row[step].words) == 1 and row[step].words[0].isdigit()


def _is_town(row: Sequence[Phrase], at: int, step: int) -> bool:
    """As in "X, from Nantes, who": one unknown word straight behind "from" and closed by a comma is where somebody is from."""
    closed = step + 1 < len(row) and row[step + 1].kind == ","
    return row[at].head == "from" and step == at + 1 and len(row[step].words) == 1 and closed and row[at - 1].kind == ","


def _end_of_origin(row: Sequence[Phrase], at: int) -> int:
    """Gives where words of origin or birth that begin here end, 0 where none begin."""
    if _is_age(row, at):
        return at + 1 + int(row[at].kind == "A")
    if at >= len(row) or not (row[at].head == "from" or set(row[at].words) & (_BORN - {"from", "aged"})):
        return 0
    step = at
    while (
        step < len(row)
        and row[step].kind in {"P", "NP", "DATE", "A", "C"}
        and not (step > at and row[step].names and not _is_town(row, at, step))
    ):
        if row[step].kind == "C" and (step + 1 >= len(row) or not set(row[step + 1].words) & _BORN):
            break
        step += 1
    ends = step == len(row) or row[step].kind in {",", "C", "-", "."}
    tied = row[at].kind == "P" and row[at - 1].kind not in {",", "-"}
    return step if ends and step > at and not (tied and row[step : step + 1] and row[step].kind == ".") else 0
