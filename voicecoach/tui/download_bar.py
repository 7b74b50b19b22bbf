"""The progress of a download on stderr: how much, how fast, how long it will still take."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def download_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that is told how many bytes there are and of how many; none where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _there, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        "{task.description}",
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = None

        def told(there_bytes: int, total_bytes: int) -> None:
            nonlocal task
            if task is None:  # what was there before is no measure of the speed
                task = progress.add_task(title, completed=there_bytes, total=total_bytes)
            progress.update(task, completed=there_bytes)

        yield told
