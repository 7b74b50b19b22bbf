"""One worker process and the two threads that keep its pipes from blocking anybody."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from voicecoach.hearing.messages import from_worker, to_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.hearing.messages import FromWorker, ToWorker

_PARTING_SECONDS = 0.3


class WorkerEndedError(Exception):
    """The worker died, or said nothing for too long."""


class WorkerProcess:
    """A running worker.

    Args:
        messages: what it is told first.
    """

    def __init__(self, messages: Iterable[ToWorker]) -> None:
        self._outbox: queue.SimpleQueue[ToWorker | None] = queue.SimpleQueue()
        self._inbox: queue.SimpleQueue[FromWorker | None] = queue.SimpleQueue()
        for message in messages:
            self._outbox.put(message)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "voicecoach.hearing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._threads = [
            threading.Thread(target=self._write, name="hearing-out", daemon=True),
            threading.Thread(target=self._read, name="hearing-in", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def send(self, message: ToWorker) -> None:
        """Tell the worker something; never blocks, never fails."""
        self._outbox.put(message)

    def receive(self, patience_seconds: float) -> FromWorker:
        """The worker's next message.

        Raises:
            WorkerEndedError: the worker died, or there was no message for so long.
        """
        try:
            message = self._inbox.get(timeout=patience_seconds)
        except queue.Empty:
            raise WorkerEndedError("it hangs") from None
        if message is None:
            raise WorkerEndedError("it died")
        return message

    def end(self) -> None:
        """Ask the worker to end, by the end of its input; nothing more is waited for."""
        self._outbox.put(None)
        self._inbox.put(None)

    def kill(self) -> None:
        """End the worker if it has not ended by now, and wait for all of it."""
        self.end()
        try:
            self._process.wait(_PARTING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for thread in self._threads:
            thread.join()

    def _write(self) -> None:
        assert self._process.stdin is not None
        try:
            with self._process.stdin as pipe:
                while (message := self._outbox.get()) is not None:
                    pipe.write(to_line(message))
                    pipe.flush()
        except (BrokenPipeError, OSError):
            pass  # the worker died: `receive` tells

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            with self._process.stdout as pipe:
                for line in pipe:
                    self._inbox.put(from_worker(line))
        finally:
            self._inbox.put(None)
