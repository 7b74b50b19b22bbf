"""What goes wrong with models, in the words of the room's language file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from voicecoach.errors import UserError


class ModelError(UserError):
    """A speech model is not there or cannot be used."""


class InstallError(ModelError):
    """A model could not be fetched or put in place, through no fault of the user."""


def model_error(kind: str, **details: object) -> ModelError:
    """The error of a kind in the language file, with its details filled in."""
    return ModelError(*_told(kind, details))


def install_error(kind: str, **details: object) -> InstallError:
    """The same for an installation that failed."""
    return InstallError(*_told(kind, details))


def sentence(kind: str, **details: object) -> str:
    """What is said when all is well."""
    text: str = _texts()["sentences"][kind]
    return text.format(**details)


def megabytes(size_bytes: int) -> str:
    """A size for people."""
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes < 10e6 else f"{size_bytes / 1e6:.0f} MB"


def _told(kind: str, details: dict[str, object]) -> tuple[str, str]:
    texts = _texts()[kind]
    return texts["message"].format(**details), texts["mend"].format(**details)


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(resources.files("voicecoach.models").joinpath("en.toml").read_text(encoding="utf-8"))
