"""What stands between a voice and the microphone: other voices, noise, a room, a low level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from benchmarks.hearing.clips import Clip, Kind, Sound, end_of_word_seconds, level, seed
from benchmarks.hearing.rooms import ROOMS
from tests.support.recordings import RATE_HZ

LEAD_SECONDS = 3.2
"""The room is heard for so long before a word, as in life: by then the noise floor is known."""

_TAIL_SECONDS = 1.5
_FLOOR_DBFS = -78.0  # the microphone's own noise
_FAINT_DB = -20.0
_BABBLE_VOICES = 5


class Background(StrEnum):
    """What else sounds."""

    NONE = ""
    BABBLE = "babble"
    NOISE = "noise"
    TONES = "tones"


@dataclass(frozen=True, slots=True)
class Condition:
    """One way to hear a clip. `ratio_db` is from the background to the voice; `room` is a room's name."""

    name: str
    background: Background = Background.NONE
    ratio_db: float = 0.0
    room: str = ""
    gain_db: float = 0.0


CLEAN = Condition("clean")
BABBLE_10 = Condition("babble 10 dB", Background.BABBLE, 10)
NOISE_10 = Condition("noise 10 dB", Background.NOISE, 10)
FAINT = Condition("20 dB fainter", gain_db=_FAINT_DB)
IN_ROOMS = tuple(Condition(room.name, room=room.name) for room in ROOMS)
CONDITIONS = (
    CLEAN,
    *(
        Condition(f"{background} {ratio} dB", background, ratio)
        for background in (Background.BABBLE, Background.NOISE, Background.TONES)
        for ratio in (20, 10, 6)
    ),
    *IN_ROOMS,
    FAINT,
)
SIDE_BY_SIDE = (CLEAN, BABBLE_10, NOISE_10, IN_ROOMS[1], FAINT)
"""The conditions in which the others are measured too."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the microphone hears, and when the word in it begins and ends."""

    sound: Sound
    began_seconds: float
    ended_seconds: float

    def samples(self) -> np.typing.NDArray[np.int16]:
        """The sound as a microphone gives it."""
        return (np.clip(self.sound, -1, 32767 / 32768) * 32768).astype(np.int16)


class Stage:
    """Puts clips into conditions.

    Args:
        clips: where babble (people who read sentences), noise and tones come from.
        rooms: impulse responses by name.
    """

    def __init__(self, clips: Sequence[Clip], rooms: Mapping[str, Sound]) -> None:
        kinds = {
            Background.BABBLE: Kind.SENTENCE,
            Background.NOISE: Kind.NOISE,
            Background.TONES: Kind.TONES,
        }
        self._sounds = {
            background: [clip.sound for clip in clips if clip.kind is kind]
            for background, kind in kinds.items()
        }
        self._rooms = rooms

    def offers(self, condition: Condition) -> bool:
        """Whether there is what this condition needs."""
        if condition.room:
            return condition.room in self._rooms
        return condition.background is Background.NONE or bool(self._sounds[condition.background])

    def scene(self, clip: Clip, condition: Condition) -> Scene:
        """The clip as it is heard in the condition; always the same."""
        random = np.random.default_rng(seed(clip.name, condition.name))
        lead = round(LEAD_SECONDS * RATE_HZ)
        voice = np.pad(clip.sound, (lead, round(_TAIL_SECONDS * RATE_HZ)))
        if condition.room:
            voice = _in_room(voice, self._rooms[condition.room])
        if condition.background is not Background.NONE:
            other = self._background(random, condition.background, len(voice))
            voice = voice + other * np.float32(10 ** (-condition.ratio_db / 20) * level(clip.sound))
        floor = random.standard_normal(len(voice), dtype=np.float32) * np.float32(10 ** (_FLOOR_DBFS / 20))
        heard = voice * np.float32(10 ** (condition.gain_db / 20)) + floor
        return Scene(heard, LEAD_SECONDS, LEAD_SECONDS + end_of_word_seconds(clip.sound))

    def _background(self, random: np.random.Generator, background: Background, length: int) -> Sound:
        """So many samples of it at level 1."""
        sounds = self._sounds[background]
        voices = _BABBLE_VOICES if background is Background.BABBLE else 1
        mixed = np.zeros(length, np.float32)
        for _ in range(voices):
            sound = sounds[int(random.integers(len(sounds)))]
            turned = np.resize(np.roll(sound, int(random.integers(len(sound)))), length)
            mixed += turned / np.float32(level(turned))
        return mixed / np.float32(level(mixed))


def _in_room(voice: Sound, response: Sound) -> Sound:
    """The voice with the room's echoes, as loud as before."""
    length = len(voice) + len(response)
    spectrum = np.fft.rfft(voice, length) * np.fft.rfft(response, length)
    heard = np.fft.irfft(spectrum, length)[: len(voice)].astype(np.float32)
    return heard * np.float32(level(voice) / level(heard))
