"""A count that leaves the desk: a table or a picture of figures alone; nobody is named, and that it left is noted."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Final

from govah import publish
from govah.count.counts.cases import ends
from govah.count.counts.charts import Labels, picture, province_map
from govah.count.counts.totals import TableRow, Trait
from govah.count.provinces import province_label
from govah.dates import from_solar, show
from govah.desk.counts.counting import Counted
from govah.desk.onfile import handling
from govah.desk.onfile.leaving import sha256_of, written
from govah.errors import CaptureError, PublishError, UsageError
from govah.publish.tables import Table, write_csv, write_xlsx
from govah.records import to_full
from govah.vault import Vault
from govah.words import label, say, words

KINDS: Final = (".csv", ".xlsx", ".json", ".svg", ".png")
_CATEGORIES: Final = ("confirmed", "under-investigation", "disputed")
_SOLAR: Final = ("solar-month", "solar-year")


def export_count(vault: Vault, found: Counted, output: Path, trait: Trait, lang: str, network: Path | None = None) -> None:
    """Writes a count by a trait, of the kind that the file's name says; an unknown kind or a folder not writable is an error."""
    _leave(vault, output, _data(found, trait, lang, output.name, network))


def handed_out(vault: Vault, found: Counted, trait: Trait, lang: str, suffix: str) -> bytes:
    """Gives the same as bytes, for a browser that saves them; that it left is noted with its hash."""
    data = _data(found, trait, lang, f"count{suffix}", None)
    act = handling.act(vault, "exported", vault.member, [])
    handling.record(vault, replace(act, sha256=hashlib.sha256(data).hexdigest(), remarks="export-count"))
    return data


def _data(found: Counted, trait: Trait, lang: str, name: str, network: Path | None) -> bytes:
    suffix = Path(name).suffix.lower()
    if suffix not in KINDS:
        raise UsageError("export-kind", name=name, known=", ".join(KINDS))
    rows = found.by(trait)
    if suffix in (".svg", ".png"):
        said = labels(found, rows, trait, lang)
        if trait == "province":
            return province_map(rows, said, suffix[1:])
        return picture(rows, said, _shaded(rows, trait, network), suffix[1:])
    if suffix == ".json":
        return json.dumps(_plain(found, rows, trait), ensure_ascii=False, indent=1).encode()
    return _table(found, rows, trait, lang, suffix)


def _leave(vault: Vault, output: Path, data: bytes) -> None:
    """Writes what leaves, and notes that it left; what cannot be noted does not leave."""
    beside = output.with_name(output.name + ".part")
    with written(beside):
        try:
            beside.write_bytes(data)
        except OSError as why:
            raise PublishError("output-unwritable", name=output.name, fault=why.strerror or type(why).__name__) from why
        act = handling.act(vault, "exported", vault.member, [])
        handling.record(vault, replace(act, sha256=sha256_of(beside), remarks="export-count"))
        beside.replace(output)


def export_reports(vault: Vault, found: Counted, output: Path) -> int:
    """Writes a line for each counted case with its day and the day of its first report, as `govah estimate nowcast` reads it.

    Cases without an exact day of both, or reported before they happened, are left out; gives how many.
    """
    lines, left = ["event,report"], 0
    for one in found.cases:
        if one.category == "excluded":
            continue
        (event, until), (report, by) = ends(one.when), ends(one.reported)
        if event == until and report == by and report >= event:
            lines.append(f"{event.isoformat()},{report.isoformat()}")
        else:
            left += 1
    _leave(vault, output, ("\n".join(lines) + "\n").encode())
    return left


def export_lists(vault: Vault, found: Counted, output: Path, least: int, most: int = 6) -> tuple[tuple[str, int], ...]:
    """Writes who of those counted is told of by which independent voice, as `govah estimate mse` reads it: 0 and 1, and `count`.

    Voices that repeat each other are one list already, since origins decide. Lists are L1, L2 … in the file, which names nobody;
    what they stand for is given back, with the number of each. Voices that tell of fewer than `least` are left out.
    """
    number: dict[str, int] = {}
    counted = [one for one in found.cases if one.category != "excluded"]
    for one in counted:
        for voice in one.voices:
            number[voice] = number.get(voice, 0) + 1
    voices = sorted((voice for voice in number if number[voice] >= least), key=lambda voice: (-number[voice], voice))[:most]
    histories: dict[tuple[int, ...], int] = {}
    for one in counted:
        history = tuple(int(voice in one.voices) for voice in voices)
        if any(history):
            histories[history] = histories.get(history, 0) + 1
    rows = [",".join([*(f"L{at}" for at in range(1, len(voices) + 1)), "count"])]
    rows += [",".join(map(str, (*history, many))) for history, many in sorted(histories.items(), reverse=True)]
    _leave(vault, output, ("\n".join(rows) + "\n").encode())
    return tuple((voice, number[voice]) for voice in voices)


def trait_shown(trait: str, of: Trait, lang: str) -> str:
    """Gives a trait as a reader says it: a month by its name, a prison and a charge by their label."""
    if not trait:
        return say("count.not-known", lang)
    if of in ("month", "year"):
        return show(trait, lang, "gregorian")
    if of in _SOLAR:
        return show(_solar_edtf(trait), lang, "solar")
    if of == "province":
        return province_label(trait, lang)
    kinds = {"prison": ("prisons",), "place": ("prisons",), "charge": ("charges",), "gender": ("genders",)}.get(of, ())
    known = next((kind for kind in kinds if trait in words(kind)), "")
    return label(known, trait, lang) if known else trait


def labels(found: Counted, rows: Sequence[TableRow], trait: Trait, lang: str) -> Labels:
    """Gives the words of a picture of a count."""
    figures = found.totals
    return Labels(
        title=found.definition.says or label("predicates", found.definition.what, lang),
        beneath=say("count.beneath", lang, least=figures.minimum, most=figures.maximum, at=show(found.known_at[:10], lang)),
        categories=(_category(0, lang), _category(1, lang), _category(2, lang)),
        shaded=say("count.shaded", lang),
        rows={row.trait: trait_shown(row.trait, trait, lang) for row in rows},
        lang=lang,
        source=say("count.map-source", lang),
        fonts=str(resources.files(publish) / "fonts"),
    )


def _category(at: int, lang: str) -> str:
    return say(f"count.{_CATEGORIES[at]}", lang)


def _solar_edtf(trait: str) -> str:
    """A Solar Hijri month or year as the interval of days that it is."""
    year, _, month = trait.partition("-")
    if month:
        following = (int(year), int(month) + 1) if int(month) < 12 else (int(year) + 1, 1)
        first, after = from_solar(int(year), int(month), 1), from_solar(*following, 1)
    else:
        first, after = from_solar(int(year), 1, 1), from_solar(int(year) + 1, 1, 1)
    return f"{first.isoformat()}/{date.fromordinal(after.toordinal() - 1).isoformat()}"


def _shaded(rows: Sequence[TableRow], trait: Trait, network: Path | None) -> list[str]:
    if network is None or trait not in ("month", "year", *_SOLAR):
        return []
    from govah.count.late.reading import sheet, shutdowns  # noqa: PLC0415 - SciPy comes with it, and only this needs it

    try:
        known = shutdowns(sheet(network.read_bytes()))
    except OSError as error:
        raise CaptureError("late-unreadable", reason=type(error).__name__) from None
    return [row.trait for row in rows if row.trait and any(_meets(row.trait, trait, one.first, one.last) for one in known)]


def _meets(row: str, trait: Trait, since: date, until: date) -> bool:
    first, last = ends(_solar_edtf(row) if trait in _SOLAR else row)
    return since <= last and until >= first


def _table(found: Counted, rows: Sequence[TableRow], trait: Trait, lang: str, suffix: str) -> bytes:
    header = (say(f"count.trait-{trait}", lang), *(say(f"count.{one}", lang) for one in _CATEGORIES), say("count.total", lang))
    body = [
        (trait_shown(row.trait, trait, lang), row.confirmed, row.under_investigation, row.disputed, row.total) for row in rows
    ]
    figures = found.totals
    whole = (figures.confirmed, figures.under_investigation, figures.disputed, figures.counted)
    table = Table(say("count.table", lang), header, [*body, (say("count.total", lang), *whole)], lang == "fa")
    out = io.BytesIO()
    (write_xlsx if suffix == ".xlsx" else write_csv)(table, out)
    return out.getvalue()


def _plain(found: Counted, rows: Sequence[TableRow], trait: Trait) -> dict[str, object]:
    return {
        "definition": to_full(found.definition),
        "known_at": found.known_at,
        "totals": to_full(found.totals) | {"counted": found.totals.counted},
        "by": trait,
        "rows": [to_full(row) | {"total": row.total} for row in rows],
        "sha256": found.sha256,
    }
