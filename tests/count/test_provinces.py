"""Places become provinces where a report names one, in either script, and nowhere else."""

from __future__ import annotations

import pytest

from govah.count.provinces import outlines, province_label, province_of, provinces
from govah.words import words


@pytest.mark.parametrize(
    ("place", "province"),
    [
        ("evin", "tehran"),
        ("Evin Prison", "tehran"),
        ("ghezel_hesar", "alborz"),
        ("Mahabad", "west-azerbaijan"),
        ("a village near Saqqez", "kurdistan"),
        ("زندان مرکزی ارومیه", "west-azerbaijan"),
        ("استان مرکزی", "markazi"),
        ("بندر عباس", "hormozgan"),
        ("بندر‌عباس", "hormozgan"),
        ("Kurdistan Province", "kurdistan"),
        ("Shiraz and Yazd", ""),
        ("undisclosed", ""),
        ("Vienna", ""),
        ("", ""),
    ],
)
def test_where_a_place_lies(place: str, province: str) -> None:
    """A prison by its city, a city or county by its name; two provinces, or none, is not known."""
    assert province_of(place) == province


def test_every_prison_with_a_city_has_a_province() -> None:
    """No prison of the vocabulary stands in a city that the list of places does not know."""
    lost = [name for name, word in words("prisons").items() if word.more.get("city") and not province_of(name)]

    assert lost == []


def test_all_provinces_have_names_and_outlines() -> None:
    """Thirty-one provinces, each with a name in both languages and an outline."""
    assert len(provinces()) == 31
    assert {one["properties"]["province"] for one in outlines()} == set(provinces())
    assert all(province_label(one, "fa") and province_label(one, "en") for one in provinces())
