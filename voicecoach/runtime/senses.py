"""What voice and ears report: told on as notices, kept for the screen, answered where a reflex is enough."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from voicecoach.coaching.terms import Command
from voicecoach.hearing import (
    Heard,
    HearingEvent,
    HearingMended,
    HearingTrouble,
    MicLevel,
    VoiceEnded,
    VoiceStarted,
)
from voicecoach.runtime.notices import (
    CueNotice,
    HeardNotice,
    MendedNotice,
    Notice,
    SaidNotice,
    SayingNotice,
    TroubleNotice,
)
from voicecoach.runtime.snapshot import HeardNow, Trouble
from voicecoach.runtime.voice import Voice
from voicecoach.speech import CueSounded, LengthsKnown, Said, Saying, SpeechEvent, SpeechMended, SpeechTrouble

LONGEST_MISS_SECONDS = 1.5
"""What goes on for longer is talk, not a command that went wrong."""


class Miss(Enum):
    """What was not understood."""

    UNCLEAR = "unclear"
    """Much like a command, and none."""


class Senses:
    """What is seen and heard at this moment.

    Attributes:
        level_dbfs: the microphone's level; None as long as none is known.
        speaking: whether somebody speaks.
        heard: the last utterance.
    """

    def __init__(
        self,
        voice: Voice,
        clock: Callable[[], float],
        notice: Callable[[Notice], None],
        telling_words: frozenset[str],
    ) -> None:
        self.level_dbfs: float | None = None
        self.speaking = False
        self.heard: HeardNow | None = None
        self._voice = voice
        self._clock = clock
        self._notice = notice
        self._telling_words = telling_words
        self._troubles: dict[str, Trouble] = {}

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What does not work, the newest last."""
        return tuple(self._troubles.values())

    def trouble(self, trouble: Trouble) -> None:
        """Something does not work."""
        self._troubles[trouble.part] = trouble
        self._notice(TroubleNotice(self._clock(), trouble.part, trouble.message, trouble.mend))

    def mended(self, part: str) -> None:
        """It works again."""
        if self._troubles.pop(part, None):
            self._notice(MendedNotice(self._clock(), part))

    def spoke(self, event: SpeechEvent) -> None:
        """The voice reports."""
        match event:
            case Saying():
                self._notice(SayingNotice(event.at_seconds, self._voice.began(event)))
            case Said():
                text = self._voice.ended(event)
                self._notice(SaidNotice(event.at_seconds, text, event.seconds, event.finished))
            case CueSounded():
                self._notice(CueNotice(event.at_seconds, event.name))
            case LengthsKnown():
                self._voice.rendered(event)
            case SpeechTrouble():
                self.trouble(Trouble(event.part, event.message, event.mend))
            case SpeechMended():
                self.mended(event.part)

    def listened(self, event: HearingEvent, context: str) -> Command | Miss | None:
        """The ears report: a command, or a near miss. `context` is what can be said now."""
        match event:
            case Heard(text=""):  # a sound without words
                return None
            case Heard():
                return self._understood(event, context)
            case MicLevel():
                self.level_dbfs = event.level_dbfs
            case VoiceStarted():
                self.speaking = True
                self._voice.duck(event.at_seconds, on=True)
            case VoiceEnded():
                self.speaking = False
                self._voice.duck(event.at_seconds, on=False)
            case HearingTrouble():
                self.level_dbfs = None
                self.trouble(Trouble(event.part, event.message, event.mend))
            case HearingMended():
                self.mended(event.part)
        return None

    def _understood(self, event: Heard, context: str) -> Command | Miss | None:
        """A command, unless it was meant for a situation that is over; or a near miss."""
        accepted = event.accepted and event.context == context
        reason = "too late" if event.accepted and not accepted else event.reason
        command = Command(event.command) if event.command else None
        now = self._clock()
        self.heard = HeardNow(event.text, command, accepted, reason, now)
        self._notice(HeardNotice(now, event.text, event.context, accepted, reason, event.latency_seconds))
        if accepted:
            return command
        near = command is None and not self._telling_words.isdisjoint(event.text.split())
        return (
            Miss.UNCLEAR
            if near and event.ended_seconds - event.began_seconds < LONGEST_MISS_SECONDS
            else None
        )
