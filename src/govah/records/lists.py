"""Lists as evidence: what a person says its columns hold, and the one decision that accepts the whole of it."""

from __future__ import annotations

from dataclasses import dataclass

from govah.records.values import Stance


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list and what its cells say."""

    sheet: str
    "Empty where the document has one table without a name."
    letters: str
    "`C`, as a spreadsheet counts."
    header: str
    "As written, what stands above it included; empty where the list has no header."
    role: str
    "`name`, an attribute, a predicate, `PREDICATE.when`, `PREDICATE.where`, or another role of `words/reading/lists/roles`."
    order: str = ""
    "`dmy` or `mdy`, where its dates are written in numbers and the year stands last."


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a list hold, as a person corrected it; a list with the same headers is read by it too."""

    id: str
    document: str
    "The list that it was made for."
    columns: tuple[Column, ...]
    saved_by: str
    "Member id."
    saved_at: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One decision on a whole list: "this list reports …". Every claim and mention that came of it bears its id.

    Withdrawing it withdraws them all.
    """

    id: str
    document: str
    derivation: str
    columns: tuple[Column, ...]
    "As they were when it was decided."
    reports: str
    "The predicate that the list reports of each person in it; empty where each row says it, or nothing of the kind."
    stance: Stance
    attribution: tuple[str, ...]
    "Whose list it is: the outermost voice of each claim; empty for the document's own."
    actor: str
    "`member`, or `script`: what a script accepted is UNREVIEWED wherever it is shown."
    decided_by: str
    "Member id."
    decided_at: str
    reader: str
    "What read the rows, and its version."
    rows: int = 0
    claimed: int = 0
    "Rows whose claims were journalled under this decision."
    exceptions: int = 0
    "Rows left for a person to decide one by one."
    empty: int = 0
    same: int = 0
    "Rows that say what they said in the older version, and were not claimed again."
    newer_than: str = ""
    "The list that this one is a newer version of: only what is new or changed was claimed."
    confirms: str = ""
    "An acceptance by a script that this member looked at and makes theirs; no claims come of it anew."
