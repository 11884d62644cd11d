"""Exporting: what the desk holds, as a table that any office program opens; every value with its stance, its voice and its place.

What stands in `sources` is left out unless it is asked for. That a table left, and its hash, is noted; else there is no table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from govah.desk import handling
from govah.desk.claims import ClaimOnFile, claim_on_file, claims_about
from govah.desk.clusters import Person, persons
from govah.desk.evidence import compartment_of
from govah.desk.leaving import sha256_of, written
from govah.desk.listing import documents
from govah.desk.lists.rowstates import row_states
from govah.desk.lists.viewing import open_list
from govah.errors import PublishError, UsageError
from govah.publish.tables import Row, Table, write_csv, write_xlsx
from govah.records import Fact
from govah.vault import Vault
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
    for person in persons(vault):
        found = [one for one in claims_about(vault, person) if not one.withdrawn]
        shown = [one for one in found if options.with_sources or one.compartment != SOURCES]
        told.withheld += len(found) - len(shown)
        papers = dict.fromkeys(mention.document for mention in person.mentions)
        told.documents.update(papers)
        reviewed = not person.unreviewed and all(one.reviewed for one in found)
        others = " · ".join(name for name in person.names if name != person.name)
        yield person.id, person.name, others, len(shown), " ".join(papers), _reviewed(reviewed, options.lang)


def _claim_rows(vault: Vault, told: _Told, options: ExportOptions) -> Iterator[Row]:
    owners: dict[str, Person] = {mention.id: one for one in persons(vault) for mention in one.mentions}
    for stored in vault.of_kind("fact"):
        if not isinstance(stored.record, Fact):
            continue
        if stored.compartment == SOURCES and not options.with_sources:
            told.withheld += 1
            continue
        one = claim_on_file(vault, stored.record.id)
        if one is not None:
            yield _claim_row(one, owners.get(stored.record.mention), told, options)


def _claim_row(one: ClaimOnFile, owner: Person | None, told: _Told, options: ExportOptions) -> Row:
    lang, fact = options.lang, one.claim.fact
    shows = one.claim.basis is not None and (options.with_sources or one.basis_compartment != SOURCES)
    basis = one.claim.basis if shows else None
    withheld = "" if basis else say("export.withheld", lang)
    told.withheld += basis is None
    if basis:
        told.documents[basis.document] = None
    kind = "attributes" if fact.predicate in words("attributes") else "predicates"
    place = basis.passage.locator if basis else None
    where = (place.cell or place.message or (str(place.page) if place.page else "")) if place else ""
    when = fact.when
    return (
        owner.id if owner else "", owner.name if owner else "", one.id, fact.predicate, label(kind, fact.predicate, lang),
        fact.value.text, fact.value.term, "" if fact.value.low is None else fact.value.low,
        "" if fact.value.high is None else fact.value.high, when.edtf if when else "", when.text if when else "",
        when.calendar if when else "", fact.where.text if fact.where else "", label("stances", fact.stance.value, lang),
        " › ".join(basis.attribution) if basis else withheld, basis.passage.quote if basis else withheld,
        basis.document if basis else withheld, where, basis.passage.start if basis else "", basis.passage.end if basis else "",
        basis.suggested_by if basis else "", one.accepted_by, _reviewed(one.reviewed, lang), _yes(one.withdrawn, lang),
        one.recorded_at,
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
