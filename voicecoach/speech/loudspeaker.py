"""The mixer on a loudspeaker or, while there is none, on a silent clock: all ends at its time either way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.speech.messages import OutputFound, OutputLost, Report
from voicecoach.speech.mixer import Mixer
from voicecoach.speech.output import Output, OutputError

if TYPE_CHECKING:
    import numpy.typing as npt

    from voicecoach.speech.sound import Sound

_WATCH_SECONDS = 0.1
_RETRY_SECONDS = (0.5, 1.0, 2.0, 5.0)
_SILENT_BLOCK_SECONDS = 0.02
_FIRST_OPENING_SECONDS = 3.0
_FADE_OUT_SECONDS = 0.06  # the mixer's fade and the device's buffer
_STEADY_SECONDS = 5.0
_CLOSE_SECONDS = 0.15

Tell = Callable[[Report | OutputFound | OutputLost], None]
"""Takes what sounds, and whether there is a loudspeaker; called from several threads, returns at once."""


class Loudspeaker:
    """Plays on the system's loudspeaker; when that is lost, goes on in silence until it is back."""

    def __init__(
        self,
        mixer: Mixer,
        tell: Tell,
        open_device: Callable[[], Output],
    ) -> None:
        self._mixer = mixer
        self._tell = tell
        self._open_device = open_device
        self._lock = threading.Lock()
        self._output: Output | None = None
        self._opened_once = threading.Event()
        self._silent = threading.Event()
        self._closing = threading.Event()
        self._threads = [
            threading.Thread(target=self._supervise, name="speech-loudspeaker", daemon=True),
            threading.Thread(target=self._pass_time, name="speech-silence", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def play(self, utterance: int, sound: Sound) -> None:
        """Queue `sound` behind what the voice is saying."""
        with self._lock:
            self._mixer.play(utterance, sound)

    def cue(self, name: str, sound: Sound) -> None:
        """Play `sound` now, over the voice."""
        with self._lock:
            self._mixer.cue(name, sound)

    def hush(self) -> None:
        """Silence the voice and forget what is queued."""
        with self._lock:
            self._mixer.hush()

    def duck(self, on: bool) -> None:
        """Lower the voice, or bring it back."""
        with self._lock:
            self._mixer.duck(on)

    @property
    def rate_hz(self) -> int:
        """The rate at which sounds are played without being converted first."""
        return self._mixer.rate_hz

    def _supervise(self) -> None:
        failures = 0
        while not self._closing.is_set():
            try:
                output = self._open_device()
                self._go_live(output)
            except OutputError as failure:
                self._go_silent(failure)
                failures += 1
            else:
                steady = self._watch(output)
                self._go_silent(None if self._closing.is_set() else OutputError("the device was lost"))
                output.close()
                failures = 0 if steady else failures + 1
            self._closing.wait(_RETRY_SECONDS[min(failures, len(_RETRY_SECONDS) - 1)])
            self._wait_for_quiet()

    def _wait_for_quiet(self) -> None:
        """Wait until nothing plays: looking for devices can bring PortAudio, and so this process, down."""
        while not self._mixer.idle and not self._closing.wait(_WATCH_SECONDS):
            pass

    def _go_live(self, output: Output) -> None:
        with self._lock:
            self._mixer.retune(output.rate_hz)
            self._output = output
            self._silent.clear()
        try:
            output.start(partial(self._fill, output))
        except OutputError:
            output.close()
            raise
        self._opened_once.set()
        self._tell(OutputFound())

    def _go_silent(self, failure: OutputError | None) -> None:
        with self._lock:
            self._output = None
        self._silent.set()
        self._opened_once.set()
        if failure:
            self._tell(OutputLost(failure.library_missing))

    def _watch(self, output: Output) -> bool:
        """Return when the output is lost or the loudspeaker closed: whether it had lasted for a while."""
        began_seconds = time.monotonic()
        while output.alive() and not self._closing.wait(_WATCH_SECONDS):
            pass
        return time.monotonic() - began_seconds > _STEADY_SECONDS

    def _fill(self, output: Output, frames: int, at_seconds: float) -> npt.NDArray[np.float32]:
        """The next samples for `output`; silence when it was given up already."""
        with self._lock:
            if self._output is not output:
                return np.zeros(frames, dtype=np.float32)
            return self._render(frames, at_seconds)

    def _render(self, frames: int, at_seconds: float) -> npt.NDArray[np.float32]:
        block, reports = self._mixer.render(frames, at_seconds)
        for report in reports:
            self._tell(report)
        return block

    def _pass_time(self) -> None:
        """Let what plays pass at its own pace while there is no output."""
        self._opened_once.wait(_FIRST_OPENING_SECONDS)
        while not self._closing.is_set():
            if self._output is None:
                self._pass_silence()
            else:
                self._silent.wait()

    def _pass_silence(self) -> None:
        passed_seconds = time.monotonic()
        while not self._closing.wait(_SILENT_BLOCK_SECONDS):
            with self._lock:
                if self._output is not None:
                    return
                frames = int((time.monotonic() - passed_seconds) * self._mixer.rate_hz)
                self._render(frames, passed_seconds)
                passed_seconds += frames / self._mixer.rate_hz

    def close(self) -> None:
        """Fade out and let the device go."""
        with self._lock:
            audible = self._output is not None
            self._mixer.hush()
        if audible:
            time.sleep(_FADE_OUT_SECONDS)
        self._closing.set()
        self._silent.set()
        self._opened_once.set()
        for thread in self._threads:
            thread.join(_CLOSE_SECONDS)
