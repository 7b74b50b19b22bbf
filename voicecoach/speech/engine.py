"""The speech engine, behind pyttsx3. It lives in the worker process only: on its main thread, once."""

from __future__ import annotations

import ctypes
import importlib.metadata
import importlib.util
import os
import platform
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyttsx3.engine import Engine as Pyttsx3Engine
    from pyttsx3.voice import Voice

_COMPLETE_WITHIN_SECONDS = 5.0
_LOOK_AGAIN_SECONDS = 0.002


class EngineError(Exception):
    """The engine is missing, or it could not render a text."""


class Engine:
    """One voice at one pace.

    Voice and pace are set once, here: a change would be heard only from the second sentence on.

    Raises:
        EngineError: there is no speech engine on this system.
    """

    def __init__(self, voice: str, words_per_minute: int) -> None:
        try:
            self._settle, self.version = _load_library()
            import pyttsx3

            self._engine: Pyttsx3Engine = pyttsx3.init()
        except Exception as error:  # each system's driver fails in its own way
            raise EngineError(f"no speech engine: {error}") from error
        self.name = str(self._engine.driver_name)
        self._problems: list[str] = []
        self._engine.connect("error", lambda exception, **_: self._problems.append(str(exception)))
        self._choose(voice or _usual_english(self._engine))
        self._engine.setProperty("rate", words_per_minute)
        self._engine.proxy.setBusy(False)  # it starts busy, and takes properties only when it is not
        self.voice_found = not self._problems
        self.voice = str(self._engine.getProperty("voice"))

    def _choose(self, voice: str) -> None:
        if voice:
            self._engine.setProperty("voice", voice)

    def save(self, text: str, path: Path) -> None:
        """Render `text` to the sound file `path`, complete on return.

        Raises:
            EngineError: the engine made no sound of this text.
        """
        done = threading.Event()
        finished = self._engine.connect("finished-utterance", lambda **_: done.set())
        self._engine.proxy.setBusy(True)  # otherwise macOS cuts the beginning
        self._engine.save_to_file(text, str(path))
        self._engine.runAndWait()  # returns before the file is there
        self._settle()
        complete = _wait_until(lambda: is_complete(path), done)
        self._engine.disconnect(finished)
        if not complete:
            raise EngineError("the engine made no sound of this text")


def _load_library() -> tuple[Callable[[], object], str]:
    """Make the system's engine known to pyttsx3: how to wait for it, and its version.

    On Linux the library comes with espeakng_loader, so that none has to be installed.
    """
    if sys.platform == "darwin":
        return (lambda: None), platform.mac_ver()[0]
    if sys.platform == "win32":
        return (lambda: None), platform.version()
    if importlib.util.find_spec("espeakng_loader") is None:
        return (lambda: None), "system"
    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    library = ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    return library.espeak_Synchronize, importlib.metadata.version("espeakng_loader")


def _usual_english(engine: Pyttsx3Engine) -> str:
    """The voice to take where none is named; "" keeps the system's own, if it speaks English."""
    voices = engine.getProperty("voices")
    current = engine.getProperty("voice")
    english = [voice.id for voice in voices if _speaks_english(voice)]
    return "" if current in english or not english else str(english[0])


def _speaks_english(voice: Voice) -> bool:
    return any(str(language).lower().startswith("en") for language in voice.languages or ())


def _wait_until(complete: Callable[[], bool], done: threading.Event) -> bool:
    """Wait for a complete file; not for long once the engine says that it is done."""
    give_up = time.monotonic() + _COMPLETE_WITHIN_SECONDS
    while not complete():
        if done.is_set():
            give_up = min(give_up, time.monotonic() + _COMPLETE_WITHIN_SECONDS / 10)
        if time.monotonic() >= give_up:
            return False
        time.sleep(_LOOK_AGAIN_SECONDS)
    return True


def is_complete(path: Path) -> bool:
    """Whether the WAV or AIFF file `path` is as long as its own header says."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError:
        return False
    if len(head) < 8 or head[:4] not in (b"RIFF", b"FORM"):
        return False
    return size >= 8 + int.from_bytes(head[4:], "little" if head[:4] == b"RIFF" else "big") > 8
