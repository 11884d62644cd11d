"""The inbox: what reaches the desk is dropped, pasted, fetched or told, with from whom and on which terms; sealed, and read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.capture import Handed
from govah.desk.cases.consenting import Terms, give
from govah.desk.retrieval.paging import Paged, documents_page
from govah.errors import UsageError
from govah.words import words
from govah.workbench.asked import Asked, Form, wanted
from govah.workbench.forms import MOST_FILES
from govah.workbench.routes import Screen, get, post
from govah.workbench.sitting_at_review import forget_review

SLASH: Final = "\u2044"
"""Stands for the slash of a path within a folder that was dropped: browsers keep only the last name of a file."""
_ADDRESSES: Final = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Inbox:
    """The forms, and what came last."""

    came: Paged[desk.DocumentRow]
    purposes: tuple[str, ...]
    means: tuple[str, ...]
    taken: tuple[desk.Sealed | desk.AlreadyHere | desk.Failed, ...] = ()
    "What the form that was just sent brought."
    most: int = MOST_FILES
    "Bytes of the largest file that a browser may bring."


@dataclass(frozen=True, slots=True)
class Taken:
    """The lines for what one request brought."""

    taken: tuple[desk.Sealed | desk.AlreadyHere | desk.Failed, ...]


def show(asked: Asked) -> Response:
    """Shows the forms and what came last."""
    return _page(asked, asked.query.text("after"))


def files(asked: Asked) -> Response:
    """Seals and reads the files that were dropped or chosen."""
    given = [Handed(one.spool.open, one.spool.size, one.name.replace(SLASH, "/")) for one in asked.form.files]
    if not given:
        raise UsageError("workbench-no-file")
    return _told(asked, desk.capture_sources(asked.vault, given, _options(asked.form)))


def text(asked: Asked) -> Response:
    """Seals and reads a pasted message."""
    form = asked.form
    pasted = desk.Pasted(_words(form), form.text("name"))
    return _told(asked, desk.capture_sources(asked.vault, [pasted], _options(form)))


def note(asked: Asked) -> Response:
    """Seals and reads a note of a call or a visit: it belongs to `sources`."""
    form = asked.form
    noted = desk.Pasted(_words(form), form.text("name"), "note")
    return _told(asked, desk.capture_sources(asked.vault, [noted], _options(form, note=True)))


def address(asked: Asked) -> Response:
    """Fetches a page, seals it and reads it: this is what goes to the network, because somebody asked for it."""
    form = asked.form
    url = wanted(form, "url")
    if not url.casefold().startswith(_ADDRESSES):
        raise UsageError("workbench-no-address")
    return _told(asked, desk.capture_sources(asked.vault, [url], _options(form)))


def _page(asked: Asked, after: str = "", taken: tuple[desk.Sealed | desk.AlreadyHere | desk.Failed, ...] = ()) -> Response:
    view = Inbox(documents_page(asked.vault, after), tuple(words("purposes")), tuple(words("consent_means")), taken)
    return asked.page("inbox.html", view)


def _words(form: Form) -> str:
    wanted(form, "text")
    return form.whole("text")


def _options(form: Form, *, note: bool = False) -> desk.IntakeOptions:
    published = form.text("published")
    return desk.IntakeOptions(
        note=note, source=form.text("source"), terms=form.text("terms"), published=desk.edtf_of(published) if published else ""
    )


def _told(asked: Asked, taken: Iterable[desk.Sealed | desk.AlreadyHere | desk.Failed]) -> Response:
    terms = _terms(asked.form)
    found = tuple(_noted(asked, taken, terms))
    forget_review(asked.session)
    if asked.form.is_set("part"):
        return asked.page("taken.html", Taken(found))
    return _page(asked, taken=found)


def _terms(form: Form) -> Terms | None:
    """Gives how the source consented, where it did; read first, so that a form that is wrong seals nothing."""
    if not form.text("source") or not form.texts("consent"):
        return None
    return Terms("source", wanted(form, "means"), until=form.text("until"))


def _noted(
    asked: Asked, taken: Iterable[desk.Sealed | desk.AlreadyHere | desk.Failed], terms: Terms | None
) -> Iterator[desk.Sealed | desk.AlreadyHere | desk.Failed]:
    """Notes for which purposes the source consents, at the documents that came from it."""
    for one in taken:
        if isinstance(one, desk.Sealed) and terms is not None:
            for purpose in asked.form.texts("consent"):
                give(asked.vault, one.document.id, purpose, asked.reviewer, terms)
        yield one


SCREEN: Final = Screen(
    "inbox",
    (
        get("/inbox", show),
        post("/inbox/files", files, takes_files=True, is_long=True),
        post("/inbox/text", text, is_long=True),
        post("/inbox/note", note, is_long=True),
        post("/inbox/address", address, is_long=True),
    ),
)
