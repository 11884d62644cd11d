"""Counts: definitions, what they came to, every case with its reason, and what changed between two counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.count.counts.cases import CATEGORIES, Case
from govah.count.counts.difference import Change
from govah.count.counts.totals import TableRow, Trait
from govah.desk.counts import counting
from govah.desk.counts.export import handed_out, trait_shown
from govah.errors import UsageError
from govah.records import CountDefinition, CountSnapshot
from govah.words import words
from govah.workbench.asked import PAGE, Asked, wanted
from govah.workbench.downloads import download
from govah.workbench.routes import Screen, get, post

KEPT: Final = "count"
"""The count that was looked at last stays in the session, so that another table of it does not count again."""
LEAVING: Final = ("csv", "xlsx", "svg", "png")
WIDE: Final = 240
"""Width of the longest bar, in the units of its picture."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted, what was kept, and the words that a definition may use."""

    definitions: tuple[CountDefinition, ...]
    kept: tuple[tuple[CountSnapshot, str], ...]
    "Newest first, with the name of the definition."
    predicates: tuple[str, ...]
    punishments: tuple[str, ...]
    standards: tuple[str, ...]
    genders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a table, its trait as it is read, and the widths of its three parts."""

    row: TableRow
    shown: str
    parts: tuple[tuple[float, float], ...]
    "(where it begins, how wide it is) for each category."


@dataclass(frozen=True, slots=True)
class OneCount:
    """A count that was kept, laid out by a trait."""

    found: counting.Counted
    trait: Trait
    traits: tuple[Trait, ...]
    bars: tuple[Bar, ...]
    cases: tuple[Case, ...]
    category: str
    categories: tuple[str, ...]
    left_out: tuple[tuple[str, int], ...]
    after: int
    leaving: tuple[str, ...]
    names: Mapping[str, str]
    "How each person is called here, by id."


@dataclass(frozen=True, slots=True)
class Differences:
    """What changed between two counts."""

    earlier: str
    later: str
    changes: tuple[Change, ...]
    names: Mapping[str, str]
    kinds: tuple[str, ...] = ("came", "went", "moved", "grounds")


def show(asked: Asked) -> Response:
    """Shows what is counted and what was kept."""
    vault = asked.vault
    names = {one.id: one.name for one in counting.versions(vault)}
    kept = tuple((one, names.get(one.definition, "")) for one in reversed(counting.snapshots(vault)))[: 4 * PAGE]
    vocabulary = [tuple(words(kind)) for kind in ("predicates", "punishments", "proof_standards", "genders")]
    return asked.page("counts.html", Counts(counting.definitions(vault), kept, *vocabulary))


def define(asked: Asked) -> Response:
    """Keeps a definition."""
    form = asked.form
    since, until = form.text("since"), form.text("until")
    made = CountDefinition(
        "", wanted(form, "name"), wanted(form, "what"), "", "", value=form.text("value"), by=form.text("by") or "event",
        since=desk.first_day_of(since).isoformat() if since else "", until=desk.last_day_of(until).isoformat() if until else "",
        where=form.text("where"), gender=form.text("gender"), standard=form.text("standard"),
        origins=form.number("origins", 2), grade=form.text("grade"), says=form.text("says"),
    )  # fmt: skip
    kept = counting.define(asked.vault, made, asked.reviewer)
    return asked.back_to("/counts", "counts-is-defined", name=kept.name)


def run(asked: Asked) -> Response:
    """Counts, and keeps what it came to."""
    found = counting.run(asked.vault, wanted(asked.form, "name"), asked.reviewer)
    asked.session.kept[KEPT] = found
    return asked.back_to(f"/counts/{found.snapshot}", "counts-is-kept")


def one(asked: Asked) -> Response:
    """Shows a kept count by a trait, its cases, and what was left out."""
    found = _found(asked)
    trait, category, start = _trait(asked), asked.query.text("category") or "confirmed", asked.query.number("from")
    cases = [each for each in found.cases if each.category == category]
    after = start + PAGE if len(cases) > start + PAGE else 0
    bars = _bars(found.by(trait), trait, asked.look.lang)
    page = tuple(cases[start : start + PAGE])
    view = OneCount(found, trait, counting.traits(), bars, page, category, (*CATEGORIES, "excluded"), _left_out(found), after,
                    LEAVING, asked.called(each.person for each in page))  # fmt: skip
    return asked.page("count.html", view)


def leave(asked: Asked) -> Response:
    """Gives a table or a picture that names nobody; that it left is noted."""
    kind = asked.places["kind"]
    if kind not in LEAVING:
        raise UsageError("export-kind", name=kind[:10], known=", ".join(LEAVING))
    data = handed_out(asked.vault, _found(asked), _trait(asked), asked.look.lang, f".{kind}")
    return download(data, f"count.{kind}")


def differences(asked: Asked) -> Response:
    """Shows the difference between two kept counts, person by person."""
    earlier, later = wanted(asked.query, "earlier"), wanted(asked.query, "later")
    changes = counting.explain(asked.vault, earlier, later)
    names = asked.called(each.person for each in changes)
    return asked.page("count_differences.html", Differences(earlier, later, changes, names))


def _found(asked: Asked) -> counting.Counted:
    """The count that was kept, made again; it stays in the session until another is looked at."""
    snapshot = asked.places["snapshot"]
    kept = asked.session.kept.get(KEPT)
    if isinstance(kept, counting.Counted) and kept.snapshot == snapshot:
        return kept
    found = counting.again(asked.vault, snapshot)
    asked.session.kept[KEPT] = found
    return found


def _trait(asked: Asked) -> Trait:
    named = asked.query.text("by")
    usual: Trait = "solar-month" if asked.look.lang == "fa" else "month"
    return next((trait for trait in counting.traits() if trait == named), usual)


def _bars(rows: tuple[TableRow, ...], trait: Trait, lang: str) -> tuple[Bar, ...]:
    most = max((row.total for row in rows), default=1)
    made = []
    for row in rows:
        widths = [round(WIDE * many / most, 1) for many in (row.confirmed, row.under_investigation, row.disputed)]
        begins = [round(sum(widths[:at]), 1) for at in range(3)]
        made.append(Bar(row, trait_shown(row.trait, trait, lang), tuple(zip(begins, widths, strict=True))))
    return tuple(made)


def _left_out(found: counting.Counted) -> tuple[tuple[str, int], ...]:
    reasons: dict[str, int] = {}
    for each in found.cases:
        if each.category == "excluded":
            for why in each.reasons:
                reasons[why] = reasons.get(why, 0) + 1
    return tuple(sorted(reasons.items(), key=lambda pair: -pair[1]))


SCREEN: Final = Screen(
    "counts",
    (
        get("/counts", show),
        post("/counts/define", define),
        post("/counts/run", run, is_long=True),
        get("/counts/differences", differences, is_long=True),
        get("/counts/{snapshot}", one, is_long=True),
        get("/counts/{snapshot}/leave/{kind}", leave, is_long=True),
    ),
)
