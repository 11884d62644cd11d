"""Origins over 100,000 made documents: fingerprints, copies and the graph, beside MinHash and all pairs on a sample.

Four in ten documents repeat another: whole, within a longer page, with one word in ten changed, or a passage only. Run it with
`datasketch` at hand (`uv pip install datasketch`) to have the peer; it is no dependency.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterable
from itertools import accumulate, combinations
from pathlib import Path
from time import process_time

from measure import PASSPHRASE, cpu, tell
from rapidfuzz import fuzz

from govah import desk
from govah.vault import create_vault
from govah.weigh.copying import copies, fingerprints
from govah.weigh.graph import Source, origin_graph

MANY = 100_000
SAMPLE = 2_000
READ = 500
ALL_PAIRS = 40
SIZES = {"whole": (120, 260), "within": (400, 700), "reworded": (120, 260), "passage": (300, 500), "new": (120, 400)}
KINDS = ("new",) * 6 + ("whole", "within", "reworded", "passage")
Made = list[tuple[str, str, str]]
"""(text, kind, the text that it repeats or nothing), the position being the id."""


def made(count: int, seed: int = 7) -> Made:
    """Makes that many documents; words are as uneven as in a language."""
    chance = random.Random(seed)
    words = [f"w{number:x}" for number in range(30_000)]
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    take = lambda length: chance.choices(words, cum_weights=weights, k=length)  # noqa: E731
    out: list[tuple[list[str], str, str]] = []
    new: list[int] = []
    for number in range(count):
        kind = chance.choice(KINDS) if new else "new"
        length = chance.randint(*SIZES[kind])
        if kind == "new":
            out.append((take(length), kind, ""))
            new.append(number)
            continue
        of = chance.choice(new)
        out.append((repeated(out[of][0], kind, take(length), chance), kind, str(of)))
    return [(" ".join(text), kind, of) for text, kind, of in out]


def repeated(text: list[str], kind: str, own: list[str], chance: random.Random) -> list[str]:
    """Gives a document that repeats another in one of the ways."""
    if kind == "whole":
        return [*own[:12], *text]
    if kind == "within":
        half = len(own) // 2
        return [*own[:half], *text, *own[half:]]
    if kind == "reworded":
        return [own[chance.randrange(len(own))] if chance.random() < 0.1 else word for word in text]
    start = chance.randrange(max(1, len(text) - 60))
    return [*own, *text[start : start + 60]]


def told(found: Iterable[tuple[str, str]], documents: Made) -> str:
    """Gives precision and recall of pairs against what was made, and the recall of each kind."""
    truth = {frozenset((str(number), of)): kind for number, (_, kind, of) in enumerate(documents) if of and kind != "passage"}
    known = {frozenset((str(number), of)) for number, (_, _, of) in enumerate(documents) if of}
    pairs = {frozenset(pair) for pair in found}
    siblings = {frozenset(pair) for pair in pairs if roots(pair, documents)}
    good = len(pairs & (known | siblings))
    by_kind = {kind: [pair in pairs for pair, one in truth.items() if one == kind] for kind in ("whole", "within", "reworded")}
    kinds = " · ".join(f"{kind} {sum(hits) / max(1, len(hits)):.3f}" for kind, hits in by_kind.items())
    return f"precision {good / max(1, len(pairs)):.4f}, recall: {kinds}"


def roots(pair: frozenset[str], documents: Made) -> bool:
    """Answers whether both repeat the same text: a pair that is right though nobody planned it."""
    left, right = (documents[int(one)][2] or one for one in pair)
    return left == right


def ours(count: int) -> None:
    """Measures our own steps."""
    documents = made(count)
    start = process_time()
    prints = [(str(number), fingerprints(text)) for number, (text, _, _) in enumerate(documents)]
    first = process_time()
    found = copies(prints)
    second = process_time()
    graph = origin_graph([Source(id_, "") for id_, _ in prints], found)
    third = process_time()
    words = sum(len(text.split()) for text, _, _ in documents)
    tell(f"{count:,} documents, {words / 1e6:.0f} million words: fingerprints", first - start, target="once for each document")
    tell("  copies among all of them", second - first)
    tell(f"  the graph: {len(graph.groups):,} origins", third - second)
    print("  " + told(((one.first, one.other) for one in found if one.is_whole), documents))


def minhash(count: int) -> None:
    """Measures MinHash with LSH, as datasketch has it."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]  # noqa: PLC0415 - a peer that may be absent

    documents = made(count)
    start = process_time()
    index, sketches = MinHashLSH(threshold=0.5, num_perm=128), []
    for number, (text, _, _) in enumerate(documents):
        words = text.split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)])
        index.insert(str(number), sketch)
        sketches.append(sketch)
    met = ((str(number), other) for number, one in enumerate(sketches) for other in index.query(one))
    pairs = {frozenset(pair) for pair in met if pair[0] != pair[1]}
    tell(f"datasketch MinHash LSH (128), {count:,} documents", process_time() - start, target=f"× {MANY // count} for all")
    print("  " + told(((min(pair), max(pair)) for pair in pairs), documents))


def all_pairs(count: int) -> None:
    """Measures rapidfuzz over all pairs."""
    documents = made(count)
    start = process_time()
    texts = [(str(number), text) for number, (text, _, _) in enumerate(documents)]
    pairs = [(a, b) for (a, left), (b, right) in combinations(texts, 2) if fuzz.partial_ratio(left, right, score_cutoff=80)]
    seconds = process_time() - start
    days = seconds * (MANY / count) ** 2 / 86_400
    tell(f"rapidfuzz partial_ratio, all pairs of {count:,}", seconds, target=f"{days:,.0f} days for all")
    print("  " + told(pairs, documents))


def vault(count: int, more: int) -> None:
    """Measures `govah weigh` over a real vault, and again when some documents are new."""
    documents = made(count + more)
    with tempfile.TemporaryDirectory() as folder, create_vault(Path(folder) / "v", PASSPHRASE, member_name="Bench") as opened:
        pasted = [desk.Pasted(text, f"{number}.txt") for number, (text, _, _) in enumerate(documents)]
        options = desk.IntakeOptions()
        for batch in (pasted[:count], pasted[count:]):
            list(desk.capture_sources(opened, batch, options))
            start = process_time()
            found = desk.weigh_vault(opened)
            tell(f"govah weigh: {len(found.graph.documents):,} documents, {len(batch):,} of them new", process_time() - start)
            start = process_time()
            desk.weigh_vault(opened)
            tell("  the same again, nothing new", process_time() - start)


if __name__ == "__main__":
    seconds, memory = cpu(lambda: ours(MANY))
    print(f"  the whole process, making the texts too: {seconds:.0f} CPU-s, {memory:,} MiB")
    vault(READ, 50)
    print(f"\nOn a sample, ours beside its peers ({SAMPLE:,} and {ALL_PAIRS} documents)")
    ours(SAMPLE)
    try:
        minhash(SAMPLE)
    except ImportError:
        print("datasketch is not here", file=sys.stderr)
    all_pairs(ALL_PAIRS)
