"""The cues: six soft, short tones, told apart by their melody and length. None of them is an alarm."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.speech.sound import Sound

if TYPE_CHECKING:
    import numpy.typing as npt

_LOUDNESS = 0.05  # root mean square: about 6 dB under a rendered voice
_ATTACK_SECONDS = 0.015
_RELEASE_SECONDS = 0.04
_PARTIALS = ((1.0, 1.0), (2.0, 0.2), (3.0, 0.06))  # multiple of the pitch, share of the level

_C4, _E4, _G4, _A4, _C5, _D5, _E5 = 261.6, 329.6, 392.0, 440.0, 523.3, 587.3, 659.3


@dataclass(frozen=True, slots=True)
class _Note:
    pitch_hz: float
    begin_seconds: float
    seconds: float


_MELODIES = {
    "start": (_Note(_G4, 0.0, 0.45), _Note(_C5, 0.18, 0.6)),
    "halfway": (_Note(_E5, 0.0, 0.5),),
    "switch": (_Note(_A4, 0.0, 0.3), _Note(_E4, 0.16, 0.3), _Note(_A4, 0.32, 0.45)),
    "end": (_Note(_C5, 0.0, 0.6), _Note(_G4, 0.25, 0.7), _Note(_C4, 0.5, 1.0)),
    "heard": (_Note(_C5, 0.0, 0.09), _Note(_D5, 0.06, 0.14)),
    "not_heard": (_Note(_E4, 0.0, 0.12), _Note(_C4, 0.09, 0.2)),
}


@cache
def cue(name: str, rate_hz: int) -> Sound:
    """The sound of the cue `name`, one of the room's `CUES`."""
    notes = _MELODIES[name]
    samples = np.zeros(round(max(note.begin_seconds + note.seconds for note in notes) * rate_hz) + 1)
    for note in notes:
        begin = round(note.begin_seconds * rate_hz)
        tone = _tone(note, rate_hz)
        samples[begin : begin + len(tone)] += tone
    samples *= _LOUDNESS / np.sqrt(np.mean(samples**2))
    return Sound(samples.astype(np.float32), rate_hz)


def _tone(note: _Note, rate_hz: int) -> npt.NDArray[np.float64]:
    seconds = np.arange(round(note.seconds * rate_hz)) / rate_hz
    tone = sum(level * np.sin(2 * np.pi * note.pitch_hz * part * seconds) for part, level in _PARTIALS)
    attack = 0.5 - 0.5 * np.cos(np.pi * np.minimum(1.0, seconds / _ATTACK_SECONDS))
    decay = np.exp(-3.0 * seconds / note.seconds)
    release = np.minimum(1.0, (note.seconds - seconds) / _RELEASE_SECONDS)
    return np.asarray(tone * attack * decay * release)
