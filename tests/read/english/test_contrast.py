"""Contrast: the same act affirmed, hedged, denied, asked, feared, or done to somebody else; only the language decides."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from govah.read import read_plain, read_text
from govah.records import AFFIRMED, FoundClaim

HERE = Path(__file__).parent
NAME = "Arvand Sepidkuh"
PUBLISHED = date(2025, 3, 5)


def frames() -> list[Any]:
    """Gives every act in every frame."""
    table = yaml.safe_load((HERE / "contrast_frames.yml").read_text("utf-8"))
    return [
        pytest.param(act, frame["text"].format(N=NAME, pp=passive), frame, id=f"{act}: {frame['text']}")
        for act, passive in table["acts"].items()
        for frame in table["frames"]
    ]


def sentences() -> list[Any]:
    """Gives the sentences written one by one."""
    table = yaml.safe_load((HERE / "contrast.yml").read_text("utf-8"))
    return [pytest.param(case, id=case["text"][:70]) for case in table]


def claims_about(text: str, name: str) -> list[FoundClaim]:
    """Gives the claims that are made about the person of that name."""
    reading = read_text(read_plain(text), published=PUBLISHED)
    ids = {person.id for person in reading.persons if name in (person.name, *person.other_names)}
    return [claim for claim in reading.claims if claim.person in ids]


@pytest.mark.parametrize(("act", "text", "frame"), frames())
def test_frame_decides(act: str, text: str, frame: dict[str, str]) -> None:
    """Proves that only what stands over an act decides whether it is affirmed, hedged, denied or nothing."""
    stances = [claim.stance.value for claim in claims_about(text, NAME) if claim.predicate == act]

    if frame["expect"] == "no":
        assert not [stance for stance in stances if stance in {one.value for one in AFFIRMED}], text
    elif frame["expect"] == "affirmed":
        assert any(stance in {one.value for one in AFFIRMED} for stance in stances), text
    else:
        assert stances == [frame["expect"]], text


@pytest.mark.parametrize(("act", "text", "frame"), [one for one in frames() if "source" in one.values[2]])
def test_source_is_named(act: str, text: str, frame: dict[str, str]) -> None:
    """Proves that whoever says it is named as the voice of the claim."""
    voices = [" ".join(claim.attribution) for claim in claims_about(text, NAME) if claim.predicate == act]

    assert voices
    assert all(frame["source"] in voice for voice in voices), (text, voices)


@pytest.mark.parametrize("case", sentences())
def test_sentence(case: dict[str, Any]) -> None:
    """Proves that a sentence yields the claims that it makes of each person, and none of those it only seems to make."""
    for name, wanted in case.get("expect", {}).items():
        found = {(claim.predicate, claim.stance.value) for claim in claims_about(case["text"], name)}
        missing = [pair for pair in wanted if tuple(pair.split()) not in found]
        assert not missing, (name, missing, found)
    for name, forbidden in case.get("never", {}).items():
        affirmed = {claim.predicate for claim in claims_about(case["text"], name) if claim.stance in AFFIRMED}
        wrong = affirmed if forbidden == "any" else affirmed & set(forbidden)
        assert not wrong, (name, wrong)
