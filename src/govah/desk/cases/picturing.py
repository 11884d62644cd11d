"""The timeline of a case file as a picture, for the desk's own eyes: everything on file, and not only what was released."""

from __future__ import annotations

from collections.abc import Iterator

from govah.dates import show
from govah.desk.cases.casefile import CaseFile
from govah.desk.cases.showing import shown_values
from govah.publish.picturing import CALENDARS, head_of
from govah.publish.timeline import Moment, timeline_svg


def case_picture(found: CaseFile, lang: str) -> str:
    """Gives the timeline of a case file as SVG, what has no date at its foot; empty where nothing is told to have happened."""
    return timeline_svg(tuple(_moments(found, lang)), lang, found.as_of)


def _moments(found: CaseFile, lang: str) -> Iterator[Moment]:
    for fact in found.facts:
        if not fact.claims:
            continue
        shown = show(fact.when, lang, CALENDARS[lang]) if fact.when else ""
        firm = bool({"asserted", "reported"} & set(fact.stances)) and not fact.denials and fact.reviewed
        head = head_of(fact.predicate, (*shown_values(fact), *fact.wheres), lang)
        if fact.when or len(fact.whens) < 2:
            yield Moment(head, fact.when, shown, firm, bool(fact.denials))
            continue
        for when in fact.whens:  # dates that share no day are each drawn: none of them is the date
            yield Moment(head, when, show(when, lang, CALENDARS[lang]), firm=False, denied=bool(fact.denials))
