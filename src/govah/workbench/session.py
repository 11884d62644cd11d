"""The session: one browser, bound by a link that works once; what it was told, and what it may do."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from govah.desk.review.sitting import Sitting

LINK_LIVES: Final = 600.0
"""Seconds within which the link must be opened."""
_MOST_SAID: Final = 8
_MOST_TYPED: Final = 100


@dataclass(frozen=True, slots=True)
class Said:
    """One line for the next page: a message and its facts."""

    code: str
    "`workbench.<key>` or an error's code."
    facts: tuple[tuple[str, object], ...] = ()
    is_error: bool = False
    undo: str = ""
    "A path that takes the act back, where one does."


@dataclass(slots=True)
class Session:
    """What the server remembers of the one browser that it serves; all of it ends with the process."""

    sitting: Sitting
    ticks: Callable[[], float] = time.monotonic
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    stop: Callable[[], None] = lambda: None
    "Ends the server."
    kept: dict[str, object] = field(default_factory=dict)
    "What a screen keeps from one page to the next; dropped when the vault locks."
    typed: dict[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    "What was searched for, by a key that says nothing: names do not belong into addresses, which a browser remembers."
    said: deque[Said] = field(default_factory=lambda: deque(maxlen=_MOST_SAID))
    _cookie: str = ""
    _began: float = 0.0
    _asked: float = 0.0
    _binding: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Starts the clocks."""
        self._began = self._asked = self.ticks()

    def bind(self, token: str) -> str:
        """Gives the cookie of the browser that opened the link; an empty text where the link was used, is old or is another."""
        with self._binding:
            if not self.token or not _same(token, self.token) or self.ticks() - self._began > LINK_LIVES:
                return ""
            self.token = ""
            self._cookie = secrets.token_urlsafe(32)
            return self._cookie

    def knows(self, cookie: str) -> bool:
        """Answers whether a request comes from the browser that opened the link, and notes that somebody asked."""
        is_known = bool(self._cookie) and _same(cookie, self._cookie)
        if is_known:
            self._asked = self.ticks()
        return is_known

    def is_own_form(self, csrf: str) -> bool:
        """Answers whether a form is one that this server wrote."""
        return _same(csrf, self.csrf)

    @property
    def silence(self) -> float:
        """Seconds since the browser last asked for anything."""
        return self.ticks() - self._asked

    def remember(self, typed: Mapping[str, tuple[str, ...]]) -> str:
        """Keeps what somebody searched for, and gives the key that stands for it in an address."""
        key = secrets.token_urlsafe(6)
        self.typed[key] = typed
        while len(self.typed) > _MOST_TYPED:
            del self.typed[next(iter(self.typed))]
        return key

    def lock(self) -> None:
        """Locks the vault, and forgets what the screens kept."""
        self.kept.clear()
        self.typed.clear()
        self.said.clear()
        self.sitting.lock()


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode("utf-8", "replace"), right.encode("utf-8", "replace"))
