"""The words of the workbench: every key that a template says is there in both languages, and none is idle."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from govah.desk.alerts.watchrules import watch_rules
from govah.publish.pack import TYPES
from govah.workbench.app import INSTEAD
from govah.workbench.look import CHOICES
from govah.workbench.render import TEMPLATES, environment
from govah.workbench.screens import MENU
from govah.workbench.screens.watch import VERDICTS

WORDS: Final = Path(__file__).parents[2] / "src" / "govah" / "words" / "messages"
SOURCES: Final = TEMPLATES.parent
SAID: Final = re.compile(r"""\bt\(\s*["']([a-z][a-z.-]*[a-z])["']\s*[,)]""")
FIXED: Final = re.compile(r"""["']([a-z][a-z0-9-]*)["']""")
BEGUN: Final = {
    "menu-": [name for name, _ in MENU],
    "theme-": CHOICES["theme"], "lang-": CHOICES["lang"], "calendar-": CHOICES["calendar"], "digits-": CHOICES["digits"],
    "choice-": list(CHOICES),
    "verdict-": VERDICTS,
    "counts-by-": ["event", "report"], "counts-changed-": ["came", "went", "moved", "grounds"],
    "filter-": ["stage", "charge", "stance", "predicate"],
    "consent-": ["given", "refused", "withdrawn", "expired"],
    "pack-": TYPES,
    "rule-": [one.name for one in watch_rules().precursors],
    "instead-": [words.partition("-")[2] for _, words in INSTEAD.values()],
    "did-": ["accept", "edit", "reject"],
    "judged-": ["same", "different", "unsure"],
}  # fmt: skip
"""Keys that are put together: their beginning, and how they may end."""


@cache
def messages(room: str) -> dict[str, dict[str, str]]:
    """Gives the messages of a room."""
    found: dict[str, dict[str, str]] = yaml.safe_load((WORDS / f"{room}.yml").read_text("utf-8"))
    return found


@cache
def templates() -> str:
    """Gives all templates as one text."""
    return "\n".join(path.read_text("utf-8") for path in sorted(TEMPLATES.glob("*.html")))


def begun() -> set[str]:
    """Gives the keys that are put together."""
    return {f"{head}{tail}" for head, tails in BEGUN.items() for tail in tails}


def test_every_word_is_there() -> None:
    """No template says a key that the vocabulary lacks."""
    said = set(SAID.findall(templates())) | begun()
    places = {key: key.split(".") if "." in key else ("workbench", key) for key in said}

    assert [] == sorted(key for key, (room, leaf) in places.items() if leaf not in messages(room))


def test_no_word_is_idle() -> None:
    """No message of the workbench stands there that nothing says."""
    python = "\n".join(path.read_text("utf-8") for path in [*SOURCES.rglob("*.py"), SOURCES.parent / "cli" / "workbench.py"])
    used = set(FIXED.findall(templates())) | set(re.findall(r'"(?:workbench\.)?([a-z][a-z0-9-]*)"', python)) | begun()

    assert [] == sorted(set(messages("workbench")) - used)


def test_both_languages() -> None:
    """Every message stands in English and in Persian."""
    lacking = [key for key, entry in messages("workbench").items() if not (entry.get("en") and entry.get("fa"))]

    assert [] == lacking


def test_nothing_of_ours_is_written_into_a_template() -> None:
    """Between the tags of a template stands no word that is not from the vocabulary."""
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", templates(), flags=re.DOTALL)
    bare = re.sub(r"<[^>]*>", " ", bare)
    words = set(re.findall(r"[A-Za-z؀-ۿ]{2,}", re.sub(r"&\w+;", " ", bare)))

    assert {"SHA", "PDF", "HTML", "Word", "sha"} >= words


def test_everything_is_escaped() -> None:
    """Escaping is on for every template, and none turns it off."""
    assert environment().autoescape is True
    assert not re.search(r"\|\s*safe|autoescape|Markup", templates())


def test_no_style_and_no_script_in_a_page() -> None:
    """No template holds a style attribute, a handler or a script of its own, although the policy would stop it."""
    bare = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", templates())

    assert not re.search(r"<[^>]*\s(?:style|on[a-z]+)\s*=", bare)
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|javascript:", templates())


def test_every_form_bears_the_secret() -> None:
    """Every form that is sent bears the secret of this sitting."""
    forms = re.findall(r'<form[^>]*method="post".*?</form>', templates(), flags=re.DOTALL)

    assert forms
    assert [] == [form[:80] for form in forms if 'name="csrf" value="{{ f.csrf }}"' not in form]
