"""The tree of a log, held against the recursive definition of RFC 6962."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import EvidenceError
from govah.journal import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    continuation_proof,
    edge_of,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_from_inclusion,
    root_of,
    verify_consistency,
)

LEAVES = st.lists(st.binary(max_size=8).map(leaf_hash), min_size=1, max_size=70)


def naive_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 §2.1, written as it stands there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + naive_root(leaves[:half]) + naive_root(leaves[half:])).digest()


def naive_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH(m, D[n]) of RFC 6962 §2.1.1, written as it stands there."""
    if len(leaves) == 1:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if index < half:
        return [*naive_path(index, leaves[:half]), naive_root(leaves[half:])]
    return [*naive_path(index - half, leaves[half:]), naive_root(leaves[:half])]


def test_known_roots() -> None:
    """The roots of the first eight trees of certificate transparency's own test vectors come out."""
    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    leaves = [leaf_hash(bytes.fromhex(text)) for text in inputs]

    assert root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root_of(leaves[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert root_of(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@given(LEAVES)
def test_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    """The quick root and the growing frontier are the root of the definition."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)

    assert root_of(leaves) == frontier.root() == naive_root(leaves)
    assert Frontier(frontier.size, frontier.edge).root() == naive_root(leaves)


@given(LEAVES, st.data())
def test_inclusion(leaves: list[bytes], data: st.DataObject) -> None:
    """Every leaf's path is that of the definition, and leads to the root."""
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = inclusion_proof(leaves, index)

    assert list(path) == naive_path(index, leaves)
    assert root_from_inclusion(leaves[index], index, len(leaves), path) == naive_root(leaves)


@given(LEAVES, st.data())
def test_a_wrong_path_leads_elsewhere(leaves: list[bytes], data: st.DataObject) -> None:
    """A path with a step changed, dropped or added never leads to the root."""
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = list(inclusion_proof(leaves, index))
    wrong = [[*path, b"x" * 32], [*path[:-1]] if path else [b"y" * 32]]
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        wrong.append([*path[:at], bytes([path[at][0] ^ 1]) + path[at][1:], *path[at + 1 :]])

    for steps in wrong:
        try:
            found = root_from_inclusion(leaves[index], index, len(leaves), steps)
        except EvidenceError:
            continue
        assert found != naive_root(leaves)


@given(LEAVES, st.data())
def test_consistency(leaves: list[bytes], data: st.DataObject) -> None:
    """Every older tree is shown to be continued by a newer one."""
    old = data.draw(st.integers(1, len(leaves)))
    path = consistency_proof(leaves, old)

    verify_consistency(old, len(leaves), root_of(leaves[:old]), root_of(leaves), path)


@given(LEAVES, st.data())
def test_a_changed_past_is_not_consistent(leaves: list[bytes], data: st.DataObject) -> None:
    """No path of ours joins a tree to one whose past was changed, nor any path with a step changed."""
    old = data.draw(st.integers(1, len(leaves)))
    at = data.draw(st.integers(0, old - 1))
    changed = [*leaves[:at], node_hash(leaves[at], leaves[at]), *leaves[at + 1 :]]
    path = consistency_proof(changed, old)

    with pytest.raises(EvidenceError) as caught:
        verify_consistency(old, len(leaves), root_of(leaves[:old]), root_of(changed), path)

    assert caught.value.code == "trees-inconsistent"


@given(LEAVES, st.data())
def test_a_proof_from_the_edge(leaves: list[bytes], data: st.DataObject) -> None:
    """Who holds the edge of an old tree and the leaves after it makes the very proof that who holds all makes."""
    old = data.draw(st.integers(1, len(leaves)))
    frontier = Frontier()
    for leaf in leaves[:old]:
        frontier.append(leaf)

    assert edge_of(leaves[:old]) == frontier.edge
    assert continuation_proof(old, frontier.edge, leaves[old:]) == consistency_proof(leaves, old)


@pytest.mark.parametrize(("old", "edge"), [(0, ()), (-1, ()), (3, (b"x",)), (4, ())])
def test_an_edge_that_fits_no_tree(old: int, edge: tuple[bytes, ...]) -> None:
    """An edge that is not that of so many leaves is an error of ours."""
    with pytest.raises(EvidenceError):
        continuation_proof(old, edge, [b"y"])


def test_nothing_of_an_empty_tree() -> None:
    """An empty tree has the empty root, and no proof."""
    assert Frontier().root() == EMPTY_ROOT
    with pytest.raises(EvidenceError):
        inclusion_proof([], 0)
    with pytest.raises(EvidenceError):
        Frontier(3, [b"x" * 32])
