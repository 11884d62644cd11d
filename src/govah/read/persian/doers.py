"""Which of the people in a clause its verb is said of: one named among several, those in company, and nobody acted upon."""

from __future__ import annotations

import re
from typing import Final

from govah.read.persian.cast import Cast, run_of
from govah.read.persian.clauses import Clause, clause_at
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import PERSON

_AMONG: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:نفر|تن|شهروند|زندانی|معترض|کارگر|معلم|دانشجو|فعال|عضو|متهم|وکیل|پزشک|پرستار|هنرمند|خبرنگار|روزنامه نگار|"
        r"\S+ان|\S+ین|\S+ها|"
        rf"\S+های|{PERSON})(?: [^\s،]+){{0,4}}? (?:، )?(?:از جمله|من جمله|ازجمله) (?:(?:آقای|خانم) )?({PERSON})"
    )
)


def among(event: Event, cast: Cast, region: str) -> str:
    """«شش نفر، از جمله P، اعدام شدند»: the one named of several to whom it is done."""
    if event.rule.kind != "verb" or event.active or event.plural is not True:
        return ""
    found = _AMONG.search(region)
    return found[1] if found and cast.scene.mention(found[1]).kind == "name" else ""


_BY_NAME: Final = re.compile(
    fold_letters(
        rf"(?<!\S)(?:به (?:نام|نام های|اسامی|اسم|هویت|شرح اسامی)|با (?:نام|نام های|هویت|اسامی)|بنام)(?: «)?"
        rf"(?: (?:آقای|خانم|آقایان))? ({PERSON})"
    )
)


_AGENT: Final = re.compile(fold_letters(r"(?<!\S)(?:به|با|از|در|توسط|علیه|برای|و|که|را)(?!\S)|،"))


def introduced(cast: Cast, region: str) -> str:
    """«هشت تن از فعالان مدنی X به اسامی P، Q و R آزاد شدند»: those whom a group is named by, and no word of its description."""
    found = list(_BY_NAME.finditer(region))
    letter = found[0][1] if found else ""
    before = [one for one in re.findall(PERSON, region[: found[0].start()]) if cast.parts[one] == "free"] if found else []
    names = all(cast.scene.mention(one).kind == "name" for one in (letter, *before)) if before else False
    between = region[region.rindex(before[-1]) + 1 : found[0].start()] if names else ""
    return letter if names and not _AGENT.search(between) else ""


def doers(event: Event, cast: Cast, letters: list[str]) -> list[str]:
    """Those of whom a verb can be said: not whom its clause has another verb act on («تا آمد P را نجات دهد زخمی شد»)."""
    line = cast.scene.skeleton
    if event.rule.kind != "verb" or event.active:
        return letters
    return [one for one in letters if not line.startswith((" را ", " رو "), line.index(one) + 1)]


_COMPANY: Final = re.compile(
    fold_letters(rf"(?<!\S)(?:همراه با|به همراه)(?: [^،.؛\ue000-\ue7ff]{{0,40}}?)? (?:به نام های?|به نام|به اسامی) (?={PERSON})")
)


_BESIDE: Final = re.compile(fold_letters(rf"(?<!\S)(?:همراه با|به همراه|همراه)(?: (?:آقای|خانم))? ({PERSON})(?= )"))


def company(cast: Cast, line: str, start: int, end: int) -> tuple[str, ...]:
    """«P همراه با دو زندانی دیگر به نام‌های Q و R اعدام شد»: they share the act."""
    found = _COMPANY.search(line, start, end)
    if found:
        return run_of(cast, line[found.end()])
    beside = _BESIDE.search(line, max(start, _clause_start(cast, end)), end)
    return run_of(cast, beside[1]) if beside and cast.scene.mention(beside[1]).kind == "name" else ()


def _clause_start(cast: Cast, at: int) -> int:
    return cast.clauses[clause_at(cast.clauses, max(0, at - 1))].start


def is_self(cast: Cast, letter: str) -> bool:
    """Answers whether a mention is «خودش»: what somebody does to himself is no killing by another."""
    return cast.scene.text.startswith("خودش", cast.scene.mention(letter).start)


_PARTS: Final = r"(?:سر|صورت|گردن|سینه|شکم|چشم|چشمان|بدن|قلب|کتف|پهلوی|پشت|پای|دست|کمر|جمجمه)"
_BODY: Final = re.compile(
    fold_letters(rf"^\W*(?:و )?{_PARTS} ({PERSON}) (?:\S+ ){{0,8}}?(?:گلوله|تیر|ساچمه|باتوم|اصابت|ضربه|ضربات)(?!\S)")
)
_OTHERS_BODY: Final = re.compile(
    fold_letters(
        rf"^\W*(?:و )?{_PARTS} (?:دوست|برادر|خواهر|پدر|مادر|همسر|شوهر|پسر|دختر|فرزند|همکار|"
        r"رفیق|هم ?\S+|یک|یکی|مردی|زنی|جوانی)\S* "
    )
)


def hurt_bodies(cast: Cast, clause: Clause) -> list[str]:
    """«سر او مورد اصابت گلوله قرار گرفت و جان باخت»: whose body was hit is who dies."""
    found = _BODY.search(cast.scene.skeleton[clause.start : clause.end])
    return [found[1]] if found and cast.parts[found[1]] == "thing" else []


def is_body_of_other(cast: Cast, clause: Clause) -> bool:
    """«سر دوست او مورد اصابت گلوله قرار گرفت»: somebody else's body, and somebody else who dies."""
    return _OTHERS_BODY.search(cast.scene.skeleton[clause.start : clause.end]) is not None
