"""The mixdown: what a session plays, on the exact sample."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.speech import ClipAt, CueAt, mixdown
from voicecoach.speech.cues import cue
from voicecoach.speech.sound import Sound
from voicecoach.speech.soundfiles import write

RATE_HZ = 8000


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a second of full scale, at the rate of the mixdown."""
    path = tmp_path_factory.mktemp("clips") / "clip.wav"
    write(path, Sound(np.ones(RATE_HZ // 2, dtype=np.float32), RATE_HZ))
    return path


def mixed(
    *sounds: ClipAt | CueAt, seconds: float, volume: float = 0.5, cue_volume: float = 0.5
) -> npt.NDArray[np.float32]:
    """The whole of it."""
    blocks = list(mixdown(sounds, seconds, RATE_HZ, volume, cue_volume))
    assert all(0 < len(block) <= RATE_HZ for block in blocks)
    return np.concatenate(blocks)


@given(begins=st.lists(st.floats(0, 20), min_size=1, max_size=8, unique=True), rest=st.floats(0.6, 5))
def test_every_clip_begins_on_its_sample(clip: Path, begins: list[float], rest: float) -> None:
    """Clips that do not meet sound from the sample nearest to their moment, and nowhere else."""
    apart = [begin + index for index, begin in enumerate(sorted(begins))]
    seconds = apart[-1] + rest
    expected = np.zeros(round(seconds * RATE_HZ), dtype=np.float32)
    for begin in apart:
        first = round(begin * RATE_HZ)
        expected[first : first + RATE_HZ // 2] = 0.5
    samples = mixed(*(ClipAt(begin, clip) for begin in reversed(apart)), seconds=seconds)
    assert np.allclose(samples, expected, atol=1e-4)


def test_a_cue_sounds_over_a_clip(clip: Path) -> None:
    """A cue has its own volume, begins on its sample and lets the voice go on."""
    samples = mixed(ClipAt(1.0, clip), CueAt(1.25, "start"), seconds=4, volume=0.25, cue_volume=0.75)
    expected = np.zeros(4 * RATE_HZ, dtype=np.float32)
    expected[RATE_HZ : RATE_HZ + RATE_HZ // 2] = 0.25
    tone = cue("start", RATE_HZ).samples * np.float32(0.75)
    expected[10000 : 10000 + len(tone)] += tone
    assert np.allclose(samples, expected, atol=1e-4)


def test_clips_that_meet_follow_each_other(clip: Path) -> None:
    """As in a session, no sentence is cut by the next, and what lasts longer than the whole is."""
    samples = mixed(ClipAt(0.0, clip), ClipAt(0.25, clip), seconds=0.8)
    assert np.allclose(samples, np.full(round(0.8 * RATE_HZ), 0.5), atol=1e-4)


def test_a_missing_clip_is_told(tmp_path: Path) -> None:
    """Silence in its place would not be what the session plays."""
    with pytest.raises(OSError, match=r"none\.wav"):
        mixed(ClipAt(0.5, tmp_path / "none.wav"), seconds=1)
