"""The room's words, from the language files beside this module."""

from __future__ import annotations

import tomllib
from pathlib import Path

from voicecoach.errors import UserError


def trouble(key: str, language: str = "en", **words: object) -> UserError:
    """The mistake under a key, with `words` for what stands in braces."""
    with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
        found = tomllib.load(file)[key]
    return UserError(found["message"].format(**words), found["mend"].format(**words))


def reason(error: Exception) -> str:
    """Why something went wrong, as the system says it."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
