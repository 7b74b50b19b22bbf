"""The listener: runs the worker process, starts it again when it dies or hangs, passes its events on."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from voicecoach.hearing.events import HearingMended, VoiceEnded, VoiceStarted
from voicecoach.hearing.messages import Alive, Begin, Failed, Know, ListenFor, Silent, Sounding
from voicecoach.hearing.process import WorkerEndedError, WorkerProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from voicecoach.hearing.events import HearingEvent, HearingSettings
    from voicecoach.hearing.messages import ToWorker

_LOG = logging.getLogger(__name__)
_STARTING_SECONDS = 60.0  # a large model on a slow disk
_HEARTBEAT_SECONDS = 2.0  # a worker that says nothing for so long hangs
_FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 0.1, 5.0
_HEALTHY_SECONDS = 30.0  # a worker that lived so long starts the waits anew


class Listener:
    """Listens in the background from the moment it is made, for the context "menu" at first.

    Args:
        settings: what to listen with.
        notify: gets every event, on the listener's own thread; it must be quick.
    """

    def __init__(self, settings: HearingSettings, notify: Callable[[HearingEvent], None]) -> None:
        own_words = {command: list(phrases) for command, phrases in settings.own_words}
        self._begin = Begin(
            str(settings.model), settings.microphone, settings.language, own_words, settings.by_name
        )
        self._language = settings.language
        self._notify = notify
        self._lock = threading.Lock()
        self._context = ListenFor("menu")
        self._clips: dict[str, str] = {}
        self._coach: Sounding | Silent | None = None
        self._process: WorkerProcess | None = None
        self._closed = threading.Event()
        self._broken = False
        self._speaking = False
        self._thread = threading.Thread(target=self._supervise, name="listener", daemon=True)
        self._thread.start()

    def listen_for(self, context: str) -> None:
        """Use the vocabulary of a context, from the next utterance on."""
        self._tell(ListenFor(context))

    def know(self, clips: Mapping[str, Path]) -> None:
        """Screen clips that the coach may say (text -> file) for commands, in the background."""
        self._tell(Know({text: str(clip) for text, clip in clips.items()}))

    def sounding(self, text: str, clip: Path | None, at_seconds: float, gain_db: float = 0.0) -> None:
        """The coach begins to say a text, or goes on with it at another gain from `at_seconds` on.

        Args:
            text: what it says.
            clip: the file that it plays, None when there is none.
            at_seconds: when the first sample, or the first at this gain, sounds.
            gain_db: how much louder than the file it is played.
        """
        self._tell(Sounding(text, str(clip) if clip else None, at_seconds, gain_db))

    def silent(self, at_seconds: float) -> None:
        """The coach is silent from `at_seconds` on."""
        self._tell(Silent(at_seconds))

    def close(self) -> None:
        """End the worker; no event comes after this returned."""
        with self._lock:
            self._closed.set()
            if self._process is not None:
                self._process.end()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _tell(self, message: ListenFor | Know | Sounding | Silent) -> None:
        """Remember a message for the next worker and send it to this one."""
        with self._lock:
            match message:
                case ListenFor():
                    self._context = message
                case Know(clips=clips):
                    self._clips.update(clips)
                case Sounding() | Silent():
                    self._coach = message
            if self._process is not None:
                self._process.send(message)

    def _supervise(self) -> None:
        wait_seconds = _FIRST_WAIT_SECONDS
        while not self._closed.is_set():
            started_seconds = time.monotonic()
            try:
                self._serve()
            except WorkerEndedError as end:
                if self._closed.is_set():
                    return
                _LOG.warning("the hearing worker ended: %s", end)
            self._report_broken()
            lived_seconds = time.monotonic() - started_seconds
            wait_seconds = _FIRST_WAIT_SECONDS if lived_seconds > _HEALTHY_SECONDS else wait_seconds
            self._closed.wait(wait_seconds)
            wait_seconds = min(2 * wait_seconds, _LONGEST_WAIT_SECONDS)

    def _serve(self) -> None:
        """Run one worker until it ends.

        Raises:
            WorkerEndedError: it died or hung.
        """
        process = self._start()
        if process is None:
            return
        patience_seconds = _STARTING_SECONDS
        try:
            while True:
                match process.receive(patience_seconds):
                    case Alive():
                        patience_seconds = _HEARTBEAT_SECONDS
                        self._report_mended()
                    case Failed(error=error):
                        _LOG.error("the hearing worker failed: %s", error)
                    case event:
                        self._pass_on(event)
        finally:
            process.kill()

    def _start(self) -> WorkerProcess | None:
        """A new worker that knows all that the last one knew; None when the listener is closed."""
        with self._lock:
            if self._closed.is_set():
                return None
            known: list[ToWorker] = [self._begin, self._context, Know(dict(self._clips))]
            self._process = WorkerProcess(known + ([self._coach] if self._coach else []))
            return self._process

    def _report_broken(self) -> None:
        from voicecoach.hearing.troubles import trouble

        if self._speaking:
            self._pass_on(VoiceEnded(time.monotonic()))
        if not self._broken:
            self._broken = True
            self._pass_on(trouble(self._language, "recognizer-restarts"))

    def _report_mended(self) -> None:
        if self._broken:
            self._broken = False
            self._pass_on(HearingMended("recognizer"))

    def _pass_on(self, event: HearingEvent) -> None:
        match event:
            case VoiceStarted():
                self._speaking = True
            case VoiceEnded():
                self._speaking = False
        if not self._closed.is_set():
            self._notify(event)
