"""Whose words these are: the voices of a sentence, the stretch that each one covers, and how it commits itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from govah.read.persian.clauses import Clause, clause_at
from govah.read.persian.entries import is_entry_line
from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import alternatives, phrase_set
from govah.read.persian.scene import DATE, PERSON, Scene
from govah.read.persian.speakers import is_speaker, source_length, subject_of
from govah.read.persian.speechwords import hearsay, passive, preambles_of, speech_verbs, split_claim, split_news, written
from govah.read.persian.verbs import finite_words

REPORTED: Final = "reported"
ALLEGED: Final = "alleged"
DENIED: Final = "denied"
_AFTER: Final = re.compile(r"\s*(?:که(?!\S)|[:،«])?\s*")


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker over one stretch of the skeleton."""

    start: int
    end: int
    sources: tuple[tuple[int, int], ...]
    "Stretches of the skeleton that name the speaker, the outermost first."
    stance: str
    back: bool = False
    "Whether the speaker is the one named last («این نهاد», «بر اساس این گزارش», or nobody named)."
    at: int = 0
    "Where the verb stands."
    verb: bool = False
    "Whether a verb of speech says it, and no phrase such as «به گزارش …»."
    pointer: tuple[int, int] | None = None
    "The words that point back to the speaker («این گزارش»)."


_GOES_ON: Final = re.compile(" ادامه داد(?:ند)?$")
_HEAD: Final = re.compile(r"^((?:[^\s،.؛:«»]+ ){1,7}?):(?= |$)")
"""«دادستان کرمانشاه: …»: a speaker before a colon."""


_ENTRY: Final = re.compile(
    fold_letters(
        rf"^{PERSON} : (?:حکم|احکام|محکوم|اعدام|بازداشت|دستگیر|ازاد|آزاد|کشته|قصاص|متهم|اتهام|\S+ (?:سال|ماه)(?! \S+ که)|زندانی|"
        r"انتقال|منتقل|مفقود|ناپدید|زخمی|جان باخت)(?!\S)"
    )
)
"""«P: چهار سال حبس»: an entry of a list, and no speaker."""


_LIFE: Final = re.compile(
    fold_letters(
        rf"^{PERSON} : (?:\d+ ?ساله?|اهل|متولد|فرزند|ساکن|{DATE}|دانشجو\S*|کارگر\S*|دانش ?آموز\S*|در هفته|در روز|در اثر|"
        r"بر اثر|با شلیک|"
        r"شامگاه|صبح|شب|عصر|روز|از فاصله)(?!\S)"
    )
)
_TALKS: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:من|ما|او|وی|شما|(?:برادر|خواهر|مادر|پدر|پسر|دختر|فرزند|همسر|شوهر|دوست|رفیق|موکل|همکار)\S{0,2}م(?:ان)?|"
        r"(?:شد|بود|کرد|داد|رفت|دید)(?:م|یم|ه ام|ه ایم)|ایم|ام)(?!\S)"
    )
)
"""«P: ۳۶ ساله، … بازداشت شد»: a line of a list of lives, unless somebody tells it of himself or of others."""


_NUMBERED: Final = re.compile(r"\s*(?:[0-9۰-۹٠-٩]{1,3}\s?[.)ـ/\-–]|[•▪●■◾*\-–—])\s*")


def _is_entry(scene: Scene) -> bool:
    """Whether a line is an entry of a list: numbered, or without a verb."""
    if _LIFE.match(scene.skeleton) and _begins_line(scene) and len(set(re.findall(PERSON, scene.skeleton))) == 1:
        return _TALKS.search(scene.skeleton) is None
    low = scene.text.rfind("\n", 0, scene.sentence.start) + 1
    entry = _ENTRY.match(scene.skeleton) is not None
    return entry and (
        _NUMBERED.fullmatch(scene.text, low, scene.sentence.start) is not None
        or not any(word in finite_words() for word in scene.skeleton.split())
    )


_LABEL: Final = re.compile(r"(?:[-–—*•]\s*)?([^\s:،.؛«»\"“”؟()]{2,20}(?: [^\s:،.؛«»\"“”؟()]{2,20})?)\s*:\s")


def label_of(scene: Scene) -> str:
    """Who answers in a talk: a word before a colon at the head of a line, which the text has given as a name («با نام “…”»)."""
    found = _LABEL.match(scene.text, scene.sentence.start)
    if found is None or not _begins_line(scene) or found[1] not in scene.text[: scene.sentence.start]:
        return ""
    quoted = re.search(rf"نام[^.\n]{{0,30}}[«“\"']{re.escape(found[1])}[»”\"']", scene.text[: scene.sentence.start])
    return found[1] if quoted else ""


def _begins_line(scene: Scene) -> bool:
    return not scene.text[scene.text.rfind("\n", 0, scene.sentence.start) + 1 : scene.sentence.start].strip()


def voices_of(scene: Scene, clauses: tuple[Clause, ...]) -> tuple[Voice, ...]:
    """Gives the voices of a sentence in the order of their words."""
    line = scene.skeleton
    out: list[Voice] = []
    opened = [found.span() for found in preambles_of(line)]
    out += [_prefixed(line, found, clauses) for found in preambles_of(line)]
    out += _told(line, clauses)
    opened += [(voice.at, voice.start) for voice in out if voice.verb]
    for group, stance in (("light", REPORTED), ("distancing", ALLEGED), ("denying", DENIED)):
        for found in speech_verbs(group).finditer(line):
            taken = _within_preamble(out, found.start()) or any(low <= found.start() < high for low, high in opened)
            if not taken and not (group == "light" and _is_ruling(line, found, clauses)):
                out += _spoken(line, found, clauses, stance)
    named = _HEAD.match(line)
    speaks = named is not None and (is_speaker(named[1]) or label_of(scene) != "") and not _is_entry(scene)
    speaks = speaks and not (is_entry_line(scene.text, scene.sentence.start) and _begins_line(scene))
    if named and speaks and not any(voice.at < named.end() for voice in out):
        speaker = _GOES_ON.sub("", named[1])
        back = speaker in phrase_set("speech", "anaphoric")
        span = (named.start(1), named.start(1) + len(speaker))
        out.append(Voice(named.end(), len(line), () if back else (span,), REPORTED, back, at=0, verb=back))
    for found in hearsay().finditer(line):
        start = clauses[clause_at(clauses, found.start())].start if found.end() < len(line) - 2 else 0
        out.append(Voice(start, _resumes(clauses, found.start(), len(line)), (), ALLEGED, at=found.start()))
    told = {stretch for voice in out if voice.verb for stretch in voice.sources}
    out = [voice for voice in out if voice.verb or not voice.sources or not set(voice.sources) <= told]
    return tuple(_bounded(sorted(out, key=lambda voice: voice.at)))


def _told(line: str, clauses: tuple[Clause, ...]) -> list[Voice]:
    """News whose teller is a document, stands apart, or is nobody («در این گزارش آمده که», «خبر از … داد», «گزارش شده»)."""
    out: list[Voice] = []
    for found in written().finditer(line):
        span = found.span("doc")
        back = found["doc"] in phrase_set("speech", "anaphoric")
        named, pointer = ((), span) if back else ((span,), None)
        out.append(Voice(found.end(), len(line), named, REPORTED, back, found.start(), verb=True, pointer=pointer))
    halves = [(found, REPORTED, found.start("what" if found["what"] else "held")) for found in split_news().finditer(line)]
    halves += [(found, ALLEGED, found.start("what")) for found in split_claim().finditer(line)]
    for found, stance, begins in halves:
        sources, back = subject_of(line, clauses[clause_at(clauses, found.start())].start, found.start())
        out.append(Voice(begins, found.end(), sources, stance, back and not sources, found.start(), verb=True))
    for found in passive().finditer(line):
        start = clauses[clause_at(clauses, found.start())].start
        out.append(Voice(start, len(line), (), REPORTED, at=found.start()))
    return out


_RULING: Final = re.compile(r"(?<!\S)(?:حکم|احکام|رای|محکومیت|مجازات|دادنامه)(?: [^،.؛]{1,60})? را(?: \S+){0,2} $")
_OF_COURT: Final = re.compile(
    r"^\W*(?:\S+ ){0,4}?(?:شعبه|دادگاه|دیوان)(?!\S)[^.؛:]{0,80}?"
    r"(?<!\S)(?:حکم|احکام|رای|محکومیت|مجازات|دادنامه)(?!\S)[^.؛:]{1,160} را(?: \S+){0,2} $"
)
"""A court that upholds a verdict, however much is said of whose it is."""


def _is_ruling(line: str, found: re.Match[str], clauses: tuple[Clause, ...]) -> bool:
    """«دیوان عالی این حکم را تأیید کرد» is an act of a court, and no speech."""
    begin = clauses[clause_at(clauses, found.start())].start
    before = line[begin : found.start()]
    return found.group().startswith("تایید") and (_RULING.search(before) or _OF_COURT.search(before)) is not None


def _resumes(clauses: tuple[Clause, ...], at: int, end: int) -> int:
    """Where the clause goes on that the relative clause of a place has broken; the end where there is none."""
    number = clause_at(clauses, at)
    if not clauses[number].antecedent:
        return end
    return next((clause.start for clause in clauses[number + 1 :] if clause.outer), end)


def _within_preamble(voices: list[Voice], at: int) -> bool:
    return any(first <= at < last for voice in voices for first, last in voice.sources)


def _prefixed(line: str, found: re.Match[str], clauses: tuple[Clause, ...]) -> Voice:
    stance = ALLEGED if found["far"] else REPORTED
    clause = clauses[clause_at(clauses, found.start())]
    start = clause.start if found.start() - clause.start < 12 else max(clause.start, 0)
    if found["this"]:
        return Voice(start, len(line), (), stance, back=True, at=found.start(), pointer=found.span("this"))
    first = found.end() + 1
    first += 2 if re.match(rf"{DATE} ", line[first:]) else 0  # «بر اساس اطلاعیه D این نهاد»
    last = first + source_length(line[first:])
    if last <= first:
        words = re.search(r"(?:گزارش|اطلاعات|اخبار)\S*(?: \S+)?$", found.group())
        return Voice(start, len(line), ((found.start() + words.start(), found.end()),) if words else (), stance, at=found.start())
    inside = clause.opener == "که" and found.start() - clause.start < 3
    return Voice(start, clause.end if inside else len(line), ((first, last),), stance, at=found.start())


_PARTICIPLES: Final = frozenset({"نوشته", "گفته"})


def _spoken(line: str, found: re.Match[str], clauses: tuple[Clause, ...], stance: str) -> list[Voice]:
    number = clause_at(clauses, found.start())
    clause = clauses[number]
    begin = clause.outer[0] if clause.outer else clause.start
    sources, back = subject_of(line, begin, found.start())
    if found.group() in _PARTICIPLES and sources and not is_speaker(line[slice(*sources[0])]):
        return []  # «کتاب نوشته P»
    pointer = _pointer(line, begin, found.start()) if back else None

    def over(low: int, high: int) -> Voice:
        return Voice(low, high, sources, stance, back, found.start(), verb=True, pointer=pointer)

    after = _AFTER.match(line, found.end())
    follows = after.end() if after else found.end()
    fronted = sources and re.search(r"(?<!\S)را $", line[begin : sources[0][0]])
    if stance != DENIED and fronted and _content(line, (), begin, sources[0][0]):
        return [over(begin, found.start())]
    if stance != DENIED and follows >= len(line.rstrip(" .»")) and not _content(line, sources, begin, found.start()):
        return [over(0, clause.start)] if sources and clause.start else []
    following = re.match(" (?:که|:)", line[found.end() :])
    goes_on = follows < len(line) and (following is not None or (stance != DENIED and not line.startswith(" و ", found.end())))
    out = [over(follows, _resumes(clauses, found.start(), len(line)))] if goes_on else []
    low = sources[-1][1] if sources else begin
    if stance == DENIED and found.end() > low:
        out.append(over(low, found.end()))
    elif clause.outer and found.start() > clause.start:
        out.append(over(clause.start, found.start()))
        out += [over(low, clause.outer[1])] if low < clause.outer[1] else []
    elif found.start() > low:
        out.append(over(low, found.start()))
    return out


def _pointer(line: str, begin: int, at: int) -> tuple[int, int] | None:
    """Where the clause of a verb of speech points back to the speaker with a noun («این منبع مطلع»)."""
    found = _pointers().search(line, begin, at)
    return found.span() if found else None


@cache
def _pointers() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{alternatives(phrase_set('speech', 'anaphoric'))})(?!\S)")


def speaker_before(scene: Scene, clauses: tuple[Clause, ...], at: int) -> str:
    """Gives who calls for something in the clause of that place, as written; empty where nobody is named."""
    clause = clauses[clause_at(clauses, at)]
    sources, _back = subject_of(scene.skeleton, clause.start, at)
    return scene.words(*sources[0]).strip(" ،:") if sources and is_speaker(scene.skeleton[slice(*sources[0])]) else ""


def _content(line: str, sources: tuple[tuple[int, int], ...], begin: int, end: int) -> bool:
    """Whether the speech verb's own clause holds what was said («از بازداشت P خبر داد»)."""
    low = sources[-1][1] if sources else begin
    return bool(re.search(rf"{PERSON}|بازداشت|اعدام|حکم|کشته|محکومیت|شکنجه", line[low:end]))


def _bounded(voices: list[Voice]) -> list[Voice]:
    """A speaker's words end where another one takes the word at the same level."""
    out: list[Voice] = []
    for number, voice in enumerate(voices):
        end = voice.end
        for other in voices[number + 1 :]:
            if (
                other.at > voice.at
                and voice.start <= other.at
                and other.sources
                and other.sources[0][0] > voice.start + 3
                and voice.at != other.at
                and other.end >= voice.end
            ):
                end = min(end, max(voice.start, other.sources[0][0]))
        out.append(replace(voice, end=end))
    return out
