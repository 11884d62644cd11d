"""The record of custody as text, for a screen or a file, in English or Persian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from govah.cli.cards import clean, number
from govah.cli.stamp_text import shown
from govah.dates import show as show_date
from govah.desk.custody.chain import Collected, Derived, DocumentCustody, Handled
from govah.desk.custody.history import ClaimCustody, CustodyReport
from govah.desk.custody.stamped import Placed
from govah.errors import GovahError
from govah.stamp import in_words
from govah.text import isolate
from govah.words import label, say

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def custody_text(report: CustodyReport, lang: str) -> str:
    """Gives the whole record as text; words of others are shown without control characters, kept apart from ours."""
    writer = _Writer(lang, dict(report.members), with_names=report.with_sources)
    parts = [
        list(writer.head(report)),
        *(list(writer.document(one)) for one in report.documents),
        *(list(writer.claim(one)) for one in report.claims),
        list(writer.section(heading, writer.acts(report.handled))) if (heading := _WHOLE.get(report.kind)) else [],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


_WHOLE: Final[Mapping[str, str]] = {"person": "custody.whole", "erased": "custody.handled"}
"""Kinds of item of which acts are told apart from documents and claims, and under which heading."""


class _Writer:
    """Writes the parts of one record in one language."""

    def __init__(self, lang: str, members: Mapping[str, str], *, with_names: bool) -> None:
        self.lang, self.members, self.with_names = lang, members, with_names

    def head(self, report: CustodyReport) -> Iterator[str]:
        """Gives what it is, when and by whom it was made, and from which journal."""
        log, size, root = report.head
        yield self.say("title")
        yield self.say(f"item-{report.kind}", id=report.item)
        facts = {"member": self.member(report.made_by), "device": report.device, "tool": report.tool}
        yield self.say("made", time=self.time(report.made_at), **facts)
        yield self.say("head", log=log, size=number(size, self.lang), root=root)
        yield self.say("caveat")
        if not report.with_sources:
            yield self.say("withheld-names")
        if report.withheld:
            yield self.say("claims-withheld", count=report.withheld)

    def document(self, one: DocumentCustody) -> Iterator[str]:
        """Gives a document: its seal, how it came, what was made of it, who did what, and what is not known."""
        document = one.document
        yield self.say("document", id=document.id)
        yield "  " + self.say("seal", sha256=clean(document.sha256))
        yield "  " + self.say("size", size=number(document.size, self.lang), media=clean(document.media_type))
        yield "  " + self.say("entered", time=self.time(one.recorded_at), device=one.device, entry=one.entry)
        yield "  " + self.say(f"kept-{one.kept.state}", sha256=one.kept.sha256 or "—")
        yield from self.bounds(one.placed)
        came = [line for part in one.collected for line in self.collected(part)]
        if one.withheld:
            came.append(self.say("captures-withheld", count=one.withheld))
        yield from self.section("custody.collected", came)
        yield from self.section("custody.derived", (self.derived(part, document.sha256) for part in one.derived))
        yield from self.section("custody.handled", self.acts(one.handled) or [self.say("nobody-else")])
        yield from self.section("custody.not-known", ("• " + self.say(f"lacks-{code}") for code in one.not_known))

    def claim(self, one: ClaimCustody) -> Iterator[str]:
        """Gives a claim: what it stands on, who decided, and where it may go."""
        yield self.say("claim", id=one.id, predicate=self.predicate(one.predicate))
        yield "  " + self.say("entered", time=self.time(one.recorded_at), device=one.device, entry=one.entry)
        yield from self.bounds(one.placed)
        if one.document:
            yield "  " + self.say("basis", document=one.document, rule=isolate(clean(one.suggested_by)))
        else:
            yield "  " + self.say("basis-withheld", commitment=one.basis_commitment)
        if not one.reviewed:
            yield "  " + self.say("unreviewed")
        yield from self.section("custody.handled", self.acts(one.handled) or [self.say("nobody-else")])

    def collected(self, one: Collected) -> Iterator[str]:
        """Gives one capture with everything that was recorded of it."""
        came = one.capture
        facts = {"member": self.member(came.captured_by), "method": clean(label("methods", came.method, self.lang))}
        yield self.say("capture", time=self.time(came.captured_at), tool=isolate(clean(came.tool)), **facts)
        for code in ("name", "origin", "source", "terms"):
            if words := getattr(came, code):
                yield "  " + self.say(code, words=isolate(clean(words)))
        if came.published:
            yield "  " + self.say("dated", date=self.day(came.published))
        for key, words in came.metadata:
            yield "  " + self.say("embedded", key=isolate(clean(key)), words=isolate(clean(words)))
        compartment = label("compartments", one.compartment, self.lang)
        yield "  " + self.say("recorded", time=self.time(one.recorded_at), entry=one.entry, compartment=compartment)

    def derived(self, one: Derived, before: str) -> str:
        """Gives one derivation: by which tool, from which bytes to which, and whether it is as it was made."""
        made = one.derivation
        return self.say(
            "derivation",
            time=self.time(one.recorded_at),
            kind=self.known(f"custody.kind-{made.kind}", made.kind),
            tool=isolate(clean(made.tool)),
            member=self.member(one.by),
            before=clean(before),
            sha256=clean(made.sha256),
            state=say(f"custody.state-{one.kept.state}", self.lang),
            entry=one.entry,
        )

    def acts(self, handled: Iterable[Handled]) -> list[str]:
        """Gives acts in order, each with what left and for whom."""
        return [line for one in handled for line in self.act(one)]

    def act(self, one: Handled) -> Iterator[str]:
        """Gives one act."""
        facts = {"act": clean(label("acts", one.act, self.lang)), "member": self.member(one.by), "entry": one.entry}
        yield self.say("act", time=self.time(one.time), **facts)
        if one.remarks:
            yield "  " + self.known(f"custody.remark-{one.remarks}", label("reasons", one.remarks, self.lang))
        if one.audience:
            yield "  " + self.say("act-audience", audience=clean(label("audiences", one.audience, self.lang)))
        if one.to:
            yield "  " + (self.say("act-to", words=isolate(clean(one.to))) if self.with_names else self.say("act-to-withheld"))
        if one.sha256:
            yield "  " + self.say("act-sha256", sha256=clean(one.sha256))
        if one.tool:
            yield "  " + self.say("act-tool", tool=isolate(clean(one.tool)))
        if one.sources:
            yield "  " + self.say("act-sources")

    def bounds(self, placed: Placed | None) -> Iterator[str]:
        """Gives between which times an entry was written, as stamps have it, and the gap to the time stated."""
        if placed is None:
            return
        for code, anchor in (("not-before", placed.bracket.not_before), ("not-after", placed.bracket.not_after)):
            if anchor is not None:
                yield "  " + self.say(code, time=self.time(anchor.time), stamp=anchor.stamp)
        if placed.gap is not None and placed.gap >= 0:
            yield "  " + self.say("gap", gap=in_words(placed.gap, self.lang))

    def section(self, code: str, lines: Iterable[str]) -> Iterator[str]:
        """Gives a heading and its lines, or nothing where there are none."""
        told = list(lines)
        if told:
            yield "  " + say(code, self.lang)
            yield from (f"    {line}" for line in told)

    def say(self, code: str, **facts: object) -> str:
        """Gives a sentence of this record."""
        return say(f"custody.{code}", self.lang, **facts)

    def known(self, code: str, word: str) -> str:
        """Gives the sentence of a code; where the vocabulary has none, the word itself."""
        told = say(code, self.lang)
        return isolate(clean(word)) if told == code else told

    def time(self, time: str) -> str:
        """Gives a time with its day in both calendars."""
        try:
            return shown(time, self.lang) if _TIME.fullmatch(time) else clean(time)
        except (GovahError, ValueError):
            return clean(time)

    def day(self, edtf: str) -> str:
        """Gives a date in both calendars; one that is no date is shown as it stands: a record may come from anybody."""
        try:
            return show_date(edtf, self.lang)
        except (GovahError, ValueError):
            return isolate(clean(edtf))

    def member(self, id_: str) -> str:
        """Gives a member by name and id, or by id alone."""
        name = self.members.get(id_, "")
        return f"{isolate(clean(name))} ({clean(id_)})" if name else clean(id_) or "—"

    def predicate(self, name: str) -> str:
        """Gives a predicate's label."""
        told = label("predicates", name, self.lang)
        return clean(label("attributes", name, self.lang) if told == name else told)
