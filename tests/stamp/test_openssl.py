"""The check with openssl: what it accepts and what it refuses, with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from govah.stamp import read_token, request_for, verify_token
from stamp.authority import Papers, papers

NOTE = f"govah.journal/v{'b' * 16}\n9\n{'A' * 43}=\n\n— govah.journal/v{'b' * 16} {'A' * 91}=\n"
pytestmark = pytest.mark.needs_tool("openssl")


def stamped(by: Papers, note: str = NOTE) -> tuple[bytes, str]:
    """Gives a token and the time that it bears."""
    raw = by.reply(request_for(note, bytes(8)).der)
    return raw, read_token(raw).gen_time


def test_a_good_token_is_good(real: Papers) -> None:
    """A token of an authority under a trusted root holds for its head."""
    raw, at = stamped(real)

    assert verify_token(raw, NOTE, roots=real.roots, chain="", at=at).is_good


def test_a_token_outlives_its_certificate(real: Papers) -> None:
    """As of its own time a token holds; as of a time when the certificate has run out it does not."""
    raw, at = stamped(real)
    later = verify_token(raw, NOTE, roots=real.roots, chain="", at="2031-01-01T00:00:00Z")

    assert (False, "stamp-expired") == (later.is_good, later.code)
    assert verify_token(raw, NOTE, roots=real.roots, chain="", at=at).is_good


def test_an_expired_authority_does_not_hold(tmp_path: Path) -> None:
    """A token that was made after its certificate had run out does not hold."""
    old = papers(tmp_path / "old", days=(-400, -35))
    raw, at = stamped(old)

    assert "stamp-expired" == verify_token(raw, NOTE, roots=old.roots, chain="", at=at).code


def test_another_root_is_not_trusted(tmp_path: Path, real: Papers) -> None:
    """A token under a root that was not given is not trusted, whatever this machine trusts."""
    raw, at = stamped(real)
    other = papers(tmp_path / "other")

    assert "stamp-untrusted" == verify_token(raw, NOTE, roots=other.roots, chain="", at=at).code


def test_another_head_does_not_hold(real: Papers) -> None:
    """A token of one head says nothing of another."""
    raw, at = stamped(real)

    assert "stamp-of-another" == verify_token(raw, NOTE.replace("\n9\n", "\n10\n"), roots=real.roots, chain="", at=at).code


def test_no_flipped_byte_is_accepted(real: Papers) -> None:
    """A token altered in any of many places is never good."""
    raw, at = stamped(real)
    middle = range(20, len(raw), max(1, len(raw) // 40))
    good = [
        place
        for place in middle
        if verify_token(
            raw[:place] + bytes([raw[place] ^ 0x01]) + raw[place + 1 :], NOTE, roots=real.roots, chain="", at=at
        ).is_good
    ]

    assert [] == good
