"""`govah link reconcile`: a whole list held against who is on file: matched, likely, not found, ours alone, and conflicts."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Final

from govah.desk.linking.people import mention_rows
from govah.desk.linking.tables import LinkOptions, read_rows
from govah.desk.onfile import handling
from govah.desk.onfile.leaving import sha256_of, write_whole, written
from govah.desk.people.clusters import Person, persons
from govah.errors import UsageError
from govah.link.engine.linking import Link, link_rows
from govah.link.rows import ListRow
from govah.publish.tables import Row, Table, write_xlsx
from govah.vault import Vault
from govah.words import say

SUFFIXES: Final = (".html", ".xlsx")
STATES: Final = ("matched", "likely", "not-found", "ours-alone")
_MATCHED: Final = 0.95
_LIKELY: Final = 0.5
_THEIRS: Final = "theirs"
_CONFLICTS: Final = (
    "link.when-apart", "link.when-weeks", "link.when-slip", "link.born-apart", "link.born-near", "link.born-slip",
    "link.born-years", "link.age-few", "link.age-several", "link.age-apart", "link.sex-other", "link.place-other",
    "link.number-other", "link.father-other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One line of the report: a row of theirs, one of our persons, or both."""

    state: str
    "`matched`, `likely`, `not-found` or `ours-alone`."
    theirs: str
    "Their id; empty for somebody whom they lack."
    their_name: str
    ours: str
    "Person id; empty where we have nobody."
    our_name: str
    score: int
    "Thousandths."
    conflicts: tuple[str, ...]
    "Message keys: fields that say something else on either side."


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The whole report."""

    list_name: str
    lines: tuple[Reconciled, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Gives how many lines there are of each state."""
        found = Counter(one.state for one in self.lines)
        return {state: found[state] for state in STATES}

    @property
    def conflicts(self) -> Mapping[str, int]:
        """Gives how many pairs are at odds in each field, the most frequent first."""
        return dict(Counter(code for one in self.lines for code in one.conflicts).most_common())


def reconcile(vault: Vault, path: Path, mapped: Mapping[str, str], told: Callable[[str, int], None]) -> Reconciliation:
    """Holds a list against who is on file; each row of it is presumed to be a person of its own.

    Raises:
        UsageError: a list that cannot be read, or no extra `link`.
    """
    theirs = [replace(row, id=f"{_THEIRS}:{row.id}", table=1, curated=_THEIRS) for row in read_rows([path], LinkOptions(mapped))]
    everybody = tuple(persons(vault))
    owner = {mention.id: one for one in everybody for mention in one.mentions}
    ours = [replace(row, curated="") for row in mention_rows(vault) if row.id in owner]
    try:
        links = link_rows([*ours, *theirs], told).links if ours else ()
    except ModuleNotFoundError as missing:
        raise UsageError("link-not-installed", module=str(missing.name)) from None
    return Reconciliation(path.name, tuple(_lines(theirs, everybody, links, owner)))


def write_report(vault: Vault, report: Reconciliation, output: Path, lang: str) -> str:
    """Writes the report as HTML or XLSX, notes that it left, and gives its hash."""
    if output.suffix.lower() not in SUFFIXES:
        raise UsageError("export-kind", name=output.name, known=", ".join(SUFFIXES))
    with written(output):
        write_whole(output, _html(report, lang) if output.suffix.lower() == ".html" else _xlsx(report, lang))
        digest = sha256_of(output)
        handling.record(vault, replace(handling.act(vault, "exported", vault.member), sha256=digest, remarks="export-persons"))
    return digest


def _lines(
    theirs: Sequence[ListRow], everybody: Sequence[Person], links: Sequence[Link], owner: Mapping[str, Person]
) -> Iterator[Reconciled]:
    best: dict[str, tuple[Link, Person]] = {}
    for link in links:
        ours, other = (link.left, link.right) if link.left in owner else (link.right, link.left)
        if ours in owner and other not in owner and link.score >= _LIKELY and other not in best:
            best[other] = (link, owner[ours])
    for row in theirs:
        id_ = row.id.removeprefix(f"{_THEIRS}:")
        if row.id not in best:
            yield Reconciled("not-found", id_, row.name, "", "", 0, ())
            continue
        link, person = best[row.id]
        state = "matched" if link.score >= _MATCHED else "likely"
        conflicts = tuple(reason for reason in link.reasons if reason in _CONFLICTS)
        yield Reconciled(state, id_, row.name, person.id, person.name, round(link.score * 1000), conflicts)
    found = {person.id for _, person in best.values()}
    for person in everybody:
        if person.id not in found:
            yield Reconciled("ours-alone", "", "", person.id, person.name, 0, ())


def _header(lang: str) -> tuple[str, ...]:
    return tuple(
        say(f"link.column-{one}", lang) for one in ("state", "theirs", "their-name", "ours", "our-name", "score", "conflicts")
    )


def _row(one: Reconciled, lang: str) -> Row:
    conflicts = ("؛ " if lang == "fa" else "; ").join(say(code, lang) for code in one.conflicts)
    score = f"{one.score / 1000:.3f}" if one.score else ""
    return (say(f"link.state-{one.state}", lang), one.theirs, one.their_name, one.ours, one.our_name, score, conflicts)


def _xlsx(report: Reconciliation, lang: str) -> bytes:
    out = io.BytesIO()
    write_xlsx(
        Table(say("link.reconciled-sheet", lang), _header(lang), (_row(one, lang) for one in report.lines), lang == "fa"), out
    )
    return out.getvalue()


def _html(report: Reconciliation, lang: str) -> bytes:
    title = escape(say("link.reconciled-title", lang, name=report.list_name))
    counts = "".join(
        f"<li>{escape(say('link.state-count', lang, state=say(f'link.state-{state}', lang), count=count))}</li>"
        for state, count in report.counts.items()
    )
    odds = "".join(
        f"<li>{escape(say('link.state-count', lang, state=say(code, lang), count=count))}</li>"
        for code, count in report.conflicts.items()
    )
    head = "".join(f"<th>{escape(one)}</th>" for one in _header(lang))
    rows = "".join(
        "".join(
            (f'<tr class="{one.state}">', *(f'<td dir="auto">{escape(str(cell))}</td>' for cell in _row(one, lang)), "</tr>\n")
        )
        for one in report.lines
    )
    direction = "rtl" if lang == "fa" else "ltr"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    style = (
        "body{font-family:sans-serif;margin:2rem}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2rem .5rem;"
        "text-align:start}.not-found{background:#fee}.likely{background:#ffd}.ours-alone{background:#eef}"
    )
    return (
        f'<!doctype html>\n<html lang="{lang}" dir="{direction}">\n<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>{title}</title><style>{style}</style></head>\n'
        f"<body><h1>{title}</h1><p>{escape(say('link.reconciled-note', lang))}</p><ul>{counts}</ul>\n"
        f"<h2>{escape(say('link.column-conflicts', lang))}</h2><ul>{odds}</ul>\n"
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table></body></html>\n"
    ).encode()
