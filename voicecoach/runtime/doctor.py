"""What works here, what does not, and how to mend it: each part is tried for real."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from voicecoach import paths
from voicecoach.errors import UserError
from voicecoach.quiet import native_output_into
from voicecoach.runtime.inbox import Inbox
from voicecoach.settings import Settings, load_settings

WAIT_SECONDS = 20.0
LEAST_COLUMNS, LEAST_ROWS = 80, 24


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part is: what was found, and how to mend it where it is not well."""

    name: str
    ok: bool
    message: str
    mend: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For printing."""
        return asdict(self)


def examine(config: Path) -> list[Finding]:
    """Try every part.

    Args:
        config: the settings file.
    """
    settings = Settings()
    try:
        settings = load_settings(config)
        findings = [Finding("settings", True, f"{config if config.exists() else 'the usual ones'}")]
    except UserError as error:
        findings = [Finding("settings", False, error.args[0], error.mend)]
    return [
        *findings,
        _tried("routines", _routines),
        _tried("model", lambda: _model(settings)),
        _tried("voice", lambda: _voice(settings)),
        _tried("loudspeaker", lambda: _device("output")),
        _tried("microphone", lambda: _device("input")),
        _tried("journal", _journal),
        _terminal(),
    ]


def _tried(name: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, attempt())
    except UserError as error:
        return Finding(name, False, error.args[0], error.mend)


def _routines() -> str:
    from voicecoach.runtime.build import library

    found = library()
    count = len(found.routines())
    if found.broken:
        broken = found.broken[0]
        raise UserError(f"{count} can be used, {len(found.broken)} can not.", broken.message)
    return f"{count} can be used"


def _model(settings: Settings) -> str:
    from voicecoach.runtime.build import model_folder

    return f"{model_folder(settings).name}"


def _voice(settings: Settings) -> str:
    """Render a sentence that is not in the cache yet."""
    from voicecoach.speech import LengthsKnown, Speech, SpeechTrouble, VoiceSettings

    inbox = Inbox()
    with tempfile.TemporaryDirectory() as folder:
        speech = Speech(VoiceSettings(**settings.speech.model_dump()), Path(folder), inbox.put)
        try:
            speech.prepare(["Lie down, and breathe out."])
            while (event := inbox.get(WAIT_SECONDS)) is not None:
                match event:
                    case LengthsKnown():
                        return settings.speech.voice or "the usual one"
                    case SpeechTrouble(part="voice", message=message, mend=mend):
                        raise UserError(message, mend)
                    case _:
                        pass
        finally:
            speech.close()
    raise UserError("No sentence could be rendered.", "Start the program again.")


def _device(kind: str) -> str:
    """The name of the usual device, opened for a moment."""
    try:
        import sounddevice
    except OSError as error:
        mend = "On Debian or Ubuntu: sudo apt-get install libportaudio2"
        raise UserError("The sound library PortAudio is missing.", mend) from error
    try:
        with native_output_into(paths.log_file()):
            device = sounddevice.query_devices(kind=kind)
            stream = sounddevice.OutputStream if kind == "output" else sounddevice.InputStream
            stream(channels=1).close()
    except (sounddevice.PortAudioError, ValueError) as error:
        mend = "Plug one in or choose one in the system's sound settings."
        raise UserError(f"There is none that works ({error}).", mend) from error
    return str(device["name"])


def _journal() -> str:
    from voicecoach.journal import Journal

    file = paths.data_dir() / "journal.sqlite3"
    Journal(file).close()
    return f"{file}"


def _terminal() -> Finding:
    columns, rows = shutil.get_terminal_size()
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.replace("-", "") != "utf8" and os.name != "nt":
        return Finding(
            "terminal", False, f"It speaks {encoding or 'no encoding'}.", "Use a terminal with UTF-8."
        )
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        mend = f"{LEAST_COLUMNS}x{LEAST_ROWS} shows everything."
        return Finding("terminal", False, f"It is small: {columns}x{rows}.", mend)
    return Finding("terminal", True, f"{columns}x{rows}")
