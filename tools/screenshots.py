"""Makes docs/images/*.png: every screen of the workbench over the invented desk, in both languages and both themes.

Run: .venv/bin/python tools/screenshots.py [FOLDER]. It wants a Chromium (Debian's, or the one that CHROMIUM names) and
Playwright, which the tests install. Of the pictures only those that README and docs show are kept in the repository; name a
folder to look at all of them. Every name in them is made up.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Page, sync_playwright

from govah import desk
from govah.desk import demo
from govah.vault import Vault, create_vault

ROOT: Final = Path(__file__).parents[1]
KEPT: Final = {
    ("case", "en", "light"): "workbench.png",
    ("review", "en", "light"): "workbench-review.png",
    ("review", "fa", "dark"): "workbench-review-fa.png",
    ("inbox", "fa", "light"): "workbench-inbox-fa.png",
}
"""(screen, language, theme) → the name under which a picture is kept."""
SIZE: Final = {"width": 1366, "height": 860}
TALL: Final = 1280
"""Height of the picture of a case file: down to the first facts."""


def main() -> None:
    """Makes the pictures that are kept, or all of them in the folder that is named."""
    everything = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    target = everything or ROOT / "docs" / "images"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with create_vault(folder / "desk", demo.PASSPHRASE, member_name="Shirin") as vault:
            person = _fill(vault)
        (folder / "passphrase").write_text(demo.PASSPHRASE + "\n", "utf-8")
        process, address = _serve(folder)
        try:
            _shoot(address, person, target, everything=everything is not None)
        finally:
            process.terminate()
            process.wait(timeout=10)


def _fill(vault: Vault) -> str:
    """Takes in the invented reports, reviews most of them as a person, and gives the one whom most are about."""
    list(demo.capture_items(vault, demo.manifest(demo.examples_folder())))
    me = desk.Reviewer(vault.member)
    waiting = desk.by_gravity(desk.pending(vault))
    desk.accept(vault, [one.id for one in waiting[: len(waiting) * 3 // 4]], me)
    for one in [one for one in desk.likenesses(vault) if one.score >= demo.ALIKE]:
        desk.judge(vault, one.left, one.right, "same", me, ("shown",))
    central = demo.central_person(vault)
    if central is None:
        raise SystemExit("nobody is named in the invented reports")
    desk.check(vault, central.id, "the judiciary's news agency")
    desk.intervene(vault, central.id, "sr-executions", me, sent="2026-02-03", deadline="2026-04-03")
    return central.id


def _serve(folder: Path) -> tuple[subprocess.Popen[str], str]:
    call = [sys.executable, "-m", "govah", "--vault", str(folder / "desk"), "workbench", "--no-browser", "--json"]
    env = {**os.environ, "GOVAH_PASSPHRASE_FILE": str(folder / "passphrase")}
    process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env=env)
    line = process.stdout.readline() if process.stdout else ""
    return process, json.loads(line)["address"]


def _shoot(address: str, person: str, target: Path, *, everything: bool) -> None:
    base = address.split("/open/", maxsplit=1)[0]
    paths = {
        "inbox": "/inbox", "review": "/review", "cases": "/cases", "case": f"/cases/{person}?as_of=2026-02-20", "watch": "/watch",
        "search": "/search?q=Arak", "evidence": "/evidence", "custody": f"/evidence/{person}", "packets": "/packets",
        "people": "/people", "settings": "/settings", "same": "/same", "counts": "/counts",
    }  # fmt: skip
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        paths["document"] = _first(page, base)
        for lang in ("en", "fa"):
            for theme in ("light", "dark"):
                _look(context, base, lang, theme)
                for name, path in paths.items():
                    kept = KEPT.get((name, lang, theme))
                    if everything or kept:
                        _one(page, base + path, target / (kept or f"{name}-{lang}-{theme}.png"), whole=everything)
        browser.close()


def _look(context: BrowserContext, base: str, lang: str, theme: str) -> None:
    context.add_cookies([{"name": "govah-look", "value": f"{lang}.both.own.{theme}", "url": base}])


def _first(page: Page, base: str) -> str:
    page.goto(base + "/inbox")
    links = page.locator('a[href^="/documents/d"]')
    return str(links.nth(2).get_attribute("href"))


def _one(page: Page, url: str, output: Path, *, whole: bool) -> None:
    page.goto(url)
    page.wait_for_load_state("networkidle")
    if whole:
        page.screenshot(path=str(output), full_page=True)
    else:
        height = TALL if "/cases/p" in url else SIZE["height"]
        page.screenshot(path=str(output), full_page=True, clip={"x": 0, "y": 0, "width": SIZE["width"], "height": height})
    print(output.name)


if __name__ == "__main__":
    main()
