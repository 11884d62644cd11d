"""Exports of Uwazi as lists: the title of an entity is its name, in each language, and its properties are read by their names."""

from __future__ import annotations

import pytest

from govah.read.lists.headers import role_by_header


@pytest.mark.parametrize(
    ("header", "role"),
    [("title__en", "name"), ("title__fa", "name"), ("date_of_arrest", "arrested.when"), ("charges__en", "charged_with"),
     ("title", ""), ("title of the report", "")],
)  # fmt: skip
def test_headers_of_uwazi(header: str, role: str) -> None:
    """Only a title that bears a language is an entity's name; the title of a report is nobody's."""
    assert role_by_header(header)[0] == role
