"""People whom a sentence names in one list: “A, B (27) and his brother C”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govah.read.english.people import People
from govah.read.english.scene import Scene


def named_together(scene: Scene, people: People) -> Iterable[tuple[int, ...]]:
    """People named in one list: between two of their names stand only marks, ages, "and" and words in brackets or apposition."""
    row: list[int] = []
    last = -1
    for number, name in enumerate(scene.names):
        person = people.of(scene, number)
        if person is None:
            continue
        between = scene.text[scene.tokens[last - 1].end : scene.tokens[name.first].start] if last > 0 else ""
        if row and _joins(between):
            row.append(person.number)
        else:
            if len(set(row)) > 1:
                yield tuple(dict.fromkeys(row))
            row = [person.number]
        last = name.last
    if len(set(row)) > 1:
        yield tuple(dict.fromkeys(row))


def _joins(between: str) -> bool:
    if (
        re.search(r"\b(?:for|of|to|by|against|from|in|at|on|with|attorneys?|lawyers?|said|says)\b", between)
        and "with" not in between
    ):
        return False
    plain = re.sub(
        r"\([^)]{0,40}\)|\b(?:aged? )?\d{1,2}(?:-year-old)?\b|\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sayed|Seyed|Seyyed|Sayyed|Mowlavi|"
        r"Molavi|Haji?|Sheikh|Mullah|Doctor|his|her|brothers?|"
        r"sisters?|son|wife|husband|father|mother|the|a|an|fellow)\b\.?",
        " ",
        between,
    )
    return bool(
        re.fullmatch(
            r"\s*(?:[,;&–—-]*\s*)*(?:and|along with|together with|as well as)?(?:\s*[,–—-]*\s*)*(?:[a-z]+ "
            r"){0,2}\s*",
            plain,
        )
    ) and bool(re.search(r",|;|&|\band\b|along with|together with|as well as", between))
