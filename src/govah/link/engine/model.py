"""The small model: weights of the kinds of evidence, all of them positive, as shipped or fitted again to what people reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Final

from govah.words import table

_STIFF: Final = 12.0
"""How firmly a fitted weight is held to the shipped one: a dozen reviewed pairs move it half way."""
_LOOSE: Final = 2.0
"""How firmly the level of all is held, in the same measure: pairs that were in doubt tell little of it."""
_STEPS: Final = 60
ENOUGH: Final = 60
"""Reviewed pairs before the model is fitted to them at all."""
_FOLDS: Final = 5
_BIT: Final = log(2)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of evidence; the odds are two to the power of their sum."""

    weights: Mapping[str, float]
    shift: float = 0.0
    "Bits added to every pair: what reviews say of the prior."
    version: str = "shipped-1"
    fitted_to: int = 0

    def bits(self, evidence: Mapping[str, float]) -> float:
        """Gives the weighed sum of a pair's evidence, in bits."""
        return self.shift + sum(self.weights.get(kind, 1.0) * value for kind, value in evidence.items())


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One pair that a person decided, with the evidence that the model saw."""

    evidence: Mapping[str, float]
    "Bits by kind, the prior among them as `prior`."
    is_same: bool


def shipped_model() -> Model:
    """Gives the model as it is shipped."""
    known: Mapping[str, int] = table("reading/link/weights")["weights"]
    return Model({kind: value / 1000 for kind, value in known.items()})


def fit(reviewed: Sequence[Reviewed], start: Model) -> Model:
    """Gives the model fitted to reviewed pairs: maximum a posteriori around the shipped one, no weight below a tenth of it.

    A weight can only be stretched or shrunk, so that more agreement never lowers a score.
    """
    if not any(one.is_same for one in reviewed) or all(one.is_same for one in reviewed):
        return replace(start, fitted_to=0)
    kinds = sorted({kind for one in reviewed for kind in one.evidence} - {"prior"})
    weights = {kind: start.weights.get(kind, 1.0) for kind in kinds}
    centre, shift = dict(weights), 0.0
    for _ in range(_STEPS):
        model = Model({**weights, "prior": 1.0}, shift)
        slopes, bends = dict.fromkeys(kinds, 0.0), dict.fromkeys(kinds, _STIFF)
        slope, bend = _LOOSE * shift, _LOOSE
        for one in reviewed:
            p = _chance(model.bits(one.evidence))
            error, spread = (p - one.is_same) * _BIT, max(p * (1 - p), 0.01) * _BIT * _BIT
            slope, bend = slope + error, bend + spread
            for kind in kinds:
                value = one.evidence.get(kind, 0.0)
                slopes[kind] += error * value
                bends[kind] += spread * value * value
        shift -= 0.5 * slope / bend
        for kind in kinds:
            step = (slopes[kind] + _STIFF * (weights[kind] - centre[kind])) / bends[kind]
            weights[kind] = max(centre[kind] / 10, weights[kind] - 0.5 * step)
    return Model({**start.weights, **weights}, shift, f"{start.version}+{len(reviewed)}", len(reviewed))


def refit(reviewed: Sequence[Reviewed], start: Model) -> Model:
    """Gives the model fitted to reviewed pairs if there are enough, and if it foretells reviews that it was not fitted to better.

    Each fifth of the pairs is foretold by a model fitted to the other four; the mean loss of both models decides.
    """
    if len(reviewed) < ENOUGH:
        return start
    ordered = sorted(reviewed, key=lambda one: (start.bits(one.evidence), one.is_same, sorted(one.evidence.items())))
    learned = sum(
        _loss(fit([one for at, one in enumerate(ordered) if at % _FOLDS != fold], start), ordered[fold::_FOLDS])
        for fold in range(_FOLDS)
    )
    fitted = fit(ordered, start)
    return fitted if fitted.fitted_to and learned < _loss(start, ordered) else start


def _loss(model: Model, reviewed: Sequence[Reviewed]) -> float:
    """Gives how badly a model foretells what people said, in nats; what is certain and wrong costs most."""
    chances = ((_chance(Model({**model.weights, "prior": 1.0}, model.shift).bits(one.evidence)), one.is_same) for one in reviewed)
    return -sum(log(max(1e-9, chance if same else 1 - chance)) for chance, same in chances)


def _chance(bits: float) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, bits * _BIT))))
