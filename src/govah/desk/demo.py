"""The demonstration: a made-up desk, from its documents to a case file, a proof and a dossier; all of it computed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from govah.capture import GatherOptions
from govah.desk.custody.keeping import prove_item, verify_desk
from govah.desk.intake.capturing import Failed, IntakeOptions, Sealed, capture_sources
from govah.desk.intake.unchanged import AlreadyHere
from govah.desk.onfile.evidence import published_on
from govah.desk.people.clusters import Person, persons
from govah.desk.review.listing import documents
from govah.desk.review.reviewing import Reviewer, accept_all, join_alike
from govah.errors import CaptureError
from govah.vault import Vault, Verified

PASSPHRASE: Final = "an invented desk"  # noqa: S105 - printed, and protects nothing
"""Of every demonstration vault; it is printed, and protects nothing."""
MEMBER: Final = "A demonstration"
MARK: Final = ".govah-demo"
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
        for one in listed["reports"]
    )


def capture_items(vault: Vault, items: tuple[Item, ...]) -> Iterator[Sealed | AlreadyHere | Failed]:
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


def fresh_folder(place: Path) -> Path:
    """Gives the folder for what a demonstration makes; one from before is removed only if it is a demonstration's own."""
    mark = place / MARK
    if place.exists():
        if not mark.is_file() and any(place.iterdir()):
            raise CaptureError("demo-folder-not-ours", name=place.name)
        shutil.rmtree(place)
    place.mkdir(parents=True)
    mark.write_text("made by govah demo; it may be removed\n", "utf-8")
    return place


def day_of_demo(vault: Vault) -> date:
    """Gives the day as of which things are shown: a month after the newest document, so that silence has a length."""
    days = [day for one in documents(vault) if (day := published_on(vault, one.id)) is not None]
    newest = max(days, default=None)
    return newest + timedelta(days=30) if newest else datetime.now(UTC).date()


def prove_one(vault: Vault, person: Person, output: Path) -> str:
    """Writes a proof of the first open document that names the person; gives its name."""
    for mention in person.mentions:
        for row in documents(vault):
            if row.id == mention.document and not row.from_source:
                prove_item(vault, row.id, output)
                return row.name
    return ""


def verify(place: Path) -> Verified:
    """Checks every byte of the demonstration's vault."""
    return verify_desk(place, PASSPHRASE)
