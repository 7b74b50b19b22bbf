"""A gain that never jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


class Ramp:
    """A value that moves to its target in a straight line, sample by sample."""

    def __init__(self, value: float) -> None:
        self._value = value
        self._target = value
        self._step = 0.0

    def move(self, target: float, samples: float) -> None:
        """Reach `target` in `samples` samples from now."""
        self._target = float(np.float32(target))
        self._step = (target - self._value) / samples

    def take(self, samples: int) -> npt.NDArray[np.float32]:
        """The next `samples` values."""
        if self._value == self._target:
            return np.full(samples, self._value, dtype=np.float32)
        low, high = sorted((self._value, self._target))
        values = np.arange(1, samples + 1, dtype=np.float32)
        values *= self._step
        values += self._value
        np.clip(values, low, high, out=values)
        self._value = float(values[-1]) if samples else self._value
        return values
