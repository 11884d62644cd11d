"""The way out: what is sent, how far it waits, and that it never goes round the proxy."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from capture.servers import drip, free_port, socks
from govah.desk.custody.routes import Ways, transport
from govah.errors import CaptureError
from govah.stamp import Message
from govah.stamp.sending import Limits
from stamp.authority import hanging, serving, website

HERE = Ways(plain_http=True, allow_private=True, limits=Limits(patience=1.0, longest=1.5, largest=4096))


def post(url: str) -> Message:
    """Gives a small request."""
    return Message("POST", url, b"asked", "application/timestamp-query", "application/timestamp-reply")


def code_of(url: str, ways: Ways) -> str:
    """Gives the code of the error that a request ends in."""
    with pytest.raises(CaptureError) as told:
        transport(ways)(post(url))
    return told.value.code


def test_a_request_is_sent_as_it_is() -> None:
    """The server gets the body to the byte, what it is, and no word of who asks."""
    with serving({"/tsr": lambda body: body[::-1]}) as server:
        answer = transport(HERE)(post(server.url("/tsr")))

    _, _, headers, body = server.seen[0]

    assert (200, b"deksa", b"asked") == (answer.status, answer.body, body)
    assert "application/timestamp-query" == headers["Content-Type"]
    assert {"Host", "User-Agent", "Accept", "Connection", "Content-Type", "Content-Length", "Accept-Encoding"} >= set(headers)
    assert "ovah" not in str(headers)


def test_http_is_refused_unless_allowed() -> None:
    """Without leave nothing goes out unencrypted."""
    with serving({"/": lambda _: b"x"}) as server:
        assert "authority-plain" == code_of(server.url("/"), Ways(allow_private=True))
        assert [] == server.seen


def test_private_addresses_are_refused_unless_allowed() -> None:
    """Without leave nothing goes to this machine or its network."""
    with serving({"/": lambda _: b"x"}) as server:
        assert "address-private" == code_of(server.url("/"), Ways(plain_http=True))
        assert [] == server.seen


@pytest.mark.parametrize("kind", ["http", "socks5", "socks5h"])
def test_a_dead_proxy_is_not_gone_round(kind: str) -> None:
    """Where the proxy does not answer, nothing is sent, though the authority is there."""
    with serving({"/": lambda _: b"x"}) as server:
        ways = Ways(f"{kind}://127.0.0.1:{free_port()}", plain_http=True, allow_private=True, limits=HERE.limits)

        assert "proxy-failed" == code_of(server.url("/"), ways)
        assert [] == server.seen


def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that the environment names is used, `NO_PROXY` or not, and one that is dead is not gone round."""
    monkeypatch.setenv("ALL_PROXY", f"socks5h://127.0.0.1:{free_port()}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving({"/": lambda _: b"x"}) as server:
        assert "proxy-failed" == code_of(server.url("/"), HERE)
        assert [] == server.seen


def test_names_are_resolved_by_the_proxy() -> None:
    """Through SOCKS the name itself is handed on: this machine's resolver does not learn whom we ask."""
    asked: list[tuple[int, str]] = []

    def resolver(_host: str, _port: int) -> tuple[str, ...]:
        pytest.fail("the name was resolved here")

    with serving({"/tsr": lambda _: b"answer"}) as server, socks(asked, server.port) as port:
        ways = Ways(f"socks5://127.0.0.1:{port}", plain_http=True, resolver=resolver)
        answer = transport(ways)(post("http://stamps.example/tsr"))

    assert b"answer" == answer.body
    assert [(3, "stamps.example")] == asked


def test_a_server_that_hangs_is_given_up() -> None:
    """One that never answers is left after its time."""
    with serving({"/": hanging}) as server:
        start = time.monotonic()

        assert "authority-slow" == code_of(server.url("/"), HERE)
        assert time.monotonic() - start < 5


def test_a_server_that_drips_is_given_up() -> None:
    """One that sends a byte now and then, for ever, is left after its time."""
    with drip(b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n") as port:
        start = time.monotonic()

        assert code_of(f"http://127.0.0.1:{port}/", HERE) in ("authority-slow", "authority-unreachable")
        assert time.monotonic() - start < 5


def test_a_huge_answer_is_given_up() -> None:
    """An answer larger than any token is left."""
    with serving({"/": lambda _: bytes(1 << 22)}) as server:
        assert "authority-too-large" == code_of(server.url("/"), HERE)


def test_a_dead_authority_is_told() -> None:
    """Where nobody listens, that is what is said."""
    assert "authority-unreachable" == code_of(f"http://127.0.0.1:{free_port()}/", HERE)


def test_redirects_are_not_followed() -> None:
    """An authority cannot send us anywhere else: its answer is what it answered."""
    with drip(b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n") as port:
        assert 302 == transport(HERE)(post(f"http://127.0.0.1:{port}/")).status


@pytest.mark.parametrize(
    "url", ["", "ftp://x.example/", "https://", "https://a:b@x.example/", "https://x.example/a b", "nonsense"]
)
def test_nonsense_is_no_address(url: str) -> None:
    """What is no http address is said to be none."""
    assert "address-malformed" == code_of(url, HERE)


def test_https_is_checked(tmp_path: Path) -> None:
    """Over https a server is heard only where its certificate leads to a root that is trusted; else it is sent nothing."""
    context, root = website(tmp_path)
    with serving({"/tsr": lambda body: body}, context) as server:
        url = server.url("/tsr").replace("http:", "https:")
        strict = Ways(allow_private=True, limits=HERE.limits)

        assert "authority-insecure" == code_of(url, strict)
        assert [] == server.seen

        known = replace(strict, limits=replace(HERE.limits, trusted_roots=str(root)))
        assert b"asked" == transport(known)(post(url)).body
