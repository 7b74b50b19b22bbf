"""The worker process by itself: its protocol, its end, and how cheap the room's door is."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from voicecoach import paths
from voicecoach.hearing import Heard, HearingTrouble, MicLevel
from voicecoach.hearing.messages import (
    Alive,
    Begin,
    FromWorker,
    Know,
    ListenFor,
    Silent,
    Sounding,
    ToWorker,
    from_worker,
    to_line,
    to_worker,
)

PATIENCE_SECONDS = 20.0
BEGIN = Begin(model=str(paths.builtin("models") / "starter-en"), microphone="", language="en")
HEARD = Heard("größer", "session", None, False, "not a command", 1.5, 2.0, 0.25)


@pytest.mark.parametrize(
    "message",
    [
        BEGIN,
        ListenFor("menu"),
        Know({"Breathe\nout.": "/tmp/ä.wav"}),
        Sounding("Out.", None, 1.25, -15.0),
        Silent(2.5),
    ],
)
def test_what_the_worker_is_told_arrives_as_it_was_sent(message: ToWorker) -> None:
    """One line a message, whatever the text holds."""
    line = to_line(message)
    assert line.count("\n") == 1
    assert to_worker(line) == message


@pytest.mark.parametrize(
    "message",
    [HEARD, replace(HEARD, command="next"), MicLevel(-40.0), HearingTrouble("model", "a", "b"), Alive()],
)
def test_what_the_worker_tells_arrives_as_it_was_sent(message: FromWorker) -> None:
    """Events are equal on both sides of the pipe."""
    assert from_worker(to_line(message)) == message


def test_the_worker_ends_with_its_parent_and_keeps_its_pipe_clean() -> None:
    """When the parent is gone its end of the pipe closes: no process listens on, and only messages came."""
    process = subprocess.Popen(
        [sys.executable, "-m", "voicecoach.hearing.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(to_line(BEGIN))
        process.stdin.flush()
        first = from_worker(process.stdout.readline())
        output, errors = process.communicate(timeout=PATIENCE_SECONDS)
    finally:
        process.kill()
    assert isinstance(first, Alive | HearingTrouble)
    assert errors == ""
    for line in output.splitlines():
        from_worker(line)


def test_the_door_is_cheap() -> None:
    """Importing the room loads nothing heavy: `voicecoach --help` is instant."""
    code = "import sys, voicecoach.hearing; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "vosk", "sounddevice", "soundfile", "soxr"}.intersection(done.stdout.split())
