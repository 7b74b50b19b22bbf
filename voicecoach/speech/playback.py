"""Supervises the playing process: every utterance ends, even when the process does not live to say so."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from voicecoach.speech.child import Child, ChildDiedError, ChildHangsError
from voicecoach.speech.messages import (
    Began,
    CueBegan,
    Duck,
    Ended,
    Hush,
    Message,
    OutputFound,
    OutputLost,
    Play,
    PlayCue,
)

_log = logging.getLogger(__name__)
_START_SECONDS = 15.0
_QUIET_SECONDS = 4.0  # it says something every second
_STEADY_SECONDS = 10.0
_FIRST_SILENCE_SECONDS = 5.0
_LONGEST_SILENCE_SECONDS = 60.0
_RESTART_SECONDS = 1.0
_CLOSE_SECONDS = 0.3

Tell = Callable[[Began | Ended | CueBegan | OutputFound | OutputLost], None]
"""Takes what sounds, and whether there is a loudspeaker; called from several threads, returns at once."""


@dataclass(slots=True)
class _Pending:
    order: Play
    began_seconds: float | None = None
    hushed: bool = False


class Playback:
    """Plays files and cues in a process of its own.

    If that process dies, what it was playing ends there, and the rest is played by the next one. If it dies
    early again, the next one leaves the sound card alone for a while, and only lets the time pass.
    """

    def __init__(self, volume: float, cue_volume: float, tell: Tell) -> None:
        self._levels = (str(volume), str(cue_volume))
        self._tell = tell
        self._lock = threading.Lock()
        self._pending: dict[int, _Pending] = {}
        self._ducked = False
        self._output_told = False
        self._child: Child | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._supervise, name="speech-playback", daemon=True)
        self._thread.start()

    @property
    def process_id(self) -> int | None:
        """The playing process, while there is one."""
        child = self._child
        return child.pid if child else None

    def play(self, order: Play) -> None:
        """Queue an utterance behind what sounds."""
        with self._lock:
            self._pending[order.utterance] = _Pending(order)
            self._send(order)

    def cue(self, name: str) -> None:
        """Play a cue now; it is lost when the process is not there."""
        with self._lock:
            self._send(PlayCue(name))

    def hush(self) -> None:
        """Silence the voice and forget what is queued."""
        with self._lock:
            for pending in self._pending.values():
                pending.hushed = True
            if self._child:
                self._send(Hush())
            else:
                self._end_lost()

    def duck(self, on: bool) -> None:
        """Lower the voice, or bring it back."""
        with self._lock:
            self._ducked = on
            self._send(Duck(on))

    def _send(self, message: Message) -> None:
        if self._child:
            try:
                self._child.send(message)
            except ChildDiedError:
                _log.info("the playing process is gone; its supervisor will start another")

    def _supervise(self) -> None:
        failures = 0
        silence_seconds = _FIRST_SILENCE_SECONDS
        while not self._closing.is_set():
            lived_seconds = self._run(aloud=True, at_most_seconds=math.inf)
            if lived_seconds > _STEADY_SECONDS:
                failures, silence_seconds = 0, _FIRST_SILENCE_SECONDS
            failures += 1 if self._output_told else 2  # most die of opening the sound card
            if failures >= 2 and not self._closing.is_set():
                self._run(aloud=False, at_most_seconds=silence_seconds)
                failures, silence_seconds = 1, min(2 * silence_seconds, _LONGEST_SILENCE_SECONDS)
                self._closing.wait(_RESTART_SECONDS)

    def _run(self, *, aloud: bool, at_most_seconds: float) -> float:
        """Run one process until it dies or, once nothing plays, for `at_most_seconds`; how many it lived."""
        began_seconds = time.monotonic()
        child = self._start(aloud)
        try:
            self._listen(child, began_seconds + at_most_seconds)
        except (ChildDiedError, ChildHangsError) as error:
            if not self._closing.is_set():
                _log.warning("the playing process is lost: %s", type(error).__name__)
        self._bury(child)
        return time.monotonic() - began_seconds

    def _start(self, aloud: bool) -> Child:
        child = Child("voicecoach.speech.player", *self._levels, "aloud" if aloud else "silent")
        with self._lock:
            self._child = child
            self._output_told = False
            self._send(Duck(self._ducked))
            for pending in self._pending.values():
                self._send(pending.order)
        return child

    def _listen(self, child: Child, until_seconds: float) -> None:
        patience_seconds = _START_SECONDS
        while not self._closing.is_set() and (self._pending or time.monotonic() < until_seconds):
            self._take(child.receive(patience_seconds))
            patience_seconds = _QUIET_SECONDS

    def _take(self, message: Message) -> None:
        match message:
            case Began(utterance, at_seconds):
                with self._lock:
                    self._pending[utterance].began_seconds = at_seconds
                self._tell(message)
            case Ended(utterance):
                with self._lock:
                    del self._pending[utterance]
                self._tell(message)
            case CueBegan():
                self._tell(message)
            case OutputFound() | OutputLost():
                self._output_told = True
                self._tell(message)

    def _bury(self, child: Child) -> None:
        """Clear up after a process that died or hung: nobody waits for ever for what it was playing."""
        with self._lock:
            self._child = None
        if self._closing.is_set() and self._output_told:
            child.end(_CLOSE_SECONDS)  # it fades out
        child.kill()
        with self._lock:
            self._end_lost()

    def _end_lost(self) -> None:
        """Report the end of what was sounding, or was hushed, and had no process to report it."""
        now_seconds = time.monotonic()
        for utterance, pending in list(self._pending.items()):
            if pending.hushed or pending.began_seconds is not None:
                began_seconds = now_seconds if pending.began_seconds is None else pending.began_seconds
                del self._pending[utterance]
                seconds = max(0.0, now_seconds - began_seconds)
                self._tell(Ended(utterance, now_seconds, seconds, finished=False))

    def close(self) -> None:
        """Fade out and end the process."""
        self._closing.set()
        with self._lock:
            child = self._child
        if child:
            child.hang_up()
        self._thread.join(_CLOSE_SECONDS)
        if child and self._thread.is_alive():
            child.kill()
            self._thread.join(_CLOSE_SECONDS)
