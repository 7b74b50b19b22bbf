"""The coach's voice and ears as one: the ears know what is said, so that the coach does not obey itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from voicecoach.coaching.events import Say
from voicecoach.coaching.terms import Context, Cue
from voicecoach.speech import LengthsKnown, Said, Saying

DUCK_DB = -15.0
"""How much lower the coach speaks while somebody else does."""


class Mouth(Protocol):
    """What is needed of `voicecoach.speech.Speech`."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Render texts ahead, in this order."""

    def lengths(self) -> Mapping[str, float]:
        """How long the rendered texts sound, in seconds."""

    def clip(self, text: str) -> Path | None:
        """The sound file of a text, if it is rendered."""

    def say(self, utterance: int, text: str) -> None:
        """Say a text behind what is being said."""

    def cue(self, name: str) -> None:
        """Sound a cue."""

    def hush(self) -> None:
        """Be silent at once."""

    def duck(self, on: bool) -> None:
        """Speak lower, or as before."""

    def close(self) -> None:
        """End."""


class Ear(Protocol):
    """What is needed of `voicecoach.hearing.Listener`."""

    def listen_for(self, context: str) -> None:
        """Listen for what can be said in a context."""

    def know(self, clips: Mapping[str, Path]) -> None:
        """Take note of what the coach may say."""

    def sounding(self, text: str, clip: Path | None, at_seconds: float, gain_db: float = 0.0) -> None:
        """The coach begins to say this, or goes on with it at another gain."""

    def silent(self, at_seconds: float) -> None:
        """The coach is silent."""

    def close(self) -> None:
        """End."""


class Voice:
    """Says, hushes and ducks, and keeps the ears informed."""

    def __init__(self, mouth: Mouth, ear: Ear) -> None:
        self._mouth = mouth
        self._ear = ear
        self._shown: dict[int, str] = {}
        self._asked: set[str] = set()
        self._utterance = 0
        self._sounding: Saying | None = None

    @property
    def busy(self) -> bool:
        """Whether anything is being said or waits to be said."""
        return bool(self._shown)

    def lengths(self) -> Mapping[str, float]:
        """How long the sentences that are rendered sound, in seconds."""
        return self._mouth.lengths()

    def prepare(self, texts: Iterable[str]) -> None:
        """Render what will be said and was not asked for yet; the ears know what is rendered already."""
        wanted = [text for text in texts if text not in self._asked]
        if wanted:
            self._asked.update(wanted)
            self._mouth.prepare(wanted)
            self._know(wanted)

    def say(self, say: Say) -> None:
        """Say a sentence, after those that wait."""
        self._utterance += 1
        self._shown[self._utterance] = say.text
        self._mouth.say(self._utterance, say.spoken)

    def hush(self) -> None:
        """Be silent at once."""
        self._mouth.hush()

    def cue(self, name: Cue) -> None:
        """Sound a cue."""
        self._mouth.cue(name)

    def listen_for(self, context: Context) -> None:
        """Change what makes sense."""
        self._ear.listen_for(context)

    def rendered(self, event: LengthsKnown) -> None:
        """Sentences were rendered."""
        self._know(event.seconds)

    def began(self, event: Saying) -> str:
        """A sentence begins to sound; its text as it is shown."""
        self._sounding = event
        self._ear.sounding(event.text, event.clip, event.at_seconds)
        return self._shown.get(event.utterance, event.text)

    def ended(self, event: Said) -> str:
        """A sentence is over; its text as it is shown."""
        self._sounding = None
        self._ear.silent(event.at_seconds)
        return self._shown.pop(event.utterance, event.text)

    def duck(self, at_seconds: float, *, on: bool) -> None:
        """Speak lower while somebody speaks, and as before afterwards."""
        self._mouth.duck(on)
        if self._sounding:
            self._ear.sounding(self._sounding.text, self._sounding.clip, at_seconds, DUCK_DB if on else 0.0)

    def close(self) -> None:
        """Fall silent and stop listening."""
        self._ear.close()
        self._mouth.close()

    def _know(self, texts: Iterable[str]) -> None:
        clips = {text: clip for text in texts if (clip := self._mouth.clip(text))}
        if clips:
            self._ear.know(clips)
