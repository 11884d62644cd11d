"""What a text says is not known, not announced or not told: the charge, the place, the verdict; and who has vanished by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from govah.read.english.charges import place_at_offset
from govah.read.english.coreference import Memory
from govah.read.english.event import Event
from govah.read.english.lexicon import name_words
from govah.read.english.roles import subject
from govah.read.english.scene import Scene

_TELL: Final = (
    r"(?:announce|disclose|reveal|release|publish|specify|declare|state|explain|clarify|communicate|make public|elaborate on|"
    r"comment on|give|provide|offer|issue|confirm|say(?= (?:what|where|why|on)\b)|tell|inform|notify)"
)
_TOLD: Final = (
    r"(?:announced|disclosed|revealed|released|published|specified|declared|stated|explained|clarified|communicated|made public|"
    r"elaborated on|commented on|given|provided|offered|issued|confirmed|said(?= (?:what|where|why|on)\b)|told|informed|"
    r"notified|ascertained|established|determined|found out)"
)
_FIND: Final = r"(?:determine|ascertain|establish|verify|confirm|find out|learn|discover)"
_SLOW: Final = r"(?:(?:yet|so far|still|been|immediately|formally|officially|publicly|even|be|even yet|as yet|also) )*"
_UNCLEAR: Final = r"(?:unclear|unknown|uncertain|undisclosed|unspecified|unannounced|unavailable|unconfirmed)"
_ASKED: Final = re.compile(
    r"(?i)\b(?:"
    rf"it (?:is|was|remains|remained) (?:[\w-]+ ){{0,2}}?(?:not (?:[\w-]+ ){{0,2}}?(?:clear|known)|{_UNCLEAR})|"
    r"no (?:\w+ ){0,2}?(?:information|details?|news|word|data|explanations?|reasons?|statement|comment) (?:\w+ ){0,4}?"
    r"(?:on|about|regarding|concerning|of|as to|for|why|where)|"
    r"(?:has|have) not (?:released|given|provided|published|disclosed) any (?:information|details) (?:on|about|regarding|of)|"
    rf"(?:(?:has|have|had|did|does|do|was|were|is|are|would|will|could) (?:not|never|n['’]t)|"
    rf"(?:has|have|had|did|does|do|was|were|is|are|would|could)n['’]t|yet to|without|nor|or|neither) {_SLOW}"
    rf"(?:{_TELL}|{_TOLD}|{_FIND}|(?:being |having been )?{_TOLD}|"
    r"able to (?:ascertain|determine|verify|confirm|establish|find out)|know|known|knowing|aware of|knowledge of)|"
    rf"(?:refus|declin|fail)(?:ed|es|ing|e|s)? to (?:even )?{_TELL}|unable to {_FIND}|"
    r"(?:nobody|no one|none of \w+) (?:yet |still )?knows|in the dark (?:about|as to|over)|unaware of|"
    r"(?:said|says?|saying) nothing (?:about|on|of)|not been given (?:any )?(?:information|reasons?|explanation))\b"
)
"""What stands before the thing that is not known or not told."""
_LEFT_OPEN: Final = re.compile(
    rf"(?i)\b(?:remain(?:s|ed)? (?:[\w-]+ )?{_UNCLEAR}|(?<!would have )(?:is|are|was|were|been) "
    rf"(?:still |currently |as yet )?(?:{_UNCLEAR}|"
    r"not (?:[\w-]+ )?(?:known|clear|available|been (?:announced|disclosed|published)))|(?:has|have) not (?:yet |so far )?been "
    r"(?:\w+ly )?(?:announced|disclosed|released|published|made public|revealed|specified|clarified|given|explained))\b"
)
"""What stands behind it."""
_CHARGE: Final = (
    r"\b(?:charges?|accusations?|indictment)\b|\bwhy\b[^.;,]{0,40}?\b(?:arrest|detain|held|taken|seiz|imprison|jail|summon|"
    r"in (?:prison|custody|detention))\w*|"
    r"\b(?:reasons?|grounds|motives?|explanation|basis) (?:\w+ ){0,2}?(?:(?:for|of|behind|underlying|was given for|given for) )?"
    r"(?:(?:the|his|her|their|its|this|these|[\w.'’-]+['’]s?) )?(?:\w+ )?(?:arrests?|detentions?|imprisonment|summons)\b"
)
_TOPICS: Final = (
    (re.compile(rf"(?i){_CHARGE}"), "charged_with", ""),
    (re.compile(r"(?i)\bwhereabouts\b|\bfates?\b"), "disappeared", "place_of_detention"),
    (
        re.compile(
            r"(?i)\b(?:current |exact |precise )?locations?\b|\bplaces? of detention\b|"
            r"\b(?:where|in which|which (?:prison|facility|ward))\b.{0,40}\b"
            r"(?:held|detained|kept|imprisoned|jailed|taken|transferred)\b|"
            r"\bwhere (?:he|she|they|[A-Z]\w+) (?:is|are|was|were)(?: (?:now|currently))?\W*$|\bplace where\b"
        ),
        "detained_at",
        "place_of_detention",
    ),
    (re.compile(r"(?i)\b(?:status|condition|situation|well-?being|health|state)\b"), "other", "present_state"),
    (re.compile(r"(?i)\bcauses? of\b|\bidentit(?:y|ies)\b|\bappeal(?:ed)?\b"), "other", ""),
    (re.compile(r"(?i)\barrest\b|\bdetention\b|\bdetained\b|\barrested\b"), "arrested", ""),
    (re.compile(r"(?i)\btrial\b|\bjudicial process\b|\bcourt (?:date|session|hearing)\b|\bhearing\b"), "tried_by", ""),
    (re.compile(r"(?i)\bsentence[ds]?\b|\bverdict\b|\bruling\b"), "sentenced_to", ""),
    (re.compile(r"(?i)\bexecut\w+\b|\bhanged\b"), "executed", ""),
    (re.compile(r"(?i)."), "other", ""),
)
"""What it is that nobody knows: pattern, predicate, and the vocabulary's word for it."""
_TOGETHER: Final = frozenset({"charged_with", "disappeared", "detained_at"})
"""What a sentence may say in one breath that nobody knows: "The reasons for the arrest and their whereabouts are unknown"."""
_CLAUSE: Final = re.compile(r"[;:]|\bbut\b|\balthough\b|\bwhile\b|\bthough\b|, (?:and|who|which)\b|\bsince\b|\bafter\b")
_TAKEN: Final = re.compile(
    r"(?i)\b(?:arrest\w*|detention|detain\w*|held|taken|abduct\w+|seiz\w+|custody|prison\w*|jail\w*|kidnap\w+|disappear\w*|missing)\b"
)
_FLED: Final = re.compile(r"(?i)\b(?:fled|flee|fugitive|in hiding|at large|escaped?|on the run|wanted by)\b")
_SOMEBODY: Final = re.compile(r"\W*(?:him|her|them|[A-Z])")
_KEPT: Final = re.compile(r"(?i)(?:refus|declin|fail)")
_TO_KIN: Final = re.compile(
    r"(?i)\W*(?:(?:his|her|their|the|them|him|[\w.'’-]+['’]s?) )?(?:family|families|relatives|parents|wife|husband|mother|father|"
    r"brother|sister|lawyers?)\b"
)
_OF_KIN: Final = re.compile(
    r"(?i)\b(?:his|her|their|whose|[\w'’-]+['’]s?) (?:\w+ )?(?:brothers?|sisters?|sons?|daughters?|wife|husband|father|mother|"
    r"parents|cousins?|friends?|colleagues?|children)['’]s?(?:\W|$)"
)
_AUTHORITY: Final = re.compile(
    r"(?i)\b(?:authorities|government|officials?|police|court|judiciary|prosecutors?|ministry|regime|army|military|guards?|agents|"
    r"forces|prison|security|intelligence|officers?|state|administration)\b"
)
_REASON: Final = re.compile(r"(?i)\b(?:reasons?|explanations?|grounds)\b.*\bfor$")
_THE_ARREST: Final = re.compile(r"(?i)\W*(?:(?:the|his|her|their|[\w.’'-]+['’]s?) )?(?:\w+ )?(?:arrest|detention)")
_TELLS: Final = re.compile(r"(?i)\b(?:tell|told|inform|notif)\w*$")
_TELLING: Final = re.compile(r"(?i)\b(?:is|are|was|were|has|have|had|been|said|says|arrested|detained|took|sentenced)\b")
_WIDE: Final = frozenset({"", "other"})


GONE: Final = frozenset({"en-whereabouts/1", "en-where-withheld/1", "en-unaware/1"})
"""Rules by which somebody has vanished, since nobody is told where he is."""


def asks_where(event: Event) -> bool:
    """Answers whether it tells where somebody is held only to say that nobody is told: "refused to say where he was held"."""
    if event.predicate == "detained_at" and event.stance == "unknown":
        return True
    lead = event.scene.lead(event.place)
    return event.predicate == "detained_at" and re.search(r"(?i)\bwhere\b[^,;.]{0,60}$", lead) is not None


def unknowns(scene: Scene, memory: Memory) -> Iterator[Event]:
    """Gives what a sentence says is not known, of whom, and which question of the desk it leaves open."""
    for found, told, start in _tellings(scene.text[scene.sentence.start : scene.sentence.end]):
        listed = _listed(found, told)
        trigger = place_at_offset(scene, scene.sentence.start + found.start())
        for predicate, term in listed:
            persons = _named_within(scene, memory, start, start + len(told))
            persons = persons or (() if _OF_KIN.search(told) else _else(scene, memory, predicate, trigger))
            if persons:
                place = place_at_offset(scene, scene.sentence.start + start + _at(told, predicate, term))
                event = _event(scene, memory, place, (predicate, term), persons, told.strip(" ,."))
                yield replace(event, chain=_silent(scene, found) if event.stance else ())
        if listed:
            return


def _at(told: str, predicate: str, term: str) -> int:
    """Where the words name the thing that is not known."""
    found = (pattern.search(told) for pattern, *kind in _TOPICS if kind == [predicate, term])
    return next((one.start() for one in found if one is not None), 0)


def _silent(scene: Scene, found: re.Match[str]) -> tuple[str, ...]:
    """Who does not tell: the authorities that "have yet to announce", "refused to say"."""
    verb = place_at_offset(scene, scene.sentence.start + found.end() - 1)
    while verb > 0 and scene.row[verb].kind != "VG":
        verb -= 1
    doing = subject(scene.row, verb) if scene.row[verb].kind == "VG" and not scene.row[verb].passive else []
    told = scene.of(scene.row[doing[0]]) if doing else ""
    return (told,) if _AUTHORITY.search(told) else ()


def _tellings(text: str) -> Iterator[tuple[re.Match[str], str, int]]:
    """Gives the words that say that something is not known, what it may be, behind them or before, and where that begins."""
    for found in _ASKED.finditer(text):
        told = _CLAUSE.split(text[found.end() :])[0]
        yield found, told, found.end()
    for found in _LEFT_OPEN.finditer(text):
        told = _own_clause(text[: found.start()])
        yield found, told, found.start() - len(told)


def _own_clause(lead: str) -> str:
    """The clause that ends there: behind the last mark that parts clauses, unless what stands before it is of the same list."""
    told = re.split(r"[;:]|\b(?:but|although|while|though)\b", lead)[-1]
    parts = list(_CLAUSE.finditer(told))
    return told[parts[-1].end() :] if parts and _TELLING.search(told[: parts[-1].start()]) else told


def _listed(found: re.Match[str], told: str) -> list[tuple[str, str]]:
    """Which things the words name: several of those that stand in one breath, else the first."""
    asked = found.re is _ASKED
    if not re.search(r"\w", told) or (asked and _reads_itself(found.group(), told)):
        return []
    if not asked and re.match(r"(?i)\W*(?:(?:and|or) )?(?:whether|when|who)\b", told):
        return []
    kept = _KEPT.match(found.group()) or (_TO_KIN.match(told) and _TELLS.search(found.group()))
    if asked and _REASON.search(found.group()) and _THE_ARREST.match(told):
        return [("charged_with", "")]  # "no explanation was given for his arrest"
    several = [(predicate, term) for pattern, predicate, term in _TOPICS if predicate in _TOGETHER and pattern.search(told)]
    if several:  # that his family is told nothing of where somebody is says that he has vanished, which others read
        return [one for one in several if not (kept and one[0] == "detained_at")]
    if (asked and not _plainly_asks(found.group())) or re.match(r"\W*where\b", told):
        return []
    return [next((predicate, term) for pattern, predicate, term in _TOPICS if pattern.search(told))]


def _reads_itself(words: str, told: str) -> bool:
    """Whether a clause follows that is read by its own verb, or nothing is heard of somebody: "no news of X"."""
    if re.match(r"\W*(?:whether|if|that|how|when|who)\b", told):
        return True
    if re.search(r"(?i)\b(?:news|word)(?: (?:about|on|of|from))*$", words) and _SOMEBODY.match(told):
        return True
    return re.match(r"\W*why\b", told) is not None and not re.search(_CHARGE, told, re.IGNORECASE)


def _plainly_asks(words: str) -> bool:
    """Whether the words say by themselves that something is not known, whatever it is: "it is unclear", "no details about"."""
    return re.match(r"(?i)it |no |(?:has|have) not (?:released|given|provided|published|disclosed) any", words) is not None or (
        re.search(r"(?i)\b(?:ascertain\w*|establish\w*|determine\w*|found out)$", words) is not None
    )


def _event(scene: Scene, memory: Memory, place: int, topic: tuple[str, str], persons: tuple[int, ...], told: str) -> Event:
    predicate, term = topic
    value = re.sub(r"^(?:while|although|though|however|but|and)\b,? ", "", told, flags=re.IGNORECASE)[:120]
    if predicate == "disappeared" and _is_taken(scene, memory, persons):
        return Event(scene, place, predicate, persons, "en-whereabouts/1", noun=True, negative=True, value=value)
    predicate = "detained_at" if predicate == "disappeared" else predicate
    return Event(scene, place, predicate, persons, "en-not-known/1", noun=True, stance="unknown", value=value, term=term)


def _is_taken(scene: Scene, memory: Memory, persons: tuple[int, ...]) -> bool:
    """Whether the text has told that somebody was taken, so that nobody's knowing where he is means that he has vanished."""
    told = scene.text[scene.sentence.start : scene.sentence.end]
    if _FLED.search(told) or re.search(rf"(?i)(?:not|n['’]t) (?:{_SLOW})?(?:able to )?{_FIND}", told):
        return False
    earlier = memory.scenes[max(0, scene.number - 8) : scene.number]
    named = any(memory.people.everybody[one].seen[:1] != [scene.number] for one in persons)
    before = named and any(_TAKEN.search(one.text[one.sentence.start : one.sentence.end]) for one in earlier)
    return before or bool(_TAKEN.search(told))


def _named_within(scene: Scene, memory: Memory, start: int, end: int) -> tuple[int, ...]:
    found: list[int] = []
    for phrase in scene.row:
        if phrase.kind == "NP" and start <= scene.tokens[phrase.first].start - scene.sentence.start < end:
            of_kin = phrase.owner is not None and _OF_KIN.search(scene.of(phrase))
            found += () if of_kin else memory.owner_of(scene, phrase) or memory.mean(scene, phrase)
    known = [one for one in dict.fromkeys(found) if not memory.people.everybody[one].official]
    return tuple([one for one in known if one in memory.focus] or known)


def _else(scene: Scene, memory: Memory, predicate: str, place: int) -> tuple[int, ...]:
    """Whom the charge is brought against where the words do not say: the relative's own, the clause's, or the last."""
    if predicate in _WIDE:
        return ()
    for phrase in scene.row[: place + 1]:
        if phrase.kind == "NP":
            kin = bool(set(phrase.words) & (name_words("kin") | {"lawyer", "lawyers", "family"}))
            persons = memory.owner_of(scene, phrase) if phrase.owner is not None and kin else memory.mean(scene, phrase)
            persons = tuple(one for one in persons if one in memory.focus)
            if persons:
                return persons
    named = any(phrase.names for phrase in scene.row)
    near = [one for one in dict.fromkeys(number for _, number in memory.recently(scene.number - 2)) if one in memory.focus]
    return tuple(near) if len(near) == 1 and not named else ()
