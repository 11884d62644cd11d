"""A text's language and script are told by letters and small words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.text import guess_language, script_of

TEXTS = [
    ("en", "The man was arrested by the police and taken to the prison in the city."),
    ("en", "Karim Rastin faces a death sentence for refusing an order."),
    ("en", "Officials deny that she has been held at a secret site."),
    ("en", "Teacher released"),
    ("fa", "این مرد را نیروهای امنیتی بازداشت کردند و به زندان بردند."),
    ("fa", "کریم راستین در جریان اعتراضات بازداشت شد."),
    ("fa", "دادگاه او را به اعدام محكوم كرد و حكم را به وكيلش داد."),
    ("fa", "معلم آزاد شد"),
    ("fa", "خبرگزاری گزارش داد"),
    ("ckb", "ئەو پیاوە لە لایەن هێزە ئەمنییەکانەوە دەستبەسەر کرا و بۆ زیندان گوازرایەوە."),
    ("ckb", "دادگا سزای لەسێدارەدانی بۆ کاوە دەرکرد."),
    ("ar", "اعتقلت قوات الأمن الرجل في المدينة ونقلته إلى السجن."),
    ("ar", "قالت المنظمة إن المحكمة حكمت على المعلم بالإعدام بعد محاكمة سرية."),
    ("ku", "Hêzên ewlekariyê ew zilam li bajêr girt û bi zorê bir girtîgehê ji bo lêpirsînê."),
    ("ku", "Dadgehê cezayê îdamê li wî birî û malbata wî jî agahdar nekir."),
    ("und", "Эта страница на русском языке и ничего больше."),
    ("und", "Dies ist ein deutscher Satz, der nichts davon enthält und lang genug wäre."),
    ("und", "1404/10/20"),
    ("und", ""),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_language(language: str, text: str) -> None:
    """A sentence is told to be in its language, and in none where it is none of ours."""
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("arab", "کریم"),
        ("latn", "Karim"),
        ("latn", "Şêx"),
        ("cyrl", "Карим"),
        ("hebr", "שלום"),
        ("zyyy", "123"),
        ("zyyy", "۱۲۳"),
        ("arab", "ﻻ"),
    ],
)
def test_script(script: str, text: str) -> None:
    """Most letters give the script."""
    assert script_of(text) == script


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    """No text, however odd, stops the guess."""
    assert guess_language(text) in {"fa", "en", "ckb", "ar", "ku", "und"}
