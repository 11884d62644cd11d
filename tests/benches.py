"""A workbench to ask: the application in this process, over a vault with an invented desk in it, and a browser of few words."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from starlette.testclient import TestClient

from govah.desk.review.sitting import Sitting
from govah.vault import Secret, Vault
from govah.vault.keyfile import Opened, open_key
from govah.workbench import Session, make_app

PASSPHRASE: Final = "four invented words here"
HOST: Final = "127.0.0.1:8765"
ORIGIN: Final = f"http://{HOST}"
REPORT: Final = (
    "به گزارش کانون دیدبان البرز، کاوه رستگار، سرباز ۲۲ ساله، روز ۲۰ دی ۱۴۰۴ در اراک بازداشت شد.\n"
    "او به زندان اراک منتقل شد و به محاربه متهم شده است.\n"
)
ENGLISH: Final = "Arvand Sepidkuh, 24, was arrested in Arak on 12 January 2026, according to his family.\n"


@dataclass
class Bench:
    """A browser that opened the link, and what lies behind it."""

    session: Session
    client: TestClient
    path: Path
    clock: list[float] = field(default_factory=lambda: [0.0])

    def get(self, path: str, **more: Any) -> Any:
        """Asks for a page."""
        return self.client.get(path, **more)

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        """Sends a form as our own page does."""
        return self.client.post(path, data={"csrf": self.session.csrf, **(data or {})}, headers={"origin": ORIGIN}, **more)

    def said(self, answer: Any) -> list[str]:
        """Gives the lines that a page says of what was done."""
        found = re.findall(r'<(?:p|div) class="said[^"]*"[^>]*>\s*(.*?)\s*(?:<form|</p>|</div>)', answer.text)
        return [html.unescape(one).strip() for one in found]

    @property
    def vault(self) -> Vault:
        """The open vault, for looking."""
        with self.session.sitting.vault() as vault:
            return vault


@cache
def _key_of(data: bytes) -> Opened:
    """Opens a key once for all copies of its vault: stretching a passphrase takes a quarter of a second."""
    return open_key(data, Secret(PASSPHRASE))


def bench_of(path: Path, *, unlock: bool = True, bind: bool = True) -> Bench:
    """Makes a workbench over a vault, in this process."""
    clock = [0.0]
    session = Session(Sitting(path, ticks=lambda: clock[0]), ticks=lambda: clock[0])
    if unlock:
        session.sitting.unlock_with(_key_of((path / "key").read_bytes()))
    client = TestClient(make_app(session, {HOST}), base_url=ORIGIN, follow_redirects=True)
    made = Bench(session, client, path, clock)
    if bind:
        client.get(f"/open/{session.token}")
    return made
