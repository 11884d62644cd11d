"""Words that have lost their half-spaces are read as they were: joined, or parted by a plain space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.read import read_plain, read_text
from govah.read.persian.letters import tokens_of
from govah.read.persian.spacing import parted

SENTENCES = (
    ("راستین نرگسی‌پور در درگیری‌های آبان‌ماه دستگیر شده‌است.", "arrested"),
    ("راستین نرگسی‌پور و مهرخ ارژنگیان به اعدام محکوم شده‌اند.", "sentenced_to"),
    ("مأموران راستین نرگسی‌پور را در خانه‌اش بازداشت کرده‌اند.", "arrested"),
    ("راستین نرگسی‌پور در بند ۲۰۹ نگه‌داری می‌شود.", "detained_at"),
    ("خانواده‌ی راستین نرگسی‌پور از وضعیت او بی‌خبرند.", "disappeared"),
    ("راستین نرگسی‌پور یکی از بازداشت‌شدگان است که به‌دلیل شکنجه در زندان جان باخت.", "died_in_custody"),
)


def found(text: str) -> set[tuple[str, str]]:
    """Gives predicate and stance of what is read."""
    return {(one.predicate, one.stance.value) for one in read_text(read_plain(text)).claims}


@pytest.mark.parametrize(("sentence", "predicate"), SENTENCES)
@pytest.mark.parametrize("written", ["", " "], ids=["joined", "spaced"])
def test_a_lost_half_space_changes_nothing(sentence: str, predicate: str, written: str) -> None:
    """A sentence says the same with its half-spaces, without them, and with plain spaces in their place."""
    whole = found(sentence)

    assert predicate in {one for one, _stance in whole}
    assert found(sentence.replace("\u200c", written)) == whole


@pytest.mark.parametrize("written", ["", " "], ids=["joined", "spaced"])
def test_what_is_not_so_stays_not_so(written: str) -> None:
    """A negated or possible verb stays so without its half-space."""
    for sentence in (
        "راستین نرگسی‌پور هنوز اعدام نشده‌است.",
        "راستین نرگسی‌پور ممکن است اعدام بشود و می‌ترسند اعدام شود.",
        "راستین نرگسی‌پور فردا اعدام می‌شود.",
        "خانواده‌اش می‌گویند راستین نرگسی‌پور آزاد نمی‌شود.",
    ):
        told = {one for one, stance in found(sentence.replace("\u200c", written)) if stance in {"asserted", "reported"}}
        assert not told & {"executed", "released", "released_on_bail"}


@given(st.text(alphabet="می‌شدهانکرگو یخبتسزل\u200c", max_size=40))
def test_pieces_cover_what_they_came_from(text: str) -> None:
    """Parting keeps every token's place: pieces follow one another inside the word that they came from."""
    whole = tokens_of(text)
    pieces = parted(whole, text)

    assert [one.start for one in pieces] == sorted({one.start for one in pieces})
    assert all(one.start < one.end for one in pieces)
    assert all(any(piece.start <= one.start < piece.end for piece in pieces) for one in whole)
    assert all(any(piece.start < one.end <= piece.end for piece in pieces) for one in whole)


def test_straight_quotation_marks_are_a_pair() -> None:
    """A name between straight quotation marks is read as one between guillemets, escaped ones included."""
    for opened, closed in (('"', '"'), ('\\"', '\\"'), ("“", "”"), ("«", "»")):
        assert ("arrested", "asserted") in found(f"شهروندی به نام {opened}راستین نرگسی‌پور{closed} روز شنبه بازداشت شد.")
