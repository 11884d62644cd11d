"""Which matched forms are dates where they stand: a month that is also a name, a bullet or a prefix must show itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.dates.grammar import CONTEXT, Form, longest
from govah.dates.joining import THAN, Hit
from govah.dates.parts import Parts, parts_of
from govah.dates.tokens import Token, Tokens

_TAKE_IN: Final = frozenset({"days-month", "part-last", "deictic", "weekday"})
"""Forms whose first word belongs to them whatever it is."""
_MORE_MONTHS: Final = r"O?[-TK]h?[Mm]O?(?:[,-]?o?y|A|Z|LA)"
"""A further month with its year after a month: "Dey and Bahman 1404"."""
_BEFORE_MONTH: Final = frozenset(
    ["in", "since", "until", "till", "during", "throughout", "between", "from", "to", "of", "and", "-", "last", "for", "by"]
)
"""English words after which a month that is also another word is a month."""
_PERSIAN_BARE: Final = frozenset({2, 3, 5, 6, 8, 9, 10, 11, 12})
"""Solar months that may stand alone after "in": Tir (bullet) and Mehr (affection) may not."""


def hits(found: Tokens) -> Iterator[Hit]:
    """Gives the dates of a text, from the left, the longest at each place."""
    place, kinds = 0, found.kinds
    while place < len(kinds):
        form = longest(kinds, place)
        parts = parts_of(form, found) if form is not None else None
        if form is None or parts is None or not _holds(form, parts, found):
            place += 1
            continue
        start = form.start
        while form.name not in _TAKE_IN and kinds[start] in "ifFBbjTh(c" and start < form.end - 1 and not _counts(form, start):
            start += 1
        end = form.end
        while end - 1 > start and kinds[end - 1] in ".,-/(" and not _counts(form, end - 1):
            end -= 1
        if kinds[start:end].count("(") > kinds[start:end].count(")") and kinds[end : end + 1] == ")":
            end += 1
        yield Hit(start, end, parts)
        place = end


def _counts(form: Form, start: int) -> bool:
    return start in form.places.values()


def _holds(form: Form, parts: Parts, found: Tokens) -> bool:
    """Whether what stands around a form lets it be a date."""
    before, after = _token(found, form.start - 1), _token(found, form.end)
    if _is_count(form, found) or found.text.startswith("\u200cها", found.items[form.end - 1].end):
        return False
    if "year" in form.places and not _year_holds(form, found):
        return False
    if "month" in form.places:
        return _month_holds(form, parts, found)
    return form.name != "weekday" or _weekday_holds(before, after)


def _is_count(form: Form, found: Tokens) -> bool:
    """Whether the form's last number counts what follows: `1404 people`, `January 20 people`; a year after its month does not."""
    last, after = found.kinds[form.end - 1], _token(found, form.end)
    if after is None or last not in "ydgk" or (last == "y" and "month" in form.places):
        return False
    if after.kind != "#":
        return after.is_latin and after.kind in "DEOA"
    verb = _token(found, form.end + 1)
    return not (verb is not None and str(verb.value).startswith(("شد", "می", "گردید")))


def _token(found: Tokens, place: int) -> Token | None:
    return found.items[place] if 0 <= place < len(found.items) else None


def _year_holds(form: Form, found: Tokens) -> bool:
    """Not `than 1404`, `بیش از ۱۴۰۰`, or a count word but "a" before a year."""
    if form.name != "year-placed":
        return True
    opener = found.items[form.start]
    if opener.kind == "c":
        return found.text[opener.start : opener.end].lower() in {"a", "an"}
    before = found.items[form.start - 1].value if form.start else ""
    return not (opener.kind == "F" and before in THAN)


def _month_holds(form: Form, parts: Parts, found: Tokens) -> bool:
    month = found.items[form.places["month"]]
    if "day" in form.places and not _day_holds(form, parts, found):
        return False
    if month.kind == "v":
        is_said = parts.year is not None or found.items[form.places["month"] - 1].kind == "O"
        if parts.calendar == "solar_hijri":  # «۲۰ عقرب ۱۴۰۳», and not «به میزان ۱۴۰۰ دلار»
            is_said = bool(parts.day) and (is_said or parts.is_fixed or parts.weekday is not None)
        return is_said and found.text[month.end : month.end + 1] != "\u200c"
    if form.name == "bare-month":
        return _bare_holds(form.places["month"], parts, found)
    if form.name == "turned-month":
        return month.kind == "M" or parts.calendar != "lunar_hijri"
    if (parts.calendar, parts.month, parts.is_latin) == ("solar_hijri", 4, False) and not parts.is_fixed:
        before = _token(found, form.start - 1)
        is_shot = before is not None and before.kind == "!"
        return not (is_shot and found.items[form.end - 1] is month)
    return True


def _day_holds(form: Form, parts: Parts, found: Tokens) -> bool:
    day = found.items[form.places["day"]]
    if day.kind == "k":
        return parts.year is not None and parts.day < 40
    if day.kind == "r" and day.is_latin:
        return "o" in found.kinds[form.start : form.end]
    month = found.items[form.places["month"]]
    if day.kind == "c":  # «چهار شهریور»; «سه تیر» are bullets, «چند مهر» and "a March" nothing of the kind
        shown = parts.is_fixed or parts.weekday is not None or "O" in found.kinds[form.start : form.end]
        named = shown or parts.month not in {4, 7}
        return not day.is_latin and parts.day > 0 and named and parts.calendar == "solar_hijri"
    return form.name != "month-day" or month.is_latin or parts.weekday is not None


def _bare_holds(place: int, parts: Parts, found: Tokens) -> bool:
    """A month alone needs a small word before it or "protests" after it, and no further name (Mehr News)."""
    month, before, after = found.items[place], _token(found, place - 1), _token(found, place + 1)
    if re.match(_MORE_MONTHS, found.kinds[place + 1 :][:8]):
        return True
    if after is not None and after.kind == "V" and month.is_latin:
        return True
    if before is None or before.kind not in CONTEXT:
        return False
    is_named = after is not None and after.kind == "z" and found.text[month.end : after.start] in {" ", "-"}
    if month.kind == "M":
        is_said = before.kind != "h" or (after is not None and after.kind == "x")
        return is_said and not (is_named and parts.calendar == "solar_hijri")
    return not is_named and _weak_holds(parts, before, found.text[before.start : before.end].lower())


def _weak_holds(parts: Parts, before: Token, word: str) -> bool:
    """A month that is also another word stands alone after few words only."""
    if parts.calendar == "lunar_hijri":
        return word in {"during", "since"}
    if parts.is_latin:
        return word in _BEFORE_MONTH
    return before.kind == "V" or (parts.month in _PERSIAN_BARE and word in {"در", "طی"})


def _weekday_holds(before: Token | None, after: Token | None) -> bool:
    """Not `امام جمعه`, `نماز جمعه`, `Friday prayers`, `Bloody Friday`."""
    return not ((before is not None and before.kind == "«") or (after is not None and after.kind == "»"))
