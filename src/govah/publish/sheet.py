"""The dossier as a sheet: every word that will stand on the page, in its language and direction, before anybody sets it.

Both setters (Typst and HTML) take a sheet and nothing else, so that what is tested here is what is printed there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govah.dates import show
from govah.publish.interface import (
    Dossier,
    DossierClaim,
    DossierContradiction,
    DossierDocument,
    DossierFact,
    QuotedBasis,
)
from govah.text import script_of, strip_controls, to_persian_digits
from govah.words import label, say, words

VALUE_KINDS: Final = ("charges", "courts", "prisons", "organs", "punishments", "occupations", "genders")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with its own direction."""

    text: str
    rtl: bool = False
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what stands beside it."""

    label: str
    runs: tuple[Run, ...]
    chain: bool = False
    "Whether the runs are a chain of voices, outermost first."


@dataclass(frozen=True, slots=True)
class Item:
    """One fact, state or gap: a margin, a sentence, marks, and the numbers of its notes."""

    head: str
    runs: tuple[Run, ...] = ()
    margin: str = ""
    marks: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    warned: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sides that cannot both be."""

    head: str
    left: Item
    right: Item


@dataclass(frozen=True, slots=True)
class Note:
    """An endnote: what one claim stands on."""

    number: int
    head: str
    quote: Run | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the pages, in order."""

    lang: str
    title: str
    name: Run
    other_names: tuple[Run, ...]
    watermark: str
    notices: tuple[str, ...]
    cover: tuple[Row, ...]
    status_head: str
    status: tuple[Item, ...]
    status_lines: tuple[str, ...]
    identity_head: str
    identity: tuple[Item, ...]
    facts_head: str
    facts: tuple[Item, ...]
    clashes_head: str
    clashes: tuple[Clash, ...]
    gaps_head: str
    gaps: tuple[str, ...]
    documents_head: str
    documents: tuple[tuple[str, Run, tuple[Row, ...]], ...]
    notes_head: str
    notes: tuple[Note, ...]
    check_head: str
    check: tuple[str, ...]
    page_of: str
    "With {page} and {count}."

    @property
    def rtl(self) -> bool:
        """Answers whether the sheet reads from right to left."""
        return self.lang == "fa"


def sheet(dossier: Dossier, lang: str) -> Sheet:
    """Gives the sheet of a dossier in one language."""
    return _Writer(dossier, lang).write()


class _Writer:
    def __init__(self, dossier: Dossier, lang: str) -> None:
        self.dossier = dossier
        self.lang = lang
        self.numbers = {claim.id: place for place, claim in enumerate(dossier.claims, start=1)}

    def say(self, code: str, **facts: object) -> str:
        return say(f"dossier.{code}", self.lang, **facts)

    def number(self, count: int) -> str:
        return to_persian_digits(str(count)) if self.lang == "fa" else str(count)

    def write(self) -> Sheet:
        dossier, say_ = self.dossier, self.say
        return Sheet(
            lang=self.lang,
            title=say_("title"),
            name=_run(self._names()[0]),
            other_names=tuple(_run(name) for name in self._names()[1:]),
            watermark=say_("watermark") if dossier.draft else "",
            notices=self._notices(),
            cover=self._cover(),
            status_head=say_("states", date=show(dossier.as_of.isoformat(), self.lang)),
            status=tuple(self._state(place) for place in range(len(dossier.states))),
            status_lines=self._news(),
            identity_head=say_("identity"),
            identity=tuple(self._fact(one) for one in dossier.identity),
            facts_head=say_("facts"),
            facts=tuple(self._fact(one) for one in dossier.facts),
            clashes_head=say_("contradictions"),
            clashes=tuple(self._clash(one) for one in dossier.contradictions),
            gaps_head=say_("not-known"),
            gaps=tuple(label("topics", topic, self.lang) for topic in dossier.not_known),
            documents_head=say_("documents"),
            documents=tuple(self._document(one) for one in dossier.documents),
            notes_head=say_("notes"),
            notes=tuple(self._note(one) for one in dossier.claims),
            check_head=say_("check"),
            check=tuple(say_(f"check-{step}") for step in ("one", "two", "three")),
            page_of=say_("page-of", page="{page}", count="{count}"),
        )

    def _names(self) -> list[str]:
        """Gives the names, first the one that a reader of this language can read."""
        script = "arab" if self.lang == "fa" else "latn"
        names = (self.dossier.name, *self.dossier.other_names)
        first = next((name for name in names if script_of(name) == script), names[0])
        return [first, *(name for name in names if name != first)]

    def _notices(self) -> tuple[str, ...]:
        dossier, notices = self.dossier, [self.say("standing")]
        if any(not claim.reviewed for claim in dossier.claims):
            notices.insert(0, self.say("unreviewed-notice"))
        if dossier.withheld:
            notices.append(self.say("withheld-notice", count=self.number(dossier.withheld)))
        if dossier.unreviewed_left_out:
            notices.append(self.say("unreviewed-left-out", count=self.number(dossier.unreviewed_left_out)))
        return tuple(notices)

    def _cover(self) -> tuple[Row, ...]:
        dossier = self.dossier
        made = show(dossier.made_at[:10], self.lang)
        root = (Run(dossier.root, mono=True), Run(self.say("tree-size", count=self.number(dossier.tree_size)), self.lang == "fa"))
        return (
            Row(self.say("audience"), (Run(label("audiences", dossier.audience, self.lang), self.lang == "fa"),)),
            Row(self.say("as-of"), (Run(show(dossier.as_of.isoformat(), self.lang), self.lang == "fa"),)),
            Row(self.say("made"), (Run(made, self.lang == "fa"), Run(dossier.made_at[11:16] + " UTC", mono=True))),
            Row(self.say("person-id"), (Run(dossier.person, mono=True),)),
            Row(self.say("made-by"), (Run(dossier.made_by, mono=True),)),
            Row(self.say("log"), (Run(dossier.origin, mono=True),)),
            Row(self.say("root"), root),
        )

    def _state(self, place: int) -> Item:
        state = self.dossier.states[place]
        marks = [say(f"weigh.firmness-{state.firmness}", self.lang)]
        if state.claims:
            marks.append(self.say("origins", count=self.number(state.origins)))
            if not state.reviewed:
                marks.append(self.say("unreviewed"))
        return Item(label("stages", state.state, self.lang), marks=tuple(marks), notes=self._numbers(state.claims))

    def _news(self) -> tuple[str, ...]:
        dossier = self.dossier
        news, check = self.say("no-dated-news"), self.say("never-checked")
        if dossier.news_days is not None:
            date = show(dossier.last_news, self.lang)
            news = self.say("last-news", days=self.number(dossier.news_days), date=date)
        if dossier.check_days is not None:
            check = self.say("last-check", days=self.number(dossier.check_days))
        return (news, check)

    def _fact(self, fact: DossierFact) -> Item:
        kind = "attributes" if fact.predicate in words("attributes") else "predicates"
        marks = [self._standing(fact)]
        if not fact.reviewed:
            marks.append(self.say("unreviewed"))
        claims = (*fact.claims, *fact.denials, *fact.unknowns)
        where = tuple(_run(place) for place in fact.where)
        return Item(
            head=label(kind, fact.predicate, self.lang),
            runs=(*(self._value(value) for value in fact.values if value), *where),
            margin=show(fact.when, self.lang) if fact.when else "",
            marks=tuple(marks),
            notes=self._numbers(tuple(claim.id for claim in claims)),
            warned=bool(fact.denials),
        )

    def _standing(self, fact: DossierFact) -> str:
        if fact.claims:
            stances = dict.fromkeys(claim.stance.value for claim in fact.claims)
            told = self.say("comma").join(label("stances", stance, self.lang) for stance in stances)
            standing = f"{told} · {self.say('origins', count=self.number(fact.origins))}"
            return f"{standing} · {self.say('also-denied')}" if fact.denials else standing
        return self.say("only-denied" if fact.denials else "only-unknown")

    def _value(self, value: str) -> Run:
        for kind in VALUE_KINDS:
            if value in words(kind):
                return Run(label(kind, value, self.lang), self.lang == "fa")
        return _run(self.number(int(value)) if value.isascii() and value.isdigit() else value)

    def _clash(self, one: DossierContradiction) -> Clash:
        head = f"{say('weigh.' + one.kind, self.lang)} ({label('predicates', one.predicate, self.lang)})"
        sides = [Item("", (self._value(side.says),), notes=self._numbers(side.claims)) for side in (one.left, one.right)]
        return Clash(head, sides[0], sides[1])

    def _document(self, one: DossierDocument) -> tuple[str, Run, tuple[Row, ...]]:
        size = self.say("bytes", count=self.number(one.size))
        captured = Run(show(one.captured_at[:10], self.lang), self.lang == "fa")
        custody = tuple(
            Run(f"{time} {say('dossier.act-' + act, 'en')} {member}", mono=True) for time, act, member in one.custody
        )
        rows = [
            Row("SHA-256", (Run(one.sha256, mono=True),)),
            Row(self.say("kind"), (Run(one.media_type, mono=True), Run(size, self.lang == "fa"))),
            Row(self.say("captured"), (captured,)),
            Row(self.say("entry"), (Run(one.entry, mono=True),)),
        ]
        if one.published:
            rows.insert(2, Row(self.say("published"), (Run(show(one.published, self.lang), self.lang == "fa"),)))
        if custody:
            rows.append(Row(self.say("custody"), custody))
        return self.number(one.number), _run(one.name), tuple(rows)

    def _note(self, claim: DossierClaim) -> Note:
        marks = [label("stances", claim.stance.value, self.lang)]
        if not claim.reviewed:
            marks.append(self.say("unreviewed"))
        basis = claim.basis
        rows: list[Row] = []
        if isinstance(basis, QuotedBasis):
            voice = tuple(_run(part) for part in basis.attribution) or (Run(self.say("own-voice"), self.lang == "fa"),)
            document = next(one for one in self.dossier.documents if one.number == basis.document)
            place = self.say("place", document=self.number(basis.document), start=self.number(basis.start), end=self.number(basis.end))
            rows += [
                Row(self.say("voice"), voice, chain=True),
                Row(self.say("document"), (Run(place, self.lang == "fa"),)),
                Row("SHA-256", (Run(document.sha256, mono=True),)),
            ]
            quote: Run | None = _run(f"“{basis.quote}”" if script_of(basis.quote) != "arab" else f"«{basis.quote}»")
        else:
            quote = None
            marks.append(self.say("source-withheld", source=basis.source))
            rows.append(Row(self.say("commitment"), (Run(basis.commitment, mono=True),)))
        rows.append(Row(self.say("claim"), (Run(claim.id, mono=True),)))
        return Note(self.numbers[claim.id], " · ".join(marks), quote, tuple(rows))

    def _numbers(self, claims: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(sorted(self.numbers[id_] for id_ in claims if id_ in self.numbers))


def _run(text: str) -> Run:
    """Gives a document's words with their own direction; controls are shown, never obeyed."""
    shown = " ".join(strip_controls(text).split())
    return Run(shown, script_of(shown) == "arab")
