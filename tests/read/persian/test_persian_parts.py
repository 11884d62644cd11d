"""The parts of Persian reading: letters with their places, names, clauses, verbs, voices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.read.persian.clauses import clauses_of
from govah.read.persian.letters import fold_letters, tokens_of
from govah.read.persian.names import names_of
from govah.read.persian.namewords import words_of
from govah.read.persian.rules import keys_of, pattern_of, rules
from govah.read.persian.sentences import is_furniture
from govah.read.persian.verbs import form_pattern, kinds


def names_in(text: str) -> list[str]:
    tokens = tokens_of(text)
    words = words_of(tokens)
    return [text[tokens[words[span.first].first].start : tokens[words[span.last].last].end] for span in names_of(words)]


@given(st.text(alphabet="ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئكي\u200c \u064e۱۲3«»،.", max_size=80))
def test_tokens_lead_back(text: str) -> None:
    """Each token's place gives words whose folded form is the token's."""
    for token in tokens_of(text):
        assert fold_letters(text[token.start : token.end]).replace(" ", "") in {token.norm.replace(" ", ""), ","}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("کیوان سپهرداد بازداشت شد", ["کیوان سپهرداد"]),
        ("آقای سپهرداد آزاد شد", ["سپهرداد"]),
        ("سید مرتضی گلچین‌راد، ۳۲ ساله", ["سید مرتضی گلچین‌راد"]),
        ("تارا و کیمیا سپهرداد", ["تارا", "کیمیا سپهرداد"]),
        ("شخصی به نام «پَرهام کوهسارنیا»", ["پَرهام کوهسارنیا"]),
        ("در خیابان شهید رضا کاوه تجمع کردند", []),
        ("با قدرت تخریب زیاد", []),
        ("با امید فراوان به آینده", []),
        ("خبرگزاری مهر نوشت", []),
        ("۱۰ پرتابه انفجاری و سه‌راهی‌های انفجاری کشف و حکم اعدام اجرا شد", []),
        ("ویسنا سنجدرانلو در زندان اعدام شد", ["ویسنا سنجدرانلو"]),
        ("خواهرش روژدا بازداشت شد", ["روژدا"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    """Names are found with titles left out, and everyday words, streets and outlets are no names."""
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("شد", "fact"),
        ("شده است", "fact"),
        ("نشد", "not"),
        ("نشده است", "not"),
        ("شود", "maybe"),
        ("خواهد شد", "maybe"),
        ("می شود", "present"),
    ],
)
def test_verb_forms(form: str, kind: str) -> None:
    """A form of a verb says whether it states a fact, denies it, or only allows for it."""
    assert kinds("شد")[form] == kind
    assert pattern_of(f"(?:{form_pattern('شد')})").fullmatch(form)


def test_relative_clause_breaks_the_outer_one() -> None:
    """A clause that «که» opens ends at its verb, and the outer clause goes on with its own beginning."""
    line = "\ue000 که در زندان بود ازاد شد"
    clauses = clauses_of(line)

    assert [line[clause.start : clause.end].strip() for clause in clauses] == ["\ue000", "در زندان بود", "ازاد شد"]
    assert clauses[1].antecedent == "\ue000"
    assert clauses[2].outer == (0, 2)


@pytest.mark.parametrize(
    "line", ["@KanalNamuneh", "👁️ 287K · 📅 22:05", "📌 پیام #2", "#نه_به_اعدام", "https://example.org/x", "🔴"]
)
def test_furniture(line: str) -> None:
    """Handles, counts, headers, links and bare hashtags of a channel are no part of the story."""
    assert is_furniture(line)


def test_keys_never_hide_a_rule() -> None:
    """A rule's words are literals of its own pattern: whatever the pattern fits holds one of them."""
    assert keys_of("بازداشت|دستگیر(?: شده)?") == ("بازداشت", "دستگیر")
    assert keys_of("(?:الف)?") == ()
    assert all(any(key in rule.source for key in rule.keys) for rule in rules() if rule.keys)
