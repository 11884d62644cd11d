"""The workbench in a real Chromium: every screen's main job by keyboard, in both languages, and what no other test can see."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from playwright.sync_api import Browser

from benches import PASSPHRASE
from browsing import AXE, TAGS, VENDOR, Served, accept_some, serve
from govah import desk
from govah.vault import open_vault
from govah.workbench.screens import MENU

pytestmark = pytest.mark.slow
SCRIPT: Final = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def every_path(served: Served) -> list[str]:
    """Gives each entry of the menu, a case, a document and its record."""
    served.go("/cases")
    case = served.page.locator('a[href^="/cases/p"]')
    found = [path for _, path in MENU]
    if case.count():
        found.append(str(case.first.get_attribute("href")))
    served.go("/inbox")
    document = str(served.page.locator('a[href^="/documents/d"]').first.get_attribute("href"))
    return [*found, document, document.replace("/documents/", "/evidence/"), "/search?q=Arak"]


def test_vendored_for_tests_is_unchanged() -> None:
    """What only the tests run has the SHA-256 of its manifest, and its licence beside it."""
    for one in yaml.safe_load((VENDOR / "manifest.yml").read_text("utf-8")):
        assert one["sha256"] == hashlib.sha256((VENDOR / one["file"]).read_bytes()).hexdigest()
        assert (VENDOR / one["licence_file"]).is_file()


@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("en", "dark"), ("fa", "light"), ("fa", "dark")])
def test_no_serious_fault_of_access(served: Served, lang: str, theme: str) -> None:
    """axe-core finds nothing serious or critical on any screen (WCAG 2.2 AA), with every form of it open."""
    accept_some(served, 3)
    served.look(lang, theme)
    faults: dict[str, list[str]] = {}
    for path in every_path(served):
        served.go(path)
        served.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        served.page.evaluate(AXE)
        found: Any = served.page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
        if serious:
            faults[path] = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in serious]

    assert {} == faults
    assert [] == served.complaints


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_review_by_keys(served: Served, lang: str) -> None:
    """With keys alone one accepts, corrects, rejects, leaves, looks whose it is, and takes back; each is on record."""
    served.look(lang)
    served.go("/review")
    keyboard, page = served.page.keyboard, served.page
    first = page.locator('input[name="card"]').first.get_attribute("value")
    keyboard.press("j")
    page.wait_for_function("before => document.querySelector('input[name=card]').value !== before", arg=first)
    keyboard.press("k")
    page.wait_for_function("first => document.querySelector('input[name=card]').value === first", arg=first)
    keyboard.press("a")
    page.wait_for_selector("#said .said")
    second = page.locator('input[name="card"]').first.get_attribute("value")
    keyboard.press("x")
    page.locator('input[name="reason"]').first.wait_for(state="visible")
    keyboard.type("another person")
    keyboard.press("Enter")
    page.wait_for_function("before => document.querySelector('input[name=card]').value !== before", arg=second)
    keyboard.press("e")
    page.locator('select[name="stance"]').first.wait_for(state="visible")
    page.locator('select[name="stance"]').first.select_option("alleged")
    third = page.locator('input[name="card"]').first.get_attribute("value")
    page.locator('details[data-key="e"] button').press("Enter")
    page.wait_for_function("before => document.querySelector('input[name=card]').value !== before", arg=third)
    keyboard.press("w")
    page.wait_for_selector("#likely button, #likely p")
    keyboard.press("Escape")
    keyboard.press("u")
    page.wait_for_load_state("networkidle")
    with open_vault(served.folder, PASSPHRASE) as vault:
        decisions = [one.record for one in vault.of_kind("decision")]
        withdrawn = list(vault.of_kind("withdrawal"))

    assert ["accepted", "rejected", "edited"] == [one.verdict for one in decisions]
    assert "another person" == decisions[1].reason
    assert withdrawn
    assert [] == served.complaints


def test_words_are_selected_into_a_claim(served: Served) -> None:
    """Words that are selected in the sheet become the quotation of a new claim, at their very place."""
    served.go("/review")
    page = served.page
    page.keyboard.press("n")
    page.evaluate(
        """() => { const walk = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
        let node = walk.nextNode(); while (node && node.data.trim().length < 30) node = walk.nextNode();
        const range = document.createRange(), at = node.data.search(/\\S/); range.setStart(node, at); range.setEnd(node, at + 20);
        const chosen = document.getSelection(); chosen.removeAllRanges(); chosen.addRange(range); }"""
    )
    wanted = str(page.evaluate("document.getSelection().toString()"))
    page.wait_for_function("text => document.querySelector('[data-shown]').textContent.length > 0", arg=wanted)
    page.locator('#new-claim input[name="name"]').fill("Borzin Sepehrvand")
    page.locator('#new-claim select[name="predicate"]').select_option("tortured")
    page.locator("#new-claim button").press("Enter")
    page.wait_for_selector("#said .said")
    with open_vault(served.folder, PASSPHRASE) as vault:
        (basis,) = (one.record for one in vault.of_kind("basis"))

    assert (wanted, "member") == (basis.passage.quote, basis.suggested_by)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_from_drop_to_dossier(served: Served, lang: str, tmp_path: Path) -> None:
    """A dropped report is sealed, reviewed by keys, looked at as a case, released, and leaves as a dossier."""
    served.look(lang)
    served.go("/inbox")
    report = tmp_path / "dropped.txt"
    report.write_text("Qobad Zarrinpar, 31, was arrested in Arak on 12 January 2026, according to his family.\n", "utf-8")
    page = served.page
    page.locator('input[type="file"]').set_input_files(report)
    page.locator(".drop button").press("Enter")
    page.wait_for_selector("#sent li")
    served.go(str(page.locator('#sent a[href^="/documents/"]').first.get_attribute("href")))
    page.locator(".head a.main-act").press("Enter")
    page.wait_for_selector(".card.now")
    page.keyboard.press("a")
    page.wait_for_selector("#said .said")
    page.keyboard.press("/")
    page.keyboard.type("Zarrinpar")
    page.keyboard.press("Enter")
    page.locator('a[href^="/cases/p"]').first.press("Enter")
    page.wait_for_url("**/cases/p*")
    page.locator("details", has=page.locator('form[action$="/allow"]')).locator("summary").first.press("Enter")
    page.locator('form[action$="/allow"] select[name="audience"]').select_option("court")
    page.locator('form[action$="/allow"] input[name="basis"]').check()
    page.locator('form[action$="/allow"] input[name="reason"]').fill("agreed with counsel")
    page.locator('form[action$="/allow"] button').press("Enter")
    page.wait_for_selector("#said .said")
    page.locator("details", has=page.locator('form[action$="/dossier"]')).locator("summary").first.press("Enter")
    with page.expect_download() as waiting:
        page.locator('form[action$="/dossier"] button').press("Enter")
    data = Path(waiting.value.path()).read_bytes()

    assert data.startswith(b"%PDF")
    assert re.fullmatch(r"dossier-p[a-z2-7]+\.pdf", waiting.value.suggested_filename)
    assert [] == served.complaints


def test_no_script_of_a_document_runs(served: Served, tmp_path: Path) -> None:
    """Markup in a document, in its name and in its source never runs, and nothing on any page asks another place for anything."""
    asked: list[str] = []
    served.page.on("request", lambda request: asked.append(request.url))
    served.go("/inbox")
    report = tmp_path / "x.html"
    words = "Qobad Zarrinpar was arrested in Arak on 12 January 2026."
    report.write_text(f"<!doctype html><title>{SCRIPT}</title><p>{words} {SCRIPT}", "utf-8")
    served.page.locator('input[type="file"]').set_input_files(report)
    served.page.locator(".drop button").press("Enter")
    served.page.wait_for_selector("#sent li")
    for path in every_path(served):
        served.go(path)

    assert [] == served.complaints
    assert [] == [url for url in asked if not url.startswith((served.base, "data:"))]


def test_it_reads_without_script(browser: Browser, desk_folder: Path, tmp_path: Path) -> None:
    """With scripts off, every screen can be read, and a card can be decided by its button."""
    folder = tmp_path / "desk"
    shutil.copytree(desk_folder, folder)
    process, address = serve(folder)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    base = address.split("/open/")[0]
    for _, path in MENU:
        page.goto(base + path)
        assert page.locator("h1").count() == 1
    page.goto(base + "/review")
    page.locator('button[value="accept"]').first.click()
    page.locator("#said .said").first.wait_for(state="attached")
    said = page.locator("#said .said").count()
    context.close()
    process.terminate()
    process.communicate(timeout=10)

    assert said == 1


def test_the_server_dies_in_the_middle_of_a_save(served: Served) -> None:
    """Whatever the server acknowledged before it was killed is there; the vault opens and verifies."""
    accept_some(served, 2)
    page = served.page
    page.evaluate("document.querySelector('button[value=accept]').click()")
    os.kill(served.process.pid, signal.SIGKILL)
    served.process.wait(timeout=10)
    with open_vault(served.folder, PASSPHRASE) as vault:
        decided = len(list(vault.of_kind("decision")))
    found = desk.verify_desk(served.folder, PASSPHRASE)

    assert decided in (2, 3)
    assert found.is_good


def test_two_windows(served: Served) -> None:
    """Two windows of one browser work side by side; a card that one decided is not decided again by the other."""
    served.go("/review")
    other = served.page.context.new_page()
    other.goto(served.base + "/review")
    served.page.keyboard.press("a")
    served.page.wait_for_selector("#said .said")
    other.keyboard.press("a")
    other.wait_for_selector(".said.wrong")
    with open_vault(served.folder, PASSPHRASE) as vault:
        decided = [one.record.key for one in vault.of_kind("decision")]

    assert len(decided) == len(set(decided))


def test_it_leaves_the_screen_when_it_locks(served: Served) -> None:
    """A page that lies open leaves for the one that asks for the passphrase when the vault is locked elsewhere."""
    served.page.clock.install()
    served.go("/cases")
    other = served.page.context.new_page()
    other.goto(served.base + "/settings")
    other.locator('form[action="/lock"] button').first.click()
    served.page.clock.run_for(25_000)
    served.page.wait_for_url("**/unlock*")

    assert served.page.locator('input[name="passphrase"]').count() == 1


def test_nothing_stays_in_the_browser(served: Served) -> None:
    """No page, word or name is kept in the browser's own stores."""
    accept_some(served, 1)
    kept = served.page.evaluate(
        "async () => [Object.keys(localStorage), Object.keys(sessionStorage), await indexedDB.databases(),"
        " globalThis.caches ? await caches.keys() : []]"
    )

    assert [[], [], [], []] == kept


def test_a_day_is_picked_in_the_solar_calendar(served: Served) -> None:
    """In Persian a field for a date offers the months of the Solar calendar, and what is picked is read."""
    served.look("fa")
    served.go("/search")
    page = served.page
    page.locator("details summary").first.press("Enter")
    page.locator('input[name="since"]').focus()
    page.wait_for_selector(".days .grid button")
    page.locator(".days .grid button").first.click()
    words = page.locator('input[name="since"]').input_value()

    assert re.fullmatch(r"[۰-۹]+ \S+ [۰-۹]{4}", words)
    assert desk.first_day_of(words)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_count_by_keys(served: Served, lang: str) -> None:
    """A count is defined and made with the keyboard alone; its page has bars and cases, and no serious fault of access."""
    served.look(lang)
    accept_some(served, 40)
    served.go("/counts")
    page = served.page
    page.locator('input[name="name"]').focus()
    page.keyboard.type("arrests")
    page.locator('input[name="origins"]').fill("1")
    page.keyboard.press("Enter")
    page.wait_for_selector('form[action="/counts/run"] button')
    page.locator('form[action="/counts/run"] button').focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("svg.count-bar rect")
    page.evaluate(AXE)
    found: Any = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)

    assert "Sepehrvand" in page.content() or "سپهروند" in page.content()
    assert [] == [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert [] == served.complaints
