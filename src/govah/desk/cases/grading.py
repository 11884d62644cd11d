"""Admiralty grades: how far a source is to be trusted, and how far a piece of information, each for itself (NATO STANAG 2511)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govah.desk.cases.claims import ClaimOnFile, claim_on_file
from govah.desk.onfile.evidence import publisher_of
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.desk.review.reviewing import Reviewer
from govah.errors import NotFoundError, UsageError
from govah.records import Grade, new_id
from govah.vault import Vault
from govah.weigh import voice_key
from govah.words import words


@dataclass(frozen=True, slots=True)
class Graded:
    """A claim's grade as it stands: its own, or its source's default where it has none."""

    claim: str
    source: str = ""
    "`A` to `F`; empty where nobody graded it."
    information: str = ""
    "`1` to `6`; empty where nobody graded it: a default never stands in for it."
    is_default: bool = False
    "Whether the source's letter is the desk's default for that source."

    @property
    def code(self) -> str:
        """Gives the grade as it is written, such as `B2`; a half that nobody gave is a dash."""
        return f"{self.source or '-'}{self.information or '-'}" if self.source or self.information else ""


def grade(  # noqa: PLR0913 - what is graded, and how
    vault: Vault,
    reviewer: Reviewer,
    *,
    claim: str = "",
    voice: str = "",
    source: str = "",
    information: str = "",
    reason: str = "",
) -> Grade:
    """Grades a claim, or gives a source its default; earlier grades stay in the record, the last one counts.

    What only a script accepted cannot be graded.
    """
    if bool(claim) == bool(voice):
        raise UsageError("grade-what")
    _known(source, "grades_source")
    _known(information, "grades_information")
    if not source and not information:
        raise UsageError("grade-empty")
    if voice and information:
        raise UsageError("grade-default-information")
    if claim:
        found = claim_on_file(vault, claim)
        if found is None:
            raise NotFoundError("record-unknown", id=claim[:20])
        if not found.reviewed:
            raise UsageError("grade-unreviewed", id=claim)
    made = Grade(new_id("grade", vault.entropy), reviewer.member, vault.clock(), claim, voice, source, information, reason)
    compartment = "sources" if voice else "team"
    vault.append([[(made, compartment)]])
    return made


def history(vault: Vault, claim: str, known_at: str | None = None) -> tuple[Grade, ...]:
    """Gives the grades that a claim had by that time, oldest first, withdrawn ones apart."""
    found = (stored.record for stored in vault.about(claim, "grade") if known_at is None or stored.time <= known_at)
    own = (one for one in found if isinstance(one, Grade) and one.claim == claim)
    return tuple(one for one in own if not is_withdrawn(vault, one.id, known_at))


def defaults(vault: Vault, known_at: str | None = None) -> dict[str, Grade]:
    """Gives the desk's default for each source by that time, by the key of its voice."""
    found: dict[str, Grade] = {}
    for stored in vault.of_kind("grade", known_at):
        record = stored.record
        if isinstance(record, Grade) and record.voice and not is_withdrawn(vault, record.id, known_at):
            found[voice_key((record.voice,), "")] = record
    return found


def grades_of(vault: Vault, claims: Iterable[ClaimOnFile], known_at: str | None = None) -> dict[str, Graded]:
    """Gives the grade of each claim that had one by that time."""
    known = defaults(vault, known_at)
    found: dict[str, Graded] = {}
    for one in claims:
        if not one.reviewed:
            continue
        own = history(vault, one.id, known_at)
        letter = next((past.source for past in reversed(own) if past.source), "")
        number = next((past.information for past in reversed(own) if past.information), "")
        default = known.get(_voice(vault, one)) if not letter else None
        if letter or number or default:
            found[one.id] = Graded(one.id, letter or (default.source if default else ""), number, default is not None)
    return found


def best(grades: Iterable[Graded]) -> str:
    """Gives the grade to show beside a fact: that of its claim with the most reliable source, and then information."""
    codes = sorted((one for one in grades if one.code), key=lambda one: (one.source or "Z", one.information or "9"))
    return codes[0].code if codes else ""


def _voice(vault: Vault, one: ClaimOnFile) -> str:
    basis = one.claim.basis
    return voice_key(basis.attribution, publisher_of(vault, basis.document)) if basis else ""


def _known(letter: str, kind: str) -> None:
    if letter and letter not in words(kind):
        raise UsageError("word-unknown", kind=kind, word=letter[:20], near=", ".join(words(kind)))
