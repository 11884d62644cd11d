"""Copies of one passage in several documents, grouped so that a person decides once; each keeps its own claim and decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govah.desk.onfile.suggestions import Suggestion
from govah.desk.review.context import by_gravity
from govah.text import fold, fold_name


@dataclass(frozen=True, slots=True)
class Group:
    """One suggestion and its copies: the same words about the same name, in other documents."""

    first: Suggestion
    copies: tuple[Suggestion, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Gives all of them."""
        return (self.first.id, *(one.id for one in self.copies))


def grouped(waiting: Iterable[Suggestion], precision: dict[str, float] | None = None) -> tuple[Group, ...]:
    """Groups suggestions of the same words about the same name, stance and predicate; gravest first, doubtful rules last."""
    groups: dict[tuple[str, ...], list[Suggestion]] = {}
    for one in by_gravity(waiting, precision):
        groups.setdefault(_likeness(one), []).append(one)
    return tuple(Group(alike[0], tuple(alike[1:])) for alike in groups.values())


def _likeness(one: Suggestion) -> tuple[str, ...]:
    when = one.when.edtf if one.when else ""
    said = fold(one.passage.quote)
    return (one.predicate, one.stance.value, fold_name(one.person), one.value.term or fold(one.value.text), when, said)
