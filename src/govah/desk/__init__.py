"""The use cases of the desk, one function each; the command line, the workbench and the Python API call nothing else.

A use case is imported when it is first asked for, so that one command does not wait for the needs of all others (PEP 562).
What a type checker sees stands in `__init__.pyi`; a test holds the two together.
"""

from __future__ import annotations

import importlib
from typing import Any, Final

_HOMES: Final = {
    "govah.capture": "GatherOptions Pasted Source",
    "govah.desk.casefile": "CaseFile case_file",
    "govah.desk.checking": "check",
    "govah.desk.claims": "ClaimOnFile claims_about",
    "govah.desk.context": "InContext around by_gravity in_context member",
    "govah.desk.copies": "Group grouped",
    "govah.desk.dating": "edtf_of first_day_of last_day_of",
    "govah.desk.filereading": "FileReading read_file",
    "govah.desk.findings": "CHECKLIST TERMINAL FindingOnFile find findings_of answer_finding=answer",
    "govah.desk.grading": "Graded grade grade_defaults=defaults",
    "govah.desk.intake": "Failed IntakeOptions Sealed capture_sources",
    "govah.desk.intervening": "follow intervene interventions_of",
    "govah.desk.judging": "Judged",
    "govah.desk.keeping": "init_desk prove_item verify_desk",
    "govah.desk.linking": "LinkOptions LinkedTables link_tables",
    "govah.desk.linking_people": "LinkReport Waiting clusters_of judge_link link_report suggest_links",
    "govah.desk.linking_reconcile": "Reconciliation reconcile",
    "govah.desk.listing": "DocumentRow documents",
    "govah.desk.models": "Models",
    "govah.desk.originals": "HandedOut allow_originals publish_original",
    "govah.desk.clusters": "Likeness Person likenesses named near_named persons",
    "govah.desk.planting": "ENOUGH Planted drills is_too_fast keep_drill planted_among",
    "govah.desk.publishing": "allow deny dossier",
    "govah.desk.reading": "ReadResult read_documents",
    "govah.desk.reviewing": "EDITABLE Decided Reviewer accept accept_all edit join_alike judge reject undo",
    "govah.desk.claimsearch": "Filters FoundClaim",
    "govah.desk.searching": "Found Hit Query find_all search",
    "govah.desk.setting": "publish_dossier write_dossier",
    "govah.desk.showing": "shown_values",
    "govah.desk.stamped": "Checked Placed StampRow files_of_stamps placed stamp_rows verify_stamps",
    "govah.desk.stamping": "Outcome StampOptions complete_stamps queue_stamp stamp_heads",
    "govah.desk.statistics": "RuleRecord precisions rule_records",
    "govah.desk.suggestions": "Suggestion pending",
    "govah.desk.unchanged": "AlreadyHere",
    "govah.desk.viewing": "note_documents view_case view_documents view_found view_search",
    "govah.desk.noticing": "calendar feed notice without_names",
    "govah.desk.watching": "Raised answer_alert replay watch",
    "govah.desk.weighing": "Weighed judge_origins weigh_vault",
    "govah.desk.withdrawals": "withdraw",
    "govah.desk.witnessing": "LogHead check_papers continuation cosign_heads cosignatures log_heads take_cosigned",
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
