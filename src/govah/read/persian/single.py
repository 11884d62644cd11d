"""«یک زندانی اعدام شد. هویت این زندانی P اعلام شده است»: what is told of one unnamed person, whom a later sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from govah.read.persian.cast import Cast
from govah.read.persian.claims import Draft
from govah.read.persian.clauses import clause_at
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters, tokens_of
from govah.read.persian.scene import PERSON

_WHO: Final = (
    r"زندانی|شهروند|معترض|جوان|نوجوان|کودک|زن|مرد|دختر|پسر|دانشجو|کارگر|معلم|متهم|فعال|وکیل|پزشک|پرستار|هنرمند|نویسنده|شاعر|"
    r"خبرنگار|روزنامه ?نگار|کولبر|سوخت ?بر|نوکیش|درویش|روحانی|طلبه|ورزشکار|کشاورز|راننده|بازداشتی|محکوم|استاد|سرباز|فرد|شخص"
)
_ONE: Final = rf"یک ({_WHO})(?! دیگر)(?!\S)"
_SUBJECT: Final = re.compile(fold_letters(rf"(?<!\S)(?<!از )(?<!به )(?<!با )(?<!علیه )(?<!توسط )(?<!سوی )(?<!قتل ){_ONE}"))
_OBJECT: Final = re.compile(fold_letters(rf"(?<!\S){_ONE}(?: [^\s،.؛:\ue000-\ue7ff]+){{0,10}}? (?:را|رو)(?!\S)"))
_OWNER: Final = re.compile(fold_letters(rf"(?<!\S)(?:حکم|حکم اعدام|حکم قصاص|برای|علیه|دادگاه|محاکمه) {_ONE}"))
_SO: Final = re.compile(
    fold_letters(r"(?<!\S)(?:احراز|اعلام|عنوان|مشخص|شناسایی|تأیید|تایید|محرز|ذکر|گزارش|منتشر|درج|فاش|است|بود|بوده)(?!\S)")
)
_NOT: Final = re.compile(fold_letters(r"(?<!\S)(?:نیست|نبود|نشده|نشد|نکرده|نکرد|نامعلوم|نامشخص)(?!\S)"))
_NAMED: Final = re.compile(
    fold_letters(rf"(?<!\S)(?:هویت|نام|اسم|مشخصات) ({PERSON})(?: که [^،]{{2,90}} ،)?(?: [^\s،.؛:]+){{0,4}}? (?:« )?({PERSON})")
)
_CALLED: Final = re.compile(fold_letters(rf"^\W*({PERSON}) (?:« )?({PERSON})(?: »)? (?:نام (?:دارد|داشت)|است|بود)(?= \.|$)"))
_REACH: Final = 700
"""How far the name may stand behind what it is told of, in code points."""


@dataclass(frozen=True, slots=True)
class One:
    """A claim about one person whom its sentence only describes."""

    draft: Draft
    noun: str


def described(event: Event, cast: Cast) -> str:
    """Gives what the clause of an event calls the one unnamed person whom it is about («یک زندانی»), or an empty word."""
    line = cast.scene.skeleton
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    start = clause.outer[0] if clause.outer else clause.start
    if event.force == "noun":
        return ""
    acts = event.rule.who == "object" or (event.rule.who == "patient" and event.active)
    pattern = _OBJECT if acts else _OWNER if event.rule.who in {"owner", "dative"} else _SUBJECT
    found = next((one for one in pattern.finditer(line, start, event.start + 3)), None)
    return found[1] if found and not re.search(PERSON, line[found.end() : event.start]) else ""


def points_at_one(cast: Cast) -> bool:
    """Answers whether a sentence says whose name it gives by «این» and one noun: only what was told of such a one is theirs."""
    found = _NAMED.search(cast.scene.skeleton)
    pointer = cast.scene.mention(found[1]) if found else None
    return pointer is not None and pointer.kind == "one" and cast.scene.text.startswith("این", pointer.start)


def named_later(ones: list[One], cast: Cast) -> Iterator[Draft]:
    """Gives the claims about the one whom a sentence names («هویت این زندانی P اعلام شده است»)."""
    line = cast.scene.skeleton
    found = _CALLED.search(line) or (_NAMED.search(line) if _SO.search(line) else None)
    if found is None or _NOT.search(line):
        return
    pointer, name = cast.scene.mention(found[1]), cast.scene.mention(found[2])
    words = [one.norm for one in tokens_of(cast.scene.text, pointer.start, pointer.end)]
    if pointer.kind != "one" or name.kind != "name" or words[:1] != ["این"]:
        return
    at = cast.scene.sentence.start
    for one in ones:
        if one.noun == " ".join(words[1 : 1 + len(one.noun.split())]) and at - _REACH < one.draft.start < at:
            yield replace(one.draft, people=cast.who[found[2]], rule="fa-one-named/1", score=600)
