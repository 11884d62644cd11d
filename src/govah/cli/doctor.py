"""`govah doctor`: what the machine under the vault gives away, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from govah.cli.cards import clean
from govah.cli.door import emit, json_option, language, opened, tell
from govah.cli.stamp_text import shown
from govah.desk.vaults.doctor import ADVICE, OK, WARNING, Examined, Finding, examine
from govah.errors import MachineError, VaultError
from govah.vault.opening import system_clock
from govah.words import say

_MARKS: Final = {OK: "✓", ADVICE: "·", WARNING: "✗"}
_TIMES: Final = ("now", "newest", "built")


@click.command()
@click.option("--vault", "place", metavar="DIR", help="The vault to look at, where it is not the one named before.")
@click.option("--open", "is_opening", is_flag=True, help="Open it too: check the cipher in use and the journal's last time.")
@json_option
@click.pass_context
def doctor(ctx: click.Context, place: str | None, *, is_opening: bool, as_json: bool) -> None:
    """Check the machine under the vault: encryption, permissions, swap, hibernation, clock, and more.

    Most of it needs no passphrase, and nothing is sent anywhere. It ends with exit code 9 where there is a warning.

    \b
    Example:
      govah doctor
    """
    if place:
        ctx.obj["vault"] = place
    path = Path(ctx.obj["vault"]) if ctx.obj["vault"] else None
    if path is None and is_opening:
        raise VaultError("vault-not-named")
    found = _examined(ctx, path, is_opening=is_opening)
    if as_json:
        findings = [
            {"code": one.code, "level": one.level, "facts": dict(one.facts), "says": _sentence(one, language(ctx))}
            for one in found.findings
        ]
        emit({"good": not found.warnings, "opened": found.opened, "findings": findings})
    else:
        _tell(ctx, found, path)
    if found.warnings:
        raise MachineError("machine-at-risk", count=found.warnings)


def _examined(ctx: click.Context, path: Path | None, *, is_opening: bool) -> Examined:
    """Looks first without the passphrase: where the key or the database was tampered with, it is not asked for."""
    now = system_clock()
    before = examine(path, now=now)
    if not is_opening or any(one.code in ("key-weak", "store-plain") for one in before.findings):
        return before
    with opened(ctx) as vault:
        return examine(path, vault, now=now)


def _tell(ctx: click.Context, found: Examined, path: Path | None) -> None:
    lang = language(ctx)
    for level in (WARNING, ADVICE, OK):
        for one in found.findings:
            if one.level == level:
                click.echo(f"{_MARKS[level]} {say(f'doctor.level-{level}', lang)}: {_sentence(one, lang)}")
    if path is None:
        tell(ctx, "doctor.no-vault")
    elif not found.opened:
        tell(ctx, "doctor.not-opened")
    if not found.warnings:
        tell(ctx, "doctor.all-well")


def _sentence(one: Finding, lang: str) -> str:
    facts = {key: clean(value) if isinstance(value, str) else value for key, value in one.facts.items()}
    times = {key: shown(str(facts[key]), lang) for key in _TIMES if "T" in str(facts.get(key, ""))}
    return say(f"doctor.{one.code}", lang, **{**facts, **times})
