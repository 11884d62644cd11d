"""A count in words and as JSON: figures first, then what they rest on."""

from __future__ import annotations

from typing import Any

from govah import desk
from govah.cli.cards import clean, number
from govah.count.counts.cases import Case
from govah.count.counts.difference import Change
from govah.count.counts.totals import Trait
from govah.dates import show
from govah.desk.counts.counting import Counted
from govah.desk.counts.export import trait_shown
from govah.text import isolate
from govah.words import say


def figures_lines(found: Counted, lang: str) -> list[str]:
    """Gives the figures of a count: the categories that sum, the least and the most, what was left out, and rival counts."""
    figures = found.totals
    lines = [
        say("count.title", lang, name=isolate(clean(found.definition.name)), at=show(found.known_at[:10], lang)),
        *([isolate(clean(found.definition.says))] if found.definition.says else []),
        "",
    ]
    sums = {"confirmed": figures.confirmed, "under-investigation": figures.under_investigation, "disputed": figures.disputed}
    every = (*sums.items(), ("total", figures.counted))
    lines += [f"  {say('count.' + key, lang)}: {number(value, lang)}" for key, value in every]
    lines += ["", say("count.limits", lang, least=figures.minimum, most=figures.maximum)]
    if figures.vague:
        lines.append(say("count.vague", lang, count=figures.vague))
    if figures.doubles:
        lines.append(say("count.doubles", lang, count=figures.doubles))
    lines += _excluded(found, lang)
    for one in found.rivals:
        counter = isolate(clean(one.counter)) if one.counter else say("weigh.nobody-named", lang)
        when = show(one.when, lang) if one.when else say("weigh.no-time", lang)
        lines.append(say("count.rival", lang, counter=counter, words=isolate(clean(one.words)), when=when))
    lines += ["", say("count.hash", lang, sha256=found.sha256)]
    return [*lines, *([say("count.snapshot", lang, id=found.snapshot)] if found.snapshot else [])]


def _excluded(found: Counted, lang: str) -> list[str]:
    reasons: dict[str, int] = {}
    for one in found.cases:
        if one.category == "excluded":
            for why in one.reasons:
                reasons[why] = reasons.get(why, 0) + 1
    if not reasons:
        return []
    ordered = sorted(reasons.items(), key=lambda one: -one[1])
    told = [f"  {say('count.' + why, lang)}: {number(many, lang)}" for why, many in ordered]
    return ["", say("count.left-out", lang, count=found.totals.excluded), *told]


def table_lines(found: Counted, trait: Trait, lang: str) -> list[str]:
    """Gives the count by a trait, a row a line; the rows sum to the whole."""
    lines = ["", say(f"count.trait-{trait}", lang)]
    for row in found.by(trait):
        shown = isolate(clean(trait_shown(row.trait, trait, lang)))
        lines.append(say("count.row", lang, trait=shown, confirmed=row.confirmed, investigated=row.under_investigation,
                         disputed=row.disputed, total=row.total))  # fmt: skip
    return lines


def case_line(one: Case, lang: str) -> str:
    """Gives one case: who, in which category, and why."""
    why = "; ".join(say(f"count.{reason}", lang) for reason in one.reasons)
    when = show(one.when, lang) if one.when else say("count.no-day", lang)
    return say("count.case", lang, id=one.person, name=isolate(clean(one.name)), category=say(f"count.{one.category}", lang),
               why=why, when=when, origins=one.origins)  # fmt: skip


def change_line(one: Change, lang: str) -> str:
    """Gives one person whose case differs between two counts."""
    before = say(f"count.{one.before}", lang) if one.before else "—"
    after = say(f"count.{one.after}", lang) if one.after else "—"
    why = "; ".join(say(f"count.{reason}", lang) for reason in one.reasons)
    records = " ".join([*(f"+{id_}" for id_ in one.gained), *(f"-{id_}" for id_ in one.lost)])
    return say(f"count.change-{one.kind}", lang, id=one.person, name=isolate(clean(one.name)), before=before, after=after,
               why=why, records=records)  # fmt: skip


def plain_count(found: Counted, trait: Trait | None) -> dict[str, Any]:
    """Gives a count as plain JSON values; with its cases, since it stays on this screen."""
    rows = {"by": trait, "rows": [desk.to_full(row) | {"total": row.total} for row in found.by(trait)]} if trait else {}
    return {
        "definition": desk.to_full(found.definition),
        "known_at": found.known_at,
        "totals": desk.to_full(found.totals) | {"counted": found.totals.counted},
        **rows,
        "cases": [desk.to_full(one) for one in found.cases],
        "rivals": [desk.to_full(one) for one in found.rivals],
        "sha256": found.sha256,
        "snapshot": found.snapshot,
    }
