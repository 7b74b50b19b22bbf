"""What a side of the virtual sound card plays or hears, with the time of every 10 ms."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Literal

import numpy as np

Device = Literal["speaker.monitor", "vmic"]

_RATE_HZ = 16_000
_BLOCK_SECONDS = 0.01
_BLOCK_BYTES = 2 * int(_RATE_HZ * _BLOCK_SECONDS)
_SILENCE_DBFS = -100.0
_LATE_BLOCKS = 100


@dataclass(frozen=True, slots=True)
class Block:
    """10 ms of sound: when they had been heard (scale of `time.monotonic()`), and how loud they were."""

    ended_seconds: float
    level_dbfs: float


class Capture:
    """Listens to one device from `__enter__` to `__exit__`.

    The times carry the recording's own delay of some milliseconds, the same for all that is compared.
    """

    def __init__(self, device: Device, environment: Mapping[str, str]) -> None:
        form = ("--raw", "--format=s16le", f"--rate={_RATE_HZ}", "--channels=1")
        self._command = ["parec", f"--device={device}", *form, "--latency-msec=10"]
        self._environment = dict(environment)
        self._arrived: list[Block] = []
        self._changed = threading.Condition()

    def __enter__(self) -> Capture:
        self._process = subprocess.Popen(self._command, env=self._environment, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._sound = self._process.stdout
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        self.wait_for_level(_SILENCE_DBFS, since_seconds=0.0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        self._sound.close()

    def wait_for_level(self, level_dbfs: float, since_seconds: float, patience_seconds: float = 20.0) -> None:
        """Wait for a block at least this loud that was heard after `since_seconds`.

        Raises:
            TimeoutError: none came.
        """

        def heard() -> bool:
            last = self._arrived[-1] if self._arrived else None
            return last is not None and last.ended_seconds > since_seconds and last.level_dbfs >= level_dbfs

        with self._changed:
            if not self._changed.wait_for(heard, patience_seconds):
                raise TimeoutError(f"no sound of {level_dbfs:g} dBFS")

    def between(self, from_seconds: float, to_seconds: float) -> list[Block]:
        """The blocks that ended in this time, with the jitter of their arrival taken out."""
        with self._changed:
            blocks = list(self._arrived)
        arrivals = np.array([block.ended_seconds for block in blocks])
        offsets = arrivals - np.arange(len(blocks)) * _BLOCK_SECONDS
        found = []
        for index in np.flatnonzero((arrivals >= from_seconds) & (arrivals <= to_seconds + 1)):
            # Blocks arrive late, never early: the promptest of those that follow tells the true time.
            ended = float(offsets[index : index + _LATE_BLOCKS].min()) + float(index) * _BLOCK_SECONDS
            if from_seconds <= ended <= to_seconds:
                found.append(Block(ended, blocks[index].level_dbfs))
        return found

    def _read(self) -> None:
        while len(data := self._sound.read(_BLOCK_BYTES)) == _BLOCK_BYTES:
            block = Block(time.monotonic(), _level_dbfs(data))
            with self._changed:
                self._arrived.append(block)
                self._changed.notify_all()


def end_of_sound(blocks: list[Block], level_dbfs: float) -> float | None:
    """When the last block at least this loud was over, or None."""
    loud = [block.ended_seconds for block in blocks if block.level_dbfs >= level_dbfs]
    return loud[-1] if loud else None


def _level_dbfs(data: bytes) -> float:
    samples = np.frombuffer(data, "<i2") / 32768
    power = float(np.mean(samples**2))
    return 10 * float(np.log10(power)) if power > 0 else _SILENCE_DBFS
