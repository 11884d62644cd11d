"""What force an event has where it stands: a fact, its negation, only possible, or said not to be known."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.persian.clauses import Clause, clause_at
from govah.read.persian.cues import cue, is_news
from govah.read.persian.doubts import is_neither, is_presupposed, is_unreal
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import alternatives
from govah.read.persian.narrated import is_narrated
from govah.read.persian.scene import Scene
from govah.read.persian.unvouched import is_undecided, is_unvouched
from govah.read.persian.verbs import finite_words

FACT: Final = "fact"
NOT: Final = "not"
MAYBE: Final = "maybe"
UNKNOWN: Final = "unknown"


@cache
def _tight() -> re.Pattern[str]:
    """Cues that loosen even a past verb in their own clause."""
    words = [
        "شاید",
        "احتمالا",
        "اگر",
        "چنانچه",
        "آیا",
        "مبادا",
        "کاش",
        "در\u200cصورتی\u200cکه",
        "هرگاه",
        "گمانه",
        "شایعه",
        "شایعات",
        "شایعاتی",
        "شایعه\u200cای",
        "فرض",
        "تأیید\u200cنشده",
    ]
    return re.compile(rf"(?<!\S)(?:{alternatives(word for word in words)})(?!\S)")


_CONDITION: Final = re.compile(
    fold_letters(
        r"^\W*(?:(?:و|اما|که) )?(?:اگر|چنانچه|در صورت|در صورتی|درصورتی|به شرط|مشروط|هرگاه|هر گاه|هر وقت|هر زمان|هر موقع|هروقت|"
        r"به فرض)(?!\S)"
    )
)
_GOVERNING: Final = re.compile(
    fold_letters(
        r"(?:نسخه (?:پیشین|قبلی)[^.]{0,40}|ممکن است|احتمال(?: دارد| داده شده| می رود| می دهند)?|شاید|قرار (?:است|بود)|"
        r"(?:درست|صحیح|چنین) نیست|(?:شایع|دروغ|کذب) (?:بود|است|شد|شده(?: است| بود)?)|اشتباهی \S+|مشخص (?:نیست|نشده)\S*|"
        r"معلوم (?:نیست|نشده)\S*|"
        r"روشن (?:نیست|نشده)\S*|شایعه [^.]{0,20}|"
        r"شایعات\S* [^.]{0,30}|نگران\S*(?: (?!گفت|نوشت|اعلام|خبر|افزود)\S+){0,4}"
        r"|بیم\S*(?: \S+){0,4}|خواستار[^.]{0,30}|خواست\S*|خواسته(?: است| اند)?|تهدید[^.]{0,30}|"
        r"امیدوار\S*(?: \S+)?|باید|آیا|وعده[^.]{0,20}|نباید|می توان\S*|گمانه[^.]{0,30}|"
        r"تصمیم[^.]{0,20}|پرسید\S*|سوال[^.]{0,30}|سؤال[^.]{0,30}|پرسش[^.]{0,30}"
        r"|نیامده(?: است| بود)?|(?:ذکر|گفته|نوشته|قید) نشده(?: است| بود)?"
        r"|(?:هرگز |هیچ گاه |هیچ وقت )?(?:نگفت|ننوشت|نگفته|ننوشته)\S*(?: است| بود)?|(?:ادعا|اعلام|تایید|باور|قبول|اثبات|ثابت) "
        r"(?:نکرد|نکرده|نکردند|ندارد|ندارند|نمی کن|نشد|نشده)\S*(?: است| اند)?|نپذیرفت\S*|نمی پذیر\S*|(?:می|نمی) دان\S+ اگر|"
        r"(?:هیچ کس|هیچکس|کسی) (?:نمی دان\S+|خبر ندارد|مطمین نیست)|تأیید نشده|تایید نشده(?: است)?|درخواست[^.]{0,30}|"
        r"تقاضا[^.]{0,30}|فرض[^.]{0,20}|"
        r"خواب (?:دید|می دید|دیده)\S*(?: \S+)??|(?:تصور|گمان|خیال|فکر|وانمود|تظاهر|پیش بینی) (?:می )?(?:کرد|کن|"
        r"کرده)\S*(?: \S+)??|"
        r"(?:گفته|ادعا|شنیده|تصور|گمان|پنداشته) می (?:شد|رفت)|(?:شایع|ادعا|گفته) شده بود|"
        r"به (?:دروغ|غلط|اشتباه)(?: \S+){1,3}|"
        r"انتظار (?:می رود|می رفت|دارد|دارند|داشت)|می ترس\S*|ترسید\S*|نزدیک بود|کم مانده بود|"
        r"بعید[^.]{0,20}|ادعای نادرست[^.]{0,30}|صحت ندارد|نادرست است|کذب است|متهم (?:است|"
        r"اند|هستند|شده\S*(?: است)?|بود))\s*(?:،|»|:)?\s*$"
    )
)
_NOBODY: Final = re.compile(fold_letters(r"(?:هیچ کس|هیچکس|کسی) (?:نمی دان\S+|خبر ندارد)\s*$"))
"""Nobody knows whether; but who asks why takes it for done."""
_IGNORANT: Final = re.compile(
    fold_letters(r"(?:هیچ کس|هیچکس|کسی) نمی دان|(?:مشخص|معلوم|روشن) (?:نیست|نشده|نبود|نکرده)|آیا[^.]*(?:مشخص|معلوم|روشن)")
)


def force_of(event: Event, scene: Scene, clauses: tuple[Clause, ...]) -> str:
    """Gives the force of an event: `fact`, `not`, `maybe` or `unknown`."""
    line = scene.skeleton
    number = clause_at(clauses, event.start if event.rule.id == "charged-that" else max(event.start, event.end - 1))
    if line.rstrip(" »").endswith("?") and not _inside_quote(line, event.start):
        return UNKNOWN if _IGNORANT.search(line) else MAYBE
    if _asked_in_quote(line, event):
        return MAYBE
    if event.rule.predicate == "faces_death_penalty" and event.force == "state":
        return _risk_force(event, line, clauses, number)
    if _is_taken_back(event, line) or is_unreal(event, line, clauses[number]):
        return MAYBE
    if is_neither(event, line, clauses[number]):
        return NOT
    outside = _from_outside(line, clauses, number, event)
    inside = _noun_force(event, line, clauses[number], clauses) if event.force == "noun" else ""
    return outside or inside or _verb_force(event, line, clauses[number])


def _is_taken_back(event: Event, line: str) -> bool:
    """Whether the sentence itself takes away what it tells: nobody stands for it, it is irony, or it was withdrawn."""
    return bool(
        is_unvouched(line, event.start, event.end)
        or _is_ironic(event, line)
        or _WITHDRAWN.match(line, event.end)
        or _TAKEN_BACK.search(line, event.end)
        or (event.rule.predicate == "released" and _STILL_HELD.match(line, event.end))
    )


_SCARE: Final = re.compile(r"« (\S+) »")


def _is_ironic(event: Event, line: str) -> bool:
    """«P «آزاد» شد»: one word in quotation marks that the rest of the verb stands outside of is not meant so."""
    low = max(0, event.start - 2)
    return (
        event.rule.kind == "verb"
        and event.rule.predicate != "died"
        and any(found.end() < event.end for found in _SCARE.finditer(line, low, event.end))
    )


_STILL_HELD: Final = re.compile(
    fold_letters(
        r"(?: است| بود)? (?:»)? ?(?:، )?(?:اما|ولی|حال انکه|در حالی که) (?:او |وی )?(?:هنوز|همچنان|کماکان) (?:هم |"
        r"نیز )?(?:پشت میله|در زندان|در بازداشت|"
        r"در بند|در حبس|زندانی|محبوس)"
    )
)
"""«می‌گفتند P آزاد شده، اما هنوز در زندان است»."""
_WITHDRAWN: Final = re.compile(fold_letters(r"[^«»]*» را (?:\S+ ){0,8}?(?:حذف|پاک|پس گرفت|اصلاح)(?!\S)"))
_TAKEN_BACK: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:این|ان) (?:خبر|ادعا|گزارش|مطلب|نوشته)\S* را (?:\S+ ){0,4}?(?:پس گرفت|پس گرفتند|حذف|اصلاح|پاک)(?!\S)|"
        r"(?<= ، )(?:خبری|ادعایی|شایعه ای|گزارشی) که [^.؛]{0,60}?(?:تکذیب|نادرست|دروغ|کذب|اشتباه|رد شد)(?!\S)|"
        r" [؛،:-] (?:اما |ولی )?(?:این|ان) (?:خبر|ادعا|گزارش|شایعه|حرف|مطلب) (?:\S+ ){0,2}?"
        r"(?:صحت|حقیقت|واقعیت|درست|نادرست|دروغ|کذب|اشتباه|تکذیب) (?:ندارد|نداشت|نبود|نیست|بود|است|شد)|"
        r"(?<=و )(?:\S+ ){0,3}?(?:ان|خبرش|پستش|نوشته اش|توییتش) را (?:\S+ ){0,2}?(?:پاک|حذف|پس گرفت|اصلاح)(?!\S)|"
        r"(?:خبر|حرف|گفته|سخن|سخنان|ادعا|نوشته|اظهارات|شهادت)(?: ?(?:ش|اش|های خود|هایش|خود|ان|شان))? را پس گرفت"
    )
)
"""What the same sentence says was taken back later; a headline in quotation marks that its outlet took back."""


_IN_HAND: Final = re.compile(fold_letters(r"(?<!\S)(?:در دست نیست|به دست نیامده|در دسترس نیست)(?!\S)"))


_PLANNED: Final = re.compile(fold_letters(r"(?<!\S)(?:تهدید به|تصمیم به|قصد|آماده|وعده|تهدید کرد\S* به|در فکر|به فکر|در پی) $"))


def _verb_force(event: Event, line: str, clause: Clause) -> str:
    if _PLANNED.search(line[clause.start : event.start]):
        return MAYBE
    if (
        event.rule.id == "no-news"
        and "وضعیت" in line[event.start : event.end]
        and _IN_HAND.search(line[event.start : clause.end])
    ):
        return UNKNOWN
    own = line[clause.start : event.start]
    if _tight().search(own) or (clause.outer and _tight().search(line[clause.outer[0] : clause.outer[1]])):
        return MAYBE
    if event.force == "state":
        return _state_force(event, line, clause)
    if event.force == "maybe" or (event.force == "present" and not is_narrated(event, line)):
        return MAYBE
    return NOT if event.force == "not" else FACT


_IF: Final = re.compile(fold_letters(r"^\W*(?:(?:و|اما) )?(?:اگر|چنانچه)(?!\S)"))


def _risk_force(event: Event, line: str, clauses: tuple[Clause, ...], number: int) -> str:
    """A risk is itself only possible, so that doubt does not undo it; a condition or a denial does."""
    clause = clauses[number]
    if any(_IF.search(line[other.start : other.end]) for other in clauses[: number + 1]):
        return MAYBE
    return MAYBE if _PASSED.search(line, event.start, clause.end) else FACT


_PASSED: Final = re.compile(fold_letters(r"(?<!\S)(?:نیست|نیستند|ندارد|نشده|منتفی|رفع|برطرف|تکذیب)(?!\S)"))


def _inside_quote(line: str, at: int) -> bool:
    return line[:at].count("«") > line[:at].count("»")


_WHY: Final = re.compile(fold_letters(r"(?<!\S)(?:چرا|چگونه|چطور|چه کسی|چه کسانی|کدام|به چه|کی|کجا(?:ست|یند)?)(?!\S)"))


def _asked_in_quote(line: str, event: Event) -> bool:
    """«با تیتر «P بازداشت شد؟»»: a quotation that asks, unless it asks why or by whom."""
    if not _inside_quote(line, event.start):
        return False
    opened, closed = line.rfind("«", 0, event.start), line.find("»", event.end)
    words = line[opened : closed if closed > 0 else len(line)]
    return words.rstrip().endswith("?") and not _WHY.search(words)


_FALSE: Final = re.compile(
    fold_letters(
        r"^(?: است| اند| بود)? ?(?:،|»|که)? ?(?:(?:از اساس|اساسا|کاملا|یکسره|به کلی|تماما) )?"
        r"(?:ساختگی|جعلی|خیالی|خلاف واقع|حقیقت ندارد|واقعیت ندارد|صحت ندارد|نادرست|"
        r"کذب|دروغ|درست نیست|بی اساس|اشتباه بود|اشتباه است)"
        r"|^(?: است| اند| بود)? [.»] (?:این (?:خبر|ادعا|گزارش|موضوع) )(?:اشتباه|نادرست|دروغ|کذب)"
    )
)


_HOWEVER: Final = re.compile(r"\W*(?:اما|ولی|لیکن) (?!(?:اگر|شاید|ممکن|احتمالا)(?!\S))")


def _from_outside(line: str, clauses: tuple[Clause, ...], number: int, event: Event) -> str:
    """What the clauses around say: a condition before, a doubt that governs, a question of which nobody knows the answer."""
    if _on_condition(line, clauses, number, event):
        return MAYBE
    free = (clauses[number].outer and clauses[number].opener == "،") or _HOWEVER.match(line, clauses[number].start)
    governed = _governed(line, clauses, number) if number and not free else ""
    if governed:
        return governed
    if _FALSE.match(line[event.end :]):
        return NOT
    if re.match(r"\W*یا ", line[clauses[number].start :]):
        return MAYBE
    asked = _OR_NOT.match(line, event.end) or _WHETHER.search(line, clauses[number].start, event.start)
    if asked:
        return UNKNOWN if _IGNORANT.search(line) else MAYBE
    return ""


_OR_NOT: Final = re.compile(r"(?: است| اند)? (?:یا (?:نه|خیر|\S+ه(?: است| اند)?(?= |$)))")
_WHETHER: Final = re.compile(fold_letters(r"(?:^| )آیا "))


def _on_condition(line: str, clauses: tuple[Clause, ...], number: int, event: Event) -> bool:
    earlier = any(
        _CONDITION.search(line[other.start : other.end]) and not re.search(r"[.؛]", line[other.end : event.start])
        for other in clauses[:number]
    )
    own = line[clauses[number].start : clauses[number].end]
    return earlier or (event.force != "noun" and _CONDITION.search(own) is not None)


def _governed(line: str, clauses: tuple[Clause, ...], number: int) -> str:
    """What a clause that ends in «احتمال دارد», «خواستار شد» or «مشخص نیست» makes of the one after it."""
    before = re.sub(r" (?:این|ان)$", "", line[clauses[number - 1].start : clauses[number - 1].end].rstrip())
    if _GOVERNING.search(before) and not (_NOBODY.search(before) and _WHY.match(line, clauses[number].start)):
        return UNKNOWN if _IGNORANT.search(before) else MAYBE
    joined = number > 1 and clauses[number].opener != "که"
    ignorant = joined and _IGNORANT.search(line, clauses[number - 2].start, clauses[number - 1].start)
    return UNKNOWN if ignorant and re.search(fold_letters(r"(?:^| )(?:یا|و|آیا) *$"), before) else ""


_DENIED: Final = re.compile(r"(?<!\S)(?:تکذیب|انکار|را(?: (?:نیز|هم|قاطعانه|قویا|رسما|صریحا|به شدت|به صراحت|\S+))? رد)(?!\S)")
_UNSURE: Final = re.compile(fold_letters("احتمال|درخواست|تقاضا|برای"))
_UNDONE: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:قرار (?:است|بود)|خواهد|خواهند|متوقف|لغو|جلوگیری|تعویق|محتمل|خواستار|شو(?:د|ند)|نشد|نشده|"
        r"مخالفت?\S*|تهدید|رد شد|(?:ضروری|لازم|ممکن|مجاز|حیاتی|فوری|واجب|بی فایده|خطرناک) (?:است|بود|نیست)|منتفی|ناکام|شکست خورد|"
        r"مطرح نیست|در دستور کار|شدنی نیست|ناممکن|غیرممکن|به نتیجه نرسید|سیاه نمایی|"
        r"تهمت|اتهام زنی|خبرسازی|افسانه|توهم|خودداری|درخواست|جعلی|ساختگی|"
        r"عذرخواهی|پوزش|حذف|پس گرفت|درست نیست|یافت نشده?|نیافت\S*|دیده نشده?|اشتباه|بازمانده)(?!\S)"
    )
)


_SAID_FALSE: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:کذب|نادرست|دروغ|دروغین|بی اساس|بی پایه|خلاف واقع|غیرواقعی|شایعه (?:خواند|دانست|نامید|است|بود|ای)\S*|"
        r"واهی|درست نیست|"
        r"(?:حقیقت|واقعیت|صحت) ندارد|تکذیب شد\S*|سیاه نمایی|خبرسازی|تهمت|افسانه|ادعای پوچ|پوچ|جعلی|ساختگی)(?!\S)"
    )
)
_RUMOURED: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:خبری|خبرهایی|اخباری|ادعایی|ادعاهایی|گزارشی|گزارش هایی|مطلبی|مطالبی|شایعه ای|شایعاتی|آنچه) (?:\S+ )?(?:که )?$"
    )
)
_ANSWERABLE: Final = ("پاسخگوی", "عامل", "عاملان", "امران", "مسیولان")
"""«پاسخگوی مرگ P»: who is asked to answer for a death takes it for done."""
_NOTHING: Final = re.compile(fold_letters(r"(?<!\S)(?:هیچ|هیچ گونه|هیچگونه|بازمانده|بازماندگان)(?!\S)"))


_APPEAL: Final = re.compile(
    r"(?<!\S)(?:ن|ب|می )?(?:کنید|کنیم|دهید|دهیم|گیرید|گیریم|شوید|شویم|باشید|باشیم|گذارید|گذاریم|خواهید|دانید)(?!\S)|!"
)
_NOT_ANNOUNCED: Final = re.compile(
    fold_letters(
        r"(?:از سوی|توسط|از طرف|در) (?:\S+ ){0,2}?(?:رسانه|منابع|مسئولان|مقام|نهاد|مراجع)\S*.{0,60}?"
        r"(?:اعلام|منتشر|تایید|رسانه ای) (?:نشده|نکرده|نشد)"
    )
)
"""That the state has not announced an execution puts no doubt on it."""


def _noun_force(event: Event, line: str, clause: Clause, clauses: tuple[Clause, ...]) -> str:
    """What a noun («اعدام P») commits to hangs on the words around it: a wish, a doubt, a denial, or news of it."""
    before = line[clause.start : event.start]
    piece = re.split(r"[،؛:«(]|(?<!\S)(?:و|که)(?!\S)", before)[-1] if not before.rstrip().endswith(("و", "،")) else before
    near = " ".join(piece.split()[-7:])
    after = line[event.end : clause.end] + _resumed(line, clauses, clause)
    if (
        is_undecided(before, after)
        or (near.endswith("اقدام به") and not _DID.match(after))
        or re.search(r"(?<!\S)(?:احتمالی|قریب الوقوع|زودهنگام)(?!\S)", line[event.start : event.end])
        or (event.rule.id == "execution-of" and _NOT_ANNOUNCED.search(after) and not _DENIED.search(after))
    ):
        return MAYBE
    presupposed = near.endswith("اقدام به") or (event.rule.id in {"death-of", "killing-of"} and near.endswith(_ANSWERABLE))
    long_since = event.rule.id == "arrest-of" and _LONG_SINCE.search(near)
    if presupposed or long_since or (_DENIED.search(after) and not _UNSURE.search(near)):
        return FACT
    rumoured = clause.opener == "که" and _RUMOURED.search(line[: clause.start]) and _SAID_FALSE.search(line, clause.end - 1)
    if cue("ignorance").search(after) or _SAID_FALSE.search(after) or rumoured:
        unknown = MAYBE if near.endswith(_CAUSES) else UNKNOWN  # of a cause that nobody knows the arrest itself is known
        return unknown if cue("ignorance").search(after) else NOT
    if (
        cue("possible").search(near)
        or cue("wanting").search(near)
        or _UNDONE.search(after)
        or _NOTHING.search(near)
        or (event.rule.grave and "محکوم کرد" in after)
    ):
        return MAYBE
    if event.rule.id == "arrest-of" and "محکوم" in after:
        return FACT
    told = is_news(line[event.end :], near) or not (_has_finite(line) or _COPULA.search(line) or _APPEAL.search(line))
    taken = is_presupposed(event, near, after, line[event.end :])
    return FACT if told or taken or (not event.rule.grave and event.rule.id != "arrest-of") else MAYBE


_LONG_SINCE: Final = re.compile(r"(?<!\S)(?:روز|ماه|هفته|سال|ساعت|گذشت)(?: \S+)?? (?:پس |بعد )?از$")
"""«با گذشت ۲۵ روز از بازداشت P»: the arrest is a fact, whatever else nobody knows."""
_CAUSES: Final = ("علت", "دلیل", "دلایل", "علل")
_DID: Final = re.compile(r"(?: (?:\S+ ){0,2}?)?(?:کرد|کردند|کرده|نمود|نمودند|می کن\S+)(?!\S)")
_COPULA: Final = re.compile(r"\S{2,}(?:ست|ند)(?: [.!»]+)*\s*$|(?:مخالف|موافق|نگران|منتظر|خواهان)(?:ی?م| ام| ایم)[ .!»]*$")
"""«اعدام P خط قرمز ماست»: a sentence about it, and no news of it."""


def _resumed(line: str, clauses: tuple[Clause, ...], clause: Clause) -> str:
    """How a clause goes on after the relative clause that broke it."""
    return "".join(" " + line[other.start : other.end] for other in clauses if other.outer and other.outer[0] == clause.start)


def _state_force(event: Event, line: str, clause: Clause) -> str:
    reach = 7 if event.rule.predicate == "forced_confession" else 5
    near = " ".join(line[clause.start : event.start].split()[-reach:])
    if not event.rule.aside and cue("possible").search(near):
        return MAYBE
    if event.rule.grave and (cue("wanting").search(near) or cue("possible").search(near)):
        return MAYBE
    begin, end = (event.end, len(line)) if event.rule.id == "pressed-to-confess" else (clause.start, clause.end)
    if event.rule.predicate == "forced_confession" and _RESISTED.search(line, begin, end):
        return MAYBE
    if event.rule.id == "forced-noun" and event.letters and _NO_SUCH.search(line[event.end : clause.end]):
        return MAYBE
    if event.rule.predicate != "disappeared" and not event.rule.aside and cue("ignorance").search(line[event.end : clause.end]):
        return UNKNOWN
    return FACT


_RESISTED: Final = re.compile(
    fold_letters(r"(?<!\S)(?:ن(?:شد|داد|کرد|پذیرفت)\S*|خودداری|امتناع|حاضر|مقاومت|انکار|زیر بار نرفت\S*|برای|جهت)(?!\S)")
)
_NO_SUCH: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:تکذیب|را رد|ناکام|مطرح نیست|در دستور کار|شدنی نیست|لغو|به تعویق|جلوگیری|بی پایه|بی اساس|کذب|دروغ|"
        r"نادرست)(?!\S)"
    )
)


def _has_finite(line: str) -> bool:
    return any(word in finite_words() for word in line.split())
