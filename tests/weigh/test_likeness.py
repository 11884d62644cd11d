"""Bodies under two names are suggested as one, in both scripts, and never two that are listed apart."""

from __future__ import annotations

import pytest

from govah.weigh.likeness import alike_voices


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Karun Human Rights Society (KHRS)", "Karun Hope and Rights Syndicate (KHRS)", "same-abbreviation"),
        ("Karun Human Rights Society", "KHRS", "same-abbreviation"),
        ("Rahgosha Rights Monitor", "دیده‌بان حقوق رهگشا (RRM)", "same-abbreviation"),
        ("Rahgosha Rights Monitor", "دیده‌بان حقوق رهگشا", "translated-name"),
        ("Zagros Conscripts' Committee", "کمیته سربازان زاگرس", "translated-name"),
        ("Karun Teachers Association", "انجمن معلمان کارون", "translated-name"),
        ("Karun Rights Committee", "Karun Rights Comittee", "alike-name"),
        ("Karun Rights Committee", "the Karun Rights Committee's Ahvaz office", "alike-name"),
    ],
)
def test_suggested(one: str, other: str, reason: str) -> None:
    """An abbreviation written out otherwise, a name and its translation, a slip of the pen."""
    assert [found.reason for found in alike_voices({"o1": one, "o2": other})] == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran Human Rights (IHRNGO)", "Iran Human Rights Society (IHRS)"),
        ("Karun Watch", "Zagros Committee"),
        ("Karun Rights Monitor", "کمیته سربازان زاگرس"),
        ("Karun Teachers Association", "انجمن معلمان زاگرس"),
        ("the judiciary", "the prosecutor"),
        ("a rights group", "another rights group"),
    ],
)
def test_not_suggested(one: str, other: str) -> None:
    """Bodies that are listed apart, that share only a word of titles, or that nobody named."""
    assert alike_voices({"o1": one, "o2": other}) == ()


def test_what_a_person_judged_is_not_asked_again() -> None:
    """A pair that was joined or cut is not suggested."""
    assert alike_voices({"o1": "Karun Rights Committee", "o2": "Karun Rights Comittee"}, {frozenset(("o1", "o2"))}) == ()
