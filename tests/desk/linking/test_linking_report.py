"""What the report says of the model in use and of groups, and how the version of the model goes with each judgement."""

from __future__ import annotations

from itertools import product

import pytest

from desks import Take
from govah import desk
from govah.desk.linking.people import judge_link, suggest_links
from govah.desk.linking.report import full_report
from govah.desk.review.reviewing import Reviewer
from govah.link.engine.model import ENOUGH, shipped_model
from govah.records import Mention, new_id
from govah.vault import Vault

pytest.importorskip("splink")
GIVEN = (("Borzuyeh", "برزویه"), ("Yazdgerd", "یزدگرد"), ("Mahbanu", "ماهبانو"), ("Ardavan", "اردوان"), ("Golchehr", "گلچهر"),
         ("Rasteh", "راسته"), ("Farnbag", "فرنبغ"), ("Tistar", "تیستر"))  # fmt: skip
FAMILY = (("Sepehrvand", "سپهروند"), ("Hirmandi", "هیرمندی"), ("Chalipa", "چلیپا"), ("Shahrudi", "شاهرودی"), ("Vandad", "ونداد"),
          ("Zarrinkafsh", "زرین‌کفش"), ("Kushkan", "کوشکان"), ("Bidgol", "بیدگل"))  # fmt: skip


@pytest.fixture
def two_lists(vault: Vault, take: Take) -> dict[str, int]:
    """Sixty-four people, each in a Latin report and in a Persian one; gives who each mention is."""
    sealed = [take(f"Report {at}.", f"{at}.txt").document.id for at in range(2)]
    made: dict[str, int] = {}
    for who, (given, family) in enumerate(product(GIVEN, FAMILY)):
        for at, document in enumerate(sealed):
            one = Mention(new_id("mention", vault.entropy), document, "person", f"{given[at]} {family[at]}")
            vault.append([[(one, "team")]])
            made[one.id] = who
    return made


def test_the_model_learns_from_sixty_judgements(vault: Vault, me: Reviewer, two_lists: dict[str, int]) -> None:
    """Each judgement keeps the version that gave its score; from sixty on a model that foretells them better suggests."""
    assert (full_report(vault).model, full_report(vault).fitted_to) == (shipped_model().version, 0)
    waiting = sorted(suggest_links(vault), key=lambda one: (one.score, one.left))[: ENOUGH + 2]
    for at, shown in enumerate(waiting):
        made = judge_link(vault, (shown.left, shown.right), "different" if at < ENOUGH // 10 else "same", me, shown)
        assert made.model == shown.model == shipped_model().version

    found = full_report(vault)
    assert (found.report.judgements, found.fitted_to) == (ENOUGH + 2, ENOUGH + 2)
    assert {one.model for one in suggest_links(vault)} == {found.model} != {shipped_model().version}
    assert len(two_lists) == 128


def test_verdicts_that_nothing_on_record_bears_out_are_noticed(vault: Vault, me: Reviewer, two_lists: dict[str, int]) -> None:
    """Where a member holds all pairs of equal names for different, the shipped model stays, and the report counts them."""
    assert len(two_lists) == 128
    for at, shown in enumerate(suggest_links(vault)[: ENOUGH + 2]):
        judge_link(vault, (shown.left, shown.right), "different" if at else "same", me, shown)

    found = full_report(vault)
    assert (found.model, found.fitted_to) == (shipped_model().version, 0)
    assert found.at_odds > ENOUGH // 10


def test_groups_are_counted(vault: Vault, me: Reviewer, two_lists: dict[str, int]) -> None:
    """Pairs of mentions of which nothing is known but the name are counted as such, and for no other group."""
    for shown in suggest_links(vault, limit=3):
        judge_link(vault, (shown.left, shown.right), "same", me, shown)

    counted = {one.group: (one.judged, one.same) for one in full_report(vault).groups}
    assert len(two_lists) == 128
    assert counted == {"all": (3, 3), "kurdish": (0, 0), "baluch": (0, 0), "women": (0, 0), "no-age": (3, 3), "no-date": (3, 3)}


@pytest.mark.usefixtures("two_lists")
def test_a_second_opinion(vault: Vault, me: Reviewer) -> None:
    """Another member is offered the pair that the first one judged, and it alone; the first one is not."""
    (shown,) = suggest_links(vault, limit=1)
    judge_link(vault, (shown.left, shown.right), "different", me, shown)

    (again,) = suggest_links(vault, second="the other member")
    assert (again.left, again.right, again.model) == (shown.left, shown.right, shipped_model().version)
    assert suggest_links(vault, second=vault.member) == ()
    assert desk.Reviewer(vault.member) == me
