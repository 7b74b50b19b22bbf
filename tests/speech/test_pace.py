"""Estimated lengths."""

from __future__ import annotations

import pytest

from voicecoach.speech import estimate_seconds


def test_more_text_takes_longer_and_a_quicker_voice_less() -> None:
    """The estimate grows with the text and shrinks with the pace."""
    short, long = "And release.", "And release, slowly, until both feet rest on the floor."
    assert estimate_seconds(short, 130) < estimate_seconds(long, 130)
    assert estimate_seconds(long, 260) == pytest.approx(estimate_seconds(long, 130) / 2)


def test_nothing_takes_no_time() -> None:
    """A text without a letter or digit is not waited for."""
    assert estimate_seconds(" ... ", 130) == 0.0
