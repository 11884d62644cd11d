"""Bodies: what is written is what is read, for ever."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from govah.errors import EvidenceError
from govah.records import Unknown, canonical, from_body, to_body
from govah.records.bodies import TYPES
from strategies import records


@given(records())
def test_round_trip(record: object) -> None:
    """Every record comes back from its body as it was, through canonical JSON."""
    body = json.loads(canonical(to_body(record)))

    assert record == from_body(body)


@given(records())
def test_canonical_is_stable(record: object) -> None:
    """Canonical JSON of a body that was read is the same bytes again."""
    written = canonical(to_body(record))

    assert written == canonical(json.loads(written))


@given(records())
def test_no_floats_and_ascii_keys(record: object) -> None:
    """No body holds a float, and every key is ASCII, so that our canonical JSON is RFC 8785's."""

    def walk(value: object) -> None:
        assert not isinstance(value, float)
        if isinstance(value, dict):
            assert all(key.isascii() for key in value)
            for inner in value.values():
                walk(inner)
        if isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(to_body(record))


def test_unknown_type_is_kept() -> None:
    """A body of a type from a later version is kept as it came."""
    body = {"type": "hologram", "v": 3, "id": "x", "sight": [1, 2]}

    kept = from_body(body)

    assert kept == Unknown("hologram", 3, canonical(body).decode())


def test_newer_version_is_kept() -> None:
    """A body of a known type in a later version is kept, not misread."""
    assert isinstance(from_body({"type": "mention", "v": 99, "id": "m"}), Unknown)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_wrong_shape_is_evidence_error(name: str) -> None:
    """A known type with a field that it does not have is told as bad evidence, never as a crash."""
    with pytest.raises(EvidenceError):
        from_body({"type": name, "v": 1, "no_such_field": 1})


@pytest.mark.parametrize("body", [{}, {"type": 3, "v": 1}, {"type": "mention"}, {"type": "mention", "v": "1"}])
def test_no_type_is_evidence_error(body: dict[str, object]) -> None:
    """A body without type or version is bad evidence."""
    with pytest.raises(EvidenceError):
        from_body(body)


def test_wrong_field_type_is_evidence_error() -> None:
    """A number where words belong is bad evidence."""
    with pytest.raises(EvidenceError):
        from_body({"type": "mention", "v": 1, "id": 7, "document": "d", "kind": "person", "name": "x"})
