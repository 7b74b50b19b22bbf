"""One training step after the other: Adam with weight decay, and a running average of the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jax
import numpy as np
import optax

from models.training.objective import Objective, Progress
from models.training.shape import Parameters

if TYPE_CHECKING:
    from pathlib import Path

    from models.training.batches import Batch

_LARGEST_GRADIENT = 2.0
_ADAM_SECOND_MOMENT = 0.98
_WEIGHT_DECAY = 0.02
_MOMENT_MEMORY = 0.985
_LONGEST_AVERAGE = 0.997

Tensors = dict[str, jax.Array]


def keep_compiled(folder: Path) -> None:
    """Compiling takes half a minute for every length of batch: let the next run find it done."""
    jax.config.update("jax_compilation_cache_dir", str(folder))  # type: ignore[no-untyped-call]


class Trainer:
    """Holds the weights and changes them a batch at a time.

    Attributes:
        steps: how many have been made.
    """

    def __init__(self, start: Parameters, seed: int, dropout: float) -> None:
        self._start = start
        self._key = jax.random.PRNGKey(seed)
        self._weights = {name: jax.numpy.asarray(value, "float32") for name, value in start.weights.items()}
        self._average = self._weights
        self._moments = {name: jax.numpy.asarray(value) for name, value in start.moments.items()}
        self._optimizer = optax.chain(
            optax.clip_by_global_norm(_LARGEST_GRADIENT), optax.scale_by_adam(b2=_ADAM_SECOND_MOMENT)
        )
        self._state = self._optimizer.init(self._weights)
        self._objective = Objective(start.phone_bigram, start.feature_mean, start.feature_deviation)
        self._dropout = dropout
        self._compiled = jax.jit(self._changed)
        self.steps = 0

    def step(self, batch: Batch, rate: float) -> tuple[float, float, int]:
        """Learn from one batch; returns its two losses by output frame, and its utterances without a path."""
        self._key, own_key = jax.random.split(self._key)
        weights, state, progress = self._compiled(self._weights, self._state, batch, own_key, rate)
        memory = min(_LONGEST_AVERAGE, (self.steps + 1) / (self.steps + 20))
        self._weights, self._state = weights, state
        self._average = _mixed(self._average, weights, memory)
        self._moments = _mixed(self._moments, progress.moments, _MOMENT_MEMORY)
        self.steps += 1
        losses = (float(progress.information_loss), float(progress.cross_entropy))
        return *losses, int(progress.without_path)

    def parameters(self) -> Parameters:
        """The averaged weights so far."""
        return Parameters(
            weights={name: np.asarray(value) for name, value in self._average.items()},
            moments={name: np.asarray(value) for name, value in self._moments.items()},
            feature_mean=self._start.feature_mean,
            feature_deviation=self._start.feature_deviation,
            phone_bigram=self._start.phone_bigram,
        )

    def _changed(
        self,
        weights: Tensors,
        state: optax.OptState,
        batch: Batch,
        key: jax.Array,
        rate: float,
    ) -> tuple[Tensors, optax.OptState, Progress]:
        def loss(weights: Tensors) -> tuple[jax.Array, Progress]:
            return self._objective.loss(weights, batch, key, self._dropout)

        (_, progress), gradient = jax.value_and_grad(loss, has_aux=True)(weights)
        updates, state = self._optimizer.update(gradient, state, weights)
        changed = jax.tree.map(
            lambda weight, update: weight * (1 - rate * _WEIGHT_DECAY) - rate * update, weights, updates
        )
        return changed, state, progress


def _mixed(old: Tensors, new: Tensors, memory: float) -> Tensors:
    return {name: memory * value + (1 - memory) * new[name] for name, value in old.items()}
