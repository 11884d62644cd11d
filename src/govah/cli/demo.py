"""`govah demo`: the whole way, on invented reports or on one of yours; everything shown is computed from what is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from govah import desk
from govah.cli.cards import clean, number
from govah.cli.case_text import case_text
from govah.cli.door import emit, json_option, language
from govah.desk import demo as steps
from govah.errors import CaptureError, PublishError
from govah.text import isolate
from govah.vault import Vault, create_vault
from govah.words import say


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-output"), show_default=True,
              help="A folder for what is made; it is made anew.")  # fmt: skip
@json_option
@click.pass_context
def demo(ctx: click.Context, file: Path | None, output: Path, *, as_json: bool) -> None:
    """Capture, read, accept as a script, show the case file, verify, prove and set the dossier.

    \b
    Example:
      govah demo
      govah demo report.html
    """
    if file is not None and not file.exists():
        raise CaptureError("file-missing", name=file.name)
    told = _walk(_Teller(language(ctx), silent=as_json), file, steps.fresh_folder(output))
    if as_json:
        emit(told)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells a person how far the walk has come, or keeps silent for a script."""

    lang: str
    silent: bool

    def echo(self, text: str) -> None:
        """Prints a text."""
        if not self.silent:
            click.echo(text)

    def say(self, code: str, **facts: object) -> None:
        """Prints a message of the vocabulary."""
        self.echo(say(code, self.lang, **facts))

    def number(self, count: int) -> str:
        """Gives a number in the digits of the language."""
        return number(count, self.lang)


def _walk(teller: _Teller, file: Path | None, place: Path) -> dict[str, Any]:
    items = (steps.Item(file),) if file is not None else steps.manifest(steps.examples_folder())
    teller.say("demo.start" if file is None else "demo.start-file", count=teller.number(len(items)))
    made: dict[str, Any] = {"vault": _shown(place / "vault"), "person": "", "dossiers": [], "proof": ""}
    with create_vault(place / "vault", steps.PASSPHRASE, member_name=steps.MEMBER) as vault:
        made["documents"] = list(_capture(teller, vault, items))
        accepted = steps.accept_as_script(vault)
        made |= {key: getattr(accepted, key) for key in ("accepted", "joined", "left")}
        teller.say("demo.accepted", **{key: teller.number(made[key]) for key in ("accepted", "joined", "left")})
        person = steps.central_person(vault)
        if person is None:
            teller.say("demo.nobody")
            return made
        day = steps.day_of_demo(vault)
        teller.echo("\n" + case_text(desk.case_file(vault, person.id, as_of=day), teller.lang) + "\n")
        made |= {"person": person.id, "dossiers": _dossiers(teller, vault, person.id, place, day)}
        proved = steps.prove_one(vault, person, place / "proof.zip")
    checked = steps.verify(place / "vault")
    made |= {"files": checked.files, "entries": checked.entries}
    teller.say("demo.verified", files=teller.number(checked.files), entries=teller.number(checked.entries))
    if proved:
        made["proof"] = _shown(place / "proof.zip")
        teller.say("demo.proved", name=isolate(clean(proved)), file=made["proof"])
    _next(teller, place, person)
    return made


def _capture(teller: _Teller, vault: Vault, items: tuple[steps.Item, ...]) -> list[dict[str, Any]]:
    sealed = []
    for one in steps.capture_items(vault, items):
        name = isolate(clean(one.name))
        if isinstance(one, desk.Failed):
            teller.echo(f"  ✗ {name}: {say(one.code, teller.lang, **dict(one.facts))}")
            continue
        if isinstance(one, desk.AlreadyHere):
            sealed.append({"id": one.document, "sha256": one.sha256, "suggestions": 0})
            continue
        sealed.append({"id": one.document.id, "sha256": one.document.sha256, "suggestions": one.suggestions})
        facts = {"name": name, "suggestions": one.suggestions, "sha256": one.document.sha256[:16]}
        teller.echo("  " + say("demo.captured", teller.lang, **facts))
        for note in one.notes:
            teller.echo(f"      {say(note, teller.lang, name=name)}")
        if one.unread is not None:
            teller.echo(f"      {say(one.unread.code, teller.lang, **dict(one.unread.facts))}")
    return sealed


def _dossiers(teller: _Teller, vault: Vault, person: str, place: Path, day: date) -> list[str]:
    try:
        desk.allow(vault, [person], "court", basis=True, reason="demonstration")
        made = desk.dossier(vault, person, "court", as_of=day, draft=True)
    except PublishError as error:
        teller.say(error.code, **error.facts)
        return []
    written = []
    for in_language in ("en", "fa"):
        for kind in ("pdf", "html"):
            desk.publish_dossier(vault, made, in_language, place / f"dossier-{in_language}.{kind}")
            written.append(_shown(place / f"dossier-{in_language}.{kind}"))
        teller.say("demo.dossier", file=written[-2])
    return written


def _next(teller: _Teller, place: Path, person: desk.Person) -> None:
    (place / "passphrase").write_text(steps.PASSPHRASE + "\n", "utf-8")
    facts = {"vault": _shown(place / "vault"), "passphrase": _shown(place / "passphrase"), "name": person.name_in(teller.lang)}
    teller.echo("\n" + say("demo.next", teller.lang, **facts))


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return path.name
