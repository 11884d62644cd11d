"""One test over many cases: thousands of small tests cost minutes, and one that stops at its first fault hides the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

Case = TypeVar("Case")


def hold(cases: Iterable[Case], check: Callable[[Case], object], tell: Callable[[Case], str] = str) -> None:
    """Checks every case and fails once, naming each that does not hold and why; no case at all is a failure too.

    A check that breaks by any other error ends the test there, with the case beside the error.
    """
    tried, broken = 0, []
    for case in cases:
        tried += 1
        try:
            check(case)
        except (AssertionError, pytest.fail.Exception) as error:
            broken.append(f"{tell(case)}\n    " + str(error).replace("\n", "\n    "))
        except Exception as error:
            error.add_note(f"in the case: {tell(case)}")
            raise
    if broken:
        pytest.fail(f"{len(broken)} of {tried} cases do not hold:\n" + "\n".join(broken), pytrace=False)
    assert tried, "no case was tried"
