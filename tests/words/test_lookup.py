"""Words are found by whatever a person types: names, labels, spellings in both scripts; and near words are named."""

from __future__ import annotations

import pytest

from govah.words import KINDS, find_words, near_words, words


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("moharebeh", "charges/moharebeh"),
        ("MOHAREBEH", "charges/moharebeh"),
        ("محاربه", "charges/moharebeh"),
        ("muharaba", "charges/moharebeh"),
        ("افساد فی الارض", "charges/efsad"),
        ("افساد فی\u200cالارض", "charges/efsad"),
        ("افساد في الأرض", "charges/efsad"),
        ("Efsad-e fel-Arz", "charges/efsad"),
        ("دستگرد", "prisons/dastgerd"),
        ("قزل حصار", "prisons/ghezel_hesar"),
        ("Qezel-Hesar", "prisons/ghezel_hesar"),
        ("Gohardasht", "prisons/rajai_shahr"),
        ("اجتماع و تبانی", "charges/collusion"),
        ("تبانی", "charges/collusion"),
        ("NAJA", "organs/police"),
        ("faces the death penalty", "predicates/faces_death_penalty"),
        ("faces_death_penalty", "predicates/faces_death_penalty"),
    ],
)
def test_any_spelling_finds_the_word(term: str, expected: str) -> None:
    """A name, a label or a variant finds its word, whatever the letters, the case and the joiners."""
    assert expected in [f"{one.kind}/{one.name}" for one in find_words(term)]


@pytest.mark.parametrize(
    ("term", "expected"), [("moharbeh", "moharebeh"), ("arested", "arrested"), ("محاریه", "moharebeh"), ("dastgrd", "dastgerd")]
)
def test_a_typo_finds_its_neighbour(term: str, expected: str) -> None:
    """A misspelling finds nothing, and the word that was meant is among the nearest."""
    assert () == find_words(term)
    assert expected in [one.name for one in near_words(term)]


@pytest.mark.parametrize("term", ["", "   ", "qqqqqqqq", "\u200c", "🙂"])
def test_nonsense_has_no_neighbours(term: str) -> None:
    """What is like nothing finds nothing, and nothing near."""
    assert ((), ()) == (find_words(term), near_words(term))


def test_a_kind_narrows_the_search() -> None:
    """The same spelling in another kind is not found when one kind is asked for."""
    assert {"tallies"} == {one.kind for one in find_words("arrested", ["tallies"])}


@pytest.mark.parametrize("kind", KINDS())
def test_every_word_is_found_by_its_name(kind: str) -> None:
    """No word hides behind another: its name finds it within its kind."""
    lost = [name for name in words(kind) if name not in [one.name for one in find_words(name, [kind])]]

    assert [] == lost
