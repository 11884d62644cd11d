"""The report of a run as PDF: the sentence to quote and plain words for who says it, then all of it for a statistician."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Final

import typst

from govah.count.mse.estimating import Result
from govah.count.mse.interface import Estimate
from govah.count.mse.replicates import Stratum, at_least
from govah.count.mse.showing import grouped, reason, sentence
from govah.desk.counts.estimating import Run, read_run
from govah.desk.onfile.leaving import write_whole
from govah.errors import PublishError, UsageError
from govah.text import isolate, to_persian_digits
from govah.words import say

STANDARDS: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report, in the order in which it is set."""

    head: str = ""
    quote: str = ""
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    figure: str = ""
    alt: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def write_report(folder: Path, run: Run, output: Path, lang: str) -> None:
    """Writes the report of a run, whose files are checked first, as PDF; raises `UsageError` for another kind of file."""
    if output.suffix.lower() != ".pdf":
        raise UsageError("report-not-pdf", name=output.name)
    read_run(folder)
    write_whole(output, report_pdf(run, _figures(folder), lang))


def report_pdf(run: Run, figures: dict[str, str], lang: str) -> bytes:
    """Gives the report as PDF (PDF/A-2a, PDF/UA-1), with the fonts that Govah ships; no clock is read."""
    parts = tuple(_parts(run, figures, lang))
    sheet = {
        "title": say("estimate.report-title", lang),
        "lang": lang,
        "rtl": lang == "fa",
        "digits": "۰۱۲۳۴۵۶۷۸۹" if lang == "fa" else "0123456789",
        "parts": [asdict(one) for one in parts],
    }
    with resources.as_file(resources.files("govah.publish") / "fonts") as fonts:
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        try:
            template = (resources.files("govah.desk.counts") / "estimatereport.typ").read_bytes()
            inputs = {"sheet": json.dumps(sheet, ensure_ascii=False)}
            setter = typst.Compiler(template, root=str(fonts), font_paths=found, sys_inputs=inputs)
            pdf = setter.compile(format="pdf", pdf_standards=STANDARDS, timestamp=0)
        except (RuntimeError, TypeError, ValueError, OSError) as why:
            raise PublishError("report-not-set", fault=type(why).__name__) from why
    if not isinstance(pdf, bytes):
        raise PublishError("report-not-set", fault=type(pdf).__name__)
    return pdf


def _figures(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted((folder / "figures").glob("*.svg"))}


def _parts(run: Run, figures: dict[str, str], lang: str) -> Iterator[Part]:
    several = len(run.strata) > 1
    if several:
        number = grouped(at_least(run.strata), lang)
        yield Part(quote=say("estimate.total", lang, number=number, count=len(run.strata)))
    for at, one in enumerate(run.strata, 1):
        head = say("estimate.stratum", lang, name=isolate(one.name)) if several else ""
        stem = f"-{at}" if several else ""
        yield from _spokesperson(one.result, head, lang)
        yield Part(
            say("estimate.methods", lang), figure=figures.get(f"methods{stem}-{lang}", ""), alt=say("estimate.methods", lang)
        )
        yield Part(
            say("estimate.changes", lang), figure=figures.get(f"changes{stem}-{lang}", ""), alt=say("estimate.changes", lang)
        )
        yield from _statistician(one, lang)
    yield _made(run, lang)


def _spokesperson(result: Result, head: str, lang: str) -> Iterator[Part]:
    """Gives the first page: what may be said, what may not, and on what it rests."""
    seen = grouped(result.overlap["people"], lang)
    said = sentence(result.headline, lang) if result.headline else say("estimate.no-headline", lang, seen=seen)
    against = (*result.refused, *(result.headline.caveats if result.headline else ()))
    yield Part(head, quote=said)
    yield Part(points=tuple(reason(one, lang) for one in against))
    yield Part(
        say("estimate.plainly", lang), words=(say("estimate.plainly-what", lang, seen=seen), say("estimate.plainly-not", lang))
    )
    yield Part(say("estimate.rests-on", lang), points=tuple(say(f"estimate.assumes-{one}", lang) for one in result.assumptions))


def _statistician(one: Stratum, lang: str) -> Iterator[Part]:
    """Gives the rest: every method with what speaks against it, the overlap, the sensitivity, the consistency."""
    result = one.result
    columns = tuple(say(f"estimate.column-{name}", lang) for name in ("method", "median", "lower", "upper", "rhat", "ess"))
    yield Part(say("estimate.statistician", lang), columns=columns, rows=tuple(_row(each, lang) for each in result.estimates))
    reasons = [
        f"{say(f'estimate.name-{each.method}', lang)}: {reason(why, lang)}" for each in result.estimates for why in each.refused
    ]
    yield Part(words=(say("estimate.bound", lang, bound=grouped(result.bound, lang)),), points=tuple(reasons))
    names = tuple(say(f"estimate.column-{name}", lang) for name in ("lists", "shared"))
    pairs = [(isolate(" + ".join(pair["lists"])), grouped(pair["shared"], lang)) for pair in result.overlap["pairs"][:60]]
    sizes = [(isolate(each["list"]), grouped(each["people"], lang)) for each in result.overlap["lists"]]
    yield Part(say("estimate.overlap", lang), columns=names, rows=(*sizes, *pairs))
    changed = [
        (_digits(say(f"estimate.change-{each.what}", lang, value=isolate(each.value)), lang), each.estimate)
        for each in result.sensitivity
    ]
    what = (say("estimate.column-change", lang), *columns[:4])
    yield Part(say("estimate.changes", lang), columns=what, rows=tuple((name, *_row(each, lang)[:4]) for name, each in changed))
    tried = [(isolate(each.name), grouped(each.truth, lang), *_row(each.estimate, lang)[:4]) for _, each in result.consistency]
    truth = (say("estimate.column-list", lang), say("estimate.column-truth", lang), *columns[:4])
    yield Part(say("estimate.consistency", lang), columns=truth if tried else (), rows=tuple(tried))
    yield Part(say("estimate.after", lang), points=tuple(dict.fromkeys(result.sources.values())))


def _made(run: Run, lang: str) -> Part:
    """Gives how the run was asked for, so that anybody can make it again."""
    request = run.asked.request
    facts = {"seed": request.seed, "methods": ", ".join(request.methods), "rule": run.asked.rule}
    return Part(say("estimate.made", lang), words=(say("estimate.made-from", lang, **facts), say("estimate.made-again", lang)))


def _row(one: Estimate, lang: str) -> tuple[str, ...]:
    name = say(f"estimate.name-{one.method}", lang)
    rhat = "–" if one.rhat is None else _digits(f"{one.rhat:.4f}", lang)
    return (name, grouped(one.median, lang), grouped(one.lower, lang), grouped(one.upper, lang), rhat, grouped(one.ess, lang))


def _digits(text: str, lang: str) -> str:
    return to_persian_digits(text) if lang == "fa" else text
