"""Breathing, and tones with beats: made in another way than for training, so new to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.hearing.clips import VOICE_DBFS, Clip, Kind, Sound, Who, level
from tests.support.recordings import RATE_HZ

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PIECE_SECONDS = 10
_CHORDS_HZ = ((220.0, 277.2, 329.6), (196.0, 246.9, 293.7), (174.6, 220.0, 261.6), (164.8, 207.7, 246.9))


def made(seconds: float) -> list[Clip]:
    """So many seconds of each kind, in pieces of ten seconds, as loud as a voice."""
    random = np.random.default_rng(21)
    clips = []
    for number in range(round(seconds / _PIECE_SECONDS)):
        for kind, sound in ((Kind.BREATH, breathing(random)), (Kind.TONES, tones(random))):
            loudness = np.float32(10 ** ((VOICE_DBFS - random.uniform(0, 15)) / 20) / level(sound))
            clips.append(Clip(f"{kind} {number}", sound * loudness, "", kind, Who.SYNTHETIC))
    return clips


def breathing(random: np.random.Generator) -> Sound:
    """In through the nose, out through the mouth: noise around a resonance that swells and fades."""
    sound = np.zeros(_PIECE_SECONDS * RATE_HZ)
    at = 0
    for turn in range(100):
        length = int(random.uniform(0.8, 2.0) * RATE_HZ)
        centre_hz = random.uniform(1500, 3500) if turn % 2 else random.uniform(400, 1200)
        swell = np.sin(np.linspace(0, np.pi, length)) ** random.uniform(0.7, 2)
        part = _noise_around(random, length, centre_hz) * swell
        room = sound[at : at + length]
        room += part[: len(room)]
        at += length + int(random.uniform(0.1, 0.6) * RATE_HZ)
    return sound.astype(np.float32)


def _noise_around(random: np.random.Generator, length: int, centre_hz: float) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(random.standard_normal(length))
    octaves = np.log2(np.maximum(np.fft.rfftfreq(length, 1 / RATE_HZ), 20) / centre_hz)
    return np.fft.irfft(spectrum * np.exp(-(octaves**2)), length)


def tones(random: np.random.Generator) -> Sound:
    """Chords that are struck and die away, with a beat under them."""
    sound = np.zeros(_PIECE_SECONDS * RATE_HZ)
    beat = int(random.uniform(0.35, 0.8) * RATE_HZ)
    for number, at in enumerate(range(0, len(sound), beat)):
        time = np.arange(min(2 * beat, len(sound) - at)) / RATE_HZ
        chord = _CHORDS_HZ[number // 4 % len(_CHORDS_HZ)]
        for note_hz in chord:
            for harmonic in range(1, 6):
                phase = 2 * np.pi * note_hz * harmonic * time
                sound[at : at + len(time)] += np.sin(phase) * np.exp(-time * 3 * harmonic) / harmonic
        click = np.exp(-time * random.uniform(20, 80)) * random.standard_normal(len(time))
        sound[at : at + len(time)] += click * random.uniform(0, 1.5)
    return sound.astype(np.float32)
