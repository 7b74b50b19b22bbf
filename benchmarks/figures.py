"""What a benchmark finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Figures:
    """The delays of one contestant, in seconds, and out of how many trials; the others gave no result."""

    name: str
    delays_seconds: Sequence[float]
    trials: int

    def percentile(self, percent: float) -> float:
        """The delay that so many percent of the trials stay within, in seconds."""
        return float(np.percentile(self.delays_seconds, percent))
