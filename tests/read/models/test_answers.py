"""What a model says, held against the text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.read.models.answers import Heard, heard, is_clouded
from govah.read.models.chunks import Chunk

TEXT = "Arvand Sepidkuh, a nurse, was arrested in Arak on 12 January 2026. Officials deny that Tirdad Golrokh was tortured."
SAID = "was arrested in Arak on 12 January 2026"
GOOD = {"person": "Arvand Sepidkuh", "predicate": "arrested", "stance": "asserted", "quote": SAID}


def hear(*claims: dict[str, str], text: str = TEXT) -> Heard:
    """Gives what stands up of an answer."""
    found = heard(json.dumps({"claims": list(claims)}, ensure_ascii=False), Chunk(100, text), "model/x", None)
    assert found is not None
    return found


def test_what_is_in_the_text_stands() -> None:
    """A claim whose words are all there is kept, at its place in the whole text, below every rule."""
    found = hear(GOOD | {"when": "12 January 2026", "where": "Arak", "source": ""})

    ((name, claim),) = found.claims
    assert (name, claim.predicate, claim.stance) == ("Arvand Sepidkuh", "arrested", "asserted")
    assert TEXT[claim.start - 100 : claim.end - 100] == claim.quote
    assert claim.when is not None
    assert claim.when.edtf == "2026-01-12"
    assert claim.where is not None
    assert claim.where.text == "Arak"
    assert claim.score < 500


@pytest.mark.parametrize(
    "changed",
    [
        {"quote": "was arrested in Tehran on 12 January 2026"},
        {"quote": "was  arrested"},
        {"quote": ""},
        {"person": "Somebody Else"},
        {"person": ""},
        {"person": "12"},
        {"predicate": "is_guilty"},
        {"stance": "proved"},
        {"stance": ""},
    ],
)
def test_what_is_not_is_dropped_and_counted(changed: dict[str, str]) -> None:
    """One changed character, an unknown word or another person, and the claim is gone."""
    found = hear(GOOD | changed)

    assert (found.claims, found.dropped) == ((), 1)


def test_values_times_and_places_of_its_own_making_are_left_empty() -> None:
    """A value, time, place or source that is not in the text does not stand beside a quotation that is."""
    ((_, claim),) = hear(GOOD | {"value": "moharebeh", "when": "2 May 2025", "where": "Evin", "source": "the family"}).claims

    assert claim.value.text == claim.value.term == ""
    assert claim.when is None
    assert claim.where is None
    assert claim.attribution == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials deny that Tirdad Golrokh was tortured.",
        "Tirdad Golrokh could be tortured.",
        "Was Tirdad Golrokh tortured?",
        "If Tirdad Golrokh was tortured, who knew?",
        "Tirdad Golrokh wasn't tortured.",
        "It is a rumour that Tirdad Golrokh was tortured.",
        "تیرداد گلرخ شکنجه نشد.",
        "دادستان شکنجهٔ تیرداد گلرخ را تکذیب کرد.",
        "آیا تیرداد گلرخ شکنجه شد؟",
        "قرار است تیرداد گلرخ محاکمه شود.",
    ],
)
def test_a_clouded_sentence_puts_nothing_forward(sentence: str) -> None:
    """A denial, a doubt, a condition or a question never becomes a fact because a model says so."""
    name = "Tirdad Golrokh" if sentence.isascii() else "تیرداد گلرخ"
    quote = "tortured" if sentence.isascii() else sentence.rsplit(maxsplit=1)[-1].rstrip("؟.")
    for stance in ("asserted", "reported", "alleged"):
        assert hear({"person": name, "predicate": "tortured", "stance": stance, "quote": quote}, text=sentence).claims == ()
    denied = hear({"person": name, "predicate": "tortured", "stance": "denied", "quote": quote}, text=sentence)
    assert [claim.stance for _, claim in denied.claims] == ["denied"]


def test_plain_sentences_are_not_clouded() -> None:
    """What is simply said is not held back."""
    assert not is_clouded("Arvand Sepidkuh was arrested in Arak on 12 January 2026.")
    assert not is_clouded("آروند سپیدکوه روز ۲۲ دی در اراک بازداشت شد.")


@pytest.mark.parametrize("answer", ["", "I cannot help.", "{}", '{"claims": 3}', "[1]", '{"claims": [', "null", "[" * 5000])
def test_what_is_no_answer(answer: str) -> None:
    """Anything but the JSON that was asked for is not heard."""
    assert heard(answer, Chunk(0, TEXT), "model/x", None) is None


def test_json_in_a_fence() -> None:
    """Small models wrap their JSON; it is read all the same."""
    said = "Sure!\n```json\n" + json.dumps({"claims": [GOOD]}) + "\n```"

    found = heard(said, Chunk(0, TEXT), "model/x", None)

    assert found is not None
    assert len(found.claims) == 1


KEYS = st.sampled_from([*GOOD, "claims", "value", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=9),
    max_leaves=20,
)


@given(st.lists(JSON, max_size=5))
def test_whatever_is_listed_never_breaks(listed: list[object]) -> None:
    """Any JSON in the place of claims gives claims that stand in the text, or none."""
    found = heard(json.dumps({"claims": listed}), Chunk(0, TEXT), "model/x", None)

    assert found is not None
    assert all(TEXT[claim.start : claim.end] == claim.quote for _, claim in found.claims)
