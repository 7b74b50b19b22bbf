"""The real Vosk over a piece of sound, with one grammar of commands and decoys."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.training.features import RATE_HZ
from models.training.lexicon import UNKNOWN, measured_commands, measured_decoys

if TYPE_CHECKING:
    from pathlib import Path

    from models.training.sounds import Sound

_CHUNK_BYTES = 2 * RATE_HZ // 10
_UNKNOWN_TIMES = 5


@dataclass(frozen=True, slots=True)
class Heard:
    """What came out of one piece of sound.

    Attributes:
        texts: the results that hold words.
        first_result_seconds: how much sound had been fed when the first of them came before the end; or None.
    """

    texts: tuple[str, ...]
    first_result_seconds: float | None

    @property
    def commands(self) -> list[str]:
        """The results whose whole text is one command: what a program should obey."""
        return [text for text in self.texts if text in measured_commands()]


class Recognizer:
    """A model with the grammar of the measurement."""

    def __init__(self, model: Path) -> None:
        import vosk

        vosk.SetLogLevel(-1)
        grammar = [*measured_commands(), *[UNKNOWN] * _UNKNOWN_TIMES, *measured_decoys()]
        self._recognizer = vosk.KaldiRecognizer(vosk.Model(str(model)), RATE_HZ, json.dumps(grammar))

    def hear(self, sound: Sound) -> Heard:
        """Feed sound at int16 scale in pieces of 0.1 s, as a microphone would."""
        data = sound.astype("<i2").tobytes()
        texts: list[str] = []
        first: float | None = None
        for start in range(0, len(data), _CHUNK_BYTES):
            piece = data[start : start + _CHUNK_BYTES]
            if self._recognizer.AcceptWaveform(piece):
                texts.append(_text(self._recognizer.Result()))
                if texts[-1] and first is None:
                    first = (start + len(piece)) / 2 / RATE_HZ
        texts.append(_text(self._recognizer.FinalResult()))
        return Heard(tuple(text for text in texts if text), first)


def end_of_word_seconds(sound: Sound) -> float:
    """When the last loud 10 ms (within 25 dB of the loudest) are over."""
    block = RATE_HZ // 100
    power = (sound[: len(sound) // block * block].reshape(-1, block) ** 2).mean(1)
    return float(np.flatnonzero(power > power.max() * 10**-2.5)[-1] + 1) / 100


def _text(result: str) -> str:
    text: str = json.loads(result)["text"]
    return text
