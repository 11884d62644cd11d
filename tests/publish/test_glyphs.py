"""No empty boxes: every character of a dossier is one that the shipped fonts draw."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.publish import sheet
from govah.publish.glyphs import covered, drawable
from govah.words import KINDS, table, words
from publish.sample import dossier


def strings(value: Any) -> Iterator[str]:
    """Every string in a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_every_character_of_a_dossier_has_a_glyph(lang: str) -> None:
    """Nothing in the sheet needs a font that is not shipped."""
    used = set("".join(strings(dataclasses.asdict(sheet(dossier(draft=True), lang)))))

    assert set() == used - covered()


def test_every_word_of_the_vocabulary_has_its_glyphs() -> None:
    """Whatever label or message may come to stand in a dossier can be drawn."""
    shown = [one.label[lang] for kind in KINDS() for one in words(kind).values() for lang in ("en", "fa")]
    shown += strings(table("messages/dossier"))
    shown += strings(table("messages/dates"))

    assert set() == set("".join(shown)) - covered()


def test_letters_of_four_languages_are_covered() -> None:
    """English, Persian, Arabic and Sorani can be written whole, with their digits and marks."""
    letters = "AZaz09éüñçşğıİ ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی آأإئؤةىكيء ڕڵۆێەھ ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩ ًٌٍَُِّْٔ «»“”‘’،؛؟–—…‌"

    assert set() == set(letters) - covered()


def test_other_letters_are_named() -> None:
    """A character without a glyph is written as its code point; the rest stays."""
    assert "Li <U+674E> x" == drawable("Li 李 x")


@given(st.text())
def test_nothing_without_a_glyph_is_left(text: str) -> None:
    """Whatever the text, what is set can be drawn, and what could be drawn already is not touched."""
    shown = drawable(text)

    assert set(shown) <= covered()
    assert shown == text or set(text) - covered()
