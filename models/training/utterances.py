"""Recordings as training sees them: samples, and the phones that may have been said."""

from __future__ import annotations

import collections
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

import numpy as np

from models.training import sounds
from models.training.features import RATE_HZ
from models.training.lexicon import letter_names, pronunciations
from models.training.phones import NOISE, PHONE_NUMBER, SILENCE
from tests.support.recordings import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    from models.training.sounds import Sound
    from tests.support.recordings import Recording

_LONGEST_SECONDS = 16.5
_NOISE_PIECE = 8 * RATE_HZ
_MADE_NOISES = 150
_MADE_LEVEL = 1500
_FIRST_PRONUNCIATION_CHANCE = 0.75
_ROOM_MARK = "<rir"
_NOISE_MARKS = ("<noise", "<music", "<breath", "<cough")
_LONG_NOISE_MARKS = ("<noise", "<music")

Phones = list[int]


class Kind(Enum):
    """What stands in a recording."""

    SPEECH = auto()
    NOISE = auto()
    SILENCE = auto()


@dataclass(frozen=True, slots=True)
class Utterance:
    """A piece of sound at int16 scale; for speech the pronunciations of each of its words, else no words."""

    samples: NDArray[np.int16]
    kind: Kind
    words: list[list[Phones]]

    def choose(self, random: Generator) -> list[Phones]:
        """One pronunciation for each word, mostly the first."""
        return [
            spoken[0]
            if len(spoken) == 1 or random.random() < _FIRST_PRONUNCIATION_CHANCE
            else spoken[int(random.integers(1, len(spoken)))]
            for spoken in self.words
        ]


def split_words(transcript: str) -> list[str]:
    """The words of a transcript, lower case, without punctuation."""
    plain = transcript.lower().replace("-", " ")
    return "".join(letter for letter in plain if letter.isalpha() or letter in " '<>").split()


def load_utterances(recordings: Sequence[Recording]) -> list[Utterance]:
    """Every recording that can be trained on; prints which words had no pronunciation."""
    without = collections.Counter[str]()
    wanted = [it for it in recordings if not it.transcript.startswith(_ROOM_MARK) and not _too_long(it)]
    utterances: list[Utterance] = []
    for recording, sound in load(wanted):
        samples = np.clip(np.rint(sound * 32768), -32768, 32767).astype(np.int16)
        utterances += _utterances_of(recording, samples, without)
    if without:
        print(f"{without.total()} words without pronunciation: {dict(without.most_common(20))}")
    return utterances


def load_rooms(recordings: Sequence[Recording]) -> list[Sound]:
    """The room responses among the recordings: peak 1, the direct sound first."""
    rooms = []
    for _, response in load([it for it in recordings if it.transcript.startswith(_ROOM_MARK)]):
        direct = int(np.abs(response).argmax())
        kept = response[max(0, direct - 8) : direct + 12_000]
        rooms.append(kept / (np.abs(kept).max() + np.float32(1e-9)))
    return rooms


def made_noises(random: Generator) -> list[Utterance]:
    """Music, breaths and hum made by us, so that these have a home among the phones."""
    return [_made_noise(random, number) for number in range(_MADE_NOISES)]


def _made_noise(random: Generator, number: int) -> Utterance:
    make, kind = (
        (sounds.tones, Kind.NOISE),
        (sounds.breaths, Kind.NOISE),
        (sounds.coloured_noise, Kind.SILENCE),
    )[number % 3]
    sound = make(random, int(RATE_HZ * random.uniform(0.8, 3)))
    samples = (sound / sounds.level(sound) * _MADE_LEVEL).clip(-32_000, 32_000).astype(np.int16)
    return Utterance(samples, kind, [])


def _too_long(recording: Recording) -> bool:
    noise = recording.transcript.startswith(_LONG_NOISE_MARKS)
    return recording.seconds > _LONGEST_SECONDS and not noise


def _utterances_of(
    recording: Recording, samples: NDArray[np.int16], without: collections.Counter[str]
) -> Iterator[Utterance]:
    words = split_words(recording.transcript)
    if not words or recording.transcript.startswith(_NOISE_MARKS):
        for start in range(0, max(1, len(samples) - RATE_HZ), _NOISE_PIECE):
            yield Utterance(samples[start : start + _NOISE_PIECE], Kind.NOISE, [])
    elif words == ["<sil>"]:
        yield Utterance(samples, Kind.SILENCE, [])
    else:
        spoken = [_phones_of(word, recording.source) for word in words]
        without.update(word for word, phones in zip(words, spoken, strict=True) if not phones)
        if all(spoken):
            yield Utterance(samples, Kind.SPEECH, spoken)


def _phones_of(word: str, source: str) -> list[Phones]:
    spelled = source == "an4" and len(word) == 1
    names = letter_names(word) if spelled else pronunciations(word)
    return [[PHONE_NUMBER[name] for name in spoken] for spoken in names]


def phone_states(kind: Kind, words: Sequence[Phones]) -> tuple[Phones, list[bool]]:
    """The phones in order and whether each may be left out: silence may, before, between and after words."""
    if kind is Kind.NOISE:
        return [SILENCE, NOISE, SILENCE], [True, False, True]
    if kind is Kind.SILENCE:
        return [SILENCE], [False]
    phones, optional = [SILENCE], [True]
    for word in words:
        phones += [*word, SILENCE]
        optional += [False] * len(word) + [True]
    return phones, optional
