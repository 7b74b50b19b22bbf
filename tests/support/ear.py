"""Listens to the virtual loudspeaker and knows when each sample was heard."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from types import TracebackType

import numpy as np
import numpy.typing as npt

from tests.support.rig import Rig

RATE_HZ = 48000
_PATIENCE_SECONDS = 10.0
_RECORDER = (
    f"parec --device=speaker.monitor --raw --format=s16le --channels=1 --rate={RATE_HZ} --latency-msec=5"
)


class Ear:
    """A recording of the loudspeaker while the `with` block runs, on the monotonic clock."""

    def __init__(self, rig: Rig) -> None:
        """Prepare to listen to `rig`."""
        self._env = rig.env()
        self._chunks: list[tuple[float, bytes]] = []
        self._hears = threading.Event()

    def __enter__(self) -> Ear:
        self._process = subprocess.Popen(
            _RECORDER.split(),
            stdout=subprocess.PIPE,
            env=self._env,
        )
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        assert self._hears.wait(_PATIENCE_SECONDS), "the recorder delivers nothing"
        return self

    def _listen(self) -> None:
        assert self._process.stdout
        with self._process.stdout as pipe:
            while chunk := os.read(pipe.fileno(), 9600):
                self._chunks.append((time.monotonic(), chunk))
                self._hears.set()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()
        self._thread.join()

    @property
    def samples(self) -> npt.NDArray[np.float32]:
        """What was heard, between -1 and 1."""
        raw = np.frombuffer(b"".join(chunk for _, chunk in self._chunks), dtype="<i2")
        return raw.astype(np.float32) / np.float32(32768)

    @property
    def began_seconds(self) -> float:
        """When the first sample was heard. A chunk can come late but never early, so the earliest tells."""
        heard, began_seconds = 0, float("inf")
        for at_seconds, chunk in self._chunks:
            heard += len(chunk) // 2
            began_seconds = min(began_seconds, at_seconds - heard / RATE_HZ)
        return began_seconds

    def sounding(self, level: float = 0.001) -> tuple[float, float]:
        """When the first and the last sample louder than `level` were heard."""
        loud = np.flatnonzero(np.abs(self.samples) > level)
        assert len(loud), "nothing was heard"
        return (
            self.began_seconds + float(loud[0]) / RATE_HZ,
            self.began_seconds + float(loud[-1]) / RATE_HZ,
        )
