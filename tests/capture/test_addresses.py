"""Pages of the web, fetched from a server that runs while the test runs."""

from __future__ import annotations

import gzip
import importlib.util
import io
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from govah.capture import GatherOptions, LeftOut, Taken, Unchanged, gather


def _servers() -> Any:
    path = Path(__file__).with_name("servers.py")
    spec = importlib.util.spec_from_file_location("capture_servers", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["capture_servers"] = module
    spec.loader.exec_module(module)
    return module


servers = _servers()
PAGE = "<!doctype html><title>یادداشت</title><p>Tarlan Shibeh was freed.</p>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}
OPTIONS = GatherOptions(allow_private=True, patience=3, longest=10, clock=lambda: datetime(2026, 3, 1, 9, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def one(url: str, options: GatherOptions = OPTIONS) -> Taken | LeftOut:
    """Gives what one address gathers."""
    (item,) = gather([url], options)
    assert not isinstance(item, Unchanged)
    return item


def code_of(item: Taken | LeftOut) -> str:
    """Gives why something was left out."""
    assert isinstance(item, LeftOut), item
    return item.code


def test_a_page_is_a_document_and_its_exchange_is_a_warc() -> None:
    """The body is taken to the byte, and the archive beside it holds request and answer with SHA-256 digests that hold."""
    with servers.site({"/news/1": (200, HTML, PAGE)}) as site:
        item = one(f"{site.url}/news/1#top")

    assert isinstance(item, Taken)
    assert item.open().read() == PAGE
    assert (item.media_type, item.method, item.origin) == ("text/html", "url", f"{site.url}/news/1")
    (archive,) = item.related
    assert not archive.readable
    records = []
    for record in ArchiveIterator(archive.open(), check_digests="raise"):
        body = record.content_stream().read()
        records.append((record.rec_type, record.rec_headers.get_header("WARC-Block-Digest", "")[:7], body))
    assert [(kind, digest) for kind, digest, _ in records] == [
        ("warcinfo", "sha256:"),
        ("response", "sha256:"),
        ("request", "sha256:"),
    ]
    assert records[1][2] == PAGE
    assert b"WARC-Date: 2026-03-01T09:00:00Z" in archive.open().read()


def test_a_request_says_nothing_of_the_desk() -> None:
    """No cookie, no referrer and no tool's name goes out, on the second request either."""
    with servers.site({"/a": (302, {"Location": "/b", "Set-Cookie": "trace=1"}, b""), "/b": (200, HTML, PAGE)}) as site:
        one(f"{site.url}/a")
        one(f"{site.url}/b")

    for _, headers in site.asked:
        assert {name.lower() for name in headers} == {
            "host",
            "user-agent",
            "accept",
            "accept-language",
            "accept-encoding",
            "connection",
        }
        assert "govah" not in str(headers).lower()
        assert "python" not in str(headers).lower()


def test_this_machine_is_refused_unless_asked() -> None:
    """Loopback is refused by number, by name and by its old spellings, before a byte is sent."""
    with servers.site({"/": (200, HTML, PAGE)}) as site:
        for host in ("127.0.0.1", "localhost", "127.1", "0x7f000001", "[::ffff:127.0.0.1]", "[::1]"):
            assert code_of(one(f"http://{host}:{site.port}/", replace(OPTIONS, allow_private=False))) == "address-private", host

    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused() -> None:
    """Each hop is checked anew: a public page that sends on to this machine's metadata service leads nowhere."""

    def resolver(host: str, port: int) -> tuple[str, ...]:
        del port
        return {"pages.example": ("127.0.0.1",)}.get(host, (host,))

    with servers.site({"/": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b"")}) as site:
        options = replace(OPTIONS, resolver=resolver)
        strict = replace(options, allow_private=False)

        assert code_of(one(f"http://pages.example:{site.port}/", strict)) == "address-private"
        assert site.asked == []


def test_a_name_with_one_private_address_is_refused() -> None:
    """A host that names a public and a private address at once is refused: the second is what an attacker is after."""
    options = replace(OPTIONS, allow_private=False, resolver=lambda _host, _port: ("93.184.216.34", "10.0.0.7"))

    assert code_of(one("http://pages.example/", options)) == "address-private"


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to() -> None:
    """A name that answers differently the second time gains nothing: the checked number is what the connection goes to."""
    asked: list[str] = []

    def resolver(host: str, port: int) -> tuple[str, ...]:
        del port
        asked.append(host)
        return ("127.0.0.1",)

    with servers.site({"/": (200, HTML, PAGE)}) as site:
        item = one(f"http://rebinding.invalid:{site.port}/", replace(OPTIONS, resolver=resolver))

    assert isinstance(item, Taken)
    assert asked == ["rebinding.invalid"]
    assert site.asked[0][1]["Host"] == f"rebinding.invalid:{site.port}"


def test_redirects_end() -> None:
    """A page that leads to itself is given up after some hops."""
    with servers.site({"/": (302, {"Location": "/"}, b"")}) as site:
        assert code_of(one(site.url + "/")) == "address-redirects"
        assert len(site.asked) == OPTIONS.most_redirects + 1


@pytest.mark.parametrize(
    ("headers", "body", "code"),
    [
        ({"Content-Length": str(1 << 40)}, b"", "address-too-large"),
        ({}, b"x" * 70_000, "address-too-large"),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"0" * (1 << 24)), "address-too-large"),
        ({"Content-Encoding": "gzip"}, b"no gzip", "address-malformed-answer"),
        ({"Content-Encoding": "br"}, b"??", "address-malformed-answer"),
        ({}, b"", "file-empty"),
    ],
    ids=["declared", "sent", "gzip-bomb", "no-gzip", "unasked-packing", "empty"],
)
def test_an_answer_that_cannot_be_kept_is_one_line(headers: dict[str, str], body: bytes, code: str) -> None:
    """Sizes that are declared, sent or unpacked are bounded, and a body that cannot be unpacked is told."""
    with servers.site({"/": (200, headers, body)}) as site:
        assert code_of(one(site.url + "/", replace(OPTIONS, largest_page=60_000))) == code


def test_a_packed_page_is_unpacked_as_a_document_and_kept_packed_in_the_warc() -> None:
    """The document is what a reader sees; the archive holds what came over the wire."""
    packed = gzip.compress(PAGE, mtime=0)
    with servers.site({"/": (200, {**HTML, "Content-Encoding": "gzip"}, packed)}) as site:
        item = one(site.url + "/")

    assert isinstance(item, Taken)
    assert item.open().read() == PAGE
    assert packed in item.related[0].open().read()


def test_a_page_that_breaks_off_is_kept_and_told() -> None:
    """What came before the server broke off is kept, with a note."""
    with servers.site({"/": (200, {**HTML, "Content-Length": "5000"}, PAGE)}) as site:
        item = one(site.url + "/")

    assert isinstance(item, Taken)
    assert item.open().read() == PAGE
    assert "page-unfinished" in item.notes


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["headers", "body"])
def test_a_server_that_drips_is_given_up(head: bytes) -> None:
    """A server that sends a byte now and then, so that no wait is ever long, ends at the deadline."""
    with servers.drip(head) as port:
        assert code_of(one(f"http://127.0.0.1:{port}/", replace(OPTIONS, longest=0.6))) == "address-slow"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://pages.example/x", "address-malformed"),
        ("http://user:secret@pages.example/", "address-malformed"),
        ("http:///nothing", "address-malformed"),
        ("http://pages.example:99999/", "address-malformed"),
        ("http://a b/", "address-malformed"),
        ("http://no-such-host.invalid/", "address-unknown"),
        ("file:///etc/hostname", "address-malformed"),
    ],
)
def test_an_address_that_is_none_is_one_line(url: str, code: str) -> None:
    """What is no web address, or no host, is refused without being tried, and a password in it is not shown."""

    def resolver(host: str, port: int) -> tuple[str, ...]:
        raise OSError(host, port)

    item = one(url, replace(OPTIONS, resolver=resolver))

    assert code_of(item) == code
    assert "secret" not in item.name


def test_an_error_page_is_not_taken_for_the_page() -> None:
    """A page that is gone is told by its status."""
    with servers.site({}) as site:
        item = one(site.url + "/gone")

    assert isinstance(item, LeftOut)
    assert (item.code, item.facts["status"]) == ("address-refused", 404)


def test_a_server_that_is_not_there_is_one_line() -> None:
    """A refused connection is told."""
    assert code_of(one(f"http://127.0.0.1:{servers.free_port()}/")) == "address-unreachable"


def test_a_proxy_that_fails_is_never_gone_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a proxy set, by option or by environment, a dead proxy means no request at all, whatever NO_PROXY says."""
    with servers.site({"/": (200, HTML, PAGE)}) as site:
        dead = servers.free_port()
        for proxy in (f"http://127.0.0.1:{dead}", f"socks5h://127.0.0.1:{dead}", f"socks5://127.0.0.1:{dead}"):
            assert code_of(one(site.url + "/", replace(OPTIONS, proxy=proxy))) == "proxy-failed"
        for name in ("ALL_PROXY", "http_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{dead}")
            monkeypatch.setenv("NO_PROXY", "*")
            assert code_of(one(site.url + "/")) == "proxy-failed"
            monkeypatch.delenv(name)
        assert code_of(one(site.url + "/", replace(OPTIONS, proxy="gopher://x"))) == "proxy-malformed"

        assert site.asked == []


def test_a_proxy_resolves_the_name() -> None:
    """Through SOCKS the name itself goes to the proxy; this machine's resolver, which others can watch, is never asked."""

    def resolver(host: str, port: int) -> tuple[str, ...]:
        raise AssertionError((host, port))

    asked: list[tuple[int, str]] = []
    with servers.site({"/": (200, HTML, PAGE)}) as site, servers.socks(asked, site.port) as port:
        options = replace(OPTIONS, allow_private=False, resolver=resolver, proxy=f"socks5://127.0.0.1:{port}")
        item = one("http://pages.example/", options)
        refused = one("http://192.168.1.1/", options)

    assert isinstance(item, Taken)
    assert asked == [(3, "pages.example")]
    assert code_of(refused) == "address-private"


def test_an_http_proxy_is_asked_for_the_whole_address() -> None:
    """A plain proxy gets the request in the form that it needs."""
    with servers.site({"/p?q=1": (200, HTML, PAGE)}) as site:
        item = one("http://pages.example/p?q=1", replace(OPTIONS, proxy=f"127.0.0.1:{site.port}"))

    assert isinstance(item, Taken)
    assert site.asked[0][0] == "http://pages.example/p?q=1"


def test_a_certificate_is_held_to_its_host(tmp_path: Path) -> None:
    """A page over TLS is taken from a host with a trusted certificate of its own; nobody else's, and no unknown one, will do."""

    def resolver(host: str, port: int) -> tuple[str, ...]:
        del host, port
        return ("127.0.0.1",)

    pem = servers.certificate(tmp_path / "site.pem", "pages.example")
    options = replace(OPTIONS, resolver=resolver)
    trusting = replace(options, trusted_roots=str(pem))
    with servers.site({"/": (200, HTML, PAGE)}, certificate=str(pem)) as site:
        item = one(f"https://pages.example:{site.port}/", trusting)
        unknown = one(f"https://pages.example:{site.port}/", options)
        other = one(f"https://other.example:{site.port}/", trusting)

    assert isinstance(item, Taken)
    assert item.open().read() == PAGE
    assert (code_of(unknown), code_of(other)) == ("address-insecure", "address-insecure")
    assert len(site.asked) == 1


def test_the_page_is_held_in_memory_alone() -> None:
    """No file is opened for writing, for a page larger than the archive library's own buffer either."""
    written: list[str] = []
    listening = True

    def hook(event: str, facts: tuple[Any, ...]) -> None:
        if listening and event == "open" and isinstance(facts[2], int) and facts[2] & (os.O_WRONLY | os.O_RDWR):
            written.append(str(facts[0]))

    sys.addaudithook(hook)
    with servers.site({"/": (200, HTML, PAGE + b" " * (1 << 20))}) as site:
        item = one(site.url + "/")
    listening = False

    assert isinstance(item, Taken)
    assert item.related[0].size > 1 << 20
    assert written == []
    assert isinstance(item.open(), io.BytesIO)
