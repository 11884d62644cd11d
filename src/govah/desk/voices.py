"""Whose voice a claim goes back to: the last in its chain that speaks with a name, or the document's own publisher."""

from __future__ import annotations

import re
from typing import Final

from govah.text import fold_name
from govah.words import table

_BRACKETED: Final = re.compile(r"\(([^)]*)\)")


def voice_of(attribution: tuple[str, ...], publisher: str) -> str:
    """Gives the voice to count: unnamed voices ("witnesses", "an informed source") are those of whoever passes them on.

    The chain comes outermost first. Where nobody in it has a name, the voice is the publisher's; where that is unknown too, the
    words themselves, so that in doubt two documents are one voice and never two.
    """
    unnamed = set(table("reading/voices")["unnamed"])
    for voice in reversed(attribution):
        name = plain_voice(voice)
        if name and not unnamed & set(name.split()):
            return name
    return plain_voice(publisher) or " ".join(plain_voice(voice) for voice in attribution)


def plain_voice(voice: str) -> str:
    """Gives a voice's name for comparing: a bracketed abbreviation stands for the whole, articles and case are gone."""
    found = _BRACKETED.search(voice)
    if found and found.group(1).isupper() and 2 <= len(found.group(1)) <= 8:
        return fold_name(found.group(1))
    articles = {"the", "a", "an"}
    return " ".join(word for word in fold_name(_BRACKETED.sub(" ", voice)).split() if word not in articles)
