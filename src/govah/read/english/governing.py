"""What governs a verb or noun: the walk left over a sentence, from the event to whatever stands over it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from govah.read.english.doubting import content, doubting, is_open, opens_clause
from govah.read.english.lexicon import words_of
from govah.read.english.modes import STATED, Mode, Scope, scope_words
from govah.read.english.phrases import Phrase
from govah.read.english.roles import anchor, objects, subject
from govah.read.english.scene import Scene

_RUMOURS: Final = frozenset({"rumour", "rumours", "rumor", "rumors", "speculation", "uncertainty", "hoax", "hoaxes", "prank"})
_MOMENTS: Final = frozenset(
    ["day", "eve", "opening", "start", "beginning", "end", "anniversary", "date", "hearing", "session", "week", "month", "time"]
)
"""Nouns that only say when: "on the opening day of their trial"."""
_QUESTIONS: Final = frozenset({"where", "when", "why", "how", "who", "what"})
_SHIELDS: Final = frozenset({"after", "since", "following", "before", "until"})


def governing(scene: Scene, place: int, *, noun: bool) -> Scope:
    """Gives what stands over the verb group or noun phrase at that place."""
    row = scene.row
    start = place - 1
    if noun and place >= 2 and _after_fronted(scene, place):
        return _sentence_wide(scene, place)  # "Despite efforts to stop it, the execution of X went ahead"
    if not noun and row[place].form == "finite":
        first, relative = anchor(row, place)
        if relative:
            return _cleft(scene, first)
        if first < place and _after_fronted(scene, first):
            return _sentence_wide(scene, place)
        start = first - 1
    if not noun and row[place].form == "part" and _is_modifier(scene, place):
        return _of_modifier(scene, place)
    return _Walk(scene, place, start, noun=noun).run()


def _of_modifier(scene: Scene, place: int) -> Scope:
    """Gives what stands over a participle behind its noun: "hopes to see his sentence overturned", "to get X released"."""
    row = scene.row
    if place >= 2 and row[place - 1].kind == "NP":
        before = row[place - 2]
        is_caused = before.kind == "VG" and before.head == "get" and before.form != "finite"
        if before.form == "inf" or is_caused:
            return governing(scene, place - 2, noun=False)
    return Scope(Mode.UNREAL) if _is_wanted(scene, place) or _commands(scene.lead(place)) else STATED


def _cleft(scene: Scene, antecedent: int) -> Scope:
    """As in "It was not X who was arrested"."""
    row = scene.row
    before = row[antecedent - 1] if antecedent else None
    if before is not None and before.kind == "C" and before.head == "but":
        return STATED  # "It is not X but Y who is on strike"
    split = (
        before is not None
        and before.kind == "VG"
        and before.head == "be"
        and antecedent >= 2
        and row[antecedent - 2].head == "it"
    )
    return Scope(Mode.NEGATED) if split and before is not None and before.negated else STATED


def _is_wanted(scene: Scene, place: int) -> bool:
    """As in "Hardliners want X tried and executed": the participle says what is wished for."""
    row, at = scene.row, place - 1
    while at >= 2 and row[at].kind == "NP" and row[at - 1].head in {"of", "for", "against"} and row[at - 2].kind == "NP":
        at -= 2  # "want the conviction of X overturned"
    if at < 1 or row[at].kind != "NP" or row[at - 1].kind != "VG":
        return False
    return row[at - 1].head in scope_words("unreal_verbs")


class _Walk:
    """One walk: `infinitive` says that the event hangs on an infinitive, `cautious` that another clause may have begun."""

    def __init__(self, scene: Scene, place: int, start: int, *, noun: bool) -> None:
        self.scene, self.place, self.at, self.noun = scene, place, start, noun
        self.infinitive = not noun and scene.row[place].form == "inf"
        self.cautious = False

    def run(self) -> Scope:
        while self.at >= 0:
            phrase = self.scene.row[self.at]
            for check in _CHECKS.get(phrase.kind, ()):
                found = check(self, phrase)
                if found is not None:
                    return found
            self.at -= 1
        if self.infinitive:
            return Scope(Mode.UNREAL)  # "to execute him would be a stain"
        return _sentence_wide(self.scene, self.place)

    def question(self, phrase: Phrase) -> Scope | None:
        """An indirect question ("it is not known where he is held") is under what asks; "who" begins a clause of its own."""
        if _asks_on(self.scene, self.at):
            return Scope(Mode.UNKNOWN)
        if phrase.head in _QUESTIONS and self.at and _asks(self.scene, self.at - 1):
            return None
        if phrase.head in _QUESTIONS and any(_is_no_answer(one) for one in self.scene.row[: self.at]):
            return Scope(Mode.UNKNOWN)
        return STATED if phrase.kind == "W" and phrase.head != "what" else None

    def subordinator(self, phrase: Phrase) -> Scope | None:
        if _asks_on(self.scene, self.at):
            return Scope(Mode.UNKNOWN)
        if phrase.head == "that":
            return content(self.scene, self.at)
        asked = phrase.head in _QUESTIONS | {"if"} and self.at and _asks(self.scene, self.at - 1)
        if phrase.head == "if" and not (asked and is_open(self.scene, self.at)):
            asked = False
        return None if asked else _subordinated(self.scene, self.at)

    def colon(self, phrase: Phrase) -> Scope:
        del phrase
        after = self.scene.text[self.scene.end_of(self.at) : self.scene.start_of(self.place)]
        return Scope(Mode.UNREAL) if self.infinitive or _commands(after) else STATED

    def conjunction(self, phrase: Phrase) -> Scope | None:
        if phrase.head == "but":
            return STATED
        if _new_clause(self.scene, self.at):
            if self.scene.row[self.at - 1].kind == ",":
                return STATED
            self.cautious = True
        return None

    def preposition(self, phrase: Phrase) -> Scope | None:
        if phrase.head in _SHIELDS and not self.infinitive:
            return STATED
        return Scope(Mode.UNREAL) if phrase.head == "without" and self.at == self.place - 1 else None

    def verb(self, phrase: Phrase) -> Scope | None:
        if self.noun and _is_of_a_wish(self.scene, self.at, self.place):
            return Scope(Mode.UNREAL)
        found = _governed(self.scene, self.at, self.place, infinitive=self.infinitive)
        if found is not None and not (self.cautious and found.mode in {Mode.UNREAL, Mode.AHEAD}):
            return found
        if phrase.form == "finite":
            return self._past_its_subject()
        near = not self.noun or self.place - self.at <= 3
        self.infinitive = (phrase.form == "inf" and near) or self.infinitive
        return None

    def _past_its_subject(self) -> Scope | None:
        start, _ = anchor(self.scene.row, self.at)
        if any("unconfirmed" in one.words or one.head in _RUMOURS for one in self.scene.row[start : self.at]):
            return Scope(Mode.UNKNOWN)
        self.infinitive, self.at = False, min(self.at, start)
        return None

    def noun_phrase(self, phrase: Phrase) -> Scope | None:
        if "unconfirmed" in phrase.words:
            return Scope(Mode.UNKNOWN)
        if phrase.head in _RUMOURS:
            return Scope(Mode.UNKNOWN)
        if self.noun and phrase.head in _MOMENTS:
            return STATED
        return _noun_over(self.scene, self.at) if _governs(self.scene, self.at, self.place) else None

    def adjective(self, phrase: Phrase) -> Scope | None:
        return Scope(Mode.AHEAD) if phrase.head in scope_words("unreal_adjectives") and self.infinitive else None


def _is_of_a_wish(scene: Scene, at: int, place: int) -> bool:
    """As in "A warrant was issued for X's arrest", "calls were made for the release of X"."""
    row = scene.row
    if place == 0 or row[place - 1].head not in {"for", "to", "on", "against"} or place - at > 4:
        return False
    doing = subject(row, at) if row[at].passive or row[at].head in {"be", "come", "go", "grow", "mount"} else []
    made = objects(row, at) if not doing and not row[at].passive else []
    return any(row[one].head in scope_words("unreal_nouns") for one in (*doing[-1:], *made[:1]))


def _is_no_answer(phrase: Phrase) -> bool:
    return phrase.words[:1] == ("no",) and phrase.head in scope_words("unknown_nouns") | {"answer", "idea", "clue", "explanation"}


_Check = Callable[[_Walk, Phrase], Scope | None]
_CHECKS: Final[dict[str, tuple[_Check, ...]]] = {
    "W": (_Walk.question,), "S": (_Walk.subordinator,), ":": (_Walk.colon,), "C": (_Walk.conjunction,), "P": (_Walk.preposition,),
    "VG": (_Walk.verb,), "NP": (_Walk.noun_phrase,), "J": (_Walk.adjective,),
}  # fmt: skip
"""What is asked of each kind of phrase that the walk meets."""


_ON_CHARGES: Final = frozenset({"face", "get", "receive", "serve", "spend", "stand", "go", "appear", "try"})


def _governed(scene: Scene, at: int, place: int, *, infinitive: bool) -> Scope | None:
    """What a verb that stands over the event makes of it; None where it says nothing, and the walk goes on."""
    verb = scene.row[at]
    doubted = doubting(scene, at, place)
    if doubted is not None:
        return doubted
    if verb.head in scope_words("presuming_verbs") and scene.row[place].kind == "NP" and not verb.negated:
        return STATED  # "should investigate the killing of X"
    if infinitive:
        return _over_infinitive(scene, at, place)
    if verb.head in scope_words("only_infinitive") or (verb.head == "call" and not _calls_for(scene, at)):
        return None
    wished = verb.head in scope_words("unreal_verbs") or (verb.modal and verb.head not in {"be", "have", "say"})
    if verb.head in _ON_CHARGES and scene.row[place].head in {"charge", "charges", "counts"}:
        wished = False  # "could face nine years on charges of spying": the charges are there
    if wished and opens_clause(scene, at, place):
        return Scope(Mode.UNREAL)
    return Scope(Mode.UNKNOWN) if verb.head == "be" and _unknown_adjective(scene, at, place) else None


_SENT_TO_SERVE: Final = frozenset(
    [
        "send",
        "take",
        "transfer",
        "return",
        "move",
        "surrender",
        "jail",
        "imprison",
        "detain",
        "arrest",
        "summon",
        "report",
        "bring",
    ]
)


def _over_infinitive(scene: Scene, at: int, place: int) -> Scope | None:
    """As in "is expected to be executed", "was forced to confess", "refused to eat"."""
    verb = scene.row[at]
    if scene.row[place].head == "serve" and verb.head in _SENT_TO_SERVE and not verb.modal:
        return None  # "was taken to prison to serve a six-month sentence"
    if verb.passive and verb.head in {"believe", "think", "presume", "fear", "assume", "suppose"}:
        return Scope(Mode.UNKNOWN)
    if verb.head in {"have", "be", "remain"} and any(one.head == "yet" for one in scene.row[at + 1 : place]):
        return Scope(Mode.NEGATED)  # "has yet to be charged"
    if verb.head == "go" and "going" in verb.words:
        return Scope(Mode.UNREAL if verb.negated else Mode.AHEAD)
    if verb.head in scope_words("implicative_verbs"):
        return Scope(Mode.NEGATED) if verb.negated else (Scope(Mode.AHEAD) if verb.modal else None)
    ahead = verb.head in scope_words("ahead_verbs") or (verb.head == "be" and _adjective_between(scene, at, place))
    return Scope(Mode.AHEAD if ahead else Mode.UNREAL)


def _calls_for(scene: Scene, at: int) -> bool:
    return at + 1 < len(scene.row) and scene.row[at + 1].head in {"for", "on", "upon"}


def _after_fronted(scene: Scene, first: int) -> bool:
    """The clause follows an adjunct in front ("In a show of courage that …, X faces"), which stands over nothing."""
    row = scene.row
    if (
        first < 2
        or row[first - 1].kind != ","
        or row[0].kind not in {"P", "S", "DATE", "A"}
        or row[0].head in {"if", "unless", "lest", "whether"}
    ):
        return False
    over = words_of("reporting") | scope_words("denying_verbs") | scope_words("unknown_verbs")
    return not any(one.kind == "VG" and one.head in over for one in row[:first])


def _asks_on(scene: Scene, at: int) -> bool:
    """A question that goes on after "or": "I do not know whether a hearing is fixed, or where he is held"."""
    row = scene.row
    goes_on = row[at].head in _QUESTIONS and at > 0 and row[at - 1].kind in {"C", ","}
    return goes_on and any(one.head == "whether" for one in row[:at])


def _asks(scene: Scene, at: int) -> bool:
    """Whether a question word hangs on what stands there: "it is unclear where", "nobody knows how"."""
    phrase = scene.row[at]
    return phrase.kind in {"VG", "J", "A"} or phrase.head in scope_words("unknown_adjectives")


def _is_modifier(scene: Scene, place: int) -> bool:
    """A participle that only says which person is meant: "X, arrested in May, may be executed"."""
    back = scene.row[place - 1].kind if place else ""
    return back in {",", "NP", "-"}


def _new_clause(scene: Scene, at: int) -> bool:
    """As in "and X was …": a noun phrase and a finite verb follow the conjunction, and a comma or finite clause stands before."""
    row = scene.row
    step = at + 1
    while step < len(row) and row[step].kind in {"A", "DATE", "P"}:
        step += 1
    if step >= len(row) or row[step].kind != "NP":
        return False
    while step < len(row) and row[step].kind in {"NP", "P", "A", "DATE"}:
        step += 1
    return (
        step < len(row)
        and row[step].kind == "VG"
        and row[step].form == "finite"
        and at > 0
        and (row[at - 1].kind == "," or any(one.kind == "VG" and one.form == "finite" for one in row[:at]))
    )


_DECIDING: Final = frozenset({"decide", "consider", "rule", "vote", "weigh", "review", "debate", "discuss", "assess"})


def _subordinated(scene: Scene, at: int) -> Scope | None:
    word = scene.row[at].head
    if word in {"if", "unless", "lest"}:
        return Scope(Mode.UNREAL)
    if word == "whether":
        over = next((one for one in reversed(scene.row[:at]) if one.kind == "VG"), None)
        return Scope(Mode.UNREAL if over is not None and over.head in _DECIDING else Mode.UNKNOWN)
    if word in scope_words("factual_subordinators"):
        return STATED
    return None


def _adjective_between(scene: Scene, at: int, place: int) -> bool:
    words = {word for one in scene.row[at + 1 : place] for word in (*one.words, one.head)}
    return bool(words & scope_words("unreal_adjectives"))


def _unknown_adjective(scene: Scene, at: int, place: int) -> bool:
    words = {word for one in scene.row[at + 1 : place] for word in (*one.words, one.head)}
    negated = scene.row[at].negated or "not" in words
    return bool(words & {"unclear", "unknown", "uncertain", "unconfirmed"}) or (
        negated and bool(words & {"clear", "known", "confirmed", "certain"})
    )


def _governs(scene: Scene, at: int, place: int) -> bool:
    """A noun governs what follows it by a small word, as "fears that", "calls for", "the risk of" do."""
    if at + 1 >= len(scene.row):
        return False
    link = scene.row[at + 1]
    if link.kind == "VG" and link.form == "inf":
        return True
    return (
        (link.kind == "S" and link.head == "that")
        or (link.kind == "P" and link.head in {"of", "on", "for", "to", "against", "about", "over", "as"})
        or (at + 1 == place)
    )


def _noun_over(scene: Scene, at: int) -> Scope | None:  # noqa: PLR0911 - rules, read from the top
    phrase = scene.row[at]
    head = phrase.head
    if phrase.last > 1 and not scene.tokens[phrase.last - 1].text.islower():
        return None  # the name of a body: "International Campaign for …"
    negative = phrase.words[:1] == ("no",)
    if head in _RUMOURS:
        return Scope(Mode.UNKNOWN)
    if head in scope_words("unknown_nouns") and negative:
        return Scope(Mode.UNKNOWN)
    if head in {"record", "recollection"} and negative:
        return Scope(Mode.NEGATED)
    if head in scope_words("told_nouns") and _is_checked(scene, at):
        return Scope(Mode.UNKNOWN)
    if "unconfirmed" in phrase.words:
        return Scope(Mode.UNKNOWN)
    if head in scope_words("unreal_nouns"):
        return Scope(Mode.UNREAL)
    if head in {"denial", "denials"} and scene.row[at + 1].head == "that":
        return Scope(Mode.DENIED)
    return None


def _is_checked(scene: Scene, at: int) -> bool:
    return any(one.kind == "VG" and one.head in scope_words("checking_verbs") for one in scene.row[max(0, at - 3) : at])


def _commands(lead: str) -> bool:
    """Whether the words call on the reader: "Please urge …", "Stop the execution of …"."""
    return bool(
        re.match(
            r"(?i)\W*(?:please|stop|save|free|release|do not|don['’]t|never|let|help|sign|demand|urge|call on|write)\b", lead
        )
    )


def _sentence_wide(scene: Scene, place: int) -> Scope:
    lead = scene.text[scene.sentence.start : scene.start_of(place)]
    if re.search(r"(?i)\bno (?:\w+ )?(?:information|details|news|word|confirmation)\b[^,;]{0,60}$", lead):
        return Scope(Mode.UNKNOWN)
    if _commands(lead) and not scene.row[0].names:
        return Scope(Mode.UNREAL)
    if re.search(
        r"(?i)^\W*(?:it (?:is|was|remains) (?:not (?:yet )?(?:known|clear|confirmed)|unclear|unknown|"
        r"unconfirmed)|there (?:is|was) no)\b",
        lead,
    ):
        return Scope(Mode.UNKNOWN)
    return STATED
