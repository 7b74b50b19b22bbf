"""Rendered sentences, kept on the disk: found again by everything that changes their sound."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.speech.sound import Sound

if TYPE_CHECKING:
    from voicecoach.speech.process import VoiceIdentity

_LIMIT_BYTES = 128 * 2**20
_ABANDONED_SECONDS = 3600.0
_SILENCE_LEVEL = 0.003
_MARGIN_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class Clip:
    """A rendered sentence: a mono WAV file of 16 bits that lasts `seconds`."""

    text: str
    path: Path
    seconds: float


class ClipCache:
    """Clips in `folder`, at most `limit_bytes` of them: the one not used for longest goes first.

    Several programs may share a folder: clips appear in it whole or not at all.
    """

    def __init__(self, folder: Path, limit_bytes: int = _LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes

    def get(self, voice: VoiceIdentity, text: str) -> Clip | None:
        """The clip of `text`, marked as used now; None when there is none or it is damaged."""
        path = self._path(voice, text)
        seconds = _whole_seconds(path)
        if seconds is None:
            return None
        with contextlib.suppress(OSError):  # a cache that cannot be written still serves
            os.utime(path)
        return Clip(text, path, seconds)

    def store(self, voice: VoiceIdentity, text: str, sound: Sound) -> Clip:
        """Keep `sound` as the clip of `text`.

        Raises:
            OSError: the disk is full or the folder cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(voice, text)
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as part:
            try:
                _write(part.name, sound)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        Path(part.name).replace(path)
        self._evict(keep=path)
        return Clip(text, path, sound.seconds)

    def _path(self, voice: VoiceIdentity, text: str) -> Path:
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
                if path.suffix == ".part" and now - status.st_mtime > _ABANDONED_SECONDS:
                    path.unlink()
                elif path.suffix == ".wav":
                    clips.append((status.st_mtime, status.st_size, path))
        excess = sum(size for _, size, _ in clips) - self._limit_bytes
        for _, size, path in sorted(clips):
            if excess <= 0:
                break
            if path != keep:
                path.unlink(missing_ok=True)
                excess -= size


def _write(path: str, sound: Sound) -> None:
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate_hz)
        file.writeframes((np.clip(sound.samples, -1.0, 1.0) * 32767).astype("<i2").tobytes())


def _whole_seconds(path: Path) -> float | None:
    """The length of a clip, or None when it is missing or shorter than its header says."""
    try:
        with path.open("rb") as raw, wave.open(raw) as file:
            frames, rate_hz = file.getnframes(), file.getframerate()
            whole = frames > 0 and raw.tell() + 2 * frames <= path.stat().st_size
    except (OSError, EOFError, wave.Error):
        return None
    return frames / rate_hz if whole else None


def read(path: Path) -> Sound:
    """The sound file `path`, mixed to mono; WAV, AIFF and whatever else engines write.

    Raises:
        OSError: it is missing or no sound file.
    """
    import soundfile

    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise OSError(f"not a readable sound file: {error}") from error
    return Sound(samples.mean(axis=1, dtype=np.float32), int(rate_hz))


def trim(sound: Sound) -> Sound:
    """`sound` without the silence around it, but for 30 ms at either end; empty if all is silence."""
    sounding = np.flatnonzero(np.abs(sound.samples) > _SILENCE_LEVEL)
    if not len(sounding):
        return sound.after(0, 0)
    margin = round(_MARGIN_SECONDS * sound.rate_hz)
    begin = max(0, int(sounding[0]) - margin)
    return sound.after(begin, int(sounding[-1]) + 1 + margin - begin)
