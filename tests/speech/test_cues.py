"""The cues: soft, short, and each one its own."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from voicecoach.speech import CUES
from voicecoach.speech.cues import cue

RATE_HZ = 48000


@pytest.mark.parametrize("name", CUES)
def test_a_cue_is_soft(name: str) -> None:
    """No cue is loud, none begins or ends with a click, none is longer than a breath."""
    samples = cue(name, RATE_HZ).samples
    assert np.abs(samples).max() < 0.5
    assert np.sqrt(np.mean(samples**2)) == pytest.approx(0.05, abs=0.001)
    assert abs(samples[0]) < 0.001
    assert abs(samples[-1]) < 0.005
    assert np.abs(np.diff(samples)).max() < 0.05
    assert 0.15 < len(samples) / RATE_HZ < 1.6


def test_cues_differ() -> None:
    """No two cues are alike: their lengths or their spectra tell them apart."""
    for one, other in itertools.combinations(CUES, 2):
        a, b = cue(one, RATE_HZ).samples, cue(other, RATE_HZ).samples
        length = max(len(a), len(b))
        spectra = [np.abs(np.fft.rfft(samples, length)) for samples in (a, b)]
        alike = np.corrcoef(spectra)[0, 1]
        assert alike < 0.9 or min(len(a), len(b)) / length < 0.7, (one, other)
