"""The app on a screen in memory, for tests: what it shows, as text."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

from tests.support.engine_coach import EngineCoach, heard, movement
from voicecoach.coaching.terms import Command
from voicecoach.tui.app import CoachApp
from voicecoach.tui.digits import digit_rows
from voicecoach.tui.letters import large
from voicecoach.tui.words import load_words

if TYPE_CHECKING:
    from textual.pilot import Pilot

WORDS = load_words()
SIZES = [(80, 24), (120, 36), (200, 60)]
SHAPES = [*SIZES, (60, 20), (60, 50)]
TIMEOUT_SECONDS = 10.0


def asynchronous(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run a test in a loop of its own."""

    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


class Screen:
    """A running app and its coach."""

    def __init__(self, pilot: Pilot[None], coach: EngineCoach) -> None:
        self.pilot = pilot
        self.coach = coach

    def lines(self) -> list[str]:
        """What is on the screen."""
        width, height = self.pilot.app.size
        strips = self.pilot.app.screen._compositor.render_strips()
        assert len(strips) in (0, height), "a screen that is not laid out yet is empty"
        return ["".join(segment.text for segment in strip)[:width] for strip in strips]

    def holds(self, text: str) -> bool:
        """Whether a text is on the screen."""
        return any(text in line for line in self.lines())

    def holds_picture(self, rows: list[str]) -> bool:
        """Whether a picture of several rows is on the screen."""
        lines = self.lines()
        for y in range(len(lines) - len(rows) + 1):
            for x in range(len(lines[y])):
                if all(lines[y + n].startswith(row, x) for n, row in enumerate(rows)):
                    return True
        return False

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something holds."""
        end = time.monotonic() + TIMEOUT_SECONDS
        while not condition():
            assert time.monotonic() < end, "never on the screen:\n" + "\n".join(self.lines())
            await self.pilot.pause(0.02)


@asynccontextmanager
async def on_screen(coach: EngineCoach, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Screen]:
    """The app on a screen of columns and rows, with its first picture drawn."""
    app = CoachApp(coach, movement)
    async with app.run_test(size=size) as pilot:
        screen = Screen(pilot, coach)
        hint = WORDS("commands", Command.QUIT.value)
        await screen.until(lambda: screen.holds(hint) or screen.holds("too small"))
        yield screen


def hear(coach: EngineCoach, text: str, at_seconds: float, *, accepted: bool) -> None:
    """Let something be heard at a monotonic time."""
    said = heard(text, at_seconds, accepted=accepted)
    coach.extra = lambda snapshot: replace(snapshot, heard=said)


def says(screen: Screen, name: str, word: str) -> bool:
    """Whether a word is where it belongs, in the largest letters that fit there."""
    found = screen.pilot.app.screen.query(f"#{name}")
    if not found or not found.first().display:
        return False
    room = found.first().content_region
    shown = [line[room.x : room.right].strip() for line in screen.lines()[room.y : room.bottom]]
    drawn = [row.strip() for row in large(word, *room.size)]
    return any(shown[y : y + len(drawn)] == drawn for y in range(len(shown)))


def holds_clock(screen: Screen, text: str, *, heavy: bool) -> bool:
    """Whether the clock shows this, at any size."""
    return any(screen.holds_picture(digit_rows(text, rows, heavy=heavy)) for rows in range(3, 25))


def clock_rows(screen: Screen) -> int:
    """How tall the clock at 15 seconds is; 0 where there is none."""
    fits = (rows for rows in range(3, 25) if screen.holds_picture(digit_rows("15", rows, heavy=True)))
    return max(fits, default=0)


def figure_lines(screen: Screen) -> list[str]:
    """The picture of the figure."""
    region = screen.pilot.app.screen.query_one("#figure").region
    lines = screen.lines()[region.y : region.bottom]
    return [line[region.x : region.right] for line in lines]
