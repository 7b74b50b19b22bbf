"""The screen of a session. From two metres four things matter: figure, side, clock, and whether it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container, Horizontal, Vertical

from voicecoach.coaching.terms import Phase
from voicecoach.coaching.view import View
from voicecoach.runtime.snapshot import Snapshot
from voicecoach.tui import describe
from voicecoach.tui.coach import Coach
from voicecoach.tui.screens.base import CoachScreen
from voicecoach.tui.times import minutes_and_seconds
from voicecoach.tui.widgets.clock import Clock
from voicecoach.tui.widgets.figure import FigureView, Movements
from voicecoach.tui.widgets.heard import HeardLine
from voicecoach.tui.widgets.hints import KeyHints
from voicecoach.tui.widgets.large_word import LargeWord
from voicecoach.tui.widgets.level import LevelMeter
from voicecoach.tui.widgets.line import Line
from voicecoach.tui.widgets.progress import SessionProgress
from voicecoach.tui.widgets.troubles import TroubleList
from voicecoach.tui.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class PracticeScreen(CoachScreen):
    """A session at a moment."""

    CSS_PATH = ["base.tcss", "practice.tcss"]  # noqa: RUF012 (Textual's way)

    def __init__(self, coach: Coach, words: Words, movements: Movements) -> None:
        super().__init__(coach, words)
        self._movements = movements

    def compose_room(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        with Horizontal(id="header"):
            yield Line("title")
            yield Line("part")
            yield LevelMeter(self.words, "level")
            yield Line("left")
        yield TroubleList(self.words, "troubles")
        with Container(id="body"):
            yield FigureView(self._movements, "figure")
            with Vertical(id="facts"):
                yield Line("stretch")
                yield LargeWord("side")
                yield Line("count")
                yield LargeWord("phase")
                yield Line("detail")
                yield Clock("clock")
        yield Line("caption")
        with Horizontal(id="way"):
            yield SessionProgress("progress")
            yield Line("next")
        yield HeardLine(self.words, "heard")
        yield KeyHints(self.words, "keys")

    def draw(self, snapshot: Snapshot, now_seconds: float) -> None:
        """Draw the session."""
        self.query_one(LevelMeter).show(snapshot.level_dbfs, snapshot.hearing, voice=snapshot.voice)
        self.query_one(TroubleList).show(snapshot.troubles)
        self.set_class(len(snapshot.troubles) > 1, "crowded")  # What is told then leaves less for the clock.
        self.query_one(HeardLine).show(snapshot.heard, snapshot.hearing, now_seconds)
        self.query_one(KeyHints).show(snapshot.context)
        if snapshot.session is not None:
            self._draw_session(snapshot.session)

    def _draw_session(self, view: View) -> None:
        for phase in Phase:
            self.set_class(phase is view.phase, f"phase-{phase.value}")
        words = self.words
        self.query_one(FigureView).show(view.figure)
        self.query_one(Clock).show(describe.clock(view), heavy=view.clock_running)
        self.query_one("#phase", LargeWord).show(describe.phase(view, words))
        self.query_one("#side", LargeWord).show(describe.side(view, words))
        self.query_one(SessionProgress).show(view.progress)
        lines = {
            "title": view.routine,
            "part": describe.part(view, words),
            "left": words("practice", "left", time=minutes_and_seconds(view.total_left_seconds)),
            "stretch": view.stretch,
            "count": describe.count(view, words),
            "detail": describe.detail(view, words),
            "caption": view.caption,
            "next": describe.following(view, words),
        }
        for name, text in lines.items():
            self.query_one(f"#{name}", Line).show(text)
