"""Stamps as a person reads them: who said what about which head, and the gap in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import click

from govah.cli.cards import clean, number
from govah.cli.door import language, tell
from govah.dates import show as show_date
from govah.desk.custody.stamped import Checked, Placed, StampRow
from govah.desk.custody.stamping import Outcome
from govah.stamp import Anchor, in_words
from govah.text import isolate, to_persian_digits
from govah.words import label, say


def tell_outcomes(ctx: click.Context, outcomes: Sequence[Outcome], rows: Mapping[str, StampRow]) -> None:
    """Says what each authority answered."""
    lang = language(ctx)
    if outcomes and all(one.code == "stamp-nothing-new" for one in outcomes):
        tell(ctx, "stamp.nothing-new")
        return
    for one in outcomes:
        if one.stamp is not None:
            _tell_row(ctx, rows[one.stamp.id])
        else:
            facts = {key: clean(str(value)) if isinstance(value, str) else value for key, value in one.facts.items()}
            why = say(one.code, lang, **facts)
            tell(ctx, "stamp.failed", authority=isolate(clean(one.authority.name or one.authority.url)), why=why)


def tell_rows(ctx: click.Context, rows: Sequence[StampRow]) -> None:
    """Says what was stamped, head by head."""
    if not rows:
        tell(ctx, "stamp.none")
    heads = dict.fromkeys((row.device, row.size) for row in rows)
    for device, size in heads:
        tell(ctx, "stamp.head", device=device, size=size)
        for row in rows:
            if (row.device, row.size) == (device, size):
                _tell_row(ctx, row)


def tell_placed(ctx: click.Context, found: Iterable[Placed]) -> None:
    """Says between which times each entry of a record was written."""
    lang = language(ctx)
    for one in found:
        tell(ctx, "stamp.entry", kind=label("terms", one.kind, lang), entry=one.entry[:16], time=shown(one.stated, lang))
        _tell_bound(ctx, "stamp.not-before", one.bracket.not_before)
        _tell_bound(ctx, "stamp.not-after", one.bracket.not_after)
        if one.bracket.not_after is None:
            tell(ctx, "stamp.no-bound")
        elif one.gap is not None and one.gap >= 0:
            tell(ctx, "stamp.entry-gap", gap=in_words(one.gap, lang))
        if not one.bracket.is_possible:
            tell(ctx, "stamp.contradicted")
        elif one.is_outside:
            tell(ctx, "stamp.outside")


def tell_checked(ctx: click.Context, found: Sequence[Checked]) -> None:
    """Says what openssl made of each token."""
    lang = language(ctx)
    for one in found:
        facts = {"authority": isolate(clean(one.row.name)), "time": shown(one.row.time or one.row.received_at, lang)}
        if one.is_good:
            tell(ctx, "stamp.good", **facts)
        else:
            tell(ctx, "stamp.open" if one.is_good is None else "stamp.bad", why=say(one.code, lang), **facts)
    counts = {
        name: sum(one.is_good is value for one in found) for name, value in (("good", True), ("bad", False), ("open", None))
    }
    tell(ctx, "stamp.checked", **counts)


def shown(time: str, lang: str) -> str:
    """Gives a time as a person reads it: the day in both calendars, and the time of day in UTC."""
    day, _, clock = time.partition("T")
    told = clock.removesuffix("Z")
    return f"{show_date(day, lang)}{'،' if lang == 'fa' else ','} {to_persian_digits(told) if lang == 'fa' else told} UTC"


def _tell_row(ctx: click.Context, row: StampRow) -> None:
    lang = language(ctx)
    authority = isolate(clean(row.name))
    if row.state == "stamped":
        _tell_stamped(ctx, row, authority)
    elif row.state in ("waiting", "met"):
        tell(ctx, f"stamp.{row.state}", time=shown(row.requested_at, lang))
    elif row.state == "in-block":
        tell(ctx, "stamp.in-block", authority=authority, block=number(row.block, lang), root=row.merkle_root)
    else:
        tell(ctx, f"stamp.{row.state}", authority=authority, time=shown(row.received_at, lang))
    for doubt in row.doubts:
        tell(ctx, "stamp.doubt", why=say(doubt, lang))


def _tell_stamped(ctx: click.Context, row: StampRow, authority: str) -> None:
    lang = language(ctx)
    time = shown(row.time, lang)
    if row.accuracy >= 1_000_000:
        time = say("stamp.margin", lang, time=time, margin=in_words(-(-row.accuracy // 1_000_000), lang))
    tell(ctx, "stamp.stamped", authority=authority, time=time)
    tell(ctx, "stamp.stamped-by", tsa=isolate(clean(row.tsa)) or "—", serial=row.serial, policy=row.policy)
    if row.gap is not None:
        code = "stamp.waited" if row.gap >= 0 else "stamp.ahead"
        facts = {"count": row.covers} if row.gap >= 0 else {}
        tell(ctx, code, gap=in_words(row.gap, lang), **facts)


def _tell_bound(ctx: click.Context, code: str, anchor: Anchor | None) -> None:
    if anchor is not None:
        tell(ctx, code, time=shown(anchor.time, language(ctx)), stamp=anchor.stamp)
