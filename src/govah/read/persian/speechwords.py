"""The words of speech as patterns: verbs that report, distance or deny, what opens «به گزارش …», and hearsay."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.persian.lexicon import alternatives, reading
from govah.read.persian.scene import PERSON
from govah.read.persian.verbs import said_pattern


@cache
def speech_verbs(group: str) -> re.Pattern[str]:
    """Gives a pattern for every form of the verbs of one group (`light`, `distancing`, `denying`)."""
    table = reading("speech")
    parts = [
        f"(?:{alternatives(words)})(?: (?:نیز|هم|هم چنین|همچنین))? (?:{said_pattern(stem)})"
        for stem, words in table[group].items()
    ]
    if group == "light":
        parts += [rf"(?:{said_pattern(stem)})" for stem in ("گفت", "نوشت", "افزود")]
    if group == "distancing":
        parts.append("مدعی (?:است|اند|هستند|بود|بودند)")
    if group == "denying":
        acts = rf"(?:{alternatives(table['refusable_acts'])}) {PERSON}(?: (?:در|به|توسط) [^.،]{{0,30}})?"
        parts.append(
            rf"(?:(?:{alternatives(table['refusable'])})(?: [^.]{{0,80}})?|{acts}) را(?: "
            rf"نیز| هم| همچنین| قاطعانه| قویا| رسما| صریحا| به شدت| به صراحت|(?: (?!رد|و|که)\S+){{1,2}})? "
            rf"(?:رد (?:{said_pattern('کرد')})|نپذیرفت\S*)"
        )
        called = "|".join(f"{lead} (?:{said_pattern(stem)})" if lead else said_pattern(stem) for lead, stem in _CALLED)
        false = f"(?:{alternatives(table['false'])})"
        parts.append(rf"{false}(?: (?:محض|و {false}))* (?:{called})")
    return re.compile(rf"(?<!\S)(?:{'|'.join(parts)})(?!\S)")


_CALLED: Final = (
    ("", "خواند"),
    ("", "دانست"),
    ("", "نامید"),
    ("توصیف", "کرد"),
    ("عنوان", "کرد"),
    ("اعلام", "کرد"),
    ("قلمداد", "کرد"),
    ("معرفی", "کرد"),
)
"""Verbs that call something false («… را کذب خواند»), as a noun and a light verb."""


@cache
def preamble() -> re.Pattern[str]:
    """Gives the pattern for «به گزارش …» and its like."""
    table = reading("speech")
    return re.compile(
        rf"(?<!\S)(?:{alternatives(table['openers'])}) (?:(?P<far>{alternatives(table['preambles_distancing'])})|"
        rf"(?:{alternatives(table['preambles'])}|(?P<this>این گزارش|همین گزارش|این خبر|"
        r"این بیانیه|این منبع)))"
        rf"(?: ی)?(?: (?:منتشر شده|رسیده|دریافتی|اختصاصی))?(?: (?:از|به))?(?= |$)"
    )


@cache
def hearsay() -> re.Pattern[str]:
    """Gives the pattern for words of hearsay («گفته می‌شود»)."""
    return re.compile(rf"(?<!\S)(?:{alternatives(reading('speech')['hearsay'])})(?!\S)")
