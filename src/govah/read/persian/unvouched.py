"""Words that vouch for nothing: a wish, a ban or an order to say something, neither yes nor no, and what nobody decided."""

from __future__ import annotations

import re
from typing import Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import PERSON

_SAYS: Final = (
    r"[بن]گو(?:ی?ید|ی?ند|یم|ییم|یید|یی|ئید)?|[بن]گ(?:ه|ن|ید|ین|یم|م|ی)|نمی گو\S*|"
    r"[بن]نویس(?:د|ند|م|یم|ید|ی|ن|ین|ه|یند)?|نمی نویس\S*|[بن]شنو(?:د|ند|م|یم|ید|ی|ن|ین|ه)|"
    r"(?:(?:این طور|اینطور|چنین )?(?:اعلام|شایعه|شایع|ادعا|وانمود|ثابت|اثبات|باور|فکر|گمان|خیال|تصور|فرض|منتشر|پخش|چاپ|"
    r"نقل|روایت|تایید|اقرار|اعتراف)(?: هم)?) ن?(?:کند|کنند|کنم|کنیم|کنید|کنی|کنه|کنن|کنین|شود|نشود)|"
    r"(?:تکرار|درست|امضا) ن?(?:کنید|کنیم|کنم|کند|کنند|کنین|نکنید|نکنین)(?= که(?!\S))|[بن]خوان(?:م|یم|ید|ند|ین)(?= که(?!\S))|"
    r"گمان (?:ن|م)بر\S*|نه (?:گفته|گفت|نوشته|نوشت|اعلام کرد|تایید کرد)\S*(?: است| اند)?|"
    r"(?:خبر|گزارش|شهادت|اطلاع|تیتر|زنگ|جار|فریاد) (?:ب|ن)?(?:دهد|دهند|دهید|دهم|دهیم|بده|زند|زنند|زنید|زنیم|دن|دین|زنین)"
)
"""A verb of saying or believing that is forbidden, ordered, wished for or denied, in its written and its spoken forms."""
_SAYING: Final = re.compile(fold_letters(rf"(?<!\S)(?:{_SAYS})(?!\S)"))
_MAIN: Final = re.compile(fold_letters(r" ?(?:،|و(?!\S)|تا(?!\S)|یا(?!\S)|چرا|چگونه|چطور|کجا|کی(?!\S)|کدام|چه کسی|به چه)"))
"""What shows right after the verb of saying that no such clause hangs on it, or that it asks about what is taken for done."""
_MEANWHILE: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:بدون|بی|پیش از|قبل از|طول کشید|زمان برد|پس از|بعد از)(?: (?:ان|این))?(?: ?که)?(?: [^\s،.؛]+){0,7} ?$"
    )
)
"""«بدون آنکه به خانواده خبر بدهند …»: the main clause goes on after it."""
_PURPOSE: Final = re.compile(fold_letters(r"(?<!\S)(?:برای|تا|به خاطر)(?: (?:ان|این))?(?: ?که)?(?: [^\s،.؛]+){0,7} ?$"))
_FRANK: Final = re.compile(
    fold_letters(r"(?<!\S)(?:باید|بگذار\S*|اجازه ده\S*|می توان\S*|می خواهم|بهتر است)(?: (?:به|این را|هم) ?\S*){0,2} ?$")
)
_MINE: Final = re.compile(fold_letters(r"ب(?:گویم|گوییم|گم|گیم|نویسم|نویسیم)"))
"""«باید بگویم که …»: who must say it says it."""
_WISH: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:خدا ?(?:نکند|نکنه|نخواهد|نخواد|نیاورد|کند|کنه)|زبانم لال|ان ?شا\S*(?: الله)?|امید که|به امید روزی|"
        r"نکند|الهی|مبادا|به (?:دروغ|غلط) (?:[^،.؛]{1,30} )?(?:گفت|نوشت|اعلام کرد|ادعا کرد|خبر داد|مدعی|گزارش داد)\S*|"
        r"دعا (?:می کنم|می کنیم|کنید|کنیم)|آرزو (?:می کنم|می کنیم|دارم|داریم)|ارزویم|"
        r"(?:ای )?کاش(?! (?:[^،.؛]+ )?(?:نمی|ن)\S+ ،))(?!\S)"
    )
)
_HARD: Final = re.compile(r"[.؛?!]")
_NEITHER: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:نه (?:\S+ ){0,2}?(?:تایید|تکذیب|رد|انکار|پذیرفت\S*)(?: \S+){0,2}?(?: ،)?(?: و)? نه|"
        r"نه [^.؛?!]{2,90} را (?:تایید|تکذیب|رد|انکار)(?: \S+)?(?: ،)?(?: و)? نه|"
        r"(?:تایید|رد|انکار|تکذیب) (?:و|یا) (?:تایید|تکذیب|رد|انکار)(?: \S+){0,2}? ن(?:کرد|شد|می)\S*)(?!\S)"
    )
)
"""«را نه تأیید کرد و نه تکذیب»."""


_FAKE: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:صفحه|صفحات|حساب|حساب کاربری|کانال|کانالی|سایت|سایتی|صفحه ای|حسابی|خبر|خبری|نامه|نامه ای|بیانیه|بیانیه ای|"
        r"پیام|پیامی|شاهد|سند|سندی|ویدیو|ویدیویی) (?:\S+ )?(?:جعلی|دروغین|ساختگی|قلابی|تقلبی|ناشناس)(?!\S)"
    )
)
"""A source that is itself a fake."""


def is_unvouched(line: str, start: int, end: int) -> bool:
    """Answers whether nobody stands for what a stretch tells: it is only wished, forbidden to be said, or left open."""
    if any(not _HARD.search(line, found.end(), start) for sign in (_WISH, _FAKE) for found in sign.finditer(line, 0, start)):
        return True
    if any(_governs(line, found, start) for found in _SAYING.finditer(line, 0, start)):
        return True
    return any(
        not _HARD.search(line, *((found.end(), start) if found.end() <= start else (end, max(end, found.start()))))
        for found in _NEITHER.finditer(line)
    )


def _governs(line: str, verb: re.Match[str], at: int) -> bool:
    """Whether what stands at that place is what the verb of saying would say."""
    between = line[verb.end() : at]
    if _HARD.search(between) or _MAIN.match(line, verb.end()):
        return False
    before = line[: verb.start()]
    if _MEANWHILE.search(before):
        return False
    if _MINE.fullmatch(verb.group()) and _FRANK.search(before):
        return False
    if _PURPOSE.search(before):
        return re.search(PERSON, between) is not None
    return True


_UNDECIDED: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:(?:موافقت|مخالفت|توافق|مخالف|موافق)(?: (?:خود|خویش|اصولی))?(?: را)?(?: اعلام)? "
        r"(?:ن\S+|کرد\S*|است|اند|بود|شد\S*)|"
        r"(?:تصمیم|نظر|رأی|رای|اظهار نظر|اظهارنظر)(?:ی|ی نهایی| نهایی| مثبت| قطعی)?(?: هم| را)? (?:خود را )?"
        r"(?:صادر |اعلام |گرفته )?ن\S+|"
        r"به (?:توافق|نتیجه|تصمیم|جمع بندی|اجماع)(?: \S+){0,2}? نرسید\S*|سر باز (?:زد|می زن)\S*|طفره (?:رفت|می رود)\S*|امتناع|"
        r"(?:را )?(?:نپذیرفت|نمی پذیرد|قبول نکرد|نخواست)\S*|تن نداد\S*|زیر بار نرفت\S*|دریغ|تعلل|چیزی نمی دان\S*|بی اطلاع\S*|"
        r"در دست بررسی|در حال بررسی|(?:بررسی|رأی گیری|رای گیری) (?:می کن|می شو|خواهد)\S*|"
        r"ناتوان|احتمال\S* (?:است|بود)|منتفی)(?!\S)"
    )
)
"""A governing verb that decides nothing, or against it («با نقض حکم P موافقت نکرد»)."""
_OFFERED: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:پیشنهاد|پیشنهاد برای|اجازه|مجوز|امکان|امید به|زیر بار|امیدوار به|احتمال|چشم به راه|به شرط|طرح|"
        r"چشم انتظار|منتظر|در انتظار|لزوم|ضرورت|نیاز به|دستور|اهمیت|فوریت) $"
    )
)
_EITHER: Final = re.compile(r"(?<!\S)یا $")
_OR_ELSE: Final = re.compile(fold_letters(r" یا (?:عدم|رد|نقض|تایید|ابرام|لغو|آزادی|مرگ|زنده|ادامه|خودکشی) "))


_MISTAKEN: Final = re.compile(fold_letters(r"(?<!\S)به (?:دروغ|غلط|اشتباه)(?!\S)"))


def is_undecided(before: str, after: str) -> bool:
    """Answers whether the words around a noun («نقض حکم P») leave it open, offered or refused."""
    open_ = _UNDECIDED.search(after) or _OFFERED.search(before) or _EITHER.search(before) or _OR_ELSE.match(after)
    return bool(open_ or _MISTAKEN.search(before))
