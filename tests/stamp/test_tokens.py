"""Reading an authority's answer: right ones are read as openssl reads them, wrong ones are refused, odd ones are kept."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import EvidenceError
from govah.stamp import check_token, der, imprint_of, read_token, request_for
from govah.stamp.certificates import EXPIRED, MISSING, doubts_of, read_pem, signer_name, to_pem
from stamp.authority import Papers, papers

NOTE = f"govah.journal/v{'a' * 16}\n7\n{'A' * 43}=\n\n— govah.journal/v{'a' * 16} {'A' * 91}=\n"
ENTROPY = bytes(range(200, 208))


@pytest.mark.needs_tool("openssl")
def test_the_request_is_what_openssl_would_send(tmp_path: Path) -> None:
    """OpenSSL reads our request as one for the SHA-256 of the head, with our nonce, asking for the certificate."""
    request = request_for(NOTE, ENTROPY)
    (tmp_path / "request").write_bytes(request.der)

    call = ["openssl", "ts", "-query", "-in", "request", "-text"]
    told = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert "Hash Algorithm: sha256" in told
    assert f"0x{ENTROPY.hex().upper()}" in told
    assert "Certificate required: yes" in told


@pytest.mark.parametrize("text", ["", "a text", "0" * 64, NOTE[:-1], NOTE.replace("\n7\n", "\nseven\n")])
def test_only_heads_are_stamped(text: str) -> None:
    """Nothing but a signed head can be turned into a request: a document's hash has no way in."""
    with pytest.raises(EvidenceError):
        request_for(text, ENTROPY)


@pytest.mark.needs_tool("openssl")
def test_an_answer_is_read(real: Papers) -> None:
    """Time, margin, serial, policy and name are those that the authority put in."""
    request = request_for(NOTE, ENTROPY)
    token = read_token(real.reply(request.der))

    check_token(token, request)

    assert token.imprint == imprint_of(NOTE)
    assert ("1.2.3.4.1", 1_500_100) == (token.policy, token.accuracy)
    assert "Invented Time Authority, Qamar" == token.tsa
    assert "Invented Time Authority" == signer_name(token)
    assert () == doubts_of(token)
    assert token.gen_time.endswith("Z")


@pytest.mark.needs_tool("openssl")
def test_an_odd_order_is_read(real: Papers) -> None:
    """A token whose SETs are not in DER's order, and whose outer lengths are left open as BER allows, is read all the same."""
    request = request_for(NOTE, ENTROPY)
    raw = real.reply(request.der)
    status, content = der.read(raw).children()
    open_ended = b"\x30\x80" + content.content + b"\x00\x00"
    odd = der.write(der.SEQUENCE, status.whole, open_ended)

    assert read_token(raw).gen_time == read_token(odd).gen_time


@pytest.mark.needs_tool("openssl")
def test_another_question_is_refused(real: Papers) -> None:
    """An answer about another head, or with another nonce, is not taken."""
    asked, other = request_for(NOTE, ENTROPY), request_for(NOTE, bytes(8))
    newer = request_for(NOTE.replace("\n7\n", "\n8\n"), ENTROPY)

    for wrong, code in ((other, "stamp-replayed"), (newer, "stamp-of-another")):
        with pytest.raises(EvidenceError) as told:
            check_token(read_token(real.reply(wrong.der)), asked)

        assert code == told.value.code


@pytest.mark.needs_tool("openssl")
def test_a_refusal_is_told(real: Papers) -> None:
    """An authority that does not know the hash says so, and that is not a stamp."""
    request = request_for(NOTE, ENTROPY)
    other = request.der.replace(der.write_oid("2.16.840.1.101.3.4.2.1"), der.write_oid("2.16.840.1.101.3.4.2.2"))

    with pytest.raises(EvidenceError) as told:
        check_token(read_token(real.reply(other)), request)

    assert "stamp-refused" == told.value.code


@pytest.mark.needs_tool("openssl")
def test_an_expired_authority_is_doubted(tmp_path: Path) -> None:
    """A stamp that was made after its certificate had run out is kept, and the doubt is said."""
    old = papers(tmp_path / "old", days=(-400, -35))
    token = read_token(old.reply(request_for(NOTE, ENTROPY).der))

    assert (EXPIRED,) == doubts_of(token)


@pytest.mark.needs_tool("openssl")
def test_a_key_for_something_else_stamps_nothing(tmp_path: Path, real: Papers) -> None:
    """A token signed by a certificate that is not for time stamps is refused, even though all else in it fits."""
    request = request_for(NOTE, ENTROPY)
    good = der.read(real.reply(request.der)).children()[1]
    signed = good.children()[1].children()[0]
    content = der.octets(signed.children()[2].children()[1].children()[0])
    forged = papers(tmp_path / "forger", purpose="code").sign(content)
    raw = der.write(der.SEQUENCE, der.write(der.SEQUENCE, der.write_integer(0)), forged)
    token = read_token(raw)

    check_token(token, request)
    with pytest.raises(EvidenceError) as told:
        doubts_of(token)

    assert "stamp-not-by-authority" == told.value.code


@pytest.mark.needs_tool("openssl")
def test_a_token_without_its_certificate_is_doubted(real: Papers) -> None:
    """A token that leaves its certificate out is kept, and the doubt is said."""
    request = request_for(NOTE, ENTROPY)
    bare = request.der.replace(b"\x01\x01\xff", b"")
    bare = bare[:1] + bytes([bare[1] - 3]) + bare[2:]

    assert (MISSING,) == doubts_of(read_token(real.reply(bare)))


@pytest.mark.needs_tool("openssl")
def test_what_is_not_understood_is_told_and_kept(real: Papers) -> None:
    """A granted answer with an inside that we cannot read is not an error: openssl may know better."""
    status, _ = der.read(real.reply(request_for(NOTE, ENTROPY).der)).children()
    token = read_token(der.write(der.SEQUENCE, status.whole, der.write(der.SEQUENCE, der.write_oid("1.2.3"))))

    assert (True, False) == (token.is_granted, token.is_understood)


@pytest.mark.parametrize("raw", [b"", b"\x30", b"<html>", b"\x30\x03\x02\x01\x00", b"\x30\x84\xff\xff\xff\xff", b"\x30\x80" * 40])
def test_garbage_is_bad_evidence(raw: bytes) -> None:
    """What is no answer at all is told as bad evidence."""
    with pytest.raises(EvidenceError):
        read_token(raw)


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    """Whatever comes, the reader reads it or says that it is bad evidence."""
    for body in (raw, b"\x30\x05\x30\x03\x02\x01\x00"[:2] + raw, der.write(der.SEQUENCE, raw)):
        with contextlib.suppress(EvidenceError):
            doubts_of(read_token(body))


@pytest.mark.needs_tool("openssl")
def test_every_flipped_byte_is_read_or_refused(real: Papers) -> None:
    """A real answer with any one byte altered is read, doubted or refused, and never a crash."""
    raw = real.reply(request_for(NOTE, ENTROPY).der)
    for place in range(len(raw)):
        with contextlib.suppress(EvidenceError):
            doubts_of(read_token(raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :]))


@given(st.integers(0, 2**160))
def test_integers_come_back(number: int) -> None:
    """A number written in DER is the number read."""
    assert number == der.integer(der.read(der.write_integer(number)))


@pytest.mark.needs_tool("openssl")
def test_certificates_come_back(real: Papers) -> None:
    """Certificates in PEM are the bytes that the token carried."""
    held = read_token(real.reply(request_for(NOTE, ENTROPY).der)).certificates

    assert held == read_pem(to_pem(held))
