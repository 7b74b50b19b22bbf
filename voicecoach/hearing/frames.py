"""Sound in frames of 20 ms at 16 kHz, which every later stage works on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import soxr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

RATE_HZ = 16_000
FRAME_SAMPLES = 320
FRAME_SECONDS = FRAME_SAMPLES / RATE_HZ
SILENCE_DBFS = -96.0


@dataclass(frozen=True, slots=True)
class Frame:
    """20 ms of mono sound: FRAME_SAMPLES of int16, and when the first of them sounded."""

    samples: NDArray[np.int16]
    at_seconds: float

    def level_dbfs(self) -> float:
        """Root mean square level, SILENCE_DBFS at least."""
        return float(levels_dbfs(self.samples)[0])


def levels_dbfs(samples: NDArray[np.int16]) -> NDArray[np.float64]:
    """The level of each whole frame of `samples` (int16, RATE_HZ, mono), in dBFS."""
    whole = len(samples) // FRAME_SAMPLES
    blocks = samples[: whole * FRAME_SAMPLES].reshape(whole, FRAME_SAMPLES).astype(np.float64) / 32768
    power = np.mean(np.square(blocks), axis=1)
    levels: NDArray[np.float64] = np.maximum(10 * np.log10(np.maximum(power, 1e-12)), SILENCE_DBFS)
    return levels


class Framer:
    """Makes frames of blocks of any length and rate."""

    def __init__(self, rate_hz: float) -> None:
        self._resampler = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="int16", quality="MQ")
        self._rest = np.empty(0, np.int16)

    def frames(self, block: NDArray[np.int16], ends_at_seconds: float) -> Iterator[Frame]:
        """The frames that are complete with this block.

        Args:
            block: mono int16 samples at the rate of the framer.
            ends_at_seconds: when the last sample of the block sounded.
        """
        ready = np.concatenate([self._rest, self._resampler.resample_chunk(block)])
        withheld = self._resampler.delay()  # samples that the resampler's filter has not let out yet
        starts_at_seconds = ends_at_seconds - (withheld + len(ready)) / RATE_HZ
        whole = len(ready) // FRAME_SAMPLES
        self._rest = ready[whole * FRAME_SAMPLES :]
        for index in range(whole):
            samples = ready[index * FRAME_SAMPLES : (index + 1) * FRAME_SAMPLES]
            yield Frame(samples, starts_at_seconds + index * FRAME_SECONDS)
