"""What a session would play, computed as fast as it can be, without a loudspeaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from voicecoach.speech.mixer import Mixer

_BLOCK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class ClipAt:
    """A sentence begins: its first sample sounds at `at_seconds`."""

    at_seconds: float
    path: Path


@dataclass(frozen=True, slots=True)
class CueAt:
    """One of `CUES` begins."""

    at_seconds: float
    name: str


def mixdown(
    sounds: Iterable[ClipAt | CueAt], seconds: float, rate_hz: int, volume: float, cue_volume: float
) -> Iterator[npt.NDArray[np.float32]]:
    """Blocks of mono samples between -1 and 1, `seconds` of them in all; what lasts longer is cut there.

    Every sound begins on the sample that is nearest to its moment. A clip that meets the one before begins
    right behind it, as in a session. Each file is read when its moment comes.

    Args:
        sounds: what begins when.
        seconds: the length of the whole.
        rate_hz: the rate of the samples.
        volume: 0 to 1, of the voice.
        cue_volume: 0 to 1, of the cues.

    Raises:
        OSError: a clip cannot be read.
    """
    from voicecoach.speech.cues import cue
    from voicecoach.speech.mixer import Mixer
    from voicecoach.speech.soundfiles import read

    mixer = Mixer(rate_hz, volume, cue_volume)
    frame = 0
    for number, sound in enumerate(sorted(sounds, key=lambda one: one.at_seconds)):
        begin = round(sound.at_seconds * rate_hz)
        yield from _blocks(mixer, frame, begin)
        frame = begin
        match sound:
            case ClipAt(path=path):
                mixer.play(number, read(path))
            case CueAt(name=name):
                mixer.cue(name, cue(name, rate_hz))
    yield from _blocks(mixer, frame, round(seconds * rate_hz))


def _blocks(mixer: Mixer, begin: int, end: int) -> Iterator[npt.NDArray[np.float32]]:
    """The mixer's samples from one frame to another."""
    longest = round(_BLOCK_SECONDS * mixer.rate_hz)
    for frame in range(begin, end, longest):
        block, _ = mixer.render(min(longest, end - frame), frame / mixer.rate_hz)
        yield block
