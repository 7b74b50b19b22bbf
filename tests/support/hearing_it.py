"""What a recording of the loudspeaker tells: when it sounded, and when it was silent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_SECONDS = 0.01
SILENCE_DBFS = -55.0


class Recorded:
    """A recording as levels, in frames of 10 ms.

    Attributes:
        levels_dbfs: shape (frames,).
    """

    def __init__(self, path: Path) -> None:
        import numpy as np
        import soundfile

        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        size = round(FRAME_SECONDS * rate_hz)
        whole = samples[: len(samples) // size * size].mean(axis=1).reshape(-1, size)
        power = np.mean(np.square(whole, dtype=np.float64), axis=1)
        self.levels_dbfs: NDArray[np.float64] = 10 * np.log10(power + 1e-12)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.levels_dbfs) * FRAME_SECONDS

    def first_sound_seconds(self) -> float:
        """When it first sounded.

        Raises:
            AssertionError: it never did.
        """
        sounding = (self.levels_dbfs > SILENCE_DBFS).nonzero()[0]
        assert len(sounding), "nothing sounds in the recording"
        return float(sounding[0]) * FRAME_SECONDS

    def sounding(self, start_seconds: float, end_seconds: float) -> float:
        """The share of a stretch of time in which it sounds, 0 to 1."""
        first, last = round(start_seconds / FRAME_SECONDS), round(end_seconds / FRAME_SECONDS)
        part = self.levels_dbfs[max(0, first) : last]
        assert len(part), f"the recording ends before {start_seconds:.2f} s"
        return float((part > SILENCE_DBFS).mean())
