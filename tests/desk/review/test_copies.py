"""Copies are decided once, and a rule that people keep rejecting sinks."""

from __future__ import annotations

from desks import STATEMENT, Take
from govah import desk
from govah.desk.review.context import DOUBTED
from govah.vault import Vault


def test_copies_of_one_text_are_one_group(vault: Vault, take: Take) -> None:
    """The same sentences in three documents make each suggestion a group of three."""
    take(STATEMENT)
    take(STATEMENT + "\n", "copy-1.txt")
    take("\n" + STATEMENT, "copy-2.txt")

    groups = desk.grouped(desk.pending(vault))

    assert {3} == {len(group.ids) for group in groups}
    assert all(len({one.document for one in (group.first, *group.copies)}) == 3 for group in groups)


def test_another_name_is_no_copy(vault: Vault, take: Take) -> None:
    """The same sentence about somebody else is decided by itself."""
    take(STATEMENT)
    take(STATEMENT.replace("کاوه رستگار", "بهمن رستگار"), "other.txt")

    assert {1} == {len(group.ids) for group in desk.grouped(desk.pending(vault))}


def test_deciding_a_group_decides_each_copy(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """Each copy keeps its own claim, document and decision."""
    take(STATEMENT)
    take(STATEMENT + "\n", "copy-1.txt")
    group = next(one for one in desk.grouped(desk.pending(vault)) if one.first.predicate == "arrested")

    decided = desk.accept(vault, group.ids, me)

    assert len({one.claim for one in decided}) == 2
    assert not {one.id for one in desk.pending(vault)} & set(group.ids)


def test_stats_count_people_and_not_scripts(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A script's decisions say nothing about a rule."""
    take(STATEMENT)
    one = next(one for one in desk.pending(vault) if one.predicate == "arrested")
    desk.reject(vault, [one.id], me)
    desk.accept_all(vault, me)

    (record,) = desk.rule_records(vault)
    assert (one.rule, 0, 0, 1) == (record.rule, record.accepted, record.edited, record.rejected)


def test_a_rejected_rule_sinks(vault: Vault, take: Take) -> None:
    """What a doubted rule suggests comes after what the others do, within its gravity."""
    take(STATEMENT)
    waiting = list(desk.pending(vault))
    doubted = waiting[0].rule

    ordered = desk.by_gravity([one for one in waiting if one.kind == "attribute"], {doubted: DOUBTED / 2})

    places = [one.rule == doubted for one in ordered]
    assert places == sorted(places)


def test_a_life_at_risk_comes_first(vault: Vault, take: Take) -> None:
    """Somebody who may still be saved comes before a death, a death before the rest."""
    take(
        "Rostan Pirnia was arrested in Yazd. Mahvash Golestar was executed on Monday. "
        "Tirdad Karvansalar was sentenced to death by a court in Saveh."
    )

    ordered = [one.predicate for one in desk.by_gravity(desk.pending(vault)) if one.kind == "claim"]

    assert ["sentenced_to", "executed", "arrested"] == [one for one in ordered if one in {"arrested", "executed", "sentenced_to"}]


def test_whose_it_may_be_is_told_by_name(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """Those on file who share words of a name are told, the nearest first, and nobody else."""
    take("Rostan Pirnia was arrested in Yazd. Mahvash Golestar was arrested in Saveh. Rostan Sepidkuh was arrested in Arak.")
    desk.accept(vault, [one.id for one in desk.pending(vault) if one.kind == "claim"], me)

    assert ["Rostan Pirnia", "Rostan Sepidkuh"] == [one.name for one in desk.near_named(vault, "Pirnia, Rostan")]
