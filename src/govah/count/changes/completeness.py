"""How complete the reports of each day are, in draws: what the nowcast knows and does not know of it, for the changes of rate."""

from __future__ import annotations

from typing import Final

import numpy as np

from govah.count.changes.series import Floats

DRAWS: Final = 24
"""Draws of the completeness that are carried through."""
_LEAST: Final = 1e-3


def drawn(settings: Floats, weights: Floats, spread: Floats, seed: int) -> Floats:
    """Draws the share known of each day: the setting of the channel once for all days, then each day about it.

    `settings`: (settings, days), the share expected under each; `weights` sum to 1; `spread`: (days,), the beta's size. Gives
    (draws, days).
    """
    rng = np.random.default_rng(np.random.SeedSequence([seed, 7]))
    picked = rng.choice(len(weights), size=DRAWS, p=weights)
    share = np.clip(settings[picked], _LEAST, 1.0)
    size = np.broadcast_to(spread, share.shape)
    strays = rng.beta(np.maximum(size * share, 1e-3), np.maximum(size * (1 - share), 1e-3))
    return np.where(share >= 1 - _LEAST, share, np.clip(strays, _LEAST, 1.0))


def from_limits(limits: Floats, seed: int) -> Floats:
    """Draws shares given as (periods, 3): 95% limits below and above and the middle, as a beta law of that mean and width.

    All periods of a draw stand at one quantile: what is doubtful about reporting is doubtful for all of them at once.
    """
    from scipy.stats import beta  # noqa: PLC0415 - heavy, and asked for by few tables

    low, middle, high = limits[:, 0], np.clip(limits[:, 1], _LEAST, 1 - 1e-6), limits[:, 2]
    deviation = np.maximum((high - low) / 3.92, 1e-6)
    size = np.clip(middle * (1 - middle) / deviation**2 - 1, 1.0, 1e6)
    place = (np.arange(DRAWS) + 0.5) / DRAWS
    rng = np.random.default_rng(np.random.SeedSequence([seed, 8]))
    rng.shuffle(place)
    found = np.stack([beta.ppf(one, size * middle, size * (1 - middle)) for one in place])
    return np.clip(np.where(high - low < _LEAST, limits[:, 1], found), _LEAST, 1.0)
