"""The use cases of the desk, one function each; the command line, the workbench and the Python API call nothing else.

A use case is imported when it is first asked for, so that one command does not wait for the needs of all others (PEP 562).
What a type checker sees stands in `__init__.pyi`; a test holds the two together.
"""

from __future__ import annotations

import importlib
from typing import Any, Final

_HOMES: Final = {
    "govah.capture": "GatherOptions Pasted Source",
    "govah.desk.cases.casefile": "CaseFile case_file",
    "govah.desk.custody.checking": "check",
    "govah.desk.cases.claims": "ClaimOnFile claims_about",
    "govah.desk.review.context": "InContext around by_gravity in_context member",
    "govah.desk.review.copies": "Group grouped",
    "govah.desk.onfile.dating": "edtf_of first_day_of last_day_of",
    "govah.desk.intake.filereading": "FileReading read_file",
    "govah.desk.cases.findings": "CHECKLIST TERMINAL FindingOnFile find findings_of answer_finding=answer",
    "govah.desk.cases.grading": "Graded grade grade_defaults=defaults",
    "govah.desk.intake.capturing": "Failed IntakeOptions Sealed capture_sources",
    "govah.desk.alerts.intervening": "follow intervene interventions_of",
    "govah.desk.custody.judging": "Judged",
    "govah.desk.custody.keeping": "init_desk prove_item verify_desk",
    "govah.desk.linking.tables": "LinkOptions LinkedTables link_tables",
    "govah.desk.linking.people": "LinkReport Waiting clusters_of judge_link link_report suggest_links",
    "govah.desk.linking.reconciling": "Reconciliation reconcile",
    "govah.desk.review.listing": "DocumentRow documents",
    "govah.desk.intake.models": "Models",
    "govah.desk.review.originals": "HandedOut allow_originals publish_original",
    "govah.desk.people.clusters": "Likeness Person likenesses named near_named persons",
    "govah.desk.review.planting": "ENOUGH Planted drills is_too_fast keep_drill planted_among",
    "govah.desk.publication.publishing": "allow deny dossier",
    "govah.desk.intake.reading": "ReadResult read_documents",
    "govah.desk.review.reviewing": "EDITABLE Decided Reviewer accept accept_all edit join_alike judge reject undo",
    "govah.desk.retrieval.claimsearch": "Filters FoundClaim",
    "govah.desk.retrieval.searching": "Found Hit Query find_all search",
    "govah.desk.vaults.setting": "publish_dossier write_dossier",
    "govah.desk.cases.showing": "shown_values",
    "govah.desk.custody.stamped": "Checked Placed StampRow files_of_stamps placed stamp_rows verify_stamps",
    "govah.desk.custody.stamping": "Outcome StampOptions complete_stamps queue_stamp stamp_heads",
    "govah.desk.review.statistics": "RuleRecord precisions rule_records",
    "govah.desk.onfile.suggestions": "Suggestion pending",
    "govah.desk.intake.unchanged": "AlreadyHere",
    "govah.desk.retrieval.viewing": "note_documents view_case view_documents view_found view_search",
    "govah.desk.alerts.noticing": "calendar feed notice without_names",
    "govah.desk.alerts.watching": "Raised answer_alert replay watch",
    "govah.desk.cases.weighing": "Weighed judge_origins weigh_vault",
    "govah.desk.onfile.withdrawals": "withdraw",
    "govah.desk.custody.witnessing": "LogHead check_papers continuation cosign_heads cosignatures log_heads take_cosigned",
    "govah.records": "to_full",
    "govah.weigh.alerts": "Replayed",
}
"""Each module and what the desk shows of it; `new=old` where it bears another name there."""
_PLACES: Final = {
    name: (module, own or name)
    for module, names in _HOMES.items()
    for name, _, own in (part.partition("=") for part in names.split())
}

__all__ = tuple(sorted(_PLACES))


def __getattr__(name: str) -> Any:
    """Imports what is first asked for."""
    if name not in _PLACES:
        raise AttributeError(name)
    module, own = _PLACES[name]
    value = getattr(importlib.import_module(module), own)
    globals()[name] = value
    return value


def places() -> dict[str, tuple[str, str]]:
    """Gives for each name that the desk shows the module that it is imported from, and its name there."""
    return dict(_PLACES)


def __dir__() -> list[str]:
    """Gives what the desk shows."""
    return sorted(__all__)
