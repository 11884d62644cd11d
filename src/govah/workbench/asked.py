"""What a screen is asked, and how it answers: one vault, one look, the words of the form; a page, or the way back to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, RedirectResponse, Response

from govah import desk
from govah.desk.people.clusters import names_in
from govah.errors import UsageError
from govah.vault import Vault
from govah.vault.spool import Spool
from govah.workbench.look import Look
from govah.workbench.render import Frame, render
from govah.workbench.session import Said, Session

PAGE: Final = 50
"""Rows of a list on one page."""
MOST_WHOLE: Final = 256 << 20
"""Bytes of a file that is held in memory as a whole: a packet, a key file."""
_MOST_TEXT: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that came with a form."""

    name: str
    "As the browser gives it."
    spool: Spool

    @property
    def data(self) -> bytes:
        """Gives all of it, where it is held in memory as a whole; a larger one is a `UsageError`."""
        if self.spool.size > MOST_WHOLE:
            raise UsageError("workbench-too-large", megabytes=MOST_WHOLE >> 20)
        with self.spool.open() as file:
            return file.read()


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form or of an address, and the files that came with it."""

    fields: Mapping[str, tuple[str, ...]]
    files: tuple[Upload, ...] = ()

    def close(self) -> None:
        """Lets go of the files."""
        for one in self.files:
            one.spool.close()

    def text(self, name: str) -> str:
        """Gives one field without the white space around it; an empty text where it is not there."""
        given = self.fields.get(name, ("",))
        return given[0][:_MOST_TEXT].strip() if given else ""

    def whole(self, name: str) -> str:
        """Gives a long field as it was pasted, to the letter; its line ends, which a browser sends as CR LF, are LF again."""
        given = self.fields.get(name, ("",))
        return given[0].replace("\r\n", "\n") if given else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Gives every value of a field."""
        return self.fields.get(name, ())

    def is_set(self, name: str) -> bool:
        """Answers whether a box is ticked."""
        return bool(self.text(name))

    def number(self, name: str, fallback: int = 0) -> int:
        """Gives a field as a whole number, or the fallback where it is none, or is below nought."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else fallback


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to a screen."""

    vault: Vault
    session: Session
    look: Look
    path: str
    "With the query."
    places: Mapping[str, str]
    "What stands in the address, such as an id."
    query: Form
    form: Form
    frame: Callable[[str], Frame]
    screen: str = ""
    is_part: bool = False
    "Whether a script asks for a part of a page."
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def reviewer(self) -> desk.Reviewer:
        """Gives the member who sits here: whoever has the passphrase of the vault."""
        return desk.Reviewer(self.vault.member)

    def page(self, template: str, view: object, *, status: int = 200) -> Response:
        """Gives a page."""
        return HTMLResponse(render(template, view, self.frame(self.screen)), status)

    def back_to(self, path: str, said: str = "", undo: str = "", **facts: object) -> Response:
        """Gives the way to a page after an act, with a line that says what was done."""
        if said:
            self.session.said.append(Said(said if "." in said else f"workbench.{said}", tuple(facts.items()), undo=undo))
        return RedirectResponse(path, 303)

    @property
    def sought(self) -> Form:
        """Gives what is searched for: what was typed before and stands behind a key, else what the address says."""
        return Form(self.session.typed.get(self.query.text("of"), self.query.fields))

    def called(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Gives how persons are called in the letters that this reader reads, by id."""
        return names_in(self.vault, ids, self.look.lang)

    def unnoted(self, code: str) -> None:
        """Says on the next page that a look is not on record."""
        self.session.said.append(Said(code, is_error=True))


def own_path(text: str, fallback: str = "/") -> str:
    """Gives a path of this server, and of no other, to go back to."""
    parts = urlsplit(text)
    is_ours = not parts.scheme and not parts.netloc and text.startswith("/") and not text.startswith(("//", "/\\"))
    return text if is_ours and not any(ord(letter) < 33 for letter in text) else fallback


def wanted(form: Form, name: str) -> str:
    """Gives a field that an act cannot do without; an empty one is a `UsageError`."""
    text = form.text(name)
    if not text:
        raise UsageError("workbench-field-empty", field=name)
    return text
