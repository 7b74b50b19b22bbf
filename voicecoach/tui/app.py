"""The program on the screen: it asks for a snapshot some twelve times a second and draws what has changed."""

from __future__ import annotations

import time

from textual.app import App
from textual.binding import Binding

from voicecoach.coaching.terms import Command
from voicecoach.runtime.snapshot import Snapshot
from voicecoach.tui.coach import Coach
from voicecoach.tui.screens.base import CoachScreen
from voicecoach.tui.screens.menu import MenuScreen
from voicecoach.tui.screens.practice import PracticeScreen
from voicecoach.tui.screens.waiting import WaitingScreen
from voicecoach.tui.theme import COACH_THEME
from voicecoach.tui.widgets.figure import Movements
from voicecoach.tui.words import load_words

FRAMES_A_SECOND = 12


class CoachApp(App[None], inherit_bindings=False):
    """Draws the coach's snapshots and sends commands back, until a snapshot says that the user has left.

    Args:
        coach: the program behind the screen.
        movements: gives the movement to draw by its id; None where there is none.
    """

    TITLE = "Voicecoach"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = [Binding("ctrl+c,ctrl+q", "leave", show=False, priority=True)]  # noqa: RUF012 (Textual's way)

    def __init__(self, coach: Coach, movements: Movements) -> None:
        super().__init__()
        self._coach = coach
        self._asked_to_leave = False
        words = load_words()
        self._waiting = WaitingScreen(coach, words)
        self._menu = MenuScreen(coach, words)
        self._practice = PracticeScreen(coach, words, movements)
        self.register_theme(COACH_THEME)
        self.theme = COACH_THEME.name

    async def on_mount(self) -> None:
        """Show the first picture, and go on from there."""
        for screen, name in ((self._waiting, "waiting"), (self._menu, "menu"), (self._practice, "practice")):
            self.install_screen(screen, name)
        await self.push_screen(self._waiting)
        await self._draw()
        self.set_interval(1 / FRAMES_A_SECOND, self._draw)

    def action_leave(self) -> None:
        """Ask the coach for a clean end; asked a second time, leave at once, whatever the coach does."""
        if self._asked_to_leave:
            self.exit()
        self._asked_to_leave = True
        self._coach.command(Command.QUIT, "key")

    async def _draw(self) -> None:
        if not self.is_running:  # The screens are being taken down already.
            return
        snapshot = self._coach.snapshot()
        if snapshot.left:
            self.exit()
            return
        screen = self._screen_for(snapshot)
        if self.screen is not screen:
            await self.switch_screen(screen)
        if self.is_running:
            screen.show(snapshot, time.monotonic())

    def _screen_for(self, snapshot: Snapshot) -> CoachScreen:
        if snapshot.session is not None:
            return self._practice
        return self._menu if snapshot.menu is not None else self._waiting
