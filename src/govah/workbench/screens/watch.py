"""Watch: what must be known today, over all persons; a large vault is looked through beside the pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.desk.people.clusters import Person
from govah.desk.retrieval.paging import PersonRow, persons_page, sizes
from govah.desk.review.sitting import Sitting
from govah.errors import GovahError
from govah.vault import Vault
from govah.vault.changing import Heads, heads_of, kinds_since
from govah.workbench.asked import PAGE, Asked, wanted
from govah.workbench.downloads import download
from govah.workbench.routes import Screen, get, post
from govah.workbench.screens.case import today
from govah.workbench.session import Session

AT_ONCE: Final = 60
"""Mentions up to which a page waits for the alerts; beyond, they are worked out in the background."""
STEP: Final = 20
"""Persons that are fetched at once."""
REST: Final = 2
"""How many times as long as a person took the work rests before the next one, for the pages."""
GROWN: Final = 1.25
"""How many times as many alerts as are shown must be found for them to be put in order anew."""
UNHEARD: Final = frozenset({"custody"})
"""Kinds of records that no alert comes of: that somebody looked at a case does not make the alerts old."""
KEPT: Final = "watch"
VERDICTS: Final = ("acknowledged", "snoozed", "closed", "false-alarm")


@dataclass(slots=True)
class Looking:
    """Alerts as they were worked out last, and whether that is going on now."""

    heads: Heads = ()
    "What the logs held when the work began."
    day: date | None = None
    found: tuple[desk.Raised, ...] = ()
    loud: tuple[desk.Raised, ...] = ()
    "Those that nobody closed or put off."
    is_running: bool = False
    done: int = 0
    "Persons gone through so far."
    wrong: str = ""
    guard: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, found: Iterable[desk.Raised], day: date) -> None:
        """Takes alerts as they are to be shown on a day, the most urgent first."""
        self.found = tuple(sorted(found, key=lambda one: (one.alert.urgency, one.alert.since, one.alert.key)))
        self.loud = tuple(one for one in self.found if not one.is_quiet(day))


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
    names: Mapping[str, str]
    "How each person is called here, by id."


def show(asked: Asked) -> Response:
    """Shows the alerts, the most urgent first."""
    looking = looked(asked)
    everything, start = asked.query.is_set("all"), asked.query.number("from")
    day = looking.day or today()
    found = looking.found if everything else looking.loud
    page = found[start : start + PAGE]
    after = start + PAGE if len(found) > start + PAGE else 0
    groups = tuple((urgency, some) for urgency in (1, 2, 3) if (some := tuple(_of(page, urgency))))
    is_old = not _is_current(asked.vault, looking)
    names = asked.called(one.alert.person for one in page)
    view = Watch(
        groups, day, len(found), everything, looking.is_running, looking.done, is_old, looking.wrong, after, VERDICTS, names
    )
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
    if looking.is_running or (looking.day == today() and _is_current(asked.vault, looking)):
        return looking
    if sizes(asked.vault, AT_ONCE + 1).mentions <= AT_ONCE:
        _work_out(asked, looking)
    else:
        _begin(asked.session, looking)
    return looking


def _is_current(vault: Vault, looking: Looking) -> bool:
    """Answers whether nothing came since that an alert could come of."""
    now = heads_of(vault)
    if looking.day is not None and looking.heads != now and kinds_since(vault, looking.heads) <= UNHEARD:
        looking.heads = now
    return looking.heads == now


def _work_out(asked: Asked, looking: Looking) -> None:
    heads, day = heads_of(asked.vault), today()
    looking.tell(desk.watch(asked.vault, day, everything=True), day)
    looking.day, looking.heads = day, heads


def _begin(session: Session, looking: Looking) -> None:
    with looking.guard:
        if looking.is_running:
            return
        looking.is_running, looking.done = True, 0
    threading.Thread(target=_run, args=(session.sitting, looking), daemon=True, name="watch").start()


def _run(sitting: Sitting, looking: Looking) -> None:
    """Goes through everybody, with a rest after each for the pages; it ends when the vault is locked."""
    found: list[desk.Raised] = []
    try:
        with sitting.another() as vault:
            heads, day, after = heads_of(vault), today(), ""
            while not sitting.is_locked:
                page = persons_page(vault, after, STEP)
                found += desk.watch(vault, day, everything=True, among=_restfully(sitting, page.rows))
                looking.done, after = looking.done + len(page.rows), page.after
                if not after or len(found) >= GROWN * len(looking.found):
                    looking.tell(found, day)
                if not after and not sitting.is_locked:
                    looking.day, looking.heads, looking.wrong = day, heads, ""
                    return
    except GovahError as error:
        looking.wrong = error.code
    finally:
        looking.is_running = False


def _restfully(sitting: Sitting, page: Sequence[PersonRow]) -> Iterator[Person]:
    """Gives one person after the other, and rests after each: the pages share the interpreter with this work."""
    for row in page:
        if sitting.is_locked:
            return
        begun = time.perf_counter()
        yield row.person
        time.sleep(REST * (time.perf_counter() - begun))


def _of(found: Iterable[desk.Raised], urgency: int) -> Iterable[desk.Raised]:
    return (one for one in found if one.alert.urgency == urgency)


SCREEN: Final = Screen("watch", (get("/watch", show), post("/watch/answer", answer), get("/watch/deadlines.ics", deadlines)))
