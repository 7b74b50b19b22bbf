"""Hands events to the listener of this room, one after the other, from one thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

from voicecoach.speech.events import SpeechEvent

_log = logging.getLogger(__name__)
_CLOSE_SECONDS = 0.1


class Post:
    """Events go in from any thread; `notify` gets them in their order."""

    def __init__(self, notify: Callable[[SpeechEvent], None]) -> None:
        self._notify = notify
        self._events: SimpleQueue[SpeechEvent | None] = SimpleQueue()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="speech-events", daemon=True)
        self._thread.start()

    def put(self, event: SpeechEvent) -> None:
        """Deliver `event` soon."""
        self._events.put(event)

    def _run(self) -> None:
        while (event := self._events.get()) is not None and not self._closed.is_set():
            try:
                self._notify(event)
            except Exception:  # one listener's mistake must not end the captions
                _log.exception("a speech event was not taken")

    def close(self) -> None:
        """Nothing is delivered after this returns."""
        self._events.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join(_CLOSE_SECONDS)
        self._closed.set()
