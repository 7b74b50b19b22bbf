"""The menu of routines."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.containers import Horizontal

from voicecoach.coaching.menu import MenuView
from voicecoach.coaching.terms import Context
from voicecoach.runtime.snapshot import Snapshot
from voicecoach.tui.screens.base import CoachScreen
from voicecoach.tui.widgets.heard import HeardLine
from voicecoach.tui.widgets.hints import KeyHints, cap
from voicecoach.tui.widgets.level import LevelMeter
from voicecoach.tui.widgets.line import Line
from voicecoach.tui.widgets.routines import RoutineList
from voicecoach.tui.widgets.troubles import TroubleList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import OptionList

_OTHER_ROWS = 14
"""What everything but the list takes of the screen, at the most, where there is no trouble."""


class MenuScreen(CoachScreen):
    """Routines by number, worked by voice, keys or the mouse."""

    CSS_PATH = ["base.tcss", "menu.tcss"]  # noqa: RUF012 (Textual's way)
    AUTO_FOCUS = "RoutineList"

    _menu: MenuView | None = None

    def compose_room(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        with Horizontal(id="header"):
            yield Line("title")
            yield LevelMeter(self.words, "level")
        yield TroubleList(self.words, "troubles")
        yield Line("unfinished")
        yield RoutineList(self.words, "routines")
        yield Line("about")
        yield Line("broken")
        yield Line("how")
        yield HeardLine(self.words, "heard")
        yield KeyHints(self.words, "keys")

    def on_mount(self) -> None:
        """Fill in what never changes."""
        words = self.words
        self.query_one("#title", Line).show(words("menu", "title"))
        self.query_one("#how", Line).show(words("menu", "choose"))
        keys = ("digits", "choose-key"), ("arrows", "move-key"), ("enter", "choose-key")
        before = [(cap(key, words), words("menu", meaning)) for key, meaning in keys]
        self.query_one(KeyHints).show(Context.MENU, before)

    def draw(self, snapshot: Snapshot, now_seconds: float) -> None:
        """Draw the menu."""
        if snapshot.menu is None:
            return
        self._menu = snapshot.menu
        self.query_one(LevelMeter).show(snapshot.level_dbfs, snapshot.hearing, voice=snapshot.voice)
        self.query_one(TroubleList).show(snapshot.troubles)
        self.query_one(HeardLine).show(snapshot.heard, snapshot.hearing, now_seconds)
        entries, now = snapshot.menu.entries, datetime.now().astimezone()
        self.query_one(RoutineList).show(entries, now, self.size.height - _OTHER_ROWS)
        title = snapshot.menu.unfinished
        unfinished = self.words("menu", "resume", title=title) if title else ""
        self.query_one("#unfinished", Line).show(unfinished)
        asks = snapshot.context is Context.CONFIRM
        self.query_one("#how", Line).show(snapshot.menu.caption if asks else self.words("menu", "choose"))
        self.query_one("#broken", Line).show(self._broken(snapshot.menu))
        self._show_about()

    def _broken(self, menu: MenuView) -> str:
        """What cannot be used, and why: the first file in full, the others by number."""
        if not menu.broken:
            return ""
        first, *others = menu.broken
        more = self.words("menu", "more-broken", count=len(others)) if others else ""
        return f"{self.words('menu', 'broken', title=first.title, message=first.message)} {more}".rstrip()

    def on_option_list_option_highlighted(self) -> None:
        """Say what the routine at hand is about."""
        self._show_about()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A routine was picked."""
        if self._menu is not None:
            self.coach.choose(self._menu.entries[event.option_index].routine)

    def _show_about(self) -> None:
        highlighted = self.query_one(RoutineList).highlighted
        if self._menu is not None and highlighted is not None:
            self.query_one("#about", Line).show(self._menu.entries[highlighted].about)
