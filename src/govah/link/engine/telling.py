"""What is told of pairs: bands and reasons, worked out once for each kind of pair; long tables are written by the database."""

# ruff: noqa: S608 - SQL of our own constants only
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from govah.link.engine.comparisons import Levels
from govah.link.engine.loading import register
from govah.words import table

WORTH_TELLING: Final = 0.01
"""Pairs less likely than this are not told of."""
_AGREEING: Final = {
    "when": ("same-day", "slip", "near"), "born": ("same-day", "slip"), "age": ("same", "one"), "place": ("same", "shared"),
    "number": ("same", "fragment"),
}  # fmt: skip
_NAMED: Final = ("when", "born", "age", "sex", "place", "number", "source")
_FATHERS: Final = 850
_FATHER_SAME: Final = ("link.father-same",)
_FATHER: Final = f"CASE WHEN fathers >= {_FATHERS} THEN 2 WHEN fathers < 600 THEN 0 WHEN fathers IS NOT NULL THEN 1 END"
_FATHER_SAID: Final[Mapping[int | None, tuple[str, ...]]] = {
    None: (), 0: ("link.father-other",), 1: ("link.father-alike",), 2: _FATHER_SAME
}  # fmt: skip


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
class Verdict:
    """What a person said of two rows."""

    left: str
    right: str
    verdict: str
    "`same`, `different` or `unsure`."


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


def prepare(con: Any, comparisons: Mapping[str, tuple[str, Levels]]) -> None:
    """Makes `kinds`: each reason of names with each set of levels that is seen, what is said of it, and how many fields agree."""
    named = [kind for kind in comparisons if kind in _NAMED]
    columns = ["why", f"{_FATHER} AS father", *(f"gamma_{kind}" for kind in named)]
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE told AS
        SELECT unique_id_l, unique_id_r, score, e.rowid AS pair, {", ".join(columns)}
        FROM weighed JOIN evidence e ON pair = e.rowid WHERE score >= {WORTH_TELLING}
    """)
    keys = [column.split(" AS ")[-1] for column in columns]
    seen = con.execute(f"SELECT DISTINCT reasons, {', '.join(keys)} FROM told JOIN whys USING (why)").fetchall()
    said = [_said(comparisons, named, *one[:1], *one[2:]) for one in seen]
    made: dict[str, Any] = {key: [one[at] for one in seen] for at, key in enumerate(keys, start=1)}
    made |= {"kind": range(len(said)), "agreeing": [one[1] for one in said]}
    register(con, "kinds", {**made, "reasons": [" ".join(one[0]) for one in said]})
    same = " AND ".join(f"t.{key} IS NOT DISTINCT FROM k.{key}" for key in keys)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE told AS
        SELECT unique_id_l, unique_id_r, score, pair, kind FROM told t JOIN kinds k ON {same}
    """)


def _said(
    comparisons: Mapping[str, tuple[str, Levels]], named: Sequence[str], reasons: str, father: int | None, *gammas: int | None
) -> tuple[tuple[str, ...], int]:
    """Gives the reasons of a pair and how many fields beyond the name agree: the same for all pairs of the same levels."""
    levels = [
        (kind, comparisons[kind][1][len(comparisons[kind][1]) - 1 - gamma][0])
        for kind, gamma in zip(named, gammas, strict=True)
        if gamma is not None and gamma >= 0
    ]
    of_father = _FATHER_SAID[father]
    agreeing = sum(level in _AGREEING.get(kind, ()) for kind, level in levels) + (of_father == _FATHER_SAME)
    return (*reasons.split(), *(f"link.{kind}-{level}" for kind, level in levels), *of_father), agreeing


def links_of(con: Any, kinds: Sequence[str], verdicts: Sequence[Verdict]) -> Iterator[Link]:
    """Gives the pairs that are worth telling, best first, as people reviewed them."""
    decided = {frozenset((one.left, one.right)): one.verdict for one in verdicts}
    bits = ", ".join(f"e_{kind}" for kind in kinds)
    said = {kind: (tuple(text.split()), agreeing) for kind, text, agreeing in
            con.execute("SELECT kind, reasons, agreeing FROM kinds").fetchall()}  # fmt: skip
    asked = con.execute(f"""
        SELECT l.id, r.id, score, kind, {bits} FROM told t JOIN evidence e ON e.rowid = pair
        JOIN ids l ON l.unique_id = t.unique_id_l JOIN ids r ON r.unique_id = t.unique_id_r
        ORDER BY round(score, 9) DESC, t.unique_id_l, t.unique_id_r
    """)
    while batch := asked.fetchmany(10_000):
        for left, right, score, kind, *rest in batch:
            reasons, agreeing = said[kind]
            evidence = dict(zip(kinds, rest, strict=True))
            verdict = decided.pop(frozenset((left, right)), "") if decided else ""
            if verdict == "same":
                yield Link(left, right, 1.0, "reviewed", ("link.reviewed-same", *reasons), evidence)
            elif verdict != "different":
                yield Link(left, right, score, band_of(score, agreeing), reasons, evidence)
    for pair, verdict in decided.items():
        if verdict == "same" and len(pair) == 2:
            left, right = sorted(pair)
            yield Link(left, right, 1.0, "reviewed", ("link.reviewed-same",), {})


def write_links(con: Any, output: Path, verdicts: Sequence[Verdict]) -> dict[str, int]:
    """Writes id_l, id_r, score, band and reasons of the pairs worth telling as CSV or Parquet, best first; counts each band.

    Raises:
        OSError: the file cannot be written.
    """
    import duckdb  # noqa: PLC0415 - heavy, and only here

    _decide(con, verdicts)
    is_csv = output.suffix.lower() == ".csv"
    score = "printf('%.6f', score)" if is_csv else "round(score, 6)"
    options = "FORMAT csv, HEADER true" if is_csv else "FORMAT parquet"
    path = str(output).replace("'", "''")
    try:
        con.execute(f"""
            COPY (SELECT id_l, id_r, {score} AS score, band::VARCHAR AS band, reasons::VARCHAR AS reasons FROM final
                  ORDER BY round(final.score, 6) DESC, at_l, at_r)
            TO '{path}' ({options})
        """)
    except duckdb.IOException as failed:
        raise OSError(str(failed)) from None
    return dict(con.execute("SELECT band::VARCHAR, count(*) FROM final GROUP BY 1").fetchall())


def _decide(con: Any, verdicts: Sequence[Verdict]) -> None:
    """Makes `final`: what is told of each pair, as people reviewed it; texts that many pairs share are held once."""
    pairs = {tuple(sorted((one.left, one.right))): one.verdict for one in verdicts if one.left != one.right}
    register(con, "decided", {
        "id_one": [one for one, _ in pairs], "id_other": [other for _, other in pairs], "id_said": list(pairs.values())
    })  # fmt: skip
    short = "replace(replace(reasons, 'link.', ''), ' ', '; ')"
    auto, likely, unsure = (_bands()[name] / 1000 for name in ("auto", "likely", "unsure"))
    band = f"""
        CASE WHEN score >= {auto} AND agreeing >= 2 THEN 'auto' WHEN score >= {likely} THEN 'likely'
        WHEN score >= {unsure} THEN 'unsure' ELSE 'unlikely' END
    """
    con.execute(f"""
        CREATE TYPE said AS ENUM (SELECT DISTINCT {short} FROM kinds
            UNION SELECT 'reviewed-same; ' || {short} FROM kinds UNION SELECT 'reviewed-same');
        CREATE TYPE bands AS ENUM ('reviewed', 'auto', 'likely', 'unsure', 'unlikely');
        CREATE TEMP TABLE said_of AS
        SELECT kind, agreeing, {short}::said AS plain, ('reviewed-same; ' || {short})::said AS reviewed FROM kinds;
        CREATE TEMP TABLE final AS
        SELECT l.id AS id_l, r.id AS id_r, CASE WHEN id_said = 'same' THEN 1 ELSE score END AS score,
            CASE WHEN id_said = 'same' THEN 'reviewed' ELSE {band} END::bands AS band,
            CASE WHEN id_said = 'same' THEN reviewed ELSE plain END AS reasons, unique_id_l AS at_l, unique_id_r AS at_r
        FROM told JOIN said_of USING (kind)
        JOIN ids l ON l.unique_id = unique_id_l JOIN ids r ON r.unique_id = unique_id_r
        LEFT JOIN decided ON id_one = least(l.id, r.id) AND id_other = greatest(l.id, r.id)
        WHERE id_said IS DISTINCT FROM 'different';
        INSERT INTO final SELECT id_one, id_other, 1, 'reviewed'::bands, 'reviewed-same'::said, -1, -1
        FROM decided WHERE id_said = 'same' AND NOT EXISTS (SELECT 1 FROM final
            WHERE least(id_l, id_r) = id_one AND greatest(id_l, id_r) = id_other);
        DROP TABLE told; DROP TABLE ids
    """)
