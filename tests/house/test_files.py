"""Every file of the house says what it is for, is of a size that one can read, and speaks of Govah alone."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from house.trees import nodes_of, text_of, tree_of

ROOT: Final = Path(__file__).parents[2]
SOURCES: Final = sorted((ROOT / "src").rglob("*.py"))
TESTS: Final = sorted((ROOT / "tests").rglob("*.py"))
DOOR: Final = ROOT / "src" / "govah" / "cli" / "main.py"
FILE_LINES: Final = 400
FUNCTION_LINES: Final = 60
VAGUE: Final = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "shared"}
PHYSICAL: Final = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)|(?:text-align|float|clear)\s*:\s*(?:left|right)|[;{\s](?:left|right)\s*:\s*-?[\d.]"
)
MACHINE: Final = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/")
"""Paths of one machine; what a program writes to /tmp, or reads from /usr, is of any."""
INVENTED: Final = {"tests/desk/vaults/test_doctor.py"}
"""Files that tell of an invented machine and its folders."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def tracked() -> list[Path]:
    """Gives the text files that the repository holds, or all there are where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    paths = [ROOT / name for name in listed.split("\0") if name] or [*SOURCES, *TESTS, *ROOT.glob("*.md")]
    texts = {".py", ".md", ".yml", ".yaml", ".toml", ".sh", ".txt", ".html", ".css", ".typ", ".j2", ""}
    return [path for path in paths if path.suffix in texts and path.is_file()]


def functions(path: Path) -> Iterator[Function]:
    """Gives every function of a file, methods and inner ones included."""
    return (node for node in nodes_of(path) if isinstance(node, Function))


def name_of(path: Path) -> str:
    """Gives a file's place in the repository."""
    return path.relative_to(ROOT).as_posix()


def test_a_file_opens_with_what_it_is_for() -> None:
    """The first line of a file is a docstring, and the annotations are those of the future."""
    assert [] == [name_of(path) for path in (*SOURCES, *TESTS) if not _opens_well(path)]


def _opens_well(path: Path) -> bool:
    text, tree = text_of(path), tree_of(path)
    is_of_the_future = "from __future__ import annotations" in text or len(tree.body) == 1
    return text.startswith('"""') and bool(ast.get_docstring(tree)) and is_of_the_future


def test_a_file_can_be_read_at_one_sitting() -> None:
    """No file is longer than 400 lines."""
    assert [] == [name_of(path) for path in SOURCES if len(text_of(path).splitlines()) > FILE_LINES]


def test_a_function_fits_on_a_screen() -> None:
    """No function is longer than 60 lines."""
    long = [
        f"{name_of(path)} {node.name}: {length}"
        for path in SOURCES
        for node in functions(path)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    ]

    assert [] == long


def test_every_file_names_its_subject() -> None:
    """No file or folder is called `utils` or the like."""
    vague = [name_of(path) for path in SOURCES if VAGUE & {part.removesuffix(".py") for part in path.parts[len(ROOT.parts) :]}]

    assert [] == vague


def test_source_does_not_assert_or_catch_all() -> None:
    """`assert` is for tests, and `except` names what it expects, save at the door, where a traceback could show a name."""
    nodes = [(name_of(path), node) for path in SOURCES if path != DOOR for node in nodes_of(path)]

    assert [] == [(name, node.lineno) for name, node in nodes if isinstance(node, ast.Assert)]
    assert [] == [(name, node.lineno) for name, node in nodes if isinstance(node, ast.ExceptHandler) and _catches_all(node)]


def test_each_test_says_what_it_proves() -> None:
    """Every test has a docstring, and its first sentence ends on the first line."""
    tests = [(name_of(path), node) for path in TESTS for node in functions(path) if node.name.startswith("test_")]

    assert [] == [(name, node.name) for name, node in tests if not _one_sentence(node)]


def test_nothing_is_patched() -> None:
    """No test replaces a part of the program by a mock: a fake keeps the same promise instead."""
    forbidden = ("mock" + ".patch", "monkeypatch." + "setattr(", "unittest" + ".mock")
    texts = {name_of(path): text_of(path) for path in TESTS}

    assert [] == [(name, word) for name, text in texts.items() for word in forbidden if word in text]


def test_no_path_of_one_machine() -> None:
    """No file of the repository names a folder of the machine it was written on."""
    found = [
        f"{name_of(path)}: {hit[0]}"
        for path in tracked()
        if name_of(path) not in INVENTED and (hit := MACHINE.search(path.read_text("utf-8", "replace")))
    ]

    assert [] == found


def test_no_left_and_no_right() -> None:
    """Layout says start and end, so that it holds for right-to-left script too."""
    laid_out = [
        path for path in tracked() if path.suffix in {".html", ".css", ".j2"} or name_of(path).startswith("src/govah/publish")
    ]
    found = [f"{name_of(path)}: {hit[0].strip()}" for path in laid_out if (hit := PHYSICAL.search(path.read_text("utf-8")))]

    assert [] == found


def _catches_all(node: ast.ExceptHandler) -> bool:
    """Answers whether a handler swallows whatever comes; one that only clears away and raises again does not."""
    if isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None:
        return False
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}) for kind in kinds)


def _one_sentence(node: Function) -> bool:
    told = ast.get_docstring(node) or ""
    return told.splitlines()[0].rstrip().endswith((".", "?", "!", "”.", "`.")) if told else False
