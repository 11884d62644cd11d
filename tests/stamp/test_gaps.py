"""The gap and the bracket: between which times something was written, as others say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.stamp import Anchor, bracket_of, gap, in_words, is_far, is_outside


def anchor(size: int, seq: int, time: str, margin: int = 0) -> Anchor:
    """Gives a stamped head."""
    return Anchor(f"e{size}", size, seq, time, margin)


FIRST = anchor(5, 5, "2026-03-01T10:00:00Z")
SECOND = anchor(9, 9, "2026-03-03T10:00:00Z", 1_000_000)
LATER = anchor(9, 10, "2026-03-03T10:00:05Z")


@pytest.mark.parametrize(
    ("seq", "before", "after"),
    [
        (3, None, FIRST),
        (4, None, FIRST),
        (5, None, SECOND),
        (6, FIRST, SECOND),
        (8, FIRST, SECOND),
        (9, FIRST, None),
        (11, LATER, None),
    ],
)
def test_an_entry_stands_between_two_stamps(seq: int, before: Anchor | None, after: Anchor | None) -> None:
    """An entry came after every token below it in the log, and before every stamp of a head that covers it."""
    bracket = bracket_of(seq, [SECOND, LATER, FIRST])

    assert (before, after) == (bracket.not_before, bracket.not_after)


def test_a_token_elsewhere_bounds_nothing_from_below() -> None:
    """A token that was not entered in the same log says only *not after*."""
    bracket = bracket_of(7, [anchor(5, -1, "2026-03-01T10:00:00Z")])

    assert (None, None) == (bracket.not_before, bracket.not_after)


def test_a_margin_widens_the_bracket() -> None:
    """Of two stamps, the one whose time and margin leave less room bounds the entry."""
    exact, vague = anchor(9, 9, "2026-03-03T10:00:02Z"), anchor(9, 10, "2026-03-03T10:00:01.5Z", 1_000_000)

    assert exact == bracket_of(3, [vague, exact]).not_after


@pytest.mark.parametrize(
    ("stated", "outside"),
    [
        ("2026-03-01T09:59:58Z", False),
        ("2026-03-01T09:00:00Z", True),
        ("2026-03-03T10:00:03Z", False),
        ("2027-01-01T00:00:00Z", True),
    ],
)
def test_a_clock_that_does_not_fit_is_seen(stated: str, *, outside: bool) -> None:
    """A device's time before the one bound or after the other, beyond margin and patience, is told."""
    assert outside == is_outside(stated, bracket_of(7, [FIRST, SECOND]))


@pytest.mark.parametrize(
    ("stamped", "seconds"),
    [("2026-03-01T10:00:00Z", 0), ("2026-03-01T10:00:00.999Z", 0), ("2026-03-01T10:01:00Z", 60), ("2026-03-01T09:59:59.5Z", 0),
     ("2026-03-01T09:00:00Z", -3600), ("2026-03-01T13:30:00.123456789Z", 12_600)],
)  # fmt: skip
def test_the_gap_is_in_whole_seconds(stamped: str, seconds: int) -> None:
    """A gap is rounded toward nothing, and is negative where the device was ahead."""
    assert seconds == gap("2026-03-01T10:00:00Z", stamped)


@pytest.mark.parametrize(
    ("seconds", "english", "persian"),
    [
        (0, "0 seconds", "۰ ثانیه"),
        (1, "1 second", "۱ ثانیه"),
        (61, "1 minute and 1 second", "۱ دقیقه و ۱ ثانیه"),
        (3600, "1 hour", "۱ ساعت"),
        (3 * 86_400 + 4 * 3600 + 59, "3 days and 4 hours", "۳ روز و ۴ ساعت"),
        (86_400 + 59, "1 day", "۱ روز"),
        (-120, "2 minutes", "۲ دقیقه"),
    ],
)
def test_a_gap_in_words(seconds: int, english: str, persian: str) -> None:
    """A gap is said in its two largest units, in either language."""
    assert (english, persian) == (in_words(seconds, "en"), in_words(seconds, "fa"))


@given(st.integers(-(2**40), 2**40), st.sampled_from(["en", "fa"]))
def test_every_gap_can_be_said(seconds: int, lang: str) -> None:
    """Whatever the gap, there are words for it."""
    assert in_words(seconds, lang).strip()


@pytest.mark.parametrize(
    ("received", "far"),
    [
        ("2026-03-01T10:04:59Z", False),
        ("2026-03-01T09:55:01Z", False),
        ("2026-03-01T10:06:00Z", True),
        ("2019-01-01T00:00:00Z", True),
    ],
)
def test_clocks_far_apart_are_told(received: str, *, far: bool) -> None:
    """A device and an authority whose clocks are more than five minutes apart are told to be."""
    assert far == is_far(received, "2026-03-01T10:00:00Z")


def test_an_authority_that_backdates_is_seen() -> None:
    """Two stamps of which the lower in the log says a later time cannot both be true, and the bracket says so."""
    liar = anchor(9, 9, "2020-01-01T00:00:00Z")

    assert not bracket_of(7, [FIRST, liar]).is_possible
    assert bracket_of(7, [FIRST, SECOND]).is_possible
