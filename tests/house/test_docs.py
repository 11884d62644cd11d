"""The pages hold to the program: generated parts are fresh, links lead somewhere, commands, words and errors have their place."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest
import reference
import yaml

from gathering import hold
from govah.cli.main import COMMANDS
from govah.words import KINDS, words

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README_WORDS: Final = 500
LINK: Final = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")


def name_of(path: Path) -> str:
    """Gives a page's place in the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def text_of(name: str) -> str:
    """Gives the text of a page."""
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", reference.PAGES)
def test_generated_parts_are_fresh(name: str) -> None:
    """`make docs` would change nothing."""
    assert reference.page(name) == text_of(name)


def test_links_lead_somewhere() -> None:
    """Every link to a file of the repository has its file."""
    lost = [
        (name_of(path), found[1])
        for path in PAGES
        for found in LINK.finditer(path.read_text("utf-8"))
        if ":" not in found[1] and not (path.parent / found[1]).exists()
    ]

    assert [] == lost


def test_every_page_has_one_title() -> None:
    """A page opens with its title, and has no second one."""

    def has_one_title(path: Path) -> None:
        prose = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert prose.startswith("# ")
        assert 1 == len(re.findall(r"(?m)^# ", prose))

    hold(PAGES, has_one_title, name_of)


def test_the_readme_is_short() -> None:
    """Whoever comes to the house reads less than 500 words at its door."""
    assert len(text_of("README.md").split()) < README_WORDS


def test_every_command_has_its_reference() -> None:
    """Each command stands in the reference, with an example that can be run."""
    page = text_of("docs/reference/commands.md")
    parts = {command: page.partition(f"\n## govah {command}\n")[2].partition("\n## ")[0] for command in COMMANDS}

    assert [] == [command for command, part in parts.items() if "Example:" not in part]


def test_every_word_has_its_reference() -> None:
    """Each word of each kind stands in the reference."""
    page = text_of("docs/reference/words.md")
    kinds = [kind for kind in KINDS() if kind != "kinds"]

    assert [] == [(kind, name) for kind in kinds for name in words(kind) if f"| `{name}` |" not in page]


def test_pages_call_only_commands_that_exist() -> None:
    """No page, help or sentence tells a person to run a command that there is not."""
    sentences = [
        path for path in (ROOT / "src" / "govah" / "words").glob("*/*.yml") if path.parent.name in {"errors", "messages"}
    ]
    called = {
        (name_of(path), found)
        for path in [*PAGES, *sentences]
        for found in re.findall(r"(?:`|^|\$ |‎)govah (?:--\w+ \S+ )*([a-z]+)", path.read_text("utf-8"), re.MULTILINE)
    }

    assert [] == sorted((path, command) for path, command in called if command not in COMMANDS)


def test_every_page_can_be_reached() -> None:
    """Every page of the documentation is named on another one."""
    linked = {
        (path.parent / found[1]).resolve()
        for path in PAGES
        for found in LINK.finditer(path.read_text("utf-8"))
        if ":" not in found[1]
    }
    linked |= {page for folder in linked if folder.is_dir() for page in folder.glob("*.md")}

    assert [] == [
        name_of(path) for path in PAGES if path.is_relative_to(ROOT / "docs") and path not in linked and path.name != "index.md"
    ]


def test_decisions_are_of_one_form() -> None:
    """Each decision has its number, its question, what was looked at, what was chosen and what is given up."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    parts = ["The question", "What we looked at", "What we chose", "What we give up"]

    assert [f"{number:04d}" for number in range(1, len(pages) + 1)] == [page.name[:4] for page in pages]
    assert {tuple(parts)} == {tuple(re.findall(r"(?m)^## (.+)$", page.read_text("utf-8"))) for page in pages}


def test_public_checks_are_pinned_and_humble() -> None:
    """Every action of the public checks is pinned by its hash, and nothing has a permission that it was not given by name."""
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        workflow = yaml.safe_load(path.read_text("utf-8"))
        uses = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]

        assert {} == workflow["permissions"]
        assert [] == [one for one in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one)]


def test_every_source_package_is_drawn() -> None:
    """Every room of the source stands in the contributor's drawing of the house, or is one of the verbs."""
    rooms = {path.name for path in (ROOT / "src" / "govah").iterdir() if path.is_dir() and list(path.glob("*.py"))}
    drawn = set(re.findall(r"`(\w+)`", text_of("CONTRIBUTING.md")))

    assert rooms - drawn <= {"capture", "read", "link", "weigh", "count", "publish", "stamp", "sync", "workbench"}
