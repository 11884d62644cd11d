"""Made worlds of late reports, whose truth is known: events by day, delays, and a shutdown that holds up or slows reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from govah.count.late.openness import Shutdown
from govah.count.late.triangle import Report, Triangle, build

FIRST = date(2025, 9, 1)


@dataclass(frozen=True, slots=True)
class World:
    """Days of events whose mean is `level` and wanders, reported after a delay of mean `wait` days; a shutdown."""

    level: float = 30.0
    wait: float = 4.0
    days: int = 130
    start: int = 90
    length: int = 14
    leak: float = 0.1
    queue: float | None = 3.0
    "Mean days in the queue; nothing: the clock runs slow instead."
    seed: int = 1

    @property
    def shutdown(self) -> Shutdown:
        """The days on which the network was shut."""
        return Shutdown(FIRST + timedelta(self.start), FIRST + timedelta(self.start + self.length - 1))


def made(world: World) -> tuple[Triangle, np.ndarray]:
    """Gives the triangle of a world and the true number of each day."""
    rng = np.random.default_rng(world.seed)
    walk = np.exp(rng.normal(0, 0.03, world.days).cumsum())
    number = rng.negative_binomial(20, 20 / (20 + world.level * walk))
    found = [
        Report(at(day), _through(world, day, int(late), rng))
        for day, many in enumerate(number)
        for late in rng.geometric(1 / (1 + world.wait), many) - 1
    ]
    return build([*found, *(Report(at(day), 0, 0) for day in range(world.days))]), number


def _through(world: World, day: int, late: int, rng: np.random.Generator) -> int:
    """The delay of a report once the shutdown has had its way with it."""
    end = world.start + world.length
    if world.queue is not None:
        due = day + late
        if not world.start <= due < end or rng.random() < world.leak:
            return late
        return end - 1 + int(rng.geometric(1 / world.queue)) - day
    speed = np.ones(world.days + 500)
    speed[world.start : end] = world.leak
    run = np.concatenate([[0.0], speed.cumsum()])
    return max(0, int(np.searchsorted(run, run[day] + late + rng.random(), side="right")) - 1 - day)


def at(day: int) -> date:
    """The date of a day of the world."""
    return FIRST + timedelta(day)
