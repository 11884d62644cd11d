"""Mixed-direction text is isolated, and hidden controls are taken out or shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.text import direction_of, isolate, show_controls, strip_controls

FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize("text", ["کریم Rastin", "branch شعبه", "شعبه 26", "Khales (خالص)"])
def test_mixed_text_is_isolated(text: str) -> None:
    """Text of two directions comes between FSI and PDI."""
    assert isolate(text) == f"{FSI}{text}{PDI}"


@pytest.mark.parametrize("text", ["", "plain words", "فقط فارسی", "۱۴۰۴ نفر", "12:30"])
def test_other_text_is_left(text: str) -> None:
    """Text of one direction comes back as it is."""
    assert isolate(text) == text


@settings(deadline=None)
@given(st.text(alphabet="aب1\u202e\u202c\u2066\u2067\u2068\u2069\u200f\x07", max_size=20))
def test_isolates_are_balanced(text: str) -> None:
    """No text can close its own isolate or turn the line that it is shown in."""
    inner = isolate(text).removeprefix(FSI).removesuffix(PDI)

    assert not set(inner) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x07")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202egpj.exe", "a⟨U+202E⟩gpj.exe"),
        ("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("a\x1b[31m", "a⟨U+001B⟩[31m"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("a\U000e0041b", "a⟨U+E0041⟩b"),
        ("a\rb", "a⟨U+000D⟩b"),
        ("می\u200cرود", "می\u200cرود"),
        ("a\r\nb\tc", "a\r\nb\tc"),
    ],
)
def test_controls_are_shown(text: str, shown: str) -> None:
    """A hidden control is written out for whoever checks a source; what scripts need stays."""
    assert show_controls(text) == shown


def test_controls_are_stripped() -> None:
    """For display the same controls simply go."""
    assert strip_controls("a\u202eb\x07c\u2069\ufeff") == "abc"


@pytest.mark.parametrize(
    ("text", "direction"),
    [("کریم", "rtl"), ("Karim", "ltr"), ("1. کریم", "rtl"), ("«a» ب", "ltr"), ("123", "ltr"), ("", "ltr"), ("שלום", "rtl")],
)
def test_direction(text: str, direction: str) -> None:
    """The first letter that has a direction gives it."""
    assert direction_of(text) == direction
