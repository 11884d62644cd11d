"""Mails made anew as plain text: the letters of the body that a reader sees, and no header, address line, attachment or HTML."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from govah.publish.cleaning.interface import ATTACHMENTS_LEFT_OUT, PARTS_LEFT_OUT, Cleaned, UncleanError
from govah.text import strip_controls

TOOL: Final = f"govah-clean 1 / Python's email, lxml {etree.__version__}"
MOST_LETTERS: Final = 5_000_000
MOST_BYTES: Final = 64 << 20
PLACE: Final = "□"
"""Stands where something was that cannot be made anew."""
_UNSEEN: Final = frozenset({"head", "script", "style", "template", "noscript", "title", "iframe", "object", "svg", "math"})
_BLOCKS: Final = frozenset({
    "address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
})  # fmt: skip
_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all", re.IGNORECASE
)
_PRIVATE: Final = re.compile("[\ud800-\udfff\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_FAULTS: Final = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, etree.LxmlError)


def clean_mail(data: bytes) -> Cleaned:
    """Gives the text of a mail's body; raises `UncleanError` where none is seen: an empty mail, or an encrypted one."""
    if len(data) > MOST_BYTES:
        raise UncleanError("original-too-large")
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        text, is_partial = _body(message)
        is_attached = message.is_multipart() and next(message.iter_attachments(), None) is not None
    except _FAULTS as why:
        raise UncleanError("original-damaged") from why
    if not text.strip():
        raise UncleanError("original-empty")
    if len(text) > MOST_LETTERS:
        raise UncleanError("original-too-large")
    notes = (ATTACHMENTS_LEFT_OUT,) * is_attached + (PARTS_LEFT_OUT,) * is_partial
    return Cleaned(f"{text}\n".encode(), "text/plain", TOOL, notes)


def letters_of(text: str) -> str:
    """Gives text as it is seen: without controls, tags and private letters, every space the plain one. ZWNJ and ZWJ stay."""
    return _SPACES.sub(lambda found: "\t" if found[0] == "\t" else " " * len(found[0]), _PRIVATE.sub("", strip_controls(text)))


def _body(message: EmailMessage) -> tuple[str, bool]:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return "", False
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    text = raw.decode(_codec(str(part.get_content_charset() or "")), "replace").replace("\r\n", "\n").replace("\r", "\n")
    text, is_partial = _seen(text) if part.get_content_type() == "text/html" else (text, False)
    lines = [line.rstrip() for line in letters_of(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n"), is_partial


def _codec(charset: str) -> str:
    try:
        "".encode(charset or "utf-8")
    except (LookupError, ValueError):
        return "utf-8"
    return charset or "utf-8"


def _seen(page: str) -> tuple[str, bool]:
    """Gives what is read of an HTML body, and whether pictures were in it."""
    if not page.strip():
        return "", False
    root = lxml_html.document_fromstring(page.encode("utf-8", "replace"), lxml_html.HTMLParser(encoding="utf-8", huge_tree=False))
    out: list[str] = []
    pictures = 0
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, is_over = stack.pop()
        if is_over:
            out.append("\n" if element.tag in _BLOCKS else "\t" if element.tag in ("td", "th") else "")
            out.append(_flat(element.tail))
            continue
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_hidden(element):
            out.append(_flat(element.tail))
            continue
        is_picture = element.tag == "img" and not _is_dot(element)
        pictures += is_picture
        out.append("\n" if element.tag in _BLOCKS or element.tag == "br" else PLACE if is_picture else "")
        out.append(_flat(element.text))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    return re.sub(r" ?\n[ \t]*", "\n", "".join(out)), bool(pictures)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or _HIDING.search(element.get("style") or "") is not None


def _is_dot(element: Any) -> bool:
    """Answers whether a picture is one of those that are seen by nobody and only tell that a mail was opened."""
    return "1" in {(element.get("width") or "").strip(), (element.get("height") or "").strip()}
