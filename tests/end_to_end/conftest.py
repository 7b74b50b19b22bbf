"""A room with somebody in it, around a virtual sound card."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.support.rig import Rig
from tests.support.voices import HELD_OUT_VOICES, speak_to_file

ROOM_DBFS, ROOM_SECONDS = -65.0, 400

Speaker = Callable[[str], None]


@pytest.fixture
def room(rig: Rig, tmp_path: Path) -> Iterator[Rig]:
    """A quiet room is not digital silence: a faint noise, as any microphone has it."""
    noise = np.random.default_rng(7).normal(0, 10 ** (ROOM_DBFS / 20), ROOM_SECONDS * 16000)
    soundfile.write(tmp_path / "room.wav", noise, 16000)
    command = ["paplay", "--device=micbus", str(tmp_path / "room.wav")]
    with subprocess.Popen(command, env=rig.env()) as playing:
        yield rig
        playing.terminate()


@pytest.fixture
def speaker(room: Rig, tmp_path: Path) -> Speaker:
    """Says a phrase in front of the microphone, each time with another voice that is new to the model."""
    said: list[str] = []

    def say(phrase: str) -> None:
        voice = HELD_OUT_VOICES[len(said) % len(HELD_OUT_VOICES)]
        said.append(phrase)
        room.say(speak_to_file(phrase, tmp_path / f"{len(said)}.wav", voice))

    return say
