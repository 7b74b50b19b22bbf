"""The process that listens: `python -m voicecoach.hearing.worker`, messages on stdin and stdout.

It is a process of its own because the libraries under it can crash, hang and write to the terminal. It ends
with its parent: at the end of stdin.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from voicecoach.errors import UserError
from voicecoach.hearing import vocabulary
from voicecoach.hearing.events import HearingMended
from voicecoach.hearing.frames import Frame
from voicecoach.hearing.mask import Masks
from voicecoach.hearing.messages import (
    Alive,
    Begin,
    Failed,
    FromWorker,
    Know,
    ListenFor,
    Silent,
    Sounding,
    ToWorker,
    to_line,
    to_worker,
)
from voicecoach.hearing.microphone import Microphone
from voicecoach.hearing.pipeline import Pipeline
from voicecoach.hearing.recognizer import Model
from voicecoach.hearing.troubles import trouble

if TYPE_CHECKING:
    from collections.abc import Callable

_HEARTBEAT_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class _FramesMissing:
    """The microphone is in trouble."""


class Worker:
    """Takes frames and messages in the order in which they come, on one thread."""

    def __init__(self, begin: Begin, send: Callable[[FromWorker], None]) -> None:
        self._send = send
        self._language = begin.language
        self._inbox: queue.SimpleQueue[Frame | ToWorker | _FramesMissing] = queue.SimpleQueue()
        model = Model(Path(begin.model))
        own_words = tuple((command, tuple(phrases)) for command, phrases in begin.own_words.items())
        wanted = vocabulary.load(begin.language, own_words, by_name=begin.by_name)
        words, dropped = wanted.known_to(model.knows)
        if dropped:
            send(trouble(begin.language, "words-unknown", phrases=", ".join(dropped)))
        self._masks = Masks(words, model)
        self._pipeline = Pipeline(words, model, self._masks.phrases, time.monotonic)
        Microphone(begin.microphone, self._inbox.put, self._complain)

    def take(self, message: ToWorker) -> None:
        """Put a message behind the frames that have come until now; from any thread."""
        self._inbox.put(message)

    def run(self) -> None:
        """Listen for ever, with a heartbeat."""
        next_beat_seconds = 0.0
        while True:
            now = time.monotonic()
            if now >= next_beat_seconds:
                self._send(Alive())
                next_beat_seconds = now + _HEARTBEAT_SECONDS
            try:
                self._do(self._inbox.get(timeout=_HEARTBEAT_SECONDS))
            except queue.Empty:
                continue

    def _do(self, item: Frame | ToWorker | _FramesMissing) -> None:
        match item:
            case Frame() as frame:
                for event in self._pipeline.hear(frame):
                    self._send(event)
            case _FramesMissing():
                for event in self._pipeline.break_off():
                    self._send(event)
            case ListenFor(context=context):
                self._pipeline.listen_for(context)
            case Sounding(text=text, clip=clip, at_seconds=at_seconds, gain_db=gain_db):
                self._pipeline.coach.sounding(text, Path(clip) if clip else None, at_seconds, gain_db)
            case Silent(at_seconds=at_seconds):
                self._pipeline.coach.silent(at_seconds)
            case Know(clips=clips):
                self._masks.know({text: Path(clip) for text, clip in clips.items()})
            case Begin():
                raise ValueError("a worker begins once")

    def _complain(self, name: str | None) -> None:
        if name is None:
            self._send(HearingMended("microphone"))
        else:
            self._inbox.put(_FramesMissing())
            self._send(trouble(self._language, name))


def main() -> None:
    """Serve the parent process until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    protocol = _keep_chatter_off()
    lock = threading.Lock()

    def send(message: FromWorker) -> None:
        with lock:
            protocol.write(to_line(message))
            protocol.flush()

    first = to_worker(sys.stdin.readline())
    assert isinstance(first, Begin)
    try:
        worker = Worker(first, send)
    except UserError:
        send(trouble(first.language, "model-unusable", folder=first.model))
        _stay_for_the_parent(send)
    threading.Thread(target=_read, args=(worker.take,), daemon=True).start()
    try:
        worker.run()
    except BrokenPipeError:
        os._exit(0)
    except Exception:
        send(Failed(traceback.format_exc()))
        os._exit(1)


def _read(take: Callable[[ToWorker], None]) -> None:
    for line in sys.stdin:
        take(to_worker(line))
    os._exit(0)  # the parent is gone: no time for a sound library that may hang


def _keep_chatter_off() -> TextIO:
    """Give the protocol a descriptor of its own and send what C libraries print to nowhere."""
    protocol = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return protocol


def _stay_for_the_parent(send: Callable[[FromWorker], None]) -> None:
    """Be alive without hearing anything: starting again would not mend the model."""
    threading.Thread(target=_read, args=(lambda _message: None,), daemon=True).start()
    while True:
        send(Alive())
        time.sleep(_HEARTBEAT_SECONDS)


if __name__ == "__main__":
    main()
