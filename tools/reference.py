"""Writes the parts of docs/ that come from the program: commands, errors, words, glossary. Run: `make docs`.

A page keeps its own prose; what stands between its two marks is written here. A test fails when a page is behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeGuard

import click

from govah import errors
from govah.cli.main import COMMANDS, govah
from govah.words import KINDS, say, words

ROOT: Final = Path(__file__).parents[1]
OPEN: Final = "<!-- from the program: `make docs` writes what follows -->"
CLOSE: Final = "<!-- end of what the program writes -->"
WIDTH: Final = 100


def commands() -> str:
    """Gives the help of every command, as the command line prints it."""
    return "\n\n".join(
        f"{'#' * (2 + depth)} {name}\n\n```text\n{told}\n```" for depth, name, told in _helps("govah", govah, None, 0)
    )


def exits() -> str:
    """Gives every error: its code, what it says, and the exit code of its family."""
    rows = [f"| `{code}` | {_cell(say(code, 'en'))} | {exit_code} |" for exit_code, code in sorted(_raised())]
    return "\n".join(["| code | what it says | exit |", "|---|---|---|", *rows])


def vocabulary() -> str:
    """Gives every word of every kind, with what it means."""
    return "\n\n".join(_kind(kind) for kind in KINDS() if kind != "kinds")


def glossary() -> str:
    """Gives the terms of the house in English and Persian."""
    rows = [f"| **{one.label['en']}** | {one.label['fa']} | {_cell(one.description['en'])} |" for one in words("terms").values()]
    return "\n".join(["| term | Persian | what it is |", "|---|---|---|", *rows])


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "docs/reference/commands.md": commands,
    "docs/reference/errors.md": exits,
    "docs/reference/words.md": vocabulary,
    "docs/glossary.md": glossary,
}


def page(name: str) -> str:
    """Gives a page as it should be: its own prose, and between the marks what the program says."""
    text = (ROOT / name).read_text("utf-8")
    before, mark, rest = text.partition(OPEN)
    _, closing, after = rest.partition(CLOSE)
    if not mark or not closing:
        raise SystemExit(f"{name}: the marks of the generated part are missing")
    return f"{before}{OPEN}\n\n{PAGES[name]()}\n\n{CLOSE}{after}"


def main() -> None:
    """Writes every page that is behind."""
    for name in PAGES:
        (ROOT / name).write_text(page(name), "utf-8")


def _helps(name: str, command: click.Command, above: click.Context | None, depth: int) -> Iterator[tuple[int, str, str]]:
    shown = {"terminal_width": WIDTH, **command.context_settings, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name.rpartition(" ")[2], parent=above, **shown)
    told = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    yield depth, name, told
    if isinstance(command, click.Group):
        inner = list(COMMANDS) if command is govah else command.list_commands(context)
        for one in inner:
            if found := command.get_command(context, one):
                yield from _helps(f"{name} {one}", found, context, depth + 1 if command is not govah else 0)


def _raised() -> set[tuple[int, str]]:
    """Gives (exit code, error code) of all that the source raises."""
    families = {name: kind.exit_code for name, kind in vars(errors).items() if _is_error(kind)}
    pattern = re.compile(r"\b(" + "|".join(families) + r")\(\s*\"([a-z0-9-]+)\"")
    source = ROOT / "src" / "govah"
    return {
        (families[family], code) for path in source.rglob("*.py") for family, code in pattern.findall(path.read_text("utf-8"))
    }


def _is_error(kind: object) -> TypeGuard[type[errors.GovahError]]:
    return isinstance(kind, type) and issubclass(kind, errors.GovahError)


def _kind(kind: str) -> str:
    about = words("kinds")[kind]
    rows = [
        f"| `{one.name}` | {_cell(one.label['en'])} | {_cell(one.label['fa'])} | {_cell(one.description['en'])} |"
        for one in words(kind).values()
    ]
    heads = ["| name | English | Persian | what it is |", "|---|---|---|---|"]
    return f"## {about.label['en']} (`{kind}`)\n\n{about.description['en']}\n\n" + "\n".join([*heads, *rows])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    main()
