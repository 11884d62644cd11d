"""Somebody else as the subject of a clause, so that a dropped subject is not taken for the person spoken of so far."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import is_given, is_stop, word_set
from govah.read.persian.scene import PERSON
from govah.read.persian.verbs import finite_words


@cache
def _others() -> re.Pattern[str]:
    """Somebody else as the subject of a clause: a number of people, somebody's relative, an unnamed person or a thing."""
    numbers = (
        r"\d+|یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|چند|چندین|شماری|تعدادی|ده ها|دهها|صدها|"
        r"هزاران|گروهی|جمعی|برخی|بسیاری|همه|تمامی|دست کم|حداقل|بیش از|حدود"
    )
    nouns = (
        "نفر|تن|شهروند|معترض|زندانی|نوجوان|جوان|کودک|زن|مرد|دختر|پسر|دانشجو|کارگر|معلم|"
        "متهم|فعال|عضو|مأمور|سرباز|بسیجی|خواهر|برادر|وکیل|خبرنگار|روزنامه نگار|پزشک|مورد|"
        "تبعه|همبندی|بازداشتی|کولبر|نوکیش|درویش|هنرمند|شاعر|نویسنده|هوادار|مهاجر|پناهجو"
    )
    plural = (
        "معترضان|معترضین|شهروندان|زندانیان|بازداشت شدگان|مأموران|ماموران|نیروهای|مردم|جوانان|"
        "دانشجویان|کارگران|معلمان|متهمان|متهمین|فعالان|خانواده ها|افراد|کشته شدگان|جان "
        "باختگان|مقامات|مسئولان"
    )
    kin = (
        (
            "(?:برادر|خواهر|پسر|دختر|عمو|دایی|همسر|شوهر) (?:بزرگ|کوچک|جوان|سابق|دوقلوی|ناتنی)\\S*(?: "
            "ترش?| تر او| تر وی)?|(?:پدر|مادر) ?بزرگش|(?:پدر|مادر) ?شوهرش|"
            "(?:پدر|مادر|برادر) ?زنش|مادرش|پدرش|برادرش|خواهرش|همسرش|شوهرش|پسرش|دخترش|فرزندش|خانواده "
            "اش|خانواده ش|وکیلش|"
            "دوستش|عمویش|دایی اش|مادر او|پدر او|(?:مادر|پدر|برادر|خواهر|همسر|شوهر|پسر|دختر|فرزند|"
            "خانواده|وکیل|وکلای|دوست|هم بندی|پسرعموی|فرزندان) (?:وی|او|آنها|آن ها|"
        )
        + PERSON
        + ")|(?:هم ?(?:اتاقی|بندی|سلولی|پرونده ای|کلاسی|کار|تیمی|رزم)|همکار|نامزد|داماد|نوه|خواهرزاده|برادرزاده|عمو|دایی|عمه|"
        "خاله|"
        "پسر ?عمو|دختر ?عمو|پسر ?دایی|دختر ?دایی|پسر ?خاله|دختر ?خاله|دوست)(?:ی|یی)? ?(?:ش|اش|شان|یش|یشان|م|ام|مان)"
    )
    single = (
        "شهروندی|مردی|زنی|جوانی|فردی|نوجوانی|دختری|پسری|کودکی|شخصی|زندانی دیگری|یکی دیگر|"
        "فرد دیگری|متهم دیگر|معترض دیگر|زندانی دیگر|دیگری|شهروند دیگری|نفر دیگر|نفر دوم|"
        "دیگر متهم|(?:نویسنده|خواننده|پرستاره?|رپر|راننده|فروشنده|گوینده|نماینده|رزمنده|سازنده) ?ای|"
        "(?:معلم|شاعر|وکیل|پزشک|کارگر|پرستار|دانشجو|استاد|هنرمند|سرباز|خبرنگار|زندانی ?ا?|همکار|رفیق|هنرپیشه ا|بازیگر|ورزشکار|"
        "کولبر|معترض|"
        "کاسب|بازاری|مادر|پدر|پیرمرد|پیرزن)ی|"
        "(?:رقیب|شریک|دستیار|معاون|راننده|منشی|رئیس|رییس|مربی|شاگرد|استاد|معلم|میزبان|مهمان|محافظ|مترجم|پزشک|موکل|همسایه|رفیق|"
        "سردبیر|مدیر|"
        "بازجو|هم ?محله ?ای|هم ?وطن|آشنا|ناشر|مشاور|هم ?خانه|هم ?خانه ?ای)(?: سابق)?(?:ی|یی)? ?(?:ش|اش|یش|شان|م|ام|مان|مون)"
    )
    things = (
        "پرونده|پیکر|پیکرش|جسد|جنازه|خودرو|خودروی|خانه|منزل|اموال|وسایل|تجمع|تجمعی|اعتراضات|"
        "مراسم|محل|ساختمان|جلسه|دادگاه|حکم|تصاویر|ویدئوی|ویدیوی|خبر|این خبر|نشست|حساب|سامانه|"
        "اینترنت|موضوع"
    )
    some = (
        r"(?:شمار|تعداد|بخش|گروه|جمع|عده|درصد) ?(?:زیادی|بسیاری|کثیری|بزرگی|قابل توجهی|اندکی|دیگری|ای|ی) از|"
        r"(?:بسیاری|برخی|بعضی|تعدادی|شماری|گروهی|جمعی) از \S+(?:ان|ین|ها|های)"
    )
    return re.compile(
        fold_letters(
            rf"(?<!\S)(?:{some}|هیچ (?:یک از |کدام از )?(?:{nouns}|پرستار|استاد|هنرمند)\S*|"
            rf"(?:{numbers})(?: \S+)? (?:{nouns})|{plural}|{kin}|{single}|(?:{things})(?! (?:او|وی)? ?را))(?!\S)"
        )
    )


_AFTER_PREP: Final = re.compile(
    r"(?:^| )(?:از|به|با|در|توسط|سوی|برای|بین|میان|جریان|جمع|علیه|جانب|دست|نزد|درباره|"
    r"همراه|طی|میان|سر|دلیل|ظرف|گفته|گزارش|نقل از|اتهام|قتل|روی|خاطر|کنار|مقابل|حضور|"
    r"بر|پس از|تا صدور|تا اجرای|تا تعیین)(?: (?!و(?: |$)|،|که|اما|»|ان(?: |$)|انها|[\ue800-\uefff](?: |$)|تاکنون|"
    r"او(?: |$)|وی(?: |$)|\S*ش(?: |$))\S+){0,2} ?$"
)


_IN_PLACE: Final = re.compile(
    r"(?:^| )در(?: (?!(?:اعدام|قتل|محاکمه|احکام|حکم|جمع|میان|حضور|نجات|مرگ|خانواده|پیکر|تصاویر|شکنجه|شهادت|دفاع|"
    r"حمایت|تشییع|سالگرد|نام|اسامی|هویت|کنار|برابر|حالی|زمان|هنگام|مورد|رابطه|ارتباط|"
    r"قبال|روند|تعقیب|سرکوب|کشتار|کشتن|کشته|بازداشت|دستگیری|ازادی|پی|پاسخ)(?!\S))[^\s،؛.]+){1,3} $"
)
"""«در شهر X ۱۲ نفر»: after the words of a place, a number begins a subject of its own."""
_AT_LEAST: Final = re.compile(
    r"(?<!\S)(?:کم از کم|دست کم|حداقل|بیش از|بیشتر از|کمتر از|نزدیک به|قریب به|حدود|در حدود|"
    r"(?:شماری|شمار زیادی|شمار دیگری|تعدادی|تعداد زیادی|جمعی|گروهی|برخی|بسیاری) از) (?=\S)"
)
"""«بیش از سه نفر» is three people, and nobody after a preposition."""


def has_other_subject(region: str) -> bool:
    """Answers whether a stretch names another subject than the person spoken of so far."""
    region = _AT_LEAST.sub("", re.sub(r"«[^»]*»", "«»", region))
    return any(_is_free(region[: found.start()], found.group()) for found in _others().finditer(region))


def _is_free(before: str, words: str) -> bool:
    if _OF_MANY.search(before) is not None and _NUMBER.match(words) is not None:
        return False
    return _AFTER_PREP.search(before) is None or (_NUMBER.match(words) is not None and _IN_PLACE.search(before) is not None)


_OF_MANY: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:راه ?پیمایی|تجمع|اعتراض|اعتصاب|تظاهرات|حضور|قتل|کشتار|کشتن|اعدام|بازداشت|دستگیری|مرگ|شکنجه|محاکمه|محکومیت|"
        r"آزادی|خانواده|مراسم|تشییع|پیکر|مشارکت|هجوم|حمله|مقاومت) $"
    )
)
"""«راهپیمایی هزاران معترض»: whose act a noun tells, and no subject."""
_NUMBER: Final = re.compile(r"(?:\d+|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|چند|چندین|شماری|تعدادی|صدها|ده ها|هزاران|گروهی|جمعی)(?!\S)")


def starts_with_stranger(region: str) -> bool:
    """Answers whether a clause begins with a word that nobody knows: a subject of its own, though no name was found in it."""
    words = region.split()
    first = next((word for word in words if word not in {"و", "،", "اما", "ولی", "که", "»", "«"}), "")
    if len(words) < 2 or len(first) < 3 or not first.isalpha() or first.endswith("ا") or re.match(PERSON, first):
        return False
    return is_given(first) or not (is_stop(first) or first in word_set("common", "words") or first in finite_words())


_OBJECT: Final = re.compile(r"(?:^| )((?:[^\s،.؛:«»]+ ){1,3}?)(?:هم |نیز )?(?:را|رو) ")
_UNNAMED: Final = re.compile(
    fold_letters(
        r"^(?:(?:برادر|خواهر|پدر|مادر|همسر|شوهر|پسر|دختر|فرزند|دوست|رفیق|عمو|دایی|همکار|نامزد|داماد|هم ?\S+ی)(?: دیگر)?"
        r"(?:ی|یی)? ?(?:ش|اش|یش|شان|م|ام|مان)|دیگری|یکی(?: دیگر)?|(?:مرد|زن|جوان|نوجوان|دختر|پسر|زندانی|"
        r"شهروند) ?(?:ا?ی)(?: دیگر)?) $"
    )
)


_SAID: Final = re.compile(fold_letters(r"(?<!\S)(?:گفت|گفته|می گو\S+|نوشت|نوشته|افزود|توضیح|خبر داد)\S*"))
"""«گفت پسرش را …»: a mother's son is the person spoken of."""


def speaks_of_stranger(line: str) -> bool:
    """Answers whether a sentence without a name tells what is done to somebody else («برادرش را هم گرفتند»)."""
    for found in _OBJECT.finditer(line):
        unnamed = (_UNNAMED.match(found[1]) or _others().search(found[1])) and not _SAID.search(line)
        if unnamed or _are_unknown(found[1].split()[-2:]):
            return True
    return False


def has_stranger(region: str) -> bool:
    """Answers whether two words that nobody knows follow a comma («پس از آزادی، X Y دوباره …»)."""
    return any(_are_unknown(piece.split()[:2]) for piece in region.split("،")[1:])


def _are_unknown(words: list[str]) -> bool:
    return len(words) == _PAIR and all(
        len(one) >= _PAIR + 1
        and one.isalpha()
        and not (is_stop(one) or one in word_set("common", "words") or one in finite_words() or re.match(PERSON, one))
        for one in words
    )


_PAIR: Final = 2
