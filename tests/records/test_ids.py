"""Identifiers: random, shaped, and showing nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.records import is_id, mention_of, new_id, person_of
from govah.records.ids import LETTERS


@given(st.sampled_from(sorted(LETTERS)), st.binary(min_size=10, max_size=10))
def test_shape(kind: str, chance: bytes) -> None:
    """An id is one letter for its type and sixteen of base32, and never starts with a dash."""
    made = new_id(kind, lambda size: chance[:size])

    assert is_id(made, kind)
    assert len(made) == 17


def test_letters_differ() -> None:
    """No two types share a letter."""
    assert len(LETTERS) == len(set(LETTERS.values()))


@given(st.binary(min_size=10, max_size=10))
def test_person_and_mention_lead_to_each_other(chance: bytes) -> None:
    """The person born with a mention leads back to it."""
    mention = new_id("mention", lambda _size: chance)

    assert mention == mention_of(person_of(mention))


@pytest.mark.parametrize("text", ["", "d", "D" * 17, "dabcdefghijklmno1", "-abcdefghijklmnop", "dabcdefghijklmnopq"])
def test_what_is_no_id(text: str) -> None:
    """Other texts are not taken for ids."""
    assert not is_id(text)
