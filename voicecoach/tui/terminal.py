"""The terminal for the screen alone: what else the process prints goes to the log while the screen is up."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.quiet import native_output_into

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


@contextmanager
def private_terminal(log: Path) -> Iterator[None]:
    """Within it `sys.__stdout__` and `sys.__stderr__` are the terminal, and the descriptors 1 and 2 the log.

    Textual asks these two names for the terminal and its size. On Windows nothing changes: a console belongs
    to the process there, not to its descriptors.
    """
    if os.name != "posix":
        yield
        return
    for name in ("COLUMNS", "LINES"):  # a shell that exports them would hold the screen at its first size
        os.environ.pop(name, None)
    originals = sys.__stdout__, sys.__stderr__
    with native_output_into(log) as own:
        screen = _screen(os.dup(own.out.fileno()))
        _name(screen, screen)
        try:
            yield
        finally:
            _name(*originals)
            with suppress(OSError):
                screen.close()


class _TerminalOut(io.FileIO):
    """The terminal; once its window is closed, what is written goes nowhere instead of failing."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError:
            return len(memoryview(data))


def _screen(descriptor: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(_TerminalOut(descriptor, "w")), encoding="utf-8", newline="")


def _name(out: io.TextIOWrapper | None, err: io.TextIOWrapper | None) -> None:
    sys.__stdout__ = out  # type: ignore[misc]
    sys.__stderr__ = err  # type: ignore[misc]
