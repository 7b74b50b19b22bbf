"""Supervises the rendering process: starts it, and another when it dies or hangs."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from pathlib import Path

from voicecoach.speech.process import (
    ProcessDiedError,
    ProcessHangsError,
    RenderError,
    RenderProcess,
    VoiceIdentity,
)

_log = logging.getLogger(__name__)
_START_SECONDS = 15.0
_RENDER_SECONDS = 8.0
_BACKOFF_SECONDS = (0.5, 2.0, 5.0, 15.0)


class NoVoiceError(Exception):
    """There is no rendering process, and none can be started now."""


class Renderer:
    """Renders sentences one by one in a process of its own. For one thread, but for `interrupt`."""

    def __init__(self, voice: str, words_per_minute: int, render_seconds: float = _RENDER_SECONDS) -> None:
        self._voice = voice
        self._words_per_minute = words_per_minute
        self._render_seconds = render_seconds
        self._folder = tempfile.TemporaryDirectory(prefix="voicecoach-")
        self._process: RenderProcess | None = None
        self._identity: VoiceIdentity | None = None
        self._failed_starts = 0
        self._not_before_seconds = 0.0
        self._lock = threading.Lock()
        self._interrupted = False

    @property
    def process_id(self) -> int | None:
        """The rendering process, while there is one."""
        process = self._process
        return process.pid if process else None

    def start(self) -> VoiceIdentity:
        """The voice of the process, which is started if none runs.

        Raises:
            NoVoiceError: it does not start, or it did not a moment ago.
        """
        self._running()
        assert self._identity
        return self._identity

    def _running(self) -> RenderProcess:
        if self._process:
            return self._process
        if time.monotonic() < self._not_before_seconds:
            raise NoVoiceError("the last start failed a moment ago")
        with self._lock:
            if self._interrupted:
                raise NoVoiceError("interrupted")
            process = self._process = RenderProcess(self._voice, self._words_per_minute)
        try:
            self._identity = process.greet(_START_SECONDS)
        except RenderError as error:
            self._drop()
            self._wait_longer()
            raise NoVoiceError(str(error)) from error
        self._failed_starts = 0
        return process

    def _wait_longer(self) -> None:
        wait_seconds = _BACKOFF_SECONDS[min(self._failed_starts, len(_BACKOFF_SECONDS) - 1)]
        self._failed_starts += 1
        self._not_before_seconds = time.monotonic() + wait_seconds

    def render(self, text: str) -> Path:
        """The sound file of `text`, to be read before the next call.

        A process that died is replaced and asked once more; one that hangs costs this sentence.

        Raises:
            NoVoiceError: no process can be started.
            RenderError: the engine made no sound of this text, or it took too long.
        """
        try:
            return self._ask(text)
        except ProcessDiedError:
            _log.warning("the rendering process died; another one is asked")
            return self._ask(text)

    def _ask(self, text: str) -> Path:
        path = Path(self._folder.name) / "sentence.wav"
        path.unlink(missing_ok=True)
        try:
            self._running().render(text, path, self._render_seconds)
        except (ProcessDiedError, ProcessHangsError):
            self._drop()
            raise
        return path

    def _drop(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process:
            process.kill()

    def interrupt(self) -> None:
        """End the process for good: what is being rendered fails at once. From any thread."""
        with self._lock:
            self._interrupted = True
        self._drop()

    def close(self) -> None:
        """End the process and remove its files."""
        self.interrupt()
        self._folder.cleanup()
