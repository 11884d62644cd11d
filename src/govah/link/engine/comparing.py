"""Names compared by all cores: half of many pairs goes to processes of our own, through pipes, and nothing touches the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from govah.link.names import Forms, compare_forms

MANY: Final = 60_000
"""Pairs from which further processes are worth their start."""
Pair = tuple[int, int]
Compared = tuple[int, int, int, str]
"""The two names by number, their likeness, and the reasons with spaces between."""


def compare_pairs(names: Sequence[Forms], pairs: Sequence[Pair], many: int = MANY) -> Iterator[Compared]:
    """Compares pairs of names; in as many processes as there are cores where the pairs are `many`."""
    cores = (os.cpu_count() or 1) if len(pairs) >= many else 1
    share = max(1, -(-len(pairs) // cores))
    mine, *others = [pairs[at : at + share] for at in range(0, len(pairs), share)] or [[]]
    with ThreadPoolExecutor(max(1, len(others))) as helpers:
        awaited = [helpers.submit(_elsewhere, names, part) for part in others]
        yield from _here(names, mine)
        for part, found in zip(others, awaited, strict=True):
            yield from found.result() or _here(names, part)


def _here(names: Sequence[Forms], pairs: Sequence[Pair]) -> Iterator[Compared]:
    for one, other in pairs:
        found = compare_forms(names[one], names[other])
        yield one, other, found.score, " ".join(found.reasons)


def _elsewhere(names: Sequence[Forms], pairs: Sequence[Pair]) -> list[Compared]:
    """Has another process compare them; gives nothing where it could not."""
    wanted = {at: names[at] for pair in pairs for at in pair}
    asked = json.dumps([list(wanted), list(wanted.values()), pairs]).encode()
    try:
        done = subprocess.run([sys.executable, "-m", __name__], input=asked, capture_output=True, check=False)
    except OSError:
        return []
    if done.returncode:
        return []
    return [(*pair, score, why) for pair, (score, why) in zip(pairs, json.loads(done.stdout), strict=True)]


def main() -> None:
    """Reads names and pairs as JSON, writes the likeness and reasons of each pair as JSON."""
    ids, forms, pairs = json.load(sys.stdin.buffer)
    names = {at: tuple(map(tuple, one)) for at, one in zip(ids, forms, strict=True)}
    found = (compare_forms(names[one], names[other]) for one, other in pairs)
    sys.stdout.write(json.dumps([[one.score, " ".join(one.reasons)] for one in found]))


if __name__ == "__main__":
    main()
