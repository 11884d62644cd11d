"""The floors hold: arrows only fall, sisters do not know each other, and nothing runs in a circle."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from house.arrows import arrows, circle, fault, modules, named, room_of

SOURCE: Final = Path(__file__).parents[2] / "src" / "govah"
MODULES: Final = modules(SOURCE)


def test_arrows_fall() -> None:
    """No module imports a sister room, a room above it, or a room that no floor has."""
    found = [
        f"{name}:{line} → {imported}: {wrong}"
        for name, path in MODULES.items()
        for imported, line in arrows(name, path, MODULES)
        if (wrong := fault(name, imported))
    ]

    assert [] == found


def test_no_circle() -> None:
    """No chain of imports comes back to where it started, imports inside functions included."""
    edges = {name: {to for to, _ in arrows(name, path, MODULES) if to != name} for name, path in MODULES.items()}

    assert [] == circle(edges)


def test_names_of_modules_are_arrows() -> None:
    """A module that is imported late, by a name in a text, stands on a floor below or in the same room."""
    found = [
        f"{name}:{line} → {imported}: {wrong}"
        for name, path in MODULES.items()
        for imported, line in named(path)
        if (wrong := fault(name, imported))
    ]

    assert [] == found


def test_no_package_hides_under_type_checking() -> None:
    """No file keeps imports for the type checker alone: such an arrow is still an arrow."""
    found = [name for name, path in MODULES.items() if "TYPE_CHECKING" in path.read_text("utf-8")]

    assert [] == found


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("from govah.desk import x\n", "an upward arrow"),
        ("def f():\n    from govah.link import x\n", "a sister"),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import govah.cli.main\n", "an upward arrow"),
        ("from .. import desk\n", "an upward arrow"),
        ("from ..publish import x\n", "a sister"),
        ("from govah import utils\n", "an upward arrow"),
        ("from govah.records import x\nfrom . import other\n", ""),
    ],
)
def test_the_walk_sees_every_arrow(tmp_path: Path, source: str, wrong: str) -> None:
    """An arrow counts in a function, under TYPE_CHECKING and written from where the file stands."""
    path = tmp_path / "one.py"
    path.write_text(source, "utf-8")
    known = {
        "govah",
        "govah.desk",
        "govah.link",
        "govah.publish",
        "govah.records",
        "govah.weigh",
        "govah.weigh.one",
        "govah.cli.main",
    }

    found = {fault("govah.weigh.one", to) for to, _ in arrows("govah.weigh.one", path, known)} - {""}

    assert ({wrong} if wrong else set()) == found


@pytest.mark.parametrize(
    ("importer", "imported", "wrong"),
    [
        ("govah.desk.cases.claims", "govah.desk.onfile.evidence", ""),
        ("govah.desk.onfile.evidence", "govah.desk.cases.claims", "an upward arrow"),
        ("govah.desk.counts.counting", "govah.desk.alerts.watching", "a sister"),
        ("govah.desk.cases.claims", "govah.desk", "an upward arrow"),
        ("govah.desk.cases.claims", "govah.desk.drawer.odds", "a room that no floor has"),
        ("govah.desk.api", "govah.desk.publication.packing", ""),
    ],
)
def test_the_desk_has_floors_of_its_own(importer: str, imported: str, wrong: str) -> None:
    """The largest room is a house in the house: its arrows fall too."""
    assert wrong == fault(importer, imported)


def test_a_circle_is_seen() -> None:
    """Three files that need each other in turn are told as a circle."""
    found = circle({"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": set()})

    assert ["a", "b", "c", "a"] == found


def test_a_room_is_the_first_name() -> None:
    """A file deep in a room belongs to that room."""
    assert "read" == room_of("govah.read.english.verbs")
