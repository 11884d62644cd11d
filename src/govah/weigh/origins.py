"""Independent origins: which claims are one voice, with the reason for every joining. Copies are not witnesses.

In doubt two claims are one voice: a joining that only doubt makes says so, and a person may cut it. So the number of voices is
never too high because a copy was reworded, translated, or put under another name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from govah.text import fold
from govah.weigh.interface import Evidence, Joining, Ties, Voice
from govah.weigh.likeness import why_alike
from govah.weigh.naming import Speaker
from govah.weigh.spans import told_on
from govah.weigh.speakers import same_speaker, speaker_of

ENOUGH_WORDS: Final = 8
"""A shared passage shorter than this may be how anybody would say it."""
COPIED_WORDS: Final = 4
"""The same, in two documents of which one is known to repeat the other."""
SAME_WORDS: Final = 88
_OF_ITS_OWN: Final = frozenset({"named", "state", "family"})


def voices(evidence: Iterable[Evidence]) -> tuple[Voice, ...]:
    """Gives the independent voices behind these claims, the one with most documents first."""
    items = sorted(evidence, key=lambda one: (told_on(one), one.claim.fact.id))
    if not items:
        return ()
    speakers = [speaker_of(one) for one in items]
    joined = _Joined([one.ties for one in items])
    for left, right, reason, doubtful in _edges(items, speakers):
        joined.join(left, right, Joining(items[left].claim.fact.id, items[right].claim.fact.id, reason, doubtful))
    _join_other_letters(items, speakers, joined)
    _join_unsourced(items, speakers, joined)
    found = [_voice(members, items, speakers, joined) for members in joined.groups()]
    return tuple(sorted(found, key=lambda voice: (-len(voice.documents), -len(voice.claims), voice.claims)))


def voice_numbers(evidence: Sequence[Evidence]) -> dict[str, int]:
    """Gives for each claim the number of its voice among these."""
    return {claim: number for number, voice in enumerate(voices(evidence)) for claim in voice.claims}


class _Joined:
    """Groups that only grow together, but never over a cut that a person made; each joining that joined something is kept."""

    def __init__(self, ties: Sequence[Ties]) -> None:
        self.parent = list(range(len(ties)))
        self.ties = ties if any(one.apart for one in ties) else ()
        self.kept: dict[int, list[Joining]] = defaultdict(list)

    def root(self, item: int) -> int:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, left: int, right: int, joining: Joining) -> None:
        a, b = self.root(left), self.root(right)
        if a == b or self._is_cut(a, b):
            return
        first, second = min(a, b), max(a, b)
        self.parent[second] = first
        self.kept[first] += [*self.kept.pop(second, []), joining]

    def _is_cut(self, a: int, b: int) -> bool:
        if not self.ties:
            return False
        members = [[tie for place, tie in enumerate(self.ties) if self.root(place) == root] for root in (a, b)]
        return any(left.apart & right.ids or right.apart & left.ids for left in members[0] for right in members[1])

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self.parent)):
            found[self.root(item)].append(item)
        return list(found.values())


def _edges(items: Sequence[Evidence], speakers: Sequence[Speaker]) -> Iterator[tuple[int, int, str, bool]]:
    """Gives sure joinings first, so that a doubtful one is kept only where nothing sure says the same."""
    pairs = list(combinations(range(len(items)), 2))
    for left, right in pairs:
        token = items[left].claim.fact.origin
        if items[left].ties.same & items[right].ties.same:
            yield left, right, "judged-one", False
        elif token and token == items[right].claim.fact.origin:
            yield left, right, "same-token", False
        elif same_speaker(speakers[left], speakers[right]):
            yield left, right, "same-name", False
    folded = [_passage(item) for item in items]
    for left, right in pairs:
        copied = bool(items[left].ties.copied & items[right].ties.copied)
        reason = _alike(speakers[left], speakers[right])
        if reason:
            yield left, right, reason, True
        elif _same_words(folded[left], folded[right], COPIED_WORDS if copied else ENOUGH_WORDS):
            yield left, right, "same-words", True
        elif copied and not _are_two_bodies(speakers[left], speakers[right]):
            yield left, right, "copied", True


def _are_two_bodies(one: Speaker, other: Speaker) -> bool:
    """Answers whether two named voices are quoted: a page that repeats another may quote more bodies than that one."""
    return one.kind in _OF_ITS_OWN and other.kind in _OF_ITS_OWN


def _alike(one: Speaker, other: Speaker) -> str:
    kinds = {one.kind, other.kind}
    if kinds == {"state"}:
        return "organs-of-one-state"
    if kinds == {"family", "person"}:
        return "family-may-have-told"
    return why_alike(one, other) if kinds == {"named"} else ""


def _passage(item: Evidence) -> str:
    return fold(item.claim.basis.passage.quote) if item.claim.basis else ""


def _same_words(one: str, other: str, enough: int) -> bool:
    if min(len(one.split()), len(other.split())) < enough:
        return False
    return fuzz.ratio(one, other) >= SAME_WORDS or fuzz.token_sort_ratio(one, other) >= SAME_WORDS or one in other or other in one


def _join_other_letters(items: Sequence[Evidence], speakers: Sequence[Speaker], joined: _Joined) -> None:
    """Joins bodies named in one script to those in another where no list tells: each may be the other, translated."""
    unknown: dict[bool, list[int]] = {True: [], False: []}
    seen: set[int] = set()
    for item, speaker in enumerate(speakers):
        if speaker.kind == "named" and joined.root(item) not in seen and _is_unlisted(item, speakers, joined):
            seen.add(joined.root(item))
            unknown[speaker.script == "latn"].append(item)
    for left, right in zip(unknown[True], unknown[False], strict=False):
        joined.join(left, right, Joining(items[left].claim.fact.id, items[right].claim.fact.id, "other-letters", doubtful=True))


def _is_unlisted(item: int, speakers: Sequence[Speaker], joined: _Joined) -> bool:
    root = joined.root(item)
    members = [speaker for other, speaker in enumerate(speakers) if joined.root(other) == root and speaker.kind == "named"]
    return all(speaker.body < 0 for speaker in members) and len({speaker.script for speaker in members}) == 1


def _join_unsourced(items: Sequence[Evidence], speakers: Sequence[Speaker], joined: _Joined) -> None:
    """A page that names no source adds no voice: it is laid to the earliest voice there is."""
    sourced = [item for item, speaker in enumerate(speakers) if speaker.kind != "unsourced"]
    home = sourced[0] if sourced else 0
    for item, speaker in enumerate(speakers):
        if speaker.kind == "unsourced" and not any(joined.root(item) == joined.root(other) for other in sourced):
            left, right = items[home].claim.fact.id, items[item].claim.fact.id
            joined.join(home, item, Joining(left, right, "no-source-named", doubtful=True))


def _voice(members: Sequence[int], items: Sequence[Evidence], speakers: Sequence[Speaker], joined: _Joined) -> Voice:
    written = [speakers[item].written for item in members if speakers[item].kind in ("named", "state", "family")]
    documents = dict.fromkeys(items[item].document for item in members if items[item].document)
    return Voice(
        name=max(written, key=len, default=""),
        claims=tuple(items[item].claim.fact.id for item in members),
        documents=tuple(documents),
        joinings=tuple(joined.kept.get(joined.root(members[0]), ())),
    )
