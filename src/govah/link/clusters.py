"""Who is one person: a pure function of what people judged and of the auto band; contradictions are shown, not settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LARGE: Final = 12
"""Members from which a cluster is looked at by a person, whatever holds it together."""
_JOINS: Final = 0.5
"""The mean score between two groups from which the model may join them."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair that the model scored."""

    left: str
    right: str
    score: float


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two that somebody held for different, and that other judgements make one."""

    left: str
    right: str
    through: tuple[str, ...]
    "The way of *same* judgements from one to the other."


@dataclass(frozen=True, slots=True)
class Cluster:
    """Those who are one person as things stand."""

    id: str
    "The member that was recorded first: it stays while the cluster grows."
    members: tuple[str, ...]
    alarms: tuple[str, ...] = ()
    "Message keys: `link.alarm-large`, `link.alarm-bridge`."


@dataclass(frozen=True, slots=True)
class Clustered:
    """All clusters, and where people contradict each other."""

    clusters: tuple[Cluster, ...]
    contradictions: tuple[Contradiction, ...]


def cluster(order: Sequence[str], same: Iterable[Pair], different: Iterable[Pair], edges: Iterable[Edge] = ()) -> Clustered:
    """Gives the clusters of members in the order in which they were recorded.

    *Same* always joins, since a person said so; *different* keeps the model from joining, and is a contradiction where *same*
    judgements join the two all the same. The model joins by average linkage: one bad pair cannot join two well-known persons.
    """
    rank = {member: at for at, member in enumerate(order)}
    must = [pair for pair in same if pair[0] in rank and pair[1] in rank]
    apart = {frozenset(pair) for pair in different if pair[0] in rank and pair[1] in rank}
    groups = _joined(order, must)
    _by_average(groups, list(edges), apart)
    members: dict[int, list[str]] = defaultdict(list)
    for member in order:
        members[groups[member]].append(member)
    bridges = _bridges([*must, *((one.left, one.right) for one in edges)])
    clusters = tuple(Cluster(found[0], tuple(found), _alarms(found, bridges)) for found in members.values())
    ways = _ways(must)
    contradictions = tuple(
        Contradiction(left, right, way)
        for left, right in sorted(tuple(sorted(pair)) for pair in apart if len(pair) == 2)
        if (way := _way(ways, left, right))
    )
    return Clustered(clusters, contradictions)


def _joined(order: Sequence[str], must: Sequence[Pair]) -> dict[str, int]:
    """Gives the group of each member, joined by *same* alone."""
    parent = {member: member for member in order}

    def root(member: str) -> str:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for left, right in must:
        parent[root(right)] = root(left)
    numbers: dict[str, int] = {}
    return {member: numbers.setdefault(root(member), len(numbers)) for member in order}


def _by_average(groups: dict[str, int], edges: Sequence[Edge], apart: set[frozenset[str]]) -> None:
    """Joins groups while the mean score between two of them, unscored pairs counting as none, is high enough."""
    held: dict[int, set[str]] = defaultdict(set)
    for member, group in groups.items():
        held[group].add(member)
    sums: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for edge in edges:
        one, other = groups.get(edge.left), groups.get(edge.right)
        if one is not None and other is not None and one != other:
            sums[one][other] += edge.score
            sums[other][one] += edge.score
    barred = {frozenset((groups[a], groups[b])) for a, b in map(tuple, filter(lambda pair: len(pair) == 2, apart))}
    while True:
        best = max(
            (
                (total / (len(held[one]) * len(held[other])), -one, -other)
                for one in sums
                for other, total in sums[one].items()
                if one < other and frozenset((one, other)) not in barred
            ),
            default=(0.0, 0, 0),
        )
        if best[0] < _JOINS:
            return
        _merge(groups, held, sums, barred, (-best[1], -best[2]))


def _merge(
    groups: dict[str, int],
    held: dict[int, set[str]],
    sums: dict[int, dict[int, float]],
    barred: set[frozenset[int]],
    pair: tuple[int, int],
) -> None:
    kept, gone = pair
    for member in held.pop(gone):
        groups[member] = kept
        held[kept].add(member)
    for other, total in sums.pop(gone, {}).items():
        sums[other].pop(gone, None)
        if other != kept:
            sums[kept][other] += total
            sums[other][kept] += total
    for bar in [bar for bar in barred if gone in bar]:
        barred.discard(bar)
        barred.add(frozenset(kept if group == gone else group for group in bar))


def _alarms(members: Sequence[str], bridges: set[str]) -> tuple[str, ...]:
    found = ["link.alarm-large"] if len(members) >= LARGE else []
    return (*found, "link.alarm-bridge") if len(members) > 3 and any(member in bridges for member in members) else tuple(found)


def _bridges(pairs: Iterable[Pair]) -> set[str]:
    """Gives the ends of pairs that alone hold two groups of two and more together."""
    ways = _ways(pairs)
    found: set[str] = set()
    for left in ways:
        for right in ways[left]:
            if (
                left < right
                and len(ways[left]) > 1
                and len(ways[right]) > 1
                and not _way(ways, left, right, without=(left, right))
            ):
                found |= {left, right}
    return found


def _ways(pairs: Iterable[Pair]) -> Mapping[str, tuple[str, ...]]:
    made: dict[str, dict[str, None]] = defaultdict(dict)
    for left, right in pairs:
        made[left][right] = None
        made[right][left] = None
    return {member: tuple(others) for member, others in made.items()}


def _way(ways: Mapping[str, Sequence[str]], start: str, end: str, without: Pair | None = None) -> tuple[str, ...]:
    """Gives the shortest way between two, or an empty one."""
    came: dict[str, str] = {start: ""}
    queue = [start]
    for here in queue:
        if here == end:
            break
        for there in ways.get(here, ()):
            if there not in came and (without is None or {here, there} != set(without)):
                came[there] = here
                queue.append(there)
    if end not in came or start == end:
        return ()
    path = [end]
    while came[path[-1]]:
        path.append(came[path[-1]])
    return tuple(reversed(path))
