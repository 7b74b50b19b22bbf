"""One rendering process and its pipes."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

import voicecoach


@dataclass(frozen=True, slots=True)
class VoiceIdentity:
    """All of an engine that changes how a text sounds; not `voice_found` if another voice was asked for."""

    engine: str
    version: str
    voice: str
    words_per_minute: int
    voice_found: bool


class RenderError(Exception):
    """The sentence could not be rendered."""


class ProcessDiedError(RenderError):
    """The process is gone."""


class ProcessHangsError(RenderError):
    """The process did not answer in time."""


class RenderProcess:
    """A running `voicecoach.speech.worker`. Its methods are for one thread, `kill` is for any."""

    def __init__(self, voice: str, words_per_minute: int) -> None:
        self._words_per_minute = words_per_minute
        self._answers: SimpleQueue[str] = SimpleQueue()
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-m", "voicecoach.speech.worker", voice, str(words_per_minute)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": _import_path()},
            start_new_session=True,  # Ctrl-C in the terminal is for the program, not for its worker
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

    def greet(self, seconds: float) -> VoiceIdentity:
        """Wait until the process says which voice it has.

        Raises:
            RenderError: there is no engine, or no answer within `seconds`.
        """
        hello = self._next(seconds)
        if "failed" in hello:
            raise RenderError(str(hello["failed"]))
        return VoiceIdentity(
            str(hello["engine"]),
            str(hello["version"]),
            str(hello["voice"]),
            self._words_per_minute,
            bool(hello["voice_found"]),
        )

    def render(self, text: str, path: Path, seconds: float) -> None:
        """Have `text` rendered to `path`.

        Raises:
            ProcessDiedError: the process is gone.
            ProcessHangsError: it has not answered within `seconds`.
            RenderError: the engine made no sound of this text.
        """
        assert self._popen.stdin
        try:
            self._popen.stdin.write(json.dumps({"text": text, "path": str(path)}) + "\n")
            self._popen.stdin.flush()
        except (OSError, ValueError) as error:
            raise ProcessDiedError("the rendering process is gone") from error
        answer = self._next(seconds)
        if "error" in answer:
            raise RenderError(str(answer["error"]))

    def _next(self, seconds: float) -> dict[str, object]:
        try:
            line = self._answers.get(timeout=seconds)
        except Empty:
            raise ProcessHangsError("the rendering process does not answer") from None
        if not line:
            raise ProcessDiedError("the rendering process is gone")
        answer: dict[str, object] = json.loads(line)
        return answer

    def kill(self) -> None:
        """End the process now, and wait for its end."""
        self._popen.kill()
        self._popen.wait()
        self._reader.join(1.0)
        if self._popen.stdin:
            with contextlib.suppress(OSError):  # an order that was on its way is lost with the process
                self._popen.stdin.close()


def _import_path() -> str:
    """PYTHONPATH for the process: the package, wherever this one found it."""
    inherited = os.environ.get("PYTHONPATH")
    return os.pathsep.join(filter(None, (str(Path(voicecoach.__file__).parents[1]), inherited)))
