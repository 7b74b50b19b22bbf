"""The first moment, while there is nothing to show yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.runtime.snapshot import Snapshot
from voicecoach.tui.screens.base import CoachScreen
from voicecoach.tui.widgets.line import Line
from voicecoach.tui.widgets.troubles import TroubleList

if TYPE_CHECKING:
    from textual.app import ComposeResult


class WaitingScreen(CoachScreen):
    """One line, and what is wrong, if anything is."""

    CSS_PATH = ["base.tcss", "waiting.tcss"]  # noqa: RUF012 (Textual's way)

    def compose_room(self) -> ComposeResult:
        """The widgets."""
        yield TroubleList(self.words, "troubles")
        yield Line("waiting")

    def on_mount(self) -> None:
        """Say that it takes a moment."""
        self.query_one("#waiting", Line).show(self.words("app", "waiting"))

    def draw(self, snapshot: Snapshot, now_seconds: float) -> None:  # noqa: ARG002 (nothing fades here)
        """Show what is wrong."""
        self.query_one(TroubleList).show(snapshot.troubles)
