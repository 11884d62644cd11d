"""Which predicate an event is where it stands: a death in custody or in the street, release or bail, sentence or conviction."""

from __future__ import annotations

import re
from typing import Final

from govah.read.persian.clauses import Clause
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import PERSON
from govah.read.persian.values import has_penalty, names_death

_DEATH_TOLD: Final = re.compile("اعدام|قصاص")
_IN_CUSTODY: Final = re.compile(
    fold_letters(r"(?<!\S)(?:زیر شکنجه|تحت شکنجه|بر اثر شکنجه|در زندان|در بازداشتگاه|در بازداشت)(?!\S)"),
)
_HELD: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:در|زیر|تحت) (?:\S+ ){0,3}?"
        r"(?:زندان|بازداشتگاه|بازداشت|شکنجه|بند|حبس|کلانتری|انفرادی|بازجویی|سلول(?:ش|ی|م)?)(?!\S)|"
        r"(?<!\S)(?:بر اثر|در اثر|به دلیل|به علت|از شدت) (?:\S+ ){0,2}?شکنجه\S*|"
        r"(?<!\S)(?:روز|ساعت|هفته|ماه) (?:پس|بعد) از (?:بازداشت|دستگیری)(?!\S)|"
        r"(?<!\S)یکی از (?:بازداشت شدگان|دستگیر شدگان|زندانیان|بازداشتی ها)(?!\S)"
    )
)
_PRISONER: Final = re.compile(fold_letters(r"(?<!\S)(?:محبوس|زندانی (?:سیاسی|عقیدتی|امنیتی))(?! (?:سابق|پیشین))(?!\S)"))
_CARELESS: Final = re.compile(
    fold_letters(r"(?<!\S)(?:به بهداری(?: زندان)?|بهداری زندان|(?:مسئولان|مقامات|مقام های|پزشک) زندان|در زندان \S+)(?!\S)")
)
"""Who was brought to the ward of a prison, or waited for its wardens, died there."""
_FREED: Final = re.compile(fold_letters(r"پس از (?:\S+ )?آزادی|بیرون از زندان"))
_ARRESTED_FIRST: Final = re.compile(
    rf"^[^\ue000-\ue7ff]*?{PERSON}?(?:(?! که |(?:پسر|دختر|برادر|خواهر|همسر|پدر|مادر|دوست|فرزند)\S*ش )[^\ue000-\ue7ff])*? "
    rf"(?:بازداشت|دستگیر) (?:شد|شده بود|می شود)(?!\S)[^\ue000-\ue7ff]*$"
)
"""Who was arrested before in the same sentence, and nobody else is spoken of since, died in the hands of those who took him."""
_LET_GO: Final = re.compile(fold_letters(r"آزاد|مرخص|رها|وثیقه|سال (?:بعد|پس)|سالها|سال ها|خبر (?:آزادی|بازداشت)"))
_BULLET: Final = re.compile(r"(?<!\S)(?:گلوله|شلیک|تیراندازی|ساچمه|سرطان|کهولت|تصادف|سکته)(?!\S)")
_SHOT: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:گلوله|شلیک|تیراندازی|ساچمه|اعتراضات|تیر|ضرب|ضربه|ضربات|باتوم|قنداق|چاقو|جراحات|سرکوب|معترضان|خیزش)(?!\S)"
    )
)
_OTHER_PENALTY: Final = re.compile(fold_letters(r"(?<!\S)(?:شلاق|ضربه|حبس|زندان|تبعید|جلب|قطع)(?!\S)"))
_OWN_VERDICT: Final = re.compile(rf"(?<!\S)حکم (?:\S+ )?{PERSON}")
_BAIL: Final = re.compile(fold_letters(r"(?<!\S)(?:وثیقه|کفالت)"))
_YEARS: Final = re.compile(fold_letters(r"به \S+ (?:سال|ماه)(?!\S)"))
_WOUNDED: Final = re.compile(
    r"(?:گلوله|شلیک|ساچمه|تیر|ضربه|ضربات|باتوم)(?: \S+){0,8} (?:مجروح|زخمی|خورد|خورده|اصابت|قرار|کما|بیهوش|خونریزی)(?!\S)"
    r"|(?<!\S)مضروب (?:شد|می شود)(?!\S)"
)
_CLUB: Final = re.compile(r"(?<!\S)(?:باشگاه|تیم|لیگ|مدرسه|دانشگاه دیگری)(?!\S)")
_FILE: Final = re.compile(fold_letters(r"^\W*(?:و )?(?:پرونده|پرونده های|کیفرخواست|نامه|شکایت|درخواست|لایحه)(?: (?!را)\S+)*$"))
"""A file or a letter is what is sent."""
_BY_COURT: Final = re.compile(fold_letters(r"(?<!\S)(?:شعبه|دادگاه)(?: \S+){0,3} (?:دادگاه|انقلاب|کیفری|علیه)(?!\S)"))
"""«حکم شعبه ۴ دادگاه انقلاب علیه P صادر شد»."""
_LOST: Final = frozenset({"die", "die-lost"})
"""«جان باخت»: in a text about protests it tells of a killing, where nothing else is said to have killed."""
_UPRISING: Final = re.compile(
    "جان[\u200c ]?باختگان|جاوید[\u200c ]?نام|کشته[\u200c ]?شدگان|معترض|اعتراضات|اعتراض[\u200c ]?های|تظاهرات|خیزش|گلوله|شلیک|"
    "تیراندازی|سرکوب"
)
_NATURAL: Final = re.compile(
    fold_letters(
        r"بیماری|سرطان|سکته|کرونا|کووید|تصادف|سانحه|زلزله|سیل(?!\S)|اتش سوزی|غرق|کهولت|سقوط|ایست قلبی|نارسایی|عفونت|مسموم|"
        r"حادثه|اوار|برق گرفتگی|بهمن گیر|ریزش|واژگون|گازگرفتگی|انفجار|خودکشی|پیری|(?<!\S)مین(?!\S)|زایمان|تولد|سرما|"
        r"کوهستان|اعتصاب غذا"
    )
)
"""What else people die of."""
_BY_FORCE: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:(?:توسط|به دست|بدست|از سوی) (?:\S+ ){0,2}?(?:نیروها\S*|نیروهای|مأموران|ماموران|بسیجی\S*|لباس شخصی\S*|"
        r"پلیس|سپاه)|(?:ضربه|ضربات|ضربه های|اصابت) (?:\S+ ){0,2}?"
        r"(?:باتوم|چماق|قنداق|گلوله|ساچمه|چاقو|قمه)|(?:باتوم|چماق)(?! برقی))(?!\S)"
    )
)
"""A hand or a weapon in the sentence of a death."""
_TAKEN_AND: Final = re.compile(
    fold_letters(r"(?<!\S)(?:بازداشت|دستگیر)(?: شد| شده| کردند| کرده| شده بود| کرده بودند)? و (?:\S+ ){0,6}?$")
)
_BODIES: Final = frozenset({"body-found", "body-handed"})
_DONE_TO: Final = re.compile(
    fold_letters(r"(?<!\S)(?:ناپدید|مفقود|ربوده|متلاشی|له شده|شکسته|شکافته|شکاف|گلوله\S*|سوخته|سوزانده)(?!\S)")
)
"""What makes a body that is found that of somebody killed."""
_LEFT_OUT: Final = re.compile(fold_letters(r"(?:بازداشت|دستگیر|منتقل|آزاد|زخمی|مجروح|محکوم) و "))


_EXPELLED: Final = re.compile(fold_letters(r"(?:محرومیت|تعلیق|منع) از تحصیل|اخراج از (?:دانشگاه|مدرسه|خوابگاه|محل کار)"))
_BY_LAW: Final = re.compile(fold_letters(r"(?<!\S)(?:حبس|زندان|شلاق|ضربه|اعدام|قصاص|تبعید|نقدی|دیه|دادگاه|شعبه|تعزیری)(?!\S)"))
"""A university expels; a sentence is a court's."""
_THIS_PENALTY: Final = re.compile(r"(?<!\S)به (?:این|همین) (?:مجازات|حکم) محکوم (?:شد|شده|شدند)(?!\S)")
_NO_VERDICT: Final = re.compile(fold_letters(r"(?<!\S)هیچ (?:حکم|حکمی|حکم \S+)(?!\S)"))
_SENTENCED_TO_DEATH: Final = re.compile(r"(?:حکم|احکام|به) اعدام")
_YEARS_OF_PRISON: Final = re.compile(r"(?:سال|ماه) (?:حبس|زندان)")
_FURLOUGH: Final = re.compile(r"(?<!\S)به مرخصی(?: \S+){0,2} $")
_STAFF: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:پزشک|پرستار|کارمند|رئیس|رییس|نگهبان|سرباز|مدیر|افسر|زندانبان|معاون|بازجو|بازجوی|مامور|مددکار|بهدار)"
        r"(?: (?!زندانی|سیاسی|محبوس|بازداشت|دربند)[^\s،.]+){0,2} $"
    )
)
"""«P پزشک وظیفه در بازداشتگاه … بود»: who served there was not held there."""


def predicate_of(event: Event, line: str, clause: Clause, around: str, text: str) -> str:
    """Gives the predicate of an event, or an empty word where its sentence says no such thing after all."""
    rule = event.rule
    if rule.penalty:
        return _sentencing(event, around)
    if rule.predicate == "died":
        return _dying(event, line, clause, text)
    if rule.predicate == "killed":
        return "died_in_custody" if _IN_CUSTODY.search(around) else "killed"
    if rule.predicate == "released":
        return "released_on_bail" if _BAIL.search(around) else "released"
    if rule.predicate == "executed":
        return _execution(event, around, line, text)
    lesser = rule.id == "faces-this" and not (_SENTENCED_TO_DEATH.search(text) and not _YEARS_OF_PRISON.search(text))
    staff = rule.predicate == "detained_at" and _STAFF.search(line[clause.start : event.start]) is not None
    elsewhere = (
        lesser
        or staff
        or (
            rule.predicate == "transferred"
            and (
                _CLUB.search(around)
                or _FURLOUGH.search(line[clause.start : event.start])
                or _FILE.search(line[clause.start : event.start].rstrip())
            )
            is not None
        )
    )
    return rule.predicate if not elsewhere and (rule.predicate != "tried_by" or _tries(event, around)) else ""


def _dying(event: Event, line: str, clause: Clause, text: str) -> str:
    """A death by the words before it; a suicide is none of a killing that the same sentence tells of somebody else."""
    before, own = line[: event.start], _own_words(line, clause, event)
    if _ARRESTED_FIRST.search(before) and not _LET_GO.search(before) and not _BULLET.search(own):
        return "died_in_custody"
    imprisoned = bool(_PRISONER.search(before) or _CARELESS.search(before)) and not _FREED.search(before)
    if event.rule.id == "own-life":
        return "died_in_custody" if _HELD.search(own) else "other"
    lost = event.rule.id in _LOST and _UPRISING.search(text) is not None and not _NATURAL.search(line)
    if event.rule.id in _BODIES:
        found = "killed" if _DONE_TO.search(line) and _UPRISING.search(text) and not _NATURAL.search(line) else ""
        return "died_in_custody" if _TAKEN_AND.search(before) else found or _death(own, imprisoned=imprisoned)
    wounded = _WOUNDED.search(before) is not None or (event.rule.predicate == "died" and _BY_FORCE.search(before) is not None)
    return _death(
        own, imprisoned=imprisoned, wounded=wounded or (lost and not imprisoned), taken=_TAKEN_AND.search(before) is not None
    )


def _execution(event: Event, around: str, line: str, text: str) -> str:
    """«اجرای حکم» and «حکم اجرا شد» are executions where the sentence is death, and nothing else is carried out."""
    if event.rule.id == "execution-of" and not names_death(around):
        return "executed" if _DEATH_TOLD.search(text) else ""
    if event.rule.who != "owner":
        return "executed"
    if _OTHER_PENALTY.search(around) and not names_death(around):
        return ""
    return "executed" if names_death(line) or _OWN_VERDICT.search(around) else ""


def _tries(event: Event, around: str) -> bool:
    """Whether a court is meant, and not the prosecutor's office or nobody."""
    court = "دادگاه" in around
    return (court or "دادسرا" not in around) and (event.force != "noun" or court or "شعبه" in around or "محاکمه" in around)


def _sentencing(event: Event, around: str) -> str:
    if _EXPELLED.search(around) and not _BY_LAW.search(around):
        return "other"
    if has_penalty(around) or (event.close and _YEARS.search(around)) or event.rule.id == "years-noun":
        return "sentenced_to"
    if (event.force == "not" and _NO_VERDICT.search(around)) or _THIS_PENALTY.search(around):
        return "sentenced_to"
    if event.rule.id == "verdict-given" and _BY_COURT.search(around):
        return "tried_by"
    return "other" if event.rule.who in {"subject", "object"} and event.force != "noun" else ""


def _own_words(line: str, clause: Clause, event: Event) -> str:
    """The words of a death alone: from the last verb left out before it."""
    region = line[clause.start : clause.end if event.force == "noun" else event.end]
    cut = [found.end() for found in _LEFT_OUT.finditer(region)]
    return region[cut[-1] :] if cut else region


def _death(around: str, *, imprisoned: bool, wounded: bool = False, taken: bool = False) -> str:
    if "مشکوک" in around and not _HELD.search(around):
        return "died_in_custody" if taken else "other"
    if _HELD.search(around) and not _FREED.search(around):
        return "died_in_custody"
    if _SHOT.search(around) or wounded:
        return "killed"
    return "died_in_custody" if imprisoned else "other"
