"""Reading what an RFC 3161 authority answered. What we cannot read is kept all the same: openssl may know better."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from govah.errors import EvidenceError
from govah.stamp import der
from govah.stamp.asking import SHA256, Request

SIGNED_DATA: Final = "1.2.840.113549.1.7.2"
TST_INFO: Final = "1.2.840.113549.1.9.16.1.4"
_GRANTED: Final = (0, 1)
_CERTIFICATES: Final = 0xA0
_ACCURACY: Final = (der.INTEGER, 0x80, 0x81)
_UNITS: Final = (1_000_000, 1_000, 1)
_TIME: Final = re.compile(r"(\d{14})(?:[.,](\d{1,9}))?Z")
_NAMES: Final = {"2.5.4.3": "CN", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST"}


@dataclass(frozen=True, slots=True)
class Token:
    """An answer as far as it could be read. Nothing in it is proved before openssl has checked it against a root."""

    status: int
    "PKIStatus: 0 granted, 1 granted with modifications, 2 rejected, 3 waiting, 4 and 5 about revocation."
    said: str = ""
    "The authority's own words where it refused."
    gen_time: str = ""
    "RFC 3339, UTC, with the fraction of a second that the authority gave."
    accuracy: int = 0
    "Microseconds on either side; 0 where the authority does not say."
    serial: int = 0
    policy: str = ""
    imprint: bytes = b""
    algorithm: str = ""
    nonce: int | None = None
    tsa: str = ""
    "The name that the authority gives itself."
    certificates: tuple[bytes, ...] = ()
    "In DER, as the token carries them."
    signer: tuple[bytes, int] | None = None
    "(issuer in DER, serial) of the certificate that signed; None where the token names it in another way."
    is_understood: bool = True
    "False where the authority granted a token whose inside we could not read."

    @property
    def is_granted(self) -> bool:
        """Answers whether there is a token."""
        return self.status in _GRANTED


def read_token(raw: bytes) -> Token:
    """Reads a TimeStampResp (RFC 3161 §2.4.2). What is no such thing is an `EvidenceError`; an odd token is told, and kept."""
    outer = der.expect(der.read(raw), der.SEQUENCE).children()
    parts = der.expect(outer[0], der.SEQUENCE).children() if 0 < len(outer) < 3 else ()
    if not parts:
        raise EvidenceError("token-malformed")
    token = Token(der.integer(parts[0]), _said(parts[1:]))
    if not token.is_granted:
        return token
    if len(outer) == 1:
        raise EvidenceError("token-malformed")
    try:
        return _opened(token, outer[1])
    except EvidenceError:
        return replace(token, is_understood=False)


def check_token(token: Token, request: Request) -> None:
    """Raises `EvidenceError` where the answer is not one to this request: another hash, another nonce, or a refusal."""
    if not token.is_granted:
        raise EvidenceError("stamp-refused", status=token.status)
    if not token.is_understood:
        return
    if token.algorithm != SHA256 or token.imprint != request.imprint:
        raise EvidenceError("stamp-of-another")
    if token.nonce != request.nonce:
        raise EvidenceError("stamp-replayed")


def _opened(token: Token, content: der.Element) -> Token:
    kind, wrapped = _pair(der.expect(content, der.SEQUENCE))
    if der.oid(kind) != SIGNED_DATA:
        raise EvidenceError("token-malformed")
    parts = der.expect(_inner(wrapped, 0xA0), der.SEQUENCE).children()
    info = next((one for one in parts[1:] if one.tag == der.SEQUENCE), None)
    held = next((one for one in parts if one.tag == _CERTIFICATES), None)
    # The last part is signerInfos. A SET in DER is sorted; some authorities do not sort, and nothing here asks for it.
    if info is None:
        raise EvidenceError("token-malformed")
    signer = _signer(parts[-1])
    certificates = tuple(one.whole for one in held.children() if one.tag == der.SEQUENCE) if held else ()
    return _informed(replace(token, certificates=certificates, signer=signer), _content(info))


def _content(info: der.Element) -> bytes:
    kind, wrapped = _pair(info)
    if der.oid(kind) != TST_INFO:
        raise EvidenceError("token-malformed")
    return der.octets(_inner(wrapped, 0xA0))


def _informed(token: Token, content: bytes) -> Token:
    """Takes over what the TSTInfo says (RFC 3161 §2.4.2)."""
    parts = der.expect(der.read(content), der.SEQUENCE).children()
    if len(parts) < 5 or der.integer(parts[0]) != 1:
        raise EvidenceError("token-malformed")
    hashed, digest = _pair(der.expect(parts[2], der.SEQUENCE))
    algorithm = der.expect(hashed, der.SEQUENCE).children()
    rest = {one.tag: one for one in reversed(parts[5:])}
    return replace(
        token,
        policy=der.oid(parts[1]),
        algorithm=der.oid(algorithm[0]) if algorithm else "",
        imprint=der.octets(digest),
        serial=der.integer(parts[3]),
        gen_time=_time(parts[4]),
        accuracy=_accuracy(rest[der.SEQUENCE]) if der.SEQUENCE in rest else 0,
        nonce=der.integer(rest[der.INTEGER]) if der.INTEGER in rest else None,
        tsa=_general_name(rest[0xA0]) if 0xA0 in rest else "",
    )


def _time(element: der.Element) -> str:
    found = _TIME.fullmatch(der.expect(element, der.GENERALIZED_TIME).content.decode("ascii", "replace"))
    if found is None:
        raise EvidenceError("token-malformed")
    try:
        whole = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        raise EvidenceError("token-malformed") from None
    fraction = (found[2] or "").rstrip("0")
    return whole.strftime("%Y-%m-%dT%H:%M:%S") + (f".{fraction}" if fraction else "") + "Z"


def _accuracy(element: der.Element) -> int:
    """Seconds, and then millis and micros under tags of their own."""
    parts = {one.tag: int.from_bytes(one.content[:8], "big") for one in element.children()}
    return sum(parts.get(tag, 0) * unit for tag, unit in zip(_ACCURACY, _UNITS, strict=True))


def _signer(infos: der.Element) -> tuple[bytes, int] | None:
    for info in der.expect(infos, der.SET).children()[:1]:
        parts = info.children()
        if len(parts) > 1 and parts[1].tag == der.SEQUENCE:
            named = parts[1].children()
            return (named[0].whole, der.integer(named[1])) if len(named) == 2 else None
    return None


def _general_name(element: der.Element) -> str:
    """A directory name as people write it; any other kind of name is left out."""
    inner = element.children()
    return name_of(_inner(inner[0], 0xA4)) if inner and inner[0].tag == 0xA4 else ""


def name_of(element: der.Element) -> str:
    """Gives a distinguished name as people write it: the common name first."""
    told: dict[str, str] = {}
    for relative in element.children():
        for pair in relative.children():
            parts = pair.children()
            if len(parts) == 2 and (short := _NAMES.get(der.oid(parts[0]))):
                told.setdefault(short, der.string(parts[1]))
    return ", ".join(told[short] for short in _NAMES.values() if short in told and short in ("CN", "O"))[:200]


def _said(parts: tuple[der.Element, ...]) -> str:
    words = [der.string(one) for part in parts if part.tag == der.SEQUENCE for one in part.children()]
    return " ".join(words)[:200]


def _inner(element: der.Element, tag: int) -> der.Element:
    children = der.expect(element, tag).children()
    if len(children) != 1:
        raise EvidenceError("token-malformed")
    return children[0]


def _pair(element: der.Element) -> tuple[der.Element, der.Element]:
    children = element.children()
    if len(children) != 2:
        raise EvidenceError("token-malformed")
    return children[0], children[1]
