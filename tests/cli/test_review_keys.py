"""Review by keys: each key does what its label says, and every decision is in the record before the next card."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desks import STATEMENT
from govah import desk
from govah.cli.main import govah
from govah.vault import open_vault
from shell import PASSPHRASE, Shell, shell_in


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A vault with one report that waits for review."""
    made = shell_in(tmp_path)
    made.write("report.txt", STATEMENT)
    made("capture", "report.txt")
    return made


def press(shell: Shell, keys: str, lang: str = "en") -> Result:
    """Sits at the review and presses keys."""
    env = {"GOVAH_PASSPHRASE_FILE": str(shell.home / "passphrase")}
    call = ["--vault", str(shell.home / "vault"), "--lang", lang, "review"]
    return CliRunner().invoke(govah, call, input=keys, env=env, catch_exceptions=False)


def left(shell: Shell) -> int:
    """How many wait."""
    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        return sum(1 for _ in desk.pending(vault))


def test_accept_reject_skip_and_stop(shell: Shell) -> None:
    """A accepts, x rejects (asking why), s leaves, q stops."""
    before = left(shell)

    press(shell, "ax\nsq")

    assert before - 2 == left(shell)


def test_undo_takes_the_last_decision_back(shell: Shell) -> None:
    """U brings the last card back, and nothing of it stands."""
    before = left(shell)

    press(shell, "auq")

    assert before == left(shell)
    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        assert not [one for person in desk.persons(vault) for one in desk.claims_about(vault, person) if not one.withdrawn]


def test_edit_asks_for_each_field(shell: Shell) -> None:
    """E asks for each field, empty for as it is."""
    answers = "\n\n\nalleged\n\n\n"

    press(shell, f"e{answers}q")

    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        (person,) = desk.persons(vault)
        assert ["alleged"] == [one.claim.fact.stance.value for one in desk.claims_about(vault, person)]


def test_whose_joins_to_a_person_on_file(shell: Shell) -> None:
    """W asks whose it is and joins the document's person to the one on file."""
    shell.write("again.txt", "دیروز کاوه رستگار در زندان اراک شکنجه شد.\n")
    press(shell, "aaaaaaaaaaaaaaaa")
    shell("capture", "again.txt", "--published", "2026-02-10")

    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        (person,) = desk.persons(vault)
    press(shell, f"w{person.id}\nq")

    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        (one,) = desk.persons(vault)
        assert person.id == one.id
        assert len(one.mentions) == 2


def test_a_mistake_is_told_and_the_card_stays(shell: Shell) -> None:
    """A stance that is no word of the vocabulary is told, and the same card is shown again."""
    before = left(shell)

    shown = press(shell, "e\n\n\ncertain\n\n\nq")

    assert "certain" in shown.output
    assert before == left(shell)


def test_it_speaks_persian(shell: Shell) -> None:
    """The card and the keys are told in Persian."""
    shown = press(shell, "q", "fa")

    assert "پذیرش" in shown.output
    assert "کاوه رستگار" in shown.output


def test_planted_errors_are_counted_and_become_nothing(shell: Shell) -> None:
    """With --planted, accepting everything ends with what was missed, and nothing but the true ones is a claim."""
    before = left(shell)

    result = press_planted(shell, "a" * 60)

    assert "Planted errors decided:" in result.output
    assert "Fewer than 95" in result.output
    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        claims = [one for person in desk.persons(vault) for one in desk.claims_about(vault, person)]
        (drill,) = desk.drills(vault)
        assert not list(desk.pending(vault))
    assert len(claims) <= before
    assert drill.decided == before + drill.planted
    assert drill.caught == 0


def press_planted(shell: Shell, keys: str) -> Result:
    """Sits at a review into which known errors are mixed."""
    env = {"GOVAH_PASSPHRASE_FILE": str(shell.home / "passphrase")}
    return CliRunner().invoke(govah, ["--vault", str(shell.home / "vault"), "review", "--planted"], input=keys, env=env)
