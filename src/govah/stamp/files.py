"""Stamps as files for whoever has only a shell and openssl: heads, raw tokens, certificates, and the lines to type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from govah.errors import EvidenceError
from govah.journal import from_base64
from govah.records import Stamp
from govah.stamp.asking import imprint_of
from govah.stamp.calendars import to_file
from govah.stamp.certificates import to_pem
from govah.stamp.interface import OTS, RFC3161
from govah.stamp.openssl import seconds_of
from govah.stamp.tokens import read_token

FOLDER: Final = "stamps"
_HEAD: Final = """#!/bin/sh
# Checks each time stamp with openssl, as of the time that the stamp itself bears. Run it in this folder: sh check.sh ROOTS.pem
# ROOTS.pem: the root certificates of these authorities, fetched by yourself, from them. Tokens under any other root fail.
set -u
roots=${1:?"give the file of root certificates that you trust"}
failed=0
"""
_LINE: Final = """
# {authority}
openssl ts -verify -data {head} -in {token} -CAfile "$roots"{chain} -attime {at} || failed=1
"""
_PROMISE: Final = """
# {authority}
# {token} is for any OpenTimestamps program: ots verify -f {head} {token}
"""
_TAIL: Final = "\nexit $failed\n"


def stamp_files(stamps: Iterable[Stamp]) -> Mapping[str, bytes]:
    """Gives the files by name: `stamps/1/head`, `stamps/1/1.tsr`, `stamps/1/1.pem`, `stamps/1/2.ots` … and `stamps/check.sh`.

    Tokens are what came over the wire, to the byte. A promise that a later stamp completes is left out for its completion.
    """
    chosen = [one for one in stamps if one.token and one.kind in (RFC3161, OTS)]
    done = {one.follows for one in chosen}
    heads: dict[str, list[Stamp]] = {}
    for one in chosen:
        if one.id not in done:
            heads.setdefault(one.note, []).append(one)
    files: dict[str, bytes] = {}
    lines: list[str] = []
    for number, (note, held) in enumerate(heads.items(), 1):
        files[f"{FOLDER}/{number}/head"] = note.encode("utf-8")
        for place, one in enumerate(held, 1):
            added, line = _files(one, f"{number}/{place}", f"{number}/head")
            files |= {f"{FOLDER}/{name}": data for name, data in added.items()}
            lines.append(line)
    if files:
        files[f"{FOLDER}/check.sh"] = (_HEAD + "".join(lines) + _TAIL).encode("utf-8")
    return files


def _files(stamp: Stamp, name: str, head: str) -> tuple[dict[str, bytes], str]:
    raw = from_base64(stamp.token)
    # An address comes from a record, and a record may come from anybody: nothing of it may end a comment of the script.
    authority = re.sub(r"[^!-~]", "?", stamp.authority)[:200]
    if stamp.kind == OTS:
        line = _PROMISE.format(authority=authority, token=f"{name}.ots", head=head)
        return {f"{name}.ots": to_file(raw, imprint_of(stamp.note))}, line
    certificates, at = _of_token(raw, stamp)
    files = {f"{name}.tsr": raw}
    if chain := to_pem(certificates) + stamp.chain:
        files[f"{name}.pem"] = chain.encode("utf-8")
    told = f" -untrusted {name}.pem" if chain else ""
    return files, _LINE.format(authority=authority, head=head, token=f"{name}.tsr", chain=told, at=at)


def _of_token(raw: bytes, stamp: Stamp) -> tuple[tuple[bytes, ...], int]:
    """Gives the token's certificates, and its time; for a token that we cannot read, the time at which it was received."""
    try:
        token = read_token(raw)
    except EvidenceError:
        return (), seconds_of(stamp.received_at)
    return token.certificates, seconds_of(token.gen_time or stamp.received_at)
