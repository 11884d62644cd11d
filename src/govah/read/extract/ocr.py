"""Words in pictures, by Tesseract where it is installed: English, Persian and Arabic, through pipes, never through a file."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from PIL import Image

WANTED: Final = ("eng", "fas", "ara")
BY_OCR: Final = "read-by-ocr"
"""Note: the text was read from a picture; every word is to be compared with it."""
CUT_SHORT: Final = "ocr-cut-short"
"""Note: only the first pages were read."""
MOST_PAGES: Final = 20
_SECONDS: Final = 60
_MOST_PIXELS: Final = 40_000_000
_LEAST_SURE: Final = 30.0
"""Percent below which Tesseract's own estimate says that a word is noise."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An installed Tesseract and the languages it has."""

    program: str
    version: str
    languages: tuple[str, ...]

    @property
    def tool(self) -> str:
        """Names it as a derivation's tool."""
        return f"govah-ocr 1 / tesseract {self.version} ({'+'.join(self.languages)})"


@cache
def engine() -> Engine | None:
    """Gives the Tesseract of this machine, or None where there is none with one of our languages."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        version = subprocess.run([program, "--version"], capture_output=True, timeout=20, check=True).stdout
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    languages = tuple(one for one in WANTED if one in listed.decode("utf-8", "replace").split())
    if not languages:
        return None
    return Engine(program, version.decode("utf-8", "replace").split("\n")[0].split()[-1], languages)


def words_in(picture: Image.Image, found: Engine) -> str:
    """Gives the text of a picture, paragraphs apart; nothing where nothing is sure enough, or it takes too long."""
    if picture.width * picture.height > _MOST_PIXELS:
        picture.thumbnail((6000, 6000))
    raw = io.BytesIO()
    picture.convert("L").save(raw, "PNG")
    command = [found.program, "stdin", "stdout", "-l", "+".join(found.languages), "--psm", "3", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=raw.getvalue(), capture_output=True, timeout=_SECONDS, check=False, env=environment)
    except (OSError, subprocess.SubprocessError):
        return ""
    return "\n\n".join(_paragraphs(done.stdout.decode("utf-8", "replace"))) if done.returncode == 0 else ""


def _paragraphs(table: str) -> Iterator[str]:
    """Puts Tesseract's words (level 5) together: by line, lines by paragraph."""
    lines: dict[tuple[str, ...], dict[str, list[str]]] = {}
    rows: Any = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        word = (row.get("text") or "").strip()
        if row.get("level") == "5" and word and _sure(row.get("conf")):
            paragraph = (row["block_num"], row["par_num"])
            lines.setdefault(paragraph, {}).setdefault(row["line_num"], []).append(word)
    for found in lines.values():
        yield "\n".join(" ".join(words) for words in found.values())


def _sure(said: str | None) -> bool:
    try:
        return float(said or "0") >= _LEAST_SURE
    except ValueError:
        return False
