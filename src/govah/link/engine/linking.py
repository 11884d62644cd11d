"""The whole way from rows to scored pairs, one step after another, each told of as it begins."""

# ruff: noqa: S608 - the SQL is put together from our own constants and numbers; heavy libraries load when they are called
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final

from govah.link.engine.blocking import Budget, Told, block, score_names
from govah.link.engine.comparisons import Levels, compared
from govah.link.engine.crowds import meet, weigh_but_names
from govah.link.engine.loading import CROWD, Loaded, connect, load
from govah.link.engine.model import Model, Reviewed, refit, shipped_model
from govah.link.engine.scoring import compare_rows, gather, weigh
from govah.link.rows import ListRow
from govah.words import table

WORTH_TELLING: Final = 0.01
"""Pairs less likely than this are not told of."""
_AGREEING: Final = {
    "when": ("same-day", "slip", "near"), "born": ("same-day", "slip"), "age": ("same", "one"), "place": ("same", "shared"),
    "number": ("same", "fragment"),
}  # fmt: skip
_FATHERS: Final = 850
_FATHER_SAME: Final = ("link.father-same",)


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows that may be one person."""

    left: str
    right: str
    score: float
    "The probability that both are one person, as the model has it."
    band: str
    "`auto`, `likely`, `unsure` or `unlikely`."
    reasons: tuple[str, ...]
    "Message keys, the name's first."
    evidence: Mapping[str, float]
    "Bits by kind, as the model saw them."


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found."""

    links: tuple[Link, ...]
    "Best first."
    rows: int
    looked_at: int
    "Pairs of rows that were compared."
    expected: float
    "How many pairs of one person there seem to be."
    model: Model


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said of two rows."""

    left: str
    right: str
    verdict: str
    "`same`, `different` or `unsure`."


def link_rows(
    rows: Sequence[ListRow],
    told: Told,
    verdicts: Sequence[Verdict] = (),
    *,
    budget: Budget | None = None,
    memory: str = "",
    crowd: int = CROWD,
) -> Linked:
    """Links the rows of one list or several; what people reviewed is kept to, and the model is fitted to it."""
    budget = budget or Budget()
    con = connect(memory)
    try:
        told("link.step-load", len(rows))
        loaded = load(con, rows, crowd)
        comparisons = compared(sorted(loaded.present), loaded.others)
        if loaded.is_crowd:
            looked_at = meet(con, loaded, told)
            weigh_but_names(con, comparisons, loaded, told)
        else:
            score_names(con, loaded.names, budget, told)
            looked_at = block(con, loaded.names, loaded.others, budget, told)
            compare_rows(con, comparisons, len(rows))
        kinds = gather(con, comparisons)
        model, expected = _weighed(con, kinds, loaded, verdicts, rows)
        links = tuple(_links(con, rows, comparisons, kinds))
    finally:
        con.close()
    if verdicts:
        links = tuple(_kept_to(links, {frozenset((one.left, one.right)): one.verdict for one in verdicts}))
    return Linked(links, len(rows), looked_at, expected, model)


def _weighed(
    con: Any, kinds: Sequence[str], loaded: Loaded, verdicts: Sequence[Verdict], rows: Sequence[ListRow]
) -> tuple[Model, float]:
    model = shipped_model()
    expected = weigh(con, kinds, model, loaded)
    known = {one for one in verdicts if one.verdict != "unsure"}
    if not known:
        return model, expected
    at = {row.id: number for number, row in enumerate(rows)}
    pairs = {
        (min(at[v.left], at[v.right]), max(at[v.left], at[v.right])): v.verdict for v in known if v.left in at and v.right in at
    }
    columns = ", ".join(f"e_{kind}" for kind in kinds)
    found = con.execute(f"SELECT unique_id_l, unique_id_r, log_odds, {columns} FROM weighed").fetchall()
    reviewed = []
    for left, right, odds, *evidence in found:
        verdict = pairs.get((min(left, right), max(left, right)))
        if verdict is not None:
            bits = dict(zip(kinds, evidence, strict=True))
            reviewed.append(Reviewed({**bits, "prior": odds - model.bits(bits)}, verdict == "same"))
    fitted = refit(reviewed, model)
    return fitted, weigh(con, kinds, fitted, loaded, expected) if fitted.fitted_to else expected


def _links(
    con: Any, rows: Sequence[ListRow], comparisons: Mapping[str, tuple[str, Levels]], kinds: Sequence[str]
) -> Iterator[Link]:
    named = [kind for kind in comparisons if f"gamma_{kind}" and kind in ("when", "born", "age", "sex", "place", "number")]
    gammas = "".join(f", gamma_{kind}" for kind in named)
    bits = ", ".join(f"e_{kind}" for kind in kinds)
    asked = con.execute(f"""
        SELECT unique_id_l, unique_id_r, score, name_reasons, fathers, {bits}{gammas} FROM weighed WHERE score >= {WORTH_TELLING}
        ORDER BY score DESC, unique_id_l, unique_id_r
    """)
    said = cache(partial(_said, comparisons, tuple(named)))
    many = len(kinds)
    while batch := asked.fetchmany(10_000):
        for left, right, score, reasons, fathers, *rest in batch:
            told, agreeing = said(reasons, _of_father(fathers), tuple(rest[many:]))
            evidence = dict(zip(kinds, rest[:many], strict=True))
            yield Link(rows[left].id, rows[right].id, score, band_of(score, agreeing), told, evidence)


def _said(
    comparisons: Mapping[str, tuple[str, Levels]],
    named: tuple[str, ...],
    reasons: str,
    father: tuple[str, ...],
    gammas: tuple[int | None, ...],
) -> tuple[tuple[str, ...], int]:
    """Gives the reasons of a pair and how many fields beyond the name agree: the same for all pairs of the same levels."""
    levels = [
        (kind, comparisons[kind][1][len(comparisons[kind][1]) - 1 - gamma][0])
        for kind, gamma in zip(named, gammas, strict=True)
        if gamma is not None and gamma >= 0
    ]
    agreeing = sum(level in _AGREEING.get(kind, ()) for kind, level in levels) + (father == _FATHER_SAME)
    return (*reasons.split(), *(f"link.{kind}-{level}" for kind, level in levels), *father), agreeing


def _of_father(likeness: int | None) -> tuple[str, ...]:
    if likeness is None:
        return ()
    return _FATHER_SAME if likeness >= _FATHERS else ("link.father-other",) if likeness < 600 else ("link.father-alike",)


def band_of(score: float, agreeing: int) -> str:
    """Gives the band of a pair; `auto` asks for two agreeing fields beyond the name as well."""
    bands = _bands()
    if score >= bands["auto"] / 1000 and agreeing >= 2:
        return "auto"
    return "likely" if score >= bands["likely"] / 1000 else "unsure" if score >= bands["unsure"] / 1000 else "unlikely"


@cache
def _bands() -> Mapping[str, int]:
    bands: Mapping[str, int] = table("reading/link/weights")["bands"]
    return bands


def _kept_to(links: Sequence[Link], decided: Mapping[frozenset[str], str]) -> Iterator[Link]:
    """Gives the pairs as people reviewed them, and the others as they are."""
    seen = set()
    for link in links:
        pair = frozenset((link.left, link.right))
        verdict = decided.get(pair, "")
        seen.add(pair)
        if verdict == "different":
            continue
        if verdict == "same":
            yield Link(link.left, link.right, 1.0, "reviewed", ("link.reviewed-same", *link.reasons), link.evidence)
        else:
            yield link
    for pair, verdict in decided.items():
        if verdict == "same" and pair not in seen and len(pair) == 2:
            left, right = sorted(pair)
            yield Link(left, right, 1.0, "reviewed", ("link.reviewed-same",), {})
