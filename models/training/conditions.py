"""The conditions under which a model is measured: a quiet place, a crowd, a room, a faint voice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import fftconvolve

from models.training import sounds
from models.training.features import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator

    from models.training.sounds import Sound

_FULL_SCALE = 32768
_BEFORE, _AFTER = int(0.4 * RATE_HZ), int(0.9 * RATE_HZ)
_FLOOR_LEVEL = 4.0
_BABBLE_VOICES = 5
_BABBLE_DB = -10.0
_QUIET_DB = -20.0
_ROOM_GAIN = np.float32(0.8)


class Condition(StrEnum):
    """What stands between the speaker and the model."""

    CLEAN = "clean"
    BABBLE = "babble"
    ROOM = "room"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Stage:
    """Puts recordings into a condition; `speech` are the voices of the babble, at int16 scale."""

    speech: Sequence[Sound]

    def heard(self, sound: Sound, condition: Condition, seed: int) -> Sound:
        """The recording at int16 scale with a faint noise floor, 0.4 s before it and 0.9 s after it."""
        random = np.random.default_rng(seed)
        sound = np.pad(sound, (_BEFORE, _AFTER))
        match condition:
            case Condition.CLEAN:
                pass
            case Condition.BABBLE:
                sound = sound + self._babble(random, len(sound), sounds.level(sound))
            case Condition.ROOM:
                sound = fftconvolve(sound, sounds.room_response(random))[: len(sound)] * _ROOM_GAIN
            case Condition.QUIET:
                sound = sound * np.float32(10 ** (_QUIET_DB / 20))
        floor = random.standard_normal(len(sound), dtype=np.float32) * np.float32(_FLOOR_LEVEL)
        return np.clip(sound + floor, -_FULL_SCALE, _FULL_SCALE - 1).astype(np.float32)

    def _babble(self, random: Generator, length: int, loudness: float) -> Sound:
        babble = np.zeros(length, np.float32)
        for _ in range(_BABBLE_VOICES):
            voice = self.speech[int(random.integers(len(self.speech)))]
            voice = np.resize(np.roll(voice, random.integers(len(voice))), length)
            babble += voice / sounds.level(voice)
        return babble * np.float32(loudness / sounds.level(babble) * 10 ** (_BABBLE_DB / 20))
