"""Somebody at the terminal and on the mat: the real screen, led from the menu to the end by voice."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.end_to_end.conftest import Speaker
from tests.support.rig import Rig
from tests.support.terminal import ScreenTimeoutError, Terminal

PATIENCE_SECONDS = 40.0
ATTEMPTS = 5


def test_a_routine_by_voice_on_the_screen(room: Rig, speaker: Speaker, tmp_path: Path) -> None:
    """A number begins a routine, "pause" is seen at once, "stop" leads back to the menu, q leaves cleanly."""
    room.echo(-12.0)
    env = room.env() | {"VOICECOACH_HOME": str(tmp_path / "home")}
    with Terminal([sys.executable, "-m", "voicecoach"], env=env, columns=120, rows=36) as terminal:
        terminal.wait_for("Three easy stretches", PATIENCE_SECONDS)
        terminal.wait_for("listening", PATIENCE_SECONDS)
        until_seen(terminal, speaker, "number one", "left")
        until_seen(terminal, speaker, "next", "hip flexor")
        until_seen(terminal, speaker, "pause", 'say "resume"')
        until_seen(terminal, speaker, "stop", re.compile("heard: stop"))
        terminal.wait_for("One-minute reset", PATIENCE_SECONDS)
        terminal.press("q")
        assert terminal.wait_exit(PATIENCE_SECONDS) == 0
        assert not terminal.is_alternate


def until_seen(terminal: Terminal, speaker: Speaker, phrase: str, sought: str | re.Pattern[str]) -> None:
    """Say a phrase as a person would: again when nothing happens.

    Raises:
        ScreenTimeoutError: nothing was seen of it the fifth time either.
    """
    for attempt in range(ATTEMPTS):
        speaker(phrase)
        try:
            terminal.wait_for(sought, 4.0)
        except ScreenTimeoutError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return
