"""Long lists, that meet by part of a name and something else: what is found is what is found when every like name is compared."""

from __future__ import annotations

import random

import pytest

from govah.link.engine.blocking import Budget
from govah.link.engine.comparing import compare_pairs
from govah.link.engine.linking import Link, link_rows
from govah.link.names import forms
from govah.link.rows import ListRow
from listrows import day, row, told

pytest.importorskip("splink")

GIVEN = ("Borzuyeh", "Yazdgerd", "Golnoush", "Farangis", "Ardeshir", "Zhaleh", "Siavakhsh", "Nushafarin", "Mehrnegar", "Kavus")
FAMILY = ("Sepehrvand", "Hirmandi", "Tishtarian", "Shahroudi", "Kuhestani", "Narimanzadeh", "Rudbarchi", "Bamdadi", "Zarrinkoub")
SPELLED = {"Siavakhsh": "Siavaxsh", "Zhaleh": "Jaleh", "Shahroudi": "Shahrudi", "Narimanzadeh": "Nariman Zadeh"}


def lists(persons: int, seed: int) -> list[ListRow]:
    """Two lists of the same persons, the second spelled otherwise here and there, with days and places."""
    chance = random.Random(seed)
    made = []
    for at in range(persons):
        given, family = chance.choice(GIVEN), chance.choice(FAMILY) + chance.choice(("", "fard", "nia", "pour", "zad"))
        when, places = day(f"2026-{chance.randrange(1, 10):02}-{chance.randrange(1, 28):02}"), (f"t{chance.randrange(40)}",)
        other = f"{SPELLED.get(given, given)} {SPELLED.get(family, family)}"
        made.append(row(f"a{at}", f"{given} {family}", 0, when=when, places=places, curated="a"))
        made.append(row(f"b{at}", other, 1, when=when, places=places, curated="b"))
    return made


def told_of(link: Link) -> tuple[object, ...]:
    """What is told of a pair, to the digits that are written."""
    return link.left, link.right, round(link.score, 6), link.band, link.reasons


def best(links: tuple[Link, ...]) -> set[frozenset[str]]:
    return {frozenset((one.left, one.right)) for one in links if one.score >= 0.5}


def test_a_crowd_is_linked_as_a_few_are() -> None:
    """Nearly all pairs that comparing every like name finds are found, and hardly any other; each with the same reasons."""
    rows = lists(400, 11)
    exact, crowd = link_rows(rows, told), link_rows(rows, told, crowd=1)
    reasons = {frozenset((one.left, one.right)): one.reasons for one in exact.links}

    assert len(best(exact.links) & best(crowd.links)) >= 0.97 * len(best(exact.links)) > 300
    assert len(best(crowd.links) - best(exact.links)) <= 0.03 * len(best(exact.links))
    assert all(reasons[frozenset((one.left, one.right))] == one.reasons for one in crowd.links if one.score >= 0.9)


def test_lists_without_days_or_places_are_no_crowd_so_soon() -> None:
    """Where rows have names alone, names are compared wherever two share a key, as in a short list."""
    rows = [row(f"a{at}", f"{GIVEN[at % 10]} {FAMILY[at % 9]}", at % 2) for at in range(40)]

    assert best(link_rows(rows, told, crowd=39).links) == best(link_rows(rows, told).links)


def test_other_processes_compare_alike() -> None:
    """Names compared in further processes have the likeness and the reasons that they have in this one."""
    names = [forms(f"{given} {family}") for given in GIVEN for family in FAMILY]
    pairs = [(at, (at * 7 + 3) % len(names)) for at in range(len(names))]

    assert list(compare_pairs(names, pairs, many=2)) == list(compare_pairs(names, pairs))


@pytest.mark.parametrize("crowd", [1, 30_000])
def test_a_list_held_against_another_is_linked_to_it_alone(crowd: int) -> None:
    """Each pair has a row of the first table; those pairs are found that linking all finds, and none within the long list."""
    rows = sorted(lists(300, 5), key=lambda one: one.table)
    twice = [row(f"c{one.id}", one.name, 1, when=one.when, places=one.places) for one in rows[300:320]]

    whole = {pair for pair in best(link_rows([*rows, *twice], told, crowd=crowd).links) if any(one[0] == "a" for one in pair)}
    held = best(link_rows([*rows, *twice], told, crowd=crowd, fresh=1).links)

    assert all(any(one[0] == "a" for one in pair) for pair in held)
    assert len(held & whole) >= 0.97 * len(whole) > 250


def test_slices_change_nothing() -> None:
    """Pairs that go through the comparisons all at once or in seven slices and more come to the same scores and reasons."""
    rows, steps = lists(300, 17), list[str]()

    def hear(step: str, _: int) -> None:
        steps.append(step)

    whole = link_rows(rows, hear, crowd=1)
    at_once = steps.count("link.step-names")
    sliced = link_rows(rows, hear, crowd=1, budget=Budget(together=whole.looked_at // 7))

    assert (at_once, steps.count("link.step-names") - at_once >= 7) == (1, True)
    assert [told_of(one) for one in sliced.links] == [told_of(one) for one in whole.links]
    assert (sliced.looked_at, round(sliced.expected, 6)) == (whole.looked_at, round(whole.expected, 6))
    assert len(whole.links) > 300
