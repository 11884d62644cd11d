"""Charges as a Persian sentence tells them: where the phrase stands, and which words of the vocabulary it names."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import folded
from govah.read.persian.scene import PERSON
from govah.words import words

_OPEN: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:(?:به|بابت|با|از بابت|به دلیل|تحت|از) (?:\S+ )??(?:اتهام|اتهامات|"
        r"اتهاماتی|اتهام های|اتهام هایی|جرم|عنوان اتهامی|عناوین اتهامی)|متهم به|"
        r"به (?:دلیل|خاطر|سبب)(?= «)|(?:از )?بابت(?= «| (?:اجتماع|تبلیغ|توهین|عضویت|اخلال|تخریب|محاربه|افساد|جاسوسی|فعالیت|تحریک|"
        r"همکاری|اقدام علیه|نشر|آتش|احراق|بغی|مشارکت|معاونت|قتل|تمرد|حمل))|متهم "
        r"کردن \S+ به|اتهامات|اتهام)"
        r"(?: (?:هایی|های|ها|ی))*(?: (?:از جمله|شامل|مانند|نظیر|چون|همچون|همچنین))? "
    )
)
_CLOSE: Final = re.compile(
    fold_letters(
        r" (?:به (?:\d+|یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|سیزده|چهارده|"
        r"پانزده|شانزده|هفده|هجده|بیست|سی|اعدام|قصاص|حبس|تحمل|پرداخت|شلاق|زندان|مجازات|"
        r"اشد|دادگاه|حکم|مجموع)|در مجموع|هر (?:کدام|یک)"
        r"|در (?:شعبه|دادگاه|تاریخ|بند|زندان|بازداشت|شهر|[\ue800-\uefff])|توسط|از سوی|"
        r"از طرف|محکوم|بازداشت(?! شدگان)|دستگیر|اعدام (?:شد|شده|می)|محاکمه|زندانی|مواجه|"
        r"روبه رو|روبرو|تبرئه|عنوان|اعلام|تفهیم|متهم|مجرم|بازجویی|تحت|« ?(?:اعدام|قصاص) "
        r"?»|[\ue000-\ue7ff] را|را|است|هستند|بود|شد|شده|[.؛:]|و از بابت|و به اتهام|و "
        r"بابت"
        r"|به دار|[\ue800-\uefff]|پس از|پیش از|نیز|که(?: در|$| )|احضار|کیفرخواست|قرار)(?!\S)|"
        r" ، (?!«|و «|اجتماع|تبلیغ|توهین|عضویت|نگهداری|حمل|اخلال|تخریب|محاربه|افساد|جاسوسی|"
        r"فعالیت|تحریک|همکاری|اقدام|نشر|آتش|احراق|بغی|مشارکت|معاونت|قتل|تهیه)"
    )
)


_NO_CHARGE: Final = re.compile(
    fold_letters(
        r"(?:یاد شده|یادشده|یاد(?!\S)|مذکور|مزبور|فوق|وارده|منتسب|انتسابی|مطرح|مطرح شده|دقیق|"
        r"برخی|تعدادی|شماری|بعضی|سایر|دیگر|آنان|آنها)(?!\S)"
    )
)
"""«اتهامات یاد شده», «اتهام برخی کارگران»: charges that are pointed at, or somebody else's."""


_BECAUSE: Final = re.compile(r"به (?:دلیل|خاطر|سبب) « ([^»]{4,140})»")
_IS_CHARGE: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:تبلیغ|توهین|اجتماع و تبانی|نشر|تشویش|جریحه|عفت|محاربه|افساد|جاسوسی|عضویت|بغی|اقدام علیه|همکاری با|ارتداد|"
        r"سب النبی|فعالیت تبلیغی|اخلال|تحریک|تمرد)(?!\S)"
    )
)
_CONDEMNED: Final = re.compile(r"[^.؛]{0,90}?(?<!\S)(?:محکوم|بازداشت|دستگیر|متهم|محاکمه)(?!\S)")
"""«به دلیل «تبلیغ علیه نظام» محکوم شد»: a charge in quotation marks, though nobody calls it one."""


def charge_stretches(line: str) -> tuple[tuple[int, int], ...]:
    """Gives the stretches of a skeleton that say what somebody is charged with, the opening words included."""
    out: list[tuple[int, int]] = []
    masked = re.sub(r"«[^»]*»", lambda quote: "«" + "_" * (len(quote.group()) - 2) + "»", line)
    for found in _OPEN.finditer(masked):
        if out and found.start() < out[-1][1]:
            continue
        close = _CLOSE.search(masked, found.end() - 1)
        end = close.start() if close else len(line)
        if close and close.start() <= found.end():
            continue
        because = _BECAUSE.match(line, found.start())
        if because and not (_IS_CHARGE.search(because[1]) and _CONDEMNED.match(line, because.end())):
            continue
        if re.fullmatch(PERSON, line[found.end() : end].strip()) or _NO_CHARGE.match(line, found.end()):
            continue
        out.append((found.start(), min(end, found.end() + 260)))
    return tuple(out)


@cache
def _known() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    out: list[tuple[re.Pattern[str], str, str]] = []
    for name, word in words("charges").items():
        forms = sorted({folded(form) for form in (*word.variants.get("fa", ()), word.label["fa"])}, key=len, reverse=True)
        out.append(
            (re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, forms))})(?!\S)".replace("\\ ", " ")), name, word.label["en"])
        )
    return tuple(out)


def charge_terms(text: str) -> tuple[tuple[str, str], ...]:
    """Gives the charges of the vocabulary that a stretch names: term and English label, in the order of the text."""
    found: list[tuple[int, int, str, str]] = []
    for pattern, name, label in _known():
        hit = pattern.search(text)
        if hit:
            found.append((hit.start(), hit.end(), name, label))
    kept = [
        one
        for one in found
        if not any(
            other is not one and other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0]
            for other in found
        )
    ]
    return tuple((name, label) for _s, _e, name, label in sorted(kept))
