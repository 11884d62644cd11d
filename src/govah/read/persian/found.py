"""What the sentences of one part of a document have given, before it becomes a reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from govah.read.persian.claims import Draft
from govah.read.persian.counted import Row
from govah.read.persian.single import One
from govah.records import FoundAttribute, FoundStatement, FoundTally


@dataclass(slots=True)
class Findings:
    """Claims, attributes, counts, calls and roles, as they are found."""

    drafts: list[Draft] = field(default_factory=list)
    attributes: list[tuple[int, FoundAttribute]] = field(default_factory=list)
    tallies: list[FoundTally] = field(default_factory=list)
    statements: list[FoundStatement] = field(default_factory=list)
    behind: list[tuple[Draft, Draft]] = field(default_factory=list)
    "A claim, and who carried it out or ordered it by the same clause."
    rows: list[Row] = field(default_factory=list)
    "The people of each row of names."
    ones: list[One] = field(default_factory=list)
    "What has been told of one unnamed person."
    roles: dict[int, str] = field(default_factory=dict)
    "Number of a person → what he or she is in the document: `judge`, `official`, `relative`…"
