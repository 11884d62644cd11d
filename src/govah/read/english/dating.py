"""When and where an act took place: the date and the place in its clause, and those that other sentences lend it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from govah.dates import FoundDate
from govah.read.english.event import Event
from govah.read.english.fitting import tail_of
from govah.read.english.names import place_at
from govah.read.english.scene import Scene
from govah.read.english.sources import verb_stance
from govah.records import When, Where


def when_of(event: Event) -> When | None:
    """Gives the date that belongs to the act: in its clause behind it, else in front, else the one that opens the sentence."""
    scene, place = event.scene, event.place
    if event.rule.startswith("en-after-term"):
        return None
    if not scene.dates:
        return _year_within(event)
    found = (
        _date_of_wave(scene, place)
        or _date_behind(scene, place)
        or _date_of_when(scene, place)
        or _date_before(scene, place)
        or _date_of_partner(scene, place)
        or (_date_meanwhile(scene, place) if event.phrase.perfect else None)
        or _date_in_front(scene, place)
        or _date_meanwhile(scene, place)
        or _date_at_end(scene, place)
        or (_only_date(scene, place) if event.noun else None)
    )
    if found is None:
        found = _date_announced(event)
    return _year_within(event) if found is None else When(_bounded(event, found), found.text, found.calendar)


LASTING: Final = frozenset({"detained_at", "hunger_strike", "disappeared", "denied_lawyer", "denied_family_contact"})
"""What goes on: "has been held since his arrest on 3 May" tells of the time from that day."""
_ANNOUNCED: Final = frozenset({"executed", "sentenced_to", "sentence_upheld", "released"})
"""What is told on the day itself, so that the day of the announcement is the best that a text gives."""


def _bounded(event: Event, found: FoundDate) -> str:
    """The time of a date with what the words around it make of it: "by May", "since his arrest on 3 May", "ever since"."""
    edtf = _from_first(event.scene, found, in_months(found.edtf))
    if not edtf or "/" in edtf:
        return edtf
    lead = event.scene.text[event.scene.sentence.start : found.start]
    phrase = event.phrase
    if re.search(r"(?i)\bby (?:the )?$", lead) and phrase.perfect:
        return f"../{edtf}"
    lasts = event.predicate in LASTING and phrase.kind == "VG" and (phrase.perfect or phrase.present)
    ever = re.match(r"(?i)\W*(?:[\w'’-]+ ){0,6}?(?:ever since|since then|since that day)\b", event.scene.tail(event.place))
    since = _SINCE_ACT.search(lead)
    return f"{edtf}/.." if lasts and (since or (ever and found.start < event.scene.start_of(event.place))) else edtf


_SINCE_ACT: Final = re.compile(
    r"(?i)\bsince (?:(?:his|her|their|being|the|he|she|they|was|were|\w+['’]s?) ){1,3}[\w-]+ (?:on|in)? ?(?:the )?$"
)
"""As in "since his arrest on 3 May", "since being detained in May"."""


def _year_within(event: Event) -> When | None:
    """As in "After his 2004 release": the year stands within the noun phrase."""
    years = re.findall(r"\b(?:19|20)\d\d\b", event.scene.of(event.phrase)) if event.noun else []
    return When(years[0], years[0], "gregorian") if len(years) == 1 else None


def _date_of_when(scene: Scene, place: int) -> FoundDate | None:
    """As in "The last one was on 6 September, when X was hanged": the day that the clause tells of."""
    row = scene.row
    content = False
    for at in range(place - 1, 0, -1):
        if row[at].kind == "S" and row[at].head == "that" and not content:
            content = True  # "until 3 May, when the bureau sent a notice that he had been arrested"
            continue
        if content and row[at].kind == "VG" and row[at].form == "finite":
            content = False
            continue
        if row[at].head == "when" and row[at].kind in {"W", "S"}:
            back = at - 2 if row[at - 1].kind == "," else at - 1
            day = row[back] if back >= 0 else row[at]
            start = scene.tokens[day.first].start
            found = next((one for one in scene.dates if day.kind == "DATE" and one.start <= start < one.end), None)
            return None if found is None else replace(found, edtf=found.edtf.removeprefix("../"))  # "until 3 May, when"
        if row[at].kind in {":", "S", "W"} or (row[at].kind == "VG" and row[at].form == "finite"):
            return None
    return None


_OWN_TIME: Final = re.compile(r"(?i)\b(?:later|earlier|after|before|following|previously|first|ago|since)\b")


def _date_of_partner(scene: Scene, place: int) -> FoundDate | None:
    """As in "was tried and sentenced on Monday", "was taken to hospital on Tuesday while standing trial": one day for both."""
    row = scene.row
    if row[place].kind != "VG":
        return None
    if row[place].form == "ger" and place > 1 and row[place - 1].head == "while":
        main = next((at for at in range(place - 2, -1, -1) if row[at].kind == "VG"), -1)
        low, high = (scene.end_of(main), scene.start_of(place)) if main >= 0 else (0, 0)
        return next((one for one in scene.dates if low <= one.start < high and not is_of_something(scene, one)), None)
    at = place + 1
    while at < len(row) and row[at].kind in {"NP", "P", "A", "C", ","}:
        if row[at].kind == "C" and row[at].head == "and" and at + 1 < len(row) and row[at + 1].kind in {"VG", "A"}:
            after = at + 1 + (row[at + 1].kind == "A")
            joined = after < len(row) and row[after].kind == "VG" and row[after].form in {"finite", "part"}
            plain = joined and not (row[after].negated or row[after].modal or row[after].perfect != row[place].perfect)
            own = _OWN_TIME.search(scene.text[scene.end_of(place) : scene.start_of(at)])
            found = _date_behind(scene, after) if plain and not own else None
            near = scene.text[max(0, found.start - 12) : found.start] if found is not None else ""
            return found if re.search(r"(?i)\b(?:on|in|at|last|this|early|late)\W+(?:the )?$", near) else None
        at += 1
    return None


def is_of_saying(scene: Scene, found: FoundDate) -> bool:
    """Answers whether a date says when something was said: "told the network on Wednesday that", "reported on Tuesday"."""
    row = scene.row
    days = (at for at, one in enumerate(row) if one.kind == "DATE" and scene.start_of(at) <= found.start < scene.end_of(at))
    at = next(days, -1)
    back = at - 1
    while back >= 0 and row[back].kind in {"P", "A", "NP"}:
        back -= 1
    if at < 0 or back < 0 or row[back].kind != "VG" or verb_stance(row[back].head) is None:
        return False
    follows = row[at + 1] if at + 1 < len(row) else None
    if follows is not None and follows.head == "that":
        return True
    clause = follows is not None and follows.kind == "NP" and any(one.kind == "VG" for one in row[at + 2 : at + 9])
    behind = any(one.kind == "," for one in row[:back]) and (follows is None or follows.kind in {".", ","})
    return row[back].head in _SAYING and (clause or (behind and not any(one.kind == "NP" for one in row[back + 1 : at])))


_SAYING: Final = frozenset({"say", "tell", "report", "announce", "state", "add", "note", "declare", "inform", "tweet"})


def _date_announced(event: Event) -> FoundDate | None:
    """As in "The court announced on Monday that X had been hanged": the day of the announcement, where there is no other."""
    if event.predicate not in _ANNOUNCED or len(event.scene.dates) != 1:
        return None
    found = event.scene.dates[0]
    return found if is_of_saying(event.scene, found) and found.start < event.scene.start_of(event.place) else None


def _from_first(scene: Scene, found: FoundDate, edtf: str) -> str:
    """As in "was arrested on 27 November and disappeared until 11 December": from the day before it in the sentence."""
    first = next((one.edtf for one in reversed(scene.dates) if one.end <= found.start and one.edtf), "")
    opened = edtf.startswith("../") and first and not first.startswith("..")
    return f"{first.split('/')[0]}/{edtf[3:]}" if opened else edtf


_SEASONS: Final = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11"), "24": ("12", "02")}


def in_months(edtf: str) -> str:
    """Gives a season as the months that it spans, by the northern year; other times as they are."""
    found = re.fullmatch(r"(\d{4})-(2[1-4])(~?)", edtf)
    if found is None:
        return edtf
    (first, last), year, about = _SEASONS[found[2]], int(found[1]), found[3]
    return f"{year:04}-{first}{about}/{year + (first > last):04}-{last}{about}"


_WAVE_IN_FRONT: Final = re.compile(
    r"(?i)\W*(?:during|amid) [^.;,]{0,60}?\b(?:protests?|demonstrations?|uprising|unrest)\b[^.;,]{0,30}, (?![^.;]*\b\d{4}\b)"
)
"""As in "During the protests of November 2019, X was shot"."""


def _date_of_wave(scene: Scene, place: int) -> FoundDate | None:
    """As in "decided during the protests, a wave that lasted from … to …": the time of the wave is the time of the act."""
    front = _WAVE_IN_FRONT.match(scene.text[scene.sentence.start : scene.start_of(place)])
    if front is not None:
        inside = [one for one in scene.dates if one.start < scene.sentence.start + front.end()]
        return inside[0] if len(inside) == 1 else None
    tail = scene.text[scene.end_of(place) : scene.sentence.end]
    match = re.search(r"(?i)\b(?:during|amid)\b[^.;]{0,60}?\b(?:protests?|demonstrations?|uprising|unrest)\b", tail)
    if match is None or any(scene.end_of(place) <= one.start < scene.end_of(place) + match.start() for one in scene.dates):
        return None
    later = [one for one in scene.dates if one.start >= scene.end_of(place) + match.start()]
    return next((one for one in later if "/" in one.edtf and one.calendar == "gregorian"), later[0] if later else None)


_QUOTED: Final = re.compile(r"[“\"‘][^“”\"‘’]{2,80}[”\"’]")
_WENT: Final = re.compile(
    r"(?i)[^,.;]{0,60}?\b(?:after|while) (?:\w+ly )?(?:return|arriv|travel|visit|attend|leav|go|driv|walk|cross|land|enter|flee|"
    r"work|report|protest|demonstrat|participat|tak)\w*ing\b[^,.;]*"
)
"""As in "went missing after returning to China in May": the way there and the act are of one time."""


def _date_behind(scene: Scene, place: int) -> FoundDate | None:
    start, tail = scene.end_of(place), tail_of(scene, place)
    until = re.match(r"\W*(?:until|till)\b", tail)
    start, tail = (start + until.end(), tail[until.end() :]) if until else (start, tail)
    bare = _QUOTED.sub(lambda one: " " * len(one.group()), tail)  # "guilty of “war against God” on 28 January"
    cut = re.search(r"\b(?:after|before|while|because|when|until|who|which|whose|according|but|over|against)\b|[;:]", bare)
    went = _WENT.match(tail) if cut and cut.group() in {"after", "while"} else None
    limit = start + (went.end() if went else cut.start() if cut else len(tail))
    return next((one for one in scene.dates if start <= one.start < limit and not is_of_something(scene, one)), None)


def _date_at_end(scene: Scene, place: int) -> FoundDate | None:
    """As in "was arrested after being summoned by the ministry in Marivan, on 6 August": set off at the end, it is the verb's."""
    behind = [one for one in scene.dates if one.start > scene.end_of(place) and not is_of_something(scene, one)]
    if len(behind) != 1:
        return None
    lead = scene.text[scene.end_of(place) : behind[0].start]
    between = [one for at, one in enumerate(scene.row) if at > place and scene.start_of(at) < behind[0].start]
    plain = not any(one.kind in {"W", "S", ":"} or (one.kind == "VG" and one.form == "finite") for one in between)
    apart = re.search(r", (?:on|in|at|during|the night of)?\s*(?:the )?$", lead)
    ends = len(scene.text[behind[0].end : scene.sentence.end].strip(" .,;”\"')")) == 0
    return behind[0] if plain and apart and ends else None


def _date_meanwhile(scene: Scene, place: int) -> FoundDate | None:
    """As in "was killed when guards fired on his car on 12 April": what happens at the same time bears the date."""
    tail = scene.text[scene.end_of(place) : scene.sentence.end]
    match = re.search(r"(?i)\b(?:when|as|while)\b", tail[:60])
    if match is None or _date_before(scene, place) is not None:
        return None
    later = [one for one in scene.dates if one.start > scene.end_of(place) + match.end() and not is_of_something(scene, one)]
    if len(later) != 1:
        return None
    between = [one for at, one in enumerate(scene.row) if at > place and scene.start_of(at) < later[0].start and one.kind == "VG"]
    return later[0] if len(between) <= 1 else None


_SOMETHING: Final = re.compile(r"(?i)protests?|uprising|unrest|crackdown|demonstrations?|\bwar\b")


def _only_date(scene: Scene, place: int) -> FoundDate | None:
    """The one date of a sentence is the time of what its noun names, unless another verb stands between."""
    found = scene.dates[0]
    low, high = sorted((scene.start_of(place), found.start))
    between = [one for at, one in enumerate(scene.row) if low < scene.start_of(at) < high and one.kind == "VG"]
    return found if len(scene.dates) == 1 and len(between) <= 1 and not is_of_something(scene, found) else None


def is_of_something(scene: Scene, found: FoundDate) -> bool:
    """Answers whether a date is that of something else: "the protests of November 2019", "during the 2018 protests"."""
    lead = scene.text[scene.sentence.start : found.start]
    if _SOMETHING.search(found.text) or lead.rfind("(") > lead.rfind(")"):
        return True
    if is_of_saying(scene, found):
        return True
    before = scene.text[max(scene.sentence.start, found.start - 30) : found.start].lower()
    after = scene.text[found.end : found.end + 20].lower()
    return bool(
        re.search(
            r"(?:protests?|uprising|unrest|crackdown|demonstrations?|war|ceasefire|ruling|law) (?:of|in|"
            r"since) (?:the )?$",
            before,
        )
    ) or bool(
        re.match(
            r"['’]?s? (?:anti-\w+ |nationwide |mass |popular |presidential )?(?:protests?|uprising|unrest|"
            r"crackdown|demonstrations?|war|election|law|report)\b",
            after,
        )
    )


def _date_before(scene: Scene, place: int) -> FoundDate | None:
    """Between the subject and the verb, or close in front within the clause."""
    start = scene.sentence.start
    since = place - 2 if scene.row[place].form == "inf" and place and scene.row[place - 1].kind == "VG" else place - 1
    for at in range(since, -1, -1):
        if scene.row[at].kind in {"VG", "S", "W", ":"} or (scene.row[at].kind == "C" and scene.row[at - 1].kind == "VG"):
            start = scene.end_of(at)
            start = _behind_aside(scene, at, place, start)
            break
    inside = [one for one in scene.dates if start <= one.start < scene.start_of(place) and not is_of_something(scene, one)]
    return inside[-1] if inside else None


def _behind_aside(scene: Scene, at: int, place: int, start: int) -> int:
    """As in "X, held since 3 May, was freed": what stands within commas behind a participle goes with the participle."""
    aside = scene.row[at].kind == "VG" and (scene.row[at].form == "part" or scene.row[max(0, at - 1)].kind == "W")
    comma = next((back for back in range(place - 1, at, -1) if scene.row[back].kind == ","), -1) if aside else -1
    return start if comma < 0 else scene.end_of(comma)


_AT_A_HEARING: Final = re.compile(
    r"(?i)(?:in|at|during|by|under|following|after) (?:an?|the|its|his|her|their) (?:[\w-]+ ){0,3}?"
    r"(?:hearing|session|trial|verdict|ruling|decision|sentence|judge?ment|raid|operation|protest|rally|demonstration|order|"
    r"attack)s?(?: [\w-]+){0,3} (?:on|in|of|dated)? ?(?:the )?$"
)
"""As in "In a hearing held on 3 May, …": the day of what stands in front is the day of the act."""


def _date_in_front(scene: Scene, place: int) -> FoundDate | None:
    """A date that opens the sentence holds for all of its clauses that follow."""
    first = scene.dates[0]
    lead = scene.text[scene.sentence.start : first.start]
    del place
    short = len(lead.split()) <= (4 if re.match(r"(?:In|At|On|Before|During)\b", lead) else 2)
    short = short or _AT_A_HEARING.match(lead) is not None
    return first if short and not is_of_something(scene, first) else None


_PLACED: Final = re.compile(
    r"\b(?:in|at|to|inside|near|from|of) ((?:the |a |an )?(?:(?:[A-Za-z'’]+[- ]){0,5}?(?:[Pp]rison|[Jj]ail|"
    r"[Dd]etention [Cc]ent(?:er|re)|[Hh]ospital|[Ss]quare|[Uu]niversity|[Cc]emetery)\b))"
)


def where_of(event: Event, predicate: str) -> Where | None:
    """Gives the place of the act: a prison or a known place behind it in its clause, else one in front."""
    scene = event.scene
    tail = tail_of(scene, event.place)
    if predicate in {"detained_at", "transferred", "executed", "released", "died_in_custody"}:
        found = _PLACED.search(tail) or _PLACED.search(scene.lead(event.place))
        if found:
            return Where(found.group(1).strip())
    limit = scene.end_of(event.place) + len(tail)
    last = next((at for at, token in enumerate(scene.tokens) if token.start >= limit), len(scene.tokens))
    text = _known_place(scene, event.phrase.last, last, _AT | {"from"}) or _known_place(scene, 0, event.phrase.first, _AT)
    return Where(text) if text else None


_AT: Final = frozenset(
    ["in", "at", "of", "near", "to", "city", "province", "town", "western", "eastern", "northern", "southern", "central"]
)


def _known_place(scene: Scene, first: int, last: int, before: frozenset[str]) -> str:
    named = {place for name in scene.names for place in range(name.first, name.last)}
    for at in range(max(first, 1), last):
        length = place_at(scene.tokens, at) if at not in named else 0
        if length and scene.tokens[at - 1].lower in before:
            following = scene.tokens[at + length].lower if at + length < len(scene.tokens) else ""
            if following != "'s":
                return scene.words(at, at + length)
    return ""
