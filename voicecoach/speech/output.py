"""The sound card: one output stream, as PortAudio gives it."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_LATENCY_SECONDS = 0.025  # shorter underruns when Python is busy, longer hushes late
_STALLED_SECONDS = 1.0

Fill = Callable[[int, float], "npt.NDArray[np.float32]"]
"""Gives the next so many samples, the first of which sounds at so many seconds on the monotonic clock."""


class OutputError(Exception):
    """There is no loudspeaker to play on; `library_missing` when PortAudio itself is not installed."""

    def __init__(self, reason: str, *, library_missing: bool = False) -> None:
        super().__init__(reason)
        self.library_missing = library_missing


class Output(Protocol):
    """An open way to the loudspeaker."""

    rate_hz: int

    def start(self, fill: Fill) -> None:
        """Begin to play what `fill` gives; it is called from a thread of the output's own."""

    def alive(self) -> bool:
        """Whether it still takes samples."""

    def close(self) -> None:
        """Stop; `fill` is not called any more."""


def open_output() -> Output:
    """The system's usual loudspeaker, looked for anew.

    Raises:
        OutputError: there is none, or no PortAudio.
    """
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise OutputError(str(error), library_missing=True) from error
    try:
        _look_for_devices_again(sounddevice)
        return SoundCard(sounddevice)
    except (sounddevice.PortAudioError, ValueError) as error:
        raise OutputError(str(error)) from error


def _look_for_devices_again(sounddevice: ModuleType) -> None:
    """PortAudio looks for devices when it is initialised; sounddevice has no public way to repeat that."""
    if sounddevice._initialized:  # noqa: SLF001
        sounddevice._terminate()  # noqa: SLF001
    sounddevice._initialize()  # noqa: SLF001


class _StreamTimes(Protocol):
    currentTime: float  # noqa: N815
    outputBufferDacTime: float  # noqa: N815


class SoundCard:
    """An output stream at the device's own rate."""

    def __init__(self, sounddevice: ModuleType) -> None:
        device = sounddevice.query_devices(kind="output")
        self.rate_hz = int(device["default_samplerate"])
        self._ended = False
        self._taken_seconds = time.monotonic()
        self._fill: Fill | None = None
        self._stream = sounddevice.OutputStream(
            samplerate=self.rate_hz,
            channels=min(2, device["max_output_channels"]),
            dtype="float32",
            latency=_LATENCY_SECONDS,
            callback=self._callback,
            finished_callback=self._finished,
        )
        self._failed = sounddevice.PortAudioError

    def start(self, fill: Fill) -> None:
        """Begin to play what `fill` gives.

        Raises:
            OutputError: the device was lost meanwhile.
        """
        self._fill = fill
        self._taken_seconds = time.monotonic()
        try:
            self._stream.start()
        except self._failed as error:
            raise OutputError(str(error)) from error

    def _callback(
        self, out: npt.NDArray[np.float32], frames: int, times: _StreamTimes, _status: object
    ) -> None:
        self._taken_seconds = time.monotonic()
        delay_seconds = times.outputBufferDacTime - times.currentTime
        if not 0.0 < delay_seconds < 1.0:  # some systems do not know
            delay_seconds = self._stream.latency
        if self._fill:
            out[:] = self._fill(frames, self._taken_seconds + delay_seconds)[:, None]

    def _finished(self) -> None:
        self._ended = True

    def alive(self) -> bool:
        """Whether the device still takes samples."""
        return not self._ended and time.monotonic() - self._taken_seconds < _STALLED_SECONDS

    def close(self) -> None:
        """Stop at once."""
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)
