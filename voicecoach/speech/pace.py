"""The voice's settings, and how long a sentence takes before it has been rendered."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CALM_WORDS_PER_MINUTE = 130
_INNER_PAUSE = re.compile(r"[,;:.?!](?=\s)")


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How the coach sounds.

    Attributes:
        voice: the engine's name of a voice; "" is the system's usual English voice.
        words_per_minute: the pace, pauses included.
        volume: 0 to 1, of the voice.
        cue_volume: 0 to 1, of the cues.
    """

    voice: str = ""
    words_per_minute: int = _CALM_WORDS_PER_MINUTE
    volume: float = 0.8
    cue_volume: float = 0.8


def estimate_seconds(text: str, words_per_minute: int) -> float:
    """About how long `text` takes to say, in seconds: within a fifth for most sentences.

    Fitted to rendered sentences at 130 words a minute: letters, words and pauses take their time.
    """
    letters = sum(character.isalnum() for character in text)
    if not letters:
        return 0.0
    pauses = len(_INNER_PAUSE.findall(text))
    calm_seconds = 0.21 + 0.06 * letters + 0.1 * len(text.split()) + 0.56 * pauses
    return calm_seconds * _CALM_WORDS_PER_MINUTE / words_per_minute
