"""An endless stream of batches: recordings strung together, augmented, and padded to a few lengths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from models.training.augmentation import Surroundings, augmented
from models.training.features import RATE_HZ, log_mel
from models.training.shape import MEL_BINS, OUTPUT_EVERY, REACH
from models.training.sounds import level
from models.training.utterances import Kind, Utterance, phone_states

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    from models.training.sounds import Sound

# Output frames (30 ms) of a padded utterance, and the most phone states that one may have.
_MOST_STATES: Final = {40: 40, 60: 50, 90: 70, 135: 100, 200: 130, 290: 180, 400: 240, 570: 320}
_BATCH_OUTPUTS = 2600  # 78 s: learns faster by the minute than twice as much
_FEWEST_IN_BATCH = 4
_LEAST_CLEAN = 0.12
_STRUNG_LEVEL = 2000
_LONGEST_STRUNG = 2 * RATE_HZ


@dataclass(frozen=True, slots=True)
class CleanFirst:
    """A flat start needs clean sound first: its share falls from `share` to a little within `batches`."""

    share: float
    batches: float

    def at(self, made: int) -> float:
        """The share of recordings that are left as they are after so many batches."""
        return max(_LEAST_CLEAN, self.share * (1 - made / max(1.0, self.batches)))


class Batch(NamedTuple):
    """Arrays that one training step takes.

    Attributes:
        features: (utterances, frames, 40) float16, with the network's reach on both sides.
        outputs: (utterances,), how many output frames are real.
        phones, optional: (utterances, states), the phones and which may be left out (1.0).
        states: (utterances,), how many phone states are real.
    """

    features: NDArray[np.float16]
    outputs: NDArray[np.int32]
    phones: NDArray[np.int32]
    optional: NDArray[np.float32]
    states: NDArray[np.int32]

    @property
    def length(self) -> int:
        """The output frames that every utterance is padded to."""
        frames = self.features.shape[1] - 2 * REACH
        return (frames - 1) // OUTPUT_EVERY + 1


@dataclass(frozen=True, slots=True)
class _Example:
    features: NDArray[np.float32]
    outputs: int
    phones: list[int]
    optional: list[bool]


class BatchMaker:
    """Makes batches from utterances, for ever."""

    def __init__(
        self, utterances: Sequence[Utterance], rooms: Sequence[Sound], seed: int, clean_first: CleanFirst
    ) -> None:
        self._random = np.random.default_rng(seed)
        self._clean_first = clean_first
        self._utterances = utterances
        speech = [it for it in utterances if it.kind is Kind.SPEECH]
        self._short = [it for it in speech if len(it.words) <= 2 and len(it.samples) < _LONGEST_STRUNG]
        self._surroundings = Surroundings(
            noises=[it.samples for it in utterances if it.kind is Kind.NOISE],
            speech=[it.samples for it in speech if len(it.samples) > RATE_HZ // 2],
            rooms=rooms,
        )

    def __iter__(self) -> Iterator[Batch]:
        """Every utterance in a new order, again and again."""
        made = 0
        waiting: dict[int, list[_Example]] = {length: [] for length in _MOST_STATES}
        while True:
            for index in self._random.permutation(len(self._utterances)):
                clean_share = self._clean_first.at(made)
                example = self._example(self._utterances[index], clean_share)
                length = _padded_length(example)
                if length is None:
                    continue
                waiting[length].append(example)
                if len(waiting[length]) >= max(_FEWEST_IN_BATCH, _BATCH_OUTPUTS // length):
                    yield _padded(waiting[length], length)
                    made += 1
                    waiting[length] = []

    def _example(self, utterance: Utterance, clean_share: float) -> _Example:
        random = self._random
        sound, words = self._sound_of(utterance)
        sound = np.pad(sound, (self._pause(1.0, 0.25), self._pause(1.0, 0.25)))
        if random.random() > clean_share:
            sound = augmented(random, sound, self._surroundings)
        features = log_mel(sound)
        if random.random() < 0.5:
            _mask_bands(random, features)
        phones, optional = phone_states(utterance.kind, words)
        outputs = (len(features) + OUTPUT_EVERY - 1) // OUTPUT_EVERY
        return _Example(features, outputs, phones, optional)

    def _sound_of(self, utterance: Utterance) -> tuple[Sound, list[list[int]]]:
        """The samples and the words' phones; short clips are mostly strung together, noises cut."""
        random = self._random
        sound = utterance.samples.astype(np.float32)
        words = utterance.choose(random)
        match utterance.kind:
            case Kind.SILENCE:
                return _cut(random, sound, 24_000), words
            case Kind.NOISE:
                return _cut(random, sound, 40_000), words
            case Kind.SPEECH:
                short = len(utterance.words) <= 2 and len(sound) < _LONGEST_STRUNG
                return self._strung(sound, words) if short and random.random() < 0.67 else (sound, words)

    def _strung(self, sound: Sound, words: list[list[int]]) -> tuple[Sound, list[list[int]]]:
        """The clip and one to three others after it, each at a level of its own."""
        random = self._random
        parts = [sound * np.float32(_STRUNG_LEVEL / level(sound))]
        for _ in range(random.integers(1, 4)):
            other = self._short[int(random.integers(len(self._short)))]
            clip = other.samples.astype(np.float32)
            loudness = np.float32(_STRUNG_LEVEL * random.uniform(0.5, 1.6) / level(clip))
            parts += [np.zeros(self._pause(2.0, 0.15), np.float32), clip * loudness]
            words = words + other.choose(random)
        return np.concatenate(parts), words

    def _pause(self, longest_seconds: float, mean_seconds: float) -> int:
        """The samples of a pause, so that words are also seen inside longer silences."""
        return int(RATE_HZ * min(longest_seconds, self._random.exponential(mean_seconds)))


def _cut(random: Generator, sound: Sound, length: int) -> Sound:
    start = random.integers(max(1, len(sound) - length))
    return sound[start : start + length]


def _mask_bands(random: Generator, features: NDArray[np.float32]) -> None:
    for _ in range(random.integers(1, 3)):
        width = random.integers(1, 7)
        start = random.integers(MEL_BINS - width)
        features[:, start : start + width] = features[:, start : start + width].mean()


def _padded_length(example: _Example) -> int | None:
    """The shortest of our lengths that holds the example; None when it is too long for all."""
    needed = example.optional.count(False)
    for length, most_states in _MOST_STATES.items():
        if example.outputs <= length:
            fits = needed < example.outputs and len(example.phones) <= most_states
            return length if fits else None
    return None


def _padded(examples: Sequence[_Example], length: int) -> Batch:
    """The examples as arrays; beyond its ends a recording's first and last frame are repeated."""
    count, most_states = len(examples), _MOST_STATES[length]
    frames = np.arange(OUTPUT_EVERY * (length - 1) + 1 + 2 * REACH) - REACH
    batch = Batch(
        features=np.zeros((count, len(frames), MEL_BINS), np.float16),
        outputs=np.array([it.outputs for it in examples], np.int32),
        phones=np.zeros((count, most_states), np.int32),
        optional=np.zeros((count, most_states), np.float32),
        states=np.array([len(it.phones) for it in examples], np.int32),
    )
    for row, example in enumerate(examples):
        batch.features[row] = example.features[np.clip(frames, 0, len(example.features) - 1)]
        batch.phones[row, : len(example.phones)] = example.phones
        batch.optional[row, : len(example.phones)] = example.optional
    return batch
