"""What Splink compares of two rows besides names: times with the slips of two calendars, ages, places as evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from govah.words import table

Levels = tuple[tuple[str, str], ...]
_BOTH: Final = "{0}_l IS NOT NULL AND {0}_r IS NOT NULL"
_YEAR: Final = "abs(abs(when1_l - when1_r) - 365) <= 2"
"""A year counted on or off in changing calendars."""


def _swapped(day: str) -> str:
    """Day and month changed places."""
    return f"({day}_l[1:4] = {day}_r[1:4] AND {day}_l[6:7] = {day}_r[9:10] AND {day}_l[9:10] = {day}_r[6:7])"


_SLIPPED: Final = f"({_BOTH.format('bornd')} AND ({_swapped('bornd')} OR damerau_levenshtein(bornd_l, bornd_r) <= 1))"
_YEARS: Final = "(bornd_l[6:10] = '01-01' AND bornd_r[6:10] = '01-01')"
"""The first of January is how lists write that they know a year alone: of two such days a digit apart little is known."""


KNOWN: Final[Mapping[str, tuple[str, Levels]]] = {
    "when": (
        "when1_l IS NULL OR when1_r IS NULL",
        (
            ("same-day", "whend_l = whend_r"),
            ("slip", f"{_BOTH.format('whend')} AND ({_swapped('whend')} OR {_YEAR})"),
            ("near", f"{_BOTH.format('whend')} AND abs(when1_l - when1_r) <= 3"),
            ("overlap", "when1_l <= when2_r AND when1_r <= when2_l"),
            ("weeks", "when1_l <= when2_r + 31 AND when1_r <= when2_l + 31"),
            ("apart", "ELSE"),
        ),
    ),
    "born": (
        "born1_l IS NULL OR born1_r IS NULL",
        (
            ("same-day", "bornd_l = bornd_r"),
            ("slip", f"{_SLIPPED} AND NOT {_YEARS}"),
            ("years", _SLIPPED),
            ("overlap", "born1_l <= born2_r AND born1_r <= born2_l"),
            ("near", "born1_l <= born2_r + 400 AND born1_r <= born2_l + 400"),
            ("apart", "ELSE"),
        ),
    ),
    "age": (
        "age1_l IS NULL OR age1_r IS NULL OR (born1_l IS NOT NULL AND born1_r IS NOT NULL)",
        (
            ("same", "age1_l <= age2_r AND age1_r <= age2_l"),
            ("one", "age1_l <= age2_r + 1 AND age1_r <= age2_l + 1"),
            ("few", "age1_l <= age2_r + 3 AND age1_r <= age2_l + 3"),
            ("several", "age1_l <= age2_r + 8 AND age1_r <= age2_l + 8"),
            ("apart", "ELSE"),
        ),
    ),
    "sex": ("sex_l IS NULL OR sex_r IS NULL", (("same", "sex_l = sex_r"), ("other", "ELSE"))),
    "place": (
        "places_l IS NULL OR places_r IS NULL",
        (
            ("same", "list_has_all(places_l, places_r) AND list_has_all(places_r, places_l)"),
            ("shared", "list_has_any(places_l, places_r)"),
            ("other", "ELSE"),
        ),
    ),
    "number": (
        "numbers_l IS NULL OR numbers_r IS NULL",
        (
            ("same", "list_has_any(numbers_l, numbers_r)"),
            ("fragment", "ends_l IS NOT NULL AND ends_r IS NOT NULL AND list_has_any(ends_l, ends_r)"),
            ("other", "ELSE"),
        ),
    ),
    "source": ("sources_l IS NULL OR sources_r IS NULL", (("shared", "list_has_any(sources_l, sources_r)"), ("other", "ELSE"))),
}
"""Each comparison: when it says nothing, and its levels from the strongest agreement down."""


def other_levels(column: str) -> tuple[str, Levels]:
    """Gives the comparison of a column that means nothing to Govah."""
    return (
        f"{column}_l IS NULL OR {column}_r IS NULL",
        (
            ("same", f"{column}_l = {column}_r"),
            ("alike", f"jaro_winkler_similarity({column}_l, {column}_r) >= 0.88"),
            ("apart", "ELSE"),
        ),
    )


def compared(present: Sequence[str], others: Sequence[str]) -> dict[str, tuple[str, Levels]]:
    """Gives the comparisons that these tables can have: of the known columns that are filled, and one for each other column."""
    return {**{name: KNOWN[name] for name in KNOWN if name in present}, **{name: other_levels(name) for name in others}}


def settings(comparisons: Mapping[str, tuple[str, Levels]], counted: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """Gives Splink's settings: shipped `m`, and `u` as it was counted among random pairs of these tables."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "comparisons": [_comparison(name, null, levels, counted.get(name, {})) for name, (null, levels) in comparisons.items()],
        "blocking_rules_to_generate_predictions": ["l.unique_id = r.unique_id"],
        "probability_two_random_records_match": 0.5,
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }


def shipped(name: str) -> Mapping[str, Mapping[str, Any]]:
    """Gives the shipped levels of a comparison; the columns without a meaning share theirs."""
    known: Mapping[str, Mapping[str, Mapping[str, Any]]] = table("reading/link/weights")["levels"]
    return known.get(name, known["other"])


def _comparison(name: str, null: str, levels: Levels, counted: Mapping[str, float]) -> dict[str, Any]:
    known = shipped(name)
    made: list[dict[str, Any]] = [{"sql_condition": null, "label_for_charts": "unsaid", "is_null_level": True}]
    for level, condition in levels:
        spec = known[level]
        one = {
            "sql_condition": condition,
            "label_for_charts": level,
            "m_probability": spec["m"] / 1000,
            "u_probability": counted.get(level, spec["u"] / 1000),
            "fix_m_probability": True,
            "fix_u_probability": True,
        }
        if "value" in spec:
            one |= {"tf_adjustment_column": name if spec["value"] == "own" else spec["value"], "tf_adjustment_weight": 1.0}
        made.append(one)
    return {"output_column_name": name, "comparison_levels": made}
