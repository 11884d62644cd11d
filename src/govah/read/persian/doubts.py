"""What unmakes a fact beside the single cues: neither-nor, what should have been, a verb that turns it round, another's lot."""

from __future__ import annotations

import re
from typing import Final

from govah.read.persian.clauses import Clause
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import PERSON

_NEITHER: Final = re.compile(
    fold_letters(
        r"(?<!\S)نه (?!(?:سال|ماه|روز|هفته|نفر|تن|ساعت|دقیقه|تنها|فقط|صرفا|شهروند|زندانی|متهم|معترض|زن|مرد|کودک|فعال|مورد|بار|"
        r"ضربه|"
        r"میلیون|میلیارد|هزار|کارگر|معلم|دانشجو)(?!\S))"
    )
)
"""«نه بازداشت شد و نه احضار»; before a measure نه is nine."""
_BUT: Final = re.compile("(?<!\\S)(?:بلکه|، که) ")
_SHOULD: Final = re.compile(fold_letters(r"(?<!\S)(?:باید|می باید|بایست|بایستی|می بایست|می بایستی|حق داشت|جا داشت|نباید)(?!\S)"))
"""«باید آزاد می‌شد»: what should have been was not."""
_TURNED: Final = re.compile(
    fold_letters(
        r" (?:(?:\S+ )?(?:نبوده?|نیست|نیستند|نبودند|نشده?|نشدند|نکرده?|نکردند|نمی \S+|نخواهد|نخواهند|شود|شوند|شوم|کند|کنند|"
        r"باشد|باشند|"
        r"گردد|گردند|نماید|خواهد|خواهند|بماند|بمانند|نماند|نمانده|نگردید|نیافت)|(?:می شو|می کن)\S*)(?!\S)"
    )
)
"""A negative, future or subjunctive verb right after a description."""
_OF_OTHERS: Final = re.compile(
    fold_letters(
        r" (?:از |گرفتن از )?(?:(?:هم (?:بند|سلول|پرونده|اتاق|کلاس|رزم|تیم)\S*|(?:برادر|خواهر|پدر|مادر|پسر|دختر|فرزند|همسر|"
        r"شوهر|دوست|"
        r"همکار|عمو|دایی|خاله|عمه|نوه|نامزد|پسرعمو|دخترعمو|پسرخاله|دخترخاله|موکل|شاگرد|رفیق|بستگان|نزدیکان|خانواده|اعضای)"
        r"(?:ی|ان|های)?(?: ?(?:ش|اش|یش|شان|م|ام|خود|او|وی))?|(?:معترضان|معترضین|زندانیان|متهمان|متهمین|بازداشت شدگان|دیگران|دیگر "
        r"\S+|سایر|مردم|شهروندان|دانشجویان|کارگران|جوانان|کودکان|زنان|مخالفان|منتقدان|بسیاری|یک|دو|سه|چند))(?!\S))"
    )
)
"""«آزادی هم‌سلولی‌اش», «اعتراف اجباری معترضان»: the lot is somebody else's."""
_FICTION: Final = re.compile(
    fold_letters(r"(?<!\S)(?:نمایش|فیلم|سریال|رمان|داستان|تئاتر|قصه|بازی)(?: [^.؛]{0,40})? (?:شخصیت|نقش|قهرمان|کاراکتر)(?!\S)")
)
"""What befalls somebody in a play."""
_ABOUT: Final = re.compile(
    fold_letters(r"(?<!\S)(?:درباره|در مورد|پیرامون|درخصوص|در خصوص|موضوع|پدیده|نماد|مخالف|علیه)(?: \S+)?? $")
)
_BLAMED: Final = re.compile(fold_letters(r" (?:را )?(?:\S+ )?(?:محکوم|نکوهش|تقبیح|انتقاد|نقد)(?!\S)"))
_ROUNDED: Final = frozenset({"no-lawyer", "lawyer-not-seen", "released-before", "forced-noun", "under-torture", "upheld-before"})
"""Descriptions that a word behind them can give to somebody else or turn round."""


_ONLY_SAID: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:خبر|خبرهای|اخبار|شایعه|شایعات|ادعا\S*|گزارش|گزارش های|فرض|احتمال|امکان|خطر|تهدید|دستور|فرمان|حکم|قرار|"
        r"درخواست|"
        r"تقاضا\S*|آرزو\S*|امید\S*|نگران\S*|بیم|ترس|هراس|قصد|تلاش|برنامه|طرح|سناریو\S*|شعار|داستان|قصه|خواب|وعده|پیش بینی|انتظار|"
        r"منتظر|مخالف\S*|خواستار|مانع|جلوی|بدون|عدم|هرگونه|هر گونه|مدعی|سالگرد)"
        r"(?: (?:\S+ی|جعلی|کذب|نادرست|دروغین|تایید نشده|تاییدنشده|منتشر شده|منتشرشده))?(?: (?:به|برای|از|با|بر|درباره|مبنی))*$"
    )
)
_NOT_SO: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:رد|تکذیب|انکار|دروغ|کذب|شایعه|نادرست|صحت|ندارد|نیست|نبود|نشد|نکرد|خواهد|خواهند|(?<!می )شود|(?<!می )کند|"
        r"باشد|باید|می خواه\S*|می توان\S*|"
        r"ممکن|اگر|شاید|احتمال\S*|خواست|خواستند|تهدید|ادعا|مدعی)(?!\S)|\?"
    )
)
_PRESUPPOSED: Final = frozenset({"death-of", "killing-of", "arrest-of"})


_WITH_IT: Final = re.compile(rf"(?: (?:و|،) {PERSON})* ، (?=\S)")
"""«با اعدام P و Q، …»: the comma ends what is taken for done."""


def is_presupposed(event: Event, near: str, after: str, rest: str) -> bool:
    """Answers whether a sentence about a death or an arrest takes it for done («مرگ P … را برجسته می‌کند»).

    `rest` is the sentence from the event on: «با اعدام P، شمار … به هفت رسید».
    """
    if near.split()[-1:] == ["با"] and _WITH_IT.match(rest):
        return not _NOT_SO.search(rest)
    return event.rule.id in _PRESUPPOSED and not _ONLY_SAID.search(near) and not _NOT_SO.search(after)


def is_neither(event: Event, line: str, clause: Clause) -> bool:
    """Answers whether «نه … نه …» denies an event («نه بازداشت شده و نه زندانی است»)."""
    own = line[clause.start : event.start]
    return event.rule.kind == "verb" and _NEITHER.search(own) is not None and not _BUT.search(own)


def is_unreal(event: Event, line: str, clause: Clause) -> bool:
    """Answers whether the words around an event say that it was not, only should have been, or was somebody else's."""
    own = line[clause.start : event.start]
    if _FICTION.search(own):
        return True
    if event.rule.kind == "verb":
        return _SHOULD.search(own) is not None
    if event.rule.id not in _ROUNDED:
        return False
    if event.letters:
        return False
    turned = _TURNED.match(line, event.end) and event.rule.predicate != "tortured" and event.rule.id != "released-before"
    others = event.rule.predicate != "denied_lawyer" and _OF_OTHERS.match(line, event.end)
    general = event.rule.id == "forced-noun" and (_ABOUT.search(own) or _BLAMED.match(line, event.end))
    return bool(turned or others or general)
