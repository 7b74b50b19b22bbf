"""The whole workshop in small: speech, training, export, and Vosk hears with what came out."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile
import soxr
import vosk

from tests.support.voices import speak_to_file

_ROOT = Path(__file__).parents[2]
_RATE_HZ = 16_000
_COMMANDS = ["go back", "pause", "stop"]
_MOST_SECONDS = 600  # a busy machine; two minutes are enough on two free cores

pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(needed) is None for needed in ("jax", "optax", "scipy")),
    reason="needs JAX, 500 MB: pip install -r models/training/requirements.in",
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder that the workshop made from nothing."""
    folder = tmp_path_factory.mktemp("tiny")
    command = [sys.executable, "-m", "models.training.tiny", str(folder)]
    subprocess.run(command, cwd=_ROOT, check=True, timeout=_MOST_SECONDS)
    return folder


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_model_trained_from_nothing_hears_its_commands(tiny: Path, tmp_path: Path, command: str) -> None:
    """Every step from speech to the model's files does its part, or the words would not be told apart."""
    file = speak_to_file(command, tmp_path / "said.wav", voice="en-gb-x-rp", silence_seconds=0.4)
    samples, rate_hz = soundfile.read(file, dtype="float32")
    sound = (soxr.resample(samples, rate_hz, _RATE_HZ) * 32767).astype("<i2").tobytes()
    vosk.SetLogLevel(-1)
    recognizer = vosk.KaldiRecognizer(vosk.Model(str(tiny)), _RATE_HZ, json.dumps(_COMMANDS))
    recognizer.AcceptWaveform(sound)
    assert json.loads(recognizer.FinalResult())["text"] == command
