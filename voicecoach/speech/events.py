"""What this room reports. Every `at_seconds` is on the scale of `time.monotonic()`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Saying:
    """An utterance begins to sound: its first sample leaves the loudspeaker at `at_seconds`.

    `clip` is its sound file, or None when it has no sound and only its time passes.
    """

    utterance: int
    text: str
    at_seconds: float
    clip: Path | None


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance is over, after sounding for `seconds`. Each utterance ends in exactly one of these.

    `finished` is False when it was hushed; hushed before it sounded, it has 0 `seconds` and no `Saying`.
    """

    utterance: int
    text: str
    seconds: float
    finished: bool
    at_seconds: float


@dataclass(frozen=True, slots=True)
class CueSounded:
    """The cue `name` begins to sound."""

    name: str
    at_seconds: float


@dataclass(frozen=True, slots=True)
class LengthsKnown:
    """How long these texts take to say, in seconds, now that they are rendered."""

    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SpeechTrouble:
    """`part` ("voice" or "loudspeaker") is missing. Utterances go on in silence, at their usual pace."""

    part: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class SpeechMended:
    """The trouble with `part` is over."""

    part: str


SpeechEvent = Saying | Said | CueSounded | LengthsKnown | SpeechTrouble | SpeechMended
