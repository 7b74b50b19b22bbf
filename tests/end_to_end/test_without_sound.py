"""A machine on which nothing sounds or is heard: the coach says so and leads on, by typed words."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.processes import children, still_running
from tests.support.program import Event, Program
from tests.support.silence import no_devices, no_portaudio, no_voice
from voicecoach.journal import Journal

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="sound is taken away as on Linux"
)

SHORTEST_SENTENCE_SECONDS, LONGEST_SENTENCE_SECONDS = 0.4, 8.0


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without sound devices."""
    return {**os.environ, **no_devices(tmp_path / "silence")}


def assert_captions_go_on(events: list[Event]) -> None:
    """Sentences begin and end at plausible times, one after the other, though nobody hears them."""
    begun = ended = 0.0
    finished = 0
    for event in events:
        if event["kind"] == "saying":
            assert event["at_seconds"] >= ended - 0.05, f"{event['text']!r} begins before the end of another"
            begun = event["at_seconds"]
        elif event["kind"] == "said" and event["seconds"] > 0:
            ended = event["at_seconds"]
            assert ended - begun == pytest.approx(event["seconds"], abs=0.15)
            if event["finished"]:
                finished += 1
                assert SHORTEST_SENTENCE_SECONDS < event["seconds"] < LONGEST_SENTENCE_SECONDS
    assert finished >= 2


@pytest.mark.parametrize(
    ("take_away", "library_missing"),
    [(no_devices, False), (no_portaudio, True)],
    ids=["devices", "PortAudio"],
)
def test_a_routine_without_sound(
    take_away: Callable[[Path], dict[str, str]], library_missing: bool, tmp_path: Path
) -> None:
    """Both troubles are told with what mends them, captions go on, and typed words lead to the end."""
    env = {**os.environ, **take_away(tmp_path / "silence")}
    with Program("start", "one-minute-reset", env=env, home=tmp_path / "home") as program:
        for part in ("loudspeaker", "microphone"):
            trouble = program.wait_for("trouble", part=part)
            assert ("PortAudio" in trouble["message"]) == library_missing
            assert trouble["mend"]
        program.wait_for("said", finished=True)
        for line, name, phase in [
            ("next", "next", "position"),
            ("Pause", "pause", "paused"),
            ("go on", "resume", "position"),
        ]:
            since = program.count()
            program.type(line)
            program.wait_for("command", since=since, name=name, by="stdin")
            program.wait_for("phase", since=since, phase=phase)
        program.wait_for("said", since=program.count(), finished=True)
        program.type("dance")
        program.type("stop")
        program.wait_for("phase", phase="farewell")
        program.type("stop")
        program.wait_for("end", reason="stopped")
        assert program.wait_exit() == 0
        assert_captions_go_on(program.events)
        [line] = program.errors().splitlines()
        assert '"dance"' in line
        assert "pause" in line


def test_without_a_model_the_routine_goes_on(env: dict[str, str], tmp_path: Path) -> None:
    """What cannot be heard is told; everything can still be typed."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text('[hearing]\nmodel = "/no/such/model"\n', encoding="utf-8")
    with Program("start", "one-minute-reset", env=env, home=home) as program:
        trouble = program.wait_for("trouble", part="model")
        assert "/no/such/model" in trouble["message"]
        program.wait_for("phase", phase="welcome")
        program.type("stop")
        program.wait_for("phase", phase="farewell")
        program.type("stop")
        program.wait_for("end", reason="stopped")
        assert program.wait_exit() == 0
        assert program.errors() == ""


def test_without_a_voice_captions_go_on(env: dict[str, str], tmp_path: Path) -> None:
    """They take the time that the words would take."""
    env = env | no_voice(tmp_path / "no-voice")
    with Program("start", "one-minute-reset", env=env, home=tmp_path / "home") as program:
        trouble = program.wait_for("trouble", part="voice")
        assert trouble["mend"]
        first = program.wait_for("said", finished=True)
        program.wait_for("said", finished=True, since=program.events.index(first) + 1)
        program.type("stop")
        program.wait_for("phase", phase="farewell")
        program.type("stop")
        assert program.wait_exit() == 0
        assert_captions_go_on(program.events)


def test_a_routine_from_the_menu(env: dict[str, str], tmp_path: Path) -> None:
    """The menu is read out, a number begins a routine, "stop" leads back to the menu, and "quit" leaves."""
    with Program(env=env, home=tmp_path / "home") as program:
        program.wait_until(
            lambda event: event["kind"] == "saying" and event["text"].startswith("One: "), 30, what="entry"
        )
        program.type("1")
        program.wait_for("command", name="choose-1", by="stdin")
        program.wait_for("phase", phase="welcome")
        program.type("stop")
        program.wait_for("phase", phase="farewell")
        program.type("stop")
        program.wait_for("end", reason="stopped")
        since = program.count()
        program.wait_until(
            lambda event: event["kind"] == "saying" and event["text"].startswith("One: "),
            30,
            since=since,
            what="the menu again",
        )
        program.type("quit")
        program.wait_for("command", name="quit", by="stdin")
        assert program.wait_exit() == 0
        assert program.of("said")[-1]["finished"], "the goodbye was cut"


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 1), (signal.SIGKILL, -signal.SIGKILL)], ids=["TERM", "KILL"]
)
def test_a_session_that_was_broken_off_goes_on(
    number: signal.Signals, status: int, env: dict[str, str], tmp_path: Path
) -> None:
    """Nothing is left running, and the menu offers to go on at the same stretch and side."""
    home = tmp_path / "home"
    with Program("start", "three-easy", env=env, home=home) as program:
        program.wait_for("phase", phase="welcome")
        program.wait_for("trouble", part="microphone")
        program.type("next")
        program.wait_for("phase", phase="position", side="right")
        program.type("skip side")
        at = program.wait_for("phase", phase="position", side="left")
        wait_for_place(home, '"side": "left"')
        helpers = children(program.process.pid)
        assert len(helpers) >= 3
        program.process.send_signal(number)
        assert program.wait_exit() == status
        assert still_running(helpers, 5.0) == set()
        assert program.errors() == ""
    with Program(env=env, home=home) as program:
        program.wait_until(
            lambda event: event["kind"] == "saying" and "Three easy stretches" in event["text"],
            30,
            what="the offer to go on",
        )
        program.type("resume")
        place = program.wait_for("phase", phase="paused")
        assert (place["stretch"], place["side"]) == (at["stretch"], at["side"])


def wait_for_place(home: Path, part: str) -> None:
    """Wait until the journal knows the place of the session."""
    journal = Journal(home / "journal.sqlite3")
    deadline = time.monotonic() + 10.0
    try:
        while time.monotonic() < deadline:
            unfinished = journal.unfinished(datetime.now(UTC), timedelta(days=1))
            if unfinished and part in unfinished.position:
                return
            time.sleep(0.05)
    finally:
        journal.close()
    raise AssertionError(f"the journal never held {part}")
