"""The clips of a session, made in the background: what is to be said now first, then what is said later."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence

from voicecoach.speech.child import ChildDiedError, ChildHangsError
from voicecoach.speech.clips import Clip, ClipCache
from voicecoach.speech.making import make_clip
from voicecoach.speech.messages import VoiceReady
from voicecoach.speech.renderer import NoVoiceError, Renderer, RenderError
from voicecoach.speech.sentences import Trouble

_log = logging.getLogger(__name__)
_BATCH = 16
_BATCH_SECONDS = 0.2
_RETRY_SECONDS = 0.5
_FAILURES_TOLD = 2
_GREETING_SECONDS = 5.0
_CLOSE_SECONDS = 0.2

OnLengths = Callable[[Mapping[str, float]], None]
"""Takes the lengths in seconds that have become known."""
OnVoice = Callable[[Trouble | None], None]
"""Takes what is wrong with the voice, or None when it is well again."""


class Library:
    """Finds clips in the cache or has them rendered, in a thread of its own."""

    def __init__(
        self, renderer: Renderer, cache: ClipCache, on_lengths: OnLengths, on_voice: OnVoice
    ) -> None:
        self._renderer = renderer
        self._cache = cache
        self._on_lengths = on_lengths
        self._on_voice = on_voice
        self._changed = threading.Condition()
        self._urgent: deque[str] = deque()
        self._ahead: deque[str] = deque()
        self._clips: dict[str, Clip] = {}
        self._impossible: set[str] = set()
        self._voice: VoiceReady | None = None
        self._untold: dict[str, float] = {}
        self._told_seconds = time.monotonic()
        self._trouble: Trouble | None = None
        self._failures = 0
        self._greeted = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="speech-library", daemon=True)
        self._thread.start()

    def prepare(self, texts: Sequence[str]) -> None:
        """Make the clips of `texts` in this order, before what was to be prepared earlier.

        The lengths of all of them are told, also of those that are known already.
        """
        with self._changed:
            self._ahead = deque(dict.fromkeys([*texts, *self._ahead]))
            self._changed.notify_all()

    def lengths(self) -> Mapping[str, float]:
        """The lengths in seconds of all clips made or found so far."""
        with self._changed:
            return {text: clip.seconds for text, clip in self._clips.items()}

    def known(self, text: str) -> Clip | None:
        """The clip of `text`, if it has been made or found."""
        with self._changed:
            return self._clips.get(text)

    def wait_for(self, text: str, within_seconds: float, wanted: Callable[[], bool]) -> Clip | None:
        """The whole clip of `text`, made before all others if need be.

        None when it cannot be made, is not there `within_seconds`, or is no longer `wanted`. A voice that is
        still starting gets a little more time: the first sentence should not be lost.
        """

        def pointless() -> bool:
            return self._closing or not wanted()

        with self._changed:
            self._changed.wait_for(lambda: self._greeted or pointless(), _GREETING_SECONDS)
        clip = self._cache.get(self._voice, text) if self._voice else None
        with self._changed:
            if clip:
                self._clips[text] = clip
                return clip
            self._clips.pop(text, None)
            self._impossible.discard(text)
            self._urgent.append(text)
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: text in self._clips or text in self._impossible or pointless(), within_seconds
            )
            return self._clips.get(text)

    def nudge(self) -> None:
        """Let those who wait look again whether what they wait for is still wanted."""
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        """Stop at once, also in the middle of a sentence."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._renderer.close()
        self._thread.join(_CLOSE_SECONDS)

    def _run(self) -> None:
        self._greet()
        with self._changed:
            self._greeted = True
            self._changed.notify_all()
        while (text := self._next()) is not None:
            self._note(text, self._make(text))

    def _greet(self) -> None:
        """Start the voice, before it is needed or when it was missing."""
        try:
            self._voice = self._renderer.start()
        except NoVoiceError:
            self._tell_voice(Trouble.VOICE_MISSING)
        else:
            self._tell_voice(None if self._voice.found else Trouble.VOICE_UNKNOWN)

    def _next(self) -> str | None:
        """The text to make now; waits for one. None at the end."""
        while True:
            with self._changed:
                if self._closing:
                    return None
                missing = self._trouble is Trouble.VOICE_MISSING
                if self._urgent:
                    return self._urgent.popleft()
                if self._ahead and not missing:
                    return self._ahead.popleft()
                if not self._untold:
                    self._changed.wait(_RETRY_SECONDS if missing else None)
            self._tell_lengths()
            if missing:
                self._greet()

    def _make(self, text: str) -> Clip | None:
        try:
            if self._voice is None:
                self._voice = self._renderer.start()
            clip = make_clip(self._renderer, self._cache, self._voice, text)
        except NoVoiceError:
            self._tell_voice(Trouble.VOICE_MISSING)
        except (ChildDiedError, ChildHangsError):
            self._failures += 1
            if self._failures >= _FAILURES_TOLD:
                self._tell_voice(Trouble.VOICE_MISSING)
        except RenderError:
            _log.info("a sentence could not be rendered")
        except OSError as error:
            _log.warning("a clip could not be stored: %s", error.strerror)
            self._tell_voice(Trouble.VOICE_STORAGE)
        else:
            self._failures = 0
            if self._trouble is not Trouble.VOICE_UNKNOWN:
                self._tell_voice(None)
            return clip
        return None

    def _note(self, text: str, clip: Clip | None) -> None:
        with self._changed:
            if clip:
                self._clips[text] = clip
                self._untold[text] = clip.seconds
            else:
                self._impossible.add(text)
            self._changed.notify_all()
        overdue = time.monotonic() - self._told_seconds > _BATCH_SECONDS
        if len(self._untold) >= _BATCH or overdue:
            self._tell_lengths()

    def _tell_lengths(self) -> None:
        if self._untold:
            self._on_lengths(self._untold)
            self._untold = {}
        self._told_seconds = time.monotonic()

    def _tell_voice(self, trouble: Trouble | None) -> None:
        if trouble is not self._trouble:
            self._trouble = trouble
            self._on_voice(trouble)
