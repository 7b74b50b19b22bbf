"""The coach on a screen: the conductor on a thread of its own, the app on the main one."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

from voicecoach import paths
from voicecoach.figure import FigureError, Movement, load
from voicecoach.runtime.build import crew
from voicecoach.runtime.conductor import Conductor, Options
from voicecoach.runtime.inbox import Inbox
from voicecoach.tui.run import check_terminal, run_app

if TYPE_CHECKING:
    from voicecoach.routine.model import Routine
    from voicecoach.settings import Settings

_REFRESH_SECONDS = 1 / 15
_PARTING_SECONDS = 5.0


def run_on_screen(settings: Settings, routine: Routine | None) -> bool:
    """Lead from the menu, or through one routine, until the user leaves.

    Returns:
        Whether it came to its own end; False where it was broken off from outside.

    Raises:
        UserError: there is no terminal to draw on.
    """
    check_terminal()
    inbox = Inbox()
    conductor = Conductor(crew(settings, inbox), inbox, Options(routine, refresh_seconds=_REFRESH_SECONDS))
    thread = threading.Thread(target=conductor.run, name="conductor", daemon=True)
    thread.start()
    try:
        run_app(conductor, movement)
    finally:
        conductor.leave()
        thread.join(_PARTING_SECONDS)
    return conductor.finished


@cache
def movement(name: str) -> Movement | None:
    """The movement of a stretch; None where there is no figure for it."""
    file = paths.builtin("routines") / "figures" / f"{name}.toml"
    try:
        return load(file) if file.exists() else None
    except FigureError:
        return None
