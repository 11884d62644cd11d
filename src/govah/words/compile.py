"""Compiles the vocabulary: every YAML file of `words/` into the JSON that the loader reads. Run: `python -m govah.words.compile`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import yaml

HERE: Final = Path(__file__).parent


def compiled(root: Path = HERE) -> dict[str, str]:
    """Gives the text of each compiled file by its name, from the YAML under `root`."""
    folders: dict[str, dict[str, Any]] = {}
    for path in sorted(root.rglob("*.yml")):
        kind = "-".join(path.relative_to(root).parent.parts)
        folders.setdefault(kind, {})[path.stem] = _read(path)
    return {f"{kind}.json": _dump(_ordered(names)) for kind, names in folders.items()}


def write(root: Path = HERE) -> None:
    """Writes the compiled files and removes those whose YAML is gone."""
    folder = root / "compiled"
    folder.mkdir(exist_ok=True)
    texts = compiled(root)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as why:
        raise SystemExit(f"{path}: {why}") from None


def _ordered(names: dict[str, Any]) -> dict[str, Any]:
    """Words come in their own `order` where they give one, else by name."""
    rank = lambda item: (item[1].get("order", 999) if isinstance(item[1], dict) else 999, item[0])  # noqa: E731
    return dict(sorted(names.items(), key=rank))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    sys.exit(write())
