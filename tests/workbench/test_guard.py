"""The guard: who may ask, under which name, and with which headers a page comes back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from benches import HOST, ORIGIN, Bench, bench_of
from govah.workbench.guard import HEADERS
from govah.workbench.screens import SCREENS

POSTS = ("/review", "/review/undo", "/review/add", "/inbox/text", "/inbox/files", "/lock", "/close", "/look", "/unlock",
         "/people/erase", "/packets/take", "/cases/pabcdefghijklmnop/check")  # fmt: skip


def test_a_stranger_sees_nothing(folder: Path) -> None:
    """A browser that did not open the link gets no page, not even the one that asks for the passphrase."""
    bench = bench_of(folder, bind=False)

    assert [403, 403, 403] == [bench.get(path).status_code for path in ("/inbox", "/unlock", "/alive")]
    bench.session.lock()


def test_the_link_works_once(bench: Bench) -> None:
    """A second browser cannot open the link that the first one opened, nor the empty one that is left."""
    other = TestClient(bench.client.app, base_url=ORIGIN)

    assert [404, 403] == [other.get(f"/open/{token}").status_code for token in ("", "x" * 43)]
    assert 403 == other.get("/inbox").status_code


def test_the_link_grows_old(folder: Path) -> None:
    """A link that nobody opened for ten minutes opens nothing."""
    bench = bench_of(folder, bind=False)
    bench.clock[0] = 601.0

    assert 403 == bench.get(f"/open/{bench.session.token}").status_code
    bench.session.lock()


def test_the_cookie_is_for_this_browser_alone(folder: Path) -> None:
    """The cookie cannot be read by scripts, goes to no other site, and bears the port in its name."""
    bench = bench_of(folder, bind=False)
    cookie = bench.client.get(f"/open/{bench.session.token}", follow_redirects=False).headers["set-cookie"]

    assert cookie.startswith("govah-8765=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    bench.session.lock()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "localhost", "127.0.0.1.evil.example:8765", ""])
def test_another_name_is_refused(bench: Bench, host: str) -> None:
    """A page that was rebound to this address by its name server is refused, with the cookie too."""
    assert 421 == bench.get("/inbox", headers={"host": host}).status_code


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", f"https://{HOST}", ""])
def test_a_form_of_another_site_is_refused(bench: Bench, origin: str) -> None:
    """A form that another site sends is refused before it is read, although it knows the secret of our forms."""
    headers = {"origin": origin} if origin else {}
    answer = bench.client.post("/lock", data={"csrf": bench.session.csrf}, headers=headers)

    assert 403 == answer.status_code
    assert not bench.session.sitting.is_locked


@pytest.mark.parametrize("path", POSTS)
def test_a_form_without_its_secret_is_refused(bench: Bench, path: str) -> None:
    """No act is done for a form that this server did not write."""
    for csrf in ("", "x" * 43):
        answer = bench.client.post(path, data={"csrf": csrf, "text": "x"}, headers={"origin": ORIGIN})

        assert 403 == answer.status_code


def test_every_act_asks_for_the_secret(bench: Bench, ways: list[tuple[str, str]]) -> None:
    """There is no address that takes a form and does not ask for its secret."""
    answers = {path: bench.client.post(path, data={"a": "b"}, headers={"origin": ORIGIN}).status_code for _, path in ways}

    assert {403} == set(answers.values())


@pytest.mark.parametrize("path", ["/inbox", "/review", "/cases", "/nowhere", "/documents/dabcdefghijklmnop", "/static/x/no.js"])
def test_every_answer_keeps_to_itself(bench: Bench, path: str) -> None:
    """Each answer, errors too, forbids frames, guessing of types, foreign scripts and keeping."""
    headers = bench.get(path).headers

    assert HEADERS == {name: headers[name] for name in HEADERS}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(bench: Bench, method: str) -> None:
    """Only asking and sending forms are understood."""
    assert 405 == bench.client.request(method, "/inbox").status_code


@pytest.mark.parametrize(
    "path", ["/static/x/../app.py", "/static/x/..%2fapp.py", "/static/x/%2e%2e/%2e%2e/vault/key", "/static/x/LICENSE-htmx.txt"]
)
def test_static_files_are_those_that_are_named(bench: Bench, path: str) -> None:
    """Nothing but style, scripts and letters can be asked for, whatever the path climbs to."""
    assert 404 == bench.get(path).status_code


@pytest.mark.parametrize("next_", ["//evil.example/", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\nx"])
def test_nobody_is_sent_elsewhere(bench: Bench, next_: str) -> None:
    """The way back after a form leads to this server, whatever the form says."""
    answer = bench.post("/look", {"next": next_, "lang": "fa"}, follow_redirects=False)

    assert (303, "/") == (answer.status_code, answer.headers["location"])


@pytest.fixture
def ways() -> list[tuple[str, str]]:
    """Every address that takes a form, with something in the place of each id."""
    posts = [way for screen in SCREENS for way in screen.ways if way.method == "POST"]
    return [(way.method, re.sub(r"\{\w+\}", "pabcdefghijklmnop", way.path)) for way in posts]
