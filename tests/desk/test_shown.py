"""What the desk shows: the same at run time and to a type checker."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from govah import desk, vault

STUB = Path(desk.__file__).with_name("__init__.pyi")


def test_the_stub_names_what_is_shown() -> None:
    """Each name comes from the module that the stub says, and none is missing on either side."""
    said = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.parse(STUB.read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert desk.places() == said


def test_each_name_is_there() -> None:
    """Every name that the desk shows can be had, and is no module."""
    found = {name: getattr(desk, name) for name in desk.__all__}

    assert [] == [name for name, value in found.items() if type(value).__name__ == "module"]


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    """Importing the desk loads none of its rooms."""
    script = "import sys, govah.desk; print([name for name in sys.modules if name.startswith(('govah.vault', 'govah.weigh'))])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_the_vault_shows_what_its_stub_says() -> None:
    """The vault, whose parts load late too, shows the names that its stub tells a type checker."""
    stub = Path(vault.__file__).with_name("__init__.pyi")
    said = {
        alias.name for node in ast.parse(stub.read_text("utf-8")).body if isinstance(node, ast.ImportFrom) for alias in node.names
    }

    assert set(vault.__all__) == said
    assert [] == [name for name in said if not hasattr(vault, name)]
