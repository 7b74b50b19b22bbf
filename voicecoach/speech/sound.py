"""Samples and their rate, kept together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Mono samples between -1 and 1, at `rate_hz`."""

    samples: npt.NDArray[np.float32]
    rate_hz: int

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.samples) / self.rate_hz

    def at_rate(self, rate_hz: int) -> Sound:
        """The same sound at another rate."""
        if rate_hz == self.rate_hz:
            return self
        import soxr

        return Sound(soxr.resample(self.samples, self.rate_hz, rate_hz).astype(np.float32), rate_hz)

    def after(self, position: int, count: int | None = None) -> Sound:
        """`count` samples from `position` on, or all that are left."""
        end = None if count is None else position + count
        return Sound(self.samples[position:end], self.rate_hz)

    def faded_out(self) -> Sound:
        """The same sound, falling to silence in a straight line."""
        fade = np.linspace(1.0, 0.0, len(self.samples), dtype=np.float32)
        return Sound(self.samples * fade, self.rate_hz)


def silence(seconds: float, rate_hz: int) -> Sound:
    """Nothing to hear for `seconds`."""
    return Sound(np.zeros(max(1, round(seconds * rate_hz)), dtype=np.float32), rate_hz)
