"""Folding gives one key for all the ways a word is typed, and keeps Sorani by its sounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.text import fold, fold_name, to_latin_digits, to_persian_digits

SAME = [
    ("علي", "علی"), ("كريم", "کریم"), ("مي‌رود", "می رود"), ("می‌رود", "می  رود"), ("خانهٔ", "خانه"),
    ("خانۀ", "خانه"),
    ("آزادی", "ازادی"), ("أحمد", "احمد"), ("إسلام", "اسلام"), ("مؤمن", "مومن"), ("مسئول", "مسؤول"),
    ("مسئول", "مسوول"),
    ("رئیس", "رییس"), ("داوود", "داود"), ("محمّد", "محمد"), ("مُحَمَّد", "محمد"), ("سلـــام", "سلام"),
    ("فاطمة", "فاطمه"),
    ("ﻻﻟﻪ", "لاله"), ("موسى", "موسی"), ("۱۴۰۴", "1404"), ("١٤٠٤", "1404"), ("ھوشنگ", "هوشنگ"), ("گُل", "گل"),
    ("\u202bکریم\u202c", "کریم"), ("کر\u200dیم", "کریم"), ("\ufeffکریم", "کریم"), ("کریم\u00a0رضا", "کریم رضا"),
    ("Khâles", "khales"), ("JAVID", "javid"), ("Müller", "muller"), ("Straße", "strasse"), ("Pîroz", "piroz"),
    ("Şêx", "sex"),
    ("Çiya", "ciya"), ("ﬁn", "fin"), ("O’Brien", "O'Brien"), ("a\n b", "a b"),
    ("کەماڵ", "کمال"), ("سنە", "سنه"), ("ئەحمەد", "احمد"), ("ڕۆژ", "روژ"), ("ئازاد", "ازاد"),
    ("مەحموود", "محمود"), ("ڵ", "ل"),
    ("ئومێد", "اومید"), ("هێمن", "هیمن"), ("ئاڤان", "اوان"), ("کوردستان", "كوردستان"), ("بێستوون", "بیستون"),
    ("ئێران", "ایران"),
]  # fmt: skip

DIFFERENT = [("کریم", "کرم"), ("سارا", "سارو"), ("ڕۆژ", "رژ"), ("شێر", "شر"), ("Javid", "Jamid"), ("علی", "عالی"), ("گل", "کل")]

NAMES = [
    ("آقای کریم راستین", "کریم راستین"), ("دکتر مینا راستین،", "مینا راستین"), ("Mr. Karim Rastin", "karim rastin"),
    ("Karim Rastin's", "karim rastin"), ("Dr Mina Rastin", "mina rastin"), ("جان‌باخته کریم راستین", "کریم راستین"),
    ("زنده‌یاد کریم راستین", "کریم راستین"), ("«کریم راستین»", "کریم راستین"), ("Rastin, Karim", "rastin karim"),
    ("Karim Rastin-Pour", "karim rastin pour"), ("حاج", "حاج"), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one: str, other: str) -> None:
    """Two ways to type one word have one key."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(one: str, other: str) -> None:
    """Words that sound different keep keys of their own."""
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("name", "key"), NAMES)
def test_names(name: str, key: str) -> None:
    """A name's key is free of titles, possessives and punctuation, and never empty where there was a word."""
    assert fold_name(name) == key


@settings(deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("ابپتکيكێۆەڕڵئآأوهةۀﻻ\u200c\u0651\u0654ـ ۱۲٣abÉıß'"), st.characters()), max_size=30
    )
)
def test_folding_twice_is_folding_once(text: str) -> None:
    """A key is its own key."""
    once = fold(text)

    assert fold(once) == once


@settings(deadline=None)
@given(st.text(max_size=40))
def test_keys_are_lean(text: str) -> None:
    """A key has single spaces only, none at its ends, and no digit but Latin ones of the three kinds."""
    key = fold(text)

    assert key == " ".join(key.split())
    assert not set("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩") & set(key)


@settings(deadline=None)
@given(st.text(alphabet="۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩0123456789 abالف", max_size=40))
def test_digits_keep_the_length(text: str) -> None:
    """Digits change one for one, there and back."""
    latin = to_latin_digits(text)

    assert len(latin) == len(text)
    assert to_latin_digits(to_persian_digits(text)) == latin
