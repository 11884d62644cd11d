"""Planted errors: always wrong, never a claim, always counted."""

from __future__ import annotations

import random

from desks import FAMILY, STATEMENT, Take
from govah import desk
from govah.desk.review.planting import BATCH, FEW, is_too_fast
from govah.vault import Vault

CARELESS, CAREFUL = 0.1, 5.0


def test_a_planted_card_is_wrong_in_one_thing(vault: Vault, take: Take) -> None:
    """It has the passage of a true suggestion and differs from it in exactly what its kind says."""
    take(STATEMENT)
    take(FAMILY)
    groups = desk.grouped(desk.pending(vault))
    chance = random.Random(7)
    kinds: set[str] = set()
    for _ in range(60):
        for one in desk.planted_among(groups, chance.randbytes, share=2):
            if isinstance(one, desk.Planted):
                wrong, kinds = one.group.first, kinds | {one.kind}
                changed = {name for name in ("stance", "person", "predicate", "when", "value")
                           if getattr(wrong, name) != getattr(one.true, name)}  # fmt: skip
                assert changed == {{"date": "when", "number": "value"}.get(one.kind, one.kind)}
                assert wrong.passage == one.true.passage
                assert wrong.id not in {group.first.id for group in groups}
    assert {"stance", "predicate", "date"} <= kinds


def test_true_cards_are_all_there_in_order(vault: Vault, take: Take) -> None:
    """Mixing loses and moves none of the true ones."""
    take(STATEMENT)
    groups = desk.grouped(desk.pending(vault))

    mixed = desk.planted_among(groups, random.Random(1).randbytes, share=3)

    assert tuple(one for one in mixed if isinstance(one, desk.Group)) == groups


def test_a_drill_is_kept(vault: Vault, take: Take) -> None:
    """How a sitting went stands in the record: how many were planted, how many caught, and what was missed."""
    take(STATEMENT)
    groups = desk.grouped(desk.pending(vault))
    planted = [one for one in desk.planted_among(groups, random.Random(3).randbytes, share=1) if isinstance(one, desk.Planted)]

    kept = desk.keep_drill(vault, 9, [(one, number > 0) for number, one in enumerate(planted)], 61.0)

    assert desk.drills(vault) == (kept,)
    assert (kept.planted, kept.caught, kept.kinds_missed) == (len(planted), len(planted) - 1, (planted[0].kind,))


def test_haste() -> None:
    """Half of the cards in less time than anybody reads is too fast; a few quick ones among slow ones are not."""
    assert is_too_fast([(200, CARELESS)] * FEW)
    assert not is_too_fast([(200, CAREFUL)] * FEW)
    assert not is_too_fast([(200, CARELESS)] * (FEW - 1))
    assert not is_too_fast([(200, CARELESS)] * 4 + [(200, CAREFUL)] * 8)


def test_a_hasty_hour_in_a_careful_day() -> None:
    """A batch that was taken too fast is told, wherever it stands among many that were read."""
    for before, after in ((90, 0), (40, 50), (0, 90)):
        assert is_too_fast([(200, CAREFUL)] * before + [(200, CARELESS)] * (BATCH // 2) + [(200, CAREFUL)] * after)
    assert not is_too_fast(([(200, CAREFUL)] * 3 + [(200, CARELESS)]) * 40)
