"""A dossier about an invented person, with every kind of thing that a dossier can hold."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from govah.publish import (
    Dossier,
    DossierClaim,
    DossierContradiction,
    DossierDocument,
    DossierFact,
    DossierSide,
    DossierState,
    QuotedBasis,
    WithheldBasis,
)
from govah.records import Locator, Stance

MEMBER = "a7hq2vkn4tzbrw5xe"
PRESS = ("Zagros Post", "Sepidar Rights Watch (SRW)")


def seal(of: str) -> str:
    """A digest for show."""
    return hashlib.sha256(of.encode()).hexdigest()


def quoted(
    id_: str, quote: str, voice: tuple[str, ...], stance: Stance = Stance.REPORTED, *, document: int = 1, page: int = 0
) -> DossierClaim:
    """A claim whose words may be shown."""
    basis = QuotedBasis(quote, voice, document, 1_120, 1_120 + len(quote), Locator(page=page))
    return DossierClaim(id_, seal(id_), stance, reviewed=True, basis=basis)


def withheld(id_: str, source: str = "A", stance: Stance = Stance.REPORTED) -> DossierClaim:
    """A claim whose source may not be shown."""
    return DossierClaim(id_, seal(id_), stance, reviewed=True, basis=WithheldBasis(seal("salted " + id_), source))


AGE = quoted("c2ahw5mzq7ktr3xye", "the 21-year-old conscript from Borujen", ("Zagros Post",), Stance.ASSERTED)
FATHER = quoted("c3bjx6n2r7luv4zyf", "سهراب توانگر، فرزند کیومرث", ("کانال صبح زاگرس",), Stance.ASSERTED, document=2)
WORK = withheld("c4ckyzo3s2mvw5a7g", "B")
ARREST = quoted("c5dlzap4t3nwx6b2h", "Tavangar was taken from the barracks on or about 19 Dey by plain-clothes agents", PRESS)
FAMILY = withheld("c6emabq5u4oxy7c3i")
HELD = quoted(
    "c7fnbcr6v5pyz2d4j",
    "به گفتهٔ یکی از هم‌بندان سابق، او در بند امنیتی زندان دستگرد نگه‌داری می‌شود و تماسی با خانواده نداشته است.",
    ("کانال صبح زاگرس", "یکی از هم‌بندان سابق"), document=2,
)  # fmt: skip
FACES = quoted(
    "c2gocds7w6qza3e5k",
    "He faces the death penalty for refusing an order to open fire on protesters in Borujen, the statement says; no court has "
    "been named, and his family has not been told of any hearing.",
    PRESS, Stance.ASSERTED, page=2,
)  # fmt: skip
SENTENCED = quoted("c3hpdet2x7rab4f6l", "سهراب توانگر به اعدام محکوم شده است", ("کانال صبح زاگرس",), document=2)
DENIED = quoted(
    "c4iqefu3y2sbc5g7m", "No soldier has been sentenced to death in this province",
    ("Ofogh News Agency", "the prosecutor's office"),
    Stance.DENIED, document=3,
)  # fmt: skip
LAWYER = quoted("c5jrfgv4z3tcd6h2n", "it is not known whether he has a lawyer", PRESS, Stance.UNKNOWN)
CHARGED = quoted(
    "c6ksghw5a4ude7i3o", "accused of moharebeh, according to the agency", ("Ofogh News Agency",), Stance.ALLEGED, document=3
)

IDENTITY = (
    DossierFact("age", ("21",), "", (), (), 1, reviewed=True, claims=(AGE,)),
    DossierFact("father", ("کیومرث",), "", (), (), 1, reviewed=True, claims=(FATHER,)),
    DossierFact("occupation", ("conscript",), "", (), (), 1, reviewed=True, claims=(WORK,)),
)
FACTS = (
    DossierFact("arrested", (), "2026-01-09~", ("about 19 Dey",), ("Borujen",), 2, reviewed=True, claims=(ARREST, FAMILY)),
    DossierFact("detained_at", ("زندان دستگرد",), "2026-01-21/2026-02-19", ("بهمن",), (), 1, reviewed=True, claims=(HELD,)),
    DossierFact("charged_with", ("moharebeh",), "2026-02", (), (), 1, reviewed=True, claims=(CHARGED,)),
    DossierFact("sentenced_to", ("death",), "2026-01/2026-02", (), (), 1, reviewed=True, claims=(SENTENCED,), denials=(DENIED,)),
    DossierFact("faces_death_penalty", ("death",), "", (), (), 1, reviewed=True, claims=(FACES,)),
    DossierFact("denied_lawyer", (), "", (), (), 0, reviewed=True, claims=(), unknowns=(LAWYER,)),
)
PAPERS = (
    ("statement-27.html", "text/html", 18_204, "2026-02-10T08:00:00Z", "2026-02-09"),
    ("پیام‌های کانال صبح زاگرس.json", "application/json", 402_771, "2026-02-11T17:42:10Z", "2026-02"),
    ("", "application/pdf", 1_204_118, "2026-02-14T05:03:00Z", ""),
)


def papers() -> tuple[DossierDocument, ...]:
    """The sealed documents."""
    return tuple(
        DossierDocument(
            number, name, seal(f"paper {number}"), size, media, captured, published, seal(f"entry {number}"),
            ((captured, "captured", MEMBER), ("2026-03-01T09:12:44Z", "proved", MEMBER)),
        )
        for number, (name, media, size, captured, published) in enumerate(PAPERS, start=1)
    )  # fmt: skip


def dossier(*, draft: bool = False, name: str = "Sohrab Tavangar") -> Dossier:
    """The whole dossier; as a draft, two of its facts were accepted by a script only."""
    made = Dossier(
        person="p6wq4nzr2hkvt7xba",
        name=name,
        other_names=("سهراب توانگر", "S. Tavangar"),
        audience="court",
        as_of=date(2026, 3, 1),
        made_at="2026-03-02T10:15:00Z",
        made_by=MEMBER,
        identity=IDENTITY,
        facts=FACTS,
        states=(
            DossierState("sentenced_to_death", "disputed", 1, reviewed=True, claims=(SENTENCED.id,)),
            DossierState("charged", "alleged", 1, reviewed=True, claims=(CHARGED.id,)),
            DossierState("held", "told", 2, reviewed=True, claims=(ARREST.id, HELD.id)),
        ),
        news_days=10,
        last_news="2026-02-19",
        check_days=None,
        contradictions=(
            DossierContradiction(
                "opposite-stances", "sentenced_to", DossierSide("death", (SENTENCED.id,)), DossierSide("denied", (DENIED.id,))
            ),
        ),
        not_known=("court", "branch", "judge", "lawyer", "date_of_trial", "present_state", "warrant", "appeal"),
        documents=papers(),
        origin="govah.example/v3kxt5wnq7hzrb2ea",
        tree_size=1_412,
        root="q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=",
        withheld=2,
        unreviewed_left_out=0 if draft else 1,
    )
    return as_draft(made) if draft else made


def as_draft(made: Dossier) -> Dossier:
    """The same with its first and third fact accepted by a script only."""
    facts = tuple(unreviewed(one) if place in (0, 2) else one for place, one in enumerate(made.facts))
    return replace(made, facts=facts, draft=True)


def unreviewed(fact: DossierFact) -> DossierFact:
    """The same fact, accepted by a script only."""
    return replace(fact, reviewed=False, claims=tuple(replace(claim, reviewed=False) for claim in fact.claims))
