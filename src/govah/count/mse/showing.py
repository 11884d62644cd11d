"""A result as plain JSON values, in the shape that scripts rely on; each reason as a code and as a sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from govah.count.mse.estimating import Result
from govah.count.mse.headline import Headline
from govah.count.mse.interface import Estimate, Refusal
from govah.count.mse.replicates import Stratum, at_least
from govah.words import say


def reason(one: Refusal, lang: str) -> str:
    """Gives a refusal as a sentence."""
    return say(f"estimate.refused-{one.code}", lang, **dict(one.facts))


def sentence(one: Headline, lang: str) -> str:
    """Gives the sentence that may be quoted."""
    code = "estimate.headline-links" if one.certain_links else "estimate.headline"
    return say(code, lang, number=grouped(one.at_least, lang), seen=grouped(one.seen, lang))


def grouped(value: float | None, lang: str) -> str:
    """Gives a number rounded, with its thousands set apart, in the digits of the language; a dash for none."""
    if value is None or not math.isfinite(value):
        return "–"
    written = f"{round(value):,}"
    return written if lang == "en" else written.replace(",", "٬").translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def plain(result: Result) -> dict[str, Any]:
    """Gives a result as `{"headline", "refused", "methods", "diagnostics"}`; limits are of 95%."""
    return {
        "headline": _headline(result.headline) if result.headline else None,
        "refused": [told(one) for one in result.refused],
        "methods": [_method(one) for one in result.estimates],
        "diagnostics": {
            "reasons": [spelled(one) for one in result.refused],
            "overlap": result.overlap,
            "dropped": list(result.dropped),
            "bound": result.bound,
            "two_lists_if_independent": _limits(result.two_lists),
            "assumptions": {one: say(f"estimate.assumes-{one}", "en") for one in result.assumptions},
            "sensitivity": [
                {
                    "what": one.what,
                    "value": one.value,
                    "same_people": one.same_people,
                    **_brief(one.estimate),
                }
                for one in result.sensitivity
            ],
            "consistency": [
                {
                    "list": one.name,
                    "truth": one.truth,
                    "lower_holds": one.is_held,
                    "covered": one.is_covered,
                    **_brief(one.estimate),
                }
                for _, one in result.consistency
            ],
            "details": {one.method: to_json(one.details) for one in result.estimates},
            "sources": dict(result.sources),
        },
    }


def plain_strata(found: Sequence[Stratum]) -> dict[str, Any]:
    """Gives the answer of a whole file: that of its one table, or each stratum's, with what they come to together."""
    if len(found) == 1:
        return {**plain(found[0].result), **_replicates(found[0])}
    least = at_least(found)
    refused = [f"{one.name}: {told(each)}" for one in found for each in one.result.refused]
    return {
        "headline": {"at_least": least, "strata_refused": sum(one.result.headline is None for one in found)},
        "refused": refused,
        "methods": [],
        "diagnostics": {"strata": len(found)},
        "strata": [{"stratum": one.name, **plain(one.result), **_replicates(one)} for one in found],
    }


def _replicates(one: Stratum) -> dict[str, Any]:
    if one.replicates == 1:
        return {}
    kept = ("within", "between", "missing_information", "degrees", "failed")
    parts = {each.estimate.method: {key: to_json(getattr(each, key)) for key in kept} for each in one.combined}
    return {"replicates": {"count": one.replicates, "by_method": parts}}


def unread(code: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Gives the same shape for a table that could not be read: no number, and why."""
    return {"headline": None, "refused": [f"{code}: {say(code, 'en', **facts)}"], "methods": [], "diagnostics": {}}


def told(one: Refusal) -> str:
    """Gives a refusal in one line: its code, and its sentence in English."""
    return f"{one.code}: {reason(one, 'en')}"


def spelled(one: Refusal) -> dict[str, Any]:
    """Gives a refusal with its rule, and in both languages."""
    return {"code": one.code, "rule": one.rule, "en": reason(one, "en"), "fa": reason(one, "fa"), **dict(one.facts)}


def to_json(value: Any) -> Any:
    """Gives plain JSON values of records, tuples and numbers; what is not finite becomes null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _headline(one: Headline) -> dict[str, Any]:
    return {
        "at_least": one.at_least,
        "seen": one.seen,
        "sentence": {lang: sentence(one, lang) for lang in ("en", "fa")},
        "methods": list(one.methods),
        "links_taken_as_certain": one.certain_links,
        "only_lower_limit": one.only_lower,
        "caveats": [spelled(each) for each in one.caveats],
    }


def _method(one: Estimate) -> dict[str, Any]:
    return {
        "method": one.method,
        "median": to_json(one.median),
        "mean": to_json(one.mean),
        "lower": to_json(one.lower),
        "upper": to_json(one.upper),
        "refused": [told(each) for each in one.refused],
        "rhat": to_json(one.rhat),
        "ess": to_json(one.ess),
        "seconds": one.seconds,
    }


def _brief(one: Estimate) -> dict[str, Any]:
    kept = ("method", "median", "lower", "upper", "refused", "ess")
    return {key: value for key, value in _method(one).items() if key in kept}


def _limits(found: tuple[float, float, float] | None) -> dict[str, float] | None:
    return dict(zip(("estimate", "lower", "upper"), found, strict=True)) if found else None
