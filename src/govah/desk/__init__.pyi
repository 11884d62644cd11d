# What the desk shows, for type checkers and editors; at run time each is imported when it is first asked for.
from govah.capture import GatherOptions, Pasted, Source
from govah.desk.alerts.intervening import follow, intervene, interventions_of
from govah.desk.alerts.noticing import calendar, feed, notice, without_names
from govah.desk.alerts.watching import Raised, answer_alert, replay, watch
from govah.desk.cases.casefile import CaseFile, case_file
from govah.desk.cases.claims import ClaimOnFile, claims_about
from govah.desk.cases.findings import CHECKLIST, TERMINAL, FindingOnFile, find, findings_of
from govah.desk.cases.findings import answer as answer_finding
from govah.desk.cases.grading import Graded, grade
from govah.desk.cases.grading import defaults as grade_defaults
from govah.desk.cases.showing import shown_values
from govah.desk.cases.weighing import Weighed, judge_origins, weigh_vault
from govah.desk.custody.checking import check
from govah.desk.custody.judging import Judged
from govah.desk.custody.keeping import init_desk, prove_item, verify_desk
from govah.desk.custody.stamped import Checked, Placed, StampRow, files_of_stamps, placed, stamp_rows, verify_stamps
from govah.desk.custody.stamping import Outcome, StampOptions, complete_stamps, queue_stamp, stamp_heads
from govah.desk.custody.witnessing import (
    LogHead,
    check_papers,
    continuation,
    cosign_heads,
    cosignatures,
    log_heads,
    take_cosigned,
)
from govah.desk.intake.capturing import Failed, IntakeOptions, Sealed, capture_sources
from govah.desk.intake.filereading import FileReading, read_file
from govah.desk.intake.models import Models
from govah.desk.intake.reading import ReadResult, read_documents
from govah.desk.intake.unchanged import AlreadyHere
from govah.desk.linking.people import LinkReport, Waiting, clusters_of, judge_link, link_report, suggest_links
from govah.desk.linking.reconciling import Reconciliation, reconcile
from govah.desk.linking.tables import LinkedTables, LinkOptions, link_tables
from govah.desk.onfile.dating import edtf_of, first_day_of, last_day_of
from govah.desk.onfile.suggestions import Suggestion, pending
from govah.desk.onfile.withdrawals import withdraw
from govah.desk.people.clusters import Likeness, Person, likenesses, named, near_named, persons
from govah.desk.publication.publishing import allow, deny, dossier
from govah.desk.retrieval.claimsearch import Filters, FoundClaim
from govah.desk.retrieval.searching import Found, Hit, Query, find_all, search
from govah.desk.retrieval.viewing import note_documents, view_case, view_documents, view_found, view_search
from govah.desk.review.context import InContext, around, by_gravity, in_context, member
from govah.desk.review.copies import Group, grouped
from govah.desk.review.listing import DocumentRow, documents
from govah.desk.review.originals import HandedOut, allow_originals, publish_original
from govah.desk.review.planting import ENOUGH, Planted, drills, is_too_fast, keep_drill, planted_among
from govah.desk.review.reviewing import (
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
from govah.desk.review.statistics import RuleRecord, precisions, rule_records
from govah.desk.vaults.setting import publish_dossier, write_dossier
from govah.records import to_full
from govah.weigh.alerts import Replayed

__all__ = [
    "CHECKLIST",
    "EDITABLE",
    "ENOUGH",
    "TERMINAL",
    "AlreadyHere",
    "CaseFile",
    "Checked",
    "ClaimOnFile",
    "Decided",
    "DocumentRow",
    "Failed",
    "FileReading",
    "Filters",
    "FindingOnFile",
    "Found",
    "FoundClaim",
    "GatherOptions",
    "Graded",
    "Group",
    "HandedOut",
    "Hit",
    "InContext",
    "IntakeOptions",
    "Judged",
    "Likeness",
    "LinkOptions",
    "LinkReport",
    "LinkedTables",
    "LogHead",
    "Models",
    "Outcome",
    "Pasted",
    "Person",
    "Placed",
    "Planted",
    "Query",
    "Raised",
    "ReadResult",
    "Reconciliation",
    "Replayed",
    "Reviewer",
    "RuleRecord",
    "Sealed",
    "Source",
    "StampOptions",
    "StampRow",
    "Suggestion",
    "Waiting",
    "Weighed",
    "accept",
    "accept_all",
    "allow",
    "allow_originals",
    "answer_alert",
    "answer_finding",
    "around",
    "by_gravity",
    "calendar",
    "capture_sources",
    "case_file",
    "check",
    "check_papers",
    "claims_about",
    "clusters_of",
    "complete_stamps",
    "continuation",
    "cosign_heads",
    "cosignatures",
    "deny",
    "documents",
    "dossier",
    "drills",
    "edit",
    "edtf_of",
    "feed",
    "files_of_stamps",
    "find",
    "find_all",
    "findings_of",
    "first_day_of",
    "follow",
    "grade",
    "grade_defaults",
    "grouped",
    "in_context",
    "init_desk",
    "intervene",
    "interventions_of",
    "is_too_fast",
    "join_alike",
    "judge",
    "judge_link",
    "judge_origins",
    "keep_drill",
    "last_day_of",
    "likenesses",
    "link_report",
    "link_tables",
    "log_heads",
    "member",
    "named",
    "near_named",
    "note_documents",
    "notice",
    "pending",
    "persons",
    "placed",
    "planted_among",
    "precisions",
    "prove_item",
    "publish_dossier",
    "publish_original",
    "queue_stamp",
    "read_documents",
    "read_file",
    "reconcile",
    "reject",
    "replay",
    "rule_records",
    "search",
    "shown_values",
    "stamp_heads",
    "stamp_rows",
    "suggest_links",
    "take_cosigned",
    "to_full",
    "undo",
    "verify_desk",
    "verify_stamps",
    "view_case",
    "view_documents",
    "view_found",
    "view_search",
    "watch",
    "weigh_vault",
    "withdraw",
    "without_names",
    "write_dossier",
]

def places() -> dict[str, tuple[str, str]]: ...
