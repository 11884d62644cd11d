"""Settings that reach further than the look: a model beside the rules, and the rules of watching."""

from __future__ import annotations

import re

import pytest

from benches import Bench
from govah import desk
from govah.vault import Secret
from model_servers import claims, model_server

TEXT = "Tirdad Golrokh came home with his arm in plaster.\n"
SAID = {"person": "Tirdad Golrokh", "predicate": "injured", "stance": "asserted", "quote": "came home with his arm in plaster"}


def taken_in(bench: Bench, text: str) -> str:
    """Pastes a message, and gives the id of its document."""
    page = bench.post("/inbox/text", {"text": text, "name": "message.txt"})
    return str(re.findall(r'href="/documents/(d\w+)"', page.text)[0])


def test_a_model_of_this_machine_reads_beside_the_rules(bench: Bench) -> None:
    """A model that was chosen is asked about one document when a button says so; what it suggests waits under its own name."""
    document = taken_in(bench, TEXT)
    with model_server(claims(SAID)) as server:
        bench.post("/settings/model", {"url": server.url})
        before = len(server.asked)
        page = bench.get(f"/documents/{document}")
        bench.post(f"/documents/{document}/read")
        asked = len(server.asked)

    assert "with the model too" in page.text
    assert (0, 1) == (before, asked)
    assert ["Tirdad Golrokh"] == [one.person for one in desk.pending(bench.vault) if one.rule == "model/local"]


@pytest.mark.parametrize("url", ["http://192.0.2.7/v1", "http://[2001:db8::1]/v1", "file:///etc/passwd", "ftp://127.0.0.1/v1"])
def test_a_model_elsewhere_is_refused(bench: Bench, url: str) -> None:
    """Whatever is no model on this machine is told in one line, and is not kept."""
    answer = bench.post("/settings/model", {"url": url})

    assert 422 == answer.status_code
    assert url not in bench.get("/settings").text


def test_a_model_is_forgotten_when_the_vault_locks(bench: Bench) -> None:
    """What was chosen is gone with the lock, and can be taken away before."""
    with model_server(claims()) as server:
        chosen = bench.post("/settings/model", {"url": server.url}).text
        none = bench.post("/settings/model", {"url": ""}).text
        bench.post("/settings/model", {"url": server.url})
        bench.session.lock()
        bench.session.sitting.unlock(Secret("four invented words here"))
        after = bench.get("/settings").text

    assert server.url in chosen
    assert server.url not in none
    assert server.url not in after


@pytest.mark.parametrize(("lang", "words"), [("en", "a last visit"), ("fa", "ملاقات آخر")])
def test_rules_of_watching_are_shown(bench: Bench, lang: str, words: str) -> None:
    """The signs, the silences and the deadlines stand on the page, in the language that was chosen."""
    bench.post("/look", {"lang": lang, "next": "/settings"})
    page = bench.get("/settings").text

    assert words in page
    assert "sr-executions" in page
    assert not re.search(r"workbench\.(?!css|js)[a-z]", re.sub(r"<(?:meta|link|script)[^>]*>", "", page))
