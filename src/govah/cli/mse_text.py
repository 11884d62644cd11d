"""An estimate in a terminal: the sentence first, then the methods, what speaks against them, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govah.cli.cards import clean
from govah.count.mse.estimating import Result
from govah.count.mse.replicates import Stratum, at_least
from govah.count.mse.showing import grouped, reason, sentence
from govah.text import isolate
from govah.words import say


def strata_text(strata: Sequence[Stratum], lang: str) -> str:
    """Gives the answer of a file as a person reads it: stratum by stratum, where there are several."""
    if len(strata) == 1:
        return result_text(strata[0].result, lang)
    told = [say("estimate.total", lang, number=grouped(at_least(strata), lang), count=len(strata))]
    for one in strata:
        told += ["", say("estimate.stratum", lang, name=isolate(clean(one.name))), result_text(one.result, lang)]
    return "\n".join(told)


def result_text(result: Result, lang: str) -> str:
    """Gives a result as a person reads it."""
    return "\n".join(_lines(result, lang))


def _lines(result: Result, lang: str) -> Iterator[str]:
    if result.headline:
        yield sentence(result.headline, lang)
    else:
        yield say("estimate.no-headline", lang, seen=grouped(result.overlap["people"], lang))
    for why in (*result.refused, *(result.headline.caveats if result.headline else ())):
        yield "  " + isolate(clean(reason(why, lang)))
    if result.dropped:
        yield say("estimate.dropped", lang, lists=isolate(clean(", ".join(result.dropped))))
    yield ""
    yield say("estimate.methods", lang)
    for one in result.estimates:
        limits = {key: grouped(getattr(one, key), lang) for key in ("median", "lower", "upper")}
        yield "  " + say("estimate.method", lang, method=say(f"estimate.name-{one.method}", lang), **limits)
        for each in one.refused:
            yield "    " + isolate(clean(reason(each, lang)))
    yield from _changes(result, lang)
    yield ""
    yield say("estimate.bound", lang, bound=grouped(result.bound, lang))
    yield say("estimate.rests-on", lang)
    for code in result.assumptions:
        yield "  " + say(f"estimate.assumes-{code}", lang)
    yield say("estimate.after", lang)
    for source in dict.fromkeys(result.sources.values()):
        yield "  " + source


def _changes(result: Result, lang: str) -> Iterator[str]:
    if result.sensitivity:
        yield ""
        yield say("estimate.changes", lang)
    for one in result.sensitivity:
        limits = {key: grouped(getattr(one.estimate, key), lang) for key in ("median", "lower", "upper")}
        what = say(f"estimate.change-{one.what}", lang, value=isolate(clean(one.value)))
        yield "  " + say("estimate.change", lang, what=what, method=say(f"estimate.name-{one.estimate.method}", lang), **limits)
    if result.consistency:
        yield ""
        yield say("estimate.consistency", lang)
    for method, tried in result.consistency:
        limits = {key: grouped(getattr(tried.estimate, key), lang) for key in ("lower", "upper")}
        facts = {"name": isolate(clean(tried.name)), "truth": grouped(tried.truth, lang), **limits}
        yield "  " + say("estimate.tried", lang, method=say(f"estimate.name-{method}", lang), **facts)
