"""Whose words these are: the voices of a sentence, the stretch that each one covers, and how it commits itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.persian.clauses import Clause, clause_at
from govah.read.persian.lexicon import phrase_set
from govah.read.persian.scene import DATE, PERSON, Scene
from govah.read.persian.speechwords import hearsay, preamble, speech_verbs

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


_QUOTED: Final = re.compile(r"«[^»]*»")
_TO_COMMA: Final = re.compile(rf"(?: ،| :| \(|{DATE}| که(?!\S)|$)")


_GOES_ON: Final = re.compile(" ادامه داد(?:ند)?$")
_HEAD: Final = re.compile(r"^((?:[^\s،.؛:«»]+ ){1,7}?):(?= )")
"""«دادستان کرمانشاه: …»: a speaker before a colon."""


def voices_of(scene: Scene, clauses: tuple[Clause, ...]) -> tuple[Voice, ...]:
    """Gives the voices of a sentence in the order of their words."""
    line = scene.skeleton
    out: list[Voice] = []
    opened = [found.span() for found in preamble().finditer(line)]
    out += [_prefixed(line, found, clauses) for found in preamble().finditer(line)]
    for group, stance in (("light", REPORTED), ("distancing", ALLEGED), ("denying", DENIED)):
        for found in speech_verbs(group).finditer(line):
            if not _within_preamble(out, found.start()) and not any(low <= found.start() < high for low, high in opened):
                out += _spoken(line, found, clauses, stance)
    named = _HEAD.match(line)
    if named and _is_speaker(named[1]) and not any(voice.at < named.end() for voice in out):
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
        return Voice(start, len(line), (), stance, back=True, at=found.start())
    first = found.end() + 1
    last = first + _source_length(line[first:])
    if last <= first:
        words = re.search(r"(?:گزارش|اطلاعات|اخبار)\S*(?: \S+)?$", found.group())
        return Voice(start, len(line), ((found.start() + words.start(), found.end()),) if words else (), stance, at=found.start())
    inside = clause.opener == "که" and found.start() - clause.start < 3
    return Voice(start, clause.end if inside else len(line), ((first, last),), stance, at=found.start())


def _source_length(rest: str) -> int:
    if rest.startswith(("،", ":", ".")):
        return 0
    if re.match(rf"{PERSON} (?!،)", rest):
        return 1  # «به گفته او از عوامل …»: the speaker is the one letter
    masked = _QUOTED.sub(lambda quote: "«" + "_" * (len(quote.group()) - 2) + "»", rest)
    end = _TO_COMMA.search(masked)
    length = end.start() if end else len(rest)
    speech = speech_verbs("light").search(masked, 0, length + 1)
    if speech:
        length = speech.start() - 1
    mention = re.search(rf"(?<= ){PERSON}", masked[:length])
    if mention and mention.start() > 2 and _outlet_before(masked[: mention.start()]):
        length = mention.start()
    return min(length, 140)


def _outlet_before(words: str) -> bool:
    """Whether the words before a mention are a speaker already («به گزارش هرانا P بازداشت شد»)."""
    head = words.split()
    return (
        bool(head)
        and head[-1] not in phrase_set("people", "kin")
        and head[-1] not in {"وکیل", "نزدیک", "نزدیکان", "مادر", "پدر", "از"}
    )


def _spoken(line: str, found: re.Match[str], clauses: tuple[Clause, ...], stance: str) -> list[Voice]:
    number = clause_at(clauses, found.start())
    clause = clauses[number]
    begin = clause.outer[0] if clause.outer else clause.start
    sources, back = _subject(line, begin, found.start())
    after = _AFTER.match(line, found.end())
    follows = after.end() if after else found.end()
    fronted = sources and re.search(r"(?<!\S)را $", line[begin : sources[0][0]])
    if stance != DENIED and fronted and _content(line, (), begin, sources[0][0]):
        return [Voice(begin, found.start(), sources, stance, back, found.start(), verb=True)]
    if stance != DENIED and follows >= len(line.rstrip(" .»")) and not _content(line, sources, begin, found.start()):
        return [Voice(0, clause.start, sources, stance, back, found.start(), verb=True)] if sources and clause.start else []
    following = re.match(" (?:که|:)", line[found.end() :])
    goes_on = follows < len(line) and (following is not None or (stance != DENIED and not line.startswith(" و ", found.end())))
    out = [Voice(follows, len(line), sources, stance, back, found.start(), verb=True)] if goes_on else []
    low = sources[-1][1] if sources else begin
    if stance == DENIED and found.end() > low:
        out.append(Voice(low, found.end(), sources, stance, back, found.start(), verb=True))
    elif clause.outer and found.start() > clause.start:
        out.append(Voice(clause.start, found.start(), sources, stance, back, found.start(), verb=True))
        out += [Voice(low, clause.outer[1], sources, stance, back, found.start(), verb=True)] if low < clause.outer[1] else []
    elif found.start() > low:
        out.append(Voice(low, found.start(), sources, stance, back, found.start(), verb=True))
    return out


def speaker_before(scene: Scene, clauses: tuple[Clause, ...], at: int) -> str:
    """Gives who calls for something in the clause of that place, as written; empty where nobody is named."""
    clause = clauses[clause_at(clauses, at)]
    sources, _back = _subject(scene.skeleton, clause.start, at)
    return scene.words(*sources[0]).strip(" ،:") if sources and _is_speaker(scene.skeleton[slice(*sources[0])]) else ""


def _content(line: str, sources: tuple[tuple[int, int], ...], begin: int, end: int) -> bool:
    """Whether the speech verb's own clause holds what was said («از بازداشت P خبر داد»)."""
    low = sources[-1][1] if sources else begin
    return bool(re.search(rf"{PERSON}|بازداشت|اعدام|حکم|کشته", line[low:end]))


def _subject(line: str, start: int, end: int) -> tuple[tuple[tuple[int, int], ...], bool]:
    """Who speaks: the noun phrase at the head of the clause; True where it only points back to the last speaker."""
    masked = _QUOTED.sub(lambda quote: "«" + "_" * (len(quote.group()) - 2) + "»", line[start:end])
    fronted = re.match(r"\s*(\S+)(?: [^\s،]+){1,7}? را (?=\S)", masked)
    if fronted and fronted[1] in _OBJECTS and _is_speaker(masked[fronted.end() :]):
        start, masked = start + fronted.end(), masked[fronted.end() :]  # «اعدام آن دو را منابع رسمی تأیید کردند»
    best: tuple[int, int] | None = None
    at = 0
    for piece in re.split(r"(?<=،)", masked):
        low, high = _noun_phrase(piece.rstrip("، "), at)
        at += len(piece)
        if (
            high > low
            and (best is None or not _is_speaker(masked[best[0] : best[1]]))
            and (best is None or _is_speaker(masked[low:high]))
        ):
            best = (low, high)
    if best is None:
        return (), True
    text = masked[best[0] : best[1]]
    if text in phrase_set("speech", "anaphoric"):
        return (), True
    if not _is_speaker(text) and len(text.split()) > 6:
        return (), False
    chain = [(start + best[0], start + best[1])]
    quoting = re.search(r"(?<!\S)به نقل از ", masked[best[1] :])
    if quoting:
        low = best[1] + quoting.end()
        length = _source_length(masked[low:])
        chain.append((start + low, start + low + length))
    return tuple(chain), False


@cache
def _speaker_words() -> frozenset[str]:
    return frozenset(word for phrase in phrase_set("speech", "nouns") for word in phrase.split())


def _is_speaker(text: str) -> bool:
    words = text.split()
    return bool(words) and (any(word in _speaker_words() for word in words) or bool(re.search(PERSON, text)))


_INSIDE: Final = frozenset(
    {
        "نزدیک به",
        "وابسته به",
        "در ایران",
        "در امور",
        "در تبعید",
        "آگاه از",
        "مطلع از",
        "اگاه از",
        "نزدیک از",
        "در حوزه",
        "در زندان",
        "در زمینه",
    }
)
"""Prepositions that belong inside a speaker's name or description."""

_LEADING: Final = frozenset(
    [
        "و",
        "اما",
        "ولی",
        "سپس",
        "همچنین",
        "،",
        "»",
        "که",
        "هم",
        "چنین",
        "البته",
        "-",
        "پیش",
        "تر",
        "پیشتر",
        "امروز",
        "دیروز",
        "روز",
        "شامگاه",
        "صبح",
        "عصر",
        "شب",
        "نیز",
        "ساعتی",
        "ساعاتی",
        "دقایقی",
        "لحظاتی",
        "بعدتر",
        "بعدا",
        "اخیرا",
        "همزمان",
        "قبلا",
        "تاکنون",
        "ابتدا",
        "بامداد",
        "دوشنبه",
        "شنبه",
        "یکشنبه",
        "جمعه",
        "حالا",
        "اکنون",
        "رسما",
    ]
)
"""Words that may stand before a speaker."""
_OBJECTS: Final = frozenset(
    [
        "خبر",
        "اخبار",
        "ادعای",
        "ادعا",
        "شکنجه",
        "بازداشت",
        "کشته",
        "مرگ",
        "اعدام",
        "اجرای",
        "حکم",
        "احکام",
        "آزادی",
        "ازادی",
        "انتقال",
        "اتهام",
        "اتهامات",
        "محکومیت",
        "تایید",
        "صدور",
        "شایعه",
        "شایعات",
        "وجود",
        "گزارش",
        "بدرفتاری",
        "ربودن",
        "دستگیری",
        "درگذشت",
        "فوت",
        "قتل",
        "این",
    ]
)
"""Nouns with which the thing said begins, and the speaker's name has ended."""


def _noun_phrase(piece: str, offset: int) -> tuple[int, int]:
    words = [(found.start(), found.end(), found.group()) for found in re.finditer(r"\S+", piece)]
    while words and (words[0][2] in _LEADING or re.fullmatch(DATE, words[0][2])):
        words.pop(0)
    adverbs = phrase_set("speech", "adverbs")
    if [word for _s, _e, word in words[:2]] == ["این", "را"] or (len(words) > 2 and words[0][2] == "این" and words[2][2] == "را"):
        words = words[2:] if words[1][2] == "را" else words[3:]
    if not words or words[0][2] in adverbs:
        return 0, 0
    last = 0
    for number, (_start, end, word) in enumerate(words):
        before = words[number - 1][2] if number else ""
        after = words[number + 1][2] if number + 1 < len(words) else ""
        if number and (
            word in _OBJECTS
            or (word == "ان" and after == "را")
            or (word == "هر" and after in {"گونه", "نوع"})
            or word == "هرگونه"
        ):
            break
        if number and after == "را" and re.fullmatch(PERSON, word):
            break
        if re.fullmatch(DATE, word) or (
            word in adverbs and f"{before} {word}" not in _INSIDE and f"{word} {after}" not in _INSIDE
        ):
            break
        last = end
    return offset + words[0][0], offset + last if last else 0


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
        out.append(Voice(voice.start, end, voice.sources, voice.stance, voice.back, voice.at, voice.verb))
    return out
