"""A terminal for tests: runs a program, presses keys, reads its screen, paints it as a picture.

It plays an xterm with 24-bit colour, alternate screen, SGR mouse and synchronized updates, so that a
screen is never read half painted. Linux only.
"""

from __future__ import annotations

from tests.support.terminal.cells import Cell
from tests.support.terminal.program import ScreenTimeoutError, Terminal

__all__ = ["Cell", "ScreenTimeoutError", "Terminal"]
