"""Marks of taking over are read where they stand alone at either end of a page, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.weigh.crediting import credits_in, handles_in

BODY = "Arvand Sepidkuh was arrested in Arak.\n" * 30


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Source: Karun Watch", "Karun Watch"),
        ("منبع: دیده‌بان کارون", "دیده‌بان کارون"),
        ("(via Zagros Committee)", "Zagros Committee"),
        ("Republished from Karun Watch.", "Karun Watch"),
    ],
)
def test_a_line_of_source(line: str, name: str) -> None:
    """A line that only says where the text is from names its origin."""
    assert list(credits_in(f"{BODY}{line}\n")) == [name]


@pytest.mark.parametrize(
    "line", ["A source close to him said that he is well.", "Via Appia runs south from Rome to Brindisi and on to the sea there"]
)
def test_a_sentence_is_no_line_of_source(line: str) -> None:
    """A sentence that holds the word is none."""
    assert list(credits_in(f"{BODY}{line}\n")) == []


def test_handles() -> None:
    """The channel under a post is read, also where its sign stands in a line of its own; one within a sentence is not."""
    assert list(handles_in(f"{BODY}write to @Elsewhere today\n@\nKarunWatch\n📡\n@KarunDaily\n")) == ["KarunDaily", "KarunWatch"]


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    """No text breaks it."""
    assert all(isinstance(one, str) for one in (*credits_in(text), *handles_in(text)))
