"""Where documents come from: copies, voices, links and translations are one origin; a person may say otherwise."""

from __future__ import annotations

import pytest

from desks import Take
from govah import desk
from govah.errors import UsageError
from govah.vault import Vault

STATEMENT = (
    "Karun Watch said on Monday that Arvand Sepidkuh, a conscript, had been arrested in Arak on 12 January 2026 after he refused "
    "an order to open fire on people in the street, and that his family had no news of him since the day he was taken away.\n"
)
REPEATED = f"Our correspondent writes.\n\n{STATEMENT}\nMore on this story as we get it from our own people on the ground.\n"
OTHER = "Alvand Monitor said that Tirdad Golrokh was released from the prison of Qazvin on 3 February 2026.\n"


def groups(vault: Vault) -> list[set[str]]:
    """Gives the names of the documents of each origin."""
    graph = desk.weigh_vault(vault).graph
    names = {one.id: one.name for one in graph.documents}
    return [{names[id_] for id_ in group} for group in graph.groups]


def test_a_copy_is_no_second_origin(vault: Vault, take: Take) -> None:
    """Two pages that repeat one statement are one origin; a statement of another body is another."""
    take(STATEMENT, "one.txt")
    take(REPEATED, "two.txt")
    take(OTHER, "three.txt")

    assert {"one.txt", "two.txt"} in groups(vault)
    assert {"three.txt"} in groups(vault)


def test_a_person_cuts_and_takes_it_back(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A cut holds until it is withdrawn, and the edge stays to be seen."""
    one, two = take(STATEMENT, "one.txt"), take(REPEATED, "two.txt")
    cuts = [
        desk.judge_origins(vault, edge.start, edge.end, "different", me)
        for edge in desk.weigh_vault(vault).graph.edges
        if edge.start == two.document.id
    ]

    assert {"one.txt", "two.txt"} not in groups(vault)
    assert any(edge.cut for edge in desk.weigh_vault(vault).graph.edges)
    desk.withdraw(vault, tuple(cut.id for cut in cuts), me.member, "undone")
    assert {"one.txt", "two.txt"} in groups(vault)
    assert one.document.id != two.document.id


def test_a_person_joins(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """What nothing shows, a person may know."""
    one, three = take(STATEMENT, "one.txt"), take(OTHER, "three.txt")

    desk.judge_origins(vault, one.document.id, three.document.id, "same", me, "one agency under two names")

    assert {"one.txt", "three.txt"} in groups(vault)


def test_nothing_is_joined_with_itself(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """Two ends that are one document are a slip of the hand."""
    one = take(STATEMENT, "one.txt")

    with pytest.raises(UsageError):
        desk.judge_origins(vault, one.document.id, one.document.id, "same", me)
