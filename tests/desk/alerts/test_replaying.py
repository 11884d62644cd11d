"""A history of dated captures played again over several persons: who was warned of, how long before, and how often in vain.

Every history is invented. The figures are what the declared precursors give on it, not what they would on a real one.
"""

from __future__ import annotations

from datetime import date

import pytest

from govah import desk
from govah.vault import Vault

HISTORIES = {
    # two days of solitary before: warned
    "Arvand Sepidkuh": [("2026-01-04", "was sentenced to death in Arak on 3 January 2026"),
                        ("2026-01-21", "was transferred to solitary confinement on 20 January 2026"),
                        ("2026-01-23", "was executed on 23 January 2026")],
    # upheld a month before: warned
    "Tirdad Golrokh": [("2026-01-05", "was sentenced to death in Yazd on 4 January 2026"),
                       ("2026-01-25", "said the death sentence of {name} was upheld by the Supreme Court on 24 January 2026"),
                       ("2026-02-26", "was executed on 25 February 2026")],
    # nothing told before: missed
    "Mahyar Kuhestan": [("2026-01-06", "was arrested in Qom on 5 January 2026"),
                        ("2026-02-20", "was executed on 19 February 2026")],
    # taken to solitary and back: a false alarm
    "Ramin Zarrinkub": [("2026-01-07", "was sentenced to death in Ilam on 6 January 2026"),
                        ("2026-02-02", "was transferred to solitary confinement on 1 February 2026")],
    # sentenced and nothing more: no alarm at all
    "Siavash Tabarestan": [("2026-01-08", "was sentenced to death in Sari on 7 January 2026")],
}  # fmt: skip


@pytest.fixture
def played(vault: Vault, me: desk.Reviewer) -> Vault:
    """A vault with all of them, accepted as they came."""
    for name, reports in HISTORIES.items():
        person = ""
        for day, said in reports:
            sentence = said.format(name=name) if "{name}" in said else f"reported that {name} {said}"
            options = desk.IntakeOptions(published=day)
            list(desk.capture_sources(vault, [desk.Pasted(f"Karun Watch {sentence}.\n", f"{name[:2]}-{day}.txt")], options))
            desk.accept(vault, [one.id for one in desk.pending(vault)], me, person=person)
            person = next(one.id for one in desk.persons(vault) if one.name == name)
    return vault


def test_recall_lead_and_false_alarms(played: Vault) -> None:
    """Two of three executions were warned of, two days and a month before; one alarm was false."""
    found = desk.replay(played, date(2026, 1, 1), date(2026, 3, 1))

    assert (found.executions, found.warned, found.leads) == (3, 2, (2, 31))
    assert found.recall == pytest.approx(2 / 3)
    assert found.false_alarms == 1
    assert 0.3 < found.case_years < 0.7
    assert found.false_alarms_a_case_year == pytest.approx(1 / found.case_years)


def test_nothing_is_known_before_its_day(played: Vault) -> None:
    """No alert is raised before the day of the report that it stands on."""
    found = desk.replay(played, date(2026, 1, 1), date(2026, 3, 1))

    assert {day for _, what, day in found.raised if "solitary" in what} == {"2026-01-21", "2026-02-02"}
