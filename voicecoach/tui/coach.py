"""What the screen needs of the program behind it."""

from __future__ import annotations

from typing import Protocol

from voicecoach.coaching.terms import By, Command
from voicecoach.runtime.snapshot import Snapshot


class Coach(Protocol):
    """The program, as the screen sees it. Every method is safe from any thread and returns at once."""

    def snapshot(self) -> Snapshot:
        """The latest picture of everything."""
        ...

    def command(self, command: Command, by: By) -> None:
        """The user asked for something."""
        ...

    def choose(self, routine: str) -> None:
        """The user picked a routine, by its id, from the menu."""
        ...
