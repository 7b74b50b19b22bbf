"""The screen of a session: what matters from two metres is there at every size and in every phase."""

from __future__ import annotations

import pytest

from tests.support.app_screen import (
    SHAPES,
    SIZES,
    WORDS,
    asynchronous,
    clock_rows,
    figure_lines,
    holds_clock,
    on_screen,
    says,
)
from tests.support.engine_coach import MOMENTS, coach_at


@pytest.mark.parametrize(
    ("moment", "size"),
    [
        *((name, (80, 24)) for name in MOMENTS if name not in ("welcome", "farewell")),
        *((name, size) for name in ("instruct", "pause") for size in SHAPES[1:]),
    ],
)
@asynchronous
async def test_a_session_shows_what_matters(moment: str, size: tuple[int, int]) -> None:
    """At every size each phase shows the stretch, the phase, the clock, the caption and what is next."""
    coach = coach_at(moment)
    view = coach.snapshot().session
    assert view
    async with on_screen(coach, size) as screen:
        await screen.until(lambda: screen.holds(view.stretch))
        word = WORDS("phases", "re-entry" if moment == "re-entry" else view.phase.value)
        assert says(screen, "phase", word)
        if view.side:
            assert says(screen, "side", view.side)
        assert holds_clock(screen, str(-int(-view.seconds_left // 1)), heavy=view.clock_running)
        assert screen.holds(view.caption[:40])
        assert screen.holds("next: ")
        assert screen.holds(" left")


@pytest.mark.parametrize("moment", ["welcome", "farewell"])
@asynchronous
async def test_the_ends_of_a_session_have_no_clock(moment: str) -> None:
    """A greeting is not timed: there is a word and a caption, and no digits."""
    async with on_screen(coach_at(moment)) as screen:
        await screen.until(lambda: says(screen, "phase", WORDS("phases", moment)))
        assert not screen.pilot.app.screen.query_one("#clock").display


@asynchronous
async def test_the_side_and_what_comes_after_it_are_told() -> None:
    """First side, second side, then the next stretch, then the end."""
    shown = []
    for moment in ("hold", "switch", "move", "breathe"):
        async with on_screen(coach_at(moment)) as screen:
            await screen.until(lambda: screen.holds("next: "))
            line = next(line for line in screen.lines() if "next: " in line)
            shown.append(line.split("next: ")[1].strip())
    assert shown == ["left side", "Cat-cow", "another round", "the end"]


@asynchronous
async def test_the_first_side_is_followed_by_the_other() -> None:
    """While somebody still gets into position, nothing says that the side at hand comes next."""
    async with on_screen(coach_at("position")) as screen:
        await screen.until(lambda: screen.holds("next: left side"))


@pytest.mark.parametrize("size", SHAPES)
@asynchronous
async def test_a_pause_is_seen_without_colour(size: tuple[int, int]) -> None:
    """A pause has its own word, and its clock is drawn in thin strokes instead of thick ones."""
    coach = coach_at("hold")
    async with on_screen(coach, size) as screen:
        await screen.until(lambda: holds_clock(screen, "15", heavy=True))
        assert not says(screen, "phase", "paused")
        await screen.pilot.press("space")
        await screen.until(lambda: says(screen, "phase", "paused"))
        assert holds_clock(screen, "15", heavy=False)
        await screen.pilot.press("space")
        await screen.until(lambda: says(screen, "phase", "back in"))


@asynchronous
async def test_the_figure_moves_and_stands_still_with_the_session() -> None:
    """The picture follows the clock, and nothing moves in a pause."""
    coach = coach_at("move")
    async with on_screen(coach) as screen:
        before = figure_lines(screen)
        assert any("█" in line or "▀" in line or "▄" in line for line in before)
        coach.pass_time(2)
        await screen.until(lambda: figure_lines(screen) != before)
        await screen.pilot.press("space")
        await screen.until(lambda: says(screen, "phase", "paused"))
        frozen = figure_lines(screen)
        coach.pass_time(2)
        await screen.pilot.pause(0.3)
        assert figure_lines(screen) == frozen


@asynchronous
async def test_resizing_keeps_the_place() -> None:
    """Through all sizes the clock stays on, and grows with the room."""
    heights = []
    async with on_screen(coach_at("hold")) as screen:
        for size in SIZES:
            await screen.pilot.resize_terminal(*size)
            await screen.until(lambda: holds_clock(screen, "15", heavy=True))
            await screen.until(lambda: screen.holds("Breathe out"))
            heights.append(clock_rows(screen))
    assert heights == sorted(heights)
    assert heights[0] >= 5
    assert heights[1] >= 9
