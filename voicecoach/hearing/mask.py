"""Which command phrases the coach's own clips would trigger, so that the coach does not obey itself."""

from __future__ import annotations

import queue
import re
import threading
from typing import TYPE_CHECKING

import soundfile

from voicecoach.hearing.coach_voice import read_clip
from voicecoach.hearing.frames import FRAME_SAMPLES, FRAME_SECONDS, Frame
from voicecoach.hearing.gate import Closed, EnergyGate, Open, Opened, Quiet
from voicecoach.hearing.vocabulary import Context

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from voicecoach.hearing.gate import VoiceGate
    from voicecoach.hearing.recognizer import Model, Recognizer
    from voicecoach.hearing.vocabulary import Vocabulary

import numpy as np

_WORD = re.compile(r"[\w'\[\]]+")
_SILENCE = np.zeros(FRAME_SAMPLES, np.int16)
_AROUND_FRAMES = round(0.5 / FRAME_SECONDS)


def phrases_in(text: str, phrases: Iterable[str]) -> frozenset[str]:
    """The phrases that stand in a text, as whole words."""
    words = " ".join(_WORD.findall(text.lower()))
    return frozenset(phrase for phrase in phrases if f" {phrase} " in f" {words} ")


class Masks:
    """Knows for each clip of the coach the phrases that it contains, by its text and by how it is heard.

    Clips are listened to once, on a thread of its own; until that is done the text alone counts.
    """

    def __init__(self, vocabulary: Vocabulary, model: Model) -> None:
        self._phrases = vocabulary.phrases()
        self._model = model
        self._context = _every_command(vocabulary)
        self._heard: dict[Path, frozenset[str]] = {}
        self._unheard: queue.SimpleQueue[Path] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="masks", daemon=True).start()

    def know(self, clips: Mapping[str, Path]) -> None:
        """Listen to these clips soon; each path once."""
        for clip in clips.values():
            if clip not in self._heard:
                self._unheard.put(clip)

    def phrases(self, text: str, clip: Path | None) -> frozenset[str]:
        """The command phrases that a clip with this text may sound like."""
        heard = self._heard.get(clip, frozenset()) if clip is not None else frozenset()
        return phrases_in(text, self._phrases) | heard

    def listened_to(self, clip: Path) -> bool:
        """Whether this clip has been listened to."""
        return clip in self._heard

    def _listen(self) -> None:
        recognizer = self._model.recognizer(self._context)
        while True:
            clip = self._unheard.get()
            if clip in self._heard:
                continue
            try:
                frames = _frames(clip)
            except (soundfile.LibsndfileError, OSError):
                continue
            texts = [phrases_in(text, self._phrases) for text in utterances(frames, EnergyGate(), recognizer)]
            self._heard[clip] = frozenset[str]().union(*texts)


def utterances(frames: Iterable[Frame], gate: VoiceGate, recognizer: Recognizer) -> Iterator[str]:
    """The texts that are heard in a recording."""
    for frame in frames:
        match gate.hear(frame, -np.inf):
            case Quiet():
                pass
            case Opened(frames=opening):
                for each in opening:
                    recognizer.hear(each)
            case Open(frame=each):
                recognizer.hear(each)
            case Closed(frame=each):
                recognizer.hear(each)
                yield recognizer.finish()


def _every_command(vocabulary: Vocabulary) -> Context:
    contexts = vocabulary.contexts.values()
    commands = {phrase: command for context in contexts for phrase, command in context.commands.items()}
    decoys = dict.fromkeys(word for context in contexts for word in context.decoys if word not in commands)
    return Context("every command", commands, tuple(decoys))


def _frames(clip: Path) -> Iterator[Frame]:
    samples = read_clip(clip)
    starts = range(0, len(samples) - FRAME_SAMPLES + 1, FRAME_SAMPLES)
    blocks = [_SILENCE] * _AROUND_FRAMES + [samples[start : start + FRAME_SAMPLES] for start in starts]
    blocks += [_SILENCE] * _AROUND_FRAMES
    return (Frame(block, index * FRAME_SECONDS) for index, block in enumerate(blocks))
