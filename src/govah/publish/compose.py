"""Words a dossier: turns its records into the sheet, in English or Persian. The only place that decides what the pages say."""

from __future__ import annotations

import re
from typing import Final

from govah.dates import show
from govah.errors import PublishError
from govah.publish.interface import (
    Dossier,
    DossierClaim,
    DossierContradiction,
    DossierDocument,
    DossierFact,
    DossierSide,
    DossierState,
    QuotedBasis,
)
from govah.publish.picturing import finding_words, moments_of
from govah.publish.sheet import (
    Age,
    Clash,
    Custodial,
    Half,
    Heads,
    Item,
    Line,
    Note,
    Paper,
    Row,
    Run,
    Sheet,
    StateItem,
    Voiced,
)
from govah.publish.timeline import timeline_svg
from govah.records import Locator
from govah.text import direction_of, fold, guess_language, script_of, show_controls, to_persian_digits
from govah.words import label, say, words

VALUE_KINDS: Final = ("charges", "courts", "prisons", "organs", "punishments", "occupations", "genders")
SIDE_KINDS: Final = ("stances", "predicates", "stages")
"""Kinds of words that a side of a contradiction may say."""
CALENDARS: Final = {"en": ("gregorian", "solar"), "fa": ("solar", "gregorian")}
FIRM: Final = ("told", "found")
DATE: Final = re.compile(r"[\dX]{4}(?:-[\dX]{2}){0,2}[~?%]?(?:/(?:\.\.|[\dX]{4}(?:-[\dX]{2}){0,2}[~?%]?)?)?")
"""What can only be EDTF."""


def sheet(dossier: Dossier, lang: str) -> Sheet:
    """Gives the sheet of a dossier in one language.

    Raises `PublishError` where it holds something unreviewed and is no draft, or cites a document that it does not list.
    """
    _check(dossier)
    return _Writer(dossier, lang).write()


def _check(dossier: Dossier) -> None:
    unreviewed = sum(not claim.reviewed for claim in dossier.claims)
    if unreviewed and not dossier.draft:
        raise PublishError("only-unreviewed", count=unreviewed)
    missing = _cited(dossier) - {one.number for one in dossier.documents}
    if missing:
        raise PublishError("dossier-inconsistent", count=len(missing))


def _cited(dossier: Dossier) -> set[int]:
    return {claim.basis.document for claim in dossier.claims if isinstance(claim.basis, QuotedBasis)}


class _Writer:
    def __init__(self, dossier: Dossier, lang: str) -> None:
        self.dossier = dossier
        self.lang = lang
        self.claims = {claim.id: claim for claim in dossier.claims}
        self.documents = tuple(one for one in dossier.documents if one.number in _cited(dossier))
        """Those that a quotation comes from: that any other exists is nobody's business."""
        self.numbers = {id_: place for place, id_ in enumerate(self.claims, start=1)}

    def say(self, code: str, **facts: object) -> str:
        return say(f"dossier.{code}", self.lang, **facts)

    def number(self, count: int) -> str:
        return to_persian_digits(str(count)) if self.lang == "fa" else str(count)

    def label(self, kind: str, name: str) -> str:
        """Gives a word of the vocabulary as it opens a line."""
        shown = label(kind, name, self.lang)
        return shown[:1].upper() + shown[1:]

    def own(self, text: str) -> Run:
        """Gives words of ours, in the sheet's own language."""
        return Run(text, self.lang, self.lang == "fa")

    def write(self) -> Sheet:
        dossier, names = self.dossier, self._names()
        return Sheet(
            lang=self.lang,
            rtl=self.lang == "fa",
            title=self.say("title"),
            house=self.say("house"),
            name=_run(names[0]),
            other_names=tuple(_run(name) for name in names[1:]),
            watermark=f"{say('dossier.watermark', 'en')} / {say('dossier.watermark', 'fa')}" if dossier.draft else "",
            running=self._running(),
            cover=self._cover(),
            seal=self._seal(),
            notices=self._notices(),
            heads=self._heads(),
            status=tuple(self._state(one) for one in dossier.states),
            ages=self._ages(),
            status_foot=say("weigh.no-lawyer", self.lang),
            identity=tuple(self._fact(one) for one in dossier.identity),
            facts=tuple(self._fact(one) for one in dossier.facts),
            undated=self.say("undated"),
            timeline=timeline_svg(moments_of(dossier.facts, self.lang), self.lang, dossier.as_of),
            findings=tuple(Line(finding_words(one, self.lang), self._notes(one.claims)) for one in dossier.findings),
            clashes=tuple(self._clash(one) for one in dossier.contradictions),
            gaps_lead=self.say("not-known-lead"),
            gaps=tuple(self.label("topics", topic) for topic in dossier.not_known),
            papers=tuple(self._paper(one) for one in self.documents),
            notes_lead=self.say("notes-lead"),
            notes=tuple(self._note(one) for one in self.claims.values()),
            check=tuple(self._step(self.say(f"check-{step}")) for step in ("one", "two", "three")),
            checkpoint=f"{dossier.origin}\n{dossier.tree_size}\n{dossier.root}",
            page_of=self.say("page-of", page="{page}", count="{count}"),
            comma=self.say("comma"),
            chain=self.say("chain"),
            digits="۰۱۲۳۴۵۶۷۸۹" if self.lang == "fa" else "0123456789",
            made_at=dossier.made_at,
        )

    def _heads(self) -> Heads:
        return Heads(
            status=self.say("states", date=show(self.dossier.as_of.isoformat(), self.lang)),
            identity=self.say("identity"),
            facts=self.say("facts"),
            timeline=self.say("timeline"),
            findings=self.say("findings"),
            clashes=self.say("contradictions"),
            gaps=self.say("not-known"),
            papers=self.say("documents"),
            custody=self.say("custody"),
            notes=self.say("notes"),
            check=self.say("check"),
        )

    def _names(self) -> list[str]:
        """Gives the names, first the one that a reader of this language can read."""
        script = "arab" if self.lang == "fa" else "latn"
        names = (self.dossier.name, *self.dossier.other_names)
        first = next((name for name in names if script_of(name) == script), names[0])
        alike = {fold(name): name for name in reversed((first, *names))}
        return [first, *(name for name in dict.fromkeys(names) if alike[fold(name)] == name and name != first)]

    def _running(self) -> str:
        audience = self.label("audiences", self.dossier.audience)
        day = show(self.dossier.as_of.isoformat(), self.lang, CALENDARS[self.lang][0])
        return self.say("running", audience=audience, date=day)

    def _notices(self) -> tuple[str, ...]:
        dossier, notices = self.dossier, [self.say("standing")]
        if any(not claim.reviewed for claim in dossier.claims):
            notices.insert(0, self.say("unreviewed-notice"))
        if dossier.withheld:
            notices.append(self.say("withheld-notice", count=self.number(dossier.withheld)))
        if dossier.unreviewed_left_out:
            notices.append(self.say("unreviewed-left-out", count=self.number(dossier.unreviewed_left_out)))
        if dossier.unconsented:
            notices.append(self.say("unconsented-left-out", count=self.number(dossier.unconsented)))
        return tuple(notices)

    def _cover(self) -> tuple[Row, ...]:
        dossier = self.dossier
        audience = self.label("audiences", dossier.audience)
        made = self.own(show(dossier.made_at[:10], self.lang))
        return (
            Row(self.say("audience"), (self.own(audience),)),
            Row(self.say("person-id"), (_mono(dossier.person),)),
            Row(self.say("as-of"), (self.own(show(dossier.as_of.isoformat(), self.lang)),)),
            Row(self.say("made-by"), (_mono(dossier.made_by),)),
            Row(self.say("made"), (made, _mono(dossier.made_at[11:16] + " UTC"))),
            Row(self.say("claims-told"), (self.own(self._told()),)),
        )

    def _told(self) -> str:
        claims, papers = self.number(len(self.claims)), self.number(len(self.documents))
        return self.say("claims-count", claims=claims, documents=papers)

    def _seal(self) -> tuple[Row, ...]:
        size = self.own(self.say("tree-size", count=self.number(self.dossier.tree_size)))
        return (
            Row(self.say("log"), (_mono(self.dossier.origin), size)),
            Row(self.say("root"), (_mono(self.dossier.root),)),
        )

    def _state(self, state: DossierState) -> StateItem:
        marks = [say(f"weigh.firmness-{state.firmness}", self.lang)]
        if state.claims:
            marks.append(self._voices(state.origins))
        unreviewed = self.say("unreviewed") if state.claims and not state.reviewed else ""
        firm = state.firmness in FIRM
        return StateItem(self.label("stages", state.state), tuple(marks), self._notes(state.claims), firm, unreviewed)

    def _voices(self, count: int) -> str:
        return self.say("origins" if count != 1 else "origin", count=self.number(count))

    def _ages(self) -> tuple[Age, ...]:
        dossier = self.dossier
        news = Age(self.say("no-date"), self.say("no-dated-news"))
        check = Age(self.say("no-check"), self.say("never-checked"))
        if dossier.news_days is not None:
            date = show(dossier.last_news, self.lang)
            news = Age(self._days(dossier.news_days), self.say("last-news", date=date))
        if dossier.check_days is not None:
            check = Age(self._days(dossier.check_days), self.say("last-check"))
        return (news, check)

    def _days(self, count: int) -> str:
        return self.say("day" if count == 1 else "days", count=self.number(count))

    def _fact(self, fact: DossierFact) -> Item:
        kind = "attributes" if fact.predicate in words("attributes") else "predicates"
        both = [show(fact.when, self.lang, calendar) for calendar in CALENDARS[self.lang]] if fact.when else []
        return Item(
            head=self.label(kind, fact.predicate),
            when=tuple(dict.fromkeys(both)),
            as_written=tuple(_run(quoted(one)) for one in fact.when_words if one),
            values=self._values(fact),
            places=tuple(dict.fromkeys(self._where(place) for place in fact.where)),
            lines=tuple(self._lines(fact)),
            unreviewed="" if fact.reviewed else self.say("unreviewed"),
        )

    def _lines(self, fact: DossierFact) -> list[Line]:
        lines: list[Line] = []
        if fact.claims:
            stances = dict.fromkeys(claim.stance for claim in fact.claims)
            told = self.say("comma").join(label("stances", stance.value, self.lang) for stance in stances)
            marks = [told[:1].upper() + told[1:], self._voices(fact.origins)]
            marks += [self.say("grade", grade=fact.grade)] if fact.grade else []
            lines.append(Line(" · ".join(marks), self._notes(_ids(fact.claims))))
        if fact.denials:
            code = "also-denied" if fact.claims else "only-denied"
            lines.append(Line(self.say(code), self._notes(_ids(fact.denials)), warned=True))
        if fact.unknowns:
            lines.append(Line(self.say("only-unknown"), self._notes(_ids(fact.unknowns))))
        return lines

    def _values(self, fact: DossierFact) -> tuple[Run, ...]:
        """Gives what a fact says, each once; words of a source that are no word of the vocabulary stand as a quotation."""
        is_event = fact.predicate not in words("attributes")
        return tuple(dict.fromkeys(self._value(value, is_event=is_event) for value in fact.values if value))

    def _value(self, value: str, *, is_event: bool) -> Run:
        for kind in VALUE_KINDS:
            if value in words(kind):
                return self.own(label(kind, value, self.lang))
        if value in words("topics"):
            return self.own(label("topics", value, self.lang))
        if value.isascii() and value.isdigit():
            return self.own(self.number(int(value)))
        return _run(quoted(value) if is_event else value)

    def _where(self, place: str) -> Run:
        return self.own(label("prisons", place, self.lang)) if place in words("prisons") else _run(place)

    def _says(self, value: str) -> Run:
        """Gives what one side of a contradiction says: a date, a word of ours, or words as written."""
        for kind in SIDE_KINDS:
            if value in words(kind):
                return self.own(self.label(kind, value))
        if DATE.fullmatch(value):
            return self.own(show(value, self.lang))
        return self._value(value, is_event=False)

    def _clash(self, one: DossierContradiction) -> Clash:
        kind = "attributes" if one.predicate in words("attributes") else "predicates"
        about = self.label(kind, one.predicate)
        settle = self.say("settle", what=say(f"weigh.settle-{one.kind}", self.lang))
        return Clash(say(f"weigh.{one.kind}", self.lang), about, self._half(one.left), self._half(one.right), settle)

    def _half(self, side: DossierSide) -> Half:
        claims = [self.claims[id_] for id_ in side.claims if id_ in self.claims]
        voiced = (
            Voiced(self.label("stances", claim.stance.value), self._voice(claim), self.numbers[claim.id]) for claim in claims
        )
        return Half(self._says(side.says), tuple(voiced))

    def _voice(self, claim: DossierClaim) -> tuple[Run, ...]:
        if isinstance(claim.basis, QuotedBasis):
            return tuple(_run(part) for part in claim.basis.attribution) or (self.own(self.say("own-voice")),)
        return (self.own(self._withheld(claim.basis.source)),)

    def _withheld(self, source: str) -> str:
        return self.say("source-withheld", source=source)

    def _paper(self, one: DossierDocument) -> Paper:
        rows = [
            Row("SHA-256", (_mono(one.sha256),)),
            Row(self.say("kind"), (_mono(one.media_type), self.own(self._size(one.size)))),
            Row(self.say("captured"), (self.own(show(one.captured_at[:10], self.lang)), _mono(one.captured_at[11:16] + " UTC"))),
            Row(self.say("entry"), (_mono(one.entry),)),
        ]
        if one.published:
            rows.insert(2, Row(self.say("published"), (self.own(show(one.published, self.lang)),)))
        custody = tuple(
            Custodial(time.replace("T", " ").replace("Z", " UTC"), label("acts", act, self.lang), member)
            for time, act, member in one.custody
        )
        name = _run(one.name) if one.name else self.own(self.say("name-withheld"))
        return Paper(self.number(one.number), name, tuple(rows), custody)

    def _size(self, size: int) -> str:
        grouped = f"{size:,}" if self.lang == "en" else to_persian_digits(f"{size:,}".replace(",", "٬"))
        return self.say("bytes", count=grouped)

    def _note(self, claim: DossierClaim) -> Note:
        basis, quote, withheld = claim.basis, None, ""
        rows: list[Row] = []
        if isinstance(basis, QuotedBasis):
            quote = _run(quoted(basis.quote))
            sha256 = next(one.sha256 for one in self.dossier.documents if one.number == basis.document)
            rows += [
                Row(self.say("voice"), self._voice(claim), chain=True),
                Row(self.say("document"), self._place(basis)),
                Row("SHA-256", (_mono(sha256),)),
            ]
        else:
            withheld = self._withheld(basis.source)
            rows.append(Row(self.say("commitment"), (_mono(basis.commitment),)))
        rows += [Row(self.say("claim"), (_mono(claim.id),)), Row(self.say("entry"), (_mono(claim.entry),))]
        place = self.numbers[claim.id]
        unreviewed = "" if claim.reviewed else self.say("unreviewed")
        stance = self.label("stances", claim.stance.value)
        return Note(place, self.number(place), stance, quote, withheld, tuple(rows), unreviewed)

    def _place(self, basis: QuotedBasis) -> tuple[Run, ...]:
        document, start, end = map(self.number, (basis.document, basis.start, basis.end))
        where = self.say("place", document=document, start=start, end=end)
        return (self.own(where), *self._located(basis.locator))

    def _located(self, locator: Locator) -> tuple[Run, ...]:
        parts: list[Run] = []
        if locator.page:
            parts.append(self.own(self.say("page", page=self.number(locator.page))))
        if locator.cell:
            parts += [self.own(self.say("cell")), _mono(locator.cell)]
        if locator.message:
            parts += [self.own(self.say("message")), _mono(locator.message)]
        return tuple(parts)

    def _step(self, words_: str) -> tuple[Run, ...]:
        """Gives a sentence of ours with what stands between backticks as something to type."""
        parts = enumerate(words_.split("`"))
        return tuple(_mono(part) if place % 2 else self.own(part) for place, part in parts if part)

    def _notes(self, claims: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(sorted(self.numbers[id_] for id_ in claims if id_ in self.numbers))


def quoted(text: str) -> str:
    """Gives a quotation between the marks of its own script."""
    return f"«{text}»" if script_of(text) == "arab" else f"“{text}”"


def _ids(claims: tuple[DossierClaim, ...]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


def _run(text: str) -> Run:
    """Gives stored words with their own language and direction."""
    shown = _clean(text)
    rtl = direction_of(shown) == "rtl"
    guessed = guess_language(shown)
    return Run(shown, guessed if guessed != "und" else ("fa" if rtl else "en"), rtl)


def _mono(text: str) -> Run:
    return Run(_clean(text), mono=True)


def _clean(text: str) -> str:
    """Gives stored words on one line, with hidden controls written out: shown, never obeyed."""
    return " ".join(show_controls(text).split()).replace("\u27e8", "<").replace("\u27e9", ">")


