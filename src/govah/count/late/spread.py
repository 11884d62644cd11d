"""How far a share reported strays from what the delay law says: the beta-binomial, and its spread learnt from the past."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from govah.count.late.delays import Floats

GRID: Final = np.exp(np.linspace(np.log(1.5), np.log(5000), 33))
"""Candidate spreads (kappa, the size of the beta prior): small strays far, large is nearly binomial."""
_USUAL: Final = 30.0
"""Where a desk without a past stands: a share expected at .5 then comes out between .32 and .68, 95 times in a hundred."""
_DOUBT: Final = 1.5
_HALF_LIFE: Final = 60.0
_BACK: Final = 75
_SETTLED: Final = 8
"""Only days at least so long ago tell of the spread: younger ones are not known themselves."""
_SHARED: Final = 0.1
"""How much another stratum's past counts for this one."""
_CAREFUL: Final = 0.9
"""The law that judges the past has seen it: its own spread looks a little too good, so that it is widened."""


def log_beta_binomial(known: Floats | float, whole: Floats, share: Floats | float, spread: Floats | float) -> Floats:
    """Log P(known | whole) where known ~ BetaBinomial(whole, spread·share, spread·(1 - share)); arrays broadcast."""
    by, late = np.multiply(spread, share), np.multiply(spread, np.subtract(1.0, share))
    rest = whole - known
    result: Floats = (
        gammaln(whole + 1) - gammaln(np.add(known, 1.0)) - gammaln(rest + 1)
        + gammaln(known + by) - gammaln(by) + gammaln(rest + late) - gammaln(late)
        + gammaln(spread) - gammaln(whole + spread)
    )  # fmt: skip
    return result


def learn(counts: Floats, shares: Floats, open_rows: NDArray[np.bool_], horizons: int) -> Floats:
    """Learns the spread for each horizon (days since the event) from days that are nearly complete: shape (strata, horizons).

    `counts` as known today (strata, days, delays), `shares` by the law (strata, days, delays), `open_rows` the days whose reports
    all came in the open.
    """
    strata, days, delays = counts.shape
    back = np.arange(max(0, days - 1 - _BACK), max(0, days - _SETTLED))
    back = back[open_rows[back]]
    fit = np.zeros((strata, horizons, len(GRID)))
    if back.size:
        at = np.minimum(delays - 1, days - 1 - back)
        now = np.take_along_axis(shares[:, back], at[None, :, None].repeat(strata, 0), axis=2)[:, :, 0]
        whole = np.round(counts[:, back].sum(axis=2) / now)
        by = counts[:, back].cumsum(axis=2)
        weight = np.exp2(-(days - 1 - back) / _HALF_LIFE)
        for late in range(min(horizons, delays)):
            share = np.clip(shares[:, back, late], 1e-4, 1 - 1e-6)[:, :, None]
            known = np.minimum(by[:, :, late], whole)[:, :, None]
            one = log_beta_binomial(known, whole[:, :, None], share, GRID[None, None, :])
            fit[:, late] = np.einsum("stk,t->sk", one, weight)
    pooled = fit + _SHARED * (fit.sum(0, keepdims=True) - fit) - 0.5 * (np.log(GRID / _USUAL) / _DOUBT) ** 2
    chance = np.exp(pooled - pooled.max(axis=2, keepdims=True))
    chance /= chance.sum(axis=2, keepdims=True)
    result: Floats = _CAREFUL * np.exp(chance @ np.log(GRID))
    return result
