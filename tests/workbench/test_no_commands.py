"""No page tells a person to type a command: an error on a screen says what to do on a screen."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from govah.words.loader import say
from govah.workbench.look import Look
from govah.workbench.render import Speech

WORDS = Path(__file__).parents[2] / "src" / "govah" / "words"
TERMINAL = re.compile(r"govah [a-z]|(?<![\w-])--[a-z]")
BEFORE = frozenset(
    {
        "workbench-not-installed", "workbench-port", "count-which", "accept-all-as-whom", "grade-what", "run-missing",
        "names-which",        "keyfile-both", "packet-since",
    }
)  # fmt: skip
"""Of how a command was typed, or said before there is a page."""


def codes(folder: str, name: str = "*") -> list[str]:
    """Gives the codes of errors, or the keys of messages, as they stand in the sources."""
    found = "\n".join(path.read_text("utf-8") for path in sorted((WORDS / folder).glob(f"{name}.yml")))
    return re.findall(r"^([a-z][a-z0-9-]*):", found, flags=re.MULTILINE)


def facts_of(code: str, lang: str) -> tuple[tuple[str, object], ...]:
    """Gives a fact of each name that a sentence speaks of."""
    return tuple((name, "x") for _, name, _, _ in Formatter().parse(say(code, lang)) if name)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_no_error_on_a_screen_names_a_command(lang: str) -> None:
    """Whatever goes wrong, the line on the page names no command and no option, and still says what is wrong."""
    speech = Speech(Look(lang=lang))
    said = {code: str(speech.error(code, facts_of(code, lang))) for code in codes("errors")}

    assert len(said) > 300
    assert {} == {code: line for code, line in said.items() if TERMINAL.search(line) and code not in BEFORE}
    assert [] == [code for code, line in said.items() if len(line) < 12]


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_no_word_of_a_template_names_a_command(lang: str) -> None:
    """No message that a template says names one either."""
    from_templates = "\n".join(
        path.read_text("utf-8") for path in sorted((WORDS.parent / "workbench" / "templates").glob("*.html"))
    )
    keys = set(re.findall(r'\bt\("([a-z][a-z0-9.-]*)"', from_templates))
    said = {key: Speech(Look(lang=lang)).t(key) for key in keys if not key.endswith("-")}

    assert len(said) > 200
    assert {} == {key: line for key, line in said.items() if TERMINAL.search(line)}


def test_what_a_screen_says_is_of_an_error_that_is_there() -> None:
    """Each line for the screen stands for an error that names a command, and speaks of facts that the error has."""
    for code in codes("messages", "onscreen"):
        if code == "ask-keeper":
            continue
        for lang in ("en", "fa"):
            own = {name for _, name, _, _ in Formatter().parse(say(code, lang)) if name}
            here = {name for _, name, _, _ in Formatter().parse(say(f"onscreen.{code}", lang)) if name}
            assert say(code, lang) != code, code
            assert here <= own, code


def test_a_command_without_a_line_of_its_own_is_left_out() -> None:
    """An error for which nobody wrote a line is said as far as it goes, and then whom to ask."""
    line = str(Speech(Look(lang="en")).error("mark-damaged"))

    assert line == "the file <code>mark</code> of this vault is damaged: tell whoever looks after this desk."
