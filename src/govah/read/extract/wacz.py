"""Packed web archives (WACZ): the pages of every WARC inside, and whether the digests that the package states hold."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zipfile
from typing import Any, Final

from govah.errors import ReadError
from govah.read.extract.warc import DIGEST_WRONG, read_archive
from govah.read.extract.zips import open_zip, read_member
from govah.records import Extracted

TOOL: Final = "govah-wacz 1"
UNSIGNED: Final = "package-unsigned"
"""Note: nobody signed the package."""
UNSTATED: Final = "digests-unstated"
"""Note: the package does not say what its parts' digests are."""


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the package's pages."""
    pages: list[Extracted] = []
    with open_zip(data, name) as opened:
        notes = list(_doubts(opened, name))
        for member in opened.namelist():
            if member.startswith("archive/") and member.endswith((".warc", ".warc.gz")):
                found, doubts = read_archive(read_member(opened, member, name), name)
                pages += found
                notes += doubts
    unique = tuple(dict.fromkeys(notes))
    if not pages:
        return (Extracted("", TOOL, notes=unique),)
    return tuple(dataclasses.replace(page, notes=tuple(dict.fromkeys((*page.notes, *unique)))) for page in pages)


def _doubts(opened: zipfile.ZipFile, name: str) -> list[str]:
    """Gives a note where a part is not what `datapackage.json` says, or where that says nothing."""
    try:
        stated: Any = json.loads(read_member(opened, "datapackage.json", name) or b"{}")
        resources = [_digest_of(one) for one in stated.get("resources", [])]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReadError("document-broken", name=name, kind="wacz", fault="datapackage.json") from None
    if not resources:
        return [UNSTATED]
    for path, kind, value in resources:
        data = read_member(opened, path, name)
        known = {"sha256": hashlib.sha256, "md5": hashlib.md5}.get(kind)
        if known is None or known(data).hexdigest() != value.lower():
            return [DIGEST_WRONG]
    return _signature(opened, name)


def _signature(opened: zipfile.ZipFile, name: str) -> list[str]:
    """Gives what is to be said of who signed the package's list of digests: nobody, a key that holds, or one that does not."""
    data = read_member(opened, "datapackage-digest.json", name)
    if not data:
        return [UNSIGNED]
    try:
        stated = json.loads(data)
        digest = str(stated["hash"]).rpartition(":")[2]
        signed = stated.get("signedData")
    except (ValueError, LookupError, TypeError, AttributeError):
        return [DIGEST_WRONG]
    if hashlib.sha256(read_member(opened, "datapackage.json", name)).hexdigest() != digest.lower():
        return [DIGEST_WRONG]
    if not signed:
        return [UNSIGNED]
    from govah.read.extract.signing import verdict  # noqa: PLC0415 - certificates are heavy, and only a signed package has them

    return [verdict(signed, str(stated["hash"]))]


def _digest_of(resource: Any) -> tuple[str, str, str]:
    """Gives a part's path, the kind of its digest and the digest, as either version of the format writes them."""
    if "stats" in resource:
        return str(resource["path"]), str(resource.get("hashing", "sha256")), str(resource["stats"]["hash"])
    kind, _, value = str(resource["hash"]).rpartition(":")
    return str(resource["path"]), kind or "sha256", value
