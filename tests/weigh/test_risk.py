"""Amnesty's ladder of risk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from govah.weigh import Evidence, risk

Tell = Callable[..., tuple[Evidence, ...]]
BY = {"by": "Karun Watch", "pub": "2026-02-01"}


@pytest.mark.parametrize(
    ("tier", "claims"),
    [
        (1, [{"p": "sentenced_to", "v": "death"}]),
        (1, [{"p": "sentence_upheld", "v": "death"}]),
        (2, [{"p": "charged_with", "v": "moharebeh", "on": "2026-01-10"}, {"p": "tried_by", "on": "2026-01-20"}]),
        (3, [{"p": "charged_with", "v": "moharebeh"}]),
        (3, [{"p": "arrested", "on": "2026-01-10"}, {"p": "faces_death_penalty"}]),
        (0, [{"p": "arrested", "on": "2026-01-10"}]),
        (0, [{"p": "charged_with", "v": "moharebeh", "s": "denied"}]),
        (0, [{"p": "sentenced_to", "v": "death", "s": "denied"}]),
        (0, [{"p": "charged_with", "v": "moharebeh", "on": "2026-01-10"}, {"p": "sentenced_to", "v": "5 years"}]),
        (2, [{"p": "charged_with", "v": "moharebeh", "on": "2025-10-10"}, {"p": "sentenced_to", "v": "death", "on": "2025-11-20"},
             {"p": "sentence_overturned", "on": "2026-01-20"}]),
    ],
)  # fmt: skip
def test_tier(tier: int, claims: list[dict[str, Any]], tell: Tell) -> None:
    """The tier is the highest that what is put forward leaves open; a denial raises none, and facing death is no sentence."""
    assert risk(tell(*(claim | BY for claim in claims)), date(2026, 3, 1)).tier == tier


def test_a_disputed_sentence_is_a_disputed_tier(tell: Tell) -> None:
    """The tier is never firmer than the state that it stands on."""
    sentence = {"p": "sentenced_to", "v": "death"}
    evidence = tell(sentence | BY, sentence | {"s": "denied", "by": "the judiciary", "pub": "2026-02-03"})
    found = risk(evidence, date(2026, 3, 1))

    assert (found.tier, found.firmness) == (1, "disputed")
