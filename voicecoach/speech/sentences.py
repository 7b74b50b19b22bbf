"""The sentences that the user reads, from the language files beside this module."""

from __future__ import annotations

import tomllib
from enum import Enum
from pathlib import Path

from voicecoach.speech.events import SpeechTrouble


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
    with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
        words = tomllib.load(file)[trouble.value]
    return SpeechTrouble(trouble.part, words["message"], words["mend"])
