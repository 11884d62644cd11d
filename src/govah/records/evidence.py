"""Documents, how they came to us, what was derived from them, and where they leave: the evidence records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes, and nothing about how they came to us."""

    id: str
    sha256: str
    size: int
    media_type: str
    blob: str
    "The id of the encrypted blob; never derived from the content."


@dataclass(frozen=True, slots=True)
class Capture:
    """How one document came to us; `sources` by default when it came from a person."""

    id: str
    document: str
    captured_by: str
    "Member id."
    captured_at: str
    "RFC 3339, UTC, by the device's own clock: a statement, not an order."
    tool: str
    method: str
    "`file`, `folder`, `url`, `paste`, `note`, `mail`, `chat-export`, `demo`."
    name: str = ""
    "The file's own name, or the page's title."
    origin: str = ""
    "Where it was: a URL, or a path within the folder that was given; never an absolute path."
    source: str = ""
    "From whom, as the person who captured it wrote."
    terms: str = ""
    "`embargo until …`, `not for publication`, as agreed."
    published: str = ""
    "EDTF: when the document says it was published or sent."
    metadata: tuple[tuple[str, str], ...] = ()
    "Embedded metadata as read (EXIF, PDF info, mail headers), key and value."


@dataclass(frozen=True, slots=True)
class Derivation:
    """A sealed product of a document, such as its text; old offsets hold for ever because a better one is another derivation."""

    id: str
    document: str
    kind: str
    "`text`, `ocr`, `thumbnail`, `redacted`, `clean`."
    tool: str
    sha256: str
    size: int
    blob: str
    segments: tuple[tuple[int, int, str, int, str, str], ...] = ()
    "(start, end, kind, page, message, cell) of the text's parts."
    language: str = ""
    title: str = ""
    published: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody looked for news of a person, there and then, and what came of it."""

    id: str
    person: str
    checked_by: str
    checked_at: str
    looked_in: str
    found: bool = False
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """These claims may go to this audience; without one nothing is published."""

    id: str
    claims: tuple[str, ...]
    audience: str
    "`court`, `un` or `public`."
    released_by: str
    released_at: str
    basis: bool = False
    "Whether the basis (words and name of the source) may go too."
    consent: str = ""
    reason: str = ""
    documents: tuple[str, ...] = ()
    "Documents of which a clean copy may go too, made anew from what is seen of them."


@dataclass(frozen=True, slots=True)
class Custody:
    """Who did what with which item, and when."""

    id: str
    item: str
    act: str
    "A word of the vocabulary's acts: `captured`, `viewed`, `proved`, `published`…"
    by: str
    "Member id."
    at: str
    remarks: str = ""
    "Codes such as `draft`; never a name, nor words of a document."
    tool: str = ""
    "The program and its version."
    sha256: str = ""
    "Of the file that left, or of the bytes that were found at a check."
    audience: str = ""
    to: str = ""
    "To whom it was handed, where somebody says so."
    items: tuple[str, ...] = ()
    "Ids of what else it touched: the documents whose words left, the capture, the derivation made."
    sources: bool = False
    "Whether something of `sources` left with it."
