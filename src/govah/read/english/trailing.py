"""Who is named behind a statement as the one who says it: ", her foundation has said", ", said Mousavi", ", as reported by X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govah.read.english.clauses import with_saying
from govah.read.english.lexicon import name_words
from govah.read.english.roles import agents, behind, objects
from govah.read.english.scene import Scene
from govah.read.english.sources import Voice, clause_start, may_speak, next_comma, source, sources, verb_stance
from govah.records import Stance


def trailing(scene: Scene, place: int) -> Voice | None:
    """A verb of saying behind the statement: ", her foundation has said", ", said Mousavi", "X was quoted as saying"."""
    row = scene.row
    for at in range(len(row) - 1, place, -1):
        verb = row[at]
        if verb.kind == "VG" and verb.form == "ger" and verb_stance(verb.head) is not None and with_saying(scene, at):
            return Voice(verb_stance(verb.head) or Stance.REPORTED, (source(scene, at - 1),))
        if verb.kind != "VG" or verb.form not in {"finite", "part"} or verb.negated or verb_stance(verb.head) is None:
            continue
        if verb.head in {"publish", "carry", "print"} and verb.passive:
            return Voice(Stance.REPORTED, tuple(sources(scene, behind(row, at, frozenset({"in", "by", "on"}), 3))))
        if (
            verb.head in {"report", "confirm", "announce", "verify"}
            and verb.passive
            and verb.form == "finite"
            and not any(one.kind == "VG" and one.form == "finite" for one in row[place + 1 : at])
        ):
            return Voice(Stance.REPORTED, tuple(sources(scene, agents(row, at))))
        if verb.head == "quote" and not verb.passive and objects(row, at) and row[objects(row, at)[0]].first > row[place].first:
            start = clause_start(scene, at, place)
            if start is not None:
                return Voice(Stance.REPORTED, (source(scene, start), *sources(scene, objects(row, at))))
        doing = _apposed_speaker(scene, at, place) or _speaker_behind(scene, at, place)
        if doing:
            doing = [*doing, *_cited(scene, at)]
            stance = verb_stance(verb.head) or Stance.REPORTED
            return Voice(stance, tuple(doing))
    return None


def _speaker_behind(scene: Scene, at: int, place: int) -> list[str]:
    row = scene.row
    verb = row[at]
    back = at - 1
    if (
        back > place
        and verb.head != "tell"
        and row[back].kind == ","
        and at + 1 < len(row)
        and row[at + 1].kind == "NP"
        and may_speak(scene, at + 1, verb.head)
        and not (at + 2 < len(row) and row[at + 2].kind == "VG")
    ):
        return sources(scene, [at + 1, *[n for n in objects(row, at) if n != at + 1]])[:1]
    start = clause_start(scene, at, place)
    if start is None:
        return []
    following = row[at + 1] if at + 1 < len(row) else None
    if verb.passive and verb.head != "quote":
        return []
    if any(one.kind == "S" and one.head == "that" for one in row[at + 1 : next_comma(row, at)]):
        return []
    timed = {word for one in row[at + 1 : at + 3] for word in one.words} & _LATER
    if following is not None and following.kind == "NP" and timed:
        following = None  # ", a cellmate recalled years later,"
    if following is not None and (following.kind == "S" or (following.kind == "NP" and verb.head != "tell")):
        return []
    return sources(scene, [start])


_LATER: Final = frozenset({"later", "earlier", "ago", "yesterday", "today"})


def _apposed_speaker(scene: Scene, at: int, place: int) -> list[str]:
    """As in ", his wife, X, said", ", X, the head of the circle, said": two noun phrases in apposition, then the verb alone."""
    row = scene.row
    if at < 4 or row[at - 1].kind != "," or row[at].form not in {"part", "finite"} or len(row[at].words) > 2 or row[at].negated:
        return []
    if at + 1 < len(row) and row[at + 1].head == "by":
        return []
    second = _chain_from(scene, at - 2)
    first = _chain_from(scene, second - 2) if second > 1 and row[second - 1].kind == "," else -1
    if first <= place or first < 0 or (first and row[first - 1].kind not in {",", "-", ".", "'"} and row[first].owner is None):
        return []
    named = [any(one.names for one in row[first : second - 1]), any(one.names for one in row[second : at - 1])]
    return [scene.text[scene.start_of(first) : scene.end_of(at - 2)]] if named[0] != named[1] else []


def _chain_from(scene: Scene, last: int) -> int:
    """Where the noun phrase that ends there begins, with the prepositions that belong to it."""
    row, at = scene.row, last
    if row[at].owner is not None and set(row[at].words) & (name_words("kin") | {"lawyer", "attorney"}):
        return at  # "the injustice in his case his lawyer, X, said"
    while at >= 2 and row[at].kind == "NP" and row[at - 1].kind == "P" and row[at - 2].kind == "NP":
        at -= 2
    return at if row[at].kind == "NP" else -1


def _cited(scene: Scene, at: int) -> list[str]:
    """As in "the broadcaster reported citing a source close to the family"."""
    row = scene.row
    step = at + 1
    while step < len(row) and row[step].kind in {",", "A", "DATE", "P"} and step < at + 4:
        step += 1
    if step + 1 < len(row) and row[step].kind == "VG" and row[step].form == "ger" and row[step].head in {"cite", "quote"}:
        return sources(scene, objects(row, step)[:1])
    return []


def one_behind_other(heard: Sequence[Voice]) -> Voice | None:
    """Gives the first voice; where things only suggest what somebody says, his: "marks suggest torture, the group said"."""
    if not heard:
        return None
    first, outer = heard[0], heard[-1].chain
    things = first.stance is Stance.ALLEGED and not _SPEAKER.search(first.chain[0])
    return Voice(first.stance, outer) if things and len(heard) > 1 else first


_SPEAKER: Final = re.compile(
    r"^[A-Z]|\b(?:he|she|they|who|family|lawyers?|officials?|groups?|activists|police|sources?|relatives|father|mother|wife|"
    r"husband|brother|sister|prisoners?|witness(?:es)?|authorities|prosecutors?)\b"
)
