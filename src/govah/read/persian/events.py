"""Where a sentence says that something was done to somebody: the rules of the table turned into patterns over the skeleton."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import reading
from govah.read.persian.scene import DATE, PERSON
from govah.read.persian.verbs import STEMS, kinds

_ACTIVE: Final = frozenset({"کرد", "نمود", "داد", "زد", "برد", "رساند", "کشید", "سپرد", "آویخت", "گذاشت", "شکست"})
_NEXT_VERB: Final = ("شد", "گردید", "کرد", "نمود", "یافت", "داد", "گرفت", "باخت", "رسید", "آمد", "رفت", "درگذشت", "بود")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table."""

    id: str
    predicate: str
    kind: str
    "`verb`, `state` or `noun`."
    who: str
    grave: bool
    owner: str
    charge: bool
    penalty: bool
    aside: bool
    "Whether it stands beside a name as a description, in the text's own voice."
    gloss: str
    pattern: re.Pattern[str]
    forms: tuple[tuple[str, str, bool], ...]
    "Each verb form: what it commits to, and whether it is active."


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
    segment: int = 0
    "Where its part of a clause with several subjects begins («P به ده سال و P به شش سال حبس محکوم شد»)."
    close: int = 0
    "Where that part ends, when it is not the last one."


@cache
def rules() -> tuple[Rule, ...]:
    """Gives every rule, compiled once."""
    table = reading("events")
    return tuple(_rule(kind, spec) for kind in ("verb", "state", "noun") for spec in table[f"{kind}s"])


def _rule(kind: str, spec: dict[str, Any]) -> Rule:
    forms: dict[str, tuple[str, bool]] = {}
    if kind == "verb":
        pattern = _verb_pattern(spec, forms)
    elif kind == "noun":
        pattern = rf"(?<!\S)(?:{skeleton_source(spec['noun'])})(?: (?:{skeleton_source(_TITLES)}))* (?P<who>{PERSON})"
    else:
        pattern = rf"(?<!\S)(?:{skeleton_source(spec['pattern'])})(?!\S)"
    return Rule(
        spec["id"], spec["predicate"], kind, spec.get("who", "named"), bool(spec.get("grave")), spec.get("owner", ""), bool(spec.get("charge")),
        bool(spec.get("penalty")), bool(spec.get("aside")), spec.get("gloss", ""), re.compile(pattern), tuple((form, *rest) for form, rest in forms.items()),
    )  # fmt: skip


_TITLES: Final = (
    "ی|آقای|خانم|زندانی سیاسی|شهروند|معترض|زندانی|دکتر|مهندس|سیاسی|نوجوان|جوان|سیاسی محبوس|"
    "فعال مدنی|فعال سیاسی|روزنامه نگار|دانشجو|وکیل دادگستری|شهروند معترض|شهروند بهایی|"
    "شهروند کرد|این|همسر و"
)


def skeleton_source(pattern: str) -> str:
    """Gives a table's pattern as the skeleton needs it: folded letters, `P` a mention, `D` a date."""
    folded = fold_letters(pattern.replace("\u200c", " "))
    return re.sub(r"(?<![A-Za-z\\])P(?![A-Za-z<>])", PERSON, re.sub(r"(?<![A-Za-z\\])D(?![A-Za-z])", DATE, folded))


def _verb_pattern(spec: dict[str, Any], forms: dict[str, tuple[str, bool]]) -> str:
    for verb in spec["verb"]:
        active = spec.get("voice") != "passive" and verb in _ACTIVE
        passive_of = f"{verb}ه شد" if spec.get("voice") == "passive" else ""
        if passive_of:
            for form, force in kinds("شد").items():
                forms[fold_letters(f"{verb}ه {form}")] = (force, False)
        else:
            for form, force in kinds(verb).items():
                forms.setdefault(form, (force, active))
    names = "|".join(re.escape(form).replace("\\ ", " ") for form in sorted(forms, key=lambda form: (-len(form), form)))
    stem = skeleton_source(spec["stem"])
    if not stem:
        return rf"(?<!\S)(?P<aux>{names})(?!\S)"
    elided = rf"|(?<!\bبه )(?<!\bاز )(?<!\bدر )(?<!\bقرار )(?<!\bحکم )(?:{stem})(?= و )" if spec.get("elide") else ""
    return rf"(?<!\S)(?:(?:{stem})(?: (?:نیز|هم|»))? (?P<aux>{names})(?!\S){elided})"


@cache
def _next_verb() -> re.Pattern[str]:
    forms = {form for verb in _NEXT_VERB for form in kinds(verb)}
    return re.compile(
        r"(?<!\S)(?P<aux>"
        + "|".join(re.escape(form).replace("\\ ", " ") for form in sorted(forms, key=lambda form: (-len(form), form)))
        + r")(?!\S)"
    )


@cache
def _next_force(form: str) -> tuple[str, bool]:
    for verb in _NEXT_VERB:
        force = kinds(verb).get(form)
        if force:
            return force, verb in _ACTIVE
    return "", False


def events_of(line: str) -> Iterator[Event]:
    """Gives what the rules find in a skeleton, the rules in the table's order."""
    for rule in rules():
        for found in rule.pattern.finditer(line):
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
        )
    form = found["aux"]
    if form is None:
        return _elided(rule, found, line)
    force, active = next((force, active) for name, force, active in rule.forms if name == form)
    return Event(rule, found.start(), found.end(), force, active, _plural(form, force), letters)


def _elided(rule: Rule, found: re.Match[str], line: str) -> Event | None:
    """«بازداشت و … منتقل شد»: the verb is said once, at the end; its voice must be this rule's."""
    after = _next_verb().search(line, found.end())
    if after is None or after.start() - found.end() > 160 or re.search(r"[؛.:]", line[found.end() : after.start()]):
        return None
    force, active = _next_force(after["aux"])
    verbs = {name for name, _force, _active in rule.forms}
    own = {active_ for _name, _force, active_ in rule.forms}
    if (active not in own) or (force == "bare" and not verbs):
        return None
    return Event(rule, found.start(), found.end(), force, active, _plural(after["aux"], force))


_SINGULAR: Final = frozenset(fold_letters(stem) for stem in STEMS)


def _plural(form: str, force: str) -> bool | None:
    if force == "bare":
        return None
    return any(word.endswith("ند") and word not in _SINGULAR for word in form.split())
