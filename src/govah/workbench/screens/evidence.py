"""Evidence: the record of custody of one item, its proof, the heads of the logs, their stamps, and the check of every byte."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.desk.custody.casehistory import members_by_id
from govah.desk.custody.history import CustodyReport, custody
from govah.desk.publication.handover import write_proof
from govah.workbench.asked import Asked, wanted
from govah.workbench.routes import Screen, get, post


@dataclass(frozen=True, slots=True)
class Evidence:
    """What vouches for the whole vault."""

    heads: tuple[desk.LogHead, ...]
    stamps: tuple[desk.StampRow, ...]
    members: dict[str, str]


@dataclass(frozen=True, slots=True)
class Custody:
    """The record of one item."""

    report: CustodyReport
    members: dict[str, str]
    folder: str
    "Where a proof is written unless another folder is named."

    def name(self, member: str) -> str:
        """Gives a member's name, or the id where the name is not known here."""
        return self.members.get(member) or member


def show(asked: Asked) -> Response:
    """Shows heads and stamps."""
    rows = tuple(reversed(desk.stamp_rows(asked.vault)))[:100]
    return asked.page("evidence.html", Evidence(desk.log_heads(asked.vault), rows, members_by_id(asked.vault)))


def find(asked: Asked) -> Response:
    """Leads to the record of an item, named by its id or by the name that a document came under."""
    return asked.back_to(f"/evidence/{custody(asked.vault, wanted(asked.form, 'item')).item}")


def item(asked: Asked) -> Response:
    """Shows the record of one item; the bytes are hashed again, and that is noted."""
    report = custody(asked.vault, asked.places["item"])
    return asked.page("custody.html", Custody(report, members_by_id(asked.vault), str(Path.home())))


def prove(asked: Asked) -> Response:
    """Writes the proof package of an item into a folder of this machine."""
    form, id_ = asked.form, asked.places["item"]
    made = write_proof(asked.vault, id_, Path(wanted(form, "folder")).expanduser(), with_sources=form.is_set("sources"),
                       to=form.text("to"))  # fmt: skip
    return asked.back_to(f"/evidence/{id_}", "proof-written", name=made.name, sha256=made.sha256)


def stamp(asked: Asked) -> Response:
    """Has the newest head stamped: this is what goes to the network, because somebody asked for it."""
    made = desk.stamp_heads(asked.vault, desk.StampOptions())
    kept = sum(one.stamp is not None for one in made)
    return asked.back_to("/evidence", "stamped", kept=kept, asked=len(made))


def wish(asked: Asked) -> Response:
    """Notes that the newest head is to be stamped when there is a network."""
    desk.queue_stamp(asked.vault)
    return asked.back_to("/evidence", "stamp-wished")


SCREEN: Final = Screen(
    "evidence",
    (
        get("/evidence", show),
        post("/evidence", find),
        get("/evidence/{item}", item),
        post("/evidence/stamp", stamp, is_long=True),
        post("/evidence/wish", wish),
        post("/evidence/{item}/prove", prove, is_long=True),
    ),
)
