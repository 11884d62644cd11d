"""For which crime somebody is sentenced or tried, as the verb's own clause says: "sentenced to ten years for treason"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.english.event import Event
from govah.read.english.fitting import tail_of
from govah.read.english.lexicon import name_words
from govah.words import table

_FOR_CRIME: Final = (
    r"\b(?:for|over)\s+(?P<told>(?:(?:allegedly|reportedly|supposedly|his|her|their|the|an?|alleged|publicly|this|that)\s+)*"
    r"(?:[\"“‘'](?=[a-z])|(?:[\w-]+\s+){{0,2}}?(?:{nouns})\b|(?:{gerunds})\b|(?:alleged\s+)?(?:role|part|involvement)\s+in\b|"
    r"(?:illegal|unlawful)\s+\w+|crimes?\s+(?:that|which|including|such|of)\b)[^;.]*)"
)
_UNDER_LAW: Final = re.compile(
    r"\bunder\s+(?P<told>(?:the|an?|its|[A-Z][\w-]+['’]s?)?\s*(?!islamic|sharia|international|martial|iranian)[\"“‘']?"
    r"(?:[\w-]+\s+){0,4}?(?:[Ll]aw|[Aa]ct|[Aa]rticles?|[Ss]ection|legislation|statute)\b[^;,.]*)"
)
_JUDGING: Final = frozenset({"sentence", "condemn", "jail", "imprison", "try", "hand", "give", "receive", "get", "award", "fine"})


@cache
def _for_crime() -> re.Pattern[str]:
    known = table("reading/en/events")["crimes"]
    crimes = {
        kind: sorted((r"\s+".join(one.split()) for one in str(known[kind]).split("/")), key=len, reverse=True) for kind in known
    }
    return re.compile(_FOR_CRIME.format(**{kind: "|".join(words) for kind, words in crimes.items()}), re.IGNORECASE)


def ground(event: Event) -> str:
    """Gives the crime for which a verdict or a trial is, in the words of the text; empty where its clause names none."""
    if event.noun or event.predicate not in {"sentenced_to", "tried_by"} or event.phrase.head not in _JUDGING:
        return ""
    tail = tail_of(event.scene, event.place)
    told = _for_crime().search(tail) or _UNDER_LAW.search(tail)
    if told is None or _turns(tail[: told.start()]):
        return ""
    return " ".join(told["told"].split())[:120].strip(" ,")


def _turns(between: str) -> bool:
    """Whether somebody else is told of between the verdict and "for"."""
    words = between.lower().split()
    return any(mark in between for mark in ";:(") or bool(
        set(words) & (name_words("kin") | {"who", "whom", "but", "calls", "call"})
    )
