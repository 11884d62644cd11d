"""What weighing adds to a dossier's pages in words: the moments of its timeline, and what the desk finds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from govah.dates import show
from govah.publish.interface import DossierFact, DossierFinding
from govah.publish.timeline import Moment
from govah.records import AFFIRMED, Stance
from govah.text import to_persian_digits
from govah.words import label, say, words

CALENDARS: Final = {"en": "gregorian", "fa": "solar"}
_KINDS: Final = ("charges", "courts", "prisons", "organs", "punishments", "topics")
_FIRM: Final = frozenset({Stance.ASSERTED, Stance.REPORTED})


def moments_of(facts: Iterable[DossierFact], lang: str) -> tuple[Moment, ...]:
    """Gives the dated events that somebody puts forward, as the picture takes them."""
    return tuple(
        Moment(
            head=head_of(fact.predicate, (*fact.values, *fact.where), lang),
            when=fact.when,
            shown=show(fact.when, lang, CALENDARS[lang]),
            firm=bool({claim.stance for claim in fact.claims} & _FIRM) and not fact.denials,
            denied=bool(fact.denials),
        )
        for fact in facts
        if fact.when and any(claim.stance in AFFIRMED for claim in fact.claims)
    )


def head_of(predicate: str, said: Iterable[str], lang: str) -> str:
    """Gives an event in a few words: what it is, and what or where."""
    what = label("predicates", predicate, lang)
    more = say("dossier.comma", lang).join(dict.fromkeys(_word(value, lang) for value in said if value))
    what = what[:1].upper() + what[1:]
    return f"{what} — {more}" if more else what


def finding_words(one: DossierFinding, lang: str) -> str:
    """Gives a finding as a sentence: what, by how many people, by which standard, and that somebody does not agree."""
    what = label("predicates", one.predicate, lang)
    people = to_persian_digits(str(one.people)) if lang == "fa" else str(one.people)
    said = say("dossier.finding", lang, what=what[:1].upper() + what[1:], people=people,
               standard=label("proof_standards", one.standard, lang))  # fmt: skip
    return f"{said} {say('dossier.finding-dissent', lang)}" if one.dissent else said


def _word(value: str, lang: str) -> str:
    kind = next((kind for kind in _KINDS if value in words(kind)), "")
    return label(kind, value, lang) if kind else value
