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
from voicecoach.speech.pace import VoiceSettings, estimate_seconds
from voicecoach.speech.speech import CUES, Speech

__all__ = [
    "CUES",
    "CueSounded",
    "LengthsKnown",
    "Said",
    "Saying",
    "Speech",
    "SpeechEvent",
    "SpeechMended",
    "SpeechTrouble",
    "VoiceSettings",
    "estimate_seconds",
]
