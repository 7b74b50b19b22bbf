"""Frames in, events out: everything between the microphone and a command, without a device or a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.hearing.acceptance import Utterance, refusal
from voicecoach.hearing.coach_voice import CoachVoice
from voicecoach.hearing.echo import EchoExpectation
from voicecoach.hearing.events import Heard, HearingEvent, MicLevel, VoiceEnded, VoiceStarted
from voicecoach.hearing.gate import Closed, EnergyGate, Open, Opened, Quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from voicecoach.hearing.frames import Frame
    from voicecoach.hearing.recognizer import Model
    from voicecoach.hearing.vocabulary import Vocabulary

_LEVEL_EVERY_FRAMES = 5
_OWN_WORDS_LINGER_SECONDS = 0.5


class Pipeline:
    """Listens for the commands of one context at a time.

    Args:
        vocabulary: what can be said, as far as the model knows it.
        model: recognises words.
        own_phrases: the command phrases that one of the coach's clips (its text, its file) may sound like.
        clock: the time now, on the scale of the frames' times.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        model: Model,
        own_phrases: Callable[[str, Path | None], frozenset[str]],
        clock: Callable[[], float],
    ) -> None:
        self.coach = CoachVoice()
        self._vocabulary = vocabulary
        self._own_phrases = own_phrases
        self._clock = clock
        self._echo = EchoExpectation(self.coach)
        self._gate = EnergyGate()
        self._next = self._now = vocabulary.contexts["menu"]
        self._recognizers = {name: model.recognizer(context) for name, context in vocabulary.contexts.items()}
        self._recognizer = self._recognizers[self._now.name]
        self._frames = 0

    def listen_for(self, context: str) -> None:
        """Use this context's vocabulary, from the next utterance on."""
        self._next = self._vocabulary.contexts[context]

    def hear(self, frame: Frame) -> Iterator[HearingEvent]:
        """Take the next frame of the microphone."""
        level_dbfs = frame.level_dbfs()
        self._frames += 1
        if self._frames % _LEVEL_EVERY_FRAMES == 0:
            yield MicLevel(level_dbfs)
        match self._gate.hear(frame, self._echo.hear(frame.at_seconds, level_dbfs)):
            case Quiet():
                pass
            case Opened(began_seconds=began_seconds, frames=frames):
                self._now = self._next
                self._recognizer = self._recognizers[self._now.name]
                yield VoiceStarted(began_seconds)
                for each in frames:
                    self._recognizer.hear(each)
            case Open():
                self._recognizer.hear(frame)
            case Closed() as voice:
                yield VoiceEnded(voice.ended_seconds)
                self._recognizer.hear(frame)
                yield self._judge(self._recognizer.finish(), voice)

    def break_off(self) -> Iterator[HearingEvent]:
        """Frames are missing: whatever was being said will not be finished."""
        if self._gate.break_off():
            self._recognizer.finish()
            yield VoiceEnded(self._clock())

    def _judge(self, text: str, voice: Closed) -> Heard:
        command = self._now.commands.get(text)
        said = self.coach.said(voice.began_seconds - _OWN_WORDS_LINGER_SECONDS, voice.ended_seconds)
        own_words = frozenset[str]().union(*(self._own_phrases(words, clip) for words, clip in said))
        seconds = voice.ended_seconds - voice.began_seconds
        reason = refusal(Utterance(text, command, seconds, voice.over_floor_db, own_words))
        return Heard(
            text=text,
            context=self._now.name,
            command=command,
            accepted=not reason,
            reason=reason,
            began_seconds=voice.began_seconds,
            ended_seconds=voice.ended_seconds,
            latency_seconds=self._clock() - voice.ended_seconds,
        )
