"""Vosk: one utterance in, its words out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from voicecoach.errors import UserError
from voicecoach.hearing.frames import RATE_HZ

if TYPE_CHECKING:
    from pathlib import Path

    import vosk

    from voicecoach.hearing.frames import Frame
    from voicecoach.hearing.vocabulary import Context


class Model:
    """A Vosk model in memory.

    Raises:
        UserError: the folder holds no model that Vosk can load.
    """

    def __init__(self, folder: Path) -> None:
        import vosk

        vosk.SetLogLevel(-1)
        try:
            self._model = vosk.Model(str(folder))
        except Exception as error:  # Vosk raises nothing more precise
            raise UserError(f"The model in {folder} cannot be used.", "Choose another model.") from error

    def knows(self, word: str) -> bool:
        """Whether a word is in the model."""
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def recognizer(self, context: Context) -> Recognizer:
        """A recogniser for the words of one context; any number may work side by side."""
        import vosk

        if not context.commands:  # an empty grammar would crash Vosk
            raise UserError(f"The model knows no words of {context.name!r}.", "Choose another model.")
        return Recognizer(vosk.KaldiRecognizer(self._model, RATE_HZ, json.dumps(context.grammar())))


class Recognizer:
    """Turns one utterance after the other into words. The grammar never changes: each context has its own."""

    def __init__(self, decoder: vosk.KaldiRecognizer) -> None:
        self._decoder = decoder
        self._parts: list[str] = []

    def hear(self, frame: Frame) -> None:
        """Take the next frame of the utterance."""
        if self._decoder.AcceptWaveform(frame.samples.tobytes()):
            self._parts.append(json.loads(self._decoder.Result())["text"])

    def finish(self) -> str:
        """The words of the utterance; the next frame begins another."""
        self._parts.append(json.loads(self._decoder.FinalResult())["text"])
        text = " ".join(part for part in self._parts if part)
        self._parts.clear()
        self._decoder.Reset()
        return text
