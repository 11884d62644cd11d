"""Notices that leave the vault: a calendar, a feed, a line on the screen. They name nobody and say nothing, unless asked to.

Without names a notice tells that there is something, how urgent it is, and on which day a deadline falls; no person, no source,
no mechanism, no claim, no id. What identifies an entry is an opaque token, keyed within the vault.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from xml.sax.saxutils import escape

from govah.desk.alerts.watching import Raised
from govah.text import strip_controls
from govah.weigh import Reason
from govah.weigh.alerts import URGENT
from govah.weigh.deadlines import day_of
from govah.words import say

Token = Callable[[str], str]
"""Gives an opaque token of an alert's key: `Vault.origin_token`."""
Told = Callable[[Raised], str]
"""Gives an alert in words, where names are asked for."""
FOLD = 75
"""Octets of a line of iCalendar (RFC 5545, 3.1)."""


def calendar(raised: Sequence[Raised], as_of: date, lang: str = "en", *, token: Token = str, told: Told | None = None) -> str:
    """Gives deadlines as an iCalendar file (RFC 5545).

    Args:
        raised: the alerts; those without a day are left out.
        as_of: the day that they are of.
        lang: of the words.
        token: makes the identifier of an entry; without one it is its place and day.
        told: gives what an entry says; without it, it says that there is a deadline and no more.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Govah//watch//EN"]
    for number, one in enumerate(raised, 1):
        day = day_of(one.alert, as_of)
        if day is None:
            continue
        name = f"{number}-{day:%Y%m%d}" if token is str else token(one.alert.key)
        said = told(one) if told else say("watch.notice-deadline", lang)
        lines += ["BEGIN:VEVENT", f"UID:{name}@govah", f"DTSTAMP:{as_of:%Y%m%d}T000000Z", f"DTSTART;VALUE=DATE:{day:%Y%m%d}"]
        lines += [_folded(f"SUMMARY:{_escaped(said)}"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def feed(raised: Sequence[Raised], made_at: str, lang: str = "en", *, token: Token, told: Told | None = None) -> str:
    """Gives alerts as an Atom feed (RFC 4287); arguments as for `calendar`, `made_at` in RFC 3339."""
    title = escape(say("watch.notice-title", lang))
    entries = "".join(_entry(one, lang, token(one.alert.key), told) for one in raised)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(lang)}">\n'
        f"<title>{title}</title>\n<id>urn:govah:watch</id>\n"
        f"<updated>{escape(made_at)}</updated>\n<author><name>Govah</name></author>\n{entries}</feed>\n"
    )


def notice(raised: Sequence[Raised], lang: str) -> str:
    """Gives one line for the screen: how many alerts there are, and how many of them within days."""
    return say("watch.notice", lang, count=len(raised), urgent=sum(one.alert.urgency == URGENT for one in raised))


def without_names(raised: Sequence[Raised]) -> tuple[Raised, ...]:
    """Gives alerts as they may leave the vault: no name, no claim, no content but kind and urgency."""
    bare = (replace(one.alert, person="", key="", claims=(), reason=Reason(f"alert-{one.alert.kind}")) for one in raised)
    return tuple(Raised(one, "") for one in bare)


def _entry(one: Raised, lang: str, name: str, told: Told | None) -> str:
    said = told(one) if told else say("watch.notice-entry", lang, urgency=say(f"watch.urgency-{one.alert.urgency}", lang))
    return (
        f"<entry><title>{escape(strip_controls(said))}</title><id>urn:govah:{escape(name)}</id>"
        f"<updated>{escape(one.alert.since)}T00:00:00Z</updated></entry>\n"
    )


def _escaped(text: str) -> str:
    """Writes a text as RFC 5545, 3.3.11, has it: on one line, nothing in it ends it."""
    plain = " ".join(strip_controls(text).split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Folds a long line between characters, never within one."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > FOLD - 1:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
