"""`govah weigh tallies`: what rival counters count, side by side, with their own words for what they count."""

from __future__ import annotations

from collections.abc import Iterator

from govah.desk.cases.statements import is_reviewed
from govah.desk.intake.tracing import first_hand_of
from govah.desk.onfile.evidence import published_on
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.records import Tally
from govah.vault import Vault
from govah.weigh.tallies import SideBySide, TallyTold, side_by_side


def tallies(vault: Vault) -> tuple[SideBySide, ...]:
    """Gives the counts on file, by what is counted; copies of one count are one row."""
    return side_by_side(_told(vault))


def _told(vault: Vault) -> Iterator[TallyTold]:
    for stored in vault.of_kind("tally"):
        record = stored.record
        if not isinstance(record, Tally) or is_withdrawn(vault, record.id):
            continue
        day = published_on(vault, record.document)
        yield TallyTold(
            id=record.id,
            document=record.document,
            what=record.what,
            words=record.value.text,
            low=record.value.low,
            high=record.value.high,
            attribution=record.attribution,
            sender=first_hand_of(vault, record.document),
            published=day.isoformat() if day else "",
            when=record.when.edtf if record.when else "",
            where=(record.where.text or record.where.term) if record.where else "",
            quote=record.passage.quote,
            reviewed=is_reviewed(vault, record.id),
        )
