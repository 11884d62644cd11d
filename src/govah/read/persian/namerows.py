"""Rows of names: the members that stand between those known, and the family name that a pair shares."""

from __future__ import annotations

from typing import Final

from govah.read.persian.framing import called, is_compound, known_alone, member_end
from govah.read.persian.lexicon import is_family, is_given
from govah.read.persian.namewords import NameSpan, Word, has_cue, is_blocked

_STARTS: Final = frozenset({"،", ".", "!", "«", ":", "؛", "-"})


def with_members(words: tuple[Word, ...], found: list[NameSpan]) -> tuple[NameSpan, ...]:
    """Gives the names with what stands in a row of names before or after two that are known («X Y، P، P و X Y را»)."""
    out: list[NameSpan] = []
    for place, span in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        row = following is not None and following.first == span.last + 2 and words[span.last + 1].norm in _ROW
        joined = bool(out) and out[-1].last == span.first - 2
        if row and not joined and span.first > 2 and words[span.first - 1].norm in _ROW:
            out += _before(words, span.first - 1, out)
        out.append(span)
        at = span.last + 2
        first = span.first == span.last and called(words, span.first)
        if first and at < len(words) and words[at - 1].norm in _ROW and known_alone(words, at) and following is None:
            out.append(NameSpan(at, at, given=True, sure=False))
        elif (joined or row) and at < len(words) and words[at - 1].norm in _ROW and (following is None or following.first > at):
            end = member_end(words, at) or (at if is_compound(words[at].norm) else 0)
            if end and (following is None or end < following.first):
                out.append(NameSpan(at, end, given=True, sure=False))
    return tuple(out)


def _before(words: tuple[Word, ...], mark: int, out: list[NameSpan]) -> list[NameSpan]:
    """The name that ends right before a mark of a row and begins the sentence or follows a mark."""
    for size in (2, 3):
        at = mark - size
        begins = at == 0 or (at > 0 and (words[at - 1].norm in _STARTS or has_cue(words, at) or called(words, at)))
        if begins and member_end(words[: mark + 1], at) == mark - 1 and not (out and out[-1].last >= at):
            return [NameSpan(at, mark - 1, given=True, sure=False)]
    return []


_ROW: Final = frozenset({"،", "و"})


def _is_whither(words: tuple[Word, ...], at: int) -> bool:
    """«تبعید به داراب و P»: a town that is a given name as well."""
    before = [word.norm for word in words[max(0, at - 2) : at]]
    return before[-1:] == ["در"] or before in (["تبعید", "به"], ["انتقال", "به"], ["اعزام", "به"])


def with_shared(words: tuple[Word, ...], found: tuple[NameSpan, ...]) -> tuple[NameSpan, ...]:
    """Adds given names before «و» and a full name, as in «گلنوش و فرین نیلوفری»: they share its family name."""
    out: list[NameSpan] = []
    for span in found:
        shared: list[NameSpan] = []
        at = span.first - 1
        joiner = at >= 1 and words[at].norm in {"و", "،"}
        while joiner and span.given and span.last > span.first:
            word = words[at - 1]
            free = not out or out[-1].last < at - 1
            if not free or not is_given(word.norm) or is_blocked(word) or (is_family(word.norm) and not is_given(word.norm)):
                break
            if (words[at].norm == "،" and not shared) or _is_whither(words, at - 1):
                break
            shared.insert(0, NameSpan(at - 1, at - 1, given=True, shared=words[span.last].norm))
            at -= 2
            joiner = at >= 1 and words[at].norm in {"و", "،"}
        out += [*shared, span]
    return tuple(out)
