"""Walks the imports of the house: every arrow between its modules, wherever in a file it is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from house.trees import nodes_of

FLOORS: Final[tuple[tuple[str, ...], ...]] = (
    ("errors",),
    ("text",),
    ("words",),
    ("dates",),
    ("records",),
    ("journal",),
    ("vault", "network"),
    ("capture", "read", "link", "weigh", "count", "publish", "stamp", "sync"),
    ("desk",),
    ("",),
    ("workbench",),
    ("cli",),
)
"""The rooms from the ground up; those of one floor are sisters. The nameless room is the package's own face, the Python API."""
DESK: Final[tuple[tuple[str, ...], ...]] = (
    ("onfile",),
    ("people", "vaults"),
    ("intake",),
    ("review",),
    ("cases", "linking"),
    ("lists", "retrieval", "alerts", "counts"),
    ("custody",),
    ("publication",),
    ("",),
)
"""The rooms of the desk, its largest, from the ground up; those of one floor are sisters. The nameless one is its own face."""
NAMED: Final = re.compile(r"govah\.[a-z_]+(?:\.[a-z_]*)*(?![\w-])")
FLOOR_OF: Final = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
FLOOR_IN_DESK: Final = {room: floor for floor, rooms in enumerate(DESK) for room in rooms}


def modules(source: Path) -> dict[str, Path]:
    """Gives every module of the package by its dotted name."""
    found = {}
    for path in source.rglob("*.py"):
        parts = path.relative_to(source.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def arrows(name: str, path: Path, known: Mapping[str, Path] | set[str]) -> Iterator[tuple[str, int]]:
    """Gives what one module imports from the house, with the line: at its head, in functions and under TYPE_CHECKING alike."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from ((_module(alias.name, known), node.lineno) for alias in node.names if _ours(alias.name))
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            if _ours(base):
                yield from ((_module(f"{base}.{alias.name}", known), node.lineno) for alias in node.names)


def named(path: Path) -> Iterator[tuple[str, int]]:
    """Gives the modules of the house that a file names in a text, as late imports do: such a name is an arrow too."""
    constants = (node for node in nodes_of(path) if isinstance(node, ast.Constant))
    for node in constants:
        found = NAMED.match(node.value) if isinstance(node.value, str) else None
        if found and room_of(found[0]) in FLOOR_OF:
            yield found[0].rstrip("."), node.lineno


def room_of(module: str) -> str:
    """Gives the room of a module: the first part of its name below the package; `python -m govah` is the command line."""
    parts = module.split(".")
    return "cli" if parts[1:] == ["__main__"] else parts[1] if len(parts) > 1 else ""


def fault(importer: str, imported: str) -> str:
    """Gives what is wrong with an arrow, or nothing: arrows only fall, and sisters do not know each other."""
    here, there = room_of(importer), room_of(imported)
    if here == there == "desk":
        return _falls(_room_in_desk(importer), _room_in_desk(imported), FLOOR_IN_DESK)
    return _falls(here, there, FLOOR_OF)


def circle(edges: Mapping[str, set[str]]) -> list[str]:
    """Gives one circle of modules, or nothing."""
    done: set[str] = set()
    for start in sorted(edges):
        path: list[str] = []
        if found := _walk(start, edges, done, path):
            return found
    return []


def _falls(here: str, there: str, floors: Mapping[str, int]) -> str:
    if here == there:
        return ""
    if here not in floors or there not in floors:
        return "a room that no floor has"
    if floors[here] == floors[there]:
        return "a sister"
    return "an upward arrow" if floors[here] < floors[there] else ""


def _room_in_desk(module: str) -> str:
    """Gives the second part of the name of a module of the desk; what lies beside the rooms is the desk's own face."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 and (len(parts) > 3 or parts[2] in FLOOR_IN_DESK) else ""


def _walk(at: str, edges: Mapping[str, set[str]], done: set[str], path: list[str]) -> list[str]:
    if at in path:
        return [*path[path.index(at) :], at]
    if at in done:
        return []
    path.append(at)
    for following in sorted(edges.get(at, ())):
        if found := _walk(following, edges, done, path):
            return found
    path.pop()
    done.add(at)
    return []


def _ours(name: str) -> bool:
    return name == "govah" or name.startswith("govah.")


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    above = parts[: len(parts) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])


def _module(name: str, known: Mapping[str, Path] | set[str]) -> str:
    """Gives the module that a dotted name stands for: itself, or the one that holds it; an empty room is a room."""
    while name not in known and name.count(".") > (1 if name.split(".")[1] in FLOOR_OF else 0):
        name = name.rpartition(".")[0]
    return name
