"""Persian verbs: paradigms made from stems, and what a form commits to (a fact, its negation, or something only possible)."""

from __future__ import annotations

from functools import cache
from typing import Final

from govah.read.persian.letters import fold_letters

PAST: Final = ("م", "ی", "", "یم", "ید", "ند")
PRESENT: Final = ("م", "ی", "د", "یم", "ید", "ند")
BE: Final = ("است", "اند", "ام", "ایم", "اید", "ای")
WAS: Final = ("بود", "بودند", "بودم", "بودیم", "بوده است", "بوده اند", "بوده")

STEMS: Final = {
    "شد": "شو",
    "کرد": "کن",
    "داد": "ده",
    "گرفت": "گیر",
    "یافت": "یاب",
    "رفت": "رو",
    "آمد": "آی",
    "گفت": "گوی",
    "نوشت": "نویس",
    "خواست": "خواه",
    "داشت": "دار",
    "برد": "بر",
    "خورد": "خور",
    "زد": "زن",
    "دید": "بین",
    "رسید": "رس",
    "کشت": "کش",
    "ماند": "مان",
    "گذشت": "گذر",
    "پیوست": "پیوند",
    "باخت": "باز",
    "افتاد": "افت",
    "آورد": "آور",
    "ساخت": "ساز",
    "فرستاد": "فرست",
    "خواند": "خوان",
    "نشست": "نشین",
    "پرداخت": "پرداز",
    "انداخت": "انداز",
    "دانست": "دان",
    "توانست": "توان",
    "گذاشت": "گذار",
    "کشید": "کش",
    "رساند": "رسان",
    "سپرد": "سپار",
    "شنید": "شنو",
    "پذیرفت": "پذیر",
    "سوخت": "سوز",
    "ریخت": "ریز",
    "گریخت": "گریز",
    "بست": "بند",
    "شکست": "شکن",
    "آویخت": "آویز",
    "افزود": "افزای",
    "نمود": "نمای",
    "گردید": "گرد",
    "گرداند": "گردان",
    "پوشید": "پوش",
    "برخاست": "برخیز",
    "درآمد": "درآی",
    "درآورد": "درآور",
    "بود": "باش",
    "ایستاد": "ایست",
    "جنگید": "جنگ",
    "درگذشت": "درگذر",
    "بازگشت": "بازگرد",
    "برگشت": "برگرد",
    "ربود": "ربا",
    "گزید": "گزین",
    "آموخت": "آموز",
    "خرید": "خر",
    "فروخت": "فروش",
    "شناخت": "شناس",
    "ترسید": "ترس",
    "پرسید": "پرس",
    "کوبید": "کوب",
    "دزدید": "دزد",
    "انجامید": "انجام",
    "یابید": "یاب",
    "طلبید": "طلب",
    "ورزید": "ورز",
    "نامید": "نام",
    "خوابید": "خواب",
    "جهید": "جه",
    "چرخید": "چرخ",
    "فهمید": "فهم",
    "کشاند": "کشان",
    "گذراند": "گذران",
    "خواباند": "خوابان",
    "بازگرداند": "بازگردان",
    "برگرداند": "برگردان",
    "سوزاند": "سوزان",
    "نهاد": "نه",
    "سرود": "سرا",
    "زیست": "زی",
    "مرد": "میر",
    "چید": "چین",
    "برداشت": "بردار",
    "دوخت": "دوز",
    "شکافت": "شکاف",
}
"""Past stem to present stem of the verbs that end Persian clauses."""


@cache
def facts(stem: str) -> tuple[str, ...]:
    """Gives the affirmative forms that state a fact: past, perfect, pluperfect and the narrating present."""
    participle = stem + "ه"
    forms = [stem + ending for ending in PAST]
    forms += [f"{participle} {be}" for be in (*BE, *WAS)]
    forms += [f"می {stem}{ending}" for ending in PAST]
    return tuple(map(fold_letters, forms))


@cache
def narrated(stem: str) -> tuple[str, ...]:
    """Gives the present forms (می‌شود), which tell a fact, a habit or a plan."""
    now = STEMS[stem]
    return tuple(fold_letters(f"می {now}{ending}") for ending in PRESENT)


@cache
def negations(stem: str) -> tuple[str, ...]:
    """Gives the negated forms."""
    now, participle = STEMS[stem], f"ن{stem}ه"
    forms = [f"ن{stem}{ending}" for ending in PAST]
    forms += [f"{participle} {be}" for be in (*BE, *WAS, "باشد", "باشند")] + [participle]
    forms += [f"نمی {stem}{ending}" for ending in PAST]
    forms += [f"نمی {now}{ending}" for ending in PRESENT] + [f"ن{now}{ending}" for ending in PRESENT]
    forms += [f"نخواه{ending} {stem}" for ending in PRESENT]
    return tuple(map(fold_letters, forms))


@cache
def possibles(stem: str) -> tuple[str, ...]:
    """Gives the subjunctive, conditional and future forms: what may, must, should or will be."""
    now, participle = STEMS[stem], stem + "ه"
    forms = [f"{now}{ending}" for ending in PRESENT if now + ending != stem]
    forms += [f"ب{now}{ending}" for ending in PRESENT]
    forms += [f"خواه{ending} {stem}" for ending in PRESENT]
    forms += [f"{participle} {be}" for be in ("باشد", "باشند", "باشم", "باشیم")]
    return tuple(map(fold_letters, forms))


@cache
def kinds(stem: str) -> dict[str, str]:
    """Gives each form of a verb with what it commits to: `fact`, `present`, `bare`, `not` or `maybe`."""
    out = dict.fromkeys(possibles(stem), "maybe")
    out |= dict.fromkeys(narrated(stem), "present")
    out |= dict.fromkeys(negations(stem), "not")
    out |= dict.fromkeys(facts(stem), "fact")
    out[fold_letters(stem + "ه")] = "bare"
    return out


_PERFECT: Final = "ه(?: (?:است|اند|ام|ایم|اید|ای|بود(?:ند|م|یم|ه(?: (?:است|اند))?)?|باش(?:د|ند|م|یم)))?"


def form_pattern(stem: str) -> str:
    """Gives a pattern for every form of a verb, negated, possible and future ones included; `kinds` says what each commits to."""
    past, now = fold_letters(stem), fold_letters(STEMS[stem])
    return f"(?:ن?می )?ن?{past}(?:م|ی|یم|ید|ند|{_PERFECT})?|(?:ن?می |ب|ن)?{now}(?:م|ی|د|یم|ید|ند)|ن?خواه(?:م|ی|د|یم|ید|ند) {past}"


def said_pattern(stem: str) -> str:
    """Gives a pattern for the affirmative forms of a verb."""
    past, now = fold_letters(stem), fold_letters(STEMS[stem])
    return f"(?:می )?{past}(?:م|یم|ند|{_PERFECT})?|می {now}(?:م|د|یم|ند)"


@cache
def finite_words() -> frozenset[str]:
    """Gives the last words of finite verb groups: where a Persian clause can end."""
    out: set[str] = set()
    for stem in STEMS:
        for form, kind in kinds(stem).items():
            last = form.split()[-1].removeprefix("ن")
            if form.endswith(("ی", "ید")) and kind != "bare" and last != fold_letters(stem):
                continue
            if kind != "bare" and not (kind == "maybe" and form == fold_letters(STEMS[stem] + "د") and len(form) < 3):
                out.add(form.split()[-1])
    out |= {
        fold_letters(word)
        for word in (
            "است",
            "نیست",
            "هست",
            "هستند",
            "هستم",
            "هستیم",
            "نیستند",
            "بود",
            "بودند",
            "نبود",
            "نبودند",
            "باشد",
            "باشند",
            "دارد",
            "دارند",
            "ندارد",
            "ندارند",
            "داشت",
            "داشتند",
            "اند",
            "شده",
            "باید",
            "بیاید",
            "بیایند",
            "نیاید",
            "نیایند",
            "بیفتد",
            "بیفتند",
        )
    }
    return frozenset(out - {fold_letters(word) for word in _NOT_VERBS})


@cache
def verb_words() -> frozenset[str]:
    """Gives finite verbs and participles: words that no name holds."""
    nominal = {fold_letters(f"{no}{stem}{end}") for stem in STEMS for no in ("", "ن") for end in ("ه", "ن")}
    return finite_words() | (nominal - {fold_letters(word) for word in _NAMES})


_NAMES: Final = ("سوختن", "بودن")
_NOT_VERBS: Final = (
    "ساخت",
    "پرداخت",
    "بازگشت",
    "نشست",
    "شکست",
    "سوخت",
    "گذشت",
    "شناخت",
    "برگشت",
    "خرید",
    "گریخت",
    "کشت",
    "بست",
    "بند",
    "برد",
    "مرد",
    "زند",
    "کشی",
    "گرد",
    "گردم",
    "نام",
    "نامی",
    "ترس",
    "ترسی",
    "رسی",
    "جهد",
    "خری",
    "خرم",
    "خواب",
    "میر",
    "میری",
    "میرم",
    "مانی",
    "مان",
    "بینی",
    "چرخ",
    "پوش",
    "جنگ",
    "جنگی",
    "زنی",
    "زیست",
    "کوب",
    "باز",
    "بازی",
    "بازم",
    "دهی",
    "دانی",
    "سازی",
    "رودند",
    "انجام",
    "پرس",
    "مردم",
    "مردی",
    "شنود",
    "زنم",
    "شوی",
    "زنان",
    "یابی",
    "نشین",
    "نه",
    "نهاد",
    "باید",
    "گذری",
    "دارم",
    "نامم",
    "نامه",
    "بندی",
    "بندم",
    "بندید",
    "چینی",
    "چین",
    "نشان",
    "داری",
    "پردازی",
    "فروشی",
    "خوانی",
    "نویسی",
    "گیری",
    "رسانی",
    "گذاری",
    "شناسی",
    "گویی",
    "آوری",
    "شکنی",
    "دهم",
    "آی",
    "آیی",
    "ای",
    "طلبی",
    "گزینی",
    "سوزی",
    "کوبی",
    "ترسم",
)
"""Words that look like finite verbs and are mostly nouns: a clause is not cut at them."""
