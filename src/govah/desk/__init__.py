"""The use cases of the desk, one function each; the command line, the workbench and the Python API call nothing else."""

from __future__ import annotations

from govah.capture import GatherOptions, Pasted, Source
from govah.desk.casefile import CaseFile, case_file
from govah.desk.checking import check
from govah.desk.claims import ClaimOnFile, claims_about
from govah.desk.context import InContext, around, by_gravity, in_context, member
from govah.desk.copies import Group, grouped
from govah.desk.dating import edtf_of, first_day_of, last_day_of
from govah.desk.filereading import FileReading, read_file
from govah.desk.intake import Failed, IntakeOptions, Sealed, capture_sources
from govah.desk.listing import DocumentRow, documents
from govah.desk.models import Models
from govah.desk.persons import Likeness, Person, likenesses, named, persons
from govah.desk.planting import ENOUGH, Planted, drills, is_too_fast, keep_drill, planted_among
from govah.desk.publishing import allow, deny, dossier
from govah.desk.reading import ReadResult, read_documents
from govah.desk.reviewing import (
    EDITABLE,
    Decided,
    Reviewer,
    accept,
    accept_all,
    edit,
    join_alike,
    judge,
    reject,
    undo,
)
from govah.desk.searching import Found, Hit, search
from govah.desk.setting import publish_dossier, write_dossier
from govah.desk.showing import shown_values
from govah.desk.statistics import RuleRecord, precisions, rule_records
from govah.desk.suggestions import Suggestion, pending
from govah.desk.weighing import Weighed, judge_origins, weigh_vault
from govah.desk.withdrawals import withdraw
from govah.records import to_full

__all__ = [
    "EDITABLE",
    "ENOUGH",
    "CaseFile",
    "ClaimOnFile",
    "Decided",
    "DocumentRow",
    "Failed",
    "FileReading",
    "Found",
    "GatherOptions",
    "Group",
    "Hit",
    "InContext",
    "IntakeOptions",
    "Likeness",
    "Models",
    "Pasted",
    "Person",
    "Planted",
    "ReadResult",
    "Reviewer",
    "RuleRecord",
    "Sealed",
    "Source",
    "Suggestion",
    "Weighed",
    "accept",
    "accept_all",
    "allow",
    "around",
    "by_gravity",
    "capture_sources",
    "case_file",
    "check",
    "claims_about",
    "deny",
    "documents",
    "dossier",
    "drills",
    "edit",
    "edtf_of",
    "first_day_of",
    "grouped",
    "in_context",
    "is_too_fast",
    "join_alike",
    "judge",
    "judge_origins",
    "keep_drill",
    "last_day_of",
    "likenesses",
    "member",
    "named",
    "pending",
    "persons",
    "planted_among",
    "precisions",
    "publish_dossier",
    "read_documents",
    "read_file",
    "reject",
    "rule_records",
    "search",
    "shown_values",
    "to_full",
    "undo",
    "weigh_vault",
    "withdraw",
    "write_dossier",
]
