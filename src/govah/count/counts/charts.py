"""A count as a picture: stacked bars by category, periods of a shutdown shaded, in either direction of reading; SVG or PNG.

Drawn by Vega-Lite through Altair and vl-convert, without a browser. The fonts that we ship are registered first: a font that is
missing there draws no text and raises no error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from govah.count.counts.totals import TableRow
from govah.count.provinces import outlines
from govah.text import to_persian_digits

COLOURS: Final = ("#1b4965", "#8fb8ca", "#d98f4e")
"""Confirmed, under investigation, disputed: told apart by people with any colour vision, and in grey."""
SHADE: Final = "#e7e2da"
_FONTS: Final = {"en": "Source Serif Pro", "fa": "Vazirmatn"}
_INK: Final = "#22252a"


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a picture: its title and second line, the names of the categories in their order, and of what is shaded."""

    title: str
    beneath: str
    categories: tuple[str, str, str]
    shaded: str
    rows: Mapping[str, str]
    "By trait, as it is shown."
    lang: str
    source: str = ""
    "Whose outlines a map shows, as their licence asks."
    fonts: str = ""
    "The folder of the fonts."


def picture(rows: Sequence[TableRow], words: Labels, shaded: Sequence[str], kind: str) -> bytes:
    """Draws a table of a count; `shaded` are the traits of periods in which the network was shut, `kind` is `svg` or `png`."""
    import altair as alt_typed  # noqa: ICN001, PLC0415 - a second of imports; its calls are partly untyped

    alt: Any = alt_typed
    order = [words.rows[row.trait] for row in rows]
    if words.lang == "fa":
        order.reverse()
    values = [
        {"x": words.rows[row.trait], "n": number, "category": name, "at": at}
        for row in rows
        for at, (name, number) in enumerate(
            zip(words.categories, (row.confirmed, row.under_investigation, row.disputed), strict=True)
        )
    ]
    along = alt.X("x:N", sort=order, title=None, axis=alt.Axis(labelAngle=-40, labelLimit=220, labelAlign="right"))
    way = -1 if words.lang == "fa" else 1
    scale = alt.Scale(domain=list(words.categories[::way]), range=list(COLOURS[::way]))
    colour = alt.Color("category:N", sort=None, title=None, scale=scale, legend=alt.Legend(orient="top"))
    digits = alt.Axis(format="d", tickMinStep=1, orient="right" if words.lang == "fa" else "left", labelExpr=_digits(words.lang))
    up = alt.Y("n:Q", title=None, axis=digits)
    bars = alt.Chart(alt.Data(values=values)).mark_bar(size=18).encode(x=along, y=up, color=colour, order="at:O")
    layers: list[Any] = [bars]
    if dark := [{"x": words.rows[row.trait]} for row in rows if row.trait in set(shaded)]:
        behind = alt.Chart(alt.Data(values=dark)).mark_rect(color=SHADE, width=30).encode(x=along)
        layers.insert(0, behind)
    beneath = " · ".join([words.beneath, *([words.shaded] if dark else [])])
    title = alt.TitleParams(words.title, subtitle=beneath, anchor="end" if words.lang == "fa" else "start")
    width = max(240, 34 * len(rows))
    return _drawn(alt.layer(*layers).properties(width=width, height=260, title=title), words, kind)


def _styled(chart: Any, lang: str) -> Any:
    font = _FONTS[lang]
    return (
        chart.configure(font=font, background="white")
        .configure_title(font=font, subtitleFont=font, fontSize=17, subtitleFontSize=12, color=_INK, offset=12)
        .configure_axis(labelFont=font, titleFont=font, labelFontSize=12, grid=True, gridColor="#eceae6", domainColor="#b9b4ac")
        .configure_axisX(grid=False)
        .configure_legend(labelFont=font, labelFontSize=12)
        .configure_view(stroke=None)
    )


def _drawn(chart: Any, words: Labels, kind: str) -> bytes:
    import vl_convert  # noqa: PLC0415 - heavy, and for a picture alone

    vl_convert.register_font_directory(words.fonts)
    spec = _styled(chart, words.lang).to_dict()
    made: Any = vl_convert.vegalite_to_svg(spec) if kind == "svg" else vl_convert.vegalite_to_png(spec, scale=2)
    return made.encode("utf-8") if isinstance(made, str) else bytes(made)


def province_map(rows: Sequence[TableRow], words: Labels, kind: str) -> bytes:
    """Draws the provinces, darker where more cases are counted, each with its number; those of no known province stand below."""
    import altair as alt_typed  # noqa: ICN001, PLC0415 - a second of imports; its calls are partly untyped

    alt: Any = alt_typed
    known = {row.trait: row.total for row in rows if row.trait}
    features = outlines()
    for one in features:
        many = known.get(one["properties"]["province"], 0)
        one["properties"] |= {"n": many, "shown": shown_number(many, words.lang) if many else ""}
    most = max([1, *known.values()])
    data = alt.Data(values=features)
    colour = alt.Color("properties.n:Q", legend=None, scale=alt.Scale(domain=[0, most], range=["#f3f1ed", COLOURS[0]]))
    land = alt.Chart(data).mark_geoshape(stroke="#ffffff", strokeWidth=0.8).encode(color=colour)
    places = [{**dict(zip(("x", "y"), _heart(one), strict=True)), **one["properties"]} for one in features]
    ink = alt.condition(f"datum.n > {most / 2}", alt.value("#ffffff"), alt.value(_INK))
    marks = alt.Chart(alt.Data(values=places)).mark_text(fontSize=12, font=_FONTS[words.lang])
    numbers = marks.encode(longitude="x:Q", latitude="y:Q", text="shown:N", color=ink)
    unknown = sum(row.total for row in rows if not row.trait)
    beneath = f"{words.beneath} · {words.rows.get('', '')}: {shown_number(unknown, words.lang)}" if unknown else words.beneath
    title = alt.TitleParams(words.title, subtitle=beneath, anchor="end" if words.lang == "fa" else "start")
    foot = alt.Chart(alt.Data(values=[{"said": words.source}])).mark_text(align="left", fontSize=10, color="#6b6f76")
    source = foot.encode(text="said:N", x=alt.value(0), y=alt.value(534))
    drawn = alt.layer(land, numbers, source).project(type="identity", reflectY=True)
    return _drawn(drawn.properties(width=560, height=520, title=title), words, kind)


def shown_number(many: int, lang: str) -> str:
    """A number in the digits of the language."""
    return to_persian_digits(str(many)) if lang == "fa" else str(many)


def _heart(feature: Mapping[str, Any]) -> tuple[float, float]:
    """The middle of the largest ring of an outline, by the area formula of a polygon."""
    geometry = feature["geometry"]
    rings = [part[0] for part in geometry["coordinates"]] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"][0]]
    area, x, y = max((_area(ring) for ring in rings), key=lambda found: abs(found[0]))
    return x / (3 * area), y / (3 * area)


def _area(ring: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    crosses = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring)]
    twice = sum(cross for _, _, cross in crosses)
    x, y = (sum((a[axis] + b[axis]) * cross for a, b, cross in crosses) for axis in (0, 1))
    return twice, x, y


def _digits(lang: str) -> str:
    """A Vega expression for the numbers of an axis, in the digits of the language."""
    expression = "datum.label"
    if lang == "fa":
        for latin, persian in zip("0123456789", "۰۱۲۳۴۵۶۷۸۹", strict=True):
            expression = f"replace({expression}, /{latin}/g, '{persian}')"
    return expression
