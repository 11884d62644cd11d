"""Exporting: what the desk holds, as a table that any office program opens; every value with its stance, its voice and its place.

What stands in `sources` is left out unless it is asked for. That a table left, and its hash, is noted; else there is no table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from govah.desk.cases.standing import Standing, claim_in, standing
from govah.desk.lists.rowstates import row_states
from govah.desk.lists.viewing import open_list
from govah.desk.onfile import handling
from govah.desk.onfile.evidence import compartment_of
from govah.desk.onfile.leaving import sha256_of, written
from govah.desk.people.clusters import persons
from govah.desk.review.listing import documents
from govah.errors import PublishError, UsageError
from govah.publish.tables import Row, Table, write_csv, write_xlsx
from govah.records import Claim, Fact
from govah.vault import Stored, Vault
from govah.words import label, say, words

SOURCES: Final = "sources"
SUFFIXES: Final = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a person asks of a table."""

    lang: str = "en"
    with_sources: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """A table that left."""

    what: str
    name: str
    sha256: str
    rows: int
    withheld: int
    "Rows left out, or shown without their source, because they stand in `sources`."


@dataclass(slots=True)
class _Told:
    """What is noted while rows are made."""

    documents: dict[str, None] = field(default_factory=dict)
    withheld: int = 0


def export_persons(vault: Vault, output: Path, options: ExportOptions) -> Exported:
    """Writes a row for each person on file: names, how many claims, in which documents, and whether a person looked at them."""
    told = _Told()
    header = ("person", "name", "other-names", "claims", "documents", "reviewed")
    table = _table("persons", header, _person_rows(vault, told, options), options)
    return _export(vault, "persons", table, output, told, options)


def export_claims(vault: Vault, output: Path, options: ExportOptions) -> Exported:
    """Writes a row for each claim on file, withdrawn ones marked, with the words and the place that it stands on."""
    told = _Told()
    return _export(vault, "claims", _table("claims", _CLAIM, _claim_rows(vault, told, options), options), output, told, options)


def export_documents(vault: Vault, output: Path, options: ExportOptions) -> Exported:
    """Writes a row for each document; one that came from a person only where sources are asked for."""
    told = _Told()
    header = ("document", "document-name", "sha256", "size", "media-type", "captured-at", "published", "captures", "pending")
    table = _table("documents", header, _document_rows(vault, told, options), options)
    return _export(vault, "documents", table, output, told, options)


def export_list(vault: Vault, document: str, output: Path, options: ExportOptions) -> Exported:
    """Writes a list as it was written, each row with what became of it; cells that belong in `sources` only where asked."""
    opened = open_list(vault, document)
    if not options.with_sources and compartment_of(vault, opened.document.id) == SOURCES:
        raise UsageError("export-sources", id=opened.document.id)
    told = _Told({opened.document.id: None})
    header, rows = row_states(vault, opened, options.lang, with_sources=options.with_sources)
    first = tuple(say(f"export.column-{one}", options.lang) for one in ("row", "state", "person", "reviewed", "faults"))
    table = Table(say("export.title-list", options.lang), (*first, *header), rows, options.lang == "fa")
    return _export(vault, "list", table, output, told, options)


_CLAIM: Final = (
    "person", "name", "claim", "predicate", "said", "value", "term", "low", "high", "when", "when-written", "calendar", "where",
    "stance", "voices", "quote", "document", "cell", "start", "end", "suggested-by", "accepted-by", "reviewed", "withdrawn",
    "recorded-at",
)  # fmt: skip


def _export(vault: Vault, what: str, table: Table, output: Path, told: _Told, options: ExportOptions) -> Exported:
    write = _writer(output)
    beside = output.with_name(output.name + ".part")
    with written(beside):
        try:
            with beside.open("wb") as file:
                rows = write(table, file)
        except OSError as why:
            raise PublishError("output-unwritable", name=output.name, fault=why.strerror or type(why).__name__) from why
        item, *others = told.documents or {vault.member: None}
        act = handling.act(vault, "exported", item, others)
        digest = sha256_of(beside)
        handling.record(vault, replace(act, sha256=digest, sources=options.with_sources, remarks=f"export-{what}"))
        beside.replace(output)
    return Exported(what, output.name, digest, rows, told.withheld)


def _writer(output: Path) -> Callable[[Table, object], int]:
    known: dict[str, Callable[..., int]] = {".xlsx": write_xlsx, ".csv": write_csv}
    suffix = output.suffix.lower()
    if suffix not in known:
        raise UsageError("export-kind", name=output.name, known=", ".join(SUFFIXES))
    return known[suffix]


def _table(what: str, columns: Iterable[str], rows: Iterable[Row], options: ExportOptions) -> Table:
    header = tuple(say(f"export.column-{one}", options.lang) for one in columns)
    return Table(say(f"export.title-{what}", options.lang), header, rows, options.lang == "fa")


def _yes(yes: bool, lang: str) -> str:
    return say("export.yes" if yes else "export.no", lang)


def _reviewed(yes: bool, lang: str) -> str:
    return say("export.yes" if yes else "export.unreviewed", lang)


def _person_rows(vault: Vault, told: _Told, options: ExportOptions) -> Iterator[Row]:
    counted = _counts(vault)
    for person in persons(vault):
        counts = [counted[mention.id] for mention in person.mentions if mention.id in counted]
        shown, hidden = sum(one.open for one in counts), sum(one.sources for one in counts)
        told.withheld += 0 if options.with_sources else hidden
        papers = dict.fromkeys(mention.document for mention in person.mentions)
        told.documents.update(papers)
        reviewed = not person.unreviewed and all(one.reviewed for one in counts)
        others = " · ".join(name for name in person.names if name != person.name)
        claims = shown + hidden if options.with_sources else shown
        yield person.id, person.name, others, claims, " ".join(papers), _reviewed(reviewed, options.lang)


@dataclass(slots=True)
class _Count:
    """How many claims that stand are about one mention."""

    open: int = 0
    sources: int = 0
    "Those in `sources`."
    reviewed: bool = True


def _counts(vault: Vault) -> dict[str, _Count]:
    """Counts the claims of everybody in one pass."""
    now, found = standing(vault), dict[str, _Count]()
    for stored in vault.of_kind("fact"):
        fact = stored.record
        if isinstance(fact, Fact) and not now.is_withdrawn(fact):
            one = found.setdefault(fact.mention, _Count())
            one.sources += stored.compartment == SOURCES
            one.open += stored.compartment != SOURCES
            one.reviewed = one.reviewed and now.accepted(fact)[1]
    return found


def _claim_rows(vault: Vault, told: _Told, options: ExportOptions) -> Iterator[Row]:
    now = standing(vault)
    owners = {mention.id: (one.id, one.name) for one in persons(vault) for mention in one.mentions}
    for stored in vault.of_kind("fact"):
        if not isinstance(stored.record, Fact):
            continue
        if stored.compartment == SOURCES and not options.with_sources:
            told.withheld += 1
            continue
        found = claim_in(vault, stored)
        if found is not None:
            claim, compartment = found
            if compartment == SOURCES and not options.with_sources:
                claim = Claim(claim.fact, None)
            yield _claim_row(stored, claim, owners.get(stored.record.mention, ("", "")), now, told, options)


def _claim_row(
    stored: Stored, claim: Claim, owner: tuple[str, str], now: Standing, told: _Told, options: ExportOptions
) -> Row:
    lang, fact, basis = options.lang, claim.fact, claim.basis
    accepted_by, reviewed = now.accepted(fact)
    withheld = "" if basis else say("export.withheld", lang)
    told.withheld += basis is None
    if basis:
        told.documents[basis.document] = None
    kind = "attributes" if fact.predicate in words("attributes") else "predicates"
    place = basis.passage.locator if basis else None
    where = (place.cell or place.message or (str(place.page) if place.page else "")) if place else ""
    when = fact.when
    return (
        *owner, fact.id, fact.predicate, label(kind, fact.predicate, lang),
        fact.value.text, fact.value.term, "" if fact.value.low is None else fact.value.low,
        "" if fact.value.high is None else fact.value.high, when.edtf if when else "", when.text if when else "",
        when.calendar if when else "", fact.where.text if fact.where else "", label("stances", fact.stance.value, lang),
        " › ".join(basis.attribution) if basis else withheld, basis.passage.quote if basis else withheld,
        basis.document if basis else withheld, where, basis.passage.start if basis else "", basis.passage.end if basis else "",
        basis.suggested_by if basis else "", accepted_by, _reviewed(reviewed, lang), _yes(now.is_withdrawn(fact), lang),
        stored.time,
    )  # fmt: skip


def _document_rows(vault: Vault, told: _Told, options: ExportOptions) -> Iterator[Row]:
    for one in documents(vault):
        if not options.with_sources and (one.from_source or compartment_of(vault, one.id) == SOURCES):
            told.withheld += 1
            continue
        told.documents[one.id] = None
        yield (
            one.id, one.name, one.sha256, one.size, one.media_type, one.captured_at, one.published, one.captures, one.pending,
        )  # fmt: skip
