"""Publishing: an allow-list decides what leaves, and two setters put it on pages. Typst loads only when a PDF is set."""

from __future__ import annotations

from govah.publish.allow import Allowed, Candidate, Selection, select
from govah.publish.compose import sheet
from govah.publish.interface import (
    AUDIENCES,
    Dossier,
    DossierClaim,
    DossierContradiction,
    DossierDocument,
    DossierFact,
    DossierFinding,
    DossierSide,
    DossierState,
    QuotedBasis,
    WithheldBasis,
)
from govah.publish.sheet import Sheet

__all__ = [
    "AUDIENCES",
    "Allowed",
    "Candidate",
    "Dossier",
    "DossierClaim",
    "DossierContradiction",
    "DossierDocument",
    "DossierFact",
    "DossierFinding",
    "DossierSide",
    "DossierState",
    "QuotedBasis",
    "Selection",
    "Sheet",
    "WithheldBasis",
    "select",
    "sheet",
]
