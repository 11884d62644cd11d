"""The words of speech as patterns: verbs that report, distance or deny, what opens «به گزارش …», and hearsay."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.persian.letters import fold_letters
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
        parts += [fold_letters(r"حاکی (?:از آن |از این )?(?:است|بود|هستند|اند)"), rf"ادامه (?:{said_pattern('داد')})(?= :| که)"]
    if group == "distancing":
        parts.append("مدعی (?:است|اند|هستند|بود|بودند)")
    if group == "denying":
        acts = rf"(?:{alternatives(table['refusable_acts'])}) {PERSON}(?: (?:در|به|با|بر|زیر|تحت|از|هنگام|توسط) [^.،]{{0,30}})?"
        parts.append(
            rf"(?:(?:{alternatives(table['refusable'])})(?: [^.]{{0,80}})?|{acts}) را(?: "
            rf"نیز| هم| همچنین| قاطعانه| قویا| رسما| صریحا| به شدت| به صراحت|(?: (?!رد|و|که)\S+){{1,2}})? "
            rf"(?:رد (?:{said_pattern('کرد')})|نپذیرفت\S*)"
        )
        called = "|".join(f"{lead} (?:{said_pattern(stem)})" if lead else said_pattern(stem) for lead, stem in _CALLED)
        false = f"(?:{alternatives(table['false'])})"
        parts.append(rf"{false}(?: (?:محض|و {false}))* (?:{called})")
    return re.compile(rf"(?<!\S)(?:{'|'.join(parts)})(?!\S)(?! ها(?:ی|یی|یش)?(?!\S))")


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
        rf"(?P<this>{alternatives(table['documents'])})|(?:{alternatives(table['preambles'])}))"
        rf"(?: ی)?(?: (?:منتشر شده|منتشره|رسیده|دریافتی|اختصاصی|ارسالی|واصله))?(?: (?:از|به))?(?= |$)"
    )


def preambles_of(line: str) -> list[re.Match[str]]:
    """Gives each «به گزارش …» of a line; «به این گزارش» alone is no preamble («به این گزارش پاسخ داد»)."""
    return [found for found in preamble().finditer(line) if not (found["this"] and found.group().startswith("به "))]


@cache
def written() -> re.Pattern[str]:
    """Gives the pattern for what a document says of itself («در این گزارش آمده است»); `doc` is the document."""
    papers = alternatives(reading("speech")["papers"])
    return re.compile(
        rf"(?<!\S)در (?:(?:ادامه|متن|بخشی از|بخش دیگری از|قسمتی از|پایان|ابتدای) )?"
        rf"(?P<doc>(?:(?:این|همین|آن|ان) )?(?:{papers})(?!\S)(?: (?!که(?!\S)|(?:{_TOLD})(?!\S))[^\s،.؛:«»]+){{0,9}}?) "
        rf"(?:چنین |همچنین |نیز |هم )*(?:{_TOLD})(?: (?:است|بود))?(?!\S)"
    )


_TOLD: Final = fold_letters(r"(?:آمده|(?:ذکر|گفته|نوشته|تأکید|تاکید|تصریح|اعلام|خاطرنشان|عنوان|اضافه|بیان|قید) شده)")


@cache
def passive() -> re.Pattern[str]:
    """Gives the pattern for news of which nobody is named as the teller («گزارش شده [است]», «اعلام شد که»)."""
    told = r"(?<!\S)(?:(?:گزارش|خبر داده|اطلاع داده) شده?(?: (?:است|بود))?|اعلام شده?(?: است)?(?= که)|"
    told += rf"(?:خبر|گزارش) (?:می رسد|رسیده)(?: است)?(?= که)|در (?:ادامه|خاتمه|پایان|انتها)(?: نیز| هم)? {_TOLD})(?: است)?(?!\S)"
    return re.compile(fold_letters(told))


@cache
def split_news() -> re.Pattern[str]:
    """Gives the pattern for «خبر از … داد» and «حاکی از … است», whose halves stand apart."""
    return re.compile(
        rf"(?<!\S)(?:(?:خبر|گزارش) از (?P<what>[^.؛:]{{2,160}}?) (?:{said_pattern('داد')})|"
        rf"(?:حاکی|حکایت) از (?!ا(?:ن|ین) )(?P<held>[^.؛:]{{2,160}}?) (?:است|بود|دارد|دارند|داشت))(?!\S)"
    )


@cache
def split_claim() -> re.Pattern[str]:
    """Gives the pattern for «مدعی بازداشت P شده‌اند», whose halves stand apart."""
    acts = alternatives(reading("speech")["refusable_acts"])
    return re.compile(rf"(?<!\S)مدعی (?P<what>(?:{acts}) [^.؛:]{{1,90}}?) (?:{said_pattern('شد')}|است|هستند|بود|بودند)(?!\S)")


@cache
def hearsay() -> re.Pattern[str]:
    """Gives the pattern for words of hearsay («گفته می‌شود»)."""
    claimed = fold_letters(
        r"(?:ادعا|شایعه|شایعات|شایعاتی|ادعایی|ادعاهایی|ادعا ?ها|ادعا ?های)(?: \S+){0,3}? (?:مطرح|پخش) شده?(?: (?:است|بود))?"
    )
    return re.compile(rf"(?<!\S)(?:{alternatives(reading('speech')['hearsay'])}|{claimed})(?!\S)")
