"""Collects what the speech room reports, for tests that wait for it."""

from __future__ import annotations

import threading
from typing import TypeVar

from voicecoach.speech import SpeechEvent

_Event = TypeVar("_Event")
_PATIENCE_SECONDS = 20.0


class EventLog:
    """A listener for the speech room."""

    def __init__(self) -> None:
        self.events: list[SpeechEvent] = []
        self._changed = threading.Condition()

    def __call__(self, event: SpeechEvent) -> None:
        """Take one event."""
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def of(self, kind: type[_Event]) -> list[_Event]:
        """All events of one kind so far, in their order."""
        with self._changed:
            return [event for event in self.events if isinstance(event, kind)]

    def wait(self, kind: type[_Event], count: int = 1) -> list[_Event]:
        """Wait until there are `count` events of `kind`; all of that kind.

        Raises:
            AssertionError: they did not come.
        """
        with self._changed:
            came = self._changed.wait_for(
                lambda: sum(isinstance(event, kind) for event in self.events) >= count, _PATIENCE_SECONDS
            )
            assert came, f"no {count} {kind.__name__} in {self.events}"
        return self.of(kind)
