"""Alerts that stand on more than a person's claims: a source gone silent, a consent that fell while a release still needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Final
from urllib.parse import urlsplit

from govah.desk.cases.consenting import fallen
from govah.desk.people.clusters import Person
from govah.records import Capture
from govah.vault import Vault
from govah.weigh import Reason
from govah.weigh.alerts import SOON, WATCH, Alert

FEWEST: Final = 4
"""Days on which a source must have been heard before its silence says anything."""
_TIMES: Final = 3
"""A source is silent after so many times its usual gap, and not before two weeks."""
_LEAST: Final = 14
_FORGOTTEN: Final = 365
"""Days after which a silence is history."""


def silent_sources(vault: Vault, as_of: date) -> Iterator[tuple[Alert, str]]:
    """Gives sources that used to be heard and are not any more, each with its name; by captures that this device may read.

    The alert itself names nobody: its key is an opaque token of the source.
    """
    heard, told = _heard(vault, as_of)
    for voice, days in sorted(heard.items()):
        silence = silence_of(sorted(days), as_of)
        if silence is None:
            continue
        last, usual = max(days), silence
        urgency = SOON if voice in told else WATCH
        facts = (("days", str((as_of - last).days)), ("usual", str(usual)))
        since = min(as_of, last + timedelta(days=_limit(usual))).isoformat()
        key = f"{vault.origin_token(voice)}/source/{last.isoformat()}"
        yield Alert(key, "", "source-silent", urgency, since, Reason("alert-source-silent", facts)), voice


def silence_of(days: Sequence[date], as_of: date) -> int | None:
    """Gives the usual gap, in days, of a source that is silent as of a day; None where it is not, or was heard too seldom.

    Args:
        days: on which it was heard, in order, each once.
        as_of: the day.
    """
    if len(days) < FEWEST:
        return None
    usual = max(1, round(median((later - earlier).days for earlier, later in pairwise(days))))
    quiet = (as_of - days[-1]).days
    return usual if _limit(usual) <= quiet <= _FORGOTTEN else None


def fallen_consents(vault: Vault, person: Person, as_of: date) -> Iterator[Alert]:
    """Gives an alert for each consent that no longer stands while a release that needs it does."""
    for consent, state in fallen(vault, person, as_of):
        reason = Reason("alert-consent", (("consent", consent.id), ("state", state)))
        yield Alert(f"{person.id}/consent/{consent.id}", person.id, "consent-fallen", SOON, as_of.isoformat(), reason)


def _limit(usual: int) -> int:
    return max(_LEAST, _TIMES * usual)


def _heard(vault: Vault, as_of: date) -> tuple[Mapping[str, set[date]], set[str]]:
    """Gives by source the days on which something came from it, and which of them are people who told the desk."""
    heard: dict[str, set[date]] = {}
    told: set[str] = set()
    for stored in vault.of_kind("capture"):
        capture = stored.record
        if isinstance(capture, Capture) and (voice := _voice(capture)):
            day = date.fromisoformat(capture.captured_at[:10])
            if day <= as_of:
                heard.setdefault(voice, set()).add(day)
            told |= {voice} if capture.source else set()
    return heard, told


def _voice(capture: Capture) -> str:
    """Gives who a capture came from: the person named, else the site."""
    if capture.source:
        return capture.source
    host = urlsplit(capture.origin).hostname if "://" in capture.origin else None
    return (host or "").removeprefix("www.")

