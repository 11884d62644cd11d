"""The page on two desks can be walked: its commands run in order on two laptops, and do what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from govah.vault import create_vault, open_vault
from govah.vault.cards import make_card, read_card
from govah.vault.face import open_with
from govah.vault.keyfile import Secret, open_key

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "howto" / "two-desks.md"
BLOCK: Final = re.compile(r"^```sh\n# (Shirin|Bahar)'s laptop\n(.*?)^```", re.MULTILINE | re.DOTALL)
CARD: Final = re.compile(r"\S+\.govah-card")
PASSPHRASE: Final = "four words of nobody else"


class Table:
    """Two laptops and a stick: one folder for what is carried, and a vault each."""

    def __init__(self, place: Path) -> None:
        self.place = place
        (place / "pass").write_text(PASSPHRASE + "\n", "utf-8")
        for name in ("Shirin", "Bahar", "Partner"):
            create_vault(place / name, PASSPHRASE, member_name=name).close()
        with open_vault(place / "Partner", PASSPHRASE) as vault:
            (place / "partner.govah-card").write_text(make_card(vault.identity), "utf-8")

    def run(self, who: str, command: str) -> str:
        """Runs one command on somebody's laptop."""
        environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.place),
            "PYTHONUTF8": "1",
            "GOVAH_VAULT": who,
            "GOVAH_PASSPHRASE_FILE": "pass",
        }
        done = subprocess.run(
            ["/bin/sh", "-ec", command], cwd=self.place, env=environment, capture_output=True, text=True, check=False
        )
        assert 0 == done.returncode, f"{command}: {done.stderr}"
        return done.stdout

    def filled_in(self, command: str, document: str) -> str:
        """Gives a command of the page with what only its reader knows."""
        if "FINGERPRINT" in command and (card := CARD.search(command)):
            told = read_card((self.place / card.group()).read_text("utf-8")).fingerprint
            command = command.replace("FINGERPRINT", told)
        return command.replace("DOCUMENT", document)


@pytest.mark.slow
def test_the_page_can_be_walked(tmp_path: Path) -> None:
    """Every command succeeds, in order: a colleague reads what was granted, is removed, and a document is erased."""
    table = Table(tmp_path)
    (tmp_path / "call.txt").write_text("a call", "utf-8")
    captured = table.run("Shirin", 'govah capture call.txt --note --from "Golnar Tizpa" --no-read --json')
    document = json.loads(captured)["documents"][0]["id"]
    key, seen = open_key((tmp_path / "Bahar" / "key").read_bytes(), Secret(PASSPHRASE)), list[str]()
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    for who, commands in blocks:
        for command in commands.splitlines():
            table.run(who, table.filled_in(command, document))
        with open_with(tmp_path / "Bahar", key) as vault:
            seen.append("reads" if vault.get(document) else "")

    assert len(blocks) == PAGE.read_text("utf-8").count("```sh")
    assert seen.index("reads") == next(at for at, (_, said) in enumerate(blocks) if "unpack to-bahar" in said)
    assert seen[-1] == ""
    listed = json.loads(table.run("Shirin", "govah documents --json"))
    assert (listed["documents"], [one["id"] for one in listed["erased"]]) == ([], [document])
    people = json.loads(table.run("Shirin", "govah members --json"))["members"]
    assert {(one["name"], one["partner"], bool(one["devices"][0]["removed_at"])) for one in people} == {
        ("Shirin", False, False), ("Bahar", False, True), ("", True, False),
    }  # fmt: skip
