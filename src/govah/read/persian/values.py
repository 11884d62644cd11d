"""What a claim says, as a short gloss in English, with the vocabulary's term where one fits."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.persian.charges import charge_terms
from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import folded, reading
from govah.records import Value
from govah.words import words

_NUMBERS: Final = {
    fold_letters(word): number
    for number, word in enumerate(
        [
            "یک",
            "دو",
            "سه",
            "چهار",
            "پنج",
            "شش",
            "هفت",
            "هشت",
            "نه",
            "ده",
            "یازده",
            "دوازده",
            "سیزده",
            "چهارده",
            "پانزده",
            "شانزده",
            "هفده",
            "هجده",
            "نوزده",
            "بیست",
        ],
        1,
    )
} | {
    fold_letters(word): number
    for word, number in (
        ("سی", 30),
        ("چهل", 40),
        ("پنجاه", 50),
        ("شصت", 60),
        ("هفتاد", 70),
        ("هشتاد", 80),
        ("نود", 90),
        ("صد", 100),
    )
}
NUMBER: Final = rf"(?:\d+|(?:{'|'.join(_NUMBERS)})(?: و (?:{'|'.join(_NUMBERS)}))?)"
"""A pattern for a number in digits or Persian words."""
_TERM: Final = re.compile(
    fold_letters(
        rf"(?P<n>{NUMBER}) (?P<unit>سال|ماه|روز)(?: و (?P<n2>{NUMBER}) (?P<unit2>ماه|روز))?(?: "
        r"و (?:\S+) روز)? (?:(?P<kind>حبس تعلیقی|حبس تعزیری|حبس|زندان|تبعید|محرومیت از[^،"
        r".و]*|منع[^،.؛]*?|ممنوع\S*(?: \S+)?|اقامت اجباری)(?= |$))"
        rf"|(?P<lashes>{NUMBER}) ضربه (?:شلاق|تازیانه)"
    )
)
_YEARS: Final = re.compile(fold_letters(rf"به ({NUMBER}) (سال|ماه)(?: و ({NUMBER}) (ماه))?"))
_PENALTY: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:اعدام|قصاص|سلب حیات|مرگ|صلب|حبس|حبس ابد|زندان|شلاق|تبعید|جزای نقدی|"
        r"جریمه|دیه|انفصال|ممنوعیت|منع|مصادره|محرومیت|نفی بلد|قطع (?:دست|عضو|انگشتان)|"
        r"خدمات عمومی|ضربه)(?!\S)"
    )
)
_UNITS: Final = {fold_letters("سال"): "year", fold_letters("ماه"): "month", fold_letters("روز"): "day"}


def has_penalty(text: str) -> bool:
    """Answers whether a stretch names a punishment."""
    return _PENALTY.search(text) is not None


def names_death(text: str) -> bool:
    """Answers whether a stretch names death as the punishment."""
    return re.search(fold_letters(r"(?<!\S)(?:اعدام|قصاص|سلب حیات|چوبه دار)(?!\S)"), text) is not None


def sentence_value(text: str) -> Value:
    """Gives the punishments that a stretch names: "death; 5 years in prison"."""
    parts: list[str] = []
    term = ""
    if names_death(text):
        parts.append("death")
        term = "death"
    if re.search(fold_letters(r"(?<!\S)حبس ابد(?!\S)"), text):
        parts.append("life in prison")
        term = term or "life"
    for found in _TERM.finditer(text):
        parts.append(_duration(found))
        term = term or ("flogging" if found["lashes"] else "imprisonment")
    for pattern, gloss, name in _punishments():
        if pattern.search(text):
            parts.append(gloss)
            term = term or name
    return Value(text="; ".join(dict.fromkeys(parts)), term=term)


def gapped_value(text: str) -> Value:
    """Gives the punishment of a part whose noun is said only at the end («P به ده سال و …»)."""
    value = sentence_value(text)
    found = _YEARS.search(text)
    if value.text or found is None:
        return value
    more = f" and {_count(found[3], found[4])}" if found[3] else ""
    return Value(f"{_count(found[1], found[2])}{more}", "imprisonment")


def _duration(found: re.Match[str]) -> str:
    if found["lashes"]:
        return f"{number_of(found['lashes'])} lashes"
    first = _count(found["n"], found["unit"])
    second = f" and {_count(found['n2'], found['unit2'])}" if found["n2"] else ""
    kind = found["kind"]
    for word, gloss in (
        ("تعلیقی", "suspended prison term"),
        ("حبس", "in prison"),
        ("زندان", "in prison"),
        ("تبعید", "of exile"),
        ("محروم", "of deprivation of rights"),
        ("منع", "of a ban"),
        ("ممنوع", "of a ban"),
    ):
        if fold_letters(word) in kind:
            return f"{first}{second} {gloss}"
    return f"{first}{second}"


def _count(number: str, unit: str) -> str:
    value = number_of(number)
    return f"{value} {_UNITS[unit]}{'s' if value != 1 else ''}"


def number_of(words_: str) -> int:
    """Gives the number that digits or Persian number words say."""
    return int(words_) if words_.isdigit() else sum(_NUMBERS.get(word, 0) for word in words_.split())


@cache
def _punishments() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    table = (
        ("مصادره (?:کلیه |تمام )?اموال|ضبط اموال", "confiscation of property", "confiscation"),
        ("دیه", "diya", "diya"),
        ("جزای نقدی|جریمه نقدی", "fine", "fine"),
        ("تبعید", "exile", "exile"),
        ("انفصال", "dismissal", "dismissal"),
        ("شلاق", "flogging", "flogging"),
        ("منع خروج|ممنوع الخروج", "travel ban", "travel_ban"),
        ("خدمات عمومی", "public service", ""),
        ("مجازات های تکمیلی", "supplementary punishments", ""),
        ("قطع (?:دست|عضو)", "amputation", "amputation"),
    )
    return tuple((re.compile(rf"(?<!\S)(?:{fold_letters(pattern)})(?!\S)"), gloss, name) for pattern, gloss, name in table)


@cache
def _prisons() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    out: list[tuple[re.Pattern[str], str, str]] = []
    for name, word in words("prisons").items():
        forms = {folded(form) for form in (*word.variants.get("fa", ()), word.label["fa"])}
        forms = {form for form in forms if len(form) > 3 and "(" not in form}
        pattern = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)).replace("\\ ", " ")
        out.append((re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), name, word.label["en"]))
    return tuple(out)


def prison_of(text: str) -> tuple[str, str]:
    """Gives the term and label of the prison that a stretch names, or empty words."""
    best = (0, "", "")
    for pattern, name, label in _prisons():
        found = pattern.search(text)
        if found and len(found.group()) > best[0]:
            best = (len(found.group()), name, label)
    return best[1], best[2]


_PLACE: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:(?:بند|سلول|قرنطینه|بهداری) (?:\S+ ){1,3}?)?(?:زندان|ندامتگاه|بازداشتگاه|"
        r"بازداشتگاه های|کلانتری|پلیس امنیت|اداره اطلاعات)(?: (?:های|ی))?(?: (?:مرکزی|"
        r"زنان|امنیتی|اطلاعات|اداره|سپاه|وزارت|بزرگ|امنیت|آگاهی|موقت))*(?: (?!(?:منتقل|"
        r"انتقال|به|از|در|و|که|نگهداری|محبوس|آزاد|بازداشت|توسط|اعدام|با|برای|خود|هستند|"
        r"است|بود|شد|شده|نیز|جان|هم|را|تا|پس|طی|اجرا|تماس|مراجعه|بر|خارج|می|منتقل)(?!\S))[^\W\d_]+){0,2}"
    )
)
_CITY: Final = re.compile(
    fold_letters(r"(?:^| )(?:در|به|از) (?:شهر |شهرستان |استان |شهرهای |روستای )?([^\W\d_]{2,}(?: [^\W\d_]{2,})?)")
)


def place_span(text: str) -> tuple[int, int] | None:
    """Gives where a stretch names a place of detention, within it."""
    found = _PLACE.search(text)
    return found.span() if found else None


@cache
def _cities() -> frozenset[str]:
    return frozenset(folded(name) for name in reading("places")["cities"].replace("\n", " ").split("،") if name.strip())


def city_span(text: str) -> tuple[int, int] | None:
    """Gives where a stretch names a city or province after در, به or از."""
    for found in _CITY.finditer(text):
        for words_ in (found[1], found[1].split(" ")[0]):
            if words_ in _cities():
                return found.start(1), found.start(1) + len(words_)
    return None


_OPENING: Final = re.compile(
    r"^\s*(?:به|بابت|با|از بابت|تحت)\s+(?:\S+\s+)??(?:اتهام|اتهامات|اتهاماتی|جرم|عنوان "
    r"اتهامی|عناوین اتهامی)[\u200c\s]*(?:هایی|های|ها|ی)?\s*(?:از جمله|شامل|مانند|نظیر|"
    r"چون)?\s*"
)


def charge_value(text: str, raw: str) -> Value:
    """Gives the charges of a stretch: labels of the vocabulary, or the words as written where none fits."""
    terms = charge_terms(text)
    if terms:
        return Value(text="; ".join(label for _name, label in terms), term=terms[0][0])
    return Value(text=_OPENING.sub("", raw)[:120])
