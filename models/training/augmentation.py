"""Clean recordings made into what a laptop two metres away would hear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import fftconvolve, lfilter

from models.training import sounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    from models.training.sounds import Sound

_FULL_SCALE = 32768
_ROOM_TAIL = 1600


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What recordings are mixed with; every list may be empty.

    Attributes:
        noises, speech: recordings at int16 scale, speech for the babble of several voices.
        rooms: impulse responses with peak 1.
    """

    noises: Sequence[NDArray[np.int16]]
    speech: Sequence[NDArray[np.int16]]
    rooms: Sequence[Sound]


def augmented(random: Generator, sound: Sound, surroundings: Surroundings) -> Sound:
    """The recording with another speed, room, colour, background and level; whole numbers at int16 scale."""
    if random.random() < 0.7:
        sound = _resampled(sound, random.uniform(0.87, 1.14))
    loudness = sounds.level(sound)
    if random.random() < 0.45:
        sound = _at_level(_in_room(random, sound, surroundings.rooms), loudness)
    if random.random() < 0.3:
        tilt = lfilter([1.0, random.uniform(-0.6, 0.6)], [1.0, random.uniform(-0.4, 0.4)], sound)
        sound = _at_level(tilt.astype(np.float32), loudness)
    if random.random() < 0.08:  # a telephone's band
        sound = _resampled(_resampled(sound, 2.0), 0.5)
    if random.random() < 0.65:
        sound = _with_background(random, sound, loudness, surroundings)
    return _through_microphone(random, sound)


def _in_room(random: Generator, sound: Sound, rooms: Sequence[Sound]) -> Sound:
    measured = len(rooms) > 0 and random.random() < 0.6
    room = rooms[int(random.integers(len(rooms)))] if measured else sounds.room_response(random)
    heard: Sound = fftconvolve(sound, room)[: len(sound) + _ROOM_TAIL].astype(np.float32)
    return heard


def _with_background(random: Generator, sound: Sound, loudness: float, surroundings: Surroundings) -> Sound:
    length = len(sound)
    kind = random.random()
    ratio_db = random.uniform(3, 28)
    if kind < 0.30 and surroundings.noises:
        noises = surroundings.noises
        background = noises[int(random.integers(len(noises)))].astype(np.float32)
    elif kind < 0.45:
        background = sounds.coloured_noise(random, length)
    elif kind < 0.80 and surroundings.speech:
        background = _babble(random, length, surroundings.speech)
        ratio_db = random.uniform(5, 22)
    elif kind < 0.9:
        background = sounds.tones(random, length)
    else:
        background = sounds.breaths(random, length)
        ratio_db = random.uniform(10, 30)
    background = _stretch_of(random, background, length)
    return sound + background * np.float32(loudness / sounds.level(background) * 10 ** (-ratio_db / 20))


def _babble(random: Generator, length: int, speech: Sequence[NDArray[np.int16]]) -> Sound:
    babble = np.zeros(length, np.float32)
    for _ in range(random.integers(3, 7)):
        voice = speech[int(random.integers(len(speech)))].astype(np.float32)
        voice = np.resize(np.roll(voice, random.integers(len(voice))), length)
        babble += voice / sounds.level(voice)
    return babble


def _stretch_of(random: Generator, background: Sound, length: int) -> Sound:
    if len(background) < length:
        background = np.tile(background, length // max(1, len(background)) + 1)
    start = random.integers(len(background) - length + 1)
    return background[start : start + length]


def _through_microphone(random: Generator, sound: Sound) -> Sound:
    """A level from loud to faint, and for half of them a noise floor; the others keep digital silence."""
    sound = sound * np.float32(10 ** (random.uniform(-46, -6) / 20) * _FULL_SCALE / sounds.level(sound))
    if random.random() < 0.5:
        floor = np.float32(10 ** random.uniform(-0.5, 1.3))
        sound = sound + random.standard_normal(len(sound), dtype=np.float32) * floor
    return np.clip(np.rint(sound), -_FULL_SCALE, _FULL_SCALE - 1)


def _at_level(sound: Sound, loudness: float) -> Sound:
    return sound * np.float32(loudness / sounds.level(sound))


def _resampled(sound: Sound, factor: float) -> Sound:
    places = np.arange(int(len(sound) / factor)) * factor
    resampled: Sound = np.interp(places, np.arange(len(sound)), sound).astype(np.float32)
    return resampled
