"""The files of the house as syntax trees, each parsed once a run."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def text_of(path: Path) -> str:
    """Gives the text of a file."""
    return path.read_text("utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    """Gives the syntax tree of a file; nobody changes it."""
    return ast.parse(text_of(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Gives every node of a file's tree."""
    return tuple(ast.walk(tree_of(path)))
