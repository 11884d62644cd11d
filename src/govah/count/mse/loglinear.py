"""Log-linear models of the histories: fitted many at once, each tested for having an estimate at all, weighed by BIC or AIC.

Fienberg (1972), Biometrika 59, 591-603; Bishop, Fienberg & Holland (1975), chapter 6; the existence test after Fienberg &
Rinaldo (2012), Annals of Statistics 40, 996-1023, and Chan, Silverman & Vincent (2021), JASA 116, 1297-1306: the estimate
exists only where some table with every cell above zero has the same sufficient statistics. Profile intervals after Cormack
(1992), Biometrics 48, 567-576.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from govah.count.mse.designs import Model, design, models, neighbours, terms, written
from govah.count.mse.table import Cells, Table, full

Flags = NDArray[np.bool_]

STEPS: Final = 60
SETTLED: Final = 1e-9
HALF_WIDTH: Final = 3.841458820694124 / 2
"""Half the 95% point of chi-squared with one degree of freedom."""
SURELY: Final = 1e-5
"""A converged fit whose least cell is above this proves, by itself, that the estimate exists."""
CLOSE: Final = 24.0
"""Models further than this above the best in BIC weigh less than 1e-5 of it, and are not asked whether they exist."""


@dataclass(frozen=True, slots=True)
class Fit:
    """One log-linear model, fitted."""

    model: Model
    name: str
    estimate: float
    """The maximum-likelihood estimate of N."""
    deviation: float
    """The standard error of the log of the unseen people."""
    bic: float
    aic: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """All models that were tried on one table."""

    fits: tuple[Fit, ...]
    """Those whose estimate exists and that come close to the best, best BIC first."""
    tried: int
    absent: int
    """How many have no estimate: a term that nobody's history has, or that the linear program, or the rank, rules out."""


def loglinear(table: Table) -> Fitted:
    """Fits every hierarchical model (up to four lists), every set of pairs (five), or those that a step-by-step search meets."""
    wanted = models(table.width)
    return _ranked(table, wanted) if wanted else _searched(table)


def exists(table: Table, model: Model) -> bool:
    """Answers whether a model's maximum-likelihood estimate exists and is one: a linear program, and the rank of the design."""
    from scipy.optimize import linprog  # noqa: PLC0415 - scipy is heavy, and only this needs it

    matrix = design(terms(model, table.width), table.width)[1:]
    if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        return False
    seen = full(table)[1:]
    scale = max(1.0, float(seen.max()))
    wanted = matrix.T @ seen / scale
    # Greatest s such that some table with every cell at least s has the same margins as ours.
    rows, columns = matrix.T.shape
    equal = np.hstack([matrix.T, matrix.T.sum(axis=1, keepdims=True)])
    cost = np.zeros(columns + 1)
    cost[-1] = -1
    bounds = [(0, None)] * columns + [(0, 1)]
    found = linprog(cost, A_eq=equal, b_eq=wanted, bounds=bounds, method="highs")
    return bool(rows and found.status == 0 and -found.fun * scale > 1e-6)


def profile(table: Table, fit: Fit) -> tuple[float, float]:
    """Gives the 95% profile-likelihood interval of N under a model."""
    at = max(fit.estimate - table.people, 1e-8)
    wanted = _highest(table, fit.model, at) - HALF_WIDTH
    low = 0.0
    if _profiled(table, fit.model, 1e-9) < wanted:
        low = _crossing(table, fit.model, wanted, (at, 1e-9))
    far = at
    for _ in range(60):
        far = far * 1.5 + 1
        if _profiled(table, fit.model, far) < wanted:
            return table.people + low, table.people + _crossing(table, fit.model, wanted, (at, far))
    return table.people + low, float("inf")


def weights(fits: Sequence[Fit], *, aic: bool = False) -> Cells:
    """Gives each model's share by BIC, or by AIC."""
    scores = np.array([fit.aic if aic else fit.bic for fit in fits])
    shares: Cells = np.exp(-(scores - scores.min()) / 2)
    shares /= shares.sum()
    return shares


def averaged(table: Table, fits: Sequence[Fit], *, aic: bool = False) -> tuple[float, float, float]:
    """Gives median and 95% limits of N over the models, each log-normal in the unseen people (Chao 1987), by their shares."""
    from scipy.special import ndtr  # noqa: PLC0415 - scipy is heavy, and only this needs it

    shares = weights(fits, aic=aic)
    centre = np.log(np.maximum([fit.estimate - table.people for fit in fits], 1e-9))
    spread = np.maximum([fit.deviation for fit in fits], 1e-9)
    found = []
    for share in (0.025, 0.5, 0.975):
        low, high = float((centre - 12 * spread).min()), float((centre + 12 * spread).max())
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if shares @ ndtr((middle - centre) / spread) < share else (low, middle)
        found.append(table.people + float(np.exp(low)))
    return found[1], found[0], found[2]


def _ranked(table: Table, tried: Sequence[Model]) -> Fitted:
    if not tried:
        return Fitted((), 0, 0)
    k, seen = table.width, full(table)[1:]
    every = tuple(sorted({term for model in tried for term in terms(model, k)}, key=lambda term: (term.bit_count(), term)))
    matrix = design(every, k)[1:]
    margins = dict(zip(every, seen @ matrix, strict=True))
    wanted = [model for model in tried if all(margins[term] > 0 for term in terms(model, k))]
    if not wanted:
        return Fitted((), len(tried), len(tried))
    mask = np.array([[term in held for term in every] for held in (set(terms(model, k)) for model in wanted)])
    means, slopes, settled, variance = _fitted(matrix, mask, seen)
    scores = -2 * (seen * np.log(np.maximum(means, 1e-300)) - means).sum(axis=1)
    size = mask.sum(axis=1)
    bic, aic = scores + size * np.log(max(table.people, 2)), scores + 2 * size
    fits: list[Fit] = []
    absent = len(tried) - len(wanted)
    for at in np.argsort(bic, kind="stable"):
        if fits and bic[at] > fits[0].bic + CLOSE:
            break
        if not (settled[at] and means[at].min() > SURELY) and not exists(table, wanted[at]):
            absent += 1
            continue
        estimate = table.people + float(np.exp(min(slopes[at, 0], 700.0)))
        deviation = float(np.sqrt(max(variance[at], 0)))
        fits.append(Fit(wanted[at], written(wanted[at], k), estimate, deviation, float(bic[at]), float(aic[at])))
    return Fitted(tuple(fits), len(tried), absent)


def _searched(table: Table) -> Fitted:
    """Looks for the best set of pairs from independence on, one pair more or less at a time, and keeps all that it met."""
    met: set[Model] = {()}
    found = _ranked(table, [()])
    best: Model = ()
    while True:
        around = sorted(model for model in neighbours(best, table.width) if model not in met)
        met.update(around)
        new = _ranked(table, around)
        fits = sorted((*found.fits, *new.fits), key=lambda fit: fit.bic)
        close = tuple(fit for fit in fits if fit.bic <= fits[0].bic + CLOSE)
        found = Fitted(close, found.tried + new.tried, found.absent + new.absent)
        if not around or not close or close[0].model == best:
            return found
        best = close[0].model


def _fitted(matrix: Cells, mask: Flags, seen: Cells) -> tuple[Cells, Cells, Flags, Cells]:
    """Fits Poisson models at once by iteratively reweighted least squares, halving steps that make the likelihood worse.

    Returns:
        Fitted means (m, cells), slopes (m, terms), whether each settled, and the variance of each intercept.
    """
    count, width = mask.shape
    slopes = np.zeros((count, width))
    slopes[:, 0] = np.log(max(seen.mean(), 1e-3))
    off = ~mask
    log_likelihood = np.full(count, -np.inf)
    settled = np.zeros(count, dtype=bool)
    inverse = np.zeros(count)
    busy = np.arange(count)
    for _ in range(STEPS):
        eta = slopes[busy] @ matrix.T
        means = np.exp(np.minimum(eta, 60))
        information = np.einsum("mc,ct,cu->mtu", means, matrix, matrix, optimize=True)
        information[off[busy][:, :, None] | off[busy][:, None, :]] = 0
        index = np.arange(width)
        largest = information[:, index, index].max(axis=1, keepdims=True)
        information[:, index, index] += np.where(off[busy], 1.0, 1e-10 * (1 + largest))
        score = ((seen - means) @ matrix) * mask[busy]
        step = np.linalg.solve(information, score[:, :, None])[:, :, 0]
        step *= np.minimum(1, 8 / np.maximum(np.abs(step).max(axis=1, keepdims=True), 1e-12))
        log_likelihood[busy] = (seen * eta - means).sum(axis=1)
        moved = slopes[busy] + step
        for _ in range(8):
            new = moved @ matrix.T
            worse = (seen * new - np.exp(np.minimum(new, 60))).sum(axis=1) < log_likelihood[busy] - 1e-9
            if not worse.any():
                break
            step[worse] /= 2
            moved[worse] = slopes[busy][worse] + step[worse]
        slopes[busy] = moved
        inverse[busy] = np.linalg.inv(information)[:, 0, 0]
        done = np.abs(step).max(axis=1) < SETTLED
        settled[busy[done]] = True
        busy = busy[~done]
        if not len(busy):
            break
    return np.exp(np.minimum(slopes @ matrix.T, 60)), slopes, settled, inverse


def _profiled(table: Table, model: Model, unseen: float) -> float:
    """Gives the highest multinomial log-likelihood at a number of unseen people."""
    from scipy.special import gammaln  # noqa: PLC0415 - scipy is heavy, and only this needs it

    matrix = design(terms(model, table.width), table.width)
    cells = full(table)
    cells[0] = unseen
    means, _, _, _ = _fitted(matrix, np.ones((1, matrix.shape[1]), dtype=bool), cells)
    whole = table.people + unseen
    likelihood = float((cells * np.log(np.maximum(means[0], 1e-300))).sum() - whole * np.log(whole))
    return likelihood + float(gammaln(whole + 1) - gammaln(unseen + 1))


def _highest(table: Table, model: Model, near: float) -> float:
    """Gives the profile's height at its top, close to the estimate: parabolas through three points on the log scale."""
    at, width, top = float(np.log(near)), 0.1, -np.inf
    for _ in range(4):
        low, middle, high = (_profiled(table, model, float(np.exp(at + by))) for by in (-width, 0.0, width))
        top = max(top, low, middle, high)
        bend = low - 2 * middle + high
        if bend < 0:
            at += float(np.clip(width * (low - high) / (2 * bend), -1, 1))
        width /= 4
    return max(top, _profiled(table, model, float(np.exp(at))))


def _crossing(table: Table, model: Model, wanted: float, ends: tuple[float, float]) -> float:
    """Gives the unseen people between a good and a bad end at which the profile reaches a height (Illinois method, log scale)."""
    good, bad = (float(np.log(end)) for end in ends)
    above, below = (_profiled(table, model, float(np.exp(end))) - wanted for end in (good, bad))
    side = 0
    for _ in range(60):
        middle = bad - below * (bad - good) / (below - above) if above > below else (good + bad) / 2
        height = _profiled(table, model, float(np.exp(middle))) - wanted
        if abs(good - bad) < 1e-7 or abs(height) < 1e-7:
            return float(np.exp(middle))
        if height > 0:
            good, above = middle, height
            below, side = (below / 2 if side == 1 else below), 1
        else:
            bad, below = middle, height
            above, side = (above / 2 if side == -1 else above), -1
    return float(np.exp(good))
