"""A recording instead of a microphone, through the same pipeline, as fast as it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import soundfile

from voicecoach.errors import UserError
from voicecoach.hearing import vocabulary
from voicecoach.hearing.events import Heard
from voicecoach.hearing.frames import Framer
from voicecoach.hearing.pipeline import Pipeline
from voicecoach.hearing.recognizer import Model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from voicecoach.hearing.events import HearingSettings

_SILENCE_AFTER_SECONDS = 0.5  # so that a word at the very end is finished


def listen_file(path: Path, context: str, settings: HearingSettings) -> Iterator[Heard]:
    """What is heard in a sound file of any rate and format that libsndfile reads.

    Args:
        path: the file; only its first channel is listened to.
        context: whose vocabulary to use.
        settings: the model and the language.

    Yields:
        An event for each utterance. Its times are seconds in the file.

    Raises:
        UserError: the file cannot be read, there is no such context, or the model cannot be used.
    """
    model = Model(settings.model)
    wanted = vocabulary.load(settings.language, settings.own_words, by_name=settings.by_name)
    words, _ = wanted.known_to(model.knows)
    if context not in words.contexts:
        raise UserError(f"There is no context {context!r}.", f"Choose one of: {', '.join(words.contexts)}.")
    try:
        with soundfile.SoundFile(path) as sound:
            yield from _listen(sound, context, words, model)
    except (soundfile.LibsndfileError, OSError) as error:
        raise UserError(f"The sound file {path} cannot be read.", "Choose a WAV or FLAC file.") from error


def _listen(
    sound: soundfile.SoundFile, context: str, words: vocabulary.Vocabulary, model: Model
) -> Iterator[Heard]:
    seconds = 0.0
    pipeline = Pipeline(words, model, lambda *_: frozenset(), clock=lambda: seconds)
    pipeline.listen_for(context)
    framer = Framer(sound.samplerate)
    for block in _blocks(sound):
        seconds += len(block) / sound.samplerate
        for frame in framer.frames(block, seconds):
            yield from (event for event in pipeline.hear(frame) if isinstance(event, Heard))


def _blocks(sound: soundfile.SoundFile) -> Iterator[NDArray[np.int16]]:
    for block in sound.blocks(sound.samplerate // 50, dtype="int16", always_2d=True):
        yield np.ascontiguousarray(block[:, 0])
    silence = np.zeros(sound.samplerate // 50, np.int16)
    for _ in range(round(_SILENCE_AFTER_SECONDS * 50)):
        yield silence
