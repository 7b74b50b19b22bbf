"""The sentences that the user reads, from the language files beside this module."""

from __future__ import annotations

import tomllib
from enum import Enum
from pathlib import Path

from voicecoach.errors import UserError
from voicecoach.speech.events import SpeechTrouble


class VoiceError(UserError):
    """No sentence can be spoken: there is no voice, or no room to keep what it says."""


class Trouble(Enum):
    """What can go wrong here; the value is its key in the language file and begins with its part."""

    VOICE_MISSING = "voice-missing"
    VOICE_UNKNOWN = "voice-unknown"
    VOICE_STORAGE = "voice-storage"
    LOUDSPEAKER_MISSING = "loudspeaker-missing"
    LOUDSPEAKER_LIBRARY = "loudspeaker-library"

    @property
    def part(self) -> str:
        """What is in trouble: "voice" or "loudspeaker"."""
        return self.value.partition("-")[0]


def told(trouble: Trouble, language: str = "en") -> SpeechTrouble:
    """The report of `trouble` in the user's language."""
    words = _words(trouble, language)
    return SpeechTrouble(trouble.part, words["message"], words["mend"])


def told_alone(trouble: Trouble, language: str = "en") -> VoiceError:
    """The same for who waits for sentences while no session is led."""
    words = _words(trouble, language)
    return VoiceError(words["alone"], words["mend"])


def _words(trouble: Trouble, language: str) -> dict[str, str]:
    with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
        words: dict[str, str] = tomllib.load(file)[trouble.value]
    return words
