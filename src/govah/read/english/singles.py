"""One word for a person whom the text names no fuller, and no list holds: only what is said of people tells that it is one."""

from __future__ import annotations

import re
from typing import Final

from govah.read.english.lexicon import is_person_noun, name_words
from govah.read.english.names import Name
from govah.read.english.scene import Scene

_SUFFERED: Final = re.compile(
    r" (?:was|has been|had been)(?: (?:first|also|again|later|then|previously|once|\w+ly))*"
    r" (?:(?:re-?)?arrested|jailed|imprisoned|sentenced|acquitted|tortured|hanged|beheaded|abducted|kidnapped|interrogated)\b"
)
"""What is done to people alone: a ship is detained, an album released, a company charged."""
_CALLED: Final = re.compile(
    r", (?:an?|the|(?:the )?[\w-]+['’]s?) (?:[\w'’-]+ ){0,3}?([\w-]+)(?= (?:of|at|in|for|with|from|who|and)\b|,)"
)


def acts_alone(scene: Scene, name: Name) -> bool:
    """As in "Tolvane, the former president of the party, was jailed", "Sibrana was first arrested in 2012"."""
    word = scene.tokens[name.first]
    if name.first or name.last != 1 or len(word.text) < _SHORTEST or re.search(rf"\b{re.escape(word.lower)}\b", scene.text):
        return False  # a word that the text writes small is no name
    if _SUFFERED.match(scene.text, word.end, scene.sentence.end):
        return True
    called = _CALLED.match(scene.text, word.end, scene.sentence.end)
    return called is not None and _is_somebody(called.group(1).lower())


_LEADERS: Final = frozenset({"founder", "secretary-general", "co-founder", "vice-president", "spokesperson", "treasurer"})


def _is_somebody(noun: str) -> bool:
    return is_person_noun(noun) or noun in name_words("officials") or noun in _LEADERS


_SHORTEST: Final = 4
