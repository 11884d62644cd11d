"""Cases: who is on file, and one person's whole file, as of a day and as the journal held it at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.desk.cases.claims import ClaimOnFile
from govah.desk.cases.consenting import ConsentOnFile, Terms, consents, give, take_back
from govah.desk.cases.grading import best
from govah.desk.cases.missing import missing_in
from govah.desk.custody.casehistory import CaseHistory, case_history
from govah.desk.people.clusters import likenesses_of, with_name
from govah.desk.people.clusters import named as person_named
from govah.desk.publication.packing import hand_over_pack, make_pack
from govah.desk.retrieval.paging import Paged, PersonRow, Sizes, person_row, persons_page, sizes
from govah.desk.vaults.setting import hand_over_dossier
from govah.publish.pack import TYPES
from govah.weigh import NotKnown, Reason, WeighedFact
from govah.weigh.standard import Missing
from govah.weigh.trial import Indicator
from govah.words import words
from govah.workbench.asked import Asked, wanted
from govah.workbench.downloads import download
from govah.workbench.routes import Screen, get, post
from govah.workbench.timeline import Timeline, timeline

FEW: Final = 6
"""Claims of one fact that are shown at once; the others one click away."""
FACTS: Final = 60
MOST_LIKELY: Final = 20
MANY: Final = 20_000
"""Rows up to which a figure is exact: a page does not count a million."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The list of persons."""

    found: Paged[PersonRow]
    sizes: Sizes
    many: int
    "Where counting stops."
    wanted: str


@dataclass(frozen=True, slots=True)
class Case:
    """One person's file."""

    file: desk.CaseFile
    history: CaseHistory
    timeline: Timeline
    grades: Mapping[int, str]
    "The grade to show beside each fact, by its place among the facts."
    as_of: str
    known_at: str
    few: int
    facts: tuple[WeighedFact, ...]
    whole: bool
    "Whether all claims of every fact are shown."
    standards: tuple[str, ...]
    terminal: tuple[str, ...]
    checklist: tuple[str, ...]
    not_known: tuple[tuple[Reason, tuple[str, ...]], ...]
    "Each reason, with the topics that are not known for it."
    trial: tuple[Indicator, ...]
    "Fair-trial indicators of which something is told."
    untold: tuple[Indicator, ...]
    lacks: tuple[Missing, ...]
    "What the file lacks of the desk's standard."
    consents: tuple[ConsentOnFile, ...]
    "Of the person or whoever may speak for them, and of the sources of these documents, the last first."
    purposes: tuple[str, ...]
    givers: tuple[str, ...]
    means: tuple[str, ...]
    packs: tuple[str, ...] = TYPES

    def claim(self, id_: str) -> ClaimOnFile:
        """Gives one claim of the file."""
        return self.file.claim(id_)


@dataclass(frozen=True, slots=True)
class Likely:
    """Who may be the same person."""

    person: desk.Person
    others: tuple[desk.Person, ...]
    alike: tuple[desk.Likeness, ...]


def home(asked: Asked) -> Response:
    """Leads to where the work begins."""
    return asked.back_to("/inbox")


def cases(asked: Asked) -> Response:
    """Lists persons, the last first; with words, those who bear them in their name."""
    name = asked.sought.text("q")
    if name:
        rows = tuple(person_row(asked.vault, one) for one in islice(with_name(asked.vault, name), 50))
        found = Paged(rows, "")
    else:
        found = persons_page(asked.vault, asked.query.text("after"))
    return asked.page("cases.html", Cases(found, sizes(asked.vault, MANY), MANY, name))


def ask(asked: Asked) -> Response:
    """Keeps the name that was typed, and leads to those who bear it: the address shows no name."""
    return asked.back_to(f"/cases?of={asked.session.remember(asked.form.fields)}")


def show(asked: Asked) -> Response:
    """Shows one file; the look is noted."""
    vault, person = asked.vault, asked.places["person"]
    as_of, known_at = asked.query.text("as_of"), asked.query.text("known_at")
    day = desk.last_day_of(as_of) if as_of else today()
    at = _end_of(known_at)
    found = desk.view_case(vault, person, as_of=day, known_at=at, likely=False, unnoted=asked.unnoted)
    grades = {
        place: code
        for place, one in enumerate((*found.identity, *found.facts))
        if (code := best(grade for grade in found.grades if grade.claim in one.claims))
    }
    is_whole, is_fa = asked.query.is_set("whole"), asked.look.lang == "fa"
    view = Case(
        file=found,
        history=case_history(vault, found),
        timeline=timeline(found.facts, day, calendar="solar" if is_fa else "gregorian", is_rtl=is_fa),
        grades=grades,
        as_of=as_of,
        known_at=known_at,
        few=FEW,
        facts=found.facts if is_whole else found.facts[:FACTS],
        whole=is_whole,
        standards=tuple(words("proof_standards")),
        terminal=tuple(desk.TERMINAL),
        checklist=tuple(desk.CHECKLIST),
        not_known=tuple(_by_reason(found.not_known)),
        trial=tuple(one for one in found.trial if _is_told(one)),
        untold=tuple(one for one in found.trial if not _is_told(one)),
        lacks=missing_in(vault, found),
        consents=tuple(reversed(consents(vault, day, found.person.id))),
        purposes=tuple(words("purposes")),
        givers=tuple(words("consent_givers")),
        means=tuple(words("consent_means")),
    )
    return asked.page("case.html", view)


def likely(asked: Asked) -> Response:
    """Shows who may be the same person, for somebody to judge."""
    found = person_named(asked.vault, asked.places["person"])
    alike = tuple(one for one in likenesses_of(asked.vault, found)[:MOST_LIKELY])
    others = [one.right if one.left == found.id else one.left for one in alike]
    return asked.page("likely.html", Likely(found, tuple(desk.named(asked.vault, id_) for id_ in others), alike))


def check(asked: Asked) -> Response:
    """Records that somebody looked."""
    person, form = asked.places["person"], asked.form
    desk.check(asked.vault, person, wanted(form, "looked_in"), found=form.is_set("found"), remarks=form.text("remarks"))
    return asked.back_to(f"/cases/{person}", "checked")


def find(asked: Asked) -> Response:
    """Records a finding."""
    person, form = asked.places["person"], asked.form
    desk.find(
        asked.vault, person, wanted(form, "predicate"), asked.reviewer, standard=wanted(form, "standard"),
        claims=form.texts("claims"), reasons=tuple(filter(None, (form.text("reason"),))), checked=form.texts("checked"),
    )  # fmt: skip
    return asked.back_to(f"/cases/{person}#findings", "found")


def answer_finding(asked: Asked) -> Response:
    """Joins a finding, or dissents from it."""
    person, form = asked.places["person"], asked.form
    reasons = tuple(filter(None, (form.text("reason"),)))
    desk.answer_finding(asked.vault, wanted(form, "finding"), asked.reviewer, dissents=form.text("answer") == "dissents",
                        reasons=reasons, checked=form.texts("checked"))  # fmt: skip
    return asked.back_to(f"/cases/{person}#findings", "found")


def intervene(asked: Asked) -> Response:
    """Records what was sent for a person."""
    person, form = asked.places["person"], asked.form
    desk.intervene(asked.vault, person, wanted(form, "mechanism"), asked.reviewer, sent=form.text("sent"),
                   deadline=form.text("deadline"))  # fmt: skip
    return asked.back_to(f"/cases/{person}#interventions", "intervened")


def follow(asked: Asked) -> Response:
    """Records a step of an intervention."""
    person, form = asked.places["person"], asked.form
    desk.follow(asked.vault, wanted(form, "intervention"), asked.reviewer, reply=form.text("reply"),
                deadline=form.text("deadline"), closes=form.is_set("closes"))  # fmt: skip
    return asked.back_to(f"/cases/{person}#interventions", "intervened")


def grade(asked: Asked) -> Response:
    """Grades a claim."""
    form = asked.form
    desk.grade(asked.vault, asked.reviewer, claim=wanted(form, "claim"), source=form.text("source"),
               information=form.text("information"), reason=form.text("reason"))  # fmt: skip
    return asked.back_to(f"/cases/{asked.places['person']}", "graded")


def withdraw(asked: Asked) -> Response:
    """Takes back a claim, a finding, a judgement or a release; it stays in the record as withdrawn."""
    form = asked.form
    desk.withdraw(asked.vault, (wanted(form, "target"),), asked.vault.member, wanted(form, "reason"))
    return asked.back_to(f"/cases/{asked.places['person']}", "withdrawn")


def confirm(asked: Asked) -> Response:
    """Makes a member's what only a script had accepted."""
    ids = asked.form.texts("claims")
    desk.accept(asked.vault, ids, asked.reviewer)
    return asked.back_to(f"/cases/{asked.places['person']}", "confirmed", count=len(ids))


def judge(asked: Asked) -> Response:
    """Says whether two persons are one."""
    person, form = asked.places["person"], asked.form
    reasons = tuple(filter(None, (form.text("reason"),)))
    desk.judge(asked.vault, person, wanted(form, "other"), wanted(form, "verdict"), asked.reviewer, reasons)
    return asked.back_to(f"/cases/{person}", f"judged-{form.text('verdict')}")


def allow(asked: Asked) -> Response:
    """Releases what stands in the file to an audience."""
    person, form = asked.places["person"], asked.form
    made = desk.allow(asked.vault, [person], wanted(form, "audience"), basis=form.is_set("basis"), reason=form.text("reason"))
    return asked.back_to(f"/cases/{person}#releases", "released", count=len(made.claims))


def deny(asked: Asked) -> Response:
    """Takes a release back."""
    desk.deny(asked.vault, wanted(asked.form, "release"), wanted(asked.form, "reason"))
    return asked.back_to(f"/cases/{asked.places['person']}#releases", "denied")


def dossier(asked: Asked) -> Response:
    """Gives the dossier as a file; that it left is noted before the first byte goes."""
    person, form = asked.places["person"], asked.form
    as_of = form.text("as_of")
    kind = "html" if form.text("kind") == "html" else "pdf"
    day = desk.last_day_of(as_of) if as_of else today()
    made = desk.dossier(asked.vault, person, wanted(form, "audience"), as_of=day, draft=form.is_set("draft"))
    data = hand_over_dossier(asked.vault, made, asked.look.lang, f".{kind}", to=form.text("to"))
    return download(data, f"dossier-{person}.{kind}")


def pack(asked: Asked) -> Response:
    """Gives a filled questionnaire as a file; that it left is noted before the first byte goes."""
    person, form = asked.places["person"], asked.form
    as_of, kind = form.text("as_of"), wanted(form, "type")
    lang, suffix = ("fa" if form.text("in") == "fa" else "en"), ("docx" if form.text("kind") == "docx" else "pdf")
    day = desk.last_day_of(as_of) if as_of else today()
    made = make_pack(asked.vault, person, kind, lang, as_of=day, draft=form.is_set("draft"))
    data = hand_over_pack(asked.vault, made, f".{suffix}", to=form.text("to"))
    return download(data, f"{kind}-{person}.{suffix}")


def consent(asked: Asked) -> Response:
    """Records what the person, or whoever may speak for them, allows or refuses."""
    person, form = asked.places["person"], asked.form
    terms = Terms(
        wanted(form, "by"), wanted(form, "means"), is_given=form.text("is_given") != "no", on=form.text("on"),
        until=form.text("until"), agreed=form.text("remarks"), who=form.text("who"),
    )  # fmt: skip
    give(asked.vault, person, wanted(form, "purpose"), asked.reviewer, terms)
    return asked.back_to(f"/cases/{person}#consents", "person-consent-noted")


def unconsent(asked: Asked) -> Response:
    """Records that a consent was taken back, and says what it had let go."""
    form = asked.form
    shaken = take_back(asked.vault, wanted(form, "consent"), asked.reviewer, wanted(form, "reason"))
    said = "consent-fell-left" if shaken.releases or shaken.left else "consent-fell"
    return asked.back_to(f"/cases/{asked.places['person']}#consents", said, releases=len(shaken.releases), left=len(shaken.left))


def _is_told(one: Indicator) -> bool:
    return one.value != "no-information" or bool(one.kept or one.denials)


def today() -> date:
    """Gives the day as of which a file is shown where no other was asked for."""
    return datetime.now(UTC).date()


def _by_reason(gaps: Iterable[NotKnown]) -> Iterator[tuple[Reason, tuple[str, ...]]]:
    topics: dict[Reason, list[str]] = {}
    for one in gaps:
        topics.setdefault(one.reason, []).append(one.topic)
    yield from ((reason, tuple(names)) for reason, names in topics.items())


def _end_of(time: str) -> str:
    """Gives the time by which the journal is asked: a day is meant with all its hours."""
    if not time:
        return ""
    return time if "T" in time else f"{desk.last_day_of(time).isoformat()}T23:59:59Z"


SCREEN: Final = Screen(
    "cases",
    (
        get("/", home),
        get("/cases", cases),
        post("/cases", ask),
        get("/cases/{person}", show),
        get("/cases/{person}/likely", likely, is_long=True),
        post("/cases/{person}/check", check),
        post("/cases/{person}/find", find),
        post("/cases/{person}/answer", answer_finding),
        post("/cases/{person}/intervene", intervene),
        post("/cases/{person}/follow", follow),
        post("/cases/{person}/grade", grade),
        post("/cases/{person}/withdraw", withdraw),
        post("/cases/{person}/confirm", confirm),
        post("/cases/{person}/judge", judge),
        post("/cases/{person}/allow", allow),
        post("/cases/{person}/deny", deny),
        post("/cases/{person}/dossier", dossier),
        post("/cases/{person}/pack", pack),
        post("/cases/{person}/consent", consent),
        post("/cases/{person}/unconsent", unconsent),
    ),
)
