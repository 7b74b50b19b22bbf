"""Sounds that are no speech, and rooms, made by chance. Samples are float32 at no set scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import lfilter

from models.training.features import RATE_HZ

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

_LEVEL_BLOCK = 400


def level(sound: Sound) -> float:
    """The root mean square of the loudest quarter; never zero."""
    whole = len(sound) // _LEVEL_BLOCK * _LEVEL_BLOCK
    if not whole:
        return 1e-3
    blocks = np.sqrt((sound[:whole].reshape(-1, _LEVEL_BLOCK) ** 2).mean(1))
    loudest = np.sort(blocks)[-max(1, len(blocks) // 4) :]
    return float(loudest.mean()) + 1e-3


def coloured_noise(random: Generator, length: int) -> Sound:
    """Noise, white to brown, sometimes with mains hum."""
    noise = _white(random, length)
    colour = random.choice([0.0, 0.7, 0.9, 0.98])
    if colour == 0.0:
        return noise
    coloured: Sound = lfilter([1.0], [1.0, -colour], noise).astype(np.float32)
    if random.random() < 0.3:
        hum = np.sin(2 * np.pi * random.choice([50, 60, 100, 120]) * _time(length) + _phase(random))
        coloured = coloured / (coloured.std() + 1e-6) + 0.5 * hum.astype(np.float32)
    return coloured


def tones(random: Generator, length: int) -> Sound:
    """Something like music: chords with harmonics that die away, and clicks."""
    sound = np.zeros(length, np.float32)
    at = 0
    while at < length:
        beat = min(int(RATE_HZ * random.uniform(0.12, 0.6)), length - at)
        for _ in range(random.integers(1, 4)):
            sound[at : at + beat] += _note(random, beat)
        if random.random() < 0.4:
            click = min(beat, 1600)
            decay = np.exp(-np.arange(click) / random.uniform(50, 600))
            sound[at : at + click] += (2 * _white(random, click) * decay).astype(np.float32)
        at += beat
    return sound


def _note(random: Generator, length: int) -> Sound:
    time = _time(length)
    pitch_hz = 440 * 2 ** (random.integers(-24, 20) / 12)
    decay = np.exp(-time * random.uniform(0, 8))
    note = np.zeros(length)
    for harmonic in range(1, random.integers(2, 7)):
        if pitch_hz * harmonic < 7000:
            note += decay * np.sin(2 * np.pi * pitch_hz * harmonic * time + _phase(random)) / harmonic
    return note.astype(np.float32)


def breaths(random: Generator, length: int) -> Sound:
    """Breathing: noise around one resonance in slow swells with pauses between them."""
    resonance_hz = random.uniform(400, 3000)
    radius = random.uniform(0.6, 0.95)
    poles = [1, -2 * radius * np.cos(2 * np.pi * resonance_hz / RATE_HZ), radius**2]
    noise = lfilter([1.0], poles, _white(random, length))
    swells = np.zeros(length)
    at = int(RATE_HZ * random.uniform(0, 0.4))
    while at < length:
        swell = np.sin(np.linspace(0, np.pi, int(RATE_HZ * random.uniform(0.3, 1.8))))
        part = min(len(swell), length - at)
        swells[at : at + part] += (swell ** random.uniform(0.5, 2.5) * random.uniform(0.4, 1))[:part]
        at += len(swell) + int(RATE_HZ * random.uniform(0.1, 0.8))
    breathing: Sound = (noise / (noise.std() + 1e-6) * swells).astype(np.float32)
    return breathing


def room_response(random: Generator) -> Sound:
    """A room: the direct sound, a few early reflections, a tail that dies away in 0.15 to 0.8 s."""
    length = int(RATE_HZ * random.uniform(0.15, 0.8))
    tail = _white(random, length) * np.exp(-6.9 * np.arange(length) / length).astype(np.float32)
    tail *= 10 ** (random.uniform(-22, -6) / 20) / np.sqrt((tail**2).sum())
    tail[: int(RATE_HZ * 0.002)] = 0
    for _ in range(random.integers(2, 8)):
        tail[random.integers(16, min(length, 800))] += random.uniform(-0.5, 0.5)
    tail[0] = 1.0
    return tail


def _white(random: Generator, length: int) -> Sound:
    return random.standard_normal(length, dtype=np.float32)


def _time(length: int) -> NDArray[np.float64]:
    return np.arange(length) / RATE_HZ


def _phase(random: Generator) -> float:
    return float(random.uniform(0, 2 * np.pi))
