"""Reading counts: what is a table is read, and everything else is refused with its reason and its row."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.count.mse.reading import read_counts
from govah.errors import UsageError


def test_a_table_is_read() -> None:
    """Quoted names, a byte-order mark, semicolons and empty lines change nothing."""
    plain = read_counts(b"A,B,C,count\n1,0,0,5\n1,1,0,2\n")
    odd = read_counts('\ufeff"A";"B";"C";"Count"\r\n1;0;0;5\r\n\r\n1;1;0;2.0\r\n'.encode())

    assert plain[0].table.counts.tolist() == odd[0].table.counts.tolist() == [5, 2]


def test_strata_and_draws_are_tables_of_their_own() -> None:
    """Each stratum and each draw of the linkage is a table."""
    found = read_counts(b"stratum,draw,A,B,C,count\nx,1,1,0,0,5\nx,2,1,0,0,6\ny,1,0,1,0,7\n")

    assert [("x", "1", 5), ("x", "2", 6), ("y", "1", 7)] == [(one.stratum, one.draw, one.table.people) for one in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "counts-empty"),
        ("\n\n", "counts-empty"),
        ("A,B,C\n1,0,0\n", "counts-no-count"),
        ("count\n3\n", "counts-no-lists"),
        ("A,A,count\n1,0,3\n", "counts-columns-alike"),
        ("A,,count\n1,0,3\n", "counts-columns-alike"),
        ("A,B,count\n1,0\n", "counts-row-uneven"),
        ("A,B,count\n1,2,3\n", "counts-not-flag"),
        ("A,B,count\n1,yes,3\n", "counts-not-flag"),
        ("A,B,count\n1,0,-3\n", "counts-negative"),
        ("A,B,count\n1,0,2.5\n", "counts-not-whole"),
        ("A,B,count\n1,0,1e3\n", "counts-not-whole"),
        ("A,B,count\n1,0,nan\n", "counts-not-whole"),
        ("A,B,count\n1,0,\n", "counts-not-whole"),
        ("A,B,count\n1,0,۳\n", "counts-not-whole"),
        ("A,B,count\n0,0,3\n", "counts-of-unseen"),
        ("A,B,count\n1,0,99999999999999999999\n", "counts-huge"),
        ("A,B,count\n1,0,900000000\n1,1,900000000\n", "counts-huge"),
        (",".join(f"L{at}" for at in range(300)) + ",count\n", "counts-too-wide"),
    ],
)
def test_what_is_no_table_is_refused(text: str, code: str) -> None:
    """Each way of being no table has its own error."""
    with pytest.raises(UsageError) as caught:
        read_counts(text.encode())

    assert code == caught.value.code


def test_bytes_that_are_no_text_are_refused() -> None:
    """A file in another encoding is refused, not guessed at."""
    with pytest.raises(UsageError) as caught:
        read_counts(b"\xff\xfeA\x00")

    assert "counts-not-text" == caught.value.code


@given(st.binary(max_size=200))
def test_hostile_bytes_end_in_one_family(data: bytes) -> None:
    """Whatever the bytes, they are a table or a `UsageError`."""
    with contextlib.suppress(UsageError):
        read_counts(data)
