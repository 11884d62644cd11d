"""The figures of an estimate, as SVG and PNG, in English and Persian: methods side by side, and what would change the answer.

The fonts are those that Govah ships, registered with the drawer: where a font is not, it draws no text and says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any, Final

import altair as alt
import vl_convert

from govah.count.mse.interface import Estimate
from govah.count.mse.replicates import Stratum
from govah.text import to_persian_digits
from govah.words import say

FONT: Final = "Vazirmatn"
WIDTH: Final = 460
MOST_STRATA: Final = 12
PERSIAN: Final = {
    "decimal": "٫", "thousands": "٬", "grouping": [3], "currency": ["", ""], "numerals": list("۰۱۲۳۴۵۶۷۸۹"),
}  # fmt: skip
LOCALES: Final[dict[str, Any]] = {"en": None, "fa": PERSIAN}
"""How numbers are written along an axis."""


def figures(strata: Sequence[Stratum]) -> dict[str, bytes]:
    """Gives every figure by its file name under `figures/`."""
    fonts = resources.files("govah.publish") / "fonts"
    with resources.as_file(fonts) as folder:
        vl_convert.register_font_directory(str(folder))
        made: dict[str, bytes] = {}
        for at, one in enumerate(strata[:MOST_STRATA]):
            stem = "" if len(strata) == 1 else f"-{at + 1}"
            for lang in ("en", "fa"):
                for kind, rows in (("methods", _methods(one, lang)), ("changes", _changes(one, lang))):
                    if rows:
                        spec, local = chart(rows, one.result.overlap["people"], lang), LOCALES[lang]
                        made[f"figures/{kind}{stem}-{lang}.svg"] = vl_convert.vegalite_to_svg(spec, format_locale=local).encode()
                        made[f"figures/{kind}{stem}-{lang}.png"] = vl_convert.vegalite_to_png(spec, scale=2, format_locale=local)
        return made


def chart(rows: Sequence[dict[str, Any]], seen: int, lang: str) -> dict[str, Any]:
    """Gives a chart of intervals: a bar for the limits, a dot for the median, a line at the people seen."""
    data = alt.InlineData(values=list(rows))
    order = [row["name"] for row in rows]
    names = alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=260, ticks=False, domain=False))
    words = say("estimate.axis", lang)
    numbers = alt.X(
        "lower:Q", title=words, scale=alt.Scale(type="log", nice=False), axis=alt.Axis(format=",", grid=True, tickCount=6)
    )
    bars = alt.Chart(data).mark_bar(height=5, color="#7fa3b5", cornerRadius=2).encode(y=names, x=numbers, x2="upper:Q")
    dots = alt.Chart(data).mark_point(filled=True, size=46, color="#174a5e", opacity=1).encode(y=names, x="median:Q")
    line = alt.Chart(alt.InlineData(values=[{"seen": seen}])).mark_rule(strokeDash=[4, 3], color="#8a3b2e").encode(x="seen:Q")
    made: dict[str, Any] = (
        alt.layer(bars, dots, line)
        .properties(width=WIDTH, height=max(60, 24 * len(rows)))
        .configure(font=FONT)
        .configure_view(stroke=None)
        .to_dict()
    )
    return made


def _methods(one: Stratum, lang: str) -> list[dict[str, Any]]:
    found = [_row(say(f"estimate.name-{each.method}", lang), each) for each in one.result.estimates]
    return [row for row in found if row]


def _changes(one: Stratum, lang: str) -> list[dict[str, Any]]:
    wanted = next((each.method for each in one.result.estimates if each.lower is not None), "")
    found = [
        _row(
            say(f"estimate.change-{each.what}", lang, value=to_persian_digits(each.value) if lang == "fa" else each.value),
            each.estimate,
        )
        for each in one.result.sensitivity
        if each.estimate.method == wanted
    ]
    return [row for row in found if row]


def _row(name: str, one: Estimate) -> dict[str, Any]:
    if one.lower is None or one.median is None:
        return {}
    return {"name": name, "lower": one.lower, "median": one.median, "upper": one.upper or one.median}
