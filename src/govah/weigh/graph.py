"""The graph of documents and origins over a whole vault: which document goes back to whom, with the reason for each edge.

A document goes back, by the first of these that holds, to an earlier one whose words it repeats; to who speaks first hand in it;
to whom it credits; to the voice that most of what it attributes goes back to; to one that it links to; in another language, to
one that says the same of the same people; or to the page that it stands on. Where nothing leads further, it is its own origin.
One that repeats two others goes back to that of which it holds most, and does not make one of them. A person may cut or add one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from govah.weigh.copying import Copied

MOST_OF_IT: Final = 0.5
"""Share of what a document attributes that must go back to one voice for the document to go back to it."""
SAME_STORY: Final = 0.6
LEAST_MARKS: Final = 3
_STRENGTH: Final = ("same-words", "own-voice", "credit", "attribution", "link", "same-story")
"""Reasons, the strongest first."""
CROWD: Final = 200
"""A mark that more documents bear than this tells nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document, with what tells where it comes from."""

    id: str
    name: str
    language: str = ""
    voices: tuple[str, ...] = ()
    "The key of the voice behind each thing that it attributes, with repetitions."
    own_voice: str = ""
    "The id of the voice that it is itself, where that is known: an organisation's own page, a sender, a newspaper."
    first_hand: bool = False
    "Whether that voice says of its own knowledge what the page attributes to nobody; a newspaper does not."
    credits: tuple[str, ...] = ()
    "Voices that it says it was taken from: a line of source."
    links: tuple[str, ...] = ()
    "Documents that it links to."
    marks: frozenset[str] = frozenset()
    "Names, dates and numbers that it tells, alike in every language."


@dataclass(frozen=True, slots=True)
class Edge:
    """One document goes back to another, or to a voice."""

    start: str
    end: str
    reason: str
    "`attribution`, `own-voice`, `credit`, `same-words`, `passage`, `link`, `same-story` or `judged`."
    share: float = 1.0
    cut: bool = False
    "Whether a person took it away; it is kept, to be seen."

    @property
    def joins(self) -> bool:
        """Answers whether the two count as one origin for it: a shared passage alone does not say so."""
        return not self.cut and self.reason != "passage"


@dataclass(frozen=True, slots=True)
class OriginGraph:
    """Documents, edges and what follows from them."""

    documents: tuple[Source, ...]
    edges: tuple[Edge, ...]
    origins: Mapping[str, str]
    "By document, the id of its origin: a voice's key, or a document."

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Gives the documents of each origin, the largest group first."""
        found: dict[str, list[str]] = defaultdict(list)
        for document in self.documents:
            found[self.origins[document.id]].append(document.id)
        return tuple(sorted((tuple(group) for group in found.values()), key=lambda group: (-len(group), group)))


def origin_graph(
    documents: Sequence[Source], copies: Iterable[Copied], judged: Mapping[frozenset[str], str] | None = None
) -> OriginGraph:
    """Gives the graph.

    Args:
        documents: the earliest first.
        copies: pairs that share words.
        judged: by pair of documents, or of document and voice, `same` or `different`, as people judged.
    """
    said = judged or {}
    found = [*_voices(documents), *_copied(copies), *_links(documents), *_stories(documents)]
    edges = [
        Edge(one.start, one.end, one.reason, one.share, said.get(frozenset((one.start, one.end))) == "different") for one in found
    ]
    same = sorted(sorted(pair) for pair, verdict in said.items() if verdict == "same" and len(pair) == 2)
    edges += [Edge(start, end, "judged") for start, end in same]
    return OriginGraph(tuple(documents), tuple(edges), _origins(documents, edges))


def _voices(documents: Sequence[Source]) -> Iterator[Edge]:
    for document in documents:
        counted = Counter(voice for voice in document.voices if voice)
        if document.own_voice and (document.first_hand or not (counted or document.credits)):
            yield Edge(document.id, document.own_voice, "own-voice")
        for voice in document.credits:
            if voice != document.own_voice:
                yield Edge(document.id, voice, "credit")
        if not counted:
            continue
        (voice, count), *_ = counted.most_common(1)
        share = count / counted.total()
        if share >= MOST_OF_IT and voice != document.own_voice:
            yield Edge(document.id, voice, "attribution", share)


def _copied(copies: Iterable[Copied]) -> Iterator[Edge]:
    for one in copies:
        yield Edge(one.other, one.first, "same-words" if one.is_whole else "passage", one.share)


def _links(documents: Sequence[Source]) -> Iterator[Edge]:
    known = {document.id for document in documents}
    for document in documents:
        for target in document.links:
            if target in known and target != document.id:
                yield Edge(document.id, target, "link")


def _stories(documents: Sequence[Source]) -> Iterator[Edge]:
    """Joins documents of two languages that tell the same marks: rare ones weigh more (Spärck Jones 1972)."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for place, document in enumerate(documents):
        for mark in document.marks:
            bearers[mark].append(place)
    weight = {mark: log(1 + len(documents) / len(places)) for mark, places in bearers.items()}
    pairs = {
        (first, other)
        for places in bearers.values()
        if 1 < len(places) <= CROWD
        for at, first in enumerate(places)
        for other in places[at + 1 :]
        if documents[first].language != documents[other].language
    }
    for first, other in sorted(pairs):
        both = documents[first].marks & documents[other].marks
        smaller = min(documents[first].marks, documents[other].marks, key=len)
        share = sum(weight[mark] for mark in both) / sum(weight[mark] for mark in smaller)
        if len(both) >= LEAST_MARKS and share >= SAME_STORY:
            yield Edge(documents[other].id, documents[first].id, "same-story", share)


def _origins(documents: Sequence[Source], edges: Sequence[Edge]) -> dict[str, str]:
    """Follows each document's strongest edge to the end, and joins the ends that a person judged one."""
    own = {document.id for document in documents}
    way = _ways(edges)
    ends = {document.id: _end(document.id, way) for document in documents}
    parent: dict[str, str] = {}

    def root(item: str) -> str:
        while parent.setdefault(item, item) != item:
            item = parent[item]
        return item

    for edge in edges:
        if edge.reason == "judged" and edge.joins:
            left, right = (root(ends.get(end, end)) for end in (edge.start, edge.end))
            first, second = (right, left) if left in own and right not in own else (left, right)
            parent[second] = first
    return {id_: root(end) for id_, end in ends.items()}


def _ways(edges: Iterable[Edge]) -> dict[str, str]:
    best: dict[str, tuple[tuple[int, float], str]] = {}
    for edge in edges:
        if edge.joins and edge.reason in _STRENGTH:
            weight = (-_STRENGTH.index(edge.reason), edge.share)
            if edge.start not in best or weight > best[edge.start][0]:
                best[edge.start] = (weight, edge.end)
    return {start: end for start, (_, end) in best.items()}


def _end(start: str, way: Mapping[str, str]) -> str:
    """Gives where the way from a document ends; where it goes round, the first of the ring by name."""
    seen: dict[str, None] = {}
    at = start
    while at in way:
        if at in seen:
            ring = list(seen)
            return min(ring[ring.index(at) :])
        seen[at] = None
        at = way[at]
    return at
