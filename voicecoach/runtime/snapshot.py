"""What a screen is given to draw: the whole program at a moment, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voicecoach.coaching.menu import MenuView
from voicecoach.coaching.terms import Command, Context
from voicecoach.coaching.view import View

Hearing = Literal["on", "name", "asleep", "off"]


@dataclass(frozen=True, slots=True)
class HeardNow:
    """The last utterance: what was understood, and whether it was obeyed. `at_seconds` is monotonic."""

    text: str
    command: Command | None
    accepted: bool
    reason: str
    at_seconds: float


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that does not work, what still does, and how to mend it."""

    part: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The program at a moment.

    Attributes:
        menu: the menu, while no session runs.
        session: the session, while one runs; None in the menu.
        context: what can be said.
        level_dbfs: the microphone's level; None where nothing is heard at all.
        voice: whether somebody is speaking at this moment.
        troubles: what does not work, the newest last.
        hearing: "on", only by the coach's "name", "asleep" until it is woken, or "off".
        left: the user has left the program, or the routine that was asked for is over.
    """

    menu: MenuView | None = None
    session: View | None = None
    context: Context = Context.MENU
    level_dbfs: float | None = None
    voice: bool = False
    heard: HeardNow | None = None
    troubles: tuple[Trouble, ...] = ()
    hearing: Hearing = "on"
    left: bool = False
