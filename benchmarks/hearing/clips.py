"""What is listened to: commands and other sounds, from people, from synthetic voices, and made."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from tests.support.recordings import RATE_HZ, Recording, load, read_manifest
from tests.support.voices import HELD_OUT_VOICES, speak_to_file

Sound = NDArray[np.float32]
"""Mono at RATE_HZ, from -1 to 1."""

VOICE_DBFS = -26.0  # how loud synthetic voices speak
_BLOCK = 400
_SPEEDS_WPM = (125, 165)
_SENTENCES = {"commonvoice1", "commonvoice6", "librispeech-train-clean-5"}
_WAKE_WORDS = {"picovoice-wakeword", "mycroft-precise"}


class Kind(StrEnum):
    """What a clip is."""

    COMMAND = "commands"
    WORD = "other words, said alone"
    SENTENCE = "sentences, read aloud"
    CONVERSATION = "talk of several people, one after the other"
    SPELLING = "spelling and numbers"
    WAKE_WORD = "wake words of other assistants"
    ORDER = "orders to another machine"
    SPANISH = "Spanish"
    NOISE = "noise of house and weather"
    SNEEZE = "sneezes"
    BREATH = "breathing (made)"
    TONES = "tones and beats (made; not music)"


class Who(StrEnum):
    """Whose voice it is."""

    PEOPLE = "people"
    SYNTHETIC = "synthetic"


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A piece of sound. `text` is what is said in it, "" where nobody wrote it down."""

    name: str
    sound: Sound
    text: str
    kind: Kind
    who: Who

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.sound) / RATE_HZ


def people(folder: Path, phrases: frozenset[str]) -> list[Clip]:
    """The test split of the recordings of people, and nothing of the others; `phrases` are the commands."""
    rows = [row for row in read_manifest(folder) if row.split == "test"]
    return [
        Clip(row.clip, sound, _words(row.transcript), _kind(row, phrases), Who.PEOPLE)
        for row, sound in load(rows)
        if len(sound)
    ]


def _words(transcript: str) -> str:
    return "" if transcript.startswith("<") else transcript


def _kind(row: Recording, phrases: frozenset[str]) -> Kind:
    named = {"<speech:es>": Kind.SPANISH, "<noise:sneeze>": Kind.SNEEZE, "<speech>": Kind.ORDER}
    if row.transcript in named:
        return named[row.transcript]
    if row.transcript.startswith("<"):
        return Kind.NOISE
    if row.transcript in phrases:
        return Kind.COMMAND
    if row.source in _SENTENCES:
        return Kind.SENTENCE
    if row.source in _WAKE_WORDS:
        return Kind.WAKE_WORD
    return Kind.SPELLING if row.source == "an4" else Kind.WORD


def synthetic(texts: Sequence[str], kind: Kind, voices: Sequence[str] = HELD_OUT_VOICES) -> list[Clip]:
    """Voices that had no part in any training say each text, slowly and quickly."""
    jobs = [(text, voice, speed) for text in texts for voice in voices for speed in _SPEEDS_WPM]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:

        def speak(number: int) -> Clip:
            text, voice, speed = jobs[number]
            path = speak_to_file(text, Path(folder) / f"{number}.wav", voice, speed)
            return Clip(f"{voice} at {speed}: {text}", _at_voice_level(path), text, kind, Who.SYNTHETIC)

        return list(pool.map(speak, range(len(jobs))))


def _at_voice_level(path: Path) -> Sound:
    spoken, rate_hz = soundfile.read(path, dtype="float32")
    sound: Sound = soxr.resample(spoken, rate_hz, RATE_HZ)
    return sound * np.float32(10 ** (VOICE_DBFS / 20) / level(sound))


def conversations(clips: Sequence[Clip], seconds: float) -> list[Clip]:
    """Pieces of half a minute in which people speak in turn, with short pauses or none: joined sentences."""
    sentences = [clip for clip in clips if clip.kind is Kind.SENTENCE]
    if not sentences:
        return []
    random = np.random.default_rng(11)
    return [
        Clip(f"talk {number}", _talk(random, sentences), "", Kind.CONVERSATION, Who.PEOPLE)
        for number in range(round(seconds / 30))
    ]


def _talk(random: np.random.Generator, sentences: Sequence[Clip]) -> Sound:
    talk = np.zeros(30 * RATE_HZ, np.float32)
    at = 0
    while at < len(talk):
        sound = sentences[int(random.integers(len(sentences)))].sound
        start = int(random.integers(max(1, len(sound) - 3 * RATE_HZ)))
        turn = sound[start : start + int(random.uniform(1, 6) * RATE_HZ)][: len(talk) - at]
        talk[at : at + len(turn)] += turn * np.float32(10 ** (VOICE_DBFS / 20) / level(turn))
        at += len(turn) + int(random.uniform(0, 0.8) * RATE_HZ)
    return talk


def level(sound: Sound) -> float:
    """The root mean square of the loudest quarter; never zero."""
    whole = len(sound) // _BLOCK * _BLOCK
    loudness = np.sort(np.sqrt((sound[:whole].reshape(-1, _BLOCK) ** 2).mean(1)))
    return float(loudness[-max(1, len(loudness) // 4) :].mean()) + 1e-7 if whole else 1e-7


def end_of_word_seconds(sound: Sound) -> float:
    """When the last 10 ms that are within 25 dB of the loudest are over."""
    block = RATE_HZ // 100
    power = (sound[: len(sound) // block * block].reshape(-1, block) ** 2).mean(1)
    return float(np.flatnonzero(power >= power.max() * 10**-2.5)[-1] + 1) / 100


def seed(*parts: str) -> int:
    """A number for a random generator that is the same in every run."""
    return zlib.crc32("\n".join(parts).encode())


def half(clips: Sequence[Clip], which: str) -> Iterator[Clip]:
    """Half "a" (for trying something) or "b" (for judging it) of the clips; with "" all."""
    for clip in clips:
        if not which or (seed(clip.name) >> 4) % 2 == (which == "b"):
            yield clip
