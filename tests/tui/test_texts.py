"""What the screen says, without a screen: words, times, letters, keys, layouts."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.support.engine_coach import heard
from voicecoach.coaching.terms import Command, Context, Phase
from voicecoach.tui.keys import KEYS, command_for
from voicecoach.tui.layout import LEAST_COLUMNS, LEAST_ROWS, Layout, layout_for
from voicecoach.tui.letters import large
from voicecoach.tui.times import clock_text, last_done, minutes_and_seconds
from voicecoach.tui.widgets.heard import heard_text
from voicecoach.tui.widgets.hints import broken, key_hints
from voicecoach.tui.widgets.level import bars_lit
from voicecoach.tui.words import load_words

WORDS = load_words()
ZONE = timezone(timedelta(hours=2))
NOON = datetime(2024, 5, 6, 12, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0"), (0.2, "1"), (3.0, "3"), (99, "99"), (99.5, "1:40"), (125, "2:05")]
)
def test_the_clock_counts_whole_seconds_that_have_begun(seconds: float, shown: str) -> None:
    """The clock is 3 while three seconds are left, and 0 only when it is over."""
    assert clock_text(seconds) == shown


def test_minutes_never_show_sixty_seconds() -> None:
    """A rounded second carries over into the minute."""
    assert minutes_and_seconds(59.9) == "1:00"


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (None, "not done yet"),
        (NOON - timedelta(hours=11), "today"),
        (NOON - timedelta(hours=13), "yesterday"),
        (NOON - timedelta(days=3), "3 days ago"),
        (NOON + timedelta(days=2), "today"),
    ],
)
def test_days_are_those_of_the_calendar(done: datetime | None, said: str) -> None:
    """Late last evening is yesterday, however few hours ago; a clock that was set back does no harm."""
    assert last_done(done, NOON, WORDS) == said


def test_days_are_those_of_the_users_zone() -> None:
    """A time that was written down in another zone counts by the day it was here."""
    assert last_done(datetime(2024, 5, 5, 22, 30, tzinfo=timezone.utc), NOON, WORDS) == "today"  # noqa: UP017


@pytest.mark.parametrize("context", list(KEYS))
def test_every_key_has_a_word(context: Context) -> None:
    """Each command that a key gives is named on the screen, and no key gives two."""
    assert len(key_hints(context, WORDS)) == sum(key.hint for key in KEYS[context])
    assert len({key.name for key in KEYS[context]}) == len(KEYS[context])


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_a_word(phase: Phase) -> None:
    """No phase is told by its colour alone."""
    assert WORDS("phases", phase.value)


def test_every_session_command_has_a_key() -> None:
    """Whoever cannot speak can do everything."""
    given = {command for context in KEYS for key in KEYS[context] if (command := key.command)}
    assert set(Command) - given == {Command.WAKE}  # the key for sleeping wakes, too


def test_the_space_bar_pauses_and_resumes() -> None:
    """One key, whose meaning follows what can be said."""
    assert command_for(Context.SESSION, "space") is Command.PAUSE
    assert command_for(Context.PAUSED, "space") is Command.RESUME
    assert command_for(Context.SESSION, "f5") is None


@pytest.mark.parametrize(
    ("columns", "rows", "layout"),
    [
        (LEAST_COLUMNS - 1, LEAST_ROWS, Layout.TOO_SMALL),
        (LEAST_COLUMNS, LEAST_ROWS - 1, Layout.TOO_SMALL),
        (LEAST_COLUMNS, LEAST_ROWS, Layout.SMALL),
        (80, 24, Layout.COMPACT),
        (120, 36, Layout.NORMAL),
        (200, 60, Layout.LARGE),
        (200, 30, Layout.COMPACT),
        (60, 50, Layout.PORTRAIT),
    ],
)
def test_the_layout_follows_the_size(columns: int, rows: int, layout: Layout) -> None:
    """Each size has one arrangement."""
    assert layout_for(columns, rows) is layout


def test_hints_never_leave_the_room() -> None:
    """Every hint is shown once, on lines that fit."""
    hints = key_hints(Context.SESSION, WORDS)
    for columns in range(20, 140):
        lines = broken(hints, columns)
        assert [hint for line in lines for hint in line] == hints
        assert all(len("  ".join(f"{cap} {meaning}" for cap, meaning in line)) <= columns for line in lines)


@pytest.mark.parametrize("word", ["paused", "breathe", "switch", "take care"])
def test_letters_fit_their_room_or_are_plain(word: str) -> None:
    """Whatever the room, the word is inside it or on one plain line."""
    for columns in range(1, 120, 3):
        for rows in range(1, 20):
            drawn = large(word, columns, rows)
            fits = len(drawn) <= rows and max(map(len, drawn)) <= columns
            assert fits or drawn == [word.upper()]


def test_letters_that_are_not_drawn_stay_readable() -> None:
    """Another language may use letters that we have not drawn."""
    assert large("größe", 200, 50) == ["GRÖSSE"]


def test_every_letter_is_drawn() -> None:
    """No letter of the alphabet falls back to plain text, and no two look alike."""
    shapes = {tuple(large(chr(code), 10, 3)) for code in range(ord("A"), ord("Z") + 1)}
    assert len(shapes) == 26
    assert all(len(shape) == 3 for shape in shapes)


def test_what_was_heard_says_whether_it_counts() -> None:
    """Obeyed and ignored differ in words."""
    assert heard_text(heard("next", 0, accepted=True), WORDS) == "heard: next"
    assert heard_text(heard("so what", 0, accepted=False), WORDS) == 'heard "so what": not a command here'
    assert heard_text(heard("[unk] what", 0, accepted=False), WORDS) == 'heard "... what": not a command here'


def test_the_meter_stays_within_its_bars() -> None:
    """Silence lights nothing, a shout everything, and in between it rises."""
    lit = [bars_lit(level) for level in range(-120, 7, 6)]
    assert lit[0] == 0
    assert lit[-1] == 6
    assert lit == sorted(lit)
