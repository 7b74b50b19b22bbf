"""Where things live: what ships with the program, and the user's own folders."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent
_NAME = "voicecoach"


def builtin(kind: str) -> Path:
    """The folder `kind` ("routines" or "models") that ships with the program, in a wheel or in a checkout."""
    shipped = _PACKAGE / "_library" / kind
    return shipped if shipped.is_dir() else _PACKAGE.parent / kind


def home() -> Path | None:
    """The one folder for everything, when VOICECOACH_HOME names it."""
    named = os.environ.get("VOICECOACH_HOME")
    return Path(named).expanduser().absolute() if named else None


def data_dir() -> Path:
    """The user's data: journal, own routines, installed models."""
    return home() or platformdirs.user_data_path(_NAME, appauthor=False)


def config_file() -> Path:
    """The user's settings."""
    return (home() or platformdirs.user_config_path(_NAME, appauthor=False)) / "settings.toml"


def cache_dir() -> Path:
    """What can be made again: rendered speech."""
    own = home()
    return own / "cache" if own else platformdirs.user_cache_path(_NAME, appauthor=False)


def log_file() -> Path:
    """Where a running program writes what went wrong; never audio, never health notes."""
    own = home()
    folder = own / "log" if own else platformdirs.user_log_path(_NAME, appauthor=False)
    return folder / "voicecoach.log"
