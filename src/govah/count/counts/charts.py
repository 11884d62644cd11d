"""A count as a picture: stacked bars by category, periods of a shutdown shaded, in either direction of reading; SVG or PNG.

Drawn by Vega-Lite through Altair and vl-convert, without a browser. The fonts that we ship are registered first: a font that is
missing there draws no text and raises no error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from govah.count.counts.totals import TableRow

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


def picture(rows: Sequence[TableRow], words: Labels, shaded: Sequence[str], kind: str) -> bytes:
    """Draws a table of a count; `shaded` are the traits of periods in which the network was shut, `kind` is `svg` or `png`."""
    import altair as alt_typed  # noqa: ICN001, PLC0415 - a second of imports; its calls are partly untyped
    import vl_convert  # noqa: PLC0415 - likewise

    alt: Any = alt_typed
    vl_convert.register_font_directory(str(resources.files("govah.publish") / "fonts"))
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
    font = _FONTS[words.lang]
    beneath = " · ".join([words.beneath, *([words.shaded] if dark else [])])
    title = alt.TitleParams(words.title, subtitle=beneath, anchor="end" if words.lang == "fa" else "start")
    width = max(240, 34 * len(rows))
    drawn = (
        alt.layer(*layers)
        .properties(width=width, height=260, title=title)
        .configure(font=font, background="white")
        .configure_title(font=font, subtitleFont=font, fontSize=17, subtitleFontSize=12, color=_INK, offset=12)
        .configure_axis(labelFont=font, titleFont=font, labelFontSize=12, grid=True, gridColor="#eceae6", domainColor="#b9b4ac")
        .configure_axisX(grid=False)
        .configure_legend(labelFont=font, labelFontSize=12)
        .configure_view(stroke=None)
    )
    spec = drawn.to_dict()
    made: Any = vl_convert.vegalite_to_svg(spec) if kind == "svg" else vl_convert.vegalite_to_png(spec, scale=2)
    return made.encode("utf-8") if isinstance(made, str) else bytes(made)


def _digits(lang: str) -> str:
    """A Vega expression for the numbers of an axis, in the digits of the language."""
    expression = "datum.label"
    if lang == "fa":
        for latin, persian in zip("0123456789", "۰۱۲۳۴۵۶۷۸۹", strict=True):
            expression = f"replace({expression}, /{latin}/g, '{persian}')"
    return expression
