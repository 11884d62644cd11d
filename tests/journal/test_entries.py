"""Headers and commitments: one canonical form, and nothing else is read."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import EvidenceError
from govah.journal import Header, commitment, entry_id, read_header

HEADER = Header("v" + "a" * 16, 41, "2026-01-20T08:30:00Z", (("team", "9f" * 32), ("sources", "03" * 32)))
SAID = HEADER.to_bytes()
HEADERS = st.builds(
    Header,
    st.from_regex(r"v[a-z2-7]{16}", fullmatch=True),
    st.integers(0, 2**40),
    st.datetimes().map(lambda one: one.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")),
    st.lists(
        st.tuples(st.from_regex(r"[a-z][a-z0-9-]{0,31}", fullmatch=True), st.binary(min_size=32, max_size=32).map(bytes.hex)),
        min_size=1,
        max_size=5,
    ).map(tuple),
)


def test_the_form_of_a_header() -> None:
    """A header is written as docs/format.md shows it."""
    expected = (
        '{"device":"vaaaaaaaaaaaaaaaa","parts":[["team","' + "9f" * 32 + '"],["sources","' + "03" * 32 + '"]],'
        '"seq":41,"time":"2026-01-20T08:30:00Z","v":1}'
    )

    assert SAID == expected.encode()
    assert entry_id(SAID) == hashlib.sha256(b"\0" + SAID).hexdigest()


@given(HEADERS)
def test_round_trip(header: Header) -> None:
    """Every header reads back as it was written."""
    assert read_header(header.to_bytes()) == header


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("v", 0), ("v", True), ("v", "1"), ("seq", -1), ("seq", "41"), ("seq", True), ("device", "x"), ("device", 1),
        ("time", "2026-01-20T08:30:00+00:00"), ("time", "2026-01-20 08:30:00Z"), ("parts", []), ("parts", {}),
        ("parts", [["Team", "9f" * 32]]), ("parts", [["team", "9F" * 32]]), ("parts", [["team", "9f"]]), ("parts", [["team"]]),
        ("parts", [["team", "9f" * 32]] * 65), ("more", 1),
    ],
)  # fmt: skip
def test_a_wrong_field(field: str, wrong: object) -> None:
    """A header with a field of another kind, or one field more, is refused."""
    value = json.loads(SAID) | {field: wrong}

    with pytest.raises(EvidenceError) as caught:
        read_header(json.dumps(value, separators=(",", ":"), sort_keys=True).encode())

    assert caught.value.code == "header-malformed"


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"1", SAID + b"\n", b" " + SAID, SAID.replace(b'"seq":41', b'"seq": 41'), b"[" * 9999]
)
def test_another_form(data: bytes) -> None:
    """The same header in any but the canonical form, or no header at all, is refused."""
    with pytest.raises(EvidenceError) as caught:
        read_header(data)

    assert caught.value.code == "header-malformed"


def test_a_newer_header() -> None:
    """A header of a later version says so, and is not taken for damage."""
    with pytest.raises(EvidenceError) as caught:
        read_header(SAID.replace(b'"v":1}', b'"v":2}'))

    assert caught.value.code == "header-newer"


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_commitment_is_salted(body: bytes, other: bytes) -> None:
    """The same body under another salt has another commitment."""
    salt, second = hashlib.sha256(body).digest()[:16], hashlib.sha256(other + b"x").digest()[:16]

    assert commitment(salt, body) == hashlib.sha256(salt + body).hexdigest()
    assert (commitment(salt, body) == commitment(second, body)) == (salt == second)
