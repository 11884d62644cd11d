"""Contrast: the same act affirmed, hedged, denied, asked, feared, or done to somebody else; only the language decides."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from gathering import hold
from govah.read import read_plain, read_text
from govah.records import AFFIRMED, FoundClaim

HERE = Path(__file__).parent
NAME = "Arvand Sepidkuh"
PUBLISHED = date(2025, 3, 5)


def frames() -> list[tuple[str, str, dict[str, str]]]:
    """Gives every act in every frame: the act, its sentence and the frame."""
    table = yaml.safe_load((HERE / "contrast_frames.yml").read_text("utf-8"))
    return [
        (act, frame["text"].format(N=NAME, pp=passive), frame)
        for act, passive in table["acts"].items()
        for frame in table["frames"]
    ]


def sentences() -> list[dict[str, Any]]:
    """Gives the sentences written one by one."""
    table: list[dict[str, Any]] = yaml.safe_load((HERE / "contrast.yml").read_text("utf-8"))
    return table


def claims_about(text: str, name: str) -> list[FoundClaim]:
    """Gives the claims that are made about the person of that name."""
    reading = read_text(read_plain(text), published=PUBLISHED)
    ids = {person.id for person in reading.persons if name in (person.name, *person.other_names)}
    return [claim for claim in reading.claims if claim.person in ids]


def decides(case: tuple[str, str, dict[str, str]]) -> None:
    """A frame gives its act the stance that it has, or none."""
    act, text, frame = case
    affirmed = {one.value for one in AFFIRMED}
    stances = [claim.stance.value for claim in claims_about(text, NAME) if claim.predicate == act]

    if frame["expect"] == "no":
        assert not [stance for stance in stances if stance in affirmed]
    elif frame["expect"] == "affirmed":
        assert any(stance in affirmed for stance in stances)
    else:
        assert stances == [frame["expect"]]


def names_its_source(case: tuple[str, str, dict[str, str]]) -> None:
    """Whoever says it in a frame is a voice of the claim."""
    act, text, frame = case
    voices = [" ".join(claim.attribution) for claim in claims_about(text, NAME) if claim.predicate == act]

    assert voices
    assert all(frame["source"] in voice for voice in voices), voices


def yields_its_claims(case: dict[str, Any]) -> None:
    """A sentence gives what is expected of each person, and nothing that is forbidden."""
    for name, wanted in case.get("expect", {}).items():
        found = {(claim.predicate, claim.stance.value) for claim in claims_about(case["text"], name)}
        missing = [pair for pair in wanted if tuple(pair.split()) not in found]
        assert not missing, (name, missing, found)
    for name, forbidden in case.get("never", {}).items():
        affirmed = {claim.predicate for claim in claims_about(case["text"], name) if claim.stance in AFFIRMED}
        wrong = affirmed if forbidden == "any" else affirmed & set(forbidden)
        assert not wrong, (name, wrong)


def test_frame_decides() -> None:
    """Proves that only what stands over an act decides whether it is affirmed, hedged, denied or nothing."""
    hold(frames(), decides, lambda case: f"{case[0]}: {case[1]}")


def test_source_is_named() -> None:
    """Proves that whoever says it is named as the voice of the claim."""
    hold([case for case in frames() if "source" in case[2]], names_its_source, lambda case: f"{case[0]}: {case[1]}")


def test_sentence() -> None:
    """Proves that a sentence yields the claims that it makes of each person, and none of those it only seems to make."""
    hold(sentences(), yields_its_claims, lambda case: str(case["text"]))
