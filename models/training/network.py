"""The network's forward pass in JAX, as training runs it; `shape.folded` is the same network for export."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from models.training.shape import INPUT_REACH, OUTPUT_EVERY, RESIDUAL, STRIDES, VARIANCE_FLOOR

if TYPE_CHECKING:
    from jax import Array

_INPUT_FRAMES = 2 * INPUT_REACH + 1


class Outputs(NamedTuple):
    """What one pass gives.

    Attributes:
        scores: (utterances, outputs, classes), log-likelihoods up to a constant.
        logits: the same shape, of the second head, which only training uses.
        moments: mean and variance of each layer over this batch.
    """

    scores: Array
    logits: Array
    moments: dict[str, Array]


def forward(weights: dict[str, Array], features: Array, key: Array, dropout: float) -> Outputs:
    """Run the network on normalised features (utterances, frames, 40) that are padded by its reach.

    There must be 3n - 2 frames besides the padding; n outputs come out. Normalisation uses the batch's own
    moments.
    """
    moments: dict[str, Array] = {}

    def normalised(name: str, hidden: Array) -> Array:
        mean, variance = hidden.mean((0, 1)), hidden.var((0, 1))
        moments[f"{name}.m"], moments[f"{name}.v"] = mean, variance
        return (hidden - mean) * jax.lax.rsqrt(variance + VARIANCE_FLOOR)

    def dense(name: str, values: Array) -> Array:
        return values @ weights[f"{name}.w"].T + weights[f"{name}.b"]

    hidden = normalised("in", jax.nn.relu(dense("in", _spliced(features))))
    for layer, stride in enumerate(STRIDES):
        name, step = f"f{layer}", stride // OUTPUT_EVERY
        narrow = jnp.concatenate([hidden[:, :-step], hidden[:, step:]], -1) @ weights[f"{name}.a"].T
        wide = dense(name, jnp.concatenate([narrow[:, :-step], narrow[:, step:]], -1))
        above = normalised(name, jax.nn.relu(wide))
        key, own_key = jax.random.split(key)
        above = above * _dropout_mask(own_key, above.shape, dropout)
        hidden = RESIDUAL * hidden[:, step:-step] + above
    hidden = normalised("pre", jax.nn.relu(dense("pre", hidden)))
    return Outputs(dense("out", hidden), dense("xent", hidden), moments)


def _spliced(features: Array) -> Array:
    """Every third frame together with its neighbours."""
    utterances, frames, bins = features.shape
    count = (frames - _INPUT_FRAMES) // OUTPUT_EVERY + 1
    places = np.arange(count)[:, None] * OUTPUT_EVERY + np.arange(_INPUT_FRAMES)[None]
    return features[:, places].reshape(utterances, count, _INPUT_FRAMES * bins)


def _dropout_mask(key: Array, shape: tuple[int, ...], dropout: float) -> Array:
    """One factor around 1 for each channel of an utterance, the same over time."""
    return 1 + dropout * 2 * (jax.random.uniform(key, (shape[0], 1, shape[2])) * 2 - 1)
