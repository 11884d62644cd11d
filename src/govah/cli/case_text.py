"""A case file as an analyst reads it in a terminal, in English or Persian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import click

from govah.cli.cards import clean, number, quoted
from govah.cli.cards import line as suggestion_line
from govah.cli.case_trial import trial_rows
from govah.cli.find import finding_line
from govah.cli.statements import stated_line
from govah.dates import show
from govah.desk import CaseFile, ClaimOnFile, shown_values
from govah.desk.cases.grading import best
from govah.desk.onfile.erased import ErasedItem
from govah.records import Stance
from govah.text import isolate
from govah.weigh import Contradiction, NotKnown, PossibleState, Reason, WeighedFact
from govah.words import label, say, words

VALUE_KINDS: Final = ("charges", "courts", "prisons", "organs", "punishments", "occupations", "genders")
_DATE: Final = re.compile(r"[\dX]{4}[\dX./~?%-]*|\.\./[\dX~?%-]+")


def case_text(found: CaseFile, lang: str) -> str:
    """Gives the whole case file as text."""
    parts = [
        _head(found, lang),
        _states(found, lang),
        _section("case.identity", [_fact(found, one, lang) for one in found.identity], lang),
        _section("case.facts", [_fact(found, one, lang) for one in found.facts], lang, empty="case.no-facts"),
        _section("case.contradictions", [_contradiction(found, one, lang) for one in found.contradictions], lang),
        _section("case.findings", ["  " + finding_line(one, lang) for one in found.findings], lang),
        _section("case.trial", list(trial_rows(found, lang)), lang),
        _section("case.not-known", [_not_known(one, lang) for one in found.not_known], lang),
        _section("case.pending", [suggestion_line(one, lang) for one in found.pending], lang),
        _section("case.maybe-same", list(_maybe_same(found, lang)), lang),
        _section("case.said", ["  " + stated_line(one, lang).replace("\n", "\n  ") for one in found.said], lang),
        _section("case.documents", list(_documents(found, lang)), lang),
        _section("case.erased", [_erased(one, lang) for one in found.erased], lang),
        _foot(found, lang),
    ]
    return "\n\n".join(part for part in parts if part)


def _head(found: CaseFile, lang: str) -> str:
    shown = found.person.name_in(lang)
    name = click.style(isolate(clean(shown)), bold=True)
    rows = [say("case.title", lang, name=name, id=found.person.id)]
    others = [isolate(clean(one)) for one in found.person.names if one != shown]
    if others:
        rows.append(say("case.also-written", lang, names=" · ".join(others)))
    rows.append(say("case.as-of", lang, date=show(found.as_of.isoformat(), lang)))
    if found.known_at:
        rows.append(say("case.known-at", lang, time=found.known_at))
    if found.is_unreviewed:
        rows.append(click.style(say("case.unreviewed-notice", lang), reverse=True))
    return "\n".join(rows)


def _states(found: CaseFile, lang: str) -> str:
    status = found.status
    rows = [_heading("case.states", lang), *(f"  • {_state(one, lang)}" for one in status.states)]
    if status.news_days is None:
        rows.append("  " + say("case.no-dated-news", lang))
    else:
        date = show(status.last_news, lang)
        rows.append("  " + say("case.last-news", lang, days=number(status.news_days, lang), date=date))
    if status.check_days is None:
        rows.append("  " + say("case.never-checked", lang))
    else:
        rows.append("  " + say("case.last-check", lang, days=number(status.check_days, lang), date=show(status.last_check, lang)))
    if found.risk.tier:
        tier = number(found.risk.tier, lang)
        rows.append("  " + say("case.risk", lang, tier=tier, reason=_reason(found.risk.reason, lang)))
    return "\n".join(rows)


def _state(one: PossibleState, lang: str) -> str:
    marks = [say(f"weigh.firmness-{one.firmness}", lang)]
    if one.support:
        marks.append(say("case.origins", lang, count=number(one.origins, lang)))
        if not one.reviewed:
            marks.append(say("case.unreviewed", lang))
    return f"{label('stages', one.state, lang)} — {' · '.join(marks)}"


def _fact(found: CaseFile, fact: WeighedFact, lang: str) -> str:
    kind = "attributes" if fact.predicate in words("attributes") else "predicates"
    values = " / ".join(_value(value, lang) for value in shown_values(fact) if value)
    head = label(kind, fact.predicate, lang) + (f": {values}" if values else "")
    marks = [say("case.fact-standing", lang, origins=number(fact.origins, lang), documents=number(len(fact.documents), lang))]
    if not fact.claims:
        marks = [say("case.only-denied" if fact.denials else "case.only-unknown", lang)]
    if fact.when:
        marks.insert(0, show(fact.when, lang))
    if fact.wheres:
        marks.insert(0, " / ".join(isolate(clean(place)) for place in fact.wheres))
    if code := best(one for one in found.grades if one.claim in fact.claims):
        marks.append(say("grade.shown", lang, code=code))
    if not fact.reviewed:
        marks.append(click.style(say("case.unreviewed", lang), reverse=True))
    if fact.contradictions:
        marks.append(click.style(say("case.contradicted", lang), bold=True))
    rows = [f"  • {click.style(head, bold=True)} — {' · '.join(marks)}"]
    rows += ["      " + _claim(found.claim(id_), lang) for id_ in (*fact.claims, *fact.denials, *fact.unknowns)]
    return "\n".join(rows)


def _value(value: str, lang: str) -> str:
    for kind in VALUE_KINDS:
        if value in words(kind):
            return label(kind, value, lang)
    return number(int(value), lang) if value.isascii() and value.isdigit() else isolate(clean(value))


def _claim(one: ClaimOnFile, lang: str) -> str:
    fact, basis = one.claim.fact, one.claim.basis
    stance = label("stances", fact.stance.value, lang)
    if fact.stance in (Stance.DENIED, Stance.UNKNOWN):
        stance = click.style(stance, bold=True)
    if basis is None:
        return say("case.claim-withheld", lang, id=one.id, stance=stance, commitment=one.basis_commitment)
    voice = " › ".join(isolate(clean(part)) for part in basis.attribution) or say("review.own-voice", lang)
    quote = quoted(basis.passage.quote)
    return say("case.claim", lang, id=one.id, stance=stance, voice=voice, quote=quote, document=basis.document)


def _contradiction(found: CaseFile, one: Contradiction, lang: str) -> str:
    why = "; ".join(_reason(reason, lang) for reason in one.reasons)
    rows = [f"  ⚡ {say('weigh.' + one.kind, lang)} ({label('predicates', one.predicate, lang)})" + (f" — {why}" if why else "")]
    for side in (one.left, one.right):
        rows.append(f"      {said(side.says, lang)}")
        rows += [f"          {_claim(found.claim(id_), lang)}" for id_ in side.claims]
    rows.append("      " + say("case.settle", lang, what=say(f"weigh.{one.settled_by}", lang)))
    return "\n".join(rows)


def said(says: str, lang: str) -> str:
    """Gives what one side says: words of the vocabulary by their labels, dates in both calendars, other words as written."""
    first, _, rest = says.partition(" ")
    if rest and first in words("predicates"):
        return f"{said(first, lang)} {said(rest, lang)}"
    if _DATE.fullmatch(says):
        return show(says, lang)
    for kind in ("predicates", "stances", "stages", "topics"):
        if says in words(kind):
            return label(kind, says, lang)
    return _value(says, lang)


def _erased(one: ErasedItem, lang: str) -> str:
    return say("case.erased-item", lang, id=one.id, time=one.at, by=one.by, reason=label("reasons", one.reason, lang))


def _not_known(one: NotKnown, lang: str) -> str:
    said = say("case.said-unknown", lang, claims=", ".join(one.said_by)) if one.said_by else ""
    return f"  ? {label('topics', one.topic, lang)} — {_reason(one.reason, lang)}" + (f" · {said}" if said else "")


def _reason(reason: Reason, lang: str) -> str:
    return say(f"weigh.{reason.key}", lang, **{key: said(value, lang) for key, value in reason.facts})


def _maybe_same(found: CaseFile, lang: str) -> Iterator[str]:
    for one in found.maybe_same:
        other = one.right if one.left == found.person.id else one.left
        yield "  " + say("case.maybe-same-row", lang, left=found.person.id, right=other)


def _documents(found: CaseFile, lang: str) -> Iterator[str]:
    for one in found.documents:
        name = isolate(clean(one.name)) or say("capture.name-withheld", lang)
        source = " · " + label("compartments", "sources", lang) if one.from_source else ""
        source += "" if one.here else "\n  " + say("capture.document-not-here", lang)
        yield "  " + say("case.document", lang, id=one.id, name=name, sha256=one.sha256, entry=one.entry) + source


def _foot(found: CaseFile, lang: str) -> str:
    rows = []
    if found.withdrawn:
        rows.append(say("case.withdrawn", lang, count=number(len(found.withdrawn), lang)))
    rows.append(say("case.footnote", lang))
    return "\n".join(rows)


def _section(code: str, rows: Iterable[str], lang: str, *, empty: str = "") -> str:
    shown = list(rows)
    if not shown and not empty:
        return ""
    return "\n".join([_heading(code, lang), *(shown or ["  " + say(empty, lang)])])


def _heading(code: str, lang: str) -> str:
    return click.style(say(code, lang), bold=True, underline=True)
