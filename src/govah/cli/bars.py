"""A bar of bytes on the screen of a person; nothing where the output goes to a pipe."""

from __future__ import annotations

from typing import Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from govah.cli.cards import clean


class ByteBar:
    """Shows how many files are done, the name of the one at hand, and how far it has come."""

    def __init__(self, *, hidden: bool) -> None:
        console = Console(stderr=True)
        columns = (
            SpinnerColumn(), TextColumn("{task.fields[files]}"), TextColumn("{task.description}"),
            BarColumn(), DownloadColumn(binary_units=True), TimeElapsedColumn(),
        )  # fmt: skip
        self._progress = Progress(*columns, console=console, transient=True, disable=hidden or not console.is_terminal)
        self._task = self._progress.add_task("", files=0, total=None)
        self._files = 0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._progress.stop()

    def __call__(self, name: str, done: int, size: int) -> None:
        """Is told of one file how many of its bytes are done."""
        if self._progress.disable:
            return
        self._files += done == size
        self._progress.update(self._task, completed=done, total=size, description=clean(name)[:60], files=self._files)
