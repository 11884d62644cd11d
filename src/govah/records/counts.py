"""Counts: what is counted, said once and kept; and what it came to on a day, with the hash of all that it rested on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountDefinition:
    """What a count counts. A later definition of the same name replaces an earlier one; both stay."""

    id: str
    "Of the kind `check`."
    name: str
    what: str
    "The predicate that makes somebody one of those counted."
    defined_by: str
    defined_at: str
    value: str = ""
    "A term of the predicate's values, where the predicate alone does not say it: `death`."
    since: str = ""
    "ISO day, the first that counts."
    until: str = ""
    "ISO day, the last that counts."
    by: str = "event"
    "`event`: the day on which it happened; `report`: the day on which it was first reported."
    where: str = ""
    "A term or words of a place."
    gender: str = ""
    standard: str = ""
    "A word of the standards of proof that a finding must reach; empty: independent origins are enough, deaths aside."
    origins: int = 2
    "Independent origins from which on a case is confirmed, where no standard of proof is asked for."
    grade: str = ""
    "The worst Admiralty grade that still counts, `C3`; empty: ungraded claims count too."
    says: str = ""
    "The definition in a sentence, as it is published."


@dataclass(frozen=True, slots=True)
class CountSnapshot:
    """What a count came to: figures, and a hash over every case with the entries it rests on, so that it can be shown again."""

    id: str
    "Of the kind `check`."
    definition: str
    "The id of the definition, in the version that was used."
    known_at: str
    "RFC 3339: what the journal held by then was counted."
    counted_by: str
    confirmed: int
    under_investigation: int
    disputed: int
    excluded: int
    minimum: int
    maximum: int
    sha256: str
    "Of the canonical list of cases, each with its category and the ids of the claims and findings it rests on."
