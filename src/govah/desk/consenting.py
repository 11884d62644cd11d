"""Consent: what a source allows, for which purpose and until when; kept with the capture, in `sources`, and replaced by a later one."""

from __future__ import annotations

from typing import Final

from govah.desk.dating import edtf_of
from govah.desk.evidence import captures_of
from govah.desk.withdrawals import is_withdrawn
from govah.errors import NotFoundError, UsageError
from govah.records import Capture, Consent, new_id
from govah.vault import Vault

PURPOSES: Final = ("un", "amnesty", "press", "court", "public", "name")
"""What a source is asked about; `name` is whether it may be named."""


def consent(vault: Vault, capture: str, purpose: str, *, is_given: bool = True, until: str = "", remarks: str = "") -> Consent:
    """Records what the source of a capture allows; a day in either calendar ends it."""
    if purpose not in PURPOSES:
        raise UsageError("word-unknown", kind="purposes", word=purpose[:20], near=", ".join(PURPOSES))
    if not any(isinstance(one.record, Capture) for one in vault.get(capture)):
        raise NotFoundError("record-unknown", id=capture[:20])
    made = Consent(new_id("consent", vault.entropy), capture, purpose, is_given, vault.member, vault.clock(),
                   edtf_of(until) if until else "", remarks)  # fmt: skip
    vault.append([[(made, "sources")]])
    return made


def consent_to_last(vault: Vault, document: str, purpose: str, *, until: str = "") -> Consent:
    """Records what the source allows with which a document came last."""
    return consent(vault, captures_of(vault, document)[-1].id, purpose, until=until)


def consents_of(vault: Vault, capture: str) -> tuple[Consent, ...]:
    """Gives the consents of one capture as they stand: the last for each purpose."""
    found = (stored.record for stored in vault.about(capture, "consent"))
    last = {one.purpose: one for one in found if isinstance(one, Consent) and not is_withdrawn(vault, one.id)}
    return tuple(last.values())
