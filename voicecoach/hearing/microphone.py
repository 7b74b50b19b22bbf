"""The microphone: frames as they come, and every kind of loss told, retried and mended."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Protocol

from voicecoach.hearing.frames import FRAME_SECONDS, Framer

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    import numpy as np
    import sounddevice
    from numpy.typing import NDArray

    from voicecoach.hearing.frames import Frame

_LATENCY_SECONDS = 0.03
_FIRST_BLOCK_SECONDS = 2.0  # a device may take this long to start
_WATCHDOG_SECONDS = 0.5  # a device that was running and sends nothing for so long is lost
_RETRY_SECONDS = 0.5
_MUTED_SECONDS = 3.0
_LOOK_SECONDS = 0.1
_PLAUSIBLE_AGE_SECONDS = 0.5


class _LostError(Exception):
    """The microphone cannot be used; the argument is the name of the trouble."""


class _StreamTimes(Protocol):
    """What PortAudio tells with a block, in seconds on its own clock."""

    currentTime: float  # noqa: N815 - PortAudio's name
    inputBufferAdcTime: float  # noqa: N815 - PortAudio's name


class Microphone:
    """Listens on a thread of its own until the process ends.

    Args:
        name: of the device; "" for the system's default.
        deliver: gets each frame, on the sound library's thread.
        complain: gets the name of a trouble when it begins, None when it is over.
    """

    def __init__(
        self, name: str, deliver: Callable[[Frame], None], complain: Callable[[str | None], None]
    ) -> None:
        self._name = name
        self._deliver = deliver
        self._complain = complain
        self._trouble: str | None = None
        self._running = False
        self._next_block_by_seconds = 0.0
        self._last_sound_seconds = 0.0
        threading.Thread(target=self._run, name="microphone", daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                self._listen()
            except _LostError as loss:
                self._say(str(loss))
            time.sleep(_RETRY_SECONDS)

    def _listen(self) -> None:
        """Open the device and watch over it until it is lost."""
        try:
            import sounddevice
        except OSError as error:
            raise _LostError("no-sound-library") from error
        stream = None
        try:
            stream = self._open(sounddevice)
            self._watch(stream)
        except (sounddevice.PortAudioError, ValueError) as error:
            raise _LostError("microphone-lost") from error
        finally:
            if stream is not None:
                stream.close(ignore_errors=True)
            _look_again_for_devices(sounddevice)

    def _open(self, sounddevice: ModuleType) -> sounddevice.InputStream:
        device = self._name or None
        rate_hz = float(sounddevice.query_devices(device, "input")["default_samplerate"])
        framer = Framer(rate_hz)

        def on_block(block: NDArray[np.int16], count: int, times: _StreamTimes, _flags: object) -> None:
            now = time.monotonic()
            self._running = True
            self._next_block_by_seconds = now + _WATCHDOG_SECONDS
            if block.any():
                self._last_sound_seconds = now
            age_seconds = times.currentTime - times.inputBufferAdcTime
            if not 0 <= age_seconds < _PLAUSIBLE_AGE_SECONDS:  # some drivers do not fill it in
                age_seconds = count / rate_hz
            for frame in framer.frames(block[:, 0], now - age_seconds + count / rate_hz):
                self._deliver(frame)

        self._running = False
        self._last_sound_seconds = time.monotonic()
        self._next_block_by_seconds = self._last_sound_seconds + _FIRST_BLOCK_SECONDS
        stream = sounddevice.InputStream(
            samplerate=rate_hz,
            blocksize=round(rate_hz * FRAME_SECONDS),
            device=device,
            channels=1,
            dtype="int16",
            latency=_LATENCY_SECONDS,
            callback=on_block,
        )
        stream.start()
        return stream

    def _watch(self, stream: sounddevice.InputStream) -> None:
        while stream.active and time.monotonic() < self._next_block_by_seconds:
            if time.monotonic() - self._last_sound_seconds > _MUTED_SECONDS:
                self._say("microphone-silent")
            elif self._running:
                self._say(None)
            time.sleep(_LOOK_SECONDS)
        raise _LostError("microphone-lost")

    def _say(self, trouble: str | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._complain(trouble)


def _look_again_for_devices(sounddevice: ModuleType) -> None:
    """PortAudio lists devices once, when it starts: start it again."""
    sounddevice._terminate()  # noqa: SLF001 - the only way that sounddevice offers
    sounddevice._initialize()  # noqa: SLF001
