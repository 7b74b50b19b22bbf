"""What the coach knows of its own voice: how loud it was, and how much of it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from voicecoach.hearing.coach_voice import CoachVoice
from voicecoach.hearing.echo import EchoExpectation
from voicecoach.hearing.frames import FRAME_SECONDS, SILENCE_DBFS

if TYPE_CHECKING:
    from pathlib import Path

RATE_HZ = 22_050


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Half a second at -20 dBFS, half a second of silence, half a second at -10 dBFS."""
    tone = np.sin(2 * np.pi * 300 * np.arange(RATE_HZ // 2) / RATE_HZ) * 2**0.5
    samples = np.concatenate([0.1 * tone, np.zeros(RATE_HZ // 2), 10**-0.5 * tone])
    path = tmp_path / "clip.wav"
    soundfile.write(path, samples, RATE_HZ)
    return path


def test_the_level_follows_the_clip(clip: Path) -> None:
    """The expected echo is that of this moment of the clip, not of the clip as a whole."""
    coach = CoachVoice()
    coach.sounding("breathe", clip, at_seconds=100.0, gain_db=0.0)
    assert coach.loudest_dbfs(99.0, 99.9) == SILENCE_DBFS
    assert coach.loudest_dbfs(100.1, 100.2) == pytest.approx(-20, abs=0.5)
    assert coach.loudest_dbfs(100.6, 100.9) < -60
    assert coach.loudest_dbfs(100.4, 101.2) == pytest.approx(-10, abs=0.5)


def test_ducking_lowers_what_comes_after_it(clip: Path) -> None:
    """The clip goes on from where it was, at the new gain; what sounded before stays as loud as it was."""
    coach = CoachVoice()
    coach.sounding("breathe", clip, at_seconds=100.0, gain_db=0.0)
    coach.sounding("breathe", clip, at_seconds=101.2, gain_db=-15.0)
    assert coach.loudest_dbfs(101.05, 101.15) == pytest.approx(-10, abs=0.5)
    assert coach.loudest_dbfs(101.25, 101.4) == pytest.approx(-25, abs=0.5)


def test_the_coach_is_silent_after_it_was_hushed(clip: Path) -> None:
    """A hushed sentence sends no echo for its rest."""
    coach = CoachVoice()
    coach.sounding("breathe", clip, at_seconds=100.0, gain_db=0.0)
    coach.silent(100.3)
    assert coach.loudest_dbfs(100.4, 102.0) == SILENCE_DBFS


def test_what_was_said_is_known_by_time(clip: Path) -> None:
    """A command that is heard half a second after a sentence may still be its echo."""
    coach = CoachVoice()
    coach.sounding("one", clip, 100.0, 0.0)
    coach.silent(101.0)
    coach.sounding("two", None, 103.0, 0.0)
    assert coach.said(100.5, 100.8) == {("one", clip)}
    assert coach.said(101.2, 102.0) == set()
    assert coach.said(100.9, 103.1) == {("one", clip), ("two", None)}


def test_a_clip_that_cannot_be_read_is_taken_to_be_loud(tmp_path: Path) -> None:
    """Better deaf for a sentence than obeying it."""
    coach = CoachVoice()
    coach.sounding("gone", tmp_path / "missing.wav", 10.0, 0.0)
    assert coach.loudest_dbfs(10.0, 11.0) > -30


def test_the_echo_s_gain_is_learnt(clip: Path) -> None:
    """At first the microphone may hear the clip as loud as it is; then what it has heard counts."""
    coach = CoachVoice()
    echo = EchoExpectation(coach)
    assert echo.hear(50.0, -30.0) == SILENCE_DBFS
    coach.sounding("breathe", clip, 100.0, 0.0)
    assert echo.hear(100.1, -32.0) == pytest.approx(-20, abs=0.5)
    for repetition in range(5):
        for index in range(20):
            echo.hear(100.1 + index * FRAME_SECONDS, -32.0)
        assert echo.gain_db == pytest.approx(-12 if repetition >= 2 else 0, abs=0.5)
    assert echo.hear(100.3, -32.0) == pytest.approx(-32, abs=0.5)
