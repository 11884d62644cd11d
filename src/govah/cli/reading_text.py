"""A reading as a person reads it in a terminal: who, what is said, by whom and how firmly, and what the page does not say."""

from __future__ import annotations

from collections.abc import Iterator

import click

from govah import desk
from govah.cli.cards import clean, quoted, says_no_more
from govah.dates import show
from govah.records import Counted, FoundClaim, FoundPerson, FoundTally, Reading, When
from govah.text import isolate
from govah.words import label, say


def reading_text(read: desk.FileReading, lang: str) -> str:
    """Gives everything that was read in one file."""
    parts = []
    for extracted, reading in read.texts:
        title = clean(extracted.title) or clean(read.name)
        parts.append("\n".join([click.style(isolate(title), bold=True, underline=True), *_reading(reading, lang)]))
    return "\n\n".join(parts)


def _reading(reading: Reading, lang: str) -> Iterator[str]:
    if not reading.persons:
        yield say("read.nobody", lang)
    for person in reading.persons:
        yield from _person(reading, person, lang)
    if reading.tallies:
        yield "\n" + _heading("read.tallies", lang)
        yield from (_tally(one, lang) for one in reading.tallies)
    if reading.statements:
        yield "\n" + _heading("read.statements", lang)
        yield from (
            f"  • {isolate(clean(one.speaker))} · {label('statements', one.act, lang)}: {quoted(one.quote)}"
            for one in reading.statements
        )
    if reading.others:
        yield "\n" + _heading("read.others", lang)
        yield from (f"  • {isolate(clean(one.name))} ({label('roles', one.role, lang)})" for one in reading.others)
    if reading.dropped:
        yield "\n" + say("read.dropped", lang, count=reading.dropped)


def _person(reading: Reading, person: FoundPerson, lang: str) -> Iterator[str]:
    others = " · ".join(isolate(clean(one)) for one in person.other_names)
    yield "\n" + click.style(isolate(clean(person.name)), bold=True) + (f" ({others})" if others else "")
    for attribute in person.attributes:
        value = isolate(clean(attribute.value.text or attribute.value.term))
        yield f"  {label('attributes', attribute.predicate, lang)}: {value} — {quoted(attribute.quote)}"
    for claim in reading.claims:
        if claim.person == person.id:
            yield _claim(claim, lang)
    topics = [label("topics", topic, lang) for whose, topic in reading.unsaid if whose == person.id]
    if topics:
        yield "  " + click.style(say("read.unsaid", lang), bold=True) + " " + say("read.comma", lang).join(topics)


def _claim(claim: FoundClaim, lang: str) -> str:
    head = click.style(label("predicates", claim.predicate, lang), bold=True)
    value = "" if says_no_more(claim) else isolate(clean(claim.value.text)) if claim.value.text else ""
    marks = [label("stances", claim.stance.value, lang), _voice(claim.attribution, lang)]
    if claim.when is not None:
        marks.append(_when(claim.when, lang))
    if claim.where is not None and claim.where.text:
        marks.append(isolate(clean(claim.where.text)))
    return f"  • {head}{': ' + value if value else ''} — {' · '.join(marks)}\n      {quoted(claim.quote)}"


def _tally(one: FoundTally, lang: str) -> str:
    marks = [label("stances", one.stance.value, lang), _voice(one.attribution, lang), *counted_marks(one.counted, lang)]
    value = isolate(clean(one.value.text))
    return f"  • {label('tallies', one.what, lang)}: {value} — {' · '.join(marks)}\n      {quoted(one.quote)}"


def counted_marks(counted: Counted | None, lang: str) -> Iterator[str]:
    """Gives by which definition a number counts: whom, within or beside which number, as of when."""
    if counted is None:
        return
    if counted.who:
        yield say("read.tally-who", lang, who=isolate(clean(counted.who)))
    if counted.within:
        yield say("read.tally-within", lang, whole=isolate(clean(counted.within)))
    if counted.beside:
        yield say("read.tally-beside", lang, whole=isolate(clean(counted.beside)))
    if counted.as_of is not None:
        yield say("read.tally-as-of", lang, when=_when(counted.as_of, lang))


def _voice(attribution: tuple[str, ...], lang: str) -> str:
    return " › ".join(isolate(clean(part)) for part in attribution) or say("review.own-voice", lang)


def _when(when: When, lang: str) -> str:
    if not when.edtf:
        return quoted(when.text)
    return show(when.edtf, lang)


def _heading(code: str, lang: str) -> str:
    return click.style(say(code, lang), bold=True)
