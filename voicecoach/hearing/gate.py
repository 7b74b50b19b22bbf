"""The voice-activity gate: lets through what may be a voice, with a little of what came before it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

from voicecoach.hearing.frames import FRAME_SECONDS, Frame


@dataclass(frozen=True, slots=True)
class Quiet:
    """No voice."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A voice began at `began_seconds`; `frames` begin up to 300 ms earlier and end now."""

    began_seconds: float
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """The voice goes on."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class Closed:
    """The voice ended.

    Attributes:
        frame: the last frame of the end window.
        began_seconds: when the voice began.
        ended_seconds: when the voice ended, before the end window.
        over_floor_db: how far its loudest frame was over the noise.
    """

    frame: Frame
    began_seconds: float
    ended_seconds: float
    over_floor_db: float


Step = Quiet | Opened | Open | Closed


class VoiceGate(Protocol):
    """Decides frame by frame whether somebody speaks."""

    def hear(self, frame: Frame, echo_dbfs: float) -> Step:
        """Take the next frame; `echo_dbfs` is how loud the coach's own voice may be in it."""
        ...

    def break_off(self) -> bool:
        """Forget what was going on, because frames are missing. Returns whether a voice was."""
        ...


def _frames(seconds: float) -> int:
    return round(seconds / FRAME_SECONDS)


_PRE_ROLL_FRAMES = _frames(0.3)
_PRE_ROLL_OVER_ECHO_FRAMES = _frames(0.1)  # longer would be more of the coach's words than of the user's
_END_FRAMES = _frames(0.2)
_LONGEST_FRAMES = _frames(4.0)
_ONSET_FRAMES, _ONSET_LOUD = 4, 3  # so many of so many frames must be loud: a click is not a voice
_OPEN_DB, _HOLD_DB = 9.0, 6.0  # over the noise floor
_OPEN_OVER_ECHO_DB = 3.0


class NoiseFloor:
    """The level of the room without voices: a low percentile of the last three seconds."""

    _FRAMES = _frames(3.0)
    _RANK = _FRAMES // 10
    _FIRST_DBFS = -55.0
    _LOWEST_DBFS = -72.0  # quieter microphones than this are taken to be this loud

    def __init__(self) -> None:
        self._levels = deque([self._FIRST_DBFS] * self._FRAMES, maxlen=self._FRAMES)
        self.level_dbfs = self._FIRST_DBFS

    def hear(self, level_dbfs: float) -> None:
        """Take the level of the next frame into account."""
        self._levels.append(level_dbfs)
        self.level_dbfs = max(sorted(self._levels)[self._RANK], self._LOWEST_DBFS)


@dataclass(slots=True)
class _Voice:
    """The voice that the gate is open for."""

    began_seconds: float
    ended_seconds: float
    loudest_dbfs: float
    frames: int
    quiet_frames: int = 0


class EnergyGate:
    """A gate that opens for what is louder than the room's noise and than the coach's own echo.

    It closes after 200 ms of quiet. What goes on for longer than 4 s is no command: the gate closes and stays
    shut until that sound has ended or has become part of the noise floor.
    """

    def __init__(self) -> None:
        self._floor = NoiseFloor()
        self._recent: deque[Frame] = deque(maxlen=_PRE_ROLL_FRAMES + _ONSET_FRAMES)
        self._loud: deque[bool] = deque(maxlen=_ONSET_FRAMES)
        self._voice: _Voice | None = None
        self._shut_for_frames = 0  # this much quiet is still wanted after an endless sound

    def hear(self, frame: Frame, echo_dbfs: float) -> Step:
        """Take the next frame; `echo_dbfs` is how loud the coach's own voice may be in it."""
        level_dbfs = frame.level_dbfs()
        over_echo = echo_dbfs > self._floor.level_dbfs
        if not over_echo or self._shut_for_frames:
            self._floor.hear(level_dbfs)
        floor_dbfs = self._floor.level_dbfs
        opens = level_dbfs > max(floor_dbfs + _OPEN_DB, echo_dbfs + _OPEN_OVER_ECHO_DB)
        holds = level_dbfs > max(floor_dbfs + _HOLD_DB, echo_dbfs)
        if self._voice is not None:
            return self._follow(self._voice, frame, level_dbfs, holds)
        if self._shut_for_frames:
            self._shut_for_frames = _END_FRAMES if holds else self._shut_for_frames - 1
            return Quiet()
        pre_roll_frames = _PRE_ROLL_OVER_ECHO_FRAMES if over_echo else _PRE_ROLL_FRAMES
        return self._wait(frame, level_dbfs, opens, pre_roll_frames)

    def break_off(self) -> bool:
        """Forget what was going on, because frames are missing. Returns whether a voice was."""
        was_open = self._voice is not None
        self._voice = None
        self._recent.clear()
        self._loud.clear()
        return was_open

    def _wait(self, frame: Frame, level_dbfs: float, opens: bool, pre_roll_frames: int) -> Step:
        self._recent.append(frame)
        self._loud.append(opens)
        if sum(self._loud) < _ONSET_LOUD:
            return Quiet()
        onset = len(self._loud) - self._loud.index(True)
        frames = tuple(self._recent)[-(pre_roll_frames + onset) :]
        self._voice = _Voice(frames[-onset].at_seconds, frame.at_seconds + FRAME_SECONDS, level_dbfs, onset)
        return Opened(self._voice.began_seconds, frames)

    def _follow(self, voice: _Voice, frame: Frame, level_dbfs: float, holds: bool) -> Step:
        voice.frames += 1
        voice.loudest_dbfs = max(voice.loudest_dbfs, level_dbfs)
        voice.quiet_frames = 0 if holds else voice.quiet_frames + 1
        if holds:
            voice.ended_seconds = frame.at_seconds + FRAME_SECONDS
        endless = voice.frames >= _LONGEST_FRAMES
        if voice.quiet_frames < _END_FRAMES and not endless:
            return Open(frame)
        self.break_off()
        self._shut_for_frames = _END_FRAMES if endless else 0
        over_floor_db = voice.loudest_dbfs - self._floor.level_dbfs
        return Closed(frame, voice.began_seconds, voice.ended_seconds, over_floor_db)
