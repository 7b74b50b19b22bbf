"""What the room tells the others. All times are on the scale of `time.monotonic()`, in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class HearingSettings:
    """What to listen with, and for.

    Attributes:
        model: a Vosk model folder.
        microphone: its name; "" is the system's default.
        language: whose words to use.
        own_words: phrases of the user's own, for some commands: (command, phrases).
        by_name: only what begins with the coach's name is obeyed.
    """

    model: Path
    microphone: str = ""
    language: str = "en"
    own_words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class VoiceStarted:
    """Somebody began to speak; sent at once, long before it is known what was said."""

    at_seconds: float


@dataclass(frozen=True, slots=True)
class VoiceEnded:
    """The voice of the last VoiceStarted ended."""

    at_seconds: float


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance and what became of it.

    Attributes:
        text: the words, "[unk]" for what is in no vocabulary.
        context: the vocabulary that it was heard with.
        command: the command's name, None when the words are none.
        accepted: whether the command counts.
        reason: why it does not count; "" when it does.
        began_seconds: the beginning of the first word.
        ended_seconds: the end of the last word.
        latency_seconds: from the end of the last word until this event was made.
    """

    text: str
    context: str
    command: str | None
    accepted: bool
    reason: str
    began_seconds: float
    ended_seconds: float
    latency_seconds: float


@dataclass(frozen=True, slots=True)
class MicLevel:
    """How loud it is at the microphone, ten times a second; 0 dBFS is the loudest possible."""

    level_dbfs: float


@dataclass(frozen=True, slots=True)
class HearingTrouble:
    """Something does not work. `part` is "microphone", "recognizer" or "model"."""

    part: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class HearingMended:
    """What the last HearingTrouble of this part told of is over."""

    part: str


HearingEvent = VoiceStarted | VoiceEnded | Heard | MicLevel | HearingTrouble | HearingMended
