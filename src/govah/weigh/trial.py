"""Fair-trial indicators of ICCPR 6, 7, 9, 14, 15 and ECOSOC 1984/50: respected, violated, alleged violated, or no information.

The rules stand in `words/reading/weigh/fairtrial.yml`, to be read aloud. A tick without a claim is impossible: each value but "no
information" names the claims that it stands on. An authority that says it kept the rules does not show that it did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from govah.records import AFFIRMED, Stance
from govah.text import fold
from govah.weigh.events import event_kind
from govah.weigh.interface import Evidence, Finding
from govah.weigh.origins import voices
from govah.weigh.risk import risk
from govah.weigh.spans import told_on
from govah.weigh.speakers import speaker_of
from govah.weigh.status import live
from govah.weigh.values import is_death
from govah.words import table

VALUES: Final = ("violated", "alleged", "respected", "no-information")
ENOUGH: Final = 2
"""Independent voices from which on a breach that nobody denies stands as violated."""
_TABLE: Final = "reading/weigh/fairtrial"
_CHILD: Final = 18
_KILLING: Final = frozenset({"murder", "aiding_murder"})


@dataclass(frozen=True, slots=True)
class Indicator:
    """One guarantee, and what the claims tell of it."""

    name: str
    "A key of the table, such as `iccpr-14-3-b`."
    instrument: str
    article: str
    value: str
    "One of `VALUES`."
    breach: tuple[str, ...] = ()
    "Claims that tell a breach."
    kept: tuple[str, ...] = ()
    "Claims that tell that it was kept, those of the authorities among them."
    denials: tuple[str, ...] = ()
    origins: int = 0
    "Independent voices that tell the breach, or, where there is none, that it was kept."
    reviewed: bool = True


def fair_trial(evidence: Iterable[Evidence], as_of: date, *, findings: Sequence[Finding] = ()) -> tuple[Indicator, ...]:
    """Gives every indicator, in the order of the table; those of capital cases only where death is, or may be, in question."""
    standing = live(evidence)
    rows = _rows()
    capital = risk(standing, as_of, findings=findings).tier > 0 or any(_is_capital(one) for one in standing)
    return tuple(_indicator(name, rows, standing, findings) for name, row in rows.items() if capital or not row.get("death"))


def indicator_label(name: str, lang: str) -> str:
    """Gives an indicator's name in words."""
    return str(table(_TABLE)[name]["label"][lang])


def _is_capital(one: Evidence) -> bool:
    fact = one.claim.fact
    if fact.stance not in AFFIRMED:
        return False
    return fact.predicate in ("executed", "faces_death_penalty") or (fact.predicate == "sentenced_to" and is_death(fact.value))


def _indicator(name: str, rows: Mapping[str, Any], standing: Sequence[Evidence], findings: Sequence[Finding]) -> Indicator:
    row = rows[name]
    breach = _matching(row["breach"], standing)
    kept = [one for one in _matching(row["kept"], standing) if one not in breach]
    told = frozenset(predicate for rule in row["breach"] for predicate in rule.get("told", ()))
    denials = [one for one in standing if one.claim.fact.stance is Stance.DENIED and one.claim.fact.predicate in told]
    by = kept if row.get("kept_by") == "any" else [one for one in (*kept, *denials) if speaker_of(one).kind != "state"]
    is_found = any(finding.predicate in told and len(set(finding.people)) >= ENOUGH for finding in findings)
    direct = _matching([rule for rule in row["breach"] if "case" not in rule], standing)
    firm = [one for one in direct if one.reviewed and one.claim.fact.stance is not Stance.ALLEGED]
    is_told = not kept and not denials and len(voices(firm)) >= ENOUGH
    value = "violated" if breach and (is_found or is_told) else _value(breach, by)
    told_by = breach or by
    return Indicator(
        name,
        row["instrument"],
        row["article"],
        value,
        _ids(breach),
        _ids(kept),
        _ids(denials),
        len(voices(told_by)) if told_by else 0,
        any(one.reviewed for one in told_by) if told_by else True,
    )


def _value(breach: Sequence[Evidence], kept: Sequence[Evidence]) -> str:
    if breach:
        return "alleged"
    return "respected" if any(one.reviewed for one in kept) else "no-information"


def _matching(rules: Iterable[Mapping[str, Any]], standing: Sequence[Evidence]) -> list[Evidence]:
    forward = [one for one in standing if one.claim.fact.stance in AFFIRMED]
    found: dict[str, Evidence] = {}
    for rule in rules:
        some = _CASES[rule["case"]](forward) if "case" in rule else [one for one in forward if _tells(one, rule)]
        found.update({one.claim.fact.id: one for one in some})
    return list(found.values())


def _tells(one: Evidence, rule: Mapping[str, Any]) -> bool:
    fact, basis = one.claim.fact, one.claim.basis
    if "told" in rule:
        return fact.predicate in rule["told"]
    if "only" in rule and fact.predicate not in rule["only"]:
        return False
    said = f" {fold(fact.value.text)} {fold(basis.passage.quote) if basis else ''} "
    return any(form in said for form in rule["words"])


def _no_killing(forward: Sequence[Evidence]) -> list[Evidence]:
    """Gives the death sentences of somebody whose charges are told, none of them a killing."""
    charges = [one for one in forward if one.claim.fact.predicate == "charged_with"]
    words = " ".join(fold(one.claim.fact.value.text) for one in charges)
    killing = any(one.claim.fact.value.term in _KILLING for one in charges) or any(form in words for form in _killing_words())
    if not charges or killing:
        return []
    return [one for one in forward if one.claim.fact.predicate == "sentenced_to" and is_death(one.claim.fact.value)]


def _killing_words() -> tuple[str, ...]:
    return tuple(fold(word) for word in ("murder", "killing", "homicide", "stabbing", "قتل", "کشتن"))


def _under_eighteen(forward: Sequence[Evidence]) -> list[Evidence]:
    ages = [one for one in forward if one.claim.fact.predicate == "age" and one.claim.fact.value.high is not None]
    return [one for one in ages if (one.claim.fact.value.high or _CHILD) < _CHILD]


def _mercy(forward: Sequence[Evidence]) -> list[Evidence]:
    return [one for one in forward if event_kind(one.claim.fact) == "mercy"]


def _sentenced_after_acquittal(forward: Sequence[Evidence]) -> list[Evidence]:
    """Gives an acquittal and the sentences told after it, unless something told says that the acquittal was quashed."""
    kinds = [(event_kind(one.claim.fact), one) for one in forward]
    acquittals = [one for kind, one in kinds if kind == "acquittal"]
    if not acquittals or any(kind == "quashing" for kind, _ in kinds):
        return []
    first = min(told_on(one) for one in acquittals)
    later = [one for kind, one in kinds if kind in ("death", "lesser", "some-penalty") and told_on(one) > first]
    return [*acquittals, *later] if later else []


_CASES: Final[Mapping[str, Callable[[Sequence[Evidence]], list[Evidence]]]] = {
    "no-killing-charged": _no_killing,
    "under-eighteen": _under_eighteen,
    "mercy-told": _mercy,
    "sentenced-after-acquittal": _sentenced_after_acquittal,
}


def _ids(some: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(one.claim.fact.id for one in some)


@cache
def _rows() -> dict[str, Any]:
    """Gives the table with folded words, and with the rules that an indicator takes from others."""
    read = table(_TABLE)
    own = {
        name: {part: [_folded(rule) for rule in row.get(part, ())] for part in ("breach", "kept")} for name, row in read.items()
    }
    return {
        name: {**row, **{part: _with_others(name, part, read, own) for part in ("breach", "kept")}} for name, row in read.items()
    }


def _with_others(name: str, part: str, read: Mapping[str, Any], own: Mapping[str, Any]) -> list[dict[str, Any]]:
    if part == "kept" and read[name].get("kept") == []:
        return []
    return [*own[name][part], *(rule for other in read[name].get("as", ()) for rule in own[other][part])]


def _folded(rule: Mapping[str, Any]) -> dict[str, Any]:
    return {**rule, "words": tuple(fold(str(word)) for word in rule["words"])} if "words" in rule else dict(rule)
