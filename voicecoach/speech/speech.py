"""The voice as the rest of the program sees it: say, cue, hush, duck, and events about what sounds when."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from voicecoach.speech.clips import Clip, ClipCache
from voicecoach.speech.events import (
    CueSounded,
    LengthsKnown,
    Said,
    Saying,
    SpeechEvent,
    SpeechMended,
)
from voicecoach.speech.library import Library
from voicecoach.speech.messages import Began, CueBegan, Ended, OutputFound, OutputLost, Play
from voicecoach.speech.pace import VoiceSettings, estimate_seconds
from voicecoach.speech.playback import Playback
from voicecoach.speech.post import Post
from voicecoach.speech.renderer import Renderer
from voicecoach.speech.sentences import Trouble, told

CUES = ("start", "halfway", "switch", "end", "heard", "not_heard")
"""The names of the cues."""
_CLIP_WITHIN_SECONDS = 1.0
_CLOSE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class _Order:
    utterance: int
    text: str
    hushes: int


class Speech:
    """Renders, keeps and plays what the coach says.

    Without a voice or a loudspeaker it says so once (`SpeechTrouble`), lets every utterance take its time in
    silence, and comes back by itself (`SpeechMended`).

    Args:
        settings: voice, pace and levels.
        cache_folder: where rendered sentences are kept; made when needed.
        notify: takes the events, from a thread of this room, and returns soon; not called after `close`.
    """

    def __init__(
        self, settings: VoiceSettings, cache_folder: Path, notify: Callable[[SpeechEvent], None]
    ) -> None:
        self._words_per_minute = settings.words_per_minute
        self._lock = threading.Lock()
        self._hushes = 0
        self._playing: dict[int, tuple[str, Path | None]] = {}
        self._loudspeaker_trouble: Trouble | None = None
        self._post = Post(notify)
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._playback = Playback(settings.volume, settings.cue_volume, self._on_played)
        renderer = Renderer(settings.voice, settings.words_per_minute)
        cache = ClipCache(cache_folder)
        self._library = Library(renderer, cache, self._on_lengths, self._on_voice)
        self._thread = threading.Thread(target=self._run, name="speech-orders", daemon=True)
        self._thread.start()

    def prepare(self, texts: Sequence[str]) -> None:
        """Render `texts` in this order in the background; `LengthsKnown` tells of each when done."""
        self._library.prepare(texts)

    def lengths(self) -> Mapping[str, float]:
        """How long each text rendered so far takes, in seconds."""
        return self._library.lengths()

    def clip(self, text: str) -> Path | None:
        """The sound file of `text`, if it has been rendered."""
        clip = self._library.known(text)
        return clip.path if clip else None

    def say(self, utterance: int, text: str) -> None:
        """Say `text`, behind what is being said. `utterance` is a number used only once.

        It is rendered now if it has not been; when that takes more than a second, its time passes in silence.
        """
        with self._lock:
            order = _Order(utterance, text, self._hushes)
        self._orders.put(order)

    def cue(self, name: str) -> None:
        """Play one of `CUES` now.

        Raises:
            KeyError: there is no such cue.
        """
        if name not in CUES:
            raise KeyError(name)
        self._playback.cue(name)

    def hush(self) -> None:
        """Silence the voice within 50 ms, and forget everything that was still to be said."""
        with self._lock:
            self._hushes += 1
            self._playback.hush()
        self._library.nudge()

    def duck(self, on: bool) -> None:
        """Lower the voice while somebody else speaks, or bring it back."""
        self._playback.duck(on)

    def close(self) -> None:
        """Fade out and end all threads and the rendering process. What was still to be said is forgotten."""
        self.hush()
        self._orders.put(None)
        self._library.close()
        self._playback.close()
        self._thread.join(_CLOSE_SECONDS)
        self._post.close()

    def _run(self) -> None:
        while (order := self._orders.get()) is not None:
            wanted = partial(self._still_wanted, order)
            clip = self._library.wait_for(order.text, _CLIP_WITHIN_SECONDS, wanted)
            self._play(order, clip)

    def _still_wanted(self, order: _Order) -> bool:
        return order.hushes == self._hushes

    def _play(self, order: _Order, clip: Clip | None) -> None:
        seconds = clip.seconds if clip else estimate_seconds(order.text, self._words_per_minute)
        path = clip.path if clip else None
        with self._lock:
            if self._still_wanted(order):
                self._playing[order.utterance] = (order.text, path)
                self._playback.play(Play(order.utterance, str(path) if path else None, seconds))
                return
        self._post.put(Said(order.utterance, order.text, 0.0, finished=False, at_seconds=time.monotonic()))

    def _on_played(self, told_by_player: Began | Ended | CueBegan | OutputFound | OutputLost) -> None:
        match told_by_player:
            case Began(utterance, at_seconds):
                text, path = self._playing[utterance]
                self._post.put(Saying(utterance, text, at_seconds, path))
            case Ended(utterance, at_seconds, seconds, finished):
                text, _ = self._playing.pop(utterance)
                self._post.put(Said(utterance, text, seconds, finished, at_seconds))
            case CueBegan(name, at_seconds):
                self._post.put(CueSounded(name, at_seconds))
            case OutputFound():
                self._on_output(None)
            case OutputLost(library_missing):
                self._on_output(
                    Trouble.LOUDSPEAKER_LIBRARY if library_missing else Trouble.LOUDSPEAKER_MISSING
                )

    def _on_lengths(self, seconds: Mapping[str, float]) -> None:
        self._post.put(LengthsKnown(seconds))

    def _on_voice(self, trouble: Trouble | None) -> None:
        self._post.put(told(trouble) if trouble else SpeechMended("voice"))

    def _on_output(self, trouble: Trouble | None) -> None:
        if trouble is not self._loudspeaker_trouble:
            self._loudspeaker_trouble = trouble
            self._post.put(told(trouble) if trouble else SpeechMended("loudspeaker"))
