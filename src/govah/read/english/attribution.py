"""Whose words a statement is: "according to", verbs of saying, quotations that run on, and words that keep a distance."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from govah.read.english.asides import is_aside
from govah.read.english.chains import behind_preposition
from govah.read.english.clauses import (
    behind_relative,
    closes_front,
    has_ended,
    is_closed,
    is_told,
    out_of,
    quoting,
    within_content,
)
from govah.read.english.coreference import HE, SHE, THEY, Memory
from govah.read.english.event import Event
from govah.read.english.modes import scope_words
from govah.read.english.posts import Post
from govah.read.english.roles import agents, anchor, behind, objects, subject
from govah.read.english.rules import noun_rules
from govah.read.english.scene import Scene
from govah.read.english.sources import (
    OWN,
    Voice,
    according,
    framed,
    hedge,
    is_body,
    is_outlet,
    said_by_noun,
    saying_before,
    source,
    sources,
    speech_words,
    verb_stance,
)
from govah.read.english.trailing import one_behind_other, trailing
from govah.records import Stance


@dataclass(slots=True)
class Speakers:
    """Who spoke last, so that a quotation that runs on, "he added" and "the group said" go back to them."""

    memory: Memory
    last: Voice = OWN
    last_sentence: int = -9
    bodies: list[str] = field(default_factory=list)
    "Organisations that spoke, in order."
    heard: dict[int, Voice] = field(default_factory=dict)
    "Sentence → who speaks in it."
    posted: Mapping[int, Post] = field(default_factory=dict)
    "Paragraph → the post that it is."
    frame: Voice | None = None
    "Whose information the paragraphs that follow give: “According to the information received:”."

    def listen(self, scene: Scene) -> None:
        """Takes note of who speaks in a sentence."""
        self.frame = framed(scene, self.frame)
        voice = self._spoken(scene) or according(scene)
        if voice is not None:
            self.last, self.last_sentence = Voice(voice.stance, self._resolved(scene, voice.chain)), scene.number
            self.heard[scene.number] = self.last
            self._understand_first_person(scene)
            self.bodies += [named for named in self.last.chain if is_body(named)]

    def _understand_first_person(self, scene: Scene) -> None:
        """Whom "I" and "we" mean while this voice speaks: the speaker, or a lawyer's clients."""
        nested = next(
            (
                one
                for one, verb in itertools.pairwise(scene.row)
                if one.words in {("he",), ("she",)} and verb.head == "tell" and scene.tokens[one.first].quoted
            ),
            None,
        )
        if nested is not None:  # "He told me: I signed what they wrote"
            self.memory.first_person = self.memory.mean(scene, nested)
            return
        told = self.last.chain[-1] if self.last.chain else ""
        if re.search(r"(?i)\b(?:lawyer|attorney|counsel)\b", told):
            here = [self.memory.people.of(scene, number) for number in range(len(scene.names))]
            clients = [
                one.number
                for one in here
                if one is not None and one.number in self.memory.focus and one.name not in told.split(",")[0]
            ]
            self.memory.first_person = tuple(clients)
            return
        speaking = [
            one.number for one in self.memory.people.everybody if any(form in told for form in one.forms) and not one.official
        ]
        self.memory.first_person = tuple(speaking[:1])

    def voice(self, event: Event) -> Voice:
        """Gives whose words an event is."""
        scene, place = event.scene, event.place
        if event.rule.startswith("en-attribute"):
            return OWN if hedge(scene, place) is None else Voice(Stance.ALLEGED)  # "the imprisoned leader X" is what he is
        told = [
            self._accuser(event),
            self._over(scene, place),
            according(scene, place),
            trailing(scene, place),
            self._authority(event),
        ]
        heard = [one for one in told if one is not None]
        found = one_behind_other([one for one in heard if one.chain]) or (heard[0] if heard else None)
        quoted = scene.tokens[scene.row[place].first].quoted
        if found is None and quoted:
            found = self._running(scene)
        hedged = hedge(scene, place)
        if found is None and self.frame is not None:
            found = self.frame
        post = self.posted.get(scene.sentence.paragraph)
        if found is None and post is not None:
            found = Voice(Stance.REPORTED, (post.who,))
        answering = self.memory.answering.get(scene.sentence.paragraph)
        if found is None and answering is not None:
            found = Voice(Stance.REPORTED, (self.memory.people.everybody[answering].name,))
        if found is None:
            return Voice(hedged) if hedged is not None else OWN
        chain = self._resolved(scene, found.chain)
        return Voice(Stance.ALLEGED if hedged is Stance.ALLEGED else found.stance, chain)

    def named(self, scene: Scene, chain: tuple[str, ...]) -> tuple[str, ...]:
        """Gives a chain with its pronouns and "the group" named, as far as they are known."""
        return self._resolved(scene, chain)

    def _running(self, scene: Scene) -> Voice | None:
        """A quotation without a verb of saying beside it: the speaker of the sentences before, or of the one that follows."""
        if scene.number in self.heard:
            return self.heard[scene.number]
        told = self._at_the_end(scene)
        if told is not None:
            return told
        if scene.number - self.last_sentence <= 3 and self.last.chain:
            return self.last
        return None

    def _at_the_end(self, scene: Scene) -> Voice | None:
        """Who is named behind a quotation of several sentences: "“X was moved. He is ill,” a source told us"."""
        before = self.memory.scenes[scene.number - 1] if 0 < scene.number < len(self.memory.scenes) else None
        if not self.memory.scenes or (before is not None and before.sentence.paragraph == scene.sentence.paragraph):
            return None
        for later in self.memory.scenes[scene.number + 1 : scene.number + 4]:
            if later.sentence.paragraph != scene.sentence.paragraph or not later.tokens or not later.tokens[0].quoted:
                return None
            told = trailing(later, -1)
            if told is not None and told.chain:
                return told
        return None

    def _over(self, scene: Scene, place: int) -> Voice | None:  # noqa: C901, PLR0911, PLR0912 - rules, read from the top
        """A verb of saying that stands left of the event and over it."""
        row = scene.row
        start, aside = place, -1
        nearest: Voice | None = None
        if any(row[at].kind == "," and closes_front(scene, at, place) for at in range(1, place)):
            return None  # "While the guards had told them they would see him, he was taken away"
        if place < len(row) and row[place].kind == "VG" and row[place].form == "finite":
            start, relative = anchor(row, place)
            if relative and not within_content(scene, start):
                return None
            for at in range(start, place):
                if row[at].kind == "VG" and is_aside(row, at):
                    return self._of_verb(scene, at)
        for at in range(start - 1, -1, -1):
            if row[at].kind == ":" and row[at].head == ";":
                return None
            shared = at + 1 < len(row) and row[at + 1].kind in {"A", "VG", "G"} and any(one.head == "that" for one in row[:at])
            cut = row[at].kind == "C" and row[at].head == "but" and not shared
            if cut and not (place < len(row) and scene.tokens[row[place].first].quoted):
                return None
            if row[at].kind == "W" and row[at].head in {"who", "whom", "whose", "which"} and saying_before(scene, at) is None:
                if is_closed(scene, at, place):
                    continue
                return None
            if row[at].kind == "S" and row[at].head == "that":
                told = said_by_noun(scene, at)
                if told is not None:
                    return told
            if row[at].kind == "VG" and row[at].head in {"call", "describe", "label"} and at >= 2 and row[at - 2].head == "what":
                return Voice(Stance.REPORTED, (source(scene, at - 1),))
            if row[at].kind == "S" and row[at].head in scope_words("factual_subordinators"):
                aside = at
            saying = row[at].kind == "VG" and verb_stance(row[at].head) is not None and not row[at].negated and not row[at].modal
            if saying and has_ended(scene, at, place):
                continue
            if saying and aside > at and not any(one.kind in {"VG", "S"} for one in row[at + 1 : aside]):
                return None  # "had written about X before she was arrested": the clause is no part of what was written
            if saying:
                voice = self._of_verb(scene, quoting(row, at))
                outer = nearest.chain if nearest is not None else ()
                if voice is not None and voice.chain and row[at].form == "ger" and quoting(row, at) == at and not outer:
                    nearest = voice  # "police said she came forward after learning that X was held": the police say it
                    continue
                nests = voice is not None and voice.chain and row[at].form == "finite"
                further = self._further_out(scene, at, voice) if nests and voice is not None else ()
                if voice is not None and (voice.chain or not any(one.head == "that" for one in row[:at])):
                    return Voice(voice.stance, (*further, *voice.chain, *(one for one in outer if one not in voice.chain)))
                nearest = nearest or voice  # "wrote that he was told that he had been charged": whoever wrote it
        return nearest

    def _further_out(self, scene: Scene, at: int, voice: Voice) -> tuple[str, ...]:
        """As in "The network said that officials told the family that X …": who says that somebody says it."""
        start, relative = anchor(scene.row, at)
        before = scene.row[start - 1] if start else None
        nested = before is not None and (before.head == "that" or (before.kind == "VG" and verb_stance(before.head) is not None))
        over = self._over(scene, at) if nested and not relative and start < at else None
        return tuple(one for one in over.chain if one not in voice.chain) if over is not None else ()

    def _of_verb(self, scene: Scene, at: int) -> Voice | None:  # noqa: C901, PLR0911, PLR0912 - rules, read from the top
        row = scene.row
        stance = verb_stance(row[at].head)
        if stance is None or (
            row[at].head in {"condemn", "find", "know", "understand", "record", "document", "read", "hear"}
            and row[at + 1 : at + 2]
            and row[at + 1].head != "that"
            and not out_of(row, at)
        ):
            return None
        if out_of(row, at):
            return Voice(stance, (source(scene, at + 2),))
        if row[at].words == ("reports",) and behind_preposition(row, at - 1):
            return Voice(stance, (f"{scene.of(row[at - 1])} reports",))  # "in answer to media reports that"
        if row[at].passive or is_told(row, at):
            by = agents(row, at) if row[at].passive else []
            if row[at].form == "part" or (not by and row[at].head in _DONE_TO_PEOPLE):
                return None
            chain = tuple(source(scene, one) for one in by)
            if row[at].head in {"quote", "cite"}:
                chain = (*chain, *sources(scene, [one for one in subject(row, at) if one < at]))
            return Voice(stance, chain)
        if row[at].head in _SHOWING and any(row[one].head in noun_rules() for one in subject(row, at)):
            return None  # "his execution shows that"
        if row[at].head in {"quote", "cite"}:
            heard = objects(row, at)
            return Voice(stance, (*sources(scene, subject(row, at)), *sources(scene, heard[-1:])))
        inverted = at and row[at].head != "tell" and row[at - 1].kind == "," and at + 1 < len(row) and row[at + 1].kind == "NP"
        inverted = inverted and not (at + 2 < len(row) and row[at + 2].kind == "VG")
        doing = [at + 1] if inverted else subject(row, at) or behind_relative(row, at)
        if not doing:
            return Voice(stance) if row[at].form == "ger" else None
        if row[doing[0]].head in _NEVER_SPEAK:
            return None
        if not inverted and len(row[doing[0]].words) == 1 and row[doing[0]].words[0] in HE | SHE and len(doing) == 1:
            return Voice(stance, (self._speaking(scene, doing[0]),))
        told: tuple[str, ...] = ()
        if row[at].head in {"learn", "hear", "understand", "gather", "obtain"}:
            told = tuple(sources(scene, behind(row, at, frozenset({"from"}), 3)[:1]))
        if row[at].head == "tell":
            heard = objects(row, at)
            told = tuple(source for source in sources(scene, heard[:1]) if is_outlet(source))
        return Voice(stance, (*told, *sources(scene, doing)))

    def _accuser(self, event: Event) -> Voice | None:
        """As in "His supporters accuse the police of torturing him": the accusation is theirs."""
        scene, row = event.scene, event.scene.row
        if event.phrase.form != "ger":
            return None
        for at in range(event.place - 1, max(-1, event.place - 7), -1):
            if row[at].kind == "VG" and row[at].head == "accuse":
                return Voice(Stance.ALLEGED, tuple(sources(scene, agents(row, at))))
        return None

    def _authority(self, event: Event) -> Voice | None:
        """An announcement of an authority about its own act: "a spokesman confirmed the sentence" is his word."""
        scene = event.scene
        if event.noun or event.phrase.head not in {"confirm", "announce"}:
            return None
        for at in event.agents:
            words = set(scene.row[at].words)
            if words & speech_words("authorities") or scene.row[at].names:
                return Voice(Stance.REPORTED, (source(scene, at),))
        return None

    def _resolved(self, scene: Scene, chain: tuple[str, ...]) -> tuple[str, ...]:
        out: list[str] = []
        for named in chain:
            lower = named.lower()
            if lower in HE | SHE:
                out.append(self._person_speaking(scene, lower) or named)
            elif lower in {"it", "itself"}:
                out.append(self._body_last(scene))
            elif lower in THEY:
                out.append(self._several(scene) or named)
            elif (
                re.fullmatch(r"[Tt]h(?:e|is) (?:[\w.-]+-based )?(?:[a-z]+ ){0,2}[a-z]+", named)
                and lower.split()[-1] in speech_words("bodies")
                and self.bodies
                and lower.split()[-1] not in {"source", "sources"}
            ):
                out.append(self._body(lower.split()[-1], named))
            else:
                out.append(named)
        return tuple(dict.fromkeys(part for part in out if part))

    def _body_last(self, scene: Scene) -> str:
        """Which body "it" is: the last that spoke, else whoever spoke just before and is no person."""
        near = self.last.chain[-1] if self.last.chain and scene.number - self.last_sentence <= 1 else ""
        if not near or near in self.bodies or near[:4].lower() != "the ":
            near = ""
        return near or (self.bodies[-1] if self.bodies else "")

    def _several(self, scene: Scene) -> str:
        """Who "they" are that say something: whoever spoke just before, where that is several."""
        told = self.last.chain[-1] if self.last.chain and scene.number - self.last_sentence <= 3 else ""
        plural = re.search(
            r"(?i)\b(?:experts|relatives|family|parents|lawyers|activists|groups|sources|officials|media|sisters|"
            r"brothers|friends|colleagues|organi[sz]ations|witnesses|rapporteurs|authorities)\b",
            told,
        )
        return told if plural else ""

    def _body(self, noun: str, named: str) -> str:
        """Which body "the campaign" is: the last that bears the word, else the last that is no office of the state."""
        bearing = [one for one in self.bodies if noun in one.lower().split()]
        if not bearing and set(named.lower().split()[1:-1]) - _PLAIN:
            return named  # "the opposition council" is another than whoever spoke before
        others = [
            one
            for one in self.bodies
            if not set(one.lower().split()) & {"prosecutor", "police", "court", "ministry", "judiciary"}
        ]
        return (bearing or others or [named])[-1]

    def _speaking(self, scene: Scene, at: int) -> str:
        """Who "she" is that says something: whoever spoke just before, else whom the pronoun means."""
        pronoun = scene.row[at].words[0]
        if scene.number - self.last_sentence <= 1 and self.last.chain and not is_body(self.last.chain[-1]):
            return pronoun
        meant = self.memory.mean(scene, scene.row[at])
        return self.memory.people.everybody[meant[0]].name if meant else pronoun

    def _person_speaking(self, scene: Scene, pronoun: str) -> str:
        near = scene.number - self.last_sentence <= 4 and self.last.chain and not is_body(self.last.chain[-1])
        if near and self._may_be(self.last.chain[-1], pronoun):
            return self.last.chain[-1]
        for sentence, number in reversed(self.memory.recently(scene.number - 40)):
            person = self.memory.people.everybody[number]
            wanted = "male" if pronoun in HE else "female"
            if sentence < scene.number and (not person.gender or person.gender == wanted):
                return person.name
        return ""

    def _may_be(self, told: str, pronoun: str) -> bool:
        """Whether a speaker may be "he" or "she": nothing that is known of whom the words name speaks against it."""
        wanted = "male" if pronoun in HE else "female"
        named = [one for one in self.memory.people.everybody if any(form in told for form in one.forms)]
        return all(one.gender in {"", wanted} for one in named)

    def _spoken(self, scene: Scene) -> Voice | None:
        """Who speaks in a sentence: at its end (", her foundation has said"), else by its first verb of saying."""
        behind = trailing(scene, -1)
        if behind is not None and behind.chain:
            return behind
        for at, phrase in enumerate(scene.row):
            if (
                phrase.kind == "VG"
                and phrase.form in {"finite", "part"}
                and not (phrase.negated or phrase.modal)
                and verb_stance(phrase.head)
            ):
                voice = self._of_verb(scene, at)
                if voice is not None and voice.chain:
                    return voice
        return None


_PLAIN: Final = frozenset({"rights", "human", "monitoring", "same", "news", "advocacy", "media", "watchdog", "press", "campaign"})
"""Words that make a body no other than the one that spoke: "the rights group"."""
_NEVER_SPEAK: Final = frozenset({"time", "day", "year", "month", "week", "moment", "place", "city", "street", "house"})
_DONE_TO_PEOPLE: Final = frozenset(
    ["recall", "hear", "record", "document", "describe", "remember", "observe", "condemn", "warn", "find"]
)
"""Verbs that in the passive say what was done to somebody: "was recalled, arrested and sentenced"."""


_SHOWING: Final = frozenset({"show", "indicate", "reveal", "mean", "prove", "suggest", "demonstrate", "confirm", "stress"})
