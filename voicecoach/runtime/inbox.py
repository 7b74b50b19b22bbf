"""Where everything that happens arrives, from whatever thread: keys, the voice, the ears."""

from __future__ import annotations

from dataclasses import dataclass
from queue import Empty, SimpleQueue

from voicecoach.coaching.terms import By, Command
from voicecoach.hearing import HearingEvent
from voicecoach.speech import SpeechEvent


@dataclass(frozen=True, slots=True)
class Asked:
    """The user asked for something, by key or in writing."""

    command: Command
    by: By


@dataclass(frozen=True, slots=True)
class Picked:
    """The user picked a routine by hand."""

    routine: str


@dataclass(frozen=True, slots=True)
class Leave:
    """The program has to end now; an unfinished session can be gone on with later."""


Message = Asked | Picked | Leave | SpeechEvent | HearingEvent


class Inbox:
    """A queue for one reader."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Message] = SimpleQueue()

    def put(self, message: Message) -> None:
        """Leave a message; any thread may."""
        self._queue.put(message)

    def get(self, timeout_seconds: float) -> Message | None:
        """The next message, or None after so long without one."""
        try:
            return self._queue.get(timeout=max(0.0, timeout_seconds))
        except Empty:
            return None
