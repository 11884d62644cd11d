"""*Same person?* in a real Chromium: pairs are judged by keys, in both languages, with the sources of either side in sight."""

from __future__ import annotations

from typing import Any

import pytest

from benches import PASSPHRASE
from browsing import AXE, TAGS, Served
from govah import desk
from govah.vault import open_vault

pytestmark = pytest.mark.slow
FORM = 'form[action="/same/judge"]'
SHOWN = """['left', 'right'].map(side => document.querySelector(`form[action="/same/judge"] input[name=${side}]`)?.value)"""
OTHER = f"before => {{ const now = {SHOWN}; return now[0] && now.join() !== before.join() }}"
"""Whether another pair is shown than before: two pairs may have one end in common."""
SAME = f"before => {SHOWN}.join() === before.join()"


def compared(served: Served, lang: str) -> None:
    """Accepts all that waits, and compares everybody from the keyboard."""
    with open_vault(served.folder, PASSPHRASE) as vault:
        desk.accept(vault, [one.id for one in desk.pending(vault)], desk.Reviewer(vault.member))
    served.look(lang)
    served.go("/same")
    served.page.locator('form[action="/same/look"] button:not([name])').press("Enter")
    served.page.wait_for_selector(FORM)


def ends(served: Served) -> list[str]:
    """Gives both ends of the pair that is shown."""
    return [served.page.locator(f'{FORM} input[name="{side}"]').get_attribute("value") or "" for side in ("left", "right")]


def judgements(served: Served) -> tuple[list[str], int]:
    """Gives the verdicts on record, and how many were taken back."""
    with open_vault(served.folder, PASSPHRASE) as vault:
        return [one.record.verdict for one in vault.of_kind("judgement")], len(list(vault.of_kind("withdrawal")))


@pytest.mark.parametrize(("lang", "month"), [("en", "January"), ("fa", "دی")])
def test_a_pair_is_judged_by_keys(served: Served, lang: str, month: str) -> None:
    """Keys judge a pair, take it back, and judge it otherwise; its sides show names, words, documents, and days if known."""
    compared(served, lang)
    page, pair = served.page, ends(served)
    sides = page.locator(".two > .panel")
    shown = [sides.nth(place).inner_text() for place in (0, 1)]
    page.keyboard.press("a")
    page.wait_for_selector("#said .said")
    first = judgements(served)
    page.keyboard.press("u")
    page.wait_for_function(SAME, arg=pair)
    page.keyboard.press("x")
    page.wait_for_selector("#said .said")
    page.evaluate(AXE)
    found: Any = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)

    assert all(page.locator(".two > .panel").nth(place).locator(".quote, .soft").count() for place in (0, 1))
    assert any(month in side or "140" in side or "۱۴۰" in side for side in shown), shown
    assert (["same"], 0) == first
    assert (["same", "different"], 1) == judgements(served)
    assert [] == [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert [] == served.complaints


def test_blind_stays_blind(served: Served) -> None:
    """Blind, a page says nothing of what the model holds, not after a judgement and not after it was taken back."""
    compared(served, "en")
    told = served.page.locator(".card.now .chip").count()
    served.go("/same?blind=yes")
    seen = [served.page.locator(".card.now .chip").count()]
    for key in ("w", "u"):
        before = ends(served)
        served.page.keyboard.press(key)
        served.page.wait_for_function(OTHER, arg=before)
        seen.append(served.page.locator(".card.now .chip").count())

    assert told
    assert [0, 0, 0] == seen
    assert (["unsure"], 1) == judgements(served)


@pytest.mark.parametrize(("lang", "model"), [("en", "shipped model"), ("fa", "مدل همراه برنامه")])
def test_the_model_and_a_second_opinion(served: Served, lang: str, model: str) -> None:
    """The page says which model suggests; a second opinion asks only what others judged, and says what it hides."""
    compared(served, lang)
    page = served.page
    told = page.locator("#model").inner_text()
    page.locator('form[action="/same/look"] button[name="second"]').click()
    page.wait_for_selector(f"{FORM}, main .empty")

    assert model in told
    assert page.locator(FORM).count() == 0  # nobody else has judged anything
    assert page.locator("main .hint").first.inner_text()
