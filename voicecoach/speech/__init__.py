"""The voice of the coach: text becomes sound, and every sentence is reported when it sounds and when it ends.

This is the room's door. Importing it is cheap: engine, mixer and sound card are loaded by `Speech` itself.
"""

from __future__ import annotations

from voicecoach.speech.events import (
    CueSounded,
    LengthsKnown,
    Said,
    Saying,
    SpeechEvent,
    SpeechMended,
    SpeechTrouble,
)
from voicecoach.speech.mixdown import ClipAt, CueAt, mixdown
from voicecoach.speech.pace import VoiceSettings, estimate_seconds
from voicecoach.speech.sentences import VoiceError
from voicecoach.speech.speech import CUES, Speech
from voicecoach.speech.studio import Studio

__all__ = [
    "CUES",
    "ClipAt",
    "CueAt",
    "CueSounded",
    "LengthsKnown",
    "Said",
    "Saying",
    "Speech",
    "SpeechEvent",
    "SpeechMended",
    "SpeechTrouble",
    "Studio",
    "VoiceError",
    "VoiceSettings",
    "estimate_seconds",
    "mixdown",
]
