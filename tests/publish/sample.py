"""A dossier about an invented person, with every kind of thing that a dossier can hold."""

from __future__ import annotations

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

NOWHERE = Locator()


def quoted(id_: str, quote: str, voice: tuple[str, ...], stance: Stance = Stance.REPORTED, *, reviewed: bool = True) -> DossierClaim:
    """A claim whose words may be shown."""
    return DossierClaim(id_, "ab" * 32, stance, reviewed, QuotedBasis(quote, voice, 1, 120, 120 + len(quote), NOWHERE))


def withheld(id_: str, stance: Stance = Stance.REPORTED) -> DossierClaim:
    """A claim whose source may not be shown."""
    return DossierClaim(id_, "cd" * 32, stance, reviewed=True, basis=WithheldBasis("ef" * 32, "A"))


ARREST = quoted("caaaaaaaaaaaaaaaa", "Sohrab Tavangar was arrested at the barracks", ("Zagros Post", "Sepidar Rights Watch (SRW)"))
FACES = quoted("cbbbbbbbbbbbbbbbb", "faces a death sentence for refusing the order", (), Stance.ASSERTED)
SENTENCED = quoted("ccccccccccccccccc", "سهراب توانگر به اعدام محکوم شده است", ("کانال صبح زاگرس",))
DENIED = quoted("cdddddddddddddddd", "No soldier has been sentenced to death", ("the prosecutor's office",), Stance.DENIED)
FAMILY = withheld("ceeeeeeeeeeeeeeee")
AGE = quoted("cfffffffffffffffa", "the 21-year-old conscript", (), Stance.ASSERTED)


def dossier(*, draft: bool = False, name: str = "Sohrab Tavangar") -> Dossier:
    """The whole dossier."""
    return Dossier(
        person="paaaaaaaaaaaaaaaa",
        name=name,
        other_names=("سهراب توانگر", "S. Tavangar"),
        audience="court",
        as_of=date(2026, 3, 1),
        made_at="2026-03-02T10:15:00Z",
        made_by="aaaaaaaaaaaaaaaaa",
        identity=(DossierFact("age", ("21",), "", (), (), 1, reviewed=True, claims=(AGE,)),),
        facts=(
            DossierFact("arrested", (), "2026-01-09~", ("about 19 Dey",), ("Isfahan",), 1, reviewed=True, claims=(ARREST, FAMILY)),
            DossierFact("faces_death_penalty", ("death",), "", (), (), 1, reviewed=True, claims=(FACES,)),
            DossierFact("sentenced_to", ("اعدام",), "2026-01/2026-02", ("بهمن",), (), 1, reviewed=True, claims=(SENTENCED,), denials=(DENIED,)),
        ),
        states=(
            DossierState("sentenced_to_death", "disputed", 1, reviewed=True, claims=(SENTENCED.id,)),
            DossierState("held", "told", 1, reviewed=True, claims=(ARREST.id,)),
        ),
        news_days=41,
        last_news="2026-01-19",
        check_days=None,
        contradictions=(
            DossierContradiction(
                "opposite-stances", "sentenced_to", DossierSide("اعدام", (SENTENCED.id,)), DossierSide("denied", (DENIED.id,))
            ),
        ),
        not_known=("charge", "court", "branch", "judge", "lawyer", "present_state"),
        documents=(
            DossierDocument(1, "statement.html", "12" * 32, 18_204, "text/html", "2026-02-10T08:00:00Z", "2026-02-09", "34" * 32,
                            (("2026-02-10T08:00:00Z", "captured", "aaaaaaaaaaaaaaaaa"),)),
        ),
        origin="govah.example/vaaaaaaaaaaaaaaaa",
        tree_size=412,
        root="q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=",
        withheld=2,
        unreviewed_left_out=1,
        draft=draft,
    )  # fmt: skip
