"""What every test may ask for: a system tool, the measuring texts; and the last line on what was skipped."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

pytest_plugins = ["counting"]

ROOT: Final = Path(__file__).parents[1]
MEASURING: Final = ROOT.parent / "shared" / "data"
"""Real texts that only measure; they are no part of the repository."""
HOUSE: Final = ROOT / "tests" / "house"
_WANT: Final = "needs the tool "
_GARBAGE: Final = (50_000, 20, 20)
"""How seldom to look for garbage; by Python's own measure it took a fifth of the time of the tests."""

settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Makes the markers known that only this file answers to."""
    config.addinivalue_line("markers", "needs_tool(*names): runs system tools; skips loudly where one is missing")
    gc.set_threshold(*_GARBAGE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps the tests of the house in one process: each of them walks the syntax trees of every file."""
    for item in items:
        if item.path.parent == HOUSE:
            item.add_marker(pytest.mark.xdist_group("house"))


def pytest_collection_finish() -> None:
    """Lets the collector of garbage pass over what stays until the end: thousands of tests and all that they import."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose tool is missing; where GOVAH_TOOLS_REQUIRED is set, as in .ci/run, that is a failure."""
    for mark in item.iter_markers("needs_tool"):
        for name in mark.args:
            find_tool(name)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says at the end, in plain sight, which tools were missing and how many tests that cost."""
    missing: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        if _WANT in reason:
            name = reason.partition(_WANT)[2]
            missing[name] = missing.get(name, 0) + 1
    for name, count in sorted(missing.items()):
        told = f"SKIPPED for want of {name}: {count} tests. Install it and run again; .ci/run counts this as a failure."
        terminalreporter.write_line(told, yellow=True, bold=True)


def find_tool(name: str) -> Path:
    """Gives the path of a system tool; without it the test skips loudly, or fails where tools are required."""
    for one in {"chromium": ("chromium", "chromium-browser", "google-chrome")}.get(name, (name,)):
        if found := shutil.which(one):
            return Path(found)
    if os.environ.get("GOVAH_TOOLS_REQUIRED") == "1":
        pytest.fail(_WANT + name, pytrace=False)
    pytest.skip(_WANT + name)


@pytest.fixture
def measuring() -> Path:
    """The folder of real texts that only measure; the test skips where it is absent."""
    if not MEASURING.is_dir():
        pytest.skip("the measuring texts are not here")
    return MEASURING
