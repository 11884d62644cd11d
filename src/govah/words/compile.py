"""Compiles the vocabulary: every YAML file of `words/` into the JSON that the loader reads.

Run: `python -m govah.words.compile`. A bad file stops it with the file, the key and what is allowed. The compiled files are
committed; a test fails when they are behind.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import yaml

from govah.words.specs import faults, faults_of_sentences

_BASE: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HERE: Final = Path(__file__).parent
TABLES: Final = ("errors", "messages")
"""Folders whose files are sentences by code; `reading/` holds free tables, and every other folder is a kind of words."""


class _Loader(_BASE):  # type: ignore[misc]
    """A safe loader, the fast one where there is one, that takes no key twice: the first would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Gives a mapping; a key that stands twice is a fault of the file."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key.value} stands twice", key.start_mark)
            seen.add(str(key.value))
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


def compiled(root: Path = HERE) -> dict[str, str]:
    """Gives the text of each compiled file by its name, from the YAML under `root`."""
    folders: dict[str, dict[str, Any]] = {}
    for path in sorted(root.rglob("*.yml")):
        parts = path.relative_to(root).parent.parts
        spec = _read(path)
        _check(path, parts[0], spec)
        folders.setdefault("-".join(parts), {})[path.stem] = spec
    return {f"{kind}.json": _dump(_ordered(names)) for kind, names in folders.items()}


def write(root: Path = HERE) -> None:
    """Writes the compiled files that changed, each at one stroke, and removes those whose YAML is gone."""
    folder = root / "compiled"
    folder.mkdir(exist_ok=True)
    texts = compiled(root)
    for name, text in texts.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            fresh = path.with_suffix(".new")
            fresh.write_text(text, "utf-8")
            fresh.replace(path)
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as why:
        raise SystemExit(f"{path}: {why}") from None


def _check(path: Path, folder: str, spec: Any) -> None:
    if folder == "reading":
        return
    found = faults_of_sentences(spec) if folder in TABLES else faults(folder, spec)
    if found:
        raise SystemExit("\n".join(f"{path}: {fault}" for fault in found))


def _ordered(names: dict[str, Any]) -> dict[str, Any]:
    """Words come in their own `order` where they give one, else by name."""
    return dict(sorted(names.items(), key=lambda item: (_rank(item[1]), item[0])))


def _rank(spec: Any) -> int:
    return int(spec.get("order", 999)) if isinstance(spec, dict) and isinstance(spec.get("order", 999), int) else 999


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    write()
