"""Clauses of a Persian sentence: the verb comes last, «که» opens one inside another, and the outer clause goes on after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.persian.scene import PERSON
from govah.read.persian.speakers import is_speaker
from govah.read.persian.verbs import finite_words

_AUXILIARY: Final = frozenset({"است", "اند", "بود", "بودند", "باشد", "باشند", "شد", "شدند", "شده"})
_WORD: Final = re.compile(r"\S+")
_PEOPLE: Final = frozenset(
    [
        "سیاسی",
        "زندانی",
        "شهروند",
        "شهروندان",
        "کولبر",
        "معلم",
        "جوان",
        "نوجوان",
        "زن",
        "مرد",
        "دانشجو",
        "فعال",
        "فعالان",
        "مدنی",
        "زندانیان",
        "زنان",
        "کولبران",
        "کارگر",
        "هنرمند",
        "خواننده",
        "شاعر",
        "ورزشکار",
        "اقلیت",
        "مردم",
        "عقیدتی",
        "نویسنده",
        "دو",
        "سه",
    ]
)
"""Words after which کرد is a people and no verb («زندانی سیاسی کرد»)."""
_BARE: Final = frozenset(["شده", "کرده", "داده", "گرفته", "یافته", "رسیده", "رفته", "برده", "بازگشته", "درگذشته", "باخته"])
"""Participles that end a clause by themselves, before a conjunction or a comma."""
SOMEBODY: Final = "?"
"""The antecedent of a relative clause about nobody whom the text names."""
_CONJUNCTIONS: Final = frozenset(
    [
        "حالی",
        "هنگامی",
        "زمانی",
        "وقتی",
        "طوری",
        "طور",
        "گونه",
        "ای",
        "ان",
        "این",
        "چرا",
        "بل",
        "انجا",
        "جایی",
        "صورتی",
        "چنان",
        "اینکه",
        "انکه",
        "بطوری",
        "همین",
        "همان",
        "حدی",
        "اندازه",
        "نحوی",
        "مگر",
        "هرچند",
        "اگرچه",
        "جز",
        "چون",
        "تا",
        "وقت",
        "روزی",
        "سالی",
        "مدتی",
        "مدت",
        "دوره ای",
        "روزهایی",
        "وجود",
        "دلیل",
        "خاطر",
        "رو",
        "حال",
        "روی",
        "شرطی",
    ]
)
"""Words that make one conjunction with «که»."""
_HARD: Final = frozenset({"؛", ":", ".", "?", "!"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, by places in the skeleton."""

    start: int
    end: int
    opener: str = ""
    "`که` where it is a subordinate clause, else the conjunction or mark before it."
    antecedent: str = ""
    "The letter of the mention that a relative clause says more about, or `SOMEBODY`."
    outer: tuple[int, int] | None = None
    "Where this clause began, before a relative clause broke it in two."


@dataclass(slots=True)
class _Open:
    start: int
    opener: str = ""
    antecedent: str = ""
    outer: tuple[int, int] | None = None


@cache
def _ends(word: str) -> bool:
    return word in finite_words()


def clauses_of(skeleton: str) -> tuple[Clause, ...]:
    """Gives the clauses in order; together they cover the sentence."""
    words = [(found.start(), found.end(), found.group()) for found in _WORD.finditer(masked(skeleton))]
    out: list[Clause] = []
    current = _Open(0)
    held: list[tuple[int, int]] = []
    for at, (start, end, word) in enumerate(words):
        if word == "که" and start == current.start and out and (antecedent := _of_copula(skeleton[out[-1].start : out[-1].end])):
            current = _Open(end + 1, "که", antecedent)
        elif word == "که" and not _is_but(skeleton, current.start, start):
            relative = not _speech_before(words, at) or bool(out and _INDEFINITE.search(skeleton, out[-1].start, start))
            antecedent = (
                (_antecedent(skeleton[current.start : start]) or _renamed(skeleton, current.start, start)) if relative else ""
            )
            if relative and not antecedent and at and words[at - 1][2] not in _CONJUNCTIONS:
                antecedent = SOMEBODY
            if start - current.start > 1:
                out.append(_closed(current, start))
                if relative and not (at and _is_verb(words, at - 1)):
                    held.append((current.outer[0] if current.outer else current.start, start))
            current = _Open(end + 1, "که", antecedent)
        elif _cuts(words, at, skeleton[current.start : start], skeleton[end:]):
            out.append(_closed(current, end))
            outer = held.pop() if held and word not in _HARD and current.opener == "که" and not _coordinated(words, at) else None
            current = _Open(end + 1, _mark(words, at + 1), current.antecedent if _coordinated(words, at) else "", outer)
            if current.antecedent:
                current.opener = "که"
    if current.start < len(skeleton):
        out.append(_closed(current, len(skeleton)))
    return tuple(out)


_NOT_BUT: Final = re.compile(r"(?<!\S)نه (?:به|در|از|با|برای) [^،]+ ، $")
"""«نه به اعدام، که به پانزده سال حبس محکوم شد»: «که» is «but»."""


def _is_but(skeleton: str, since: int, at: int) -> bool:
    return _NOT_BUT.search(skeleton, since, at) is not None


_QUOTE: Final = re.compile(r"«([^»]*)»")


def masked(skeleton: str) -> str:
    """Gives the skeleton with quotations that are no sentences (a charge, a title) blanked: no verb is seen in them."""
    return _QUOTE.sub(_blank, skeleton)


def _blank(quote: re.Match[str]) -> str:
    inner = quote[1].strip(" .!?")
    last = inner.rsplit(" ", 1)[-1]
    if len(inner) > 200 or _ends(last):
        return quote.group()
    return "«" + "_" * (len(quote.group()) - 2) + "»"


def clause_at(clauses: tuple[Clause, ...], at: int) -> int:
    """Gives which clause a place stands in."""
    for number, clause in enumerate(clauses):
        if at < clause.end or number == len(clauses) - 1:
            return number
    return 0


def _closed(current: _Open, end: int) -> Clause:
    return Clause(current.start, end, current.opener, current.antecedent, current.outer)


def _is_verb(words: list[tuple[int, int, str]], at: int) -> bool:
    if words[at][2] == "نبود" and at and words[at - 1][2] in {"به", "از", "با", "دلیل", "علت", "خاطر", "سبب", "و"}:
        return False  # «در اعتراض به نبود پزشک»: a noun
    if words[at][2] == "روند" and (not at or words[at - 1][2] not in {"می", "نمی"}):
        return False  # «روند بازجویی»: a noun
    if words[at][2] == "ام" and at and words[at - 1][2] in _MY:
        return False  # «در خانه‌ام بازداشت شدم»
    if words[at][2] in _BARE or (at and words[at - 1][2] in {"می", "نمی"}):
        return True
    return _ends(words[at][2].rsplit(" ", 1)[-1])


_MY: Final = frozenset({"خانه", "خانواده", "بچه", "پرونده", "نامه", "چهره", "سینه", "شانه", "دنده", "گونه", "مغازه"})
"""Nouns after which «ام» is «my», and no verb."""
_SOFT: Final = frozenset({"شکست", "گریخت", "سوخت", "کشت", "برد", "بازگشت", "برگشت", "مرد"})
"""Past verbs that are mostly nouns: verbs after a person or an object, before a new clause."""


def _is_soft(words: list[tuple[int, int, str]], at: int) -> bool:
    if words[at][2] not in _SOFT or not at or at + 1 >= len(words):
        return False
    before, following = words[at - 1][2], words[at + 1][2]
    object_before = before in {"را", "رو", "خود"} or re.fullmatch(PERSON, before) is not None
    return object_before and following in {"و", "،", "اما", "ولی", "؛"}


_TOLD: Final = frozenset({"نوشته", "گفته", "افزوده"})
_OF_TELLING: Final = frozenset({"به", "طبق", "بنابر", "بر", "اساس", "براساس", "پایه", "برپایه", "این", "ان", "از", "در", "دست"})


def _tells(words: list[tuple[int, int, str]], at: int) -> bool:
    """Whether a participle of telling stands for its verb before what is told («خبرگزاری … نوشته P …»)."""
    if words[at][2] not in _TOLD or not at or words[at - 1][2] in _OF_TELLING or at + 1 >= len(words):
        return False
    following = words[at + 1][2]
    speaks = is_speaker(" ".join(word for _start, _end, word in words[max(0, at - 7) : at]))
    return speaks and (following == "،" or re.fullmatch(PERSON, following) is not None)


def _verb_ends(words: list[tuple[int, int, str]], at: int) -> bool:
    if _is_soft(words, at):
        return True
    if _tells(words, at):
        return True
    if not _is_verb(words, at):
        return False
    following = words[at + 1][2] if at + 1 < len(words) else ""
    if words[at][2] == "کرد" and at and words[at - 1][2] in _PEOPLE:
        return False
    beyond = words[at + 2][2] if at + 2 < len(words) else ""
    if following in _AUXILIARY or (following in {"»", ")"} and beyond not in {"،", "و"}):
        return False
    return words[at][2] not in _BARE or following in {"و", "،", "اما", "ولی", "که", "تا", "؛", ""}


def _coordinated(words: list[tuple[int, int, str]], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1][2] == "و"


def _mark(words: list[tuple[int, int, str]], at: int) -> str:
    return words[at][2] if at < len(words) and words[at][2] in {"و", "،", "اما", "ولی", "تا", "زیرا", "چون", "بلکه"} else ""


def _speech_before(words: list[tuple[int, int, str]], at: int) -> bool:
    return at > 0 and _is_verb(words, at - 1)


_KIN_OF_SOMEBODY: Final = re.compile(
    r"(?:^| )(?:خواهرزاده|برادرزاده|خواهر|برادر|مادر|پدر|پسر|دختر|فرزند|همسر|شوهر|دوست|همکار|وکیل|نوه|بازمانده|شاگرد|معلم|یار|"
    r"رفیق|"
    r"پسرعموی|دخترعموی|پسرخاله|دخترخاله|عموی|دایی|خاله|عمه) (?:\S+ )?\S{2,}ی$"
)
"""«P خواهرزاده شاعری است که …»: the relative clause is about the poet."""


_KIN_OF_ONE: Final = re.compile(
    r"(?:^| )(?:خواهر|برادر|مادر|پدر|پسر|دختر|فرزند|همسر|شوهر|دوست|همکار|وکیل|هم ?بند|هم ?بندی|هم ?سلولی|هم ?اتاقی|شاهد|قاتل|"
    r"هم ?پرونده|معلم|پزشک)(?: \S+)? (?:یک|دو|سه|چهار|چند|یکی از) (?!فرزند|کودک|دختر|پسر|بچه)\S+(?: \S+)?$"
)
"""«P هم‌بند سابق یک زندانی بود که …»: the relative clause is about the other."""


def _of_copula(before: str) -> str:
    """Whom a clause that ends in «است» was about, so that «که» after it goes on about the same («P وکیل است که …»)."""
    found = re.search(r"^(.*\S) (?:است|بود|هستند|بودند)$", before.rstrip())
    if found is None or re.search(
        r"(?:ممکن|قرار|مدعی|گفته|کرده|داده|شده|نوشته|معتقد|روشن|مشخص|معلوم|این|لازم|حاکی|گویا|قابل|داشته)$", found[1]
    ):
        return ""
    among = _ONE_AMONG.search(found[1])
    if among:
        return among[1]
    stranger = _KIN_OF_SOMEBODY.search(found[1]) or _KIN_OF_ONE.search(found[1])
    one = _ONE_OF.match(found[1])
    return SOMEBODY if stranger else one[1] if one else _antecedent(found[1])


_ONE_OF: Final = re.compile(
    rf"^\W*({PERSON}) (?:(?:از|یکی از|یکی دیگر از) (?!وکلا|وکیلان|دوستان|بستگان|نزدیکان|همکاران|خویشان|هم ?بند|هم ?سلول|"
    r"مادران|پدران|خانواده|اقوام|همسران|اعضا|شاهدان|بازماندگان|قاتلان|طرفداران|هواداران)\S+(?: [^\s،]+){0,9}"
    r"|(?:جوانی|نوجوانی|کودکی|دختری|پسری|زنی|مردی|معلمی|کارگری|دانشجویی|شهروندی|معترضی|زندانی ای|پزشکی|پرستاری|هنرمندی|ورزشکاری|"
    r"جوان \d+ ساله ای|نوجوان \d+ ساله ای|(?:دانشجو|دانش اموز|معلم|کارگر)ی?)(?: [^\s،]+){0,8})$"
)
"""«P یکی از افرادی بود که …», «P جوانی بود که …»: the relative clause goes on about P."""


_ONE_AMONG: Final = re.compile(
    rf"^(?:[^\s:؛]+ ){{0,6}}?({PERSON})(?: »)?(?: و {PERSON})?(?: \( [^()]* \))?"
    r"(?: ،(?: [^\s،]+){1,8} ،)?(?: [^\s،؛:\ue000-\ue7ff]+){0,8}? "
    r"(?:(?:یکی )?از (?:\S+ ){0,3}?(?:افرادی|کسانی|[^\s،]{3,}(?:انی|هایی))|"
    r"(?:پسر|دختر|مرد|زن) (?:جوان|نوجوان|میان ?سال)ی?(?: \S+){0,3}?)$"
)
"""«P یکی از کسانی بود که …», «P پسر جوانی ۲۲ ساله بود که …»: the relative clause is about P."""


def _cuts(words: list[tuple[int, int, str]], at: int, before: str, after: str) -> bool:
    """Whether a clause ends at a word: a hard mark, but one between people of a row, or a verb."""
    if words[at][2] == "؛" and _is_row(before, after):
        return False
    return words[at][2] in _HARD or _verb_ends(words, at)


def _is_row(before: str, after: str) -> bool:
    """«P، فرزند …، ۳۱ ساله؛ P، …»: a mark between people of a row ends no clause."""
    return (
        re.match(rf" ?{PERSON}(?: ،| و|$)", after) is not None
        and re.search(rf"{PERSON}(?: ، [^؛]{{2,40}})?\s*$", before) is not None
    )


_INDEFINITE: Final = re.compile(
    r"(?<!\S)(?:از|درباره|داستان|سرنوشت|روایت|ماجرای|قصه|عکس|نام|یاد|خاطره)(?: (?!که)\S+){0,2} (?:زنی|مردی|کسی|کسانی|جوانی|"
    r"جوانانی|افرادی|"
    r"دختری|پسری|پدری|مادری|معلمی|کارگری|دانشجویی|نوجوانی|کودکی|کودکانی|شهروندی|زندانی ای|زندانیانی|معترضی|معترضانی|زنانی|مردانی|"
    r"دوستی|دوستانی|همکارانی|خبرنگارانی|خانواده هایی)(?: را)?(?: \S+){1,4} $|"
    r"(?<!\S)(?:زنی|مردی|کسی|کسانی|جوانی|افرادی|فردی|شخصی|دختری|پسری|زندانی ای|شهروندی|معلمی|کارگری|دانشجویی|نوجوانی)"
    r"(?: را)?(?: (?!گفت|نوشت|افزود|اعلام|خبر|گزارش|مدعی|شهادت)\S+){1,5} $"
)
"""Somebody unnamed of whom a relative clause after the verb says more («وکیل زنی است که …»)."""
_SOMEONE: Final = re.compile(
    r"\W*(?:و )?(?:زندانی|شهروندی|جوانی|نوجوانی|مردی|زنی|دختری|پسری|معلمی|کارگری|پرستاری|پزشکی|دانشجویی|وکیلی|هنرمندی|"
    r"شاعری|نویسنده ای|روزنامه نگاری|خبرنگاری|خواننده ای|ورزشکاری|کشتی گیری|کولبری|فعالی|معترضی|کودکی|مادری|پدری|کسی|"
    r"سربازی|استادی|مترجمی)(?: \S+){0,3} "
)


def _renamed(skeleton: str, start: int, end: int) -> str:
    """«… سرنوشت P است؛ پرستاری که …»: a noun after a mark says once more who was named last."""
    before = re.findall(PERSON, skeleton[:start])
    mark = skeleton[:start].rstrip()[-1:]
    return before[-1] if before and mark in {"؛", "،", ":"} and _SOMEONE.fullmatch(skeleton[start:end]) else ""


_ANOTHER: Final = re.compile(
    r"، (?:مانند|همانند|نظیر|مثل|همچون|همچو|چون|شبیه|برخلاف|بر خلاف|به سان|(?:وکیل|مادر|پدر|دوست|همسر|خواهر|برادر|فرزند|پسر|دختر|"
    r"همکار|پزشک|معلم|شاگرد|بازمانده|قاتل|میزبان) (?:\S+ )?(?:(?:مرد|زن|جوان|نوجوان|دختر|پسر|متهم|معترض|کس|فرد|شخص|کارگر|معلم|"
    r"دانشجو|شهروند)یی?|"
    r"زندانی ای|کودکی|افرادی|کسانی|خانواده ای))(?: [^،]*)?$"
)
"""«P، مانند X که …», «P، وکیل مردی که …»: the relative clause is about the other."""


_NEXT_OF_KIN: Final = re.compile(
    rf"(?<!\S)(?<!{PERSON} ، )(?:پسر|دختر|برادر|خواهر|فرزند|همسر|شوهر|نامزد|دوست|همکار|"
    rf"هم ?بندی|هم ?سلولی|قاتل|شاگرد) (?:\S+ )?{PERSON}$"
)
"""«پسر P که سال پیش کشته شد»: the relative clause may be about either, and is told of neither."""


_OF_KIN: Final = re.compile(
    r"(?<!\S)(?:پسر|دختر|برادر|خواهر|فرزند|همسر|شوهر|نامزد|مادر|پدر|دوست|همکار|وکیل|قاتل|شاگرد|هم ?بندی)(?: \S+)? $"
)
_BEING: Final = (
    r"زندانی|شهروند|معترض|جوان|نوجوان|دانشجوی?|معلم|کارگر|فعال|پزشک|پرستار|وکیل|نویسنده|شاعر|هنرمند|خبرنگار|روزنامه ?نگار|"
    r"ورزشکار|کولبر|سرباز|مهندس|استاد|عضو|اهل|متولد|فرزند|\d+ ساله|\d+ سال|نماینده|دبیر|مدرس|"
    r"از (?:زندانیان|فعالان|بازداشت|شهروندان|معترضان|اعضای)"
)
"""Words with which a description begins that stands right behind a name («P زندانی سیاسی اهل X که …»)."""
_ENDING: Final = r"گفت|گفته|نوشت|اعلام|خبر|گزارش|افزود|تاکید|و|را|است|بود|شد|شده|کرد|کرده|می|مانند|همسر|مادر|پدر|برادر|خواهر|مثل"


def _antecedent(before: str) -> str:
    """The mention that «که» follows: at once, or through an apposition or «است»."""
    near = re.sub(r" (?:هم|نیز|را|رو)$", "", before.rstrip().rstrip("»)،").rstrip())
    if re.search(rf"{PERSON}$", near):
        return SOMEBODY if _NEXT_OF_KIN.search(near) else near[-1]
    if _ANOTHER.search(near):
        return SOMEBODY
    plain = re.search(rf"({PERSON})(?: »)? (?:، )?(?:{_BEING})(?: [^\s،.؛:]+){{0,9}}$", near)
    if plain and not re.search(rf"{PERSON}|(?<!\S)(?:{_ENDING})(?!\S)", near[plain.start() + 1 :]):
        return plain[1]
    mentions = re.findall(PERSON, near)
    tail = re.search(rf"({PERSON})(?: ،[^،\ue000-\ue7ff]{{1,60}}){{1,3}}$", near)
    if tail is None or _OF_KIN.search(near, 0, tail.start()):
        tail = re.search(rf"({PERSON})(?: ،[^،]{{1,60}}){{1,3}}$", near)
    if tail and _ANOTHER.search(tail.group()):
        return SOMEBODY
    if tail and mentions:
        return tail[1]
    return ""
