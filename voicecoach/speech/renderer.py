"""Supervises the rendering process: starts it, and another when it dies or hangs."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from voicecoach.speech.child import Child, ChildDiedError, ChildHangsError
from voicecoach.speech.messages import NotRendered, Render, Rendered, VoiceMissing, VoiceReady

_log = logging.getLogger(__name__)
_START_SECONDS = 15.0
_RENDER_SECONDS = 8.0
_BACKOFF_SECONDS = (0.5, 2.0, 5.0, 15.0)


class NoVoiceError(Exception):
    """There is no rendering process, and none can be started now."""


class RenderError(Exception):
    """The engine could not render this text."""


class Renderer:
    """Renders sentences one by one in a process of its own. For one thread, but for `close`."""

    def __init__(self, voice: str, words_per_minute: int, render_seconds: float = _RENDER_SECONDS) -> None:
        self._voice = voice
        self._words_per_minute = words_per_minute
        self._render_seconds = render_seconds
        self._child: Child | None = None
        self._ready: VoiceReady | None = None
        self._failed_starts = 0
        self._not_before_seconds = 0.0
        self._lock = threading.Lock()
        self._closed = False

    @property
    def process_id(self) -> int | None:
        """The rendering process, while there is one."""
        child = self._child
        return child.pid if child else None

    def start(self) -> VoiceReady:
        """The voice of the process, which is started if none runs.

        Raises:
            NoVoiceError: it does not start, or it did not a moment ago.
        """
        self._running()
        assert self._ready
        return self._ready

    def _running(self) -> Child:
        if self._child:
            return self._child
        if time.monotonic() < self._not_before_seconds:
            raise NoVoiceError("the last start failed a moment ago")
        with self._lock:
            if self._closed:
                raise NoVoiceError("closed")
            child = self._child = Child("voicecoach.speech.worker", self._voice, str(self._words_per_minute))
        try:
            hello = child.receive(_START_SECONDS)
        except (ChildDiedError, ChildHangsError):
            hello = VoiceMissing("the rendering process does not start")
        if not isinstance(hello, VoiceReady):
            self._drop()
            self._wait_longer()
            raise NoVoiceError(str(hello))
        self._failed_starts = 0
        self._ready = hello
        return child

    def _wait_longer(self) -> None:
        wait_seconds = _BACKOFF_SECONDS[min(self._failed_starts, len(_BACKOFF_SECONDS) - 1)]
        self._failed_starts += 1
        self._not_before_seconds = time.monotonic() + wait_seconds

    def render(self, text: str, path: Path) -> None:
        """Write the sound of `text` to the WAV file `path`, without silence around it.

        A process that died is replaced and asked once more; one that hangs costs this sentence.

        Raises:
            NoVoiceError: no process can be started.
            ChildDiedError: it died twice.
            ChildHangsError: it took too long.
            RenderError: the engine made no sound of this text.
        """
        try:
            self._ask(text, path)
        except ChildDiedError:
            _log.warning("the rendering process died; another one is asked")
            self._ask(text, path)

    def _ask(self, text: str, path: Path) -> None:
        child = self._running()
        try:
            child.send(Render(text, str(path)))
            answer = child.receive(self._render_seconds)
        except (ChildDiedError, ChildHangsError):
            self._drop()
            raise
        match answer:
            case Rendered():
                return
            case NotRendered(reason):
                raise RenderError(reason)
            case _:
                raise RenderError(f"an answer out of turn: {type(answer).__name__}")

    def _drop(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child:
            child.kill()

    def close(self) -> None:
        """End the process for good: what is being rendered fails at once. From any thread."""
        with self._lock:
            self._closed = True
        self._drop()
