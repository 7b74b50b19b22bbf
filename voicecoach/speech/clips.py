"""Rendered sentences, kept on the disk: found again by everything that changes their sound."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
import uuid
import wave
from dataclasses import dataclass
from pathlib import Path

from voicecoach.speech.messages import VoiceReady

_LIMIT_BYTES = 128 * 2**20
_ABANDONED_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Clip:
    """A rendered sentence: a mono WAV file of 16 bits that lasts `seconds`."""

    text: str
    path: Path
    seconds: float


class ClipCache:
    """Clips in `folder`, at most `limit_bytes` of them: the one not used for longest goes first.

    Several programs may share a folder: a clip appears in it whole or not at all.
    """

    def __init__(self, folder: Path, limit_bytes: int = _LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes

    def get(self, voice: VoiceReady, text: str) -> Clip | None:
        """The clip of `text`, marked as used now; None when there is none or it is damaged."""
        path = self._path(voice, text)
        seconds = _whole_seconds(path)
        if seconds is None:
            return None
        with contextlib.suppress(OSError):  # a cache that cannot be written still serves
            os.utime(path)
        return Clip(text, path, seconds)

    def draft(self) -> Path:
        """A new name in the folder for a clip in the making; a name that is abandoned is cleared away later.

        Raises:
            OSError: the folder cannot be made.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f"{uuid.uuid4().hex}.part"

    def adopt(self, voice: VoiceReady, text: str, draft: Path) -> Clip:
        """Make the finished WAV file `draft` the clip of `text`.

        Raises:
            OSError: the file is not whole, or the folder cannot be written.
        """
        seconds = _whole_seconds(draft)
        if seconds is None:
            raise OSError("the clip is not whole")
        path = self._path(voice, text)
        draft.replace(path)
        self._evict(keep=path)
        return Clip(text, path, seconds)

    def _path(self, voice: VoiceReady, text: str) -> Path:
        parts = (voice.engine, voice.version, voice.voice, str(voice.words_per_minute), text)
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        return self._folder / f"{digest[:32]}.wav"

    def _evict(self, keep: Path) -> None:
        """Remove the clips used longest ago until the rest fits, and what interrupted programs left."""
        now = time.time()
        clips: list[tuple[float, int, Path]] = []
        for path in self._folder.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another program may be evicting too
                status = path.stat()
                if path.suffix == ".wav":
                    clips.append((status.st_mtime, status.st_size, path))
                elif now - status.st_mtime > _ABANDONED_SECONDS:
                    path.unlink()
        excess = sum(size for _, size, _ in clips) - self._limit_bytes
        for _, size, path in sorted(clips):
            if excess <= 0:
                break
            if path != keep:
                path.unlink(missing_ok=True)
                excess -= size


def _whole_seconds(path: Path) -> float | None:
    """The length of a clip, or None when it is missing or shorter than its header says."""
    try:
        with path.open("rb") as raw, wave.open(raw) as file:
            frames, rate_hz = file.getnframes(), file.getframerate()
            whole = frames > 0 and raw.tell() + 2 * frames <= path.stat().st_size
    except (OSError, EOFError, wave.Error):
        return None
    return frames / rate_hz if whole else None
