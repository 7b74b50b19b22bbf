"""What the coach itself is saying, so that its echo in the microphone can be told from the user."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import soundfile
import soxr

from voicecoach.hearing.frames import FRAME_SECONDS, RATE_HZ, SILENCE_DBFS, levels_dbfs

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_REMEMBERED_SECONDS = 10.0
_UNKNOWN_CLIP_DBFS = -20.0  # how loud an unreadable clip is taken to be all along


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a clip at one gain, between two times; the clip itself began at `began_seconds`."""

    text: str
    clip: Path | None
    gain_db: float
    began_seconds: float
    from_seconds: float
    until_seconds: float

    def loudest_dbfs(self, start_seconds: float, end_seconds: float) -> float:
        """The loudest 20 ms that sounded between two times, in dBFS."""
        start, end = max(start_seconds, self.from_seconds), min(end_seconds, self.until_seconds)
        if end <= start:
            return SILENCE_DBFS
        if self.clip is None:
            return _UNKNOWN_CLIP_DBFS + self.gain_db
        first = int((start - self.began_seconds) / FRAME_SECONDS)
        last = int((end - self.began_seconds) / FRAME_SECONDS) + 1
        levels = clip_levels_dbfs(self.clip)[max(first, 0) : max(last, 0)]
        return float(levels.max()) + self.gain_db if len(levels) else SILENCE_DBFS


class CoachVoice:
    """A short memory of what the coach said, when, and how loud."""

    def __init__(self) -> None:
        self._pieces: deque[_Piece] = deque()

    def sounding(self, text: str, clip: Path | None, at_seconds: float, gain_db: float) -> None:
        """The coach begins to say `text`, or, while it says it, goes on at another gain."""
        now = self._pieces[-1] if self._pieces else None
        began_seconds = at_seconds
        if now is not None and now.text == text and now.until_seconds == np.inf:
            began_seconds = now.began_seconds
        self.silent(at_seconds)
        self._pieces.append(_Piece(text, clip, gain_db, began_seconds, at_seconds, np.inf))
        while self._pieces[0].until_seconds < at_seconds - _REMEMBERED_SECONDS:
            self._pieces.popleft()

    def silent(self, at_seconds: float) -> None:
        """The coach ended what it was saying."""
        if self._pieces and self._pieces[-1].until_seconds == np.inf:
            self._pieces[-1] = replace(self._pieces[-1], until_seconds=at_seconds)

    def loudest_dbfs(self, start_seconds: float, end_seconds: float) -> float:
        """The loudest 20 ms that the coach played between two times, in dBFS; SILENCE_DBFS for silence."""
        return max(
            (piece.loudest_dbfs(start_seconds, end_seconds) for piece in self._pieces), default=SILENCE_DBFS
        )

    def said(self, start_seconds: float, end_seconds: float) -> set[tuple[str, Path | None]]:
        """The texts, with their clips, that sounded at any moment between two times."""
        return {
            (piece.text, piece.clip)
            for piece in self._pieces
            if piece.from_seconds <= end_seconds and piece.until_seconds >= start_seconds
        }


def read_clip(clip: Path) -> NDArray[np.int16]:
    """A sound file as mono int16 at RATE_HZ.

    Raises:
        soundfile.LibsndfileError: it cannot be read.
    """
    samples, rate_hz = soundfile.read(clip, dtype="int16", always_2d=True)
    resampled: NDArray[np.int16] = soxr.resample(samples[:, 0], rate_hz, RATE_HZ)
    return resampled


@lru_cache(maxsize=64)
def clip_levels_dbfs(clip: Path) -> NDArray[np.float64]:
    """The level of each 20 ms of a clip, in dBFS; all loud for the first minute when it cannot be read."""
    try:
        return levels_dbfs(read_clip(clip))
    except (soundfile.LibsndfileError, OSError):
        return np.full(int(60 / FRAME_SECONDS), _UNKNOWN_CLIP_DBFS)
