"""The provinces of Iran: in which of them a place lies as it is told, their names in both languages, and their outlines."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from importlib import resources
from typing import Any, Final

from govah.text import fold_name
from govah.words import find_words, words

UNKNOWN: Final = ""
_CENTRAL, _PROVINCE = "مرکزی", "استان"
"""A province is called "central", and so are half of the prisons."""
_NARROW: Final = 0.85
"""A degree of longitude is so much shorter than one of latitude at 32° N."""


def province_of(place: str) -> str:
    """Gives the province of a place as it is told: a term of a prison, a city, a county or a province, in either script.

    A name that lies in two provinces, or that is not known, gives nothing: nobody is moved to a province that no report names.
    """
    known = words("prisons").get(place) or next(iter(find_words(place, ["prisons"])), None)
    if known is not None:
        city = known.more.get("city") or {}
        return _places().get(fold_name(str(city.get("fa", ""))), UNKNOWN) if isinstance(city, dict) else UNKNOWN
    folded = fold_name(place)
    whole = _places().get(folded)
    if whole is not None:
        return whole
    parts = folded.split()
    for many in (3, 2, 1):
        found = {
            _places()[name]
            for at in range(len(parts) - many + 1)
            if (name := " ".join(parts[at : at + many])) in _places() and (name != _CENTRAL or parts[at - 1 : at] == [_PROVINCE])
        }
        if found:
            return found.pop() if len(found) == 1 else UNKNOWN
    return UNKNOWN


def province_label(province: str, lang: str) -> str:
    """Gives the name of a province."""
    return _names()[province][lang]


def provinces() -> tuple[str, ...]:
    """Gives all provinces, by their English names."""
    return tuple(_names())


def outlines() -> list[dict[str, Any]]:
    """Gives the outline of each province as a GeoJSON feature with `province`, laid flat: longitudes shortened, north up."""
    found: list[dict[str, Any]] = json.loads(_file("iran-provinces.geojson"))["features"]
    for one in found:
        one["geometry"]["coordinates"] = _flat(one["geometry"]["coordinates"])
    return found


def _flat(coordinates: Any) -> Any:
    if isinstance(coordinates[0], int | float):
        return [round(coordinates[0] * _NARROW, 4), coordinates[1]]
    return [_flat(one) for one in coordinates]


@cache
def _places() -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(_file("places.csv")))
    return {fold_name(row["place"]): row["province"] for row in rows}


@cache
def _names() -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(_file("provinces.csv")))
    return {row["province"]: {"en": row["name_en"], "fa": row["name_fa"]} for row in rows}


def _file(name: str) -> str:
    return (resources.files("govah.count.provinces") / name).read_text("utf-8")
