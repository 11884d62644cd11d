"""Fair-trial indicators as an analyst reads them: those of which something is told, one a line, and the number of the rest."""

from __future__ import annotations

from collections.abc import Iterator

import click

from govah.cli.cards import number
from govah.desk import CaseFile
from govah.text import isolate
from govah.weigh.trial import Indicator, indicator_label
from govah.words import say


def trial_rows(found: CaseFile, lang: str) -> Iterator[str]:
    """Gives the indicators of a case file, with the claims that each stands on."""
    told = [one for one in found.trial if one.value != "no-information" or one.kept or one.denials]
    yield from (_row(one, lang) for one in told)
    rest = [one for one in found.trial if one not in told]
    if rest:
        articles = say("dossier.comma", lang).join(isolate(f"{one.instrument} {one.article}") for one in rest)
        yield "  " + say("case.trial-rest", lang, count=number(len(rest), lang), articles=articles)


def _row(one: Indicator, lang: str) -> str:
    value = say(f"weigh.trial-{one.value}", lang)
    marks = [click.style(value, bold=one.value in ("violated", "alleged"))]
    if one.origins:
        marks.append(say("case.origins", lang, count=number(one.origins, lang)))
    if not one.reviewed:
        marks.append(click.style(say("case.unreviewed", lang), reverse=True))
    rows = [f"  • {isolate(f'{one.instrument} {one.article}')} {indicator_label(one.name, lang)} — {' · '.join(marks)}"]
    for key, claims in (("trial-breach", one.breach), ("trial-kept", one.kept), ("trial-denied", one.denials)):
        if claims:
            rows.append("      " + say(f"case.{key}", lang, claims=", ".join(claims)))
    return "\n".join(rows)
