"""What binds the voices behind claims: who sent a page first hand, which pages repeat each other, what people judged.

`govah weigh` shows all of it over the whole vault; here only the documents behind one person's claims are looked at, so that a
case file opens as fast in a large vault as in a small one. Both draw the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from govah.desk.cases.claims import ClaimOnFile
from govah.desk.intake.tracing import copies_among, first_hand_of, judged_origins, sorted_by_age, source_of
from govah.desk.onfile.evidence import captures_of, document, publisher_of, text_heads_of
from govah.errors import NotFoundError
from govah.records import Basis, Document
from govah.vault import Vault
from govah.weigh import Evidence, Ties, voice_key
from govah.weigh.graph import OriginGraph, origin_graph


def evidence_about(vault: Vault, on_file: Iterable[ClaimOnFile], known_at: str | None = None) -> tuple[Evidence, ...]:
    """Gives claims as weighing takes them, with what binds them to each other by what people had judged at that time."""
    claims = tuple(on_file)
    ties = ties_among(vault, claims, known_at)
    return tuple(evidence_of(vault, one, ties[one.id]) for one in claims)


def evidence_of(vault: Vault, one: ClaimOnFile, ties: Ties | None = None) -> Evidence:
    """Gives one claim as weighing takes it."""
    basis = one.claim.basis
    came = captures_of(vault, basis.document) if basis else ()
    said = next((text.published for text in text_heads_of(vault, basis.document) if text.published), "") if basis else ""
    return Evidence(
        claim=one.claim,
        reviewed=one.reviewed,
        recorded_at=one.recorded_at,
        document=basis.document if basis else "",
        published=next((capture.published for capture in came if capture.published), said),
        withdrawn=one.withdrawn,
        first_hand=first_hand_of(vault, basis.document) if basis else "",
        told_to_desk=any(capture.method == "note" for capture in came),
        ties=ties or Ties(),
    )


def ties_among(vault: Vault, claims: Sequence[ClaimOnFile], known_at: str | None = None) -> dict[str, Ties]:
    """Gives, by claim, what binds these claims to each other: copies among their documents, and what people joined and cut."""
    judged = judged_origins(vault, known_at)
    groups, cuts = _joined(judged), _cut(judged)
    copied = _copied(_graph(vault, claims, judged))
    return {one.id: _ties(vault, one, copied, groups, cuts) for one in claims}


def _graph(vault: Vault, claims: Sequence[ClaimOnFile], judged: Mapping[frozenset[str], str]) -> OriginGraph:
    ids = dict.fromkeys(one.claim.basis.document for one in claims if one.claim.basis is not None)
    documents = sorted_by_age(vault, (found for id_ in ids if (found := _document(vault, id_)) is not None))
    if len(documents) < 2:  # nothing can repeat another; the texts are not read for it
        return origin_graph((), (), judged)
    voices: dict[str, str] = {}
    sources = [source_of(vault, one, {}, voices) for one in documents]
    return origin_graph(sources, copies_among(vault, documents), judged)


def _document(vault: Vault, id_: str) -> Document | None:
    try:
        return document(vault, id_)
    except NotFoundError:
        return None


def _copied(graph: OriginGraph) -> dict[str, frozenset[str]]:
    """Gives by document the marks of the pairs in which one repeats the other."""
    own = {one.id for one in graph.documents}
    found: dict[str, set[str]] = {}
    for edge in graph.edges:
        if edge.joins and edge.reason != "judged" and edge.end in own:
            for end in (edge.start, edge.end):
                found.setdefault(end, set()).add(f"{edge.start} {edge.end}")
    return {id_: frozenset(marks) for id_, marks in found.items()}


def _joined(judged: Mapping[frozenset[str], str]) -> dict[str, str]:
    """Gives by document or voice the mark of all that people judged one with it, step by step."""
    mark: dict[str, str] = {}
    for pair in sorted(sorted(pair) for pair, verdict in judged.items() if verdict == "same"):
        marks = {mark.get(one, one) for one in pair}
        fresh = min(marks)
        mark.update(dict.fromkeys((*pair, *(known for known, old in mark.items() if old in marks)), fresh))
    return mark


def _cut(judged: Mapping[frozenset[str], str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair, verdict in judged.items():
        if verdict == "different" and len(pair) == 2:
            left, right = pair
            found.setdefault(left, set()).add(right)
            found.setdefault(right, set()).add(left)
    return found


def _ties(
    vault: Vault, one: ClaimOnFile, copied: Mapping[str, frozenset[str]], groups: Mapping[str, str], cuts: Mapping[str, set[str]]
) -> Ties:
    basis = one.claim.basis
    ids = frozenset(filter(None, (one.claim.fact.origin, *_ids(vault, basis))))
    return Ties(
        ids=ids,
        same=frozenset(groups[id_] for id_ in ids if id_ in groups),
        apart=frozenset(other for id_ in ids for other in cuts.get(id_, ())),
        copied=copied.get(basis.document, frozenset()) if basis else frozenset(),
    )


def _ids(vault: Vault, basis: Basis | None) -> tuple[str, ...]:
    if basis is None:
        return ()
    voice = voice_key(basis.attribution, publisher_of(vault, basis.document))
    return (basis.document, vault.origin_token(voice) if voice else "")
