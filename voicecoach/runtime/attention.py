"""What the coach listens for: what makes sense at the moment, or only to be woken."""

from __future__ import annotations

from typing import Literal

from voicecoach.coaching.terms import Command, Context
from voicecoach.runtime.snapshot import Hearing
from voicecoach.runtime.voice import Voice


class Attention:
    """Follows the context while awake; asleep, nothing counts but being woken.

    Args:
        voice: whose ears are told.
        mode: whether the ears listen at all, and to the coach's name only.

    Attributes:
        context: what makes sense, awake or not: keys and typed words go by it.
    """

    def __init__(self, voice: Voice, mode: Literal["on", "name", "off"]) -> None:
        self.context = Context.MENU
        self._voice = voice
        self._mode = mode
        self._asleep = False

    @property
    def listening_for(self) -> Context:
        """The context whose words are understood."""
        return Context.ASLEEP if self._asleep else self.context

    @property
    def hearing(self) -> Hearing:
        """For the screen."""
        return "asleep" if self._asleep and self._mode != "off" else self._mode

    def turn_to(self, context: Context) -> None:
        """Something else makes sense now."""
        self.context = context
        self._voice.listen_for(self.listening_for)

    def takes(self, command: Command) -> bool:
        """Go to sleep, or wake up, if that is what the command is; one key does both in turn."""
        if command not in (Command.SLEEP, Command.WAKE):
            return False
        self._asleep = command is Command.SLEEP and not self._asleep
        self._voice.listen_for(self.listening_for)
        return True
