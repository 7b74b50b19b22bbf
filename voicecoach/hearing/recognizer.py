"""Vosk: one utterance in, its words out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.errors import UserError
from voicecoach.hearing.frames import RATE_HZ, Frame

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from voicecoach.hearing.vocabulary import Context

_TRAILING_SAMPLES = int(0.1 * RATE_HZ)


class Model:
    """A Vosk model in memory.

    Raises:
        UserError: the folder holds no model that Vosk can load.
    """

    def __init__(self, folder: Path) -> None:
        import vosk

        vosk.SetLogLevel(-1)
        try:
            self._model: Any = vosk.Model(str(folder))
        except Exception as error:  # Vosk raises nothing more precise
            raise UserError(f"The speech model in {folder} cannot be used.", "Choose another model.") from error

    def knows(self, word: str) -> bool:
        """Whether a word is in the model."""
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def recognizer(self, context: Context) -> Recognizer:
        """A recogniser for the words of one context; any number may work side by side."""
        import vosk

        if not context.commands:  # an empty grammar would crash Vosk
            raise UserError(f"The speech model knows no command of the context {context.name!r}.", "Choose another.")
        return Recognizer(vosk.KaldiRecognizer(self._model, RATE_HZ, json.dumps(context.grammar())))


class Recognizer:
    """Turns one utterance after the other into words. The grammar never changes: each context has its own."""

    def __init__(self, decoder: Any) -> None:
        self._decoder = decoder
        self._parts: list[str] = []

    def hear(self, frame: Frame) -> None:
        """Take the next frame of the utterance."""
        self._feed(frame.samples.tobytes())

    def finish(self) -> str:
        """The words of the utterance; the next frame begins another."""
        self._feed(np.zeros(_TRAILING_SAMPLES, np.int16).tobytes())
        self._parts.append(json.loads(self._decoder.FinalResult())["text"])
        text = " ".join(part for part in self._parts if part)
        self._parts.clear()
        self._decoder.Reset()
        return text

    def _feed(self, samples: bytes) -> None:
        if self._decoder.AcceptWaveform(samples):
            self._parts.append(json.loads(self._decoder.Result())["text"])
