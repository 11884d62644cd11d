"""The session: unlocking, locking by itself, the look of one person, and the end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benches import PASSPHRASE, Bench
from govah.errors import VaultError
from govah.workbench.look import Look, look_of_cookie


def test_a_locked_vault_shows_nothing(locked: Bench) -> None:
    """Every page of a locked vault leads to the one that asks for the passphrase, and that one names nothing of the vault."""
    for path in ("/inbox", "/cases", "/review", "/evidence/x"):
        answer = locked.get(path)

        assert answer.url.path == "/unlock"
        assert "رستگار" not in answer.text


def test_a_wrong_passphrase_opens_nothing(locked: Bench) -> None:
    """A wrong passphrase is answered in one line, and never shown again."""
    answer = locked.post("/unlock", {"passphrase": "not this one at all", "next": "/"})

    assert 403 == answer.status_code
    assert locked.session.sitting.is_locked
    assert "not this one at all" not in answer.text
    assert locked.said(answer)


def test_the_passphrase_opens_and_leads_on(locked: Bench) -> None:
    """The right passphrase opens the vault and leads to the page that was wanted."""
    assert "/cases" == locked.post("/unlock", {"passphrase": PASSPHRASE, "next": "/cases"}).url.path


def test_it_locks_itself(bench: Bench) -> None:
    """After a quarter of an hour without an act the vault is locked; what an open page asks by itself does not count as one."""
    bench.get("/inbox")
    for minute in range(1, 15):
        bench.clock[0] = minute * 60.0
        assert {"locked": False} == bench.get("/alive").json()
    bench.clock[0] = 15 * 60.0 + 1

    assert {"locked": True} == bench.get("/alive").json()
    assert "/unlock" == bench.get("/cases").url.path


def test_a_form_keeps_it_open(bench: Bench) -> None:
    """An act begins the time anew."""
    bench.clock[0] = 14 * 60.0
    bench.get("/cases")
    bench.clock[0] = 28 * 60.0

    assert {"locked": False} == bench.get("/alive").json()


def test_locking_forgets(bench: Bench) -> None:
    """What the screens kept in memory is gone with the keys."""
    bench.get("/review")
    assert bench.session.kept

    bench.post("/lock")

    assert not bench.session.kept
    with pytest.raises(VaultError), bench.session.sitting.vault():
        pass


def test_closing_ends_the_server(bench: Bench) -> None:
    """Who closes the workbench locks the vault and ends the server."""
    ended: list[str] = []
    bench.session.stop = lambda: ended.append("ended")
    answer = bench.post("/close")

    assert ["ended"] == ended
    assert bench.session.sitting.is_locked
    assert 200 == answer.status_code


def test_the_language_is_kept(bench: Bench) -> None:
    """Who chooses Persian reads Persian, from right to left, until they choose otherwise."""
    page = bench.post("/look", {"lang": "fa", "next": "/cases"})

    assert '<html lang="fa" dir="rtl"' in page.text
    assert "پرونده‌ها" in page.text
    assert '<html lang="fa" dir="rtl"' in bench.get("/settings").text


def test_latin_digits_in_persian(bench: Bench) -> None:
    """Who wants Latin digits in Persian pages gets them everywhere."""
    bench.post("/look", {"lang": "fa", "digits": "latin", "next": "/"})
    text = re.sub(r"<[^>]+>|<bdi>.*?</bdi>", " ", bench.get("/cases").text)

    assert not re.search("[۰-۹]", text)


@pytest.mark.parametrize("cookie", ["", "fa", "xx.both.own.auto", "fa.both.own.auto.more", "fa.;.own.dark", "\x00"])
def test_a_broken_look_is_no_error(cookie: str) -> None:
    """A look that is not one of ours reads as what is left of it, or as the usual one."""
    assert isinstance(look_of_cookie(cookie, Look()), Look)


def test_a_look_comes_back() -> None:
    """What the browser keeps reads as it was chosen."""
    look = Look("fa", "solar", "latin", "dark")

    assert look == look_of_cookie(look.to_cookie(), Look())


def test_no_name_on_disk(bench: Bench, folder: Path) -> None:
    """While pages are asked for, nothing readable is written into the vault's folder or beside it."""
    bench.post("/inbox/text", {"text": "Qanariyeh Zardpar was arrested in Arak on 12 January 2026.", "name": "canary.txt"})
    bench.get("/review")
    found = [path for path in folder.parent.rglob("*") if path.is_file() and b"Zardpar" in path.read_bytes()]

    assert [] == found
