"""The demonstration: a made-up desk, from its documents to a case file, a proof and a dossier, with nothing shown that was not computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from govah.capture import GatherOptions
from govah.desk.intake import Failed, IntakeOptions, Sealed, capture_sources
from govah.desk.persons import Person, persons
from govah.desk.reviewing import Reviewer, accept_all, join_alike
from govah.errors import CaptureError
from govah.vault import Vault

PASSPHRASE: Final = "an invented desk"
"""Of every demonstration vault; it is printed, and protects nothing."""
LEAVE: Final = 3
"""Suggestions left for the reader."""
ALIKE: Final = 900
"""Names at least so alike are joined by the script, for a person to confirm."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document of the made-up desk and how it came."""

    path: Path
    source: str = ""
    terms: str = ""
    published: str = ""
    note: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the script did with what was read."""

    accepted: int
    joined: int
    left: int


def examples_folder() -> Path:
    """Gives the folder of the made-up desk: inside the installed package, or beside the sources."""
    package = Path(__file__).parents[1]
    for place in (package / "examples", package.parents[1] / "examples"):
        if (place / "desk.yml").is_file():
            return place
    raise CaptureError("demo-no-examples")


def manifest(folder: Path) -> tuple[Item, ...]:
    """Gives the documents of the made-up desk, in the order in which they came."""
    listed: dict[str, Any] = yaml.safe_load((folder / "desk.yml").read_text("utf-8"))
    return tuple(
        Item(
            folder / one["path"],
            one.get("source", ""),
            one.get("terms", ""),
            str(one.get("published", "")),
            note=one.get("method") == "note",
        )
        for one in listed["documents"]
    )


def capture_items(vault: Vault, items: tuple[Item, ...]) -> Iterator[Sealed | Failed]:
    """Captures each as it came to the desk."""
    for one in items:
        options = IntakeOptions(one.note, one.source, one.terms, published=one.published, gather=GatherOptions(method="demo"))
        yield from capture_sources(vault, [one.path], options)


def accept_as_script(vault: Vault) -> Accepted:
    """Accepts all but a few suggestions and joins the names that are surely alike; all of it is UNREVIEWED."""
    reviewer = Reviewer(vault.member, "script")
    accepted = accept_all(vault, reviewer, leave=LEAVE)
    joined = join_alike(vault, reviewer, least=ALIKE)
    return Accepted(len(accepted), len(joined), LEAVE)


def central_person(vault: Vault) -> Person | None:
    """Gives the person whom most documents name, or None where nobody is named."""
    everybody = tuple(persons(vault))
    return max(everybody, key=lambda one: len({mention.document for mention in one.mentions}), default=None)
