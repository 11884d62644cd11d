"""`govah link review` by keys: what a person sees of a pair, and what their answer leaves in the record."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govah import desk
from govah.cli.main import govah
from govah.desk.linking.people import live
from govah.records import Fact, Mention, Stance, Value, When, new_id, person_of
from govah.vault import Vault, open_vault
from govah.words import say
from shell import PASSPHRASE, Shell, shell_in

pytest.importorskip("splink")
NAMES = ("Borzuyeh Sepehrvand", "برزویه سپهروند", "Yazdgerd Hirmandi", "یزدگرد هیرمندی")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A vault with two men, each named by two reports."""
    made = shell_in(tmp_path)
    with open_vault(made.home / "vault", PASSPHRASE) as vault:
        for at, name in enumerate(NAMES):
            (sealed,) = desk.capture_sources(vault, [desk.Pasted(f"Report on {name}.", f"{at}.txt")], desk.IntakeOptions())
            assert isinstance(sealed, desk.Sealed)
            mention = Mention(new_id("mention", vault.entropy), sealed.document.id, "person", name)
            vault.append([[(mention, "team")]])
    return made


def press(shell: Shell, keys: str, *options: str, lang: str = "en") -> Result:
    """Sits at the review and presses keys."""
    env = {"GOVAH_PASSPHRASE_FILE": str(shell.home / "passphrase")}
    call = ["--vault", str(shell.home / "vault"), "--lang", lang, "link", "review", *options]
    return CliRunner().invoke(govah, call, input=keys, env=env)


def verdicts(vault: Vault) -> list[str]:
    """What stands, in order of the alphabet."""
    standing = live(vault)
    return sorted(standing.verdict(pair) for pair in standing.by_pair)


def mentioned(vault: Vault, name: str) -> Mention:
    """The mention of that name."""
    return next(one.record for one in vault.of_kind("mention") if isinstance(one.record, Mention) and one.record.name == name)


@pytest.mark.parametrize(
    ("keys", "kept"),
    [("s\nd\n", ["different", "same"]), ("\nu\n", ["unsure"]), ("s\nq\n", ["same"]), ("x\n\n", []), ("", [])],
)
def test_each_key(shell: Shell, keys: str, kept: list[str]) -> None:
    """Same, different and unsure are kept; Enter and other keys leave a pair; q and the end of the keys end, losing nothing."""
    press(shell, keys)
    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        assert verdicts(vault) == kept


@pytest.mark.parametrize(
    ("lang", "first", "second"), [("en", "8 January 2026", "18 Dey 1404"), ("fa", "۱۸ دی ۱۴۰۴", "۸ ژانویهٔ ۲۰۲۶")]
)
def test_days_in_both_calendars(shell: Shell, lang: str, first: str, second: str) -> None:
    """A card shows a day in both calendars, the reader's own first, whichever the source counted in."""
    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        facts = [
            Fact(new_id("claim", vault.entropy), mentioned(vault, name).id, "arrested", Value("arrested"), Stance.ASSERTED,
                 vault.origin_token(name), When("2026-01-08", "", calendar))
            for name, calendar in zip(NAMES[:2], ("gregorian", "solar_hijri"), strict=True)
        ]  # fmt: skip
        vault.append([[(fact, "team")] for fact in facts])

    shown = press(shell, "\n\n", lang=lang).output
    assert shown.count(first) >= 2
    assert shown.count(second) >= 2
    assert shown.index(first) < shown.index(second)


def test_the_card(shell: Shell) -> None:
    """A card shows both names as written and the document of each; the blind one shows no reason."""
    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        documents = [mentioned(vault, name).document for name in NAMES]
    shown, blind = press(shell, "q\nq\n").output, press(shell, "q\n", "--blind").output

    assert any(all(text in shown for text in (*NAMES[at : at + 2], *documents[at : at + 2])) for at in (0, 2))
    reason = say("link.same-in-other-script", "en")
    assert (reason in shown, reason in blind) == (True, False)


def test_one_component(shell: Shell) -> None:
    """A component holds the pair of the person that was asked for and no pair of others; an id that is nobody's is an error."""
    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        asked = person_of(mentioned(vault, NAMES[2]).id)
    shown = press(shell, "s\n", "--component", asked).output

    assert (NAMES[3] in shown, NAMES[0] in shown) == (True, False)
    assert press(shell, "", "--component", "nobody").exit_code != 0
