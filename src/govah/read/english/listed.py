"""People whom a text names in one list: “A, B (27) and his brother C”, one below the other, and with some who are not named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from govah.read.english.lexicon import number_of, verb_forms, words_of
from govah.read.english.people import People
from govah.read.english.scene import Scene


@dataclass(frozen=True, slots=True)
class Listing:
    """People named in one list, in order."""

    sentence: int
    "The sentence that names them, or, of a list below a colon, the one that ends in it."
    members: tuple[int, ...]
    size: int
    "How many they are with those whom the list counts and does not name."
    first: int = 0
    "The token at which the list begins; 0 where it stands below."


_RELATIONS: Final = re.compile(
    r"(?i)\b(?:for|of|to|by|against|from|in|at|on|attorneys?|lawyers?|counsel|judge|said|says|told|that|who|whose|which|but|or|"
    r"while|when|after|before|if|than)\b"
)
_DESCENT: Final = re.compile(r"(?i)\b(?:son|daughter|child) of (?:[A-Z][\w'’-]+ ?){1,3}")
_ORIGIN: Final = re.compile(r"\b(?:from|of|in) (?:the )?(?:(?:village|city|town) of )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")
_JOINING: Final = re.compile(r"[,;&–—/]| - |--|\band\b|along with|together with|as well as|\n")
_MORE: Final = re.compile(
    r"(?:\s*\([^)]{0,40}\))?(?:,? (?:aged )?\d{1,2})?,? (?:and|along with|together with|as well as|plus|[–—-]+) "
    r"(?P<count>an|another|one|\w+|\d+) "
    r"(?P<kind>(?:[\w-]+ ){0,3}[\w-]+)"
)
_UNNAMED: Final = re.compile(r"(?i)\b(?:other|others|another|unnamed|unidentified|unknown|more|anonymous)\b")


def named_together(scene: Scene, people: People) -> Iterable[tuple[int, ...]]:
    """Gives those whom a sentence names in one list."""
    return [one.members for one in listings(scene, people)]


def listings(scene: Scene, people: People) -> Iterator[Listing]:
    """Gives the lists of a sentence: between two names stand only marks, ages, "and", and words in brackets or apposition."""
    row: list[int] = []
    first = last = -1
    for number, name in enumerate(scene.names):
        person = people.of(scene, number)
        if person is None:
            continue
        between = scene.text[scene.tokens[last - 1].end : scene.tokens[name.first].start] if last > 0 else ""
        owns = name.last < len(scene.tokens) and scene.tokens[name.last].lower == "'s" and between.strip() == ","
        if row and _joins(between) and not owns:
            row.append(person.number)
        else:
            yield from _whole(scene, row, first, last)
            row, first = [person.number], name.first
        last = name.last
    yield from _whole(scene, row, first, last)


def _whole(scene: Scene, row: Sequence[int], first: int, last: int) -> Iterator[Listing]:
    members = tuple(dict.fromkeys(row))
    more = _unnamed(scene, last) if members else 0
    if len(members) + more > 1:
        yield Listing(scene.number, members, len(members) + more, first)


def _unnamed(scene: Scene, last: int) -> int:
    """How many more a list counts behind its last name: "A, B and two unidentified men"."""
    match = _MORE.match(scene.text[scene.tokens[last - 1].end : scene.sentence.end][:120])
    if match is None:
        return 0
    told = f"{match.group('count')} {match.group('kind')}"
    count = 1 if match.group("count").lower() in {"an", "another", "one"} else number_of(match.group("count"))
    return count if count < 100 and _UNNAMED.search(told) else 0


def _joins(between: str) -> bool:
    plain = re.sub(r"\([^)]{0,60}\)", " ", between)
    plain = _ORIGIN.sub(" ", _DESCENT.sub(" ", plain))
    if not _JOINING.search(plain) or _RELATIONS.search(plain):
        return False
    return all(_is_minor(piece) for piece in _JOINING.split(plain))


def _is_minor(piece: str) -> bool:
    """An age, a title, a trade or a tie, and no clause: "24", "a teacher", "his brother"."""
    words = [word.lower() for word in re.findall(r"[\w'’-]+", piece)]
    told = [word for word in words if word in verb_forms() and word not in words_of("nouns") and not word.endswith("ed")]
    return len(words) <= 6 and not told and not re.search(r"[.:!?\"“”]", re.sub(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Eng)\.", "", piece))


def below(scenes: Sequence[Scene], number: int, people: People) -> Listing | None:
    """Gives the people at the head of the lines below a sentence that ends in a colon, if there are any."""
    lead = scenes[number]
    if not lead.text[: lead.sentence.end].endswith(":"):
        return None
    members: list[int] = []
    paragraph = lead.sentence.paragraph
    for scene in scenes[number + 1 : number + 60]:
        if scene.sentence.paragraph == paragraph:
            continue  # what an item goes on to say
        head = _at_head(scene, people)
        if head < 0 or scene.sentence.paragraph > paragraph + 1:
            break
        members.append(head)
        paragraph = scene.sentence.paragraph
    found = tuple(dict.fromkeys(members))
    return Listing(number, found, len(found)) if found else None


def _at_head(scene: Scene, people: People) -> int:
    """Whom an item of a list is about: the name that it opens with."""
    labelled = len(scene.row) > 2 and scene.row[1].kind == ":" and scene.row[0].kind in {"DATE", "NP"} and not scene.row[0].names
    phrase = scene.row[2 if labelled else 0] if scene.row else None
    opening = phrase.names[-1] if phrase is not None and phrase.kind == "NP" and phrase.names else -1
    person = people.of(scene, opening) if opening >= 0 else None
    finite = any(one.kind == "VG" and one.form == "finite" for one in scene.row[:3])
    return -1 if person is None or finite else person.number


_NUMBER: Final = re.compile(r"\(?(\d{1,2})[.)\-]\s+$")


def numbered(scenes: Sequence[Scene], people: People) -> Iterator[Listing]:
    """Gives those who stand at the head of items numbered from one, as the parties of a judgment do; at the last item."""
    members: list[int] = []
    for scene in scenes:
        start = scene.sentence.start
        told = _NUMBER.search(scene.text[max(0, start - 6) : start])
        head = _at_head(scene, people) if told else -1
        if told is None or head < 0:
            continue
        if int(told.group(1)) != len(members) + 1:
            members = []
        if int(told.group(1)) == len(members) + 1:
            members.append(head)
        if len(set(members)) > 1:
            yield Listing(scene.number, tuple(members), len(members))
