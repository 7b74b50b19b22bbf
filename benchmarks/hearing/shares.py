"""Shares and rates with their 95 % intervals: what is measured on few clips is not known well."""

from __future__ import annotations

import math
from dataclasses import dataclass

_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def percent(self) -> float:
        """The share; 0 of nothing is 0."""
        return 100 * self.count / self.of if self.of else 0.0

    def interval_percent(self) -> tuple[float, float]:
        """Wilson's interval."""
        if not self.of:
            return 0.0, 100.0
        share, weight = self.count / self.of, _Z**2 / self.of
        middle = share + weight / 2
        spread = _Z * math.sqrt(share * (1 - share) / self.of + weight / self.of / 4)
        low, high = (middle - spread) / (1 + weight), (middle + spread) / (1 + weight)
        return 100 * max(low, 0.0), 100 * min(high, 1.0)

    def __str__(self) -> str:
        if not self.of:
            return "-"
        low, high = self.interval_percent()
        return f"{self.percent:.1f} % ({low:.0f}-{high:.0f})"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in so many seconds of sound."""

    count: int
    seconds: float

    @property
    def per_hour(self) -> float:
        """The rate; 0 in no time is 0."""
        return 3600 * self.count / self.seconds if self.seconds else 0.0

    def interval_per_hour(self) -> tuple[float, float]:
        """The exact Poisson interval."""
        hours = self.seconds / 3600
        if not hours:
            return 0.0, math.inf
        low = _expected(self.count - 1, 0.975) if self.count else 0.0
        return low / hours, _expected(self.count, 0.025) / hours

    def __str__(self) -> str:
        if not self.seconds:
            return "-"
        low, high = self.interval_per_hour()
        return f"{self.per_hour:.1f} ({low:.1f}-{high:.1f})"


def _expected(count: int, probability: float) -> float:
    """The expected number with which at most `count` come with this probability."""
    low, high = 0.0, 2.0 * count + 20
    for _ in range(60):
        middle = (low + high) / 2
        if _at_most(count, middle) > probability:
            low = middle
        else:
            high = middle
    return low


def _at_most(count: int, expected: float) -> float:
    """The Poisson probability of at most `count`."""
    logs = (k * math.log(expected) - expected - math.lgamma(k + 1) for k in range(count + 1))
    return sum(math.exp(log) for log in logs) if expected > 0 else 1.0
