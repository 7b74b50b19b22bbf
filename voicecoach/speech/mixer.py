"""The mixer: blocks of samples out of utterances and cues. Pure: it knows no device and no clock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.speech.messages import Began, CueBegan, Ended, Report
from voicecoach.speech.ramp import Ramp

if TYPE_CHECKING:
    import numpy.typing as npt

    from voicecoach.speech.sound import Sound

HUSH_SECONDS = 0.008
DUCK_DB = -15.0
DUCK_SECONDS = 0.02
RESTORE_SECONDS = 0.15


@dataclass(slots=True, kw_only=True)
class _Track:
    sound: Sound
    position: int = 0
    began: bool = False
    sounded_seconds: float = 0.0  # before `sound` was replaced by its rest

    def replace(self, rest: Sound) -> None:
        self.sounded_seconds += self.position / self.sound.rate_hz
        self.sound, self.position = rest, 0


@dataclass(slots=True, kw_only=True)
class _Utterance(_Track):
    utterance: int
    hushed: bool = False


@dataclass(slots=True, kw_only=True)
class _Cue(_Track):
    name: str


class Mixer:
    """Plays utterances one after the other and cues over them, as mono blocks of samples between -1 and 1.

    Not thread safe: its owner holds one lock around every call.
    """

    def __init__(self, rate_hz: int, volume: float, cue_volume: float) -> None:
        self.rate_hz = rate_hz
        self._volume = volume
        self._cue_volume = cue_volume
        self._queue: deque[_Utterance] = deque()
        self._cues: list[_Cue] = []
        self._duck = Ramp(1.0)
        self._dropped: list[int] = []

    def play(self, utterance: int, sound: Sound) -> None:
        """Queue `sound` behind what the voice is saying."""
        self._queue.append(_Utterance(utterance=utterance, sound=sound.at_rate(self.rate_hz)))

    def cue(self, name: str, sound: Sound) -> None:
        """Play `sound` from the next block on, whatever the voice does."""
        self._cues.append(_Cue(name=name, sound=sound.at_rate(self.rate_hz)))

    def hush(self) -> None:
        """Fade the voice out within 8 ms and forget what is queued. Cues go on."""
        self._dropped += [waiting.utterance for waiting in self._queue if not waiting.began]
        self._queue = deque(playing for playing in self._queue if playing.began)
        if self._queue and not self._queue[0].hushed:
            first = self._queue[0]
            tail = first.sound.after(first.position, round(HUSH_SECONDS * self.rate_hz))
            first.replace(tail.faded_out())
            first.hushed = True

    def duck(self, on: bool) -> None:
        """Lower the voice by 15 dB within 20 ms, or bring it back within 150 ms."""
        if on:
            self._duck.move(10 ** (DUCK_DB / 20), DUCK_SECONDS * self.rate_hz)
        else:
            self._duck.move(1.0, RESTORE_SECONDS * self.rate_hz)

    def retune(self, rate_hz: int) -> None:
        """Go on at another rate, also in the middle of what is playing."""
        tracks: list[_Track] = [*self._queue, *self._cues]
        for track in tracks:
            track.replace(track.sound.after(track.position).at_rate(rate_hz))
        self.rate_hz = rate_hz

    @property
    def idle(self) -> bool:
        """Whether nothing is left to play."""
        return not self._queue and not self._cues

    def render(self, frames: int, at_seconds: float) -> tuple[npt.NDArray[np.float32], list[Report]]:
        """The next `frames` samples, sounding from `at_seconds` on, and what begins and ends in them."""
        gain = self._duck.take(frames)
        if self.idle and not self._dropped:  # most of the time
            return np.zeros(frames, dtype=np.float32), []
        reports: list[Report] = [Ended(dropped, at_seconds, 0.0, finished=False) for dropped in self._dropped]
        self._dropped.clear()
        block = self._voice(frames, at_seconds, reports)
        block *= gain * self._volume
        self._add_cues(block, at_seconds, reports)
        return block.clip(-1.0, 1.0, out=block), reports

    def _voice(self, frames: int, at_seconds: float, reports: list[Report]) -> npt.NDArray[np.float32]:
        block = np.zeros(frames, dtype=np.float32)
        at = 0
        while self._queue and at < frames:
            playing = self._queue[0]
            if not playing.began:
                playing.began = True
                reports.append(Began(playing.utterance, at_seconds + at / self.rate_hz))
            part = playing.sound.after(playing.position, frames - at).samples
            block[at : at + len(part)] = part
            at += len(part)
            playing.position += len(part)
            if playing.position >= len(playing.sound.samples):
                self._queue.popleft()
                seconds = playing.sounded_seconds + playing.position / self.rate_hz
                ended_seconds = at_seconds + at / self.rate_hz
                reports.append(Ended(playing.utterance, ended_seconds, seconds, finished=not playing.hushed))
        return block

    def _add_cues(self, block: npt.NDArray[np.float32], at_seconds: float, reports: list[Report]) -> None:
        for cue in self._cues:
            if not cue.began:
                cue.began = True
                reports.append(CueBegan(cue.name, at_seconds))
            part = cue.sound.after(cue.position, len(block)).samples
            block[: len(part)] += part * np.float32(self._cue_volume)
            cue.position += len(part)
        self._cues = [cue for cue in self._cues if cue.position < len(cue.sound.samples)]
