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
_STEPS: Final = 30
_LEAST_STEP: Final = 1e-4
ENOUGH: Final = 60
"""Reviewed pairs before the model is fitted to them at all."""
_FOLDS: Final = 5
_SLIPS: Final = 0.02
"""How many verdicts are taken to be slips: so a verdict that all else speaks against costs a fit no more than four nats."""
_SWAY: Final = 2.0
"""How far one fit can stretch or shrink a shipped weight, as a factor."""
_REACH: Final = 3.0
"""How many bits one fit can move the level of all."""
_ODD: Final = 0.02
"""A verdict to which the shipped model gives less than this is at odds with it."""
MANY_ODD: Final = 0.1
"""The share of verdicts at odds with the shipped model from which it is not fitted to any: somebody looks at them first."""
_BIT: Final = log(2)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of evidence; the odds are two to the power of their sum."""

    weights: Mapping[str, float]
    shift: float = 0.0
    "Bits added to every pair: what reviews say of the prior."
    version: str = "shipped-2"
    fitted_to: int = 0
    at_odds: int = 0
    "Reviews that go against all that is on record: equal names held for two persons where nothing tells them apart, say."
    em: str = ""
    "What came of learning levels by EM where it was asked for: `kept`, or `worse`."

    def bits(self, evidence: Mapping[str, float]) -> float:
        """Gives the weighed sum of a pair's evidence, in bits."""
        return self.shift + sum(self.weights.get(kind, 1.0) * value for kind, value in evidence.items())


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One pair that a person decided, with the evidence that the model saw."""

    evidence: Mapping[str, float]
    "Bits by kind, the prior among them as `prior`."
    is_same: bool
    is_alike: bool = False
    "Whether both names are written alike."


def shipped_model() -> Model:
    """Gives the model as it is shipped."""
    known: Mapping[str, int] = table("reading/link/weights")["weights"]
    return Model({kind: value / 1000 for kind, value in known.items()})


def fit(reviewed: Sequence[Reviewed], start: Model) -> Model:
    """Gives the model fitted to reviewed pairs: maximum a posteriori around the shipped one, never far from it.

    A weight can be stretched or shrunk to twice or half of what is shipped, so that more agreement never lowers a score, and
    the level moves by three bits at most. Some verdicts are taken for slips.
    """
    if not any(one.is_same for one in reviewed) or all(one.is_same for one in reviewed):
        return replace(start, fitted_to=0)
    kinds = sorted({kind for one in reviewed for kind in one.evidence} - {"prior"})
    centre = [*(start.weights.get(kind, 1.0) for kind in kinds), 0.0]
    seen = [
        (one.evidence.get("prior", 0.0), [*(one.evidence.get(kind, 0.0) for kind in kinds), 1.0], one.is_same) for one in reviewed
    ]
    at, cost = centre, _cost(seen, centre, centre)
    for _ in range(_STEPS):
        step, reach = _step(seen, at, centre), 1.0
        while reach > _LEAST_STEP:
            tried = [_near(home, value - reach * move) for home, value, move in zip(centre[:-1], at, step, strict=False)]
            tried.append(max(-_REACH, min(_REACH, at[-1] - reach * step[-1])))
            if (found := _cost(seen, tried, centre)) < cost:
                break
            reach /= 2
        else:
            break
        at, cost = tried, found
    weights = dict(zip(kinds, at, strict=False))
    return Model({**start.weights, **weights}, at[-1], f"{start.version}+{len(reviewed)}", len(reviewed), start.at_odds, start.em)


def _near(home: float, value: float) -> float:
    return max(home / _SWAY, min(home * _SWAY, value))


_Seen = tuple[float, list[float], bool]


def _cost(seen: Sequence[_Seen], at: Sequence[float], centre: Sequence[float]) -> float:
    """Gives how badly weights (the level last) foretell the verdicts, and how far they are from where they started."""
    held = sum(_stiff(place, at) * (value - home) ** 2 for place, (value, home) in enumerate(zip(at, centre, strict=True))) / 2
    return held + sum(_nats(_chance(prior + _sum(at, bits)), is_same=same) for prior, bits, same in seen)


def _step(seen: Sequence[_Seen], at: Sequence[float], centre: Sequence[float]) -> list[float]:
    """Gives Newton's step: the slope of the cost, seen through how fast it bends."""
    size = len(at)
    slope = [_stiff(place, at) * (value - home) for place, (value, home) in enumerate(zip(at, centre, strict=True))]
    bend = [[_stiff(i, at) if i == j else 0.0 for j in range(size)] for i in range(size)]
    for prior, bits, same in seen:
        chance = _chance(prior + _sum(at, bits))
        is_meant = _meant(chance if same else 1 - chance)
        error, spread = (chance - same) * _BIT * is_meant, chance * (1 - chance) * _BIT * _BIT * is_meant
        for i, own in enumerate(bits):
            slope[i] += error * own
            row = bend[i]
            for j, other in enumerate(bits):
                row[j] += spread * own * other
    return _solved(bend, slope)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solves a small system by elimination; the matrix is positive, since every weight is held to where it started."""
    size = len(right)
    for i in range(size):
        for j in range(i + 1, size):
            share = matrix[j][i] / matrix[i][i]
            right[j] -= share * right[i]
            for k in range(i, size):
                matrix[j][k] -= share * matrix[i][k]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (right[i] - sum(matrix[i][k] * out[k] for k in range(i + 1, size))) / matrix[i][i]
    return out


def _stiff(place: int, at: Sequence[float]) -> float:
    return _LOOSE if place == len(at) - 1 else _STIFF


def _sum(at: Sequence[float], bits: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(at, bits, strict=True))


def refit(reviewed: Sequence[Reviewed], start: Model) -> Model:
    """Gives the model fitted to reviewed pairs if there are enough, and if it foretells reviews that it was not fitted to better.

    Each fifth of the pairs is foretold by a model fitted to the other four; the mean loss of both models decides. Where too many
    verdicts go against all that the shipped model sees, nothing is fitted: held-out reviews of the same hand would bear it out.
    """
    start = replace(start, at_odds=sum(is_odd(one, start) for one in reviewed))
    if len(reviewed) < ENOUGH or start.at_odds > MANY_ODD * len(reviewed):
        return start
    ordered = sorted(reviewed, key=lambda one: (start.bits(one.evidence), one.is_same, sorted(one.evidence.items())))
    learned = sum(
        loss(fit([one for at, one in enumerate(ordered) if at % _FOLDS != fold], start), ordered[fold::_FOLDS])
        for fold in range(_FOLDS)
    )
    fitted = fit(ordered, start)
    return fitted if fitted.fitted_to and learned < loss(start, ordered) else start


def is_odd(one: Reviewed, start: Model) -> bool:
    """Whether a verdict goes against all that a model sees of the pair, or holds equal names apart that nothing tells apart."""
    if not one.is_same and one.is_alike and all(bits >= 0 for kind, bits in one.evidence.items() if kind != "prior"):
        return True
    chance = _chance(replace(start, weights={**start.weights, "prior": 1.0}).bits(one.evidence))
    return (chance if one.is_same else 1 - chance) < _ODD


def loss(model: Model, reviewed: Sequence[Reviewed]) -> float:
    """Gives how badly a model foretells what people said, in nats; what is certain and wrong costs as much as a slip."""
    plain = Model({**model.weights, "prior": 1.0}, model.shift)
    return sum(_nats(_chance(plain.bits(one.evidence)), is_same=one.is_same) for one in reviewed)


def _nats(chance: float, *, is_same: bool) -> float:
    return -log(_SLIPS + (1 - 2 * _SLIPS) * (chance if is_same else 1 - chance))


def _meant(chance: float) -> float:
    """Gives how likely a verdict is to be meant, and no slip, where the model gives it this chance."""
    return (1 - 2 * _SLIPS) * chance / (_SLIPS + (1 - 2 * _SLIPS) * chance)


def _chance(bits: float) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, bits * _BIT))))
