"""Lattice-free maximum mutual information, without alignments.

The numerator sums over every way to place the transcript's phones in time, with optional silence between
words. The denominator sums over every phone sequence under a dense phone bigram, in the probability domain:
one small matrix product a frame. To the numerator's posteriors a second head is trained by cross entropy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from models.training.network import forward
from models.training.phones import NOISE, PHONE_COUNT, SILENCE

if TYPE_CHECKING:
    from jax import Array

    from models.training.batches import Batch
    from models.training.shape import Array as NumpyArray

_IMPOSSIBLE = -1e30
_NO_PATH = -1e20
_TINY = 1e-30
_CROSS_ENTROPY_WEIGHT = 0.2
_SIZE_WEIGHT = 2e-4


class Progress(NamedTuple):
    """What a step reports: two losses by output frame, utterances without a path, moments of the layers."""

    information_loss: Array
    cross_entropy: Array
    without_path: Array
    moments: dict[str, Array]


class Objective:
    """The loss of a batch under a phone bigram (log probabilities)."""

    def __init__(self, phone_bigram: NumpyArray, mean: NumpyArray, deviation: NumpyArray) -> None:
        start = _start_probabilities(phone_bigram)
        self._start = jnp.asarray(start, jnp.float32)
        self._log_start = jnp.asarray(np.log(start), jnp.float32)
        self._bigram = jnp.asarray(np.exp(phone_bigram), jnp.float32)
        self._log_bigram = jnp.asarray(phone_bigram, jnp.float32)
        self._mean = jnp.asarray(mean, jnp.float32)
        self._deviation = jnp.asarray(deviation, jnp.float32)

    def loss(
        self, weights: dict[str, Array], batch: Batch, key: Array, dropout: float
    ) -> tuple[Array, Progress]:
        """The value to make small, and what to report."""
        features = (jnp.asarray(batch.features).astype(jnp.float32) - self._mean) / self._deviation
        scores, logits, moments = forward(weights, features, key, dropout)
        total = jnp.asarray(batch.outputs).sum().astype(jnp.float32)
        numerator, backward = jax.vjp(lambda values: self.numerator(values, batch), scores)
        posteriors = jax.lax.stop_gradient(backward(jnp.ones_like(numerator))[0])
        denominator = self.denominator(scores, jnp.asarray(batch.outputs))
        lost = numerator < _NO_PATH
        information = jnp.where(lost, 0.0, denominator - numerator).sum() / total
        # The same gradient as that of `information`, without another pass backwards through the numerator.
        surrogate = jnp.where(lost, 0.0, denominator - (posteriors * scores).sum((1, 2))).sum() / total
        real = (jnp.arange(scores.shape[1])[None] < batch.outputs[:, None]).astype(jnp.float32)
        agreement = (posteriors * jax.nn.log_softmax(logits)).sum(-1) * real
        cross_entropy = -jnp.where(lost[:, None], 0.0, agreement).sum() / total
        size = ((scores * real[..., None]) ** 2).sum() / total
        progress = Progress(jax.lax.stop_gradient(information), cross_entropy, lost.sum(), moments)
        return surrogate + _CROSS_ENTROPY_WEIGHT * cross_entropy + _SIZE_WEIGHT * size, progress

    def denominator(self, scores: Array, outputs: Array) -> Array:
        """(utterances,): the log sum over all phone sequences of scores (utterances, outputs, classes)."""
        highest = jax.lax.stop_gradient(scores.max(-1, keepdims=True))  # keeps the exponentials in range
        likelihoods = jnp.exp(scores - highest)
        entering, staying = likelihoods[..., 0::2], likelihoods[..., 1::2]
        at_start = self._start[None] * entering[:, 0]
        scale = at_start.sum(-1, keepdims=True)
        carried = (at_start / scale, jnp.log(scale[:, 0]) + highest[:, 0, 0])

        def step(carry: tuple[Array, Array], frame: tuple[Array, ...]) -> tuple[tuple[Array, Array], None]:
            before, total = carry
            entering_now, staying_now, highest_now, number = frame
            moved = entering_now * (before @ self._bigram) + staying_now * before
            scale = moved.sum(-1, keepdims=True) + _TINY
            live = number < outputs
            after = jnp.where(live[:, None], moved / scale, before)
            return (after, total + jnp.where(live, jnp.log(scale[:, 0]) + highest_now, 0.0)), None

        frames = (entering.swapaxes(0, 1)[1:], staying.swapaxes(0, 1)[1:], highest[..., 0].T[1:])
        (_, total), _ = jax.lax.scan(step, carried, (*frames, jnp.arange(1, scores.shape[1])))
        return total

    def numerator(self, scores: Array, batch: Batch) -> Array:
        """(utterances,): the log sum over the ways to place each utterance's phones in time."""
        phones, optional = jnp.asarray(batch.phones), jnp.asarray(batch.optional)
        outputs, states = jnp.asarray(batch.outputs), jnp.asarray(batch.states)
        # A product with one-hot columns; a gather would be slow to differentiate on a CPU.
        chosen = jax.nn.one_hot(phones, PHONE_COUNT, axis=1, dtype=scores.dtype)
        entering, staying = scores[..., 0::2] @ chosen, scores[..., 1::2] @ chosen
        advance, skip = self._transitions(phones, optional)
        real = jnp.arange(phones.shape[1])[None] < states[:, None]
        at_start = jnp.where(real, self._starts(phones, optional, states) + entering[:, 0], _IMPOSSIBLE)

        def step(carried: Array, frame: tuple[Array, ...]) -> tuple[Array, None]:
            entering_now, staying_now, number = frame
            arrived = _log_add(_shifted(carried, 1) + advance, _shifted(carried, 2) + skip)
            moved = jnp.logaddexp(arrived + entering_now, carried + staying_now)
            moved = jnp.where(real, moved, _IMPOSSIBLE)
            return jnp.where((number < outputs)[:, None], moved, carried), None

        frames = (entering.swapaxes(0, 1)[1:], staying.swapaxes(0, 1)[1:], jnp.arange(1, scores.shape[1]))
        ended, _ = jax.lax.scan(step, at_start, frames)
        return _at_last_states(ended, optional, states)

    def _starts(self, phones: Array, optional: Array, states: Array) -> Array:
        """Log probability to begin in each state: the first, or the second where the first is optional."""
        starts = jnp.full(phones.shape, _IMPOSSIBLE).at[:, 0].set(self._log_start[phones[:, 0]])
        second = (optional[:, 0] > 0) & (states > 1)
        return starts.at[:, 1].set(jnp.where(second, self._log_start[phones[:, 1]], _IMPOSSIBLE))

    def _transitions(self, phones: Array, optional: Array) -> tuple[Array, Array]:
        """Log probability to reach each state from the one before it, and over an optional one."""
        before = jnp.pad(phones, ((0, 0), (2, 0)))
        advance = self._log_bigram[before[:, 1:-1], phones].at[:, 0].set(_IMPOSSIBLE)
        over_optional = jnp.pad(optional, ((0, 0), (1, 0)))[:, :-1] > 0
        over = jnp.where(over_optional, self._log_bigram[before[:, :-2], phones], _IMPOSSIBLE)
        return advance, over.at[:, :2].set(_IMPOSSIBLE)


def _start_probabilities(phone_bigram: NumpyArray) -> NumpyArray:
    """Mostly silence; cut clips begin with a phone that may follow silence."""
    start = np.exp(phone_bigram[SILENCE]) * 0.35
    start[SILENCE] += 0.6
    start[NOISE] += 0.05
    normalised: NumpyArray = start / start.sum()
    return normalised


def _shifted(values: Array, places: int) -> Array:
    return jnp.pad(values, ((0, 0), (places, 0)), constant_values=_IMPOSSIBLE)[:, :-places]


def _log_add(first: Array, second: Array) -> Array:
    """log(exp + exp) for values that may be far below `_IMPOSSIBLE`, with a finite gradient."""
    first, second = jnp.maximum(first, _IMPOSSIBLE), jnp.maximum(second, _IMPOSSIBLE)
    return jnp.maximum(first, second) + jnp.log1p(jnp.exp(-jnp.abs(first - second)))


def _at_last_states(ended: Array, optional: Array, states: Array) -> Array:
    """The sum over the states where an utterance may end: the last, or the one before an optional one."""
    last = jnp.take_along_axis(ended, (states - 1)[:, None], 1)[:, 0]
    before = jnp.take_along_axis(ended, jnp.maximum(states - 2, 0)[:, None], 1)[:, 0]
    may_end_before = (jnp.take_along_axis(optional, (states - 1)[:, None], 1)[:, 0] > 0) & (states > 1)
    return jnp.logaddexp(last, jnp.where(may_end_before, before, _IMPOSSIBLE))
