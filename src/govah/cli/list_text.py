"""A list in a terminal: what its columns are taken for, what its rows come to, and which cells a person must look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from govah.cli.cards import clean, number, quoted
from govah.desk.lists import Accepted, ListView, SheetView
from govah.read.lists import AS_WRITTEN, Fault, Mapped
from govah.text import isolate
from govah.words import label, say, words

SHOWN: Final = 20
"""Cells to look at, and columns kept as written, that are written out; the rest is counted."""
DOUBTS: Final = 5
"""Doubted columns of a sheet whose other reading is written out; the rest is counted."""


def role_label(role: str, lang: str) -> str:
    """Gives what a person reads for a role: `killed.when` is "killed: date"."""
    code = "list.role-" + role.replace(".", "-").replace("+", "-")
    own = say(code, lang)
    if own != code:
        return own
    predicate, _, part = role.partition(".")
    if part:
        of = "list.role-date-of" if part == "when" else "list.role-place-of"
        return say(of, lang, predicate=label("predicates", predicate, lang))
    return label("attributes" if role in words("attributes") else "predicates", role, lang)


def list_text(view: ListView, lang: str) -> str:
    """Gives a list as a person sees it before a decision, and after it."""
    return "\n".join(_lines(view, lang))


def accepted_text(done: Accepted, lang: str) -> str:
    """Gives what one decision did."""
    one = done.acceptance
    if one.confirms:
        return say("list.confirmed", lang, id=one.id)
    voice = " › ".join(isolate(clean(part)) for part in one.attribution) or say("review.own-voice", lang)
    facts = {"id": one.id, "stance": label("stances", one.stance.value, lang), "voice": voice}
    code = "list.accepted" if one.reports else "list.accepted-rows"
    told = [say(code, lang, reports=label("predicates", one.reports, lang), claims=number(done.claims, lang), **facts)]
    counts = {"rows": one.rows, "told": one.claimed, "exceptions": one.exceptions, "empty": one.empty}
    told.append(say("list.rows-newer" if one.newer_than else "list.rows-of", lang, same=one.same, **counts))
    told += _faults(done.faults, lang)
    if one.exceptions:
        told.append(say("list.left", lang, count=one.exceptions))
    return "\n".join(told)


def _lines(view: ListView, lang: str) -> Iterator[str]:
    yield say("list.title", lang, name=isolate(clean(view.name)), id=view.document)
    yield say(f"list.mapping-{view.mapping}", lang)
    for sheet in view.sheets:
        yield from _sheet(view, sheet, lang)
    taken = view.acceptance is not None
    counts = {"rows": view.rows, "told": view.told, "exceptions": view.exceptions, "empty": view.empty}
    newer = view.acceptance is not None and bool(view.acceptance.newer_than)
    code = "list.rows-newer" if newer else "list.rows-of" if taken else "list.rows"
    yield say(code, lang, same=view.same, **counts)
    if view.claims:
        told = (f"{role_label(one, lang)} {number(count, lang)}" for one, count in view.claims)
        yield say("list.claims", lang, claims=_and(told, lang))
    kept = [one for sheet in view.sheets if sheet.is_list for one in sheet.columns if one.role == AS_WRITTEN and one.filled]
    if kept:
        named = [_named(one) for one in kept[:SHOWN]]
        named += [say("list.columns-more", lang, count=len(kept) - SHOWN)] if len(kept) > SHOWN else []
        yield say("list.kept", lang, columns=_and(named, lang))
    yield from _faults(view.faults, lang)
    if view.acceptance is not None:
        unreviewed = say("list.no" if view.reviewed else "list.yes", lang)
        yield say("list.accepted-before", lang, id=view.acceptance.id, unreviewed=unreviewed)
        return
    if view.older:
        yield say("list.may-be-newer", lang, id=view.document, older=view.older)
    yield _next(view, lang)


def _next(view: ListView, lang: str) -> str:
    """Gives what to do next: a list in which nobody is found wants its column of names first."""
    columns = [one for sheet in view.sheets for one in sheet.columns]
    if not any(sheet.is_list for sheet in view.sheets):
        likely = max((one for one in columns if one.filled), key=_like_names, default=None)
        return say("list.next-name", lang, id=view.document, column=likely.column.letters if likely else "COLUMN")
    has_status = any(one.role == "status" for one in columns)
    return say("list.next-status" if has_status else "list.next", lang, id=view.document)


def _like_names(one: Mapped) -> tuple[bool, int, int]:
    """Gives how like names a column's samples are: words without a digit, several in a cell, many cells."""
    words_only = [text for text in one.samples if not any(letter.isdigit() for letter in text)]
    return one.guess.startswith("name"), sum(1 + (" " in text.strip()) for text in words_only), one.filled


def _sheet(view: ListView, sheet: SheetView, lang: str) -> Iterator[str]:
    name = isolate(clean(sheet.name)) if sheet.name else say("list.no-sheet", lang)
    if not sheet.is_list:
        yield say("list.sheet-skipped", lang, sheet=name, rows=sheet.rows)
        if len(view.sheets) > 1:
            return
    else:
        yield say("list.sheet", lang, sheet=name, rows=sheet.rows, above=sheet.above)
    doubted = [one for one in sheet.columns if one.guess and one.reason != "second"]
    for one in sheet.columns:
        yield _column(one, lang)
        if one in doubted[:DOUBTS]:
            facts = {"column": one.column.letters, "guess": role_label(one.guess, lang), "role": one.guess}
            yield say("list.column-doubted", lang, id=view.document, **facts)
    if len(doubted) > DOUBTS:
        yield say("list.doubted-more", lang, count=len(doubted) - DOUBTS)


def _column(one: Mapped, lang: str) -> str:
    role = role_label(one.role, lang)
    if one.column.order:
        order = say(f"list.order-{one.column.order}", lang)
        role += f" ({order})"
    return say(
        "list.column", lang, column=one.column.letters, header=quoted(one.column.header) if one.column.header else "—", role=role,
        reason=say(f"list.reason-{one.reason}", lang), confidence=one.confidence, filled=one.filled,
        samples=_and((isolate(clean(text)) for text in one.samples), lang) or "—",
    )  # fmt: skip


def _named(one: Mapped) -> str:
    return f"{one.column.letters} {quoted(one.column.header)}" if one.column.header else one.column.letters


def _faults(faults: Sequence[Fault], lang: str) -> Iterator[str]:
    if not faults:
        return
    yield say("list.faults", lang, count=len(faults))
    for one in faults[:SHOWN]:
        yield say("list.fault", lang, address=isolate(one.address), fault=fault_label(one.code, lang), text=quoted(one.text[:80]))
    if len(faults) > SHOWN:
        yield say("list.faults-more", lang, count=len(faults) - SHOWN)


def fault_label(code: str, lang: str) -> str:
    """Gives what is wrong with a cell, in words."""
    return say(f"list.fault-{code}", lang)


def _and(parts: Iterable[str], lang: str) -> str:
    return ("، " if lang == "fa" else ", ").join(parts)
