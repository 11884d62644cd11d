"""The rules of the table, each as a pattern over the skeleton that is made when a sentence first holds one of its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import reading
from govah.read.persian.scene import DATE, PERSON
from govah.read.persian.verbs import form_pattern, kinds

ACTIVE: Final = frozenset({"کرد", "نمود", "داد", "زد", "برد", "رساند", "کشید", "سپرد", "آویخت", "گذاشت", "شکست"})
"""Light verbs whose subject does it, and does not suffer it."""
_TITLES: Final = (
    "ی|آقای|خانم|زندانی سیاسی|شهروند|معترض|زندانی|دکتر|مهندس|سیاسی|نوجوان|جوان|سیاسی محبوس|"
    "فعال مدنی|فعال سیاسی|روزنامه نگار|دانشجو|وکیل دادگستری|شهروند معترض|شهروند بهایی|"
    "شهروند کرد|این|همسر و"
)
_WORDS: Final = (
    r"(?: (?!(?:در|به|از|با|برای|توسط|و|که|را|علیه|سوی|قاتل|مادر|پدر|برادر|خواهر|همسر|شوهر|"
    r"وکیل|دوست|فرزند|پسر|دختر|خانواده|هم|شد|شدند|شده|شدن|کرد|کردند|جز|بجز|مگر|بستگان|نشدن|نکردن|ندادن|نیافتن)(?!\S))"
    r"[^\s،.؛«»():\d\ue000-\uefff]+){0,2}?"
)
"""Up to two words between an event's noun and the person («بازداشت فوری P», «اعدام سرباز P»)."""
_BY_NAME: Final = r"(?: [^\s،.؛«»():\ue000-\uefff]+){1,10}? (?:(?:به|با) (?:نام|اسامی|اسم|هویت)|بنام)(?: های)?(?: «)?"
"""«اعدام دو مرد به نام‌های P و P»."""
_APPOSED: Final = (
    r"(?: [^\s،.؛«»():\ue000-\uefff]+)? (?:همکار|دوست|یار|رفیق|عضو|هم بندی|هموطن|شهروند|دانشجوی|معلم|استاد|کارگر|زندانی|شاعر|"
    r"نویسنده)"
    r"(?: [^\s،.؛«»():\ue000-\uefff]+){0,4} ،"
)
"""«بازداشت همکار گرامی ما، P»."""
_LITERAL: Final = re.compile("[\u0600-\u06ff]{3,}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table."""

    id: str
    predicate: str
    kind: str
    "`verb`, `state` or `noun`."
    who: str
    source: str = ""
    "The pattern's text."
    keys: tuple[str, ...] = ()
    "A sentence without any of these words cannot fit."
    forms: Mapping[str, tuple[str, bool]] | None = None
    "Each verb form: what it commits to, and whether it is active."
    grave: bool = False
    owner: str = ""
    charge: bool = False
    penalty: bool = False
    aside: bool = False
    "Whether it stands beside a name as a description, in the text's own voice."
    gloss: str = ""


@cache
def rules() -> tuple[Rule, ...]:
    """Gives every rule, in the order of the table."""
    table = reading("events")
    return tuple(_rule(kind, spec) for kind in ("verb", "state", "noun") for spec in table[f"{kind}s"])


@cache
def pattern_of(source: str) -> re.Pattern[str]:
    """Gives a rule's pattern, compiled once."""
    return re.compile(source)


def _rule(kind: str, spec: dict[str, Any]) -> Rule:
    forms: dict[str, tuple[str, bool]] = {}
    core = skeleton_source(spec.get("stem") or spec.get("noun") or spec.get("pattern") or "")
    if kind == "verb":
        source = _verb_source(spec, core, forms)
    elif kind == "noun":
        lead = rf"(?: (?:{skeleton_source(_TITLES)}))*(?:{_WORDS}|{_BY_NAME}|{_APPOSED})"
        source = rf"(?<!\S)(?:{core}){lead} (?:« (?={PERSON} »))?(?P<who>{PERSON})"
    else:
        source = rf"(?<!\S)(?:{core})(?!\S)"
    flags = {flag: bool(spec.get(flag)) for flag in ("grave", "charge", "penalty", "aside")}
    return Rule(
        spec["id"], spec["predicate"], kind, spec.get("who", "named"), source, keys_of(core), forms,
        owner=spec.get("owner", ""), gloss=spec.get("gloss", ""), **flags,
    )  # fmt: skip


def skeleton_source(pattern: str) -> str:
    """Gives a table's pattern as the skeleton needs it: folded letters, `P` a mention, `D` a date."""
    folded = fold_letters(pattern.replace("\u200c", " "))
    return re.sub(r"(?<![A-Za-z\\])P(?![A-Za-z<>])", PERSON, re.sub(r"(?<![A-Za-z\\])D(?![A-Za-z])", DATE, folded))


def _verb_source(spec: dict[str, Any], stem: str, forms: dict[str, tuple[str, bool]]) -> str:
    passive = spec.get("voice") == "passive"
    for verb in spec["verb"]:
        if passive:
            forms.update({fold_letters(f"{verb}ه {form}"): (force, False) for form, force in kinds("شد").items()})
        else:
            for form, force in kinds(verb).items():
                forms.setdefault(form, (force, verb in ACTIVE))
    names = "|".join(
        f"{fold_letters(verb)}ه (?:{form_pattern('شد')})" if passive else form_pattern(verb) for verb in spec["verb"]
    )
    if not stem:
        return rf"(?<!\S)(?P<aux>{names})(?!\S)"
    elided = rf"|(?<!\bبه )(?<!\bاز )(?<!\bدر )(?<!\bقرار )(?<!\bحکم )(?:{stem})(?= و )" if spec.get("elide") else ""
    return rf"(?<!\S)(?:(?:{stem})(?: (?:نیز|هم|»))? (?P<aux>{names})(?!\S){elided})"


def keys_of(pattern: str) -> tuple[str, ...]:
    """Gives words of which every fitting sentence holds one: a literal of each alternative; none where that cannot be told."""
    keys: list[str] = []
    for branch in _branches(pattern):
        words = _LITERAL.findall(_required(branch))
        inner = (max(words, key=len),) if words else next((found for group in _groups(branch) if (found := keys_of(group))), ())
        if not inner:
            return ()
        keys += inner
    return tuple(dict.fromkeys(keys))


def _groups(branch: str) -> list[str]:
    """What stands in the groups that a branch cannot do without."""
    out, depth, low, at = [], 0, 0, 0
    while at < len(branch):
        letter = branch[at]
        if letter == "\\":
            at += 1
        elif letter == "(":
            depth += 1
            low = at if depth == 1 else low
        elif letter == ")":
            depth -= 1
            inner = branch[low:at]
            if not depth and inner.startswith("(?:") and branch[at + 1 : at + 2] not in {"?", "*", "{"}:
                out.append(inner[3:])
        at += 1
    return out


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern at its top level, a group around the whole opened."""
    out, depth, low, at = [], 0, 0, 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "|" and not depth:
            out.append(pattern[low:at])
            low = at + 1
        at += 1
    return [*out, pattern[low:]]


def _required(branch: str) -> str:
    """A branch without its groups and classes, and without a letter that may be missing: what must stand there to the letter."""
    out: list[str] = []
    depth = at = 0
    while at < len(branch):
        letter = branch[at]
        if letter == "\\":
            at += 1
        elif letter in "([":
            depth += 1
            out.append("\n" if depth == 1 else "")
        elif letter in ")]":
            depth -= 1
        elif not depth:
            out.append(letter)
        at += 1
    return re.sub(r"\S[?*]", "\n", re.sub(r"\n(?:[?*]|\{\d*,?\d*\})\??", "\n", "".join(out)))
