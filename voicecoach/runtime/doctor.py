"""What works here, what does not, and how to mend it: each part is tried for real."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from voicecoach import paths
from voicecoach.errors import UserError
from voicecoach.runtime.inbox import Inbox
from voicecoach.settings import Settings, load_settings

WAIT_SECONDS = 60.0
AFTERWARDS_SECONDS = 4.0
"""How long to wait for more, after one thing was found not to work."""
LOUDEST_SILENCE_DBFS = -90.0
"""A microphone that is not muted hears more than this, if only its own noise."""
USUAL = "the usual one"
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
        *_ears(settings),
        *_mouth(settings),
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


def _ears(settings: Settings) -> list[Finding]:
    """The model and the microphone, by listening for a moment."""
    from voicecoach.hearing import Listener
    from voicecoach.runtime.build import hearing_settings

    try:
        wanted = hearing_settings(settings)
    except UserError as error:
        return [Finding("model", False, error.args[0], error.mend), _untried(error.mend)]
    inbox = Inbox()
    listener = Listener(wanted, inbox.put)
    try:
        found = _heard(inbox, settings.hearing.microphone or USUAL)
    finally:
        listener.close()
    model = found.get("model") or found.get("recognizer") or Finding("model", True, wanted.model.name)
    return [model, found.get("microphone") or _untried(model.mend or "Start the program again.")]


def _heard(inbox: Inbox, microphone: str) -> dict[str, Finding]:
    """What the ears tell until it is known whether the microphone works."""
    from voicecoach.hearing import HearingTrouble, MicLevel

    found: dict[str, Finding] = {}
    until_seconds = time.monotonic() + WAIT_SECONDS
    while (message := inbox.get(until_seconds - time.monotonic())) is not None:
        match message:
            case MicLevel(level_dbfs):
                found["microphone"] = Finding("microphone", True, microphone)
                if level_dbfs > LOUDEST_SILENCE_DBFS:
                    break
            case HearingTrouble(part, text, mend):
                found[part] = Finding(part, False, text, mend)
                if part == "microphone":
                    break
                until_seconds = min(until_seconds, time.monotonic() + AFTERWARDS_SECONDS)
            case _:
                pass
    return found


def _untried(mend: str) -> Finding:
    return Finding("microphone", False, "It can be tried once listening works.", mend)


def _mouth(settings: Settings) -> list[Finding]:
    """The voice and the loudspeaker, by saying a sentence that is not in the cache yet, without a sound."""
    from voicecoach.speech import LengthsKnown, Said, Speech, SpeechTrouble, VoiceSettings

    inbox = Inbox()
    found = {"loudspeaker": Finding("loudspeaker", True, USUAL)}
    voice = settings.speech.model_dump() | {"volume": 0.0, "cue_volume": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        speech = Speech(VoiceSettings(**voice), Path(folder), inbox.put)
        try:
            speech.say(1, "Lie down, and breathe out.")
            while (event := inbox.get(WAIT_SECONDS)) is not None:
                match event:
                    case LengthsKnown():
                        found.setdefault("voice", Finding("voice", True, settings.speech.voice or USUAL))
                    case SpeechTrouble(part, message, mend):
                        found[part] = Finding(part, False, message, mend)
                    case Said():
                        break
                    case _:
                        pass
        finally:
            speech.close()
    silent = Finding("voice", False, "No sentence could be rendered.", "Start the program again.")
    return [found.get("voice", silent), found["loudspeaker"]]


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
