"""One method on one table: its 95% limits of N, what speaks against them, what else it found, and whose method it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np

from govah.count.mse import refusals
from govah.count.mse.dga import dga
from govah.count.mse.interface import Estimate, Refusal, Request, refusal, unseen_bound
from govah.count.mse.loglinear import Fit, averaged, loglinear, profile, weights
from govah.count.mse.saturated import saturated
from govah.count.mse.table import Cells, Table

NEAR: Final = 0.95
"""The part of the bound on the unseen from which a draw counts as near it."""

SOURCES: Final[Mapping[str, str]] = {
    "dga": "Madigan & York 1997, Biometrika 84, 19-31",
    "lcm": "Manrique-Vallier 2016, Biometrics 72, 1246-1254; Johndrow, Lum & Manrique-Vallier 2019, Biometrika 106, 201-213",
    "loglinear": "Fienberg 1972, Biometrika 59, 591-603; Chan, Silverman & Vincent 2021, JASA 116, 1297-1306",
    "loglinear-average": "Silverman, Chan & Vincent 2024, JRSS A (arXiv 2303.17856); Buckland, Burnham & Augustin 1997",
    "saturated": "Aleshin-Guendel, Sadinle & Wakefield 2024, Biometrics 80, ujad028",
}


def estimate_by(method: str, table: Table, request: Request) -> tuple[Estimate, ...]:
    """Runs one method on a table with people on at least three lists; `loglinear` gives the best model and the average."""
    many = refusals.too_many_lists(method, table.width)
    if many:
        return (Estimate(method, refused=(many,)),)
    began = time.process_time()
    found = _RUN[method](table, request)
    return tuple(one if one.seconds else replace(one, seconds=time.process_time() - began) for one in found)


def _dga(table: Table, request: Request) -> tuple[Estimate, ...]:
    most = unseen_bound(table.people, request.bound)
    found = dga(table, delta=request.priors.delta, most=most)
    posterior = found.posterior
    near = float(posterior.weights[posterior.values - table.people > NEAR * most].sum())
    against = _some(refusals.prior_decides(found.saturated), refusals.bound_binds(near))
    details = {
        "source": SOURCES["dga"],
        "saturated_weight": found.saturated,
        "near_bound": near,
        "graphs": [{"cliques": _named(table, graph), "weight": weight} for graph, weight in found.graphs],
    }
    low, middle, high = (float(posterior.quantile(share)) for share in (0.025, 0.5, 0.975))
    return (Estimate("dga", middle, posterior.mean, low, high, against, details=details),)


def _lcm(table: Table, request: Request) -> tuple[Estimate, ...]:
    from govah.count.mse.lcm.sampling import sample  # noqa: PLC0415 - numba is heavy, and only this needs it
    from govah.count.mse.lcm.tempering import sample_tempered  # noqa: PLC0415 - likewise

    found = sample(table, request)
    spent = found.seconds
    if not found.is_agreed and request.tempered:
        again = sample_tempered(table, request)
        spent += again.seconds
        found = again if again.is_agreed else found
    agreement = found.agreement
    most = unseen_bound(table.people, request.bound)
    near = float((found.draws - table.people > NEAR * most).mean())
    against = _some(refusals.chains_disagree(agreement.rhat, min(agreement.bulk, agreement.tail)), refusals.bound_binds(near))
    details = {
        "source": SOURCES["lcm"],
        "chains": found.draws.shape[0],
        "sweeps": found.draws.shape[1],
        "tempered": found.tempered,
        "ess_tail": agreement.tail,
        "near_bound": near,
        "chain_medians": [float(one) for one in np.median(found.draws, axis=1)],
        "modes": modes(found.draws),
    }
    made = Estimate("lcm", refused=against, rhat=agreement.rhat, ess=agreement.bulk, seconds=spent, details=details)
    return (_with_limits(made, found.draws) if found.is_agreed else made,)


def _saturated(table: Table, request: Request) -> tuple[Estimate, ...]:
    priors, most = request.priors, unseen_bound(table.people, request.bound)
    draws = saturated(table, seed=request.seed, most=most, cell=priors.cell, odds=priors.odds)
    bare = (1 << table.width) - 1 - len(table.counts)
    near = float((draws - table.people > NEAR * most).mean()) if len(draws) else 1.0
    against = _some(refusal("cells-bare", 4, count=bare) if bare else None, refusals.bound_binds(near))
    details = {"source": SOURCES["saturated"], "assumes": "no highest-order interaction", "odds": priors.odds, "near_bound": near}
    made = Estimate("saturated", refused=against, details=details)
    return (_with_limits(made, draws) if len(draws) else made,)


def _loglinear(table: Table, _: Request) -> tuple[Estimate, ...]:
    found = loglinear(table)
    fits, interacts = len(found.fits), any(fit.model for fit in found.fits)
    against = _some(refusals.no_estimate_exists(fits), refusals.only_independence(fits, found.absent, interacts=interacts))
    details = {
        "source": SOURCES["loglinear"],
        "tried": found.tried,
        "without_estimate": found.absent,
        "models": [_told(fit, float(share)) for fit, share in zip(found.fits[:10], weights(found.fits), strict=False)]
        if found.fits
        else [],
    }
    if not found.fits:
        return (Estimate("loglinear", refused=against, details=details), Estimate("loglinear-average", refused=against))
    best = found.fits[0]
    low, high = profile(table, best)
    details["model"] = best.name
    endless = _some(refusal("interval-endless", 3)) if not np.isfinite(high) else ()
    chosen = Estimate(
        "loglinear", best.estimate, best.estimate, low, high if np.isfinite(high) else None, (*against, *endless), details=details
    )
    middle, low, high = averaged(table, found.fits)
    by_aic = dict(zip(("median", "lower", "upper"), averaged(table, found.fits, aic=True), strict=True))
    return chosen, Estimate(
        "loglinear-average", middle, None, low, high, against,
        details={"source": SOURCES["loglinear-average"], "weights": "BIC", "by_aic": by_aic},
    )  # fmt: skip


def modes(draws: Cells) -> list[dict[str, Any]]:
    """Gives where the chains stay: the share of draws, and the median, of each hump of log N that a valley sets apart."""
    logs = np.log(draws.ravel())
    low, high = float(np.quantile(logs, 0.001)), float(np.quantile(logs, 0.999))
    if high - low < 1e-9:
        return [{"median": float(np.median(draws)), "share": 1.0}]
    heights, edges = np.histogram(logs, bins=60, range=(low, high))
    smooth = np.convolve(heights, np.array([1, 2, 3, 4, 3, 2, 1]) / 16, mode="same")
    cuts, peak, valley, at = [], smooth[0], None, 0
    for place in range(1, len(smooth)):
        if valley is None:
            peak = max(peak, smooth[place])
            if smooth[place] < 0.7 * peak:
                valley, at = smooth[place], place
        elif smooth[place] < valley:
            valley, at = smooth[place], place
        elif smooth[place] > valley / 0.7 and smooth[place] > 0.02 * smooth.max():
            cuts.append(float(edges[at]))
            peak, valley = smooth[place], None
    groups = np.digitize(logs, cuts)
    flat = draws.ravel()
    return [
        {"median": float(np.median(flat[groups == one])), "share": float((groups == one).mean())}
        for one in range(len(cuts) + 1)
        if (groups == one).any()
    ]


def _with_limits(made: Estimate, draws: Cells) -> Estimate:
    low, middle, high = (float(one) for one in np.quantile(draws, (0.025, 0.5, 0.975)))
    return replace(made, median=middle, mean=float(draws.mean()), lower=low, upper=high, draws=draws.ravel())


def under_bound(estimate: Estimate, bound: int) -> Estimate | None:
    """Gives what draws say under a lower bound: with the prior 1/N, those that lie below it; None where hardly any do."""
    if estimate.draws is None:
        return None
    kept = estimate.draws[estimate.draws <= bound]
    return _with_limits(estimate, kept) if len(kept) > len(estimate.draws) / 20 else None


def _told(fit: Fit, share: float) -> dict[str, Any]:
    return {"model": fit.name, "estimate": fit.estimate, "bic": fit.bic, "aic": fit.aic, "weight": share}


def _named(table: Table, graph: tuple[tuple[int, ...], ...]) -> list[list[str]]:
    return [[table.lists[at] for at in clique] for clique in graph]


def _some(*found: Refusal | None) -> tuple[Refusal, ...]:
    return tuple(one for one in found if one)


_RUN: Final[Mapping[str, Callable[[Table, Request], tuple[Estimate, ...]]]] = {
    "dga": _dga,
    "lcm": _lcm,
    "loglinear": _loglinear,
    "saturated": _saturated,
}
