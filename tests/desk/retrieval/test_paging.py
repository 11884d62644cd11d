"""Lists page by page: every document and person stands on one page, once, however the pages are cut."""

from __future__ import annotations

import pytest

from desks import Take
from govah import desk
from govah.desk.retrieval.paging import documents_page, persons_page, sizes
from govah.vault import Vault

NAMES = ("Arvand Sepidkuh", "Borzin Karvansalar", "Golnoush Tishtarian", "Hirmand Rastegar", "Kaveh Zarrinpar")


@pytest.fixture
def filled(vault: Vault, take: Take, me: desk.Reviewer) -> Vault:
    """Five persons of five documents, and a sixth mention that is one of them."""
    for number, name in enumerate((*NAMES, NAMES[0])):
        take(f"{name} was arrested in Arak on {number + 3} January 2026.\n", f"{number}.txt")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    alike = desk.likenesses(vault)[0]
    desk.judge(vault, alike.left, alike.right, "same", me)
    return vault


@pytest.mark.parametrize("most", [1, 2, 3, 5, 50])
def test_every_person_once(filled: Vault, most: int) -> None:
    """The pages of persons together hold everybody once, whatever their size, though two mentions are one person."""
    found: list[str] = []
    after = ""
    while True:
        page = persons_page(filled, after, most)
        found += [row.person.id for row in page.rows]
        after = page.after
        assert len(page.rows) <= most
        if not after:
            break

    assert sorted(one.id for one in desk.persons(filled)) == sorted(found)


def test_the_last_come_first(filled: Vault) -> None:
    """Documents stand newest first, and the next page goes on where the first ended."""
    first = documents_page(filled, "", 4)
    second = documents_page(filled, first.after, 4)

    assert [4, 2] == [len(first.rows), len(second.rows)]
    assert [f"{number}.txt" for number in (5, 4, 3, 2, 1, 0)] == [row.name for row in (*first.rows, *second.rows)]
    assert "" == second.after


@pytest.mark.parametrize("after", ["x", ".", "9999.", "2026.x", "\x00", "1" * 400])
def test_a_broken_place_begins_anew(filled: Vault, after: str) -> None:
    """What is no place of ours begins at the beginning, or holds nothing, and never fails."""
    assert len(documents_page(filled, after).rows) in (0, 6)


def test_sizes_count_what_is_there(filled: Vault) -> None:
    """The figures above a list are those of the vault."""
    found = sizes(filled)

    assert (6, 6) == (found.documents, found.mentions)
    assert len(list(filled.of_kind("fact"))) == found.claims
