"""Makes examples/output anew: the dossier of the invented desk in both languages, as PDF, as HTML and as pictures of its pages.

Run: `make examples`. Chance and clock are fixed, so that the same code gives the same bytes; `.ci/run` fails on a difference.
"""

from __future__ import annotations

import hashlib
import itertools
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pypdfium2  # type: ignore[import-untyped] # it ships no types

from govah import desk
from govah.desk import demo as steps
from govah.vault import Vault, create_vault

OUTPUT: Final = Path(__file__).parents[1] / "examples" / "output"
BEGIN: Final = datetime(2026, 3, 24, 9, tzinfo=UTC)
SCALE: Final = 1.5
"""Pixels a point: 108 dots an inch, which reads well on a page of the web."""
PAGES: Final = 2
"""Pages of each dossier that become pictures."""


def main() -> None:
    """Writes the dossiers and the pictures of their first pages."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for old in OUTPUT.iterdir():
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "vault"
        chance, clock = fixed_chance(), fixed_clock()
        with create_vault(place, steps.PASSPHRASE, member_name=steps.MEMBER, entropy=chance, clock=clock) as vault:
            write_dossiers(vault)
    for lang in ("en", "fa"):
        picture_pages(OUTPUT / f"dossier-{lang}.pdf")


def write_dossiers(vault: Vault) -> None:
    """Takes the invented desk the whole way and sets the dossier of the person whom it is about."""
    for _ in steps.capture_items(vault, steps.manifest(steps.examples_folder())):
        pass
    steps.accept_as_script(vault)
    person = steps.central_person(vault)
    if person is None:
        raise SystemExit("the invented reports name nobody")
    desk.allow(vault, [person.id], "court", basis=True, reason="demonstration")
    made = desk.dossier(vault, person.id, "court", as_of=steps.day_of_demo(vault), draft=True)
    for lang in ("en", "fa"):
        for kind in ("pdf", "html"):
            desk.write_dossier(made, lang, OUTPUT / f"dossier-{lang}.{kind}")


def picture_pages(pdf: Path) -> None:
    """Draws the first pages of a PDF beside it."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(min(PAGES, len(document))):
            page = document[number]
            page.render(scale=SCALE).to_pil().convert("P", palette=1, colors=64).save(
                pdf.with_name(f"{pdf.stem}-{number + 1}.png"), optimize=True
            )
            page.close()


def fixed_chance() -> Callable[[int], bytes]:
    """Gives bytes that look like chance and are always the same."""
    stream = _bytes()
    return lambda size: bytes(itertools.islice(stream, size))


def fixed_clock() -> Callable[[], str]:
    """Gives a clock that begins on one day and ticks once a call."""
    ticks = itertools.count()
    return lambda: (BEGIN + timedelta(seconds=next(ticks))).isoformat().replace("+00:00", "Z")


def _bytes() -> Iterator[int]:
    for number in itertools.count():
        yield from hashlib.sha256(b"govah examples" + number.to_bytes(8, "big")).digest()


if __name__ == "__main__":
    main()
