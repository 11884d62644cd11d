"""`govah words`: browse the vocabulary offline, in both languages and by any spelling."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import click

from govah.errors import NotFoundError
from govah.text import to_persian_digits
from govah.words import KINDS, Word, find_words, label, near_words, say
from govah.words import words as words_of

_FLAGS: Final = ("grave", "terminal", "death", "capital", "office", "sensitive", "affirms")
_WORDED: Final = ("certainty", "custody", "site")
"""Keys whose values have words of their own in the messages."""
_REFERENCES: Final = {
    "terms": "kinds", "entered_by": "predicates", "next": "stages", "predicates": "predicates",
    "attributes": "attributes", "predicate": "predicates", "see": "terms",
}  # fmt: skip
"""Keys that name other words, and the kind of those."""


@click.command()
@click.argument("term", required=False)
@click.option("--kind", metavar="KIND", help="Only this kind of words, such as charges or stances.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@click.pass_context
def words(ctx: click.Context, term: str | None, kind: str | None, *, as_json: bool) -> None:
    """Browse the vocabulary: charges, courts, stances and the rest, in English and Persian.

    Without TERM it shows the kinds of words there are. TERM may be a name, a label or any spelling, in either script.

    \b
    Example:
      govah words moharebeh
      govah words "افساد فی الارض"
      govah words --kind stances
    """
    lang = ctx.obj["lang"]
    if term is not None:
        found = _found(term, (kind,) if kind else (), lang)
        click.echo(_json([_plain(one) for one in found]) if as_json else "\n\n".join(_card(one, lang) for one in found))
    elif kind is not None:
        listed = words_of(kind).values()
        click.echo(_json([_plain(one) for one in listed]) if as_json else _list(listed, lang))
    else:
        click.echo(_json([_plain(one) | {"count": len(words_of(one.name))} for one in _kinds()]) if as_json else _overview(lang))


def _found(term: str, kinds: tuple[str, ...], lang: str) -> tuple[Word, ...]:
    found = find_words(term, kinds)
    if found:
        return found
    near = near_words(term, kinds)
    if not near:
        raise NotFoundError("term-not-found", term=term)
    raise NotFoundError("term-misspelt", term=term, near=_list_of({one.label[lang]: None for one in near}, lang))


def _kinds() -> Iterable[Word]:
    return words_of("kinds").values()


def _overview(lang: str) -> str:
    counts = {one.name: len(words_of(one.name)) for one in _kinds()}
    rows = [(one.name, _number(counts[one.name], lang), f"{one.label[lang]}: {one.description[lang]}") for one in _kinds()]
    heads = tuple(say(f"words.column-{name}", lang) for name in ("kind", "count", "what"))
    told = say("words.heading", lang, count=_number(sum(counts.values()), lang), kinds=_number(len(KINDS()), lang))
    return f"{told}\n\n{_table([heads, *rows])}\n\n{say('words.next', lang)}"


def _list(listed: Iterable[Word], lang: str) -> str:
    heads = tuple(say(f"words.column-{name}", lang) for name in ("name", "english", "persian"))
    return _table([heads, *((one.name, one.label["en"], one.label["fa"]) for one in listed)])


def _table(rows: list[tuple[str, ...]]) -> str:
    """Sets rows in columns; the last column is as long as it likes, so that right-to-left words never push another aside."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    return "\n".join("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]) for row in rows)


def _card(one: Word, lang: str) -> str:
    other = "fa" if lang == "en" else "en"
    title = f"{one.label[lang]} · {one.label[other]}"
    kind = words_of("kinds")[one.kind].more["singular"][lang]
    rows = [(say("words.name", lang), f"{one.name} ({kind})")]
    rows += [(say("words.example", lang), one.example[code]) for code in (lang, other) if code in one.example]
    rows += [(say("words.variants", lang), f"[{code}] {_list_of(forms, code)}") for code, forms in one.variants.items()]
    rows += [row for key, value in one.more.items() if key != "order" and (row := _row(key, value, lang))]
    lines = [click.style(title, bold=True), f"  {one.description[lang]}", f"  {one.description[other]}"]
    return "\n".join(lines + [f"  {head}: {told}" if told else f"  {head}" for head, told in rows])


def _row(key: str, value: Any, lang: str) -> tuple[str, str] | None:
    if key in _FLAGS:
        return (say(f"words.{key}", lang), "") if value else None
    head = say("words.next-states" if key == "next" else f"words.{key}", lang)
    if key in _WORDED:
        return head, say(f"words.{key}-{value}", lang)
    if key in _REFERENCES and value:
        names = [value] if isinstance(value, str) else value
        return head, " · ".join(label(_REFERENCES[key], name, lang) for name in names)
    if isinstance(value, Mapping):
        return head, str(value.get(lang) or ", ".join(value.values()))
    return (head, str(value)) if value else None


def _list_of(forms: Iterable[str], lang: str) -> str:
    return ("، " if lang == "fa" else ", ").join(forms)


def _number(count: int, lang: str) -> str:
    return to_persian_digits(str(count)) if lang == "fa" else str(count)


def _plain(one: Word) -> dict[str, Any]:
    variants = {lang: list(forms) for lang, forms in one.variants.items()}
    return {
        "kind": one.kind, "name": one.name, "label": one.label, "description": one.description, "example": one.example,
        "variants": variants, **{key: value for key, value in one.more.items() if key != "order"},
    }  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
