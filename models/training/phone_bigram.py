"""How likely one phone follows another: the language model of training's denominator and of unknown words."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from models.training.lexicon import main_words, pronunciations
from models.training.phones import NOISE, PHONE_COUNT, PHONE_NUMBER, SILENCE
from models.training.utterances import Kind, Utterance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.training.shape import Array

_NOISE_WEIGHT = 0.3
_SINGLE_WORD_WEIGHT = 0.15  # the same few words again and again would drown the sentences
_VOCABULARY_SHARE = 0.2
_SMOOTHING = 30.0


def phone_bigram(utterances: Iterable[Utterance]) -> Array:
    """(phones, phones): log probability of the second given the first, smoothed by how common it is."""
    pairs = np.zeros((PHONE_COUNT, PHONE_COUNT))
    for utterance in utterances:
        _count(pairs, _sequence(utterance), _weight(utterance))
    words = [[PHONE_NUMBER[name] for name in pronunciations(word)[0]] for word in main_words()]
    weight = _VOCABULARY_SHARE * pairs[2:, 2:].sum() / sum(len(word) for word in words)
    for word in words:
        _count(pairs, [SILENCE, *word, SILENCE], weight)
    singles = 1.0 + pairs.sum(0)
    smoothed = pairs + _SMOOTHING * singles / singles.sum()
    logarithms: Array = np.log(smoothed / smoothed.sum(1, keepdims=True))
    return logarithms


def _count(pairs: Array, phones: Sequence[int], weight: float) -> None:
    for first, second in itertools.pairwise(phones):
        pairs[first, second] += weight


def _weight(utterance: Utterance) -> float:
    if utterance.kind is not Kind.SPEECH:
        return _NOISE_WEIGHT
    return _SINGLE_WORD_WEIGHT if len(utterance.words) == 1 else 1.0


def _sequence(utterance: Utterance) -> list[int]:
    """The phones of an utterance, with silence around it and after every third word."""
    match utterance.kind:
        case Kind.NOISE:
            return [SILENCE, NOISE, SILENCE]
        case Kind.SILENCE:
            return [SILENCE, SILENCE]
        case Kind.SPEECH:
            phones = [SILENCE]
            for index, spoken in enumerate(utterance.words):
                phones += spoken[0]
                if (index + len(utterance.words)) % 3 == 0:
                    phones.append(SILENCE)
            return phones if phones[-1] == SILENCE else [*phones, SILENCE]
