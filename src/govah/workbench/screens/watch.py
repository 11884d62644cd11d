"""Watch: what must be known today, over all persons; a large vault is looked through beside the pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.desk.paging import persons_page, sizes
from govah.desk.sitting import Sitting
from govah.errors import GovahError
from govah.workbench.asked import PAGE, Asked, wanted
from govah.workbench.downloads import download
from govah.workbench.routes import Screen, get, post
from govah.workbench.screens.case import today
from govah.workbench.session import Session

AT_ONCE: Final = 60
"""Mentions up to which a page waits for the alerts; beyond, they are worked out in the background."""
STEP: Final = 5
"""Persons looked at between two breaths."""
BREATH: Final = 0.1
KEPT: Final = "watch"
VERDICTS: Final = ("acknowledged", "snoozed", "closed", "false-alarm")


@dataclass(slots=True)
class Looking:
    """Alerts as they were worked out last, and whether that is going on now."""

    head: str = ""
    day: date | None = None
    found: tuple[desk.Raised, ...] = ()
    is_running: bool = False
    done: int = 0
    "Persons gone through so far."
    wrong: str = ""
    guard: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True)
class Watch:
    """Alerts by urgency."""

    groups: tuple[tuple[int, tuple[desk.Raised, ...]], ...]
    as_of: date
    count: int
    everything: bool
    is_running: bool
    done: int
    is_old: bool
    "Whether something was written since these were worked out."
    wrong: str
    after: int
    verdicts: tuple[str, ...]


def show(asked: Asked) -> Response:
    """Shows the alerts, the most urgent first."""
    looking = looked(asked)
    everything, start = asked.query.is_set("all"), asked.query.number("from")
    day = looking.day or today()
    found = [one for one in looking.found if everything or not one.is_quiet(day)]
    page = found[start : start + PAGE]
    after = start + PAGE if len(found) > start + PAGE else 0
    groups = tuple((urgency, some) for urgency in (1, 2, 3) if (some := tuple(_of(page, urgency))))
    is_old = looking.head != asked.vault.checkpoint
    view = Watch(groups, day, len(found), everything, looking.is_running, looking.done, is_old, looking.wrong, after, VERDICTS)
    return asked.page("watch.html", view)


def answer(asked: Asked) -> Response:
    """Records what was done about an alert."""
    form = asked.form
    until = form.text("until")
    day = desk.last_day_of(until).isoformat() if until else ""
    desk.answer_alert(asked.vault, wanted(form, "alert"), wanted(form, "verdict"), asked.reviewer, until=day,
                      reason=form.text("reason"))  # fmt: skip
    return asked.back_to("/watch", "answered")


def deadlines(asked: Asked) -> Response:
    """Gives the deadlines as a calendar that names nobody."""
    looking = looked(asked)
    return download(desk.calendar(looking.found, looking.day or today()).encode("utf-8"), "deadlines.ics")


def looked(asked: Asked) -> Looking:
    """Gives the alerts: at once in a small vault, else as they were worked out last, while newer ones are on their way."""
    kept = asked.session.kept.setdefault(KEPT, Looking())
    looking = kept if isinstance(kept, Looking) else Looking()
    is_new = looking.head == asked.vault.checkpoint and looking.day == today()
    if is_new or looking.is_running:
        return looking
    if sizes(asked.vault, AT_ONCE + 1).mentions <= AT_ONCE:
        looking.found, looking.day, looking.head = _work_out(asked)
    else:
        _begin(asked.session, looking)
    return looking


def _work_out(asked: Asked) -> tuple[tuple[desk.Raised, ...], date, str]:
    head = asked.vault.checkpoint
    return desk.watch(asked.vault, today(), everything=True), today(), head


def _begin(session: Session, looking: Looking) -> None:
    with looking.guard:
        if looking.is_running:
            return
        looking.is_running, looking.done = True, 0
    threading.Thread(target=_run, args=(session.sitting, looking), daemon=True, name="watch").start()


def _run(sitting: Sitting, looking: Looking) -> None:
    """Goes through everybody in small steps, with a breath between them for the pages; it ends when the vault is locked."""
    found: list[desk.Raised] = []
    try:
        with sitting.another() as vault:
            head, day, after = vault.checkpoint, today(), ""
            while not sitting.is_locked:
                page = persons_page(vault, after, STEP)
                found += desk.watch(vault, day, everything=True, among=[row.person for row in page.rows])
                looking.done, after = looking.done + len(page.rows), page.after
                looking.found = tuple(sorted(found, key=lambda one: (one.alert.urgency, one.alert.since, one.alert.key)))
                if not after:
                    looking.day, looking.head, looking.wrong = day, head, ""
                    return
                time.sleep(BREATH)
    except GovahError as error:
        looking.wrong = error.code
    finally:
        looking.is_running = False


def _of(found: Iterable[desk.Raised], urgency: int) -> Iterable[desk.Raised]:
    return (one for one in found if one.alert.urgency == urgency)


SCREEN: Final = Screen(
    "watch", (get("/watch", show), post("/watch/answer", answer), get("/watch/deadlines.ics", deadlines))
)
