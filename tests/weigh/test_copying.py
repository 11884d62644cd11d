"""Copies: found whole, in part, reworded here and there, in a heap; never invented."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from govah.read import read_plain
from govah.weigh.copying import copies, fingerprints, packed, unpacked

DATA = Path(__file__).parents[3] / "shared" / "data" / "articles"
EXPECTED = yaml.safe_load((Path(__file__).parent / "expected_copies.yml").read_text())
STATEMENT = (
    "Karun Watch said on Monday that a conscript had been arrested in the north of the country after he refused an order to open "
    "fire on people in the street, and that his family had no news of him since the day he was taken from his barracks at night."
)
WORDS = [f"word{number}" for number in range(3000)]


def noise(seed: int, count: int) -> str:
    """Gives that many words that no other text shares in a row."""
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def share(one: str, other: str) -> float:
    """Gives the share of a pair, 0 where it is none."""
    found = copies([("a", fingerprints(one)), ("b", fingerprints(other))])
    return found[0].share if found else 0.0


def test_a_copy_under_another_headline() -> None:
    """The same statement in another case and with other signs is one text."""
    assert share(STATEMENT, "BREAKING — " + STATEMENT.upper().replace(",", "")) > 0.9


def test_a_statement_within_a_long_page() -> None:
    """A short text that stands whole within a long one is found, wherever it stands."""
    assert share(STATEMENT, f"{noise(1, 600)} {STATEMENT} {noise(2, 600)}") > 0.7


def test_two_texts_of_one_topic_are_no_copies() -> None:
    """Words in common without a passage in common are nothing."""
    assert share(noise(1, 400), noise(2, 400)) == 0


def test_a_crowd_of_copies_gives_one_pair_each() -> None:
    """A thousand repeats are laid to the first, not to each other."""
    documents = [(f"d{number}", fingerprints(f"{STATEMENT} {noise(number, 20)}")) for number in range(300)]

    found = copies(documents)

    assert len(found) == 299
    assert {one.first for one in found} == {"d0"}


def test_persian_letters_and_digits_do_not_hide_a_copy() -> None:
    """Arabic ي and ك, other digits and half-spaces are the same words."""
    text = (
        "به گزارش کانون دیدبان البرز، سربازی در ۲۰ دی ۱۴۰۴ پس از سرپیچی از دستور تیراندازی به مردم در اراک بازداشت شد "
        "و خانواده‌اش خبری از او ندارند"
    )

    other = text.replace("ی", "ي").replace("ک", "ك").replace("۲۰", "20").replace("\u200c", " ").replace("۱۴۰۴", "1404")

    assert share(text, other) > 0.9


@given(st.lists(st.integers(0, 2**40 - 1), max_size=30))
def test_packing_is_the_identity(prints: list[int]) -> None:
    """What is kept is what was found."""
    assert unpacked(packed(prints)) == tuple(prints)


@given(st.text(max_size=200))
def test_any_text_has_fingerprints(text: str) -> None:
    """No text breaks it, and a text is wholly its own copy."""
    prints = fingerprints(text)
    assert list(prints) == sorted(set(prints))
    if prints:
        assert copies([("a", prints), ("b", prints)])[0].share == 1


@pytest.mark.data
@pytest.mark.skipif(not DATA.exists(), reason="the measuring texts are not here")
def test_the_measuring_texts() -> None:
    """The texts that a reader found to repeat each other are found, and no others of those that he kept apart."""
    texts = {path.stem: read_plain(path.read_text()).text for path in sorted(DATA.glob("*.txt"))}
    found = {frozenset((one.first, one.other)): one for one in copies([(id_, fingerprints(text)) for id_, text in texts.items()])}

    for pair in EXPECTED["whole"]:
        assert found[frozenset(pair)].is_whole, pair
    for pair in EXPECTED["apart"]:
        assert frozenset(pair) not in found, pair
    joined = [set(pair) for pair in found]
    for one, other in EXPECTED["passage"]:
        assert any({one, other} <= group for group in groups(joined)), (one, other)


def groups(pairs: list[set[str]]) -> list[set[str]]:
    """Gives what the pairs join."""
    made: list[set[str]] = []
    for pair in pairs:
        touching = [group for group in made if group & pair]
        made = [group for group in made if not group & pair] + [pair.union(*touching)]
    return made
