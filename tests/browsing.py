"""A real browser for the tests of the workbench: Debian's Chromium, a workbench in its own process, and what it complains of."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from benches import PASSPHRASE
from govah import desk
from govah.vault import create_vault

CHROMIUM: Final = "/usr/bin/chromium"
VENDOR: Final = Path(__file__).parent / "workbench" / "vendor"
AXE: Final = (VENDOR / "axe.min.js").read_text("utf-8")
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
REPORTS: Final = Path(__file__).parents[1] / "examples" / "reports"


@dataclass
class Served:
    """A running workbench and a page of a browser that opened it."""

    process: subprocess.Popen[str]
    address: str
    page: Page
    folder: Path
    complaints: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Gives the address without the link."""
        return self.address.split("/open/")[0]

    def go(self, path: str) -> None:
        """Opens a page and waits until its script is there."""
        self.page.goto(self.base + path)

    def look(self, lang: str, theme: str = "light") -> None:
        """Chooses language and theme."""
        cookie = {"name": "govah-look", "value": f"{lang}.both.own.{theme}", "url": self.base}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("GOVAH_TOOLS_REQUIRED"):
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with the invented reports, none of them reviewed."""
    path = tmp_path_factory.mktemp("browser") / "desk"
    with create_vault(path, PASSPHRASE, member_name="Analyst") as vault:
        list(desk.capture_sources(vault, sorted(REPORTS.iterdir()), desk.IntakeOptions()))
    return path


def serve(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Starts a workbench over a vault; gives the process and the address that binds a browser."""
    secret = folder.parent / "passphrase"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    call = [sys.executable, "-m", "govah", "--vault", str(folder), "workbench", "--no-browser", "--json"]
    process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env={**os.environ, "GOVAH_PASSPHRASE_FILE": str(secret)})
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())["address"]


@pytest.fixture
def served(browser: Browser, desk_folder: Path, tmp_path: Path) -> Iterator[Served]:
    """A workbench over a vault of one's own, and a page that complains of every error and every word of the console."""
    folder = tmp_path / "desk"
    shutil.copytree(desk_folder, folder)
    process, address = serve(folder)
    context = browser.new_context(viewport={"width": 1366, "height": 820}, accept_downloads=True)
    page = context.new_page()
    made = Served(process, address, page, folder)
    page.on("console", lambda message: made.complaints.append(message.text))
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.on("dialog", lambda dialog: made.complaints.append(f"dialog {dialog.message}"))
    page.goto(address)
    yield made
    context.close()
    process.terminate()
    process.wait(timeout=10)
    if process.stdout is not None:
        process.stdout.close()


def accept_some(served: Served, count: int) -> None:
    """Accepts cards by the key."""
    served.go("/review")
    for _ in range(count):
        before = served.page.locator('input[name="card"]').first.get_attribute("value")
        served.page.keyboard.press("a")
        served.page.wait_for_function("before => document.querySelector('input[name=card]')?.value !== before", arg=before)
