"""Somebody on a mat: the whole program over a virtual sound card, led by voice alone, on the real clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.hearing_it import Recorded
from tests.support.program import Event, Program
from tests.support.rig import Rig

ECHO_DB = -12.0
ATTEMPTS = 5
PATIENCE_SECONDS = 60.0

Speaker = Callable[[str], None]


def until_obeyed(program: Program, speaker: Speaker, phrase: str, command: str) -> int:
    """Say a phrase as a person would: again when nothing happens. The number of the event that obeys it.

    Raises:
        AssertionError: it was not obeyed the fifth time either; the coach may be talking all the while.
    """
    for attempt in range(ATTEMPTS):
        since = program.count()
        speaker(phrase)
        try:
            event = program.wait_for("command", 4.0, since=since, name=command, by="voice")
        except AssertionError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return program.events.index(event)
    raise AssertionError("unreachable")


def test_three_easy_stretches_by_voice_alone(room: Rig, speaker: Speaker, tmp_path: Path) -> None:
    """Every command is obeyed from the mat while the loudspeaker echoes, and pausing is silent."""
    room.echo(ECHO_DB)
    heard = tmp_path / "loudspeaker.wav"
    room.record(heard)
    with Program("start", "three-easy", env=room.env(), home=tmp_path / "home") as program:
        program.wait_for(
            "phase", phase="instruct", stretch="hip-flexor-90-90", timeout_seconds=PATIENCE_SECONDS
        )

        paused = until_obeyed(program, speaker, "pause", "pause")
        program.wait_for("phase", phase="paused", since=paused)
        resumed = until_obeyed(program, speaker, "resume", "resume")
        hold = program.wait_for("phase", PATIENCE_SECONDS, phase="hold", since=resumed)
        assert hold["seconds_left"] == 20

        asked = until_obeyed(program, speaker, "more time", "more-time")
        longer = program.wait_for("phase", phase="hold", since=asked)
        assert 10 < longer["seconds_left"] <= 30

        repeated = until_obeyed(program, speaker, "repeat", "repeat")
        program.wait_for("phase", phase="instruct", side="right", since=repeated)

        following = until_obeyed(program, speaker, "next", "next")
        program.wait_for("phase", phase="position", stretch="leg-rotations", since=following)

        back = until_obeyed(program, speaker, "go back", "go-back")
        program.wait_for("phase", phase="position", stretch="hip-flexor-90-90", since=back)

        stopped = until_obeyed(program, speaker, "stop", "stop")
        program.wait_for("phase", phase="farewell", since=stopped)
        program.wait_for("end", reason="stopped", since=stopped, timeout_seconds=PATIENCE_SECONDS)
        assert program.wait_exit() == 0
        events = program.events
    room.stop_recording()

    assert {event["by"] for event in events if event["kind"] == "command"} == {"voice"}
    assert not [event for event in events if event["kind"] == "trouble"]
    recorded = Recorded(heard)
    offset = recorded.first_sound_seconds() - next(e["at_seconds"] for e in events if e["kind"] == "saying")
    assert_instructions_sound(events, recorded, offset)
    assert_silent_while_paused(events, recorded, offset)


def test_the_coach_does_not_obey_itself(room: Rig, tmp_path: Path) -> None:
    """A whole routine with the loudspeaker in the microphone: not one command, no sentence cut."""
    room.echo(-6.0)
    heard = tmp_path / "loudspeaker.wav"
    room.record(heard)
    with Program("start", "one-minute-reset", env=room.env(), home=tmp_path / "home") as program:
        program.wait_for("end", 240.0, reason="finished")
        assert program.wait_exit() == 0
        events = program.events
    room.stop_recording()
    assert not [event for event in events if event["kind"] == "command"]
    assert not [event for event in events if event["kind"] == "heard" and event["accepted"]]
    said = [event for event in events if event["kind"] == "said"]
    assert len(said) > 15
    assert all(event["finished"] for event in said)
    recorded = Recorded(heard)
    offset = recorded.first_sound_seconds() - next(e["at_seconds"] for e in events if e["kind"] == "saying")
    assert_instructions_sound(events, recorded, offset)


def test_nothing_is_said_over_the_countdown(room: Rig, tmp_path: Path) -> None:
    """In the last three seconds of a hold: three, two, one, each in its second, and nothing else."""
    with Program("start", "three-easy", env=room.env(), home=tmp_path / "home") as program:
        program.wait_for("phase", phase="position", timeout_seconds=PATIENCE_SECONDS)
        program.type("ready")
        program.wait_for("phase", phase="instruct")
        program.type("ready")
        hold = program.wait_for("phase", phase="hold")
        rest = program.wait_for("phase", phase="rest", timeout_seconds=30)
        events = list(program.events)
    assert rest["at_seconds"] - hold["at_seconds"] == pytest.approx(20, abs=0.1)
    end = rest["at_seconds"]
    said = [
        (e["at_seconds"] - end, e["text"])
        for e in events
        if e["kind"] == "saying" and -3.5 < e["at_seconds"] - end < 0
    ]
    assert [text for _, text in said] == ["Three.", "Two.", "One."]
    assert [at for at, _ in said] == pytest.approx([-3, -2, -1], abs=0.12)


def assert_instructions_sound(events: list[Event], recorded: Recorded, offset: float) -> None:
    """While a sentence is told to sound, the loudspeaker does."""
    sentences = [event for event in events if event["kind"] == "said" and event["seconds"] > 0.5]
    assert len(sentences) > 5
    for event in sentences:
        end = event["at_seconds"] + offset
        share = recorded.sounding(end - event["seconds"] + 0.1, end - 0.1)
        assert share > 0.5, f"{event['text']!r} sounds only {share:.0%} of its time"


def assert_silent_while_paused(events: list[Event], recorded: Recorded, offset: float) -> None:
    """Nothing sounds from the end of the cue that answers "pause" until "resume"."""
    pause = next(e["at_seconds"] for e in events if e["kind"] == "command" and e["name"] == "pause")
    resume = next(e["at_seconds"] for e in events if e["kind"] == "command" and e["name"] == "resume")
    assert resume - pause > 1.0
    share = recorded.sounding(pause + offset + 0.6, resume + offset - 0.05)
    assert share == 0, f"{share:.0%} of the pause sounds"
