"""A quiet room before a virtual microphone: it is not digital silence, which would be a muted microphone."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile

from tests.support.rig import Rig

_DBFS = -65.0
_RATE_HZ = 16_000
_SECONDS = 120


@contextmanager
def quiet_room(rig: Rig, folder: Path) -> Iterator[None]:
    """While this lasts, for two minutes at the most, the microphone hears a faint noise."""
    noise = np.random.default_rng(7).normal(0, 10 ** (_DBFS / 20), _SECONDS * _RATE_HZ)
    soundfile.write(folder / "room.wav", noise, _RATE_HZ)
    command = ["paplay", "--device=micbus", str(folder / "room.wav")]
    with subprocess.Popen(command, env=rig.env()) as playing:
        try:
            yield
        finally:
            playing.terminate()
