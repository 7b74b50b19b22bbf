"""How loud the coach's own voice can be in the microphone."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.hearing.frames import FRAME_SECONDS, SILENCE_DBFS

if TYPE_CHECKING:
    from voicecoach.hearing.coach_voice import CoachVoice

_DELAY_SECONDS = (
    0.4  # the longest way from the loudspeaker's clock through the room to the microphone's clock
)
_AUDIBLE_DBFS = -50.0  # the gain is learnt from what is loud enough to be told from noise
_FIRST_GAIN_DB = 0.0  # until it is learnt: the microphone may hear the coach as loud as the clip is
_LEARN_FRAMES = int(1.0 / FRAME_SECONDS)
_REMEMBER_FRAMES = int(10.0 / FRAME_SECONDS)
_PERCENTILE = 90  # above most of the echo, below a user who now and then speaks over it


class EchoExpectation:
    """Follows how much of the coach's voice comes back, and says how loud it may be at a moment."""

    def __init__(self, coach: CoachVoice) -> None:
        self._coach = coach
        self._gains_db: deque[float] = deque(maxlen=_REMEMBER_FRAMES)

    def hear(self, at_seconds: float, level_dbfs: float) -> float:
        """Learn from a frame of the microphone.

        Args:
            at_seconds: when the frame began.
            level_dbfs: its level.

        Returns:
            The level that the coach's echo may have in this frame; SILENCE_DBFS when the coach is silent.
        """
        played_dbfs = self._coach.loudest_dbfs(at_seconds - _DELAY_SECONDS, at_seconds + FRAME_SECONDS)
        if played_dbfs <= SILENCE_DBFS:
            return SILENCE_DBFS
        if played_dbfs > _AUDIBLE_DBFS:
            self._gains_db.append(level_dbfs - played_dbfs)
        return played_dbfs + self.gain_db

    @property
    def gain_db(self) -> float:
        """From the clip's level to the level of its echo in the microphone."""
        if len(self._gains_db) < _LEARN_FRAMES:
            return _FIRST_GAIN_DB
        return float(np.percentile(self._gains_db, _PERCENTILE))
