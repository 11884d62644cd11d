"""Whom to ask: the public authorities of the vocabulary, or those that a person names."""

from __future__ import annotations

from collections.abc import Sequence

from govah.stamp.interface import OTS, RFC3161, Authority
from govah.words import table


def known_authorities() -> tuple[Authority, ...]:
    """Gives the public authorities that stamp for anybody, RFC 3161 first."""
    listed = table("reading/stamp/authorities")
    return tuple(Authority(kind, one["url"], one["name"]) for kind in (RFC3161, OTS) for one in listed[kind])


def authorities_from(stampers: Sequence[str], calendars: Sequence[str]) -> tuple[Authority, ...]:
    """Gives the authorities at these addresses, each once, under the name that the vocabulary has for it."""
    names = {one.url: one.name for one in known_authorities()}
    asked = [*((RFC3161, url) for url in stampers), *((OTS, url) for url in calendars)]
    return tuple(Authority(kind, url, names.get(url, "")) for kind, url in dict.fromkeys(asked))


def name_of_authority(url: str) -> str:
    """Gives the name of a public authority, or its address."""
    return next((one.name for one in known_authorities() if one.url == url), url)
