"""Who somebody is, as the words beside the name say: age, father, origin, residence, occupation, gender, people and faith."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from govah.read.persian.cast import Cast
from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import folded
from govah.read.persian.scene import PERSON
from govah.read.persian.values import number_of
from govah.records import FoundAttribute, Stance, Value
from govah.words import words

_SIDE: Final = r"(?: ،| \(| -)?(?: [^.؛]{0,90}?)?"
_AGE: Final = re.compile(fold_letters(rf"({PERSON})(?: ،| \(| -)?(?: [^ .؛\ue000-\ue7ff]+){{0,6}}? (\d+) ساله"))
_AGE_BEFORE: Final = re.compile(fold_letters(rf"(?<!\S)(\d+) ساله(?: [^ .،؛]+){{0,3}} ({PERSON})"))
_FATHER: Final = re.compile(
    fold_letters(
        rf"({PERSON})(?: ،| \()? (?:فرزند|پسر|دختر) ((?!این|دو|سه|یک|شهید)[^\W\d_]+(?: [^\W\d_]{{3,}})?)(?= ،| \)| \.| و | که|$)"
    )
)
_ORIGIN: Final = re.compile(
    fold_letters(
        rf"({PERSON})(?: ،| \()?(?: [^.؛\ue000-\ue7ff]{{0,60}}?)? (اهل|ساکن|مقیم|متولد) "
        r"((?:شهر |شهرستان |روستای |استان |بندر )?[^\W_]+(?: (?:آباد|شهر|کلا|محله|تپه|دره|سرا|کند|رود|بالا|پایین)(?!\S))?)"
    )
)
_GENDER: Final = (
    ("female", re.compile(fold_letters(rf"(?<!\S)(?:خانم|دوشیزه|بانو) ({PERSON})"))),
    ("male", re.compile(fold_letters(rf"(?<!\S)(?:آقای) ({PERSON})"))),
)
_KINSHIP: Final = re.compile(
    fold_letters(rf"({PERSON}) ،? ?(?:[^.،؛\ue000-\ue7ff]{{0,40}} )?(مادر|پدر|خواهر|برادر|زن|مرد|دختر|پسر)(?= |$)")
)
_SEX: Final = {
    "مادر": "female",
    "خواهر": "female",
    "زن": "female",
    "دختر": "female",
    "پدر": "male",
    "برادر": "male",
    "مرد": "male",
    "پسر": "male",
}
_NATURE: Final = {"اهل": "origin", "ساکن": "residence", "مقیم": "residence", "متولد": "birth"}
_BESIDE: Final = re.compile(rf"({PERSON}) ،? ?([^،.؛:\ue000-\ue7ff]{{3,70}}?)(?= ،| \.| ؛| که| را|$)")
_FOLK: Final = (
    "زندانی|شهروند|سیاسی|کولبر|معلم|جوان|نوجوان|زن|مرد|دانشجو|فعال|مدنی|کارگر|هنرمند|خواننده|شاعر|نویسنده|نوکیش|تبعه|مهاجر"
)
_PEOPLES: Final = (
    (
        "ethnicity",
        {"کرد": "Kurdish", "کورد": "Kurdish", "بلوچ": "Baluch", "عرب": "Arab", "ترک": "Turkic", "ترکمن": "Turkmen", "لر": "Lur"},
    ),
    ("religion", {"بهایی": "Baháʼí", "مسیحی": "Christian", "سنی": "Sunni", "یارسان": "Yarsan"}),
    ("nationality", {"افغانستانی": "Afghan", "افغان": "Afghan"}),
)


@cache
def _occupations() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    out = []
    for name, word in words("occupations").items():
        forms = sorted({folded(form) for form in (*word.variants.get("fa", ()), word.label["fa"])}, key=len, reverse=True)
        out.append(
            (re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, forms))})(?:ی)?(?!\S)".replace("\\ ", " ")), name, word.label["en"])
        )
    return tuple(out)


def attributes_of(cast: Cast) -> Iterator[tuple[int, FoundAttribute]]:
    """Gives what a sentence says of who people are, each with the number of the person."""
    yield from _ages(cast)
    yield from _origins(cast)
    yield from _genders(cast)
    for found in _BESIDE.finditer(cast.scene.skeleton):
        yield from _beside(cast, found)


def _ages(cast: Cast) -> Iterator[tuple[int, FoundAttribute]]:
    for pattern, letter, value in ((_AGE, 1, 2), (_AGE_BEFORE, 2, 1)):
        for found in pattern.finditer(cast.scene.skeleton):
            age = number_of(found[value])
            if 0 < age < 120:
                yield from _made(cast, found[letter], "age", Value(found[value], low=age, high=age), found.start(), found.end())


def _origins(cast: Cast) -> Iterator[tuple[int, FoundAttribute]]:
    for found in _FATHER.finditer(cast.scene.skeleton):
        yield from _made(cast, found[1], "father", Value(cast.scene.words(*found.span(2))), found.start(), found.end())
    for found in _ORIGIN.finditer(cast.scene.skeleton):
        yield from _made(cast, found[1], _NATURE[found[2]], Value(cast.scene.words(*found.span(3))), found.start(), found.end())


def _genders(cast: Cast) -> Iterator[tuple[int, FoundAttribute]]:
    line = cast.scene.skeleton
    for sex, pattern in _GENDER:
        for found in pattern.finditer(line):
            yield from _made(cast, found[1], "gender", Value(sex, sex), found.start(), found.end())
    for found in _KINSHIP.finditer(line):
        yield from _made(cast, found[1], "gender", Value(_SEX[found[2]], _SEX[found[2]]), found.start(), found.end())


def _beside(cast: Cast, found: re.Match[str]) -> Iterator[tuple[int, FoundAttribute]]:
    jobs = [
        (hit.start(), name, label) for pattern, name, label in _occupations() if (hit := pattern.search(found[2])) is not None
    ]
    if jobs:
        _at, name, label = min(jobs)
        yield from _made(cast, found[1], "occupation", Value(label, name), found.start(), found.end())
    for predicate, forms in _PEOPLES:
        for one in re.finditer(rf"(?<!\S)(?:{_FOLK}) ({'|'.join(forms)})(?!\S)", found[2]):
            yield from _made(cast, found[1], predicate, Value(forms[one[1]]), found.start(), found.end())


def _made(cast: Cast, letter: str, predicate: str, value: Value, start: int, end: int) -> Iterator[tuple[int, FoundAttribute]]:
    low, high = cast.scene.raw(start, end)
    for number in cast.who.get(letter, ())[:1]:
        if len(cast.who[letter]) == 1 and cast.parts[letter] != "kin":
            yield (
                number,
                FoundAttribute(predicate, value, cast.scene.text[low:high], low, high, Stance.ASSERTED, (), f"fa-{predicate}/1"),
            )
