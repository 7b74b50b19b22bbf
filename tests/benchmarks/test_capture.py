"""The benchmarks' own instruments: what they measure with must be right before any figure is."""

from __future__ import annotations

import time
import wave
from pathlib import Path

import numpy as np
import pytest

from benchmarks.capture import Block, Capture, end_of_sound
from benchmarks.figures import Figures
from benchmarks.reaction import with_default_rules
from tests.support.rig import Rig
from voicecoach import paths
from voicecoach.models import check, embedded


def test_a_capture_times_a_sound_on_the_card(rig: Rig, tmp_path: Path) -> None:
    """Half a second of tone is half a second in the capture, at its level."""
    tone = (0.1 * 32767 * np.sin(2 * np.pi * 440 * np.arange(24_000) / 48_000)).astype("<i2")
    with wave.open(str(tmp_path / "tone.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(tone.tobytes())
    with Capture("vmic", rig.env()) as capture:
        began = time.monotonic()
        rig.say(tmp_path / "tone.wav")
        capture.wait_for_level(-100.0, since_seconds=time.monotonic() + 0.5)
        blocks = capture.between(began, time.monotonic())
    loud = [block for block in blocks if block.level_dbfs > -40]
    assert loud[-1].ended_seconds - loud[0].ended_seconds == pytest.approx(0.49, abs=0.03)
    assert max(block.level_dbfs for block in loud) == pytest.approx(-23, abs=1)


def test_the_end_of_a_sound_is_its_last_loud_block() -> None:
    """A pause between two words does not end a sound, and silence has no end."""
    blocks = [Block(0.01 * index, level) for index, level in enumerate((-90.0, -20.0, -90.0, -30.0, -90.0))]
    assert end_of_sound(blocks, level_dbfs=-40) == pytest.approx(0.03)
    assert end_of_sound(blocks, level_dbfs=-10) is None


def test_the_baseline_has_the_same_model_without_rules_of_its_own(tmp_path: Path) -> None:
    """Plain Vosk is measured with its defaults: everything but the end-of-speech rules is the model's."""
    model = embedded(paths.builtin("models")).absolute()
    shadow = with_default_rules(model, tmp_path / "shadow")
    check(shadow)
    assert (shadow / "am" / "final.mdl").samefile(model / "am" / "final.mdl")
    settings = (model / "conf" / "model.conf").read_text().splitlines()
    kept = (shadow / "conf" / "model.conf").read_text().splitlines()
    assert set(settings) - set(kept) == {line for line in settings if "endpoint.rule" in line} != set()


def test_percentiles_are_of_the_trials_with_a_result() -> None:
    """Who did not hear a command has no delay, and that is told apart."""
    figures = Figures("somebody", [0.1, 0.2, 0.9], trials=4)
    assert figures.percentile(50) == pytest.approx(0.2)
    assert figures.percentile(100) == pytest.approx(0.9)
