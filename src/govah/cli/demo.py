"""`govah demo`: the whole way, on invented reports or on one of yours; everything shown is computed from what is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from govah import desk
from govah.cli.cards import clean, number
from govah.cli.case_text import case_text
from govah.cli.door import language
from govah.desk import demo as steps
from govah.errors import CaptureError, PublishError
from govah.text import isolate
from govah.vault import Vault, create_vault
from govah.words import say


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-output"), show_default=True,
              help="A folder for what is made; it is made anew.")  # fmt: skip
@click.pass_context
def demo(ctx: click.Context, file: Path | None, output: Path) -> None:
    """Capture, read, accept as a script, show the case file, verify, prove and set the dossier.

    \b
    Example:
      govah demo
      govah demo report.html
    """
    lang = language(ctx)
    if file is not None and not file.exists():
        raise CaptureError("file-missing", name=file.name)
    place = steps.fresh_folder(output)
    items = (steps.Item(file),) if file is not None else steps.manifest(steps.examples_folder())
    _say("demo.start" if file is None else "demo.start-file", lang, count=number(len(items), lang))
    with create_vault(place / "vault", steps.PASSPHRASE, member_name=steps.MEMBER) as vault:
        _capture(vault, items, lang)
        accepted = steps.accept_as_script(vault)
        facts = {key: number(getattr(accepted, key), lang) for key in ("accepted", "joined", "left")}
        _say("demo.accepted", lang, **facts)
        person = steps.central_person(vault)
        if person is None:
            _say("demo.nobody", lang)
            return
        day = steps.day_of_demo(vault)
        click.echo("\n" + case_text(desk.case_file(vault, person.id, as_of=day), lang) + "\n")
        _dossiers(vault, person.id, place, day, lang)
        proved = steps.prove_one(vault, person, place / "proof.zip")
    checked = steps.verify(place / "vault")
    _say("demo.verified", lang, files=number(checked.files, lang), entries=number(checked.entries, lang))
    if proved:
        _say("demo.proved", lang, name=isolate(clean(proved)), file=_shown(place / "proof.zip"))
    _next(place, person, lang)


def _capture(vault: Vault, items: tuple[steps.Item, ...], lang: str) -> None:
    for one in steps.capture_items(vault, items):
        if isinstance(one, desk.Failed):
            click.echo(f"  ✗ {isolate(clean(one.name))}: {say(one.code, lang, **dict(one.facts))}")
            continue
        name = isolate(clean(one.name))
        seal = one.document.sha256[:16]
        click.echo("  " + say("demo.captured", lang, name=name, suggestions=one.suggestions, sha256=seal))
        for note in one.notes:
            click.echo(f"      {say(note, lang, name=name)}")


def _dossiers(vault: Vault, person: str, place: Path, day: date, lang: str) -> None:
    try:
        desk.allow(vault, [person], "court", basis=True, reason="demonstration")
        made = desk.dossier(vault, person, "court", as_of=day, draft=True)
    except PublishError as error:
        click.echo(say(error.code, lang, **error.facts))
        return
    for in_language in ("en", "fa"):
        desk.write_dossier(made, in_language, place / f"dossier-{in_language}.pdf")
        desk.write_dossier(made, in_language, place / f"dossier-{in_language}.html")
        _say("demo.dossier", lang, file=_shown(place / f"dossier-{in_language}.pdf"))


def _next(place: Path, person: desk.Person, lang: str) -> None:
    (place / "passphrase").write_text(steps.PASSPHRASE + "\n", "utf-8")
    facts = {"vault": _shown(place / "vault"), "passphrase": _shown(place / "passphrase"), "name": person.name_in(lang)}
    click.echo("\n" + say("demo.next", lang, **facts))


def _say(code: str, lang: str, **facts: object) -> None:
    click.echo(say(code, lang, **facts))


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return path.name


