"""The dossier as a sheet: every word that will stand on the page, in its language and direction, before anybody sets it.

Both setters (Typst and HTML) take a sheet and nothing else, so that what is tested here is what is printed there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with its own language and direction."""

    text: str
    lang: str = "en"
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
class Line:
    """One short statement and the numbers of the notes it stands on."""

    text: str
    notes: tuple[int, ...] = ()
    warned: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing said of the person: when, what, who says so, and the numbers of the notes."""

    head: str
    when: tuple[str, ...] = ()
    "In the reader's calendar, then in the other."
    as_written: tuple[Run, ...] = ()
    "The words of the date."
    values: tuple[Run, ...] = ()
    places: tuple[Run, ...] = ()
    lines: tuple[Line, ...] = ()
    unreviewed: str = ""


@dataclass(frozen=True, slots=True)
class StateItem:
    """One possible legal state."""

    head: str
    marks: tuple[str, ...]
    notes: tuple[int, ...]
    firm: bool
    unreviewed: str = ""


@dataclass(frozen=True, slots=True)
class Age:
    """A silence with its length."""

    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class Voiced:
    """One claim on one side of a contradiction: how it is said, by whom, and its note."""

    stance: str
    voices: tuple[Run, ...]
    note: int


@dataclass(frozen=True, slots=True)
class Half:
    """One side of a contradiction."""

    says: Run
    claims: tuple[Voiced, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sides that cannot both be."""

    head: str
    about: str
    left: Half
    right: Half
    settle: str = ""
    "What would settle it."


@dataclass(frozen=True, slots=True)
class Custodial:
    """One act in a document's custody."""

    time: str
    act: str
    member: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A sealed document."""

    number: str
    name: Run
    rows: tuple[Row, ...]
    custody: tuple[Custodial, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """An endnote: what one claim stands on."""

    number: int
    shown: str
    stance: str
    quote: Run | None
    withheld: str
    rows: tuple[Row, ...]
    unreviewed: str = ""


@dataclass(frozen=True, slots=True)
class Heads:
    """What the sections are called."""

    status: str
    identity: str
    facts: str
    timeline: str
    findings: str
    clashes: str
    gaps: str
    papers: str
    custody: str
    notes: str
    check: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the pages, in order."""

    lang: str
    rtl: bool
    title: str
    house: str
    name: Run
    other_names: tuple[Run, ...]
    watermark: str
    "In both languages, whatever the sheet's; empty where it is no draft."
    running: str
    "What the head of each page says after the name."
    cover: tuple[Row, ...]
    seal: tuple[Row, ...]
    notices: tuple[str, ...]
    heads: Heads
    status: tuple[StateItem, ...]
    ages: tuple[Age, ...]
    status_foot: str
    identity: tuple[Item, ...]
    facts: tuple[Item, ...]
    undated: str
    timeline: str
    "The picture of the dated facts as SVG; empty where there is none."
    findings: tuple[Line, ...]
    clashes: tuple[Clash, ...]
    gaps_lead: str
    gaps: tuple[str, ...]
    papers: tuple[Paper, ...]
    notes_lead: str
    notes: tuple[Note, ...]
    check: tuple[tuple[Run, ...], ...]
    checkpoint: str
    "The checkpoint's first lines, as signed."
    page_of: str
    "With {page} and {count}."
    comma: str
    chain: str
    digits: str
    made_at: str
    "RFC 3339."
