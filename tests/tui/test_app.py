"""The app turns keys into commands, leaves when it should, and tells what is heard and what is wrong."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.support.app_screen import (
    SHAPES,
    Screen,
    asynchronous,
    clock_rows,
    hear,
    holds_clock,
    on_screen,
    says,
)
from tests.support.engine_coach import coach_at, movement, with_trouble
from voicecoach.coaching.menu import BrokenEntry
from voicecoach.coaching.terms import Command, Context
from voicecoach.runtime.snapshot import Snapshot, Trouble
from voicecoach.tui.app import CoachApp
from voicecoach.tui.keys import KEYS


@pytest.mark.parametrize("moment", ["menu", "hold", "pause", "check-in"])
@asynchronous
async def test_every_key_sends_its_command(moment: str) -> None:
    """Whoever does not speak presses a key, and the coach gets the same command."""
    coach = coach_at(moment)
    coach.obeys = False
    keys = KEYS[coach.snapshot().context]
    async with on_screen(coach) as screen:
        await screen.pilot.press(*(key.name for key in keys))
        await screen.until(lambda: len(coach.asked) == len(keys))
    assert coach.asked == [(key.command, "key") for key in keys]


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
@asynchronous
async def test_asking_twice_to_leave_leaves_at_once(key: str) -> None:
    """The first time the coach ends in good order; the second time nobody waits for it."""
    coach = coach_at("hold")
    async with on_screen(coach) as screen:
        await screen.pilot.press(key)
        await screen.until(lambda: coach.asked == [(Command.QUIT, "key")])
        assert not coach.snapshot().left
        await screen.pilot.press(key)
        await screen.until(lambda: not screen.pilot.app.is_running)


@asynchronous
async def test_a_window_that_is_too_small_says_so_and_still_obeys() -> None:
    """The text names both sizes; keys go on working; a larger window shows the same place again."""
    coach = coach_at("hold")
    async with on_screen(coach, (50, 15)) as screen:
        assert screen.holds("too small")
        assert screen.holds("50 x 15")
        assert "60 x 20" in " ".join(line.strip() for line in screen.lines())
        await screen.pilot.press("space")
        await screen.until(lambda: coach.snapshot().context is Context.PAUSED)
        await screen.pilot.resize_terminal(80, 24)
        await screen.until(lambda: screen.holds("Knee to chest"))
        await screen.until(lambda: holds_clock(screen, "15", heavy=False))
        assert not screen.holds("too small")


@asynchronous
async def test_the_app_leaves_when_the_coach_has() -> None:
    """The coach decides when it is over."""
    coach = coach_at("hold")
    async with on_screen(coach) as screen:
        coach.extra = lambda snapshot: replace(snapshot, left=True)
        await screen.until(lambda: not screen.pilot.app.is_running)


@asynchronous
async def test_what_was_heard_is_shown_for_a_while() -> None:
    """An obeyed command, then talk, each as such; what is older than four seconds is gone."""
    coach = coach_at("hold")
    async with on_screen(coach) as screen:
        now = time.monotonic()
        hear(coach, "next", now + 60, accepted=True)
        await screen.until(lambda: screen.holds("heard: next"))
        assert screen.pilot.app.screen.query_one("#heard").has_class("accepted")
        hear(coach, "so what", now + 60, accepted=False)
        await screen.until(lambda: screen.holds('heard "so what": not a command here'))
        assert not screen.pilot.app.screen.query_one("#heard").has_class("accepted")
        hear(coach, "so what", now - 5, accepted=False)
        await screen.until(lambda: not screen.holds("heard"))


@pytest.mark.parametrize(
    ("moment", "size"),
    [("menu", (80, 24)), ("menu", (60, 20)), ("check-in", (80, 24)), *(("hold", size) for size in SHAPES)],
)
@asynchronous
async def test_trouble_is_told_beside_everything_else(moment: str, size: tuple[int, int]) -> None:
    """What is wrong and what mends it are on the screen, and the keys and the clock still are."""
    coach = coach_at(moment)
    async with on_screen(coach, size) as screen:
        coach.extra = with_trouble
        await screen.until(lambda: screen.holds("There is no microphone"))
        await screen.until(
            lambda: "Plug one in and start again." in " ".join(line.strip(" █") for line in screen.lines())
        )
        assert screen.holds("not listening")
        assert screen.holds("quit")
        if moment != "menu":
            await screen.until(lambda: holds_clock(screen, "15", heavy=moment == "hold"))


@asynchronous
async def test_many_troubles_leave_room() -> None:
    """Two are told, and where to read about the others; the clock stays large."""
    coach = coach_at("hold")
    troubles = tuple(
        Trouble("speech", f"Trouble {n}. The keys still work.", "Mend it " * 12 + ".") for n in range(5)
    )
    async with on_screen(coach) as screen:
        coach.extra = lambda snapshot: replace(snapshot, troubles=troubles)
        await screen.until(lambda: screen.holds("Trouble 4."))
        assert not screen.holds("Trouble 2.")
        assert screen.holds("And 3 more")
        await screen.until(lambda: clock_rows(screen) >= 5)


@pytest.mark.parametrize("size", SHAPES)
@asynchronous
async def test_the_menu_shows_every_routine(size: tuple[int, int]) -> None:
    """Number, title, minutes and last time of each, what can be gone on with, and what one is about."""
    async with on_screen(coach_at("menu"), size) as screen:
        await screen.until(lambda: screen.holds("1  Easy on the back"))
        assert screen.holds("3  Wind down before sleep")
        assert screen.holds("12 min")
        assert screen.holds("done today")
        assert screen.holds("done 9 days ago")
        assert screen.holds("not done yet   own")
        assert screen.holds("Go on with Easy on the back")
        assert screen.holds("Hips and lower back")
        assert screen.holds("Say a number, or press Enter.")


@asynchronous
async def test_the_menu_is_worked_with_arrows_and_enter() -> None:
    """The routine at hand says what it is about, and Enter begins it."""
    coach = coach_at("menu")
    async with on_screen(coach) as screen:
        await screen.until(lambda: screen.holds("Hips and lower back"))
        await screen.pilot.press("down", "down")
        await screen.until(lambda: screen.holds("Lying down only."))
        await screen.pilot.press("up", "up", "enter")
        await screen.until(lambda: says(screen, "phase", "hello"))
    assert coach.chosen == ["easy-back"]


@pytest.mark.parametrize("size", SHAPES)
@asynchronous
async def test_a_broken_file_is_told_and_hides_nothing(size: tuple[int, int]) -> None:
    """The first with its reason, the others by number, and all that can be used is there."""
    coach = coach_at("menu")
    broken = (BrokenEntry("mine.toml", "title is missing"), BrokenEntry("other.toml", "not TOML"))

    def with_broken(snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, menu=snapshot.menu and replace(snapshot.menu, broken=broken))

    coach.extra = with_broken
    async with on_screen(coach, size) as screen:
        await screen.until(lambda: screen.holds("mine.toml cannot be used: title is missing"))
        assert screen.holds("Easy on the back")
        assert "And 1 more" in " ".join(line.strip() for line in screen.lines())


@asynchronous
async def test_to_leave_is_asked_on_the_screen() -> None:
    """The question stands where the menu says how to choose, and y and n answer it."""
    coach = coach_at("menu")
    async with on_screen(coach) as screen:
        coach.command(Command.QUIT, "voice")
        await screen.until(lambda: screen.holds("Shall I close?"))
        await screen.pilot.press("n")
        await screen.until(lambda: screen.holds("Say a number"))
        assert coach.asked[-1] == (Command.NO, "key")


@asynchronous
async def test_asleep_is_said_on_the_screen() -> None:
    """With the words that wake the coach."""
    coach = coach_at("hold")
    coach.extra = lambda snapshot: replace(snapshot, hearing="asleep")
    async with on_screen(coach) as screen:
        await screen.until(lambda: screen.holds("coach, wake up"))


@asynchronous
async def test_nothing_to_show_yet_is_a_moments_patience() -> None:
    """Before the first menu the screen is not empty, and trouble is told already."""
    coach = coach_at("menu")
    coach.extra = lambda snapshot: replace(with_trouble(snapshot), menu=None)
    async with CoachApp(coach, movement).run_test(size=(80, 24)) as pilot:
        screen = Screen(pilot, coach)
        await screen.until(lambda: screen.holds("One moment."))
        await screen.until(lambda: screen.holds("There is no microphone"))
        coach.extra = lambda snapshot: snapshot
        await screen.until(lambda: screen.holds("1  Easy on the back"))


@asynchronous
async def test_texts_of_routines_are_shown_as_they_are() -> None:
    """Brackets in a routine are text, not colours."""
    coach = coach_at("hold")

    def bracketed(snapshot: Snapshot) -> Snapshot:
        assert snapshot.session
        return replace(snapshot, session=replace(snapshot.session, caption="[red]Breathe[/red] out [x"))

    coach.extra = bracketed
    async with on_screen(coach) as screen:
        await screen.until(lambda: screen.holds("[red]Breathe[/red] out [x"))
