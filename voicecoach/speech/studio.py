"""Clips for somebody who waits for them: one after the other, without threads and without a loudspeaker."""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType
from typing import Self

from voicecoach.speech.child import ChildDiedError, ChildHangsError
from voicecoach.speech.clips import Clip, ClipCache
from voicecoach.speech.events import SpeechTrouble
from voicecoach.speech.making import make_clip
from voicecoach.speech.pace import VoiceSettings
from voicecoach.speech.renderer import NoVoiceError, Renderer, RenderError
from voicecoach.speech.sentences import Trouble, told, told_alone

_log = logging.getLogger(__name__)
_ROOM_BYTES = 2**21  # more than any sentence needs


class Studio:
    """Renders sentences in the voice of a session, into the same cache. It is entered and left by `with`.

    Args:
        settings: voice and pace.
        cache_folder: where rendered sentences are kept; made when needed.
    """

    def __init__(self, settings: VoiceSettings, cache_folder: Path) -> None:
        self._renderer = Renderer(settings.voice, settings.words_per_minute)
        self._cache = ClipCache(cache_folder)

    def __enter__(self) -> Self:
        """Start the voice.

        Raises:
            VoiceError: there is none.
        """
        try:
            self._voice = self._renderer.start()
        except NoVoiceError as error:
            raise told_alone(Trouble.VOICE_MISSING) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the voice."""
        self._renderer.close()

    @property
    def trouble(self) -> SpeechTrouble | None:
        """What is not as the settings ask for, though there is a voice."""
        return None if self._voice.found else told(Trouble.VOICE_UNKNOWN)

    def clip(self, text: str) -> Clip | None:
        """The clip of `text`; None where there is nothing in it to be said.

        Raises:
            VoiceError: the voice is gone, or there is no room for the clip.
        """
        try:
            return make_clip(self._renderer, self._cache, self._voice, text)
        except RenderError as error:
            if not self._has_room():  # which makes an engine fail in ways of its own
                raise told_alone(Trouble.VOICE_STORAGE) from error
            _log.info("a sentence could not be rendered")
            return None
        except (NoVoiceError, ChildDiedError, ChildHangsError) as error:
            raise told_alone(Trouble.VOICE_MISSING) from error
        except OSError as error:
            raise told_alone(Trouble.VOICE_STORAGE) from error

    def _has_room(self) -> bool:
        probe = self._cache.draft()
        try:
            probe.write_bytes(bytes(_ROOM_BYTES))
        except OSError:
            return False
        finally:
            probe.unlink(missing_ok=True)
        return True
