"""What every screen does: it fits the terminal, says when it cannot, and turns keys into commands."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.screen import Screen

from voicecoach.coaching.terms import Context
from voicecoach.runtime.snapshot import Snapshot
from voicecoach.tui.coach import Coach
from voicecoach.tui.keys import command_for
from voicecoach.tui.layout import LEAST_COLUMNS, LEAST_ROWS, Layout, layout_for
from voicecoach.tui.widgets.line import Line
from voicecoach.tui.words import Words

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class CoachScreen(Screen[None]):
    """A screen that draws snapshots."""

    ALLOW_SELECT = False

    def __init__(self, coach: Coach, words: Words) -> None:
        super().__init__()
        self.coach = coach
        self.words = words
        self._listens_for = Context.MENU

    @abstractmethod
    def compose_room(self) -> ComposeResult:
        """The widgets of the screen."""

    @abstractmethod
    def draw(self, snapshot: Snapshot, now_seconds: float) -> None:
        """Draw what has changed. `now_seconds` is monotonic."""

    def compose(self) -> ComposeResult:
        """The widgets, and a text that takes their place in a window that is too small."""
        yield from self.compose_room()
        yield Line("too-small")

    def show(self, snapshot: Snapshot, now_seconds: float) -> None:
        """Draw a snapshot."""
        self._listens_for = snapshot.context
        self.draw(snapshot, now_seconds)

    def on_resize(self, event: events.Resize) -> None:
        """Arrange everything for the new size."""
        columns, rows = event.size
        arranged = layout_for(columns, rows)
        for layout in Layout:
            self.set_class(layout is arranged, layout.value)
        too_small = self.words("app", "too-small", columns=columns, rows=rows)
        needed = self.words("app", "needed", columns=LEAST_COLUMNS, rows=LEAST_ROWS)
        self.query_one("#too-small", Line).show(f"{too_small} {needed}")

    def on_key(self, event: events.Key) -> None:
        """A key that no widget wanted: a command, where it stands for one."""
        command = command_for(self._listens_for, event.key)
        if command is not None:
            event.stop()
            self.coach.command(command, "key")
