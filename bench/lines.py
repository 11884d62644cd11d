"""Lines of code by room, and the longest file and function of each."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "govah"


def main() -> None:
    """Prints a row a room: files, lines, longest file, longest function."""
    print(f"{'room':12}{'files':>7}{'lines':>8}{'longest file':>14}{'longest function':>18}")
    for room in sorted([path for path in SOURCE.iterdir() if path.is_dir()] + [SOURCE]):
        files = list(room.glob("*.py") if room == SOURCE else room.rglob("*.py"))
        if not files:
            continue
        lengths = [len(path.read_text("utf-8").splitlines()) for path in files]
        name = "." if room == SOURCE else room.name
        print(f"{name:12}{len(files):7}{sum(lengths):8}{max(lengths):14}{max(map(_longest, files)):18}")


def _longest(path: Path) -> int:
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    return max((node.end_lineno - node.lineno + 1 for node in tree if isinstance(node, ast.FunctionDef)), default=0)


if __name__ == "__main__":
    main()
