"""Who denies what: the accused and those who stand by them a charge, the authorities what they are said to have done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govah.read.english.charges import place_at_offset
from govah.read.english.coreference import HE, SHE, THEY, Memory
from govah.read.english.event import Event, meant
from govah.read.english.lexicon import name_words
from govah.read.english.phrases import Phrase
from govah.read.english.roles import agents, objects, subject
from govah.read.english.scene import Scene

ACCUSATIONS: Final = (
    "forced_confession",
    "tortured",
    "died_in_custody",
    "killed",
    "denied_lawyer",
    "denied_family_contact",
    "disappeared",
    "arrested",
)
"""What authorities deny when they deny "the accusations", the gravest word first."""
_DENY: Final = frozenset({"deny", "reject", "dismiss", "refute", "dispute", "contest", "repudiate", "rebut"})
_OWN_UP: Final = frozenset({"accept", "admit", "acknowledge", "recognise", "recognize"})
"""Verbs that deny where they are negated: "did not accept the charges"."""
_CHARGE: Final = re.compile(r"(?i)\b(?:charges?|accusations?|allegations?|counts?|indictment|claims?)\b")
_DENIED_THINGS: Final = re.compile(
    r"(?i)\b(?:charges?|accusations?|allegations?|claims?|involvement|wrongdoing|wrong-doing|guilt|activit(?:y|ies)|role|part|"
    r"links?|ties?|connections?|crimes?|offen[cs]es?|membership)\b"
)
_OF_A_COURT: Final = re.compile(
    r"(?i)\b(?:court|judge|tribunal|prosecutor|jury|magistrate|judiciary|police|ministry|authorities|officials?|officers?|"
    r"government|regime|state|army|military|intelligence|irgc|prison|guards?|spokes\w+|agents?|forces|media|agency|minister|"
    r"president|foreign ministry|embassy|commander|governor)s?\b"
)
"""Who brings charges and is accused of harm: when these "deny the accusations", it is not the charge."""
_BESIDE: Final = frozenset(
    {"lawyer", "lawyers", "attorney", "attorneys", "counsel", "supporters", "employer", "colleagues", "friends", "defence",
     "defense", "family", "relatives", "team", "newspaper", "party", "company", "university", "organisation", "organization"}
)  # fmt: skip
"""Who may deny a charge for the accused."""
_SAID: Final = r"(?:(?:has|have|had) )?(?:(?:\w+ly|always|also|both|all|never|since) )*"
_WHO: Final = (
    r"(?P<who>(?:both |all )?(?:he|she|they)(?: and (?:his|her|their|the) (?:[\w-]+ ){0,2}?[\w-]+)?|"
    r"(?:both |all )?(?:his|her|their) (?:[\w-]+ ){0,2}?[\w-]+(?: and (?:\w+ )?[\w-]+)?|"
    r"(?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+){0,2}(?: and (?:his|her|their) [\w-]+)?|"
    r"(?:both|all|the) (?:men|women|accused|defendants?|brothers|couple|pair|two))"
)
_WHICH: Final = re.compile(
    rf"(?i)(?:(?:, |[–—-] ?)which|[,–—-] ?(?:(?:an?|the|all|both|such|serious|several|those|\w+) ){{0,2}}(?:charges?|claims?|"
    rf"accusations?|allegations?|crimes?|offen[cs]es?|counts|something)(?: that| which)?) {_WHO} {_SAID}"
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es?|ed)|contest(?:s|ed)?|dismiss(?:es|ed)?|refut(?:es?|ed))\b"
    r"(?! (?:the|an?|his|her|that|by)\b)"
)
"""As in "was convicted of spying, which he denies", ", charges she and her lawyer have rejected"."""
_PURSUED: Final = re.compile(
    r"(?i)\b(?:charg\w+|accus\w+|convict\w+|sentenc\w+|indict\w+|tried|trial|suspicion|guilty|alleg\w+|jailed|imprisoned|arrested|"
    r"detained)\b"
)
_NOT_GUILTY: Final = re.compile(
    r"(?i)\bplead(?:ed|s|ing)? (?:\"|“)?(?:not guilty|innocent)\b|\bpled not guilty\b|\bplea of (?:not guilty|innocen\w+)\b|"
    r"\bnot[- ]guilty pleas?\b|\b(?:is|are|was|were) not guilty\b|"
    r"\b(?:did|does|do|has|have|had)(?: not|n['’]t) (?:plead(?:ed)?|admit(?:ted)?|accept(?:ed)?) "
    r"(?:(?:his|her|their) )?guilt(?:y)?\b|"
    r"\brefus\w+ to (?:plead guilty|admit (?:his |her |their )?guilt)\b|"
    r"\b(?:maintain|protest|proclaim|declar|assert|insist\w* on|profess)\w* (?:his|her|their) (?:\w+ )?innocence|"
    r"\b(?:said|says|insist(?:s|ed)?|maintain(?:s|ed)?|claim(?:s|ed)?|argu(?:es|ed)|told [^,.;]{3,30}?)(?: that)? "
    r"(?:he|she|they) (?:is|are|was|were|had been) (?:\w+ly )?(?:innocent|not guilty)\b"
)
_CALLED: Final = re.compile(
    r"(?i)\b(?:call(?:s|ed)?|describ(?:es?|ed)|dismiss(?:es|ed)?|brand(?:s|ed)?|reject(?:s|ed)?|label+(?:s|ed)?) (?:all )?"
    r"(?:the|these|those|both|his|her|their) (?:\w+ )?(?:charges?|accusations?|allegations?|case) "
    r"(?:(?:against|brought|of|for)\b[^,.;]{2,40}? )?(?:as |to be )?(?:\"|“)?(?:\w+ly |\w+ and |an? |pure )*"
    r"(?:baseless|groundless|unfounded|false|fabricat\w+|untrue|invent\w+|"
    r"trumped[- ]up|bogus|lies?|nonsense|absurd|ridiculous|concocted|fiction)\b"
)
_ARE_FALSE: Final = re.compile(
    r"(?i)\b(?:charges?|accusations?|allegations?|case)\b[^,.;]{0,50}? (?:is|are|was|were|looks?|seems?|sounds?) "
    r"(?:\w+ly |all )*[\"“‘']?(?:baseless|groundless|unfounded|false|fabricat\w+|untrue|invent\w+|trumped[- ]up|bogus|lies|"
    r"nonsense|absurd|ridiculous|concocted|fictitious)\b"
)
"""As in "Student groups say the charges are “fabricated”": where somebody says so."""
_HARM_FALSE: Final = re.compile(
    r"(?i)\b(?:reports?|claims?|allegations?|accusations?|news) of (?:(?:an?|the|any|his|her|their) )?(?:\w+ )?"
    r"(?P<what>torture|beatings?|ill-treatment|mistreatment|abuse) (?:is|are|was|were) (?:\w+ly |all )*[\"“‘']?"
    r"(?:baseless|groundless|unfounded|false|fabricat\w+|untrue|inventions?|lies|nonsense|propaganda|exaggerat\w+)\b"
)
_SAYS: Final = re.compile(r"(?i)[\"“]|\b(?:says?|said|told|insist\w*|argu\w+|wrote|stated|maintain\w*|believes?|contend\w*)\b")
_DENIED_BY: Final = re.compile(
    r"(?i)\b(?:charges?|accusations?|allegations?)\b[^,.;]{0,60}?\b(?:is|are|was|were|has been|have been|had been) "
    r"(?:\w+ly |all )*(?:denied|rejected|dismissed|disputed|refuted) by "
)
_DISOWNED: Final = re.compile(
    r"(?i)\b(?:den(?:y|ies|ied|ying)|(?:reject|dismiss|refut|disput|rebut)\w*(?= (?:(?:all|any|the|these|such) )*"
    r"(?:claims?|allegations?|reports?|accusations?|suggestions?|news|rumou?rs?) (?:of|about)\b)) (?:having )?"
    r"(?:(?:any|all|having|the|these|such) )*(?:(?:knowledge|involvement|responsibility|role|part|hand|"
    r"connection|reports?|claims?|accusations?|allegations?|suggestions?|news|rumou?rs?) (?:of|about|in|for|with|to|on) )?"
    r"(?:(?:the|his|her|their|any|its|being|an?|alleged) |[\w.'’ -]{2,40}['’]s? )?(?:\w+ )?"
    r"(?P<what>arrest|detention|custody|disappearance|abduction|kidnapping|whereabouts|fate|killing|murder|death|shooting|"
    r"execution|torture|ill-treatment|mistreatment|maltreatment|beatings?|abuse)\b"
)
"""As in "Officers denied any knowledge of his detention", "the ministry has denied the torture of X"."""
_HELD_BY: Final = re.compile(
    r"(?i)\bden(?:y|ies|ied|ying) (?:(?:that )?(?:he|she|they|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) (?:is|are|was|were) (?:being )?"
    r"(?:held|in (?:\w+ )?custody|under arrest)|"
    r"having (?:him|her|them|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?! \w+ed)\b(?! (?:access|tortur|beat)))"
)
_DISOWNED_ACTS: Final = {
    "arrest": "arrested",
    **dict.fromkeys(("detention", "custody"), "detained_at"),
    **dict.fromkeys(("disappearance", "abduction", "kidnapping", "whereabouts", "fate"), "disappeared"),
    **dict.fromkeys(("killing", "murder", "death", "shooting"), "killed"),
    "execution": "executed",
}


def accusation_denied(scene: Scene) -> tuple[int, str]:
    """Gives where and who denies "the charge" or "the reports" that were told before; (-1, "") where nobody does."""
    row = scene.row
    for place, phrase in enumerate(row):
        if phrase.kind == "VG" and phrase.head in _DENY and not (phrase.negated or phrase.passive or phrase.modal):
            thing = objects(row, place)[:1]
            doing = subject(row, place)
            short = thing and re.fullmatch(
                r"(?i)(?:(?:the|these|those|this|that|all|any|such|his|her|their) |(?:[\w-]+ )?[\w-]+['’]s? )(?:\w+ )?"
                r"(?:charges?|accusations?|allegations?|claims?|reports?)|(?:it|this|that)|(?:allegations?|claims?) of [\w -]+",
                scene.of(row[thing[0]]),
            )
            if short and doing and not _stands_by(row, doing):
                return place, scene.of(row[min(doing)])
    return -1, ""


def _stands_by(row: Sequence[Phrase], doing: Sequence[int]) -> bool:
    """Whether the accused, a relative or a lawyer denies: "his family", "she and her lawyer", "he"."""
    told = {word for at in doing for word in row[at].words}
    return bool(told & (_BESIDE | name_words("kin") | HE | SHE | THEY)) and not any(
        _OF_A_COURT.search(" ".join(row[at].words)) for at in doing[:1]
    )


def denials(scene: Scene, memory: Memory) -> Iterator[Event]:
    """Gives what the accused deny: the charges, or what they are said to have done."""
    told = list(_by_verb(scene, memory))
    if not told:
        told = list(_by_words(scene, memory))
    yield from told[:1] or _disowned(scene, memory)


def _by_verb(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "He denies the charges", "his family rejected the accusations", "she did not accept them"."""
    row = scene.row
    for place, phrase in enumerate(row):
        if phrase.kind != "VG" or phrase.modal or phrase.form == "inf" or (phrase.passive and not _takes_object(row, place)):
            continue
        if phrase.negated != (phrase.head in _OWN_UP) or phrase.head not in _DENY | _OWN_UP:
            continue
        doing = _doing(row, place)
        persons = _against(scene, place, _deniers(scene, doing, memory), memory)
        if persons and _is_denied(scene, place, persons, memory):
            chain = _naming(scene, min(doing), persons, memory)
            yield Event(scene, place, "charged_with", persons, "en-denies/1", noun=True, stance="denied", chain=chain)


def _against(scene: Scene, place: int, persons: tuple[int, ...], memory: Memory) -> tuple[int, ...]:
    """Whose charge is denied where the words say against whom it is: nobody's whom the text tells of, where it is another's."""
    row = scene.row
    told = next((at for at in range(place + 1, min(len(row) - 1, place + 5)) if row[at].head == "against"), -1)
    if told < 0 or row[told].kind != "P" or row[told + 1].kind != "NP" or row[told + 1].owner is not None:
        return persons
    if set(memory.mean(scene, row[told + 1])) & set(persons):
        return persons
    return () if "another" in row[told + 1].words or row[told + 1].names else persons


def _takes_object(row: Sequence[Phrase], place: int) -> bool:
    """As in "took back his confession and denied the charges": what looks like a participle has an object."""
    following = row[place + 1] if place + 1 < len(row) else row[place]
    joined = row[place].form == "part" and place > 0 and row[place - 1].kind == "C"
    return joined and following.kind == "NP" and bool(_CHARGE.search(" ".join(following.words)))


def _doing(row: Sequence[Phrase], verb: int) -> list[int]:
    """The subject of a verb; in "both he and the government" the pronoun before the conjunction too."""
    found = subject(row, verb)
    found = [at for at in found if row[at].words not in {("both",), ("all",)}] or found
    first = min(found, default=0)
    joined = first >= 2 and row[first - 1].head == "and" and row[first - 2].words in {("he",), ("she",), ("they",)}
    return [first - 2, *found] if joined and (first < 3 or row[first - 3].kind != "P") else found


def _is_denied(scene: Scene, place: int, persons: tuple[int, ...], memory: Memory) -> bool:
    """Whether what is denied is a charge, or a deed for which the accused is pursued."""
    row, verb = scene.row, scene.row[place]
    thing = [scene.of(row[at]) for at in objects(row, place)[:1]]
    charge = any(_CHARGE.search(one) for one in thing)
    short = any(row[at].words in {("it",), ("them",), ("this",), ("that",), ("these",)} for at in objects(row, place)[:1])
    near = scene.number - memory.last_charged_at <= 2
    accused = set(persons) <= memory.focus | set(memory.last_charged)
    if short:
        return bool(set(persons) & set(memory.last_charged)) and near
    if verb.head in _OWN_UP:
        return charge and accused
    if charge:
        named = any(re.search(r"\b(?:charges?|counts?|indictment)\b", one) for one in thing)
        return accused or (named and not any(memory.people.everybody[one].official for one in persons))
    deed = verb.head == "deny" and any(one.kind == "VG" and one.form == "ger" for one in row[place + 1 : place + 4])
    return accused and (deed or any(_DENIED_THINGS.search(one) for one in thing) or _own_deed(scene, place, persons, memory))


def _own_deed(scene: Scene, place: int, persons: tuple[int, ...], memory: Memory) -> bool:
    """As in "He denies that he spied for a foreign state": what is denied is said to be his own act."""
    row = scene.row
    step = place + 1 + (place + 1 < len(row) and row[place + 1].head == "that")
    if row[place].head != "deny" or step + 1 >= len(row) or row[step].kind != "NP" or row[step + 1].kind != "VG":
        return False
    return not row[step + 1].passive and row[step + 1].head not in {"be", "have"} and memory.mean(scene, row[step]) == persons


def _deniers(scene: Scene, doing: Sequence[int], memory: Memory) -> tuple[int, ...]:
    """Of whose charge the subject speaks: the accused, or whom a relative, a lawyer or an employer stands by."""
    if not doing:
        return ()
    named = meant(scene, doing, memory)
    if named:
        return named
    phrase = scene.row[min(doing)]
    words = set(phrase.words)
    if not words & (_BESIDE | name_words("kin")):
        return ()
    return memory.owner_of(scene, phrase) or _of(scene, min(doing), memory) or _last_accused(scene, memory)


def _of(scene: Scene, at: int, memory: Memory) -> tuple[int, ...]:
    row = scene.row
    return memory.mean(scene, row[at + 2]) if at + 2 < len(row) and row[at + 1].head in {"of", "for", "against"} else ()


def _last_accused(scene: Scene, memory: Memory) -> tuple[int, ...]:
    return memory.last_charged if scene.number - memory.last_charged_at <= 3 else ()


def _by_words(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "pleaded not guilty", ", charges she denies", "called the accusations baseless", "were denied by his lawyer"."""
    text = scene.text[scene.sentence.start : scene.sentence.end]
    found = _NOT_GUILTY.search(text)
    if found:
        yield from _pleaded(scene, found.start(), "en-not-guilty/1", memory)
    found = _CALLED.search(text)
    if found:
        yield from _pleaded(scene, found.start(), "en-called-false/1", memory)
    found = _ARE_FALSE.search(text)
    if found and _SAYS.search(text):
        place = place_at_offset(scene, scene.sentence.start + found.start())
        persons = _of(scene, place, memory) or memory.owner_of(scene, scene.row[place]) or _last_accused(scene, memory)
        yield Event(scene, place, "charged_with", persons, "en-are-false/1", noun=True, stance="denied")
    found = _DENIED_BY.search(text)
    if found:
        yield from _denied_by(scene, found.end(), memory)
    found = _WHICH.search(text)
    if found and _PURSUED.search(text[: found.start("who")]):
        yield from _which(scene, found, memory)


def _pleaded(scene: Scene, start: int, rule: str, memory: Memory) -> Iterator[Event]:
    row = scene.row
    place = place_at_offset(scene, scene.sentence.start + start)
    verb = place if row[place].kind == "VG" else max((at for at in range(place + 1) if row[at].kind == "VG"), default=-1)
    doing = _doing(row, verb) if verb >= 0 else []
    persons = _deniers(scene, doing, memory) if verb >= 0 else ()
    accused = rule == "en-not-guilty/1" or set(persons) <= memory.focus | set(memory.last_charged)
    if persons and doing and accused and not row[verb].modal:
        chain = _naming(scene, min(doing), persons, memory)
        yield Event(scene, place, "charged_with", persons, rule, noun=True, stance="denied", chain=chain)


def _denied_by(scene: Scene, end: int, memory: Memory) -> Iterator[Event]:
    row = scene.row
    place = place_at_offset(scene, scene.sentence.start + end - len(" by ") - 1)
    by = agents(row, place) if row[place].kind == "VG" else []
    persons = _deniers(scene, by, memory)
    if persons and set(persons) <= memory.focus | set(memory.last_charged):
        chain = _naming(scene, min(by), persons, memory)
        yield Event(scene, place, "charged_with", persons, "en-denied-by/1", noun=True, stance="denied", chain=chain)


def _which(scene: Scene, found: re.Match[str], memory: Memory) -> Iterator[Event]:
    start = scene.sentence.start + found.start("who")
    place = place_at_offset(scene, start)
    if scene.row[place].words in {("both",), ("all",)} and place + 1 < len(scene.row):
        place += 1
    if _OF_A_COURT.search(found["who"]):
        return
    persons = _deniers(scene, [place], memory)
    if persons and set(persons) <= memory.focus | set(memory.last_charged):
        chain = (found["who"],) if found["who"].lower() not in {"he", "she", "they"} else _called(persons, memory)
        yield Event(scene, place, "charged_with", persons, "en-charge-denied/1", noun=True, stance="denied", chain=chain)


def _naming(scene: Scene, at: int, persons: tuple[int, ...], memory: Memory) -> tuple[str, ...]:
    """Who denies, as written, or by name where a pronoun stands."""
    if len(scene.row[at].words) > 1 or scene.row[at].names:
        return (scene.of(scene.row[at]),)
    saying = next((place for place in range(at) if scene.row[place].kind == "VG" and scene.row[place].form == "finite"), -1)
    said_by = subject(scene.row, saying) if saying >= 0 else []
    if said_by and len(scene.row[said_by[0]].words) > 1:
        return (scene.of(scene.row[said_by[0]]),)
    return _called(persons, memory)


def _called(persons: tuple[int, ...], memory: Memory) -> tuple[str, ...]:
    return (", ".join(memory.people.everybody[number].name for number in persons),)


def _disowned(scene: Scene, memory: Memory) -> Iterator[Event]:
    """Gives what authorities deny to have done or to know of: the arrest, the killing, the torture of somebody."""
    text = scene.text[scene.sentence.start : scene.sentence.end]
    false = _HARM_FALSE.search(text)
    if false and _SAYS.search(text):
        place = place_at_offset(scene, scene.sentence.start + false.start("what"))
        persons = _suffering(scene, 0, place, memory)
        yield Event(scene, place, "tortured", persons, "en-harm-false/1", noun=True, stance="denied")
        return
    found = _DISOWNED.search(text) or _HELD_BY.search(text)
    place = place_at_offset(scene, scene.sentence.start + found.start()) if found else 0
    verb = scene.row[place]
    if found is None or verb.kind != "VG" or verb.negated or verb.modal or verb.passive:
        return
    doing = subject(scene.row, place)
    chain = tuple(scene.of(scene.row[at]) for at in doing[:1])
    if not chain or not _OF_A_COURT.search(chain[0]):
        return
    told = found.groupdict().get("what", "")
    at = place_at_offset(scene, scene.sentence.start + (found.start("what") if told else found.end() - 1))
    persons = _suffering(scene, place, at, memory)
    predicate = _DISOWNED_ACTS.get(told.lower(), "tortured" if told else "detained_at")
    yield Event(scene, place, predicate, persons, "en-disowned/1", noun=True, stance="denied", chain=chain)


def _suffering(scene: Scene, verb: int, at: int, memory: Memory) -> tuple[int, ...]:
    """Whose arrest or killing it is: its owner, the one it is "of", who stands between, else of whom the last sentences tell."""
    row = scene.row
    persons = memory.owner_of(scene, row[at]) or (_of(scene, at, memory) if row[at].owner is None else ())
    between = [one for one in row[verb + 1 : at + 1] if one.kind == "NP" and (one.names or one.words[0] in HE | SHE | THEY)]
    persons = persons or next((found for one in between if (found := memory.mean(scene, one))), ())
    kin = row[at].owner is not None and set(row[at].words) & name_words("kin")
    near = [one for one in dict.fromkeys(number for _, number in memory.recently(scene.number - 3)) if one in memory.focus]
    alone = kin or row[at].owner is None
    return persons or (tuple(near) if alone and len(near) == 1 else ())
