"""The custody lines of a document that may stand in a dossier: acts, times and member ids, and none that points at a source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govah.desk.onfile.handling import acts_on
from govah.records import Capture, is_id
from govah.vault import Vault

SHOWN: Final = frozenset({"derived", "viewed", "verified", "proved", "published", "released"})

TIME: Final = 20
"""Characters of a time as headers write it; a record from elsewhere that has another is left out."""


def custody_shown(vault: Vault, document: str, came: Sequence[Capture], audience: str) -> tuple[tuple[str, str, str], ...]:
    """Gives (time, act, member id), oldest first: each capture that may be told of, and what was done with the document since.

    What happened before the first of those captures, with something of `sources`, or for another audience, is left out: it
    would tell that a source had brought the document earlier, or to whom else the desk speaks.
    """
    if not came:
        return ()
    first = min(one.captured_at for one in came)
    captured = [(one.captured_at, "captured", one.captured_by) for one in came]
    acts = [
        (one.record.at, one.record.act, one.record.by)
        for one in acts_on(vault, document)
        if one.record.act in SHOWN
        and is_id(one.record.by, "member")
        and len(one.record.at) == TIME
        and one.record.at >= first
        and not one.record.sources
        and one.record.audience in ("", audience)
    ]
    return tuple(sorted(captured + acts, key=lambda line: line[0]))
