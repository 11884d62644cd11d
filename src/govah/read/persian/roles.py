"""Whose event it is: the subject that a passive verb speaks of, the object with را, the owner of a verdict; or nobody named."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from govah.read.persian.cast import FREE, Cast, free_letters, is_nobody, is_speech, people_of, run_of
from govah.read.persian.clauses import SOMEBODY, Clause, clause_at
from govah.read.persian.doers import among, company, doers, hurt_bodies, introduced, is_body_of_other
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.objects import object_of
from govah.read.persian.people import People
from govah.read.persian.scene import PERSON
from govah.read.persian.subjects import has_other_subject, has_stranger, starts_with_stranger


def patients(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    """Gives whose event it is: the numbers of the people, or none where the sentence names nobody."""
    who = event.rule.who
    ahead = _AHEAD.match(cast.scene.skeleton, event.end) if event.rule.id == "released-before" else None
    if ahead or event.force == "noun" or who == "named":
        return _ahead(ahead[1] or "", cast) if ahead else _named(event, cast)
    if event.first and not event.active and not event.letters:
        return cast.me(event.start)
    if who == "object" or (who == "patient" and event.active):
        return object_of(event, cast) or _own_child(event, cast)
    return _BY_WHO.get(who, _subject)(event, cast, people)


_AHEAD: Final = re.compile(
    fold_letters(
        rf"(?: [^\s،\ue000-\uefff]+){{0,3}} ، (?:(?:آقای|خانم) )?"
        rf"(?:({PERSON})|(?!او |وی |دوباره|بار دیگر|مجدد|به |در |از |با |برای |هم |نیز |خانه )"
        r"(?=\S{3,} \S{3,} (?:دوباره|مجدد|بار دیگر|به|در|بازداشت)))"
    )
)
"""«دو روز پس از آزادی، P دوباره بازداشت شد»: the release is whose sentence it is, and nobody's whom an unknown word names."""


def _own_child(event: Event, cast: Cast) -> tuple[int, ...]:
    """«مادر P: پسرم را بردند»: whom a relative or lawyer calls so is P; nothing grave is told on that alone."""
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    region = cast.scene.skeleton[clause.start : event.start]
    found = _spoken_of(cast, region) if _CHILD.search(region) and not event.rule.grave else ""
    return people_of(cast, (found,)) if found else ()


_CHILD: Final = re.compile(r"(?<!\S)(?:پسرم|دخترم|فرزندم|همسرم|برادرم|خواهرم|پدرم|موکلم) را(?!\S)")


def _ahead(letter: str, cast: Cast) -> tuple[int, ...]:
    return people_of(cast, run_of(cast, letter)) if cast.parts.get(letter) == FREE else ()


_DEATHS: Final = frozenset({"executed", "killed", "died"})


def _named(event: Event, cast: Cast) -> tuple[int, ...]:
    if not event.letters:
        return ()
    letter = event.letters[-1]
    if event.force == "noun" and event.rule.predicate in _DEATHS and _lives_on(event, cast, letter):
        return ()
    letters = run_of(cast, letter)
    alone = event.force == "noun" and (letters[0] != letter or _opens(event, cast.scene.skeleton, letters))
    return people_of(cast, (letter,) if alone else letters)


_PREFACE: Final = re.compile(
    fold_letters(r"(?<!\S)(?:پس از|بعد از|در پی|با|همزمان با|هم زمان با|پیش از|قبل از|به دنبال)(?: \S+)? $")
)


def _opens(event: Event, line: str, letters: tuple[str, ...]) -> bool:
    """«دو روز پس از آزادی P، Q بازداشت شد»: the comma ends the preface, and joins nobody."""
    between = line[event.end : line.index(letters[-1])]
    return len(letters) > 1 and " و " not in between and _PREFACE.search(line[: event.start]) is not None


def _lives_on(event: Event, cast: Cast, letter: str) -> bool:
    """«P پس از اعدام او رفت»: whoever goes on acting in the clause is not the one who died."""
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    subject = free_letters(cast, clause.start, event.start) or (free_letters(cast, *clause.outer) if clause.outer else [])
    return cast.scene.mention(letter).kind == "one" and any(cast.who.get(one) == cast.who.get(letter) for one in subject)


_ABOUT_OTHERS: Final = re.compile(
    r"(?<!\S)(?:وکیل|وکلای|مادر|پدر|برادر|خواهر|همسر|شوهر|فرزند|پسر|دختر|خانواده|دوست|\d+(?! ?ساله)|"
    r"دو|سه|چهار|پنج|چند|چندین|صد|هزار|ده ها|صدها|بیش|"
    r"درباره|زنان|کودکان|زندانیان|افراد|معترضان|جوانان)(?!\S)|^(?:از|به|با|برای|درباره) "
)
"""«P، وکیل سه محکوم به اعدام»: the description is of others."""


_BESIDE_ONLY: Final = frozenset({"dead-past", "taken-past"})
_IS_BESIDE: Final = re.compile(
    fold_letters(
        rf"(?:(?:\S+ ){{0,3}}{PERSON}(?: »)?)?(?: ?\d+ ?ساله)?(?: ?(?:جوان|نوجوان|معترض|شهروند|دانشجوی?|دانش ?اموز|کارگر|معلم|"
        r"ورزشکار|هنرمند|شاعر|نویسنده|کولبر|سوخت ?بر|پزشک|پرستار|فعال|کودک)(?: \d+ ساله)?(?: \S+)?){0,2}"
    )
)
"""What stands between a name and «کشته‌شده در …», where that describes who is named and nobody else."""
_FEW: Final = frozenset(["دو", "سه", "چهار", "پنج"])


def _subject(event: Event, cast: Cast, people: People) -> tuple[int, ...]:  # noqa: PLR0911 - rules, read from the top
    line = cast.scene.skeleton
    number = clause_at(cast.clauses, event.start)
    clause = cast.clauses[number]
    cut = max([clause.start, event.segment, *(at for at in cast.cuts if clause.start < at < event.start)])
    one = among(event, cast, line[clause.start : event.start]) or introduced(cast, line[clause.start : event.start])
    own = [one] if one else doers(event, cast, free_letters(cast, cut, event.start, speakers=event.rule.aside))
    if not own and cut > clause.start and has_other_subject(line[cut : event.start]):
        return ()
    own = own or doers(event, cast, free_letters(cast, max(clause.start, event.segment), event.end))
    beside = re.split(r" ، | و (?=از|یکی)", re.sub(r"\( [^)]*\)", "", line[clause.start : event.start]))[-1]
    if event.rule.id in _BESIDE_ONLY and not _IS_BESIDE.fullmatch(beside.strip()):
        return ()
    others = _ABOUT_OTHERS.search(beside) if event.rule.aside else None
    if others and not (own and len(run_of(cast, own[0])) > 1 and others.group() in _FEW):
        return ()
    beside_name = _described(cast, clause, event) if event.rule.aside else ""
    if beside_name:
        return people_of(cast, run_of(cast, beside_name))
    if own:
        return people_of(cast, (*run_of(cast, own[0]), *company(cast, line, line.index(own[0]), event.start)))
    back = _spoken_of(cast, line[clause.start : event.start])
    if back:
        return people_of(cast, (back,))
    region = line[clause.start : event.start]
    named = clause.antecedent.strip(SOMEBODY) and not clause.outer
    if not event.rule.aside and (
        has_other_subject(region) or (not named and starts_with_stranger(region)) or has_stranger(region)
    ):
        return ()
    return _from_before(event, cast, people, number)


def _described(cast: Cast, clause: Clause, event: Event) -> str:
    """The mention right before a description: «A، وکیل P، زندانی محکوم به اعدام» describes P."""
    start = clause.outer[0] if clause.outer else clause.start
    found = re.search(rf"({PERSON}) ،[^،.؛\ue000-\ue7ff]{{0,60}}$", cast.scene.skeleton[start : event.start])
    return found[1] if found and cast.scene.mention(found[1]).kind == "name" else ""


def _is_of_kin(cast: Cast, clause: Clause) -> bool:
    """«وکیل P که خود محکوم شده»: the relative clause is about the lawyer."""
    line = cast.scene.skeleton
    beside = clause.antecedent and line[: clause.start].endswith(f"{clause.antecedent} که ")
    return bool(beside) and line.startswith(("خود ", "خودش "), clause.start) and cast.parts.get(clause.antecedent) == "kin"


def _from_before(event: Event, cast: Cast, people: People, number: int) -> tuple[int, ...]:
    """The subject that a clause takes over: its antecedent, the outer clause's, or an earlier one's."""
    line = cast.scene.skeleton
    clause = cast.clauses[number]
    outer = free_letters(cast, *clause.outer) if clause.outer else []
    if clause.antecedent == SOMEBODY:
        return ()
    if _is_of_kin(cast, clause):
        return ()
    if clause.antecedent and event.plural is not True:
        return people_of(cast, (clause.antecedent,))
    nearest = clause.antecedent or next(iter(outer), "")
    if nearest:
        return people_of(cast, run_of(cast, nearest))
    if clause.outer and (has_other_subject(line[slice(*clause.outer)]) or _SOMEBODY.search(line[slice(*clause.outer)])):
        return ()
    return inherited(event, cast, people, number)


_SOMEBODY: Final = re.compile(
    r"(?:^| )(?!حالی|هنگامی|زمانی|صورتی|جایی|وقتی|طوری|روزی|سالی|حدی|نحوی|شرطی|شبی|ماهی|دلیلی|اتهامی|مدتی|"
    r"حکمی|گزارشی|خبری)\S{2,}ی (?:را )?$"
    r"|(?:^| )(?:کسانی|هر کس|هرکس|هر که) $"
)
"""«کسی که P را لو داد محکوم شد»: the subject is that somebody."""


def inherited(event: Event, cast: Cast, people: People, number: int) -> tuple[int, ...]:
    """Gives a dropped subject: that of the clause before in the sentence, or the person spoken of so far."""
    line = cast.scene.skeleton
    for place in range(number - 1, -1, -1):
        clause = cast.clauses[place]
        if is_speech(cast, clause) or _is_purpose(cast, clause):
            continue
        letters = free_letters(cast, clause.start, clause.end) or (free_letters(cast, *clause.outer) if clause.outer else [])
        letters = letters or hurt_bodies(cast, clause)
        if letters:
            return _agreeing(event, people_of(cast, run_of(cast, letters[0])))
        if clause.antecedent and clause.antecedent != SOMEBODY:
            return _agreeing(event, people_of(cast, (clause.antecedent,)))
        if has_other_subject(line[clause.start : clause.end]) or is_body_of_other(cast, clause):
            return ()
    said = [letter for letter in _speaking(cast) if cast.parts[letter] == FREE]
    mine = _MY_KIN.search(line[cast.clauses[number].start : event.start]) is not None
    if not people.topic and len(said) == 1 and not mine:
        return _agreeing(event, people_of(cast, tuple(said)))
    if said and not set(people_of(cast, (said[-1],))) & set(people.topic) and cast.scene.mention(said[-1]).kind == "name":
        return ()
    return _agreeing(event, people.topic)


_MY_KIN: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:برادر|خواهر|مادر|پدر|پسر|دختر|فرزند|همسر|شوهر|دوست|رفیق|موکل|عمو|دایی|پسرعمو|همکار|همسایه|هم ?\S+ی)(?:م|مان)"
        r"(?!\S)"
    )
)
"""«P: برادرم کشته شد»: it befell the speaker's brother, whom nobody names."""


_BACK: Final = {
    "پسرش": "مادر پدر خانواده والدین",
    "دخترش": "مادر پدر خانواده والدین",
    "فرزندش": "مادر پدر خانواده والدین",
    "پسرشان": "خانواده والدین",
    "دخترشان": "خانواده والدین",
    "فرزندشان": "خانواده والدین",
    "موکلش": "وکیل",
    "موکل خود": "وکیل",
    "موکلم": "وکیل",
    "پسرم": "مادر پدر",
    "دخترم": "مادر پدر",
    "فرزندم": "مادر پدر",
    "همسرش": "همسر",
    "همسرم": "همسر",
    "برادرش": "برادر خواهر",
    "خواهرش": "برادر خواهر",
    "برادرم": "برادر خواهر",
    "خواهرم": "برادر خواهر",
    "پدرش": "پسر دختر فرزند",
    "مادرش": "پسر دختر فرزند",
    "پدرم": "پسر دختر فرزند",
}
"""«مادر P گفت پسرش …»: what a relative or lawyer calls the person, and whose words it can be."""


def _spoken_of(cast: Cast, region: str) -> str:
    """The letter of the person whom a relative or lawyer speaks of as «پسرش» or «موکلش»."""
    for word, kin in _BACK.items():
        if word not in region or not re.search(rf"(?<!\S){word}(?!\S)", region):
            continue
        for low, high in cast.speakers:
            said = cast.scene.skeleton[low:high]
            found = re.search(rf"(?:^| )(?:{'|'.join(kin.split())})(?: \S+)?? ({PERSON})", said)
            if found:
                return found[1]
    return ""


_AIM: Final = re.compile(
    fold_letters(rf"^\W*{PERSON} (?:را|رو) (?:[^،]* )?(?:[بن]\S+د|کند|دهد|بکند|بدهد|گیرد|اورد|می \S+(?<!ن)د)\s*$"),
)


def _is_purpose(cast: Cast, clause: Clause) -> bool:
    """«P می‌خواست | Q را به ماشین برساند | تیر خورد»: what somebody was about to do with Q makes Q no subject of what follows."""
    return _AIM.search(cast.scene.skeleton[clause.start : clause.end]) is not None


def _speaking(cast: Cast) -> list[str]:
    line = cast.scene.skeleton
    return list(dict.fromkeys(letter for low, high in cast.speakers for letter in re.findall(PERSON, line[low:high])))


def _agreeing(event: Event, found: tuple[int, ...]) -> tuple[int, ...]:
    """A dropped subject has the verb's number; a named one may be honoured with a plural."""
    if event.plural is None:
        return found
    if event.plural and len(found) == 1:
        return ()
    return () if not event.plural and len(found) > 1 and event.force != "state" else found


def _teller(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    """«P از بازداشت خود خبر داد»: whoever tells it of himself."""
    line = cast.scene.skeleton
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    said = [one for one in _speaking(cast) if cast.parts[one] == FREE and clause.start <= line.index(one) < event.start]
    own = said or free_letters(cast, clause.start, event.start)
    if own or has_other_subject(line[clause.start : event.start]):
        return people_of(cast, (own[0],)) if len(own) == 1 else ()
    return people.topic if len(people.topic) == 1 else ()


def _dative(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    line = cast.scene.skeleton
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    found = re.search(rf"(?:^| )(?:به|اتهامات?|علیه) ({PERSON})", line[clause.start : event.end])
    return people_of(cast, run_of(cast, found[1])) if found else _subject(event, cast, people)


_CLIENT: Final = re.compile(
    fold_letters(rf"(?<!\S)(?:وکیل|وکلای)(?: (?:مدافع|خانواده|خانوادگی|انتخابی|تعیینی|پیشین))? ({PERSON})")
)
"""Whom a lawyer defends who is kept from the file or the client."""


def _nearest(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    """Whose event a description without a subject is; a lawyer who speaks is never the one denied a lawyer."""
    if event.rule.id == "pressed-to-confess":
        return _pressed(event, cast, people)
    if event.rule.predicate != "denied_lawyer":
        return _by_nearness(event, cast, people)
    client = _CLIENT.search(cast.scene.skeleton, 0, event.end)
    if client and cast.who.get(client[1]):
        several = cast.scene.mention(client[1]).kind == "many"
        return people_of(cast, (client[1],) if several else run_of(cast, client[1]))
    found, counsel = _by_nearness(event, cast, people), _counsel(cast)
    if not counsel & set(found):
        return found
    return people.topic if not set(people.topic) & counsel else ()


def _pressed(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    """«برای گرفتن اعتراف از P درباره قتل Q تحت فشار قرار گرفت»: P, or the clause's subject, and never Q."""
    number = clause_at(cast.clauses, event.start)
    taken = re.search(rf"(?<!\S)از ({PERSON})", cast.scene.skeleton[event.start : event.end])
    own = [taken[1]] if taken else free_letters(cast, cast.clauses[number].start, event.start)
    return people_of(cast, run_of(cast, own[0])) if own else inherited(event, cast, people, number)


def _by_nearness(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    """A person named in the event, before it in its clause, or spoken of so far."""
    line = cast.scene.skeleton
    number = clause_at(cast.clauses, event.start)
    clause = cast.clauses[number]
    if event.letters:
        return people_of(cast, (event.letters[-1],))
    letters = free_letters(cast, clause.start, event.end) or [
        found.group()
        for found in re.finditer(PERSON, line[clause.start : event.end + 25])
        if cast.parts[found.group()] in {"after", "kin", "thing", FREE} and not is_nobody(cast, found.group())
    ]
    letters = [letter for letter in letters if not any(low <= line.index(letter) < high for low, high in cast.charges)]
    if letters:
        return people_of(cast, run_of(cast, letters[0]))
    if has_other_subject(line[clause.start : event.start]) and not re.search(
        fold_letters("خانواده (?:او|وی)|خانواده اش|وکیل"), line[clause.start : event.start]
    ):
        return ()
    if clause.antecedent:
        return people_of(cast, run_of(cast, clause.antecedent)) if clause.antecedent != SOMEBODY else ()
    before = (
        [one for one in re.findall(PERSON, line[slice(*clause.outer)]) if cast.parts[one] in {"thing", FREE}]
        if clause.outer
        else []
    )
    if before:
        return people_of(cast, run_of(cast, before[0]))
    return inherited(event, cast, people, number)


def _counsel(cast: Cast) -> set[int]:
    """Who speaks here as a lawyer («وکیل خانواده، P», «P، وکیل …»): none of them is himself denied one."""
    line = cast.scene.skeleton
    return {
        number
        for letter in cast.who
        if cast.scene.mention(letter).kind == "name"
        and re.search(rf"(?<!\S)(?:وکیل|وکلای)(?: [^،.]{{0,40}})? ، {letter}|{letter} ، وکیل", line)
        for number in cast.who[letter]
    }


def awaited(event: Event, cast: Cast) -> int:
    """Gives how many people a phrase before the event speaks of whom the text has not named yet («این شش تن»), or 0."""
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    for letter in re.findall(PERSON, cast.scene.skeleton[clause.start : event.end]):
        mention = cast.scene.mention(letter)
        if mention.kind == "many" and mention.count > 1 and not cast.who.get(letter):
            return mention.count
    return 0


_BY_WHO: Final[dict[str, Callable[[Event, Cast, People], tuple[int, ...]]]] = {
    "dative": _dative,
    "teller": _teller,
    "topic": _nearest,
}
"""How whose event it is is found, by the rule's `who`; the subject of its clause for all others."""
