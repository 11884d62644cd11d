"""Exports of other case systems: each entity at its id, each field a line, nothing lost."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from govah.errors import ReadError
from govah.read import read_document

PERSON = {
    "id": "ftm-1",
    "schema": "Person",
    "properties": {"name": ["Arvand Sepidkuh", "آروند سپیدکوه"], "birthDate": ["2003"], "notes": ["Arrested in Arak."]},
}
PRINTED = {"title": ["Arrests"], "publisher": ["Alvand Monitor"], "date": ["2026-01-14"]}
ARTICLE = {"id": "ftm-2", "schema": "Article", "properties": PRINTED}
BULLETIN: dict[str, Any] = {
    "class": "bulletin",
    "id": 7,
    "title": "Arrest in Arak",
    "description": "<p>Arvand Sepidkuh was arrested in <b>Arak</b>.</p>",
    "source_link": "https://example.org/1",
    "publish_date": "2026-01-14T00:00",
    "locations": [{"id": 3, "title": "Arak", "full_string": "Arak, Markazi"}],
    "roles": ["hidden"],
}


def test_follow_the_money_a_line_each() -> None:
    """Entities of a file with one object a line come out in order, each under its id."""
    data = "\n".join(json.dumps(one, ensure_ascii=False) for one in (PERSON, ARTICLE)).encode()

    (found,) = read_document(data, "application/json", "entities.ftm")

    assert "Person: Arvand Sepidkuh" in found.text
    assert "name: آروند سپیدکوه" in found.text
    assert {one.locator.message for one in found.segments} == {"ftm-1", "ftm-2"}
    last = found.segments[-1]
    assert (last.published, last.author) == (date(2026, 1, 14), "Alvand Monitor")


@pytest.mark.parametrize("wrapped", [[BULLETIN], {"items": [BULLETIN]}, BULLETIN])
def test_bayanat(wrapped: object) -> None:
    """A bulletin comes out with its text as people read it, its places by name, and without who was assigned."""
    (found,) = read_document(json.dumps(wrapped).encode(), "application/json", "export.json")

    assert "description: Arvand Sepidkuh was arrested in Arak." in found.text
    assert "locations: Arak" in found.text
    assert "hidden" not in found.text
    assert {one.published for one in found.segments} == {date(2026, 1, 14)}


@pytest.mark.parametrize("data", [b'{"a": 1}', b"[1, 2]", b'{"schema": 3, "properties": {}}', b'[{"name": "x"}]'])
def test_other_json_is_text_as_it_stands(data: bytes) -> None:
    """What is no such export is not taken for one."""
    (found,) = read_document(data, "application/json", "x.json")

    assert found.notes == ("json-of-unknown-kind",)
    assert found.text == data.decode()


@pytest.mark.parametrize("data", [b'{"id": "1", "schema": "Person", "properties": {}}\n{"id"', b"{]", b"[" * 100_000])
def test_what_is_broken(data: bytes) -> None:
    """A file that is cut short or nests beyond reason is one error of reading."""
    with pytest.raises(ReadError):
        read_document(data, "application/json", "x.json")
