"""Servers for tests, on this machine's own address, that stop by themselves: a web server, a drip, an HTTP and a SOCKS proxy."""

from __future__ import annotations

import contextlib
import http.server
import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """What a web server answers by path, and what it was asked."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Gives the site's address."""
        return f"http://127.0.0.1:{self.port}"


def _serve(server: socketserver.BaseServer) -> Callable[[], None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join(5)

    return stop


class _Threading(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: a client that hangs up is what some tests are about."""


@contextlib.contextmanager
def site(answers: dict[str, Answer], certificate: str = "") -> Iterator[Site]:
    """Runs a web server while the test runs, over TLS where it is given a file with its key and certificate."""
    made = Site(answers=answers)

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            made.asked.append((self.path, dict(self.headers.items())))
            path = self.path.removeprefix("http://pages.example")
            status, headers, body = made.answers.get(path, (404, {}, b"gone"))
            self.send_response_only(status)
            for key, value in headers.items():
                self.send_header(key, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            """Says nothing."""

    server = _Threading(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    stop = _serve(server)
    try:
        yield made
    finally:
        stop()


@contextlib.contextmanager
def drip(head: bytes) -> Iterator[int]:
    """Runs a server that sends a beginning and then a byte now and then, for ever; gives its port."""
    closing = threading.Event()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                self.request.recv(4096)
                self.request.sendall(head)
                while not closing.wait(0.05):
                    self.request.sendall(b"x")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    stop = _serve(server)
    try:
        yield server.server_address[1]
    finally:
        closing.set()
        stop()


@contextlib.contextmanager
def socks(asked: list[tuple[int, str]], port: int) -> Iterator[int]:
    """Runs a SOCKS 5 proxy that notes what it is asked for (address type, host) and leads it all to one port of this machine."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            count = self.rfile.read(2)[1]
            self.rfile.read(count)
            self.wfile.write(b"\x05\x00")
            kind = self.rfile.read(4)[3]
            size = {1: 4, 4: 16}.get(kind) or self.rfile.read(1)[0]
            host = self.rfile.read(size)
            self.rfile.read(2)
            asked.append((kind, host.decode("latin-1")))
            self.wfile.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
            with socket.create_connection(("127.0.0.1", port)) as onward:
                request = b""
                while b"\r\n\r\n" not in request:
                    request += self.connection.recv(4096)
                head, _, body = request.partition(b"\r\n\r\n")
                length = re.search(rb"(?i)content-length: *(\d+)", head)
                while length and len(body) < int(length[1]):
                    body += self.connection.recv(4096)
                onward.sendall(head + b"\r\n\r\n" + body)
                while data := onward.recv(65536):
                    self.connection.sendall(data)

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    stop = _serve(server)
    try:
        yield server.server_address[1]
    finally:
        stop()


def certificate(path: Path, host: str) -> Path:
    """Writes a key and a certificate of its own for one host, and gives the file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + made.public_bytes(pem))
    return path


def free_port() -> int:
    """Gives a port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
