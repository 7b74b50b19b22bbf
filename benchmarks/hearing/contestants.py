"""Who listens: the program's own pipeline, and Vosk as people use it today."""

from __future__ import annotations

import difflib
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from tests.support.recordings import RATE_HZ
from voicecoach.hearing.events import Heard
from voicecoach.hearing.frames import FRAME_SAMPLES, FRAME_SECONDS, Frame
from voicecoach.hearing.pipeline import Pipeline
from voicecoach.hearing.recognizer import Model
from voicecoach.hearing.vocabulary import UNKNOWN, Context, Vocabulary

if TYPE_CHECKING:
    import vosk

Samples = NDArray[np.int16]

_CHUNK_SAMPLES = RATE_HZ // 10
_FILLERS = re.compile(r"^(?:(?:the|a|uh|um|huh|oh|please|and) )+|(?: (?:the|a|uh|um|huh|oh|please|and))+$")
_CLOSE = 0.8


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an utterance.

    Attributes:
        text: the words that were heard, with the reason when they were refused.
        command: the command that is obeyed, or None.
        at_seconds: when, on the sound's own time, with the listener's own processing time.
    """

    text: str
    command: str | None
    at_seconds: float


class Contestant(Protocol):
    """Somebody who listens. Every call stands alone."""

    def hear(self, samples: Samples, context: str) -> list[Answer]:
        """What is heard in a sound (int16, RATE_HZ) with the commands of one context, in order of time."""
        ...


class Stopwatch:
    """The time at which a listener is done: the sound's own time, and the processor time since."""

    def __init__(self) -> None:
        self._done_seconds = 0.0
        self._began = 0.0

    def arrived(self, at_seconds: float) -> None:
        """The next piece of sound is complete; it is taken when the one before it is done with."""
        self._done_seconds = max(at_seconds, self.now())
        self._began = time.thread_time()

    def now(self) -> float:
        """The time now, in seconds of the sound."""
        return self._done_seconds + time.thread_time() - self._began if self._began else 0.0


class Ours:
    """The same objects as in the program, from the frames on.

    Args:
        model: with the words of `words`.
        words: what can be said.
    """

    def __init__(self, model: Model, words: Vocabulary) -> None:
        self._model = model
        self._words = words

    def hear(self, samples: Samples, context: str) -> list[Answer]:
        watch = Stopwatch()
        pipeline = Pipeline(self._words, self._model, _silent_coach, watch.now)
        pipeline.listen_for(context)
        return [
            Answer(
                f"{event.text} ({event.reason})" if event.reason else event.text,
                event.command if event.accepted else None,
                event.ended_seconds + event.latency_seconds,
            )
            for event in _events(pipeline, watch, samples)
        ]


def _events(pipeline: Pipeline, watch: Stopwatch, samples: Samples) -> Iterator[Heard]:
    for number in range(len(samples) // FRAME_SAMPLES):
        frame = Frame(samples[number * FRAME_SAMPLES : (number + 1) * FRAME_SAMPLES], number * FRAME_SECONDS)
        watch.arrived(frame.at_seconds + FRAME_SECONDS)
        yield from (event for event in pipeline.hear(frame) if isinstance(event, Heard))


def _silent_coach(_text: str, _clip: Path | None) -> frozenset[str]:
    return frozenset()


Match = Callable[[str, Context], str | None]


class PlainVosk:
    """Vosk as its examples use it: pieces of 0.1 s, and its own rules for the end of an utterance.

    Args:
        folder: the model, without rules of its own for the end of an utterance.
        words: what can be said.
        grammar: what the recogniser may answer with in a context; None is the model's whole vocabulary.
        match: the command that a text is.
    """

    def __init__(
        self,
        folder: Path,
        words: Vocabulary,
        grammar: Callable[[Context], list[str]] | None,
        match: Match,
    ) -> None:
        import vosk

        vosk.SetLogLevel(-1)
        self._model = vosk.Model(str(folder))
        self._words = words
        self._grammar = grammar
        self._match = match

    def hear(self, samples: Samples, context: str) -> list[Answer]:
        wanted = self._words.contexts[context]
        decoder = self._decoder(wanted)
        watch = Stopwatch()
        answers = []
        for start in range(0, len(samples), _CHUNK_SAMPLES):
            piece = samples[start : start + _CHUNK_SAMPLES]
            watch.arrived((start + len(piece)) / RATE_HZ)
            if decoder.AcceptWaveform(piece.tobytes()):
                answers.append(self._answer(decoder.Result(), wanted, watch))
        answers.append(self._answer(decoder.FinalResult(), wanted, watch))
        return [answer for answer in answers if answer.text]

    def _decoder(self, context: Context) -> vosk.KaldiRecognizer:
        import vosk

        if self._grammar is None:
            return vosk.KaldiRecognizer(self._model, RATE_HZ)
        return vosk.KaldiRecognizer(self._model, RATE_HZ, json.dumps(self._grammar(context)))

    def _answer(self, result: str, context: Context, watch: Stopwatch) -> Answer:
        text = json.loads(result)["text"]
        return Answer(text, self._match(text, context), watch.now())


def commands_and_unknown(context: Context) -> list[str]:
    """The grammar that Vosk's examples show: what is wanted, and a word for everything else."""
    return [*context.commands, UNKNOWN]


def exact(text: str, context: Context) -> str | None:
    """The command whose phrase is the whole text."""
    return context.commands.get(text)


def nearly(text: str, context: Context) -> str | None:
    """The command whose phrase is nearest to the text, if it is near: fillers around it do not count."""
    bare = _FILLERS.sub("", text)
    near = difflib.get_close_matches(bare, list(context.commands), 1, _CLOSE)
    return context.commands[near[0]] if near else None
