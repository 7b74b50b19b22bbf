"""How much of the processor listening costs, in silence and in talk."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.hearing.contestants import Contestant, Samples
from tests.support.recordings import RATE_HZ

_ROOM_DBFS = -60.0
_CONTEXT = "session"


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds for an hour of sound; None where there was no talk to measure with."""

    silence: float
    talk: float | None


def costs(contestants: Mapping[str, Contestant], talk: Samples, seconds: int) -> dict[str, Cost]:
    """What each contestant costs; `seconds` is how much of each sound is listened to."""
    room = np.random.default_rng(3).standard_normal(seconds * RATE_HZ) * 10 ** (_ROOM_DBFS / 20)
    silence = (room * 32768).astype(np.int16)
    talk = talk[: seconds * RATE_HZ]
    return {
        name: Cost(_cost(each, silence), _cost(each, talk) if len(talk) else None)
        for name, each in contestants.items()
    }


def _cost(contestant: Contestant, samples: Samples) -> float:
    began = time.process_time()
    contestant.hear(samples, _CONTEXT)
    return (time.process_time() - began) * 3600 * RATE_HZ / len(samples)
