"""An authority of our own: its certificates, openssl behind a small web server on this machine, and ways to be wrong."""

from __future__ import annotations

import contextlib
import http.server
import ipaddress
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CONFIG = """
[tsa]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.5
digests = sha256
accuracy = secs:1, millisecs:500, microsecs:100
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
Reply = Callable[[bytes], bytes]
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Papers:
    """An authority's folder: its root, its certificate and its key."""

    folder: Path

    @property
    def roots(self) -> str:
        """Gives the root certificate in PEM."""
        return (self.folder / "ca.pem").read_text()

    def reply(self, request: bytes) -> bytes:
        """Answers a request with openssl, as a real authority does."""
        asked = self.folder / f"{threading.get_ident()}.tsq"
        asked.write_bytes(request)
        call = ["openssl", "ts", "-reply", "-queryfile", str(asked), "-config", str(self.folder / "config"), "-section", "tsa"]
        # The serial number lies in a file: one at a time.
        with _ONE_AT_A_TIME:
            return subprocess.run(call, capture_output=True, check=True, timeout=20).stdout

    def sign(self, content: bytes) -> bytes:
        """Signs a TSTInfo with whatever certificate there is, as one does who is no authority; gives the CMS."""
        told = self.folder / "tst"
        told.write_bytes(content)
        call = ["openssl", "cms", "-sign", "-binary", "-nodetach", "-cades", "-md", "sha256", "-outform", "DER"]
        call += ["-econtent_type", "1.2.840.113549.1.9.16.1.4", "-in", str(told)]
        call += ["-signer", str(self.folder / "tsa.pem"), "-inkey", str(self.folder / "tsa.key")]
        return subprocess.run(call, capture_output=True, check=True, timeout=20).stdout


def papers(folder: Path, *, days: tuple[int, int] = (-1, 365), purpose: str = "time") -> Papers:
    """Makes a root and an authority under it, good from one day to another, counted from now."""
    folder.mkdir()
    now = datetime.now(UTC)
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, name = _name(f"Invented Root {folder.name}"), _name("Invented Time Authority")
    years = timedelta(days=3650)
    root = _builder(root_name, root_name, root_key, now - years, now + years)
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = _builder(name, root_name, key, now + timedelta(days=days[0]), now + timedelta(days=days[1]))
    usage = ExtendedKeyUsageOID.TIME_STAMPING if purpose == "time" else ExtendedKeyUsageOID.CODE_SIGNING
    made = made.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    (folder / "ca.pem").write_bytes(root.sign(root_key, hashes.SHA256()).public_bytes(Encoding.PEM))
    (folder / "tsa.pem").write_bytes(made.sign(root_key, hashes.SHA256()).public_bytes(Encoding.PEM))
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "tsa.key").write_bytes(secret)
    (folder / "config").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01")
    return Papers(folder)


def website(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Makes the papers of a web server on this machine, signed by itself; gives them, and the root to trust."""
    key, now, name = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC), _name("Invented Server")
    made = _builder(name, name, key, now - timedelta(days=1), now + timedelta(days=30))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))])
    root = made.add_extension(here, critical=False).sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "server.pem").write_bytes(root + secret)
    (folder / "root.pem").write_bytes(root)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context, folder / "root.pem"


def _builder(name: x509.Name, issuer: x509.Name, key: Any, start: datetime, end: datetime) -> x509.CertificateBuilder:
    # The root's key signs both; the subject's own key is in the certificate.
    made = x509.CertificateBuilder().subject_name(name).issuer_name(issuer).public_key(key.public_key())
    return made.serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Qamar"), x509.NameAttribute(NameOID.COMMON_NAME, common)])


@dataclass
class Desk:
    """A web server that answers by path, and all that it was sent."""

    port: int = 0
    replies: dict[str, Reply] = field(default_factory=dict)
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    "(method, path, headers, body) of each request."

    def url(self, path: str) -> str:
        """Gives an address of this server."""
        return f"http://127.0.0.1:{self.port}{path}"


@contextlib.contextmanager
def serving(replies: dict[str, Reply], context: ssl.SSLContext | None = None) -> Iterator[Desk]:
    """Runs a server on this machine while the test runs, over TLS where it has papers; a `TimeoutError` hangs."""
    made = Desk(replies=replies)
    closing = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = self.path if self.path.startswith("/") else "/" + self.path.split("/", 3)[3]
            made.seen.append((self.command, self.path, dict(self.headers.items()), body))
            reply = made.replies.get(path)
            try:
                given = reply(body) if reply else None
            except TimeoutError:
                closing.wait(20)
                return
            self.send_response_only(404 if given is None else 200)
            self.send_header("Content-Length", str(len(given or b"")))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(given or b"")

        do_POST = do_GET = _answer  # noqa: N815 - the library's names

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.block_on_close = False
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def hanging(_request: bytes) -> bytes:
    """Never answers."""
    raise TimeoutError
