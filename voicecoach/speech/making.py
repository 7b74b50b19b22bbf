"""One clip: found, or rendered."""

from __future__ import annotations

from voicecoach.speech.clips import Clip, ClipCache
from voicecoach.speech.messages import VoiceReady
from voicecoach.speech.renderer import Renderer


def make_clip(renderer: Renderer, cache: ClipCache, voice: VoiceReady, text: str) -> Clip:
    """The clip of `text` by `voice`: from the cache, else rendered into it.

    Raises:
        NoVoiceError, ChildDiedError, ChildHangsError, RenderError: as `Renderer.render` does.
        OSError: it cannot be stored.
    """
    return cache.get(voice, text) or _rendered(renderer, cache, voice, text)


def _rendered(renderer: Renderer, cache: ClipCache, voice: VoiceReady, text: str) -> Clip:
    draft = cache.draft()
    try:
        renderer.render(text, draft)
        return cache.adopt(voice, text, draft)
    finally:
        draft.unlink(missing_ok=True)
