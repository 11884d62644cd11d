"""Who did it and who ordered it, where the sentence itself says so: an organ behind "by" or as the subject, a court's verdict.

Invariant: it is asked of a claim that stands, affirmed; a wrong organ is a false fact, so where it is not plain nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from govah.read.english.claims import Draft
from govah.read.english.phrases import Phrase
from govah.read.english.roles import subject
from govah.read.english.scene import Scene
from govah.read.english.terms import term_in
from govah.records import AFFIRMED, FoundClaim, Stance, Value
from govah.words import table

CARRIED_OUT: Final = "carried_out_by"
ORDERED: Final = "ordered_by"
LONGEST: Final = 160
"""Code points up to which the act and who did it are given together, as written."""
_ORDER: Final = re.compile(
    r"(?i)\b(?:on|under|at|by|following|upon|acting on) (?:the |an |a )?(?:\w+ )?orders? (?:of|from|by|issued by|signed by) "
)
_BRANCH: Final = re.compile(
    r"(?i)\b(?:the )?(?:\w+ )?branch (?:no\. |number )?(?:\d+|one|two|three|four) of (?:the )?$|\bjudge [^,;]{3,40} of $"
)


_OWN: Final = frozenset({("his",), ("her",), ("their",)})
"""What is left of "his home" where "home" is taken for an adverb."""
_TAKEN_FOR: Final = re.compile(r"(?i)\b(?:believed|thought|suspected|said|understood) to be")


def responsible(drafts: Iterable[Draft]) -> Iterator[FoundClaim]:
    """Gives who carried out and who ordered what these claims tell, each once; of what is denied or not known nothing."""
    seen: set[tuple[str, str, str, str]] = set()
    drafts = list(drafts)
    is_home = bool(drafts) and _is_of_iran(drafts[0].scene.text)
    for draft in drafts:
        if draft.claim.stance not in AFFIRMED:
            continue
        for claim in (*_doers(draft), *_orders(draft)):
            if not is_home and claim.value.term in _OF_ANY_COUNTRY:
                continue  # the police of another country are not those of the vocabulary
            key = (claim.person, claim.predicate, claim.value.term or claim.value.text, claim.stance.value)
            if key not in seen:
                seen.add(key)
                yield claim


_MILITARY: Final = re.compile(r"(?i)\bmilitary\b")
"""It may be the army's, or the Guards': the word alone names neither."""
_OF_ANY_COUNTRY: Final = frozenset(
    ["police", "army", "special_units", "security_police", "investigation_police", "cyber_police", "prison_guard"]
)
"""Organs whose names every country has."""
_IRAN: Final = re.compile(r"\bIran|\bIRGC\b|\bBasij|\bEvin\b|Revolutionary (?:Guard|Court)|\bPersian\b")
_SHORTEST_PLACE: Final = 4


def _is_of_iran(text: str) -> bool:
    """Whether a text speaks of Iran or a place in it: its "police" and "army" are Iran's."""
    return bool(_IRAN.search(text)) or not _places().isdisjoint(re.findall(r"\b[A-Z][a-z]+\b", text))


@cache
def _places() -> frozenset[str]:
    return frozenset(name for name in str(table("reading/en/places")["iran"]).split() if len(name) >= _SHORTEST_PLACE)


def _doers(draft: Draft) -> Iterator[FoundClaim]:
    scene, place, predicate = draft.scene, draft.place, draft.claim.predicate
    told = _table()
    phrase = scene.row[place]
    decides = predicate in told["deciding"]
    verbs = told["deciding"].get(predicate) or told["transitive"].get(predicate)
    if verbs is None or (phrase.kind == "VG" and phrase.head not in verbs):
        return
    low, high = _doing(scene, place, decides=decides)
    if high <= low or not _plain(scene.text[low:high]):
        return
    words = scene.text[low:high]
    term = term_in("courts" if decides else "organs", _MILITARY.sub(" ", words))
    if decides:
        if not _pattern("courts").search(words):
            return
    elif not term:
        return
    yield _claim(draft, ORDERED if decides else CARRIED_OUT, (low, high), term)


def _doing(scene: Scene, place: int, *, decides: bool) -> tuple[int, int]:
    """Gives where the sentence names who does it: behind "by", or the subject of a verb that has an object."""
    row, phrase = scene.row, scene.row[place]
    if phrase.kind == "NP" or phrase.passive or phrase.form == "part":
        return _behind_by(scene, place, decides=decides)
    doing = subject(row, place)
    if not doing or phrase.negated or phrase.modal or max(doing) >= place:
        return 0, 0
    low, high = _from_branch(scene, scene.start_of(min(doing))), scene.end_of(max(doing))
    between = row[max(doing) + 1 : place]
    if decides and all(one.kind in {"P", "NP", "A", ",", "VG", "DATE"} for one in between) and not _another_verb(between):
        high = scene.start_of(place)
    elif any(one.kind == "P" and one.head == "of" for one in between[:1]):
        last = max(doing) + 1
        while (
            last + 1 < place
            and row[last].kind == "P"
            and row[last].head in {"of", "in", "from", "at"}
            and row[last + 1].kind == "NP"
        ):
            last += 2
        high = scene.end_of(last - 1)
    return low, _trimmed(scene.text, low, high)


def _from_branch(scene: Scene, low: int) -> int:
    """Where the words begin with the branch of the court that they name ("Branch 2 of the Isfahan Revolutionary Court")."""
    found = _BRANCH.search(scene.text[scene.sentence.start : low])
    return scene.sentence.start + found.start() if found else low


def _another_verb(between: Sequence[Phrase]) -> bool:
    """Whether a verb other than "presided over by" stands between a court and its verdict."""
    return any(one.kind == "VG" and one.head not in {"preside", "head", "chair", "lead"} for one in between)


def _behind_by(scene: Scene, place: int, *, decides: bool) -> tuple[int, int]:
    row = scene.row
    for at in range(place + 1, min(len(row) - 1, place + 10)):
        one = row[at]
        if one.kind in {"VG", "S", "W", ":", ";", "."}:
            break
        if one.kind == "P" and one.head == "by" and row[at + 1].kind == "NP":
            if row[at - 1].words == ("not",) or re.search(r"(?i)\bnot $", scene.text[: scene.start_of(at)]):
                break
            return scene.start_of(at + 1), _end_of_agent(scene, at + 1)
        if not decides and one.kind == "NP" and one.words != ("dead",) and not _is_place(scene, at):
            break
    return 0, 0


def _is_place(scene: Scene, at: int) -> bool:
    """Whether a noun phrase between verb and "by" only tells where or when: "at his home in Rasht by agents of …"."""
    phrase = scene.row[at]
    behind = scene.row[at - 1].head in {"in", "at", "on", "near", "from", "outside", "inside", "into", "to"}
    return phrase.head in _table()["places"] or phrase.words in _OWN or (behind and scene.of(phrase)[:1].isupper())


def _end_of_agent(scene: Scene, at: int) -> int:
    """Where the words end that name who did it: the noun phrase with what hangs on it, or stands beside it by "and"."""
    row, last = scene.row, at
    while (
        last + 2 < len(row)
        and row[last + 2].kind == "NP"
        and (row[last + 1].kind == "C" or (row[last + 1].kind == "P" and row[last + 1].head in {"of", "from", "with"}))
    ):
        last += 2
    named = next((place for place in range(last + 1, len(row)) if row[place].kind != "VG"), len(row))
    if last + 1 < named < len(row) and row[named].kind == "NP":
        between = scene.text[scene.end_of(last) : scene.start_of(named)].strip()
        return _end_of_agent(scene, named) if _TAKEN_FOR.fullmatch(between) else scene.end_of(last)
    return scene.end_of(last)


def _orders(draft: Draft) -> Iterator[FoundClaim]:
    """As in "was transferred to solitary confinement on the orders of the Shiraz prosecutor", within the act's own clause."""
    scene = draft.scene
    if draft.claim.predicate not in _table()["transitive"]:
        return
    tail = scene.tail(draft.place, 160)
    found = _ORDER.search(tail)
    if found is None or re.search(r"[.;:]|\b(?:who|which|that|and|but|after|while|because|as)\b", tail[: found.start()]):
        return
    low = scene.end_of(draft.place) + found.end()
    ends = re.search(
        r"[,.;:()]|\b(?:who|which|that|and|but|after|while|because|as|on|to|for|without)\b", scene.text[low : scene.sentence.end]
    )
    high = _trimmed(scene.text, low, low + ends.start() if ends else scene.sentence.end)
    words = scene.text[low:high]
    term = term_in("courts", words) or term_in("organs", words)
    if (term or _pattern("offices").search(words)) and _plain(words) and len(words) <= LONGEST:
        yield _claim(draft, ORDERED, (low, high), term)


def _claim(draft: Draft, predicate: str, who: tuple[int, int], term: str) -> FoundClaim:
    """The claim, with the act and its doer as written where they stand near each other."""
    scene, text = draft.scene, draft.scene.text
    low, high = min(who[0], scene.start_of(draft.place)), max(who[1], scene.end_of(draft.place))
    low, high = (low, high) if high - low <= LONGEST else who
    start, end = min(draft.claim.start, low), max(draft.claim.end, high)
    hedged = _pattern("hedged").search(text[min(who[0], scene.end_of(draft.place)) : who[1]])
    return replace(
        draft.claim,
        predicate=predicate,
        value=Value(" ".join(text[low:high].split()), term),
        stance=Stance.ALLEGED if hedged else draft.claim.stance,
        quote=text[start:end],
        start=start,
        end=end,
        rule=f"en-{'who' if predicate == CARRIED_OUT else 'order'}-{draft.claim.predicate}/1",
        score=max(1, draft.claim.score - 100),
    )


def _plain(words: str) -> bool:
    """Whether nothing in the words makes them another's, a doubt between two, or no hand of the state."""
    return not (
        _pattern("not_hands").search(words)
        or _pattern("abroad").search(words)
        or re.search(r"(?i)\b(?:or|either|neither)\b", words)
    )


def _trimmed(text: str, low: int, high: int) -> int:
    while high > low and not (text[high - 1].isalnum() or text[high - 1] in ")”’"):
        high -= 1
    return high


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("(?i)" + _table()[name])


@cache
def _table() -> Any:
    return table("reading/en/responsibility")
