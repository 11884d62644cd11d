"""What the server remembers of one review: the order of the cards, what can be taken back, and the planted errors among them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Final

from govah import desk
from govah.desk.review.queue import is_waiting, next_queue
from govah.vault import Vault
from govah.workbench.session import Session

KEPT: Final = "review"
_MOST_UNDONE: Final = 200

Card = desk.Group | desk.Planted


@dataclass(slots=True)
class Review:
    """The cards in their order, and what was done with them."""

    cards: list[Card] = field(default_factory=list)
    after: str = ""
    is_drill: bool = False
    done: list[tuple[str, tuple[desk.Decided, ...]]] = field(default_factory=list)
    "(id of the card, what came of it), the last one last."
    passed: dict[str, tuple[desk.Planted, bool]] = field(default_factory=dict)
    pace: list[tuple[int, float]] = field(default_factory=list)
    shown: tuple[str, float] = ("", 0.0)
    began: float = field(default_factory=time.monotonic)

    def place_of(self, id_: str) -> int | None:
        """Gives where a card stands; None where it is not in the queue."""
        return next((at for at, one in enumerate(self.cards) if group_of(one).first.id == id_), None)

    def is_open(self, vault: Vault, card: Card) -> bool:
        """Answers whether a card still waits."""
        first = group_of(card).first.id
        return first not in self.passed if isinstance(card, desk.Planted) else is_waiting(vault, first)

    def next_open(self, vault: Vault, at: int, step: int = 1) -> int | None:
        """Gives the next card that waits from a place on, or before it; None where there is none."""
        while 0 <= at < len(self.cards):
            if self.is_open(vault, self.cards[at]):
                return at
            at += step
        return None

    def remember(self, id_: str, decided: tuple[desk.Decided, ...], characters: int) -> None:
        """Notes a decision, so that it can be taken back, and how long its card was looked at."""
        self.done.append((id_, decided))
        del self.done[:-_MOST_UNDONE]
        if self.shown[0] == id_:
            self.pace.append((characters, time.monotonic() - self.shown[1]))


def group_of(card: Card) -> desk.Group:
    """Gives the suggestions of a card."""
    return card.group if isinstance(card, desk.Planted) else card


def review_of(vault: Vault, session: Session, *, fresh: bool = False, drill: bool = False, after: str = "") -> Review:
    """Gives the review of this session; it is begun where there is none, or a fresh one is asked for."""
    kept = session.kept.get(KEPT)
    if isinstance(kept, Review) and not fresh:
        return kept
    found = next_queue(vault, after)
    cards: list[Card] = list(desk.planted_among(found.groups, vault.entropy) if drill else found.groups)
    made = Review(cards, found.after, drill)
    if isinstance(kept, Review):
        made.done = kept.done
    session.kept[KEPT] = made
    return made


def forget_review(session: Session) -> None:
    """Lets the next review begin anew, since there is more to review; what can be taken back stays so."""
    kept = session.kept.get(KEPT)
    if isinstance(kept, Review) and not kept.is_drill:
        kept.cards, kept.after = [], ""
