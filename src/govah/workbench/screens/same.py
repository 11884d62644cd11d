"""Same person? Pairs that may be one person, the least certain first, judged by keys; each judgement can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.desk.cases.sides import Side, side_of
from govah.desk.linking.people import LinkReport, Waiting, judge_link, link_report, suggest_links
from govah.desk.linking.report import FullReport, full_report
from govah.workbench.asked import Asked, wanted
from govah.workbench.routes import Screen, get, post

KEPT: Final = "same"
MOST: Final = 200
"""Pairs that are looked for at a time."""


@dataclass(slots=True)
class Looked:
    """The pairs that were found last, and what was judged of them since."""

    pairs: list[Waiting] = field(default_factory=list)
    is_looked: bool = False
    place: int = 0
    done: list[str] = field(default_factory=list)
    "Ids of judgements, the last one last."
    is_blind: bool = False
    "Whether the last pair was judged without what the model says."
    is_second: bool = False
    "Whether the pairs are those that others judged and this member did not."
    standing: FullReport | None = None
    "Which model suggested them, and how good it is for each group, as it was then."


@dataclass(frozen=True, slots=True)
class Same:
    """One pair, side by side."""

    pair: Waiting | None
    sides: tuple[Side, ...]
    place: int
    count: int
    is_looked: bool
    can_undo: bool
    report: LinkReport
    is_blind: bool
    is_second: bool
    standing: FullReport | None


def show(asked: Asked) -> Response:
    """Shows the pair whose turn it is."""
    looked = _looked(asked)
    pair = looked.pairs[looked.place] if looked.place < len(looked.pairs) else None
    sides = tuple(side_of(asked.vault, id_) for id_ in (pair.left, pair.right)) if pair else ()
    is_blind = looked.is_second or asked.query.is_set("blind")
    view = Same(pair, sides, looked.place + 1, len(looked.pairs), looked.is_looked, bool(looked.done), link_report(asked.vault),
                is_blind, looked.is_second, looked.standing)  # fmt: skip
    return asked.page("same.html", view)


def look(asked: Asked) -> Response:
    """Compares everybody on file: it may take a while, and other pages go on meanwhile.

    For a second opinion only what others judged and this member did not is asked, as if nobody had judged it.
    """
    looked, is_second = _looked(asked), asked.form.is_set("second")
    found = list(suggest_links(asked.vault, limit=MOST, second=asked.vault.member if is_second else ""))
    looked.pairs, looked.place, looked.is_looked, looked.is_second = found, 0, True, is_second
    looked.standing = full_report(asked.vault)
    return asked.back_to("/same")


def judge(asked: Asked) -> Response:
    """Records what this member holds of a pair, with what the model showed; or leaves it for later."""
    looked, form = _looked(asked), asked.form
    left, right, verdict = wanted(form, "left"), wanted(form, "right"), wanted(form, "verdict")
    if verdict != "later":
        shown = next((one for one in looked.pairs if (one.left, one.right) == (left, right)), None)
        made = judge_link(asked.vault, (left, right), verdict, asked.reviewer, shown, reason=form.text("reason"))
        looked.done.append(made.id)
    looked.place += 1
    looked.is_blind = form.is_set("blind")
    back = _turn(looked)
    return asked.back_to(back) if verdict == "later" else asked.back_to(back, f"judged-{verdict}", undo="/same/undo")


def undo(asked: Asked) -> Response:
    """Takes the last judgement back, and shows its pair again."""
    looked = _looked(asked)
    if not looked.done:
        return asked.back_to("/same", "nothing-to-undo")
    desk.withdraw(asked.vault, (looked.done.pop(),), asked.vault.member, "undone")
    looked.place = max(0, looked.place - 1)
    return asked.back_to(_turn(looked), "undone")


def _turn(looked: Looked) -> str:
    """Gives the address of the pair whose turn it is, as blind as the one before."""
    return "/same?blind=yes" if looked.is_blind else "/same"


def _looked(asked: Asked) -> Looked:
    kept = asked.session.kept.setdefault(KEPT, Looked())
    return kept if isinstance(kept, Looked) else Looked()


SCREEN: Final = Screen(
    "same",
    (
        get("/same", show),
        post("/same/look", look, is_long=True),
        post("/same/judge", judge),
        post("/same/undo", undo),
    ),
)
