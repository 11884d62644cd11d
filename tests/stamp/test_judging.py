"""Who judges a token: openssl where it is, and else a library, whose yes counts and whose no does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from govah.errors import EvidenceError
from govah.stamp import judge_token, read_token, request_for
from stamp.authority import Papers, papers

NOTE = f"govah.journal/v{'e' * 16}\n9\n{'A' * 43}=\n\n— govah.journal/v{'e' * 16} {'A' * 91}=\n"
pytestmark = pytest.mark.needs_tool("openssl")


@pytest.mark.parametrize("path", [None, ""], ids=["openssl", "library"])
def test_both_judge_alike(tmp_path: Path, real: Papers, monkeypatch: pytest.MonkeyPatch, path: str | None) -> None:
    """A good token is good, one of an expired authority or under another root is not, whoever judges."""
    pytest.importorskip("rfc3161_client")
    old, other = papers(tmp_path / "old", days=(-400, -35)), papers(tmp_path / "other")
    good, bad = (one.reply(request_for(NOTE, bytes(8)).der) for one in (real, old))
    if path is not None:
        monkeypatch.setenv("PATH", path)
    at = read_token(good).gen_time

    found = [
        judge_token(raw, note, roots=by.roots, chain="", at=at).is_good
        for raw, note, by in (
            (good, NOTE, real),
            (bad, NOTE, old),
            (good, NOTE, other),
            (good, NOTE.replace("\n9\n", "\n10\n"), real),
            (good[:-3] + bytes(3), NOTE, real),
            (b"garbage", NOTE, real),
        )
    ]

    assert [True, *[False if path is None else None] * 5] == found


def test_the_library_reads_what_we_read(real: Papers) -> None:
    """Serial, time, policy and hash are those that `rfc3161-client` reads too."""
    client = pytest.importorskip("rfc3161_client")
    raw = real.reply(request_for(NOTE, bytes(8)).der)
    ours, theirs = read_token(raw), client.decode_timestamp_response(raw).tst_info

    assert (theirs.serial_number, theirs.policy.dotted_string) == (ours.serial, ours.policy)
    assert theirs.gen_time.strftime("%Y-%m-%dT%H:%M:%SZ") == ours.gen_time
    assert theirs.message_imprint.message == ours.imprint


def test_roots_must_be_certificates(real: Papers) -> None:
    """A file of roots that holds none is said to hold none, and is not taken for a bad token."""
    raw = real.reply(request_for(NOTE, bytes(8)).der)

    with pytest.raises(EvidenceError) as told:
        judge_token(raw, NOTE, roots="no certificate", chain="", at="2026-03-01T10:00:00Z")

    assert "stamp-chain-malformed" == told.value.code
