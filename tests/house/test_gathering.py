"""One test over many cases: all faults are told at once, each with its case."""

from __future__ import annotations

import pytest

from gathering import hold


def is_even(number: int) -> None:
    """Holds for an even number."""
    assert number % 2 == 0, "odd"


def test_every_fault_is_told() -> None:
    """Each case that does not hold is named with its reason, and those that hold are not."""
    with pytest.raises(pytest.fail.Exception, match="2 of 4 cases") as caught:
        hold([2, 11, 4, 13], is_even)

    assert [line for line in str(caught.value).splitlines() if line in {"2", "4", "11", "13"}] == ["11", "13"]


def test_no_case_is_a_fault() -> None:
    """A family that lost all of its cases does not pass in silence."""
    with pytest.raises(AssertionError):
        hold([], is_even)


def test_another_error_names_its_case() -> None:
    """A check that breaks ends the test with the case beside the error."""
    with pytest.raises(ZeroDivisionError) as caught:
        hold([1, 0], lambda number: 1 // number)

    assert caught.value.__notes__ == ["in the case: 0"]
