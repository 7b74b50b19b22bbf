"""What tests of this room share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from voicecoach.speech.sound import Sound
from voicecoach.speech.soundfiles import write

TONE_HZ = 400.0


@pytest.fixture
def no_sound_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes started during the test find no loudspeaker."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only on Linux can a program be kept from the sound card")
    monkeypatch.setenv("ALSA_CONFIG_PATH", os.devnull)
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    """A file with a steady tone of three seconds."""
    path = tmp_path / "tone.wav"
    seconds = np.arange(3 * 22050) / 22050
    write(path, Sound((0.3 * np.sin(2 * np.pi * TONE_HZ * seconds)).astype(np.float32), 22050))
    return path
