"""One document: its text with what waits in it, how it came to us, its seal, and, veiled, what it shows and sounds like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.desk.cases.consenting import ConsentOnFile, Terms, consents, give
from govah.desk.review.playing import PIECE, piece_of, player_of
from govah.desk.review.queue import WINDOW
from govah.desk.review.seeing import Seen, picture_of, see
from govah.errors import UsageError
from govah.words import words
from govah.workbench.asked import Asked, wanted
from govah.workbench.routes import Screen, get, post
from govah.workbench.screens.case import today
from govah.workbench.screens.review import Piece, pieces_of
from govah.workbench.screens.settings import models_of
from govah.workbench.sitting_at_review import forget_review

FILM: Final = ("video/", "audio/")
PLAYERS: Final = ("video", "audio")
"""What a browser says that it asks for when a player asks."""
SEALED: Final = {
    "accept-ranges": "bytes",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": "attachment",
}
"""The headers of a piece: were it opened as a page after all, nothing in it would run."""
MOST: Final = 1 << 62
_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Document:
    """One document and the stretch of its text that is shown."""

    seen: Seen
    pieces: tuple[Piece, ...]
    consents: tuple[ConsentOnFile, ...]
    purposes: tuple[str, ...]
    givers: tuple[str, ...]
    means: tuple[str, ...]
    page: int
    is_shown: bool
    "Whether somebody asked to see the picture."
    before: int
    after: int
    "Where the stretches before and after begin; -1 where there is none."
    is_film: bool
    "Whether it is film or sound."
    plays: str
    "The media type as which the browser may play it; empty where there is no player for it."
    has_model: bool
    "Whether a model was chosen that may be asked about it."


def show(asked: Asked) -> Response:
    """Shows one document; the look is noted."""
    query = asked.query
    id_ = asked.places["document"]
    start, _, end = query.text("at").partition("-")
    place = (int(start), int(end)) if start.isdecimal() and end.isdecimal() and len(start + end) < 20 else (0, 0)
    seen = see(asked.vault, id_, derivation=query.text("text"), place=place)
    desk.note_documents(asked.vault, [seen.row.id], unnoted=asked.unnoted)
    sheet, is_film = seen.sheet, seen.row.media_type.startswith(FILM)
    view = Document(
        seen=seen,
        pieces=tuple(pieces_of(sheet, place if place[1] else None)) if sheet else (),
        consents=tuple(one for one in consents(asked.vault, today(), seen.row.id) if not one.replaced),
        purposes=tuple(words("purposes")),
        givers=tuple(words("consent_givers")),
        means=tuple(words("consent_means")),
        page=max(1, query.number("page", 1)),
        is_shown=query.is_set("show"),
        before=max(0, sheet.start - WINDOW // 2) if sheet and sheet.start else -1,
        is_film=is_film,
        plays=player_of(asked.vault, seen.row.id) if is_film else "",
        has_model=bool(models_of(asked.session).url),
        after=sheet.end + WINDOW // 3 if sheet and sheet.end < sheet.whole else -1,
    )
    return asked.page("document.html", view)


def picture(asked: Asked) -> Response:
    """Gives the picture, veiled unless it is asked for whole."""
    page = asked.places["page"]
    made = picture_of(asked.vault, asked.places["document"], int(page) if page.isdecimal() and len(page) < 6 else 1,
                      veiled=not asked.query.is_set("whole"))  # fmt: skip
    return Response(made.data, media_type="image/jpeg", headers={"x-pages": str(made.pages)})


def film(asked: Asked) -> Response:
    """Gives a piece of a film or a sound to the player of the page, and to nothing else: it is never a page of its own."""
    if asked.headers.get("sec-fetch-dest", "video") not in PLAYERS:
        raise UsageError("workbench-no-page")
    start, end = _range(asked.headers.get("range", "bytes=0-"))
    piece = piece_of(asked.vault, asked.places["document"], start, end)
    if not piece.data:
        return Response(status_code=416, headers={"content-range": f"bytes */{piece.size}"})
    if piece.start == 0:
        desk.note_documents(asked.vault, [asked.places["document"]], unnoted=asked.unnoted)
    last = piece.start + len(piece.data) - 1
    place = {"content-range": f"bytes {piece.start}-{last}/{piece.size}"}
    return Response(piece.data, 206, media_type=piece.media_type, headers=SEALED | place)


def _range(text: str) -> tuple[int, int]:
    """Gives where a piece begins and ends; what is no range of bytes begins behind every end."""
    hit = _RANGE.fullmatch(text.strip())
    if hit is None or not (hit[1] or hit[2]):
        return MOST, MOST
    if not hit[1]:
        return -int(hit[2]) or MOST, MOST
    return int(hit[1]), int(hit[2]) + 1 if hit[2] else int(hit[1]) + PIECE


def consent(asked: Asked) -> Response:
    """Records what the source of a document allows, or no longer allows."""
    form, id_ = asked.form, asked.places["document"]
    terms = Terms(
        wanted(form, "by"), wanted(form, "means"), is_given=form.text("is_given") != "no", until=form.text("until"),
        agreed=form.text("remarks"),
    )  # fmt: skip
    give(asked.vault, id_, wanted(form, "purpose"), asked.reviewer, terms)
    return asked.back_to(f"/documents/{id_}", "consent-noted")


def read_again(asked: Asked) -> Response:
    """Reads a document again with the rules of today and the model that was chosen; what was decided stands."""
    id_ = asked.places["document"]
    (done,) = desk.read_documents(asked.vault, [id_], models_of(asked.session))
    forget_review(asked.session)
    for code in done.notes:
        asked.unnoted(code)
    return asked.back_to(f"/documents/{id_}", "read-again", count=done.suggestions)


SCREEN: Final = Screen(
    "documents",
    (
        get("/documents/{document}", show),
        get("/documents/{document}/picture/{page}", picture, is_long=True),
        get("/documents/{document}/film", film),
        post("/documents/{document}/consent", consent),
        post("/documents/{document}/read", read_again, is_long=True),
    ),
)
