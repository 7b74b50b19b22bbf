"""Hearing: from sound to commands. This is the room's door; what is behind it is imported when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.hearing.events import (
    Heard,
    HearingEvent,
    HearingMended,
    HearingSettings,
    HearingTrouble,
    MicLevel,
    VoiceEnded,
    VoiceStarted,
)
from voicecoach.hearing.listener import Listener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "Heard",
    "HearingEvent",
    "HearingMended",
    "HearingSettings",
    "HearingTrouble",
    "Listener",
    "MicLevel",
    "VoiceEnded",
    "VoiceStarted",
    "listen_file",
]


def listen_file(path: Path, context: str, settings: HearingSettings) -> Iterator[Heard]:
    """What is heard in a sound file, with its times in seconds of the file. See `voicecoach.hearing.file`."""
    from voicecoach.hearing import file

    return file.listen_file(path, context, settings)
