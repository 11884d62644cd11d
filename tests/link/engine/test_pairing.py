"""Names compared in columns, very many at one stroke: each pair as it is compared alone."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.link.keys import name_parts
from govah.link.names import compare_forms, forms
from govah.link.phonetics import likeness

np = pytest.importorskip("numpy")
pytest.importorskip("duckdb")

from govah.link.engine.hearing import Ears  # noqa: E402 - needs what was just asked for
from govah.link.engine.pairing import Comparer  # noqa: E402
from govah.link.engine.parts import Names, in_full, parts_by_name, word_by_word  # noqa: E402

GIVEN = ("Borzuyeh", "Borzouieh", "Majid Reza", "Majidreza", "Abd al-Karim", "Abd", "Hamid", "Hamed", "Zhaleh", "Jaleh", "ژاله")
FAMILY = (
    "Hirmandi",
    "Hirmandian",
    "هیرمندی",
    "Karimi",
    "Karami",
    "Khadhithi",
    "Rezagholi Tabar",
    "Reza Gholitabar",
    "Sepehrvand (Nush)",
)
NAMES = tuple(
    dict.fromkeys((*(f"{one} {other}" for one, other in product(GIVEN, FAMILY)), *GIVEN, "Hirmandi Borzuyeh", "", "Al Bin"))
)
TOKEN = st.text(st.sampled_from("abdehijklmnoprstuyzآابدهیکلمنرضص"), min_size=1, max_size=9)


def compared(names: Names, need: int) -> list[tuple[tuple[int, int], int, str]]:
    """Gives every pair of names with what is found of it in columns."""
    pairs = list(combinations(range(len(names)), 2))
    one, other = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    found = Comparer(names).compare(one, other, np.full(len(pairs), need))
    return [
        (pair, score, found.reasons[why])
        for pair, score, why in zip(pairs, found.scores.tolist(), found.why.tolist(), strict=True)
    ]


def test_columns_compare_names_as_they_are_compared_alone() -> None:
    """Score and reasons are those of `compare_forms`: joined parts, two scripts, names known to be different, brackets."""
    names = in_full(NAMES)

    for (one, other), score, reasons in compared(names, 0):
        alone = compare_forms(names[one], names[other])
        assert (score, reasons) == (alone.score, " ".join(alone.reasons)), (names[one], names[other])


def test_parts_that_compete_for_one_partner_are_paired_as_they_are_alone() -> None:
    """Score and reasons of names of two parts alike, in any order and of any weight, are those of `compare_forms`."""
    parts = ("Karim", "Karimi", "Karami", "Reza", "Rezai", "Ali", "Aliyeh", "Mir", "Hirmand", "Hirmandi", "رضا", "رضایی", "کریمی")
    names = in_full([f"{one} {other}" for one, other in product(parts, parts)])
    found = compared(names, 0)

    assert len(found) > 10_000
    for (one, other), score, reasons in found[:: len(found) // 4000]:
        alone = compare_forms(names[one], names[other])
        assert (score, reasons) == (alone.score, " ".join(alone.reasons)), (names[one], names[other])


def test_only_names_that_cannot_be_so_alike_go_unread() -> None:
    """With a need of .8 every pair that scores as much is found with its score; what is not read scores nothing."""
    names = in_full(NAMES)

    for (one, other), score, _ in compared(names, 800):
        alone = compare_forms(names[one], names[other]).score
        assert score == alone or (score == 0 and alone < 800)


@settings(max_examples=30, deadline=None)
@given(st.lists(TOKEN, min_size=2, max_size=12, unique=True))
def test_parts_are_heard_in_columns_as_one_by_one(tokens: list[str]) -> None:
    """The likeness of any two parts in columns is `likeness`, whatever their letters."""
    pairs = list(combinations(range(len(tokens)), 2))
    one, other = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))

    assert Ears(tokens).likeness(one, other).tolist() == [likeness(tokens[a], tokens[b]) for a, b in pairs]


def test_names_are_held_whole() -> None:
    """Names held by their parts are given back in their forms, and have the consonants that they have alone."""
    names = in_full(NAMES)
    whose, parts = parts_by_name(names)

    assert list(names) == [forms(name) for name in NAMES]
    assert [int((whose == at).sum()) for at in range(len(names))] == [len(name_parts(forms(name))) for name in NAMES]
    assert len(set(zip(whose.tolist(), parts.tolist(), strict=True))) == len(whose)


@given(st.lists(st.text(st.sampled_from("abdeilnoABDsk-.'آدنلهای"), min_size=1, max_size=12), max_size=8, unique=True))
def test_words_read_alone_are_read_as_names_of_one_word(words: list[str]) -> None:
    """Names read word by word have the parts that each of their words has as a name of its own."""
    read = word_by_word([" ".join(words), *words])

    assert list(read[1:]) == [forms(word)[:1] for word in words]
    assert [token for form in read[0] for token in form] == [token for word in words for token in next(iter(forms(word)), ())]
