"""Sound files: reading what engines write, and writing clips."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from voicecoach.speech.sound import Sound

_SILENCE_LEVEL = 0.003
_MARGIN_SECONDS = 0.03


def read(path: Path) -> Sound:
    """The sound file `path`, mixed to mono; WAV, AIFF and whatever else engines write.

    Raises:
        OSError: it is missing or no sound file.
    """
    import soundfile

    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise OSError(f"not a readable sound file: {error}") from error
    return Sound(samples.mean(axis=1, dtype=np.float32), int(rate_hz))


def write(path: Path, sound: Sound) -> None:
    """Write `sound` as a WAV file of 16 bits.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    with path.open("wb") as raw, wave.open(raw) as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate_hz)
        file.writeframes((np.clip(sound.samples, -1.0, 1.0) * 32767).astype("<i2").tobytes())


def trim(sound: Sound) -> Sound:
    """`sound` without the silence around it, but for 30 ms at either end; empty if all is silence."""
    sounding = np.flatnonzero(np.abs(sound.samples) > _SILENCE_LEVEL)
    if not len(sounding):
        return sound.after(0, 0)
    margin = round(_MARGIN_SECONDS * sound.rate_hz)
    begin = max(0, int(sounding[0]) - margin)
    return sound.after(begin, int(sounding[-1]) + 1 + margin - begin)
