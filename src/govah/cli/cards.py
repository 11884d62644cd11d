"""One suggestion as a person sees it in a terminal: the passage with its words marked, and what the rule makes of them."""

from __future__ import annotations

import click

from govah import desk
from govah.dates import show as show_date
from govah.records import FoundClaim
from govah.text import isolate, script_of, strip_controls, to_persian_digits
from govah.words import label, say


def line(one: desk.Suggestion, lang: str) -> str:
    """Gives a suggestion in one line, for a list."""
    said = say(
        "review.line", lang,
        id=one.id, person=isolate(clean(one.person)) or "—", predicate=name_of(one, lang),
        stance=label("stances", one.stance.value, lang), voice=voice(one, lang),
    )  # fmt: skip
    return f"{said}\n    {quoted(one.passage.quote)}"


def card(found: desk.InContext, lang: str) -> str:
    """Gives a suggestion beside the passage that it stands on."""
    one = found.suggestion
    passage = clean(found.before) + click.style(clean(one.passage.quote), bold=True, reverse=True) + clean(found.after)
    rows = [
        ("person", isolate(clean(one.person)) or "—"),
        ("predicate", name_of(one, lang)),
        ("value", "" if says_no_more(one) else isolate(clean(one.value.text))),
        ("stance", label("stances", one.stance.value, lang)),
        ("voice", voice(one, lang)),
        ("when", when(one, lang)),
        ("where", isolate(clean(one.where.text)) if one.where else ""),
        ("rule", one.rule),
    ]
    told = [f"  {say('review.' + key, lang)}: {shown}" for key, shown in rows if shown]
    return "\n".join([click.style(isolate(clean(found.name)), dim=True), "", passage, "", *told])


def says_no_more(one: desk.Suggestion | FoundClaim) -> bool:
    """Answers whether the value only says the predicate again ("executed: executed")."""
    return one.value.text.replace(" ", "_") == one.predicate


def name_of(one: desk.Suggestion, lang: str) -> str:
    """Gives the predicate's label."""
    kinds = {"claim": "predicates", "attribute": "attributes", "tally": "tallies", "statement": "statements"}
    return label(kinds[one.kind], one.predicate, lang)


def voice(one: desk.Suggestion, lang: str) -> str:
    """Gives the chain of voices, outermost first."""
    chain = [isolate(clean(part)) for part in one.attribution]
    return " › ".join(chain) or say("review.own-voice", lang)


def when(one: desk.Suggestion, lang: str) -> str:
    """Gives the date in both calendars, with the words as written."""
    if one.when is None or not (one.when.edtf or one.when.text):
        return ""
    shown = show_date(one.when.edtf, lang) if one.when.edtf else say("review.date-unknown", lang)
    return f"{shown} {quoted(one.when.text)}" if one.when.text else shown


def quoted(text: str) -> str:
    """Gives a quotation in the marks of its own script, kept apart from the words around it."""
    left, right = "«»" if script_of(text) == "arab" else "“”"
    return isolate(left + clean(text) + right)


def clean(text: str) -> str:
    """Gives a document's words as they may be shown: no control characters, one line."""
    return " ".join(strip_controls(text).split())


def number(count: int, lang: str) -> str:
    """Gives a number in the digits of the language."""
    return to_persian_digits(f"{count}") if lang == "fa" else f"{count}"
