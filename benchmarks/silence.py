"""From a stop command to silence in the loudspeaker: our voice, and pyttsx3's own stop."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import SimpleQueue

from benchmarks.capture import Capture, end_of_sound
from benchmarks.figures import Figures
from tests.support.rig import Rig
from voicecoach.speech import Said, Speech, SpeechEvent, VoiceSettings

_TEXTS = (
    "Bring your right knee towards your chest and hold it with both hands while the other foot stays flat",
    "Let your lower back sink into the mat with every breath out and keep your neck long and soft",
    "Lie on your back with your knees bent and your feet flat on the floor about as wide as your hips",
    "Roll both knees slowly to the left side and let your right shoulder stay heavy on the mat",
    "Come up onto your hands and knees and place your hands right under your shoulders",
)
_ROUNDS = 4
_SPEAK_SECONDS = 1.0
_LOUD_DBFS = -40.0
_SILENT_DBFS = -55.0
_ANY_DBFS = -100.0
_PATIENCE_SECONDS = 30.0


def measure(rig: Rig, folder: Path) -> list[Figures]:
    """Stop sentences while they sound; ours first, then pyttsx3."""
    texts = _TEXTS * _ROUNDS
    with Capture("speaker.monitor", rig.env()) as capture:
        ours = _stop_ours(capture, texts, folder / "clips")
        environment = _with_player(rig.env(), folder / "player")
        theirs = [_stop_pyttsx3(capture, text, environment) for text in texts]
    return [
        Figures("Voicecoach, hush()", ours, len(texts)),
        Figures("pyttsx3, stop()", theirs, len(texts)),
    ]


def player() -> str:
    """What plays the sound for pyttsx3 on this machine."""
    return "aplay" if shutil.which("aplay") else "paplay under the name of aplay, which is not installed here"


def _stop_ours(capture: Capture, texts: Sequence[str], clips: Path) -> list[float]:
    events = SimpleQueue[SpeechEvent]()
    speech = Speech(VoiceSettings(), clips, events.put)
    try:
        return [_stop_one_of_ours(capture, speech, events, *each) for each in enumerate(texts)]
    finally:
        speech.close()


def _stop_one_of_ours(
    capture: Capture, speech: Speech, events: SimpleQueue[SpeechEvent], utterance: int, text: str
) -> float:
    def stop() -> float:
        called_seconds = time.monotonic()
        speech.hush()
        return called_seconds

    began_seconds = time.monotonic()
    speech.say(utterance, text)
    return _stop_while_it_sounds(capture, began_seconds, stop, lambda: _wait_for(events, Said))


def _stop_pyttsx3(capture: Capture, text: str, environment: Mapping[str, str]) -> float:
    began_seconds = time.monotonic()
    command = [sys.executable, "-m", "benchmarks.plain_pyttsx3", text]
    process = subprocess.Popen(
        command, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    stdin, stdout = process.stdin, process.stdout
    assert stdin is not None
    assert stdout is not None

    def stop() -> float:
        stdin.write("stop\n")
        stdin.flush()
        told = next(json.loads(line) for line in stdout if line.startswith("{"))
        return float(told["called_seconds"])

    with process:
        return _stop_while_it_sounds(capture, began_seconds, stop, process.wait)


def _stop_while_it_sounds(
    capture: Capture, began_seconds: float, stop: Callable[[], float], ended: Callable[[], object]
) -> float:
    """Seconds from the call of `stop`, made in a loud moment, to the last sound of the sentence.

    Args:
        capture: of the loudspeaker.
        began_seconds: before the sentence sounded.
        stop: stops it and returns when that was called.
        ended: waits until the sentence is over.
    """
    capture.wait_for_level(_LOUD_DBFS, began_seconds)
    capture.wait_for_level(_LOUD_DBFS, time.monotonic() + _SPEAK_SECONDS)
    called_seconds = stop()
    ended()
    capture.wait_for_level(_ANY_DBFS, time.monotonic() + 1.0)
    last_seconds = end_of_sound(capture.between(called_seconds, time.monotonic()), _SILENT_DBFS)
    return last_seconds - called_seconds if last_seconds is not None else 0.0


def _wait_for(events: SimpleQueue[SpeechEvent], kind: type[SpeechEvent]) -> None:
    while not isinstance(events.get(timeout=_PATIENCE_SECONDS), kind):
        pass


def _with_player(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """pyttsx3 plays with aplay; where that is missing, PulseAudio's player stands in under its name."""
    if shutil.which("aplay"):
        return dict(environment)
    folder.mkdir()
    stand_in = folder / "aplay"
    stand_in.write_text('#!/bin/sh\nexec paplay "$1"\n')
    stand_in.chmod(0o755)
    return {**environment, "PATH": f"{folder}:{environment['PATH']}"}
