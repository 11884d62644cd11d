"""Names of people in a sentence: runs of capitalised words that are no place, body, nation or day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.english.lexicon import given_names, name_words, place_words, places, verb_forms, words_of
from govah.read.english.tokens import Token

_SURNAME: Final = re.compile(
    r"(?:zadeh|zade|pour|poor|pey|nejad|nezhad|nia|niya|fard|far|khah|doust|dust|lou|loo|lu|ian|yan|ani|eri|adi|avi|ami|"
    r"imi|emi|eshi|ashi|azi|iri|uri|"
    r"ori|idi|ari|ali|chi|vand|"
    r"parast|manesh|zai|zahi|zehi|ov|ova|ev|eva|enko|sky|skaya|ski|ska|ich|vich|ez|son|sen|oglu|yi|ji)$"
)
_NO_PLACES: Final = frozenset({"of", "by", "for", "with", "against", "about", "on"})
_INITIAL: Final = re.compile(r"[A-Z]\.?$")
_JOINED: Final = re.compile(r"(?:al|el|ul|as|ad|ar|az|an|at|bin|abu|ben|e|i|o)[-‑]['’]?[A-Z]")
_LONGEST: Final = 7
_HASHED: Final = re.compile(r"[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Name:
    """One name in a sentence, tokens `first` up to `last`; a title stands before `first`."""

    first: int
    last: int
    words: tuple[str, ...]
    "Folded, without titles."
    title: str = ""
    sure: bool = True
    "Whether the form alone shows a person; else only what is said of it does."
    called: tuple[str, ...] = ()
    "What stands in brackets within the name, folded: another name of the same person."


def fold_word(word: str) -> str:
    """Gives a word without marks and case, so that Sa'id and Saʿīd compare equal."""
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").replace("‘", "'"))
    return "".join(letter for letter in plain if letter.isalnum() or letter == "-").casefold()


def names(tokens: Sequence[Token]) -> list[Name]:
    """Gives the names of a sentence, in order."""
    found: list[Name] = []
    place = 0
    while place < len(tokens):
        run = _run(tokens, place)
        if run > place:
            found += _split(tokens, place, run)
        place = max(run, place + 1)
    return found


def place_at(tokens: Sequence[Token], at: int) -> int:
    """Gives how many tokens from here are the name of a known place, 0 where none."""
    if tokens[at].text[0].islower() or fold_word(tokens[at].text).split("-")[0] not in place_words():
        return 0
    for length in (3, 2, 1):
        words = " ".join(token.lower for token in tokens[at : at + length])
        if len(tokens) >= at + length and words in places():
            return length
    return 0


def _run(tokens: Sequence[Token], place: int) -> int:
    """The end of the run of capitalised words that begins here."""
    at = place
    while at < len(tokens) and at - place < _LONGEST + 3:
        token = tokens[at]
        joined = _JOINED.match(token.text) is not None and (at > place or token.text[1:3] == "l-")  # "Hamad al-Zubaidi"
        capital = (token.text[0].isupper() and token.text[0].isalpha()) or joined
        if (
            capital
            or (
                token.text == "."
                and at > place
                and (_INITIAL.fullmatch(tokens[at - 1].text) or tokens[at - 1].lower in name_words("titles"))
            )
            or (
                token.lower in name_words("particles")
                and at > place
                and at + 1 < len(tokens)
                and tokens[at + 1].text[0].isupper()
            )
            or (token.text == "-" and at > place and tokens[at - 1].end == token.start)
        ):
            at += 1
        elif _nickname(tokens, at):
            at += _nickname(tokens, at)
        else:
            break
    while (
        at > place
        and not tokens[at - 1].text[0].isalpha()
        and not (tokens[at - 1].text == "." and _INITIAL.fullmatch(tokens[at - 2].text))
    ):
        at -= 1
    return at


def _nickname(tokens: Sequence[Token], at: int) -> int:
    """Gives how many tokens from here are a name in brackets within a name, as in "Arvand (Peyman) Sepidkuh"; 0 where none."""
    if not 0 < at < len(tokens) - 2 or tokens[at].text != "(" or _is_body(tokens, at - 1) or place_at(tokens, at - 1):
        return 0
    close = next((place for place in range(at + 1, min(at + 4, len(tokens))) if tokens[place].text == ")"), 0)
    inner = tokens[at + 1 : close]
    if not close or close + 1 >= len(tokens) or not inner or not tokens[close + 1].text[:1].isupper():
        return 0
    proper = all(token.text[0].isupper() and not _is_common(token.lower) and not token.text.isupper() for token in inner)
    return close + 1 - at if proper and not _is_body(tokens, close + 1) and not place_at(tokens, at + 1) else 0


def _split(tokens: Sequence[Token], first: int, last: int) -> Iterator[Name]:
    """Names within one run: what is a place or a body or a nation is cut off in front, a title is set apart."""
    at, title = first, ""
    while at < last:
        lower = tokens[at].lower.rstrip(".")
        if lower in name_words("titles") and at + 1 < last:
            title = lower
            at += 2 if tokens[at + 1].text == "." and at + 2 < last else 1
            continue
        if tokens[at].text == ".":
            at += 1
            continue
        if not _may_begin(tokens, at, last, title):
            title = ""
            at += max(1, place_at(tokens, at))
            continue
        end = _end(tokens, at, last)
        name = _name(tokens, at, end, title)
        if name is not None:
            yield name
        at, title = max(end, at + 1), ""


def _may_begin(tokens: Sequence[Token], at: int, last: int, title: str) -> bool:
    lower = tokens[at].lower
    folded = fold_word(tokens[at].text)
    if (title and lower not in name_words("organisation_words")) or _is_initial(tokens, at, last):
        return True
    known = folded.split("-")[0] in given_names()
    if not known and not at and lower in name_words("person_nouns") | name_words("kin"):
        return False  # "Sisters Golnoush and Mahrokh …", "Poet Shabaviz …" at the head of a sentence
    if not known and at + 1 < last and lower in _CALLING:
        return False  # "Kolbar Khezer …", "Kolbar- “Khezer …"
    if known and at + 1 < last and not _is_body(tokens, at + 1):
        return lower not in {"may", "will"} or at + 1 < last
    shouted = tokens[at].text.isupper() and len(tokens[at].text) > 1 and not known
    if _is_body(tokens, at) or (shouted and not _is_written_large(tokens, at, last)):
        return False
    return known or not place_at(tokens, at) or _outgrows_place(tokens, at, last)


def _is_initial(tokens: Sequence[Token], at: int, last: int) -> bool:
    """As in "detained A. Talamure"."""
    return 0 < at < last - 2 and _INITIAL.fullmatch(tokens[at].text) is not None and tokens[at + 1].text == "."


_CALLING: Final = frozenset(
    ["kolbar", "activist", "journalist", "lawyer", "prisoner", "protester", "student", "teacher", "poet", "writer"]
)
"""Words for people that a report may write large in front of a name."""


def _is_written_large(tokens: Sequence[Token], at: int, last: int) -> bool:
    """As in "VAHID RAHGOZARI was held": two long words in capitals in a sentence that is not all capitals."""
    if at > 2 and len(tokens[at].text) > 4 and (tokens[at - 2].lower, tokens[at - 1].lower) == ("known", "as"):
        return not _is_common(tokens[at].lower)  # "X, also known as SHAHIN"
    pair = tokens[at : at + 2]
    if at + 1 >= last or any(len(token.text) < 5 or not token.text.isupper() or _is_common(token.lower) for token in pair):
        return False
    return sum(token.text.islower() for token in tokens) > 3


def _outgrows_place(tokens: Sequence[Token], at: int, last: int) -> bool:
    """As in "Kosar Eftekharian was wounded": a place's name before another capitalised word, and no preposition in front."""
    before = tokens[at - 1].lower if at else ""
    alone = place_at(tokens, at) == 1 and at + 1 < last and tokens[at + 1].text[0].isalpha()
    behind = before in words_of("prepositions")
    if behind and alone and before in _NO_PLACES and _SURNAME.search(fold_word(tokens[at + 1].text)):
        behind = False  # "the killing of Bijar Zandkarimi"
    return alone and not behind and not _is_body(tokens, at + 1) and not place_at(tokens, at + 1)


def _is_body(tokens: Sequence[Token], at: int) -> bool:
    lower = fold_word(tokens[at].text)
    parts = lower.split("-")
    if _is_double_given(tokens, at, parts):
        return False
    if len(parts) > 1 and (tokens[at].text.split("-")[-1][:1].islower() or all(_is_common(part) for part in parts)):
        return True
    return _is_common(lower)


_PREFIXES: Final = frozenset(
    [
        *("anti", "pro", "post", "pre", "non", "ex", "co", "mid", "self", "semi", "vice", "well", "long", "high", "low", "half"),
        *(
            "part",
            "north",
            "south",
            "east",
            "west",
            "sino",
            "anglo",
            "euro",
            "afro",
            "indo",
            "neo",
            "multi",
            "over",
            "under",
            "full",
        ),
    ]
)


def _is_double_given(tokens: Sequence[Token], at: int, parts: Sequence[str]) -> bool:
    """As in "Lam Hiu-ling", "Kim Jong-un": two short syllables behind a surname, which no list of words holds."""
    before = tokens[at - 1].text if at else ""
    short = len(parts) == 2 and all(2 <= len(part) <= 5 and part.isalpha() for part in parts)
    plain = short and parts[0] not in _PREFIXES and not any(_is_common(part) or part in _listed() for part in parts[1:])
    return (
        plain and before[:1].isupper() and before[1:].islower() and len(before) < 8 and parts[1] not in name_words("person_nouns")
    )


@cache
def _listed() -> frozenset[str]:
    kinds = ("adjectives", "nouns", "prepositions", "adverbs")
    return frozenset(verb_forms()).union(name_words("person_nouns"), *(words_of(kind) for kind in kinds))


def _is_common(word: str) -> bool:
    return word in name_words("organisation_words") or word in name_words("others")


def _end(tokens: Sequence[Token], at: int, last: int) -> int:
    end = at + 1
    while end < last:
        token = tokens[end]
        if token.text == "(":
            end += _nickname(tokens, end)
            continue
        if token.text == ".":
            if not _INITIAL.fullmatch(tokens[end - 1].text):
                break
        elif token.text[0].isalpha() and (_is_body(tokens, end) and fold_word(token.text) not in given_names()):
            break
        end += 1
    return end


_THINGS: Final = frozenset(
    ["prison", "jail", "detention", "hospital", "square", "province", "city", "district", "airport", "university"]
)
"""Words behind a name that make it the name of a place."""


def _name(tokens: Sequence[Token], first: int, last: int, title: str) -> Name | None:
    inner = {place for at in range(first, last) for place in range(at, at + _nickname(tokens, at))}
    words = _parts(tokens, [at for at in range(first, last) if at not in inner])
    called = _parts(tokens, [at for at in range(first, last) if at in inner])
    if len(words) == 1 and first and tokens[first - 1].text == "#":
        words = _of_hashtag(tokens[first].text) or words
    if words and all(len(word) == 1 for word in words) and first and tokens[first - 1].lower == "initials":
        return Name(first, last, words, title, sure=True)  # "a man with the initials M. R."
    if not words or all(len(word) == 1 for word in words) or len(words) > _LONGEST:
        return None
    following = fold_word(tokens[last].text) if last < len(tokens) else ""
    if following in _THINGS:
        return None
    if last < len(tokens) and tokens[last].text[0].isupper() and following in name_words("organisation_words"):
        return None
    known = [word in given_names() for word in words]
    form = verb_forms().get(words[0])
    verbal = form is not None and bool(form.kinds & {"participle", "gerund"})
    if first == 0 and len(words) == 1 and not title and not known[0] and verbal:
        return None  # "Executed without notice, …"
    sure = bool(title) or (len(words) > 1 and (any(known) or bool(_SURNAME.search(words[-1]))))
    return Name(first, last, words, title, sure, called)


def _parts(tokens: Sequence[Token], places: Sequence[int]) -> tuple[str, ...]:
    """The words of a name, folded, those joined by a hyphen apart."""
    words = [fold_word(tokens[at].text) for at in places if tokens[at].text[0].isalpha()]
    return tuple(part for word in words for part in word.split("-") if part)


def _of_hashtag(written: str) -> tuple[str, ...]:
    """The words of "#FreeBehrouzZandi" that are a name; none where the tag is about something else."""
    words = [fold_word(part) for part in _HASHED.findall(written)]
    while words and (_is_common(words[0]) or words[0] in verb_forms()):
        words = words[1:]
    return tuple(words) if len(words) > 1 and not any(_is_common(word) or word in places() for word in words) else ()
