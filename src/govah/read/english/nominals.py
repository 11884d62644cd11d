"""What is told by nouns and set phrases: charges, confessions, access refused, failed appeals, denials, and what nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.read.english.adjuncts import adjuncts
from govah.read.english.charges import charges, clause_persons, place_at_offset
from govah.read.english.coreference import Memory
from govah.read.english.denying import denials
from govah.read.english.event import Event, meant
from govah.read.english.lexicon import is_person_noun, name_words
from govah.read.english.modes import scope_words
from govah.read.english.naming import identified
from govah.read.english.nouns import of_next_clause
from govah.read.english.roles import behind, subject
from govah.read.english.scene import Scene
from govah.read.english.states import states
from govah.read.english.unknowing import unknowns
from govah.read.english.withheld import withheld

_CONFESSION: Final = frozenset({"confession", "confessions"})
_FORCED: Final = re.compile(
    r"(?i)\b(?:forced|coerced|extracted|extorted|obtained|under (?:\w+ ){0,2}(?:torture|duress|"
    r"pressure|coercion)|tortur\w+|compelled|(?:beaten|wrung|squeezed) out of)\b|[“\"‘']confessions?[”\"’']"
)
_NO_ACCESS: Final = re.compile(
    r"(?i)\b(?:refusal (?:to (?:give|grant|allow)|of)|denial of|den(?:ied|ying)|without|lack of|"
    r"no) (?:\w+ ){0,3}?(?:access to |contact with )?(?:\w+ ){0,2}?"
    r"(?P<what>lawyers?|attorneys?|(?:legal )?counsel|legal (?:representation|aid|help|advice)|famil(?:y|ies)|visits?|"
    r"phone calls?)(?P<more> (?:and|or) (?:\w+ )?(?:lawyers?|famil(?:y|ies)|visits?))?"
)
_FAILED_APPEAL: Final = re.compile(
    r"(?i)\b(?:(?:failed|unsuccessful|rejected|failing|futile) (?:\w+ ){0,3}appeal|(?:lost|losing) (?:his|her|their|an|"
    r"the) (?:\w+ )?appeal|appeals? (?:\w+ )?failed)\b"
)


def nominals(scene: Scene, memory: Memory) -> list[Event]:
    """Gives what nouns and set phrases of a sentence tell of persons."""
    found = [*charges(scene, memory), *_confessions(scene, memory), *_access(scene, memory), *_appeals(scene, memory)]
    found += [*identified(scene, memory), *_no_contact(scene, memory), *_set_phrases(scene, memory)]
    found += [*states(scene, memory), *withheld(scene, memory), *adjuncts(scene, memory)]
    found += [*denials(scene, memory), *unknowns(scene, memory)]
    return [event for event in found if event.persons]


def _confessions(scene: Scene, memory: Memory) -> Iterator[Event]:
    row = scene.row
    for place, phrase in enumerate(row):
        if phrase.kind != "NP" or phrase.head not in _CONFESSION:
            continue
        around = f"{scene.lead(place, 60)} {scene.of(phrase)} {scene.tail(place, 90)}"
        if not _FORCED.search(around):
            continue
        whose = behind(row, place, frozenset({"from", "of"}), 5)
        persons = memory.owner_of(scene, phrase) or meant(scene, whose, memory)
        verb = next((at for at in range(place + 1, min(place + 3, len(row))) if row[at].kind == "VG"), -1)
        if not persons and verb >= 0 and row[verb].passive:
            persons = meant(scene, behind(row, verb, frozenset({"from", "of"}), 4), memory)  # "extracted from X"
        if (
            not persons
            and phrase.owner is None
            and not _is_studied(scene, place)
            and not any(is_person_noun(row[at].head) for at in whose)
        ):
            persons, _ = clause_persons(scene, place, memory)
        said = row[verb] if verb >= 0 else None
        made = next((one for one in reversed(row[max(0, place - 2) : place]) if one.kind == "VG"), None)
        said = made if made is not None and made.negated and made.head in {"make", "give", "sign", "record", "be"} else said
        stance = "denied" if said is not None and said.negated else ""
        yield Event(scene, place, "forced_confession", persons, "en-confession/1", noun=True, stance=stance)


_STUDYING: Final = frozenset(
    ["expose", "study", "document", "denounce", "condemn", "criticise", "criticize", "investigate", "film", "oppose", "research",
     "describe", "discuss", "reveal", "protest", "research", "examine", "publish", "write", "decry", "deplore", "ban", "collect"]
)  # fmt: skip


_WORK: Final = r"(?:report\w*|films?|books?|articles?|documentar\w+|stud\w+|research) (?:on|into)"
_TOPIC: Final = re.compile(rf"(?i)\b(?:about|against(?= (?:[\w'’-]+ )?$)|cover(?:s|ed|ing)?|{_WORK}) (?:[\w'’-]+,? ){{0,7}}$")


def _is_studied(scene: Scene, place: int) -> bool:
    """As in "X exposed forced confessions", "a film about forced confessions": those are other people's."""
    row = scene.row
    verb = next((one for one in reversed(row[:place]) if one.kind == "VG"), None)
    return _TOPIC.search(scene.lead(place, 80)) is not None or (verb is not None and not verb.passive and verb.head in _STUDYING)


_HAS_NONE: Final = re.compile(r"(?i)no (?:\w+ )?(?:famil\w+)$")
"""As in "has no family": nobody keeps them away."""
_UNTOLD: Final = re.compile(r"(?i)\W*(?:being|having been) (?:notified|informed|told|aware)\b")
"""As in "without their families being notified": nothing is said of visits."""


def _access(scene: Scene, memory: Memory) -> Iterator[Event]:
    text = scene.text[scene.sentence.start : scene.sentence.end]
    for match in _NO_ACCESS.finditer(text):
        if "presence of" in match.group() or _UNTOLD.match(text[match.end() :]):
            continue
        if _HAS_NONE.match(match.group()):
            continue
        place = place_at_offset(scene, scene.sentence.start + match.start("what"))
        persons, _ = clause_persons(scene, place, memory)
        if not persons and not match.start() and match.group().lower().startswith("without"):
            persons = of_next_clause(scene, place, memory)  # "Without a lawyer, he could not defend himself"
        nearest = next((scene.row[at].head for at in range(place, -1, -1) if scene.row[at].kind == "VG"), "")
        if nearest in {"deny", "refuse", "deprive"}:
            continue  # the verb tells it itself
        told = f"{match.group('what')} {match.group('more') or ''}".lower()
        if re.search(r"lawyer|attorney|counsel|legal", told):
            yield Event(scene, place, "denied_lawyer", persons, "en-no-access/1", noun=True, negative=True)
        if re.search(r"famil|visit|phone", told):
            yield Event(scene, place, "denied_family_contact", persons, "en-no-access/1", noun=True, negative=True)


def _set_phrases(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "The death in custody of X", "the nineteenth day of her hunger strike"."""
    row = scene.row
    for place, phrase in enumerate(row):
        if (
            phrase.kind == "NP"
            and phrase.head == "death"
            and re.match(r"(?i)\W*in (?:\w+ )?(?:custody|prison|detention|jail)\b", scene.tail(place))
        ):
            persons = memory.owner_of(scene, phrase) or meant(scene, behind(row, place, frozenset({"of"}), 6), memory)
            yield Event(scene, place, "died_in_custody", persons, "en-death-in-custody/1", noun=True)
        if phrase.kind == "NP" and phrase.head == "strike" and "hunger" in phrase.words and phrase.owner is not None:
            told = any(one.kind == "VG" and one.head in scope_words("striking_verbs") for one in row[max(0, place - 2) : place])
            persons = () if told else memory.owner_of(scene, phrase)
            yield Event(scene, place, "hunger_strike", persons, "en-hunger-strike/1", noun=True)


def _no_contact(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "They have had no contact with him", "there has been no news of X"."""
    for place, phrase in enumerate(scene.row):
        if (
            phrase.kind == "NP"
            and phrase.words[:1] in {("no",), ("any",)}
            and phrase.head in {"contact", "news", "word", "trace", "sign"}
        ):
            if phrase.words[0] == "any" and not any(one.negated for one in scene.row[:place]):
                continue
            persons = meant(scene, behind(scene.row, place, frozenset({"with", "from", "of"}), 4), memory)
            predicate = "denied_family_contact" if phrase.head == "contact" else "disappeared"
            yield Event(scene, place, predicate, persons, "en-no-contact/1", noun=True, negative=True)


def _appeals(scene: Scene, memory: Memory) -> Iterator[Event]:
    text = scene.text[scene.sentence.start : scene.sentence.end]
    match = _FAILED_APPEAL.search(text)
    if match and not re.search(r"(?i)(?:\bnot|\bnever|n['’]t|\bif|\bunless) (?:\w+ ){0,2}$", text[: match.start()]):
        place = place_at_offset(scene, scene.sentence.start + match.start())
        lost = next((at for at in range(place + 1) if scene.row[at].head == "lose"), -1)
        doing = subject(scene.row, lost) if lost >= 0 else []
        if doing and scene.row[doing[0]].head in name_words("kin") and not scene.row[doing[0]].names:
            return  # "X's brother lost his appeal"
        own = next((one for one in scene.row if one.head in {"appeal", "appeals"} and one.owner is not None), None)
        persons = memory.owner_of(scene, own) if own is not None else ()
        named = next((at for at, one in enumerate(scene.row) if one.head in {"appeal", "appeals"}), -1)
        persons = persons or (meant(scene, behind(scene.row, named, frozenset({"of"}), 3), memory) if named >= 0 else ())
        persons = persons or clause_persons(scene, place, memory)[0]
        yield Event(scene, place, "sentence_upheld", persons, "en-failed-appeal/1", noun=True)
