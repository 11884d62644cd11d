"""Whom a row of a list names as its source: the channel or site of a link, or the words of the cell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s,;،؛|<>\"]+")
_HOUSES: Final = frozenset(
    {"t.me", "x.com", "twitter.com", "instagram.com", "facebook.com", "youtube.com", "tiktok.com", "telegram.me"}
)
"""Sites that host many voices: the first part of the path names whose it is."""
_SHORTEST, _LONGEST = 3, 80


@lru_cache(maxsize=8192)
def voice_of(source: str) -> str:
    """Gives the one voice that a source cell names; empty where it names several, or none that could be told apart."""
    links = _LINK.findall(source)
    if links:
        voices = {_of_link(link) for link in links}
        return voices.pop() if len(voices) == 1 else ""
    said = " ".join(source.split())
    return said if _SHORTEST <= len(said) <= _LONGEST and any(letter.isalpha() for letter in said) else ""


def _of_link(link: str) -> str:
    try:
        parts = urlsplit(link if "://" in link else "https://" + link)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    except ValueError:
        return ""
    first = next((part for part in parts.path.split("/") if part and part not in ("s", "c", "p", "reel", "@")), "")
    return f"{host}/{first.lstrip('@')}" if host in _HOUSES and first else host
