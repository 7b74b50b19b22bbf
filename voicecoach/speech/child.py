"""A helper process of this room: the parent's side of its pipes."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, SimpleQueue

import voicecoach
from voicecoach.speech.messages import Message, decode, encode


class ChildDiedError(Exception):
    """The process is gone."""


class ChildHangsError(Exception):
    """The process did not answer in time."""


class Child:
    """A running module of this room. It ends when its stdin does, so it never outlives its parent."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._answers: SimpleQueue[str] = SimpleQueue()
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": _import_path()},
            start_new_session=True,  # Ctrl-C in the terminal is for the program, not for its helpers
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.pid = self._popen.pid
        self._reader = threading.Thread(target=self._read, name="speech-answers", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._popen.stdout
        with self._popen.stdout as lines:
            for line in lines:
                self._answers.put(line)
        self._answers.put("")

    def send(self, message: Message) -> None:
        """Hand over one message.

        Raises:
            ChildDiedError: the process is gone.
        """
        assert self._popen.stdin
        try:
            self._popen.stdin.write(encode(message) + "\n")
            self._popen.stdin.flush()
        except (OSError, ValueError) as error:
            raise ChildDiedError from error

    def receive(self, seconds: float) -> Message:
        """The next message from it.

        Raises:
            ChildDiedError: the process is gone.
            ChildHangsError: nothing came within `seconds`.
        """
        try:
            line = self._answers.get(timeout=seconds)
        except Empty:
            raise ChildHangsError from None
        if not line:
            raise ChildDiedError
        return decode(line)

    def end(self, within_seconds: float) -> None:
        """Let the process end by itself, or kill it after `within_seconds`."""
        self.hang_up()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(within_seconds)
        self.kill()

    def kill(self) -> None:
        """End the process now, and wait for its end."""
        self._popen.kill()
        self._popen.wait()
        self._reader.join(1.0)
        self.hang_up()

    def hang_up(self) -> None:
        """Close its stdin, which lets it end by itself."""
        assert self._popen.stdin
        with contextlib.suppress(OSError):  # what was on its way is lost with the process
            self._popen.stdin.close()


def _import_path() -> str:
    """PYTHONPATH for the process: the package, wherever this one found it."""
    inherited = os.environ.get("PYTHONPATH")
    return os.pathsep.join(filter(None, (str(Path(voicecoach.__file__).parents[1]), inherited)))
