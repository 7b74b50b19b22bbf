"""Runs the screen, and leaves a clean terminal however it ends."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from voicecoach import paths
from voicecoach.errors import UserError
from voicecoach.tui.coach import Coach
from voicecoach.tui.terminal import private_terminal
from voicecoach.tui.words import load_words

if TYPE_CHECKING:
    from voicecoach.tui.app import CoachApp
    from voicecoach.tui.widgets.figure import Movements

_ENDING_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


def run_app(coach: Coach, movements: Movements) -> None:
    """Show the coach on the screen until the user leaves.

    Args:
        coach: the program behind the screen.
        movements: gives the movement to draw by its id; None where there is none.

    Raises:
        UserError: there is no terminal, or the screen has broken down.
        SystemExit: a signal has ended it; the status is 128 and the signal's number.
    """
    check_terminal()
    words, log = load_words(), paths.log_file()
    with private_terminal(log):
        from voicecoach.tui.app import CoachApp

        app = CoachApp(coach, movements)
        with _ended_by_signals(app) as received:
            app.run()
    if received:
        raise SystemExit(128 + received[0])
    if app.return_code:
        raise UserError(words("app", "broken", log=log), words("app", "broken-mend"))


def check_terminal() -> None:
    """See that there is a terminal to draw on.

    Raises:
        UserError: there is none.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        words = load_words()
        raise UserError(words("app", "no-terminal"), words("app", "no-terminal-mend"))


@contextmanager
def _ended_by_signals(app: CoachApp) -> Iterator[list[int]]:
    """Within it the signals that end a program end the screen first; gives those that came."""
    received: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        if not app.is_running:
            raise SystemExit(128 + number)
        app.exit()

    before = {number: signal.signal(number, end) for number in _ENDING_SIGNALS}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
