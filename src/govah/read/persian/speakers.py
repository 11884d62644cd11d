"""Who speaks: the noun phrase before a verb of speech, or after «به گزارش»."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.persian.lexicon import phrase_set
from govah.read.persian.scene import DATE, PERSON
from govah.read.persian.speechwords import speech_verbs

_QUOTED: Final = re.compile(r"«[^»]*»")
_TO_COMMA: Final = re.compile(rf"(?: ،| :| \(|{DATE}| که(?!\S)|$)")


def source_length(rest: str) -> int:
    """Gives how far the name of a speaker reaches after «به گزارش»; 0 where none stands there."""
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


def subject_of(line: str, start: int, end: int) -> tuple[tuple[tuple[int, int], ...], bool]:
    """Who speaks: the noun phrase at the head of the clause; True where it only points back to the last speaker."""
    masked = _QUOTED.sub(lambda quote: "«" + "_" * (len(quote.group()) - 2) + "»", line[start:end])
    fronted = re.match(r"\s*(\S+)(?: [^\s،]+){1,7}? را (?=\S)", masked)
    if fronted and fronted[1] in _OBJECTS and is_speaker(masked[fronted.end() :]):
        start, masked = start + fronted.end(), masked[fronted.end() :]  # «اعدام آن دو را منابع رسمی تأیید کردند»
    best: tuple[int, int] | None = None
    at = 0
    for piece in re.split(r"(?<=،)", masked):
        low, high = _noun_phrase(piece.rstrip("، "), at)
        at += len(piece)
        if (
            high > low
            and (best is None or not is_speaker(masked[best[0] : best[1]]))
            and (best is None or is_speaker(masked[low:high]))
        ):
            best = (low, high)
    if best is None:
        return (), True
    text = masked[best[0] : best[1]]
    if text in phrase_set("speech", "anaphoric"):
        return (), True
    if not is_speaker(text) and len(text.split()) > 6:
        return (), False
    best = (best[0], _apposed(masked, best[1]))
    chain = [(start + best[0], start + best[1])]
    quoting = re.search(r"(?<!\S)به نقل از ", masked[best[1] :])
    if quoting:
        low = best[1] + quoting.end()
        length = source_length(masked[low:])
        chain.append((start + low, start + low + length))
    return tuple(chain), False


_APPOSED: Final = re.compile(r" ، ((?:[^\s،.؛:()\ue000-\uefff]+ ?){1,7}?)(?= ،| D)".replace("D", DATE))


def _apposed(masked: str, end: int) -> int:
    """Where a speaker ends whose name or description stands beside it («ارگان خبری …، هرانا، …»)."""
    beside = _APPOSED.match(masked, end)
    named = beside and is_speaker(beside[1]) and beside[1].split()[0] not in phrase_set("speech", "adverbs") | _OBJECTS
    return beside.end(1) if beside and named else end


@cache
def _speaker_words() -> frozenset[str]:
    return frozenset(word for phrase in phrase_set("speech", "nouns") for word in phrase.split())


def is_speaker(text: str) -> bool:
    """Answers whether words name somebody or something that speaks."""
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
    if len(words) > 2 and words[0][2] in {"در", "از", "طی", "تا"} and re.fullmatch(DATE, words[1][2]):
        words = words[2:]  # «در D P، وکیل، نوشت»
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
            (word in _OBJECTS and before not in {"این", "همین", "ان", "همان"})
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
