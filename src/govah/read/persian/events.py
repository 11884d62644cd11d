"""Where a sentence says that something was done to somebody: the rules of the table turned into patterns over the skeleton."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.rules import ACTIVE, Rule, pattern_of, rules
from govah.read.persian.scene import PERSON
from govah.read.persian.verbs import STEMS, finite_words, form_pattern, kinds

_NEXT_VERB: Final = ("شد", "گردید", "کرد", "نمود", "یافت", "داد", "گرفت", "باخت", "رسید", "آمد", "رفت", "درگذشت", "بود")


@dataclass(frozen=True, slots=True)
class Event:
    """One rule's finding in one sentence."""

    rule: Rule
    start: int
    end: int
    force: str
    "`fact`, `present`, `bare`, `not`, `maybe`, `noun` or `state`."
    active: bool
    plural: bool | None
    letters: tuple[str, ...] = ()
    "Mentions that the pattern itself names."
    first: bool = False
    "Whether it is told in the first person («بازداشت شدم»)."
    segment: int = 0
    "Where its part of a clause with several subjects begins («P به ده سال و P به شش سال حبس محکوم شد»)."
    close: int = 0
    "Where that part ends, when it is not the last one."
    count: int = 0
    "Where one of several counts begins that share a verb («با اتهام … به ده سال و با اتهام … به یک سال محکوم شد»)."


@cache
def _next_verb() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?P<aux>{'|'.join(form_pattern(verb) for verb in _NEXT_VERB)})(?!\S)")


@cache
def _next_force(form: str) -> tuple[str, bool]:
    for verb in _NEXT_VERB:
        force = kinds(verb).get(form)
        if force:
            return force, verb in ACTIVE
    return "", False


@cache
def _keys() -> tuple[str, ...]:
    """Every word of which some rule needs one, once."""
    return tuple(dict.fromkeys(key for rule in rules() for key in rule.keys))


def events_of(line: str) -> Iterator[Event]:
    """Gives what the rules find in a skeleton, the rules in the table's order."""
    present = {key for key in _keys() if key in line}
    for rule in rules():
        if rule.keys and present.isdisjoint(rule.keys):
            continue
        for found in pattern_of(rule.source).finditer(line):
            event = _event(rule, found, line)
            if event is not None:
                yield event


def _event(rule: Rule, found: re.Match[str], line: str) -> Event | None:
    letters = tuple(re.findall(PERSON, found.group()))
    if rule.kind != "verb":
        return Event(
            rule,
            found.start(),
            found.end(),
            "noun" if rule.kind == "noun" else "state",
            active=False,
            plural=None,
            letters=letters,
            first=_is_mine(found.group()),
        )
    form = found["aux"]
    if form is None:
        return _elided(rule, found, line)
    if rule.forms is None or form not in rule.forms:
        return None
    force, active = rule.forms[form]
    if force == "bare" and (not _ENDS_CLAUSE.match(line, found.end()) or _OF_PEOPLE.search(line, 0, found.start())):
        return None
    return Event(rule, found.start(), found.end(), force, active, _plural(form, force), letters, first=_is_mine(form))


_NO_VERB: Final = re.compile(r"(?:^| )(?:دانشگاه|شعر|منطقه|بازار|نرخ|جهان|رادیو|تجارت|ضربه|هنر|عضو|اسامی|شامل|مانند) $")
"""Nouns after which آزاد and the like are adjectives."""


_ENDS_CLAUSE: Final = re.compile(r"\s*(?:$|[،.؛»:?!]|(?:و|اما|ولی|که|تا|زیرا|چون|بلکه|دروغ|کذب|نادرست|صحت|حقیقت|یا)(?!\S))")
"""What follows a participle that stands for a finite verb; before other words it is an adjective («مدیر بازداشت‌شده یک شرکت»)."""


_OF_PEOPLE: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:زنان|مردان|افراد|شهروندان|معترضان|معترضین|زندانیان|جوانان|کودکان|دانشجویان|معلمان|کارگران|فعالان|دختران|پسران|"
        r"نوجوانان|روزنامه نگاران|وکلای|متهمان) $"
    )
)
"""«زنان بازداشت‌شده»: an adjective of many."""


_PASSIVE: Final = re.compile(r" (شده است|شده اند|شده بود|شده بودند|شدند|شد|شده)(?!\S)")


def _elided(rule: Rule, found: re.Match[str], line: str) -> Event | None:
    """«بازداشت و … منتقل شد»: the verb is said once, at the end; its voice must be this rule's."""
    after = _next_verb().search(line, found.end())
    if after is None or after.start() - found.end() > 160 or re.search(r"[؛.:]", line[found.end() : after.start()]):
        return None
    force, active = _next_force(after["aux"])
    if active and after["aux"].endswith("ه") and (passive := _PASSIVE.match(line, after.end())):
        force, active = _next_force(passive[1])  # «بازداشت و به محل نامعلومی انتقال داده شد»
    if _NO_VERB.search(line[: found.start()]):
        return None
    if active not in {own for _force, own in (rule.forms or {}).values()}:
        return None
    plural, first = _plural(after["aux"], force), _is_mine(after["aux"])
    return Event(rule, found.start(), found.end(), force, active, plural, first=first)


_MINE: Final = re.compile(r"(?:ها|پا|دست|لب|سر|چشم|تن)ی?م (?:را|رو)(?!\S)")


def _is_mine(words: str) -> bool:
    """Whether the last verb, or what it is done to, is in the first person («شدم», «پاهایم را زدند»)."""
    last = words.rsplit(" ", 1)[-1]
    return (last.endswith("م") and last in finite_words()) or _MINE.search(words) is not None


_SINGULAR: Final = frozenset(fold_letters(stem) for stem in STEMS) | frozenset(
    fold_letters(f"{lead}{stem}د") for stem in STEMS.values() if stem.endswith("ن") for lead in ("", "ب", "ن")
)
"""Forms of one that end as those of several do: past stems, and the present of stems in «ن» («کند»)."""


def _plural(form: str, force: str) -> bool | None:
    if force == "bare":
        return None
    return any(word.endswith("ند") and word not in _SINGULAR for word in form.split())
