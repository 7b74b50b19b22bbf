"""Which of the models on this machine is used."""

from __future__ import annotations

from pathlib import Path

from voicecoach.models.errors import model_error
from voicecoach.models.folder import InstalledModel, check, is_usable, size_bytes

_EMBEDDED = "starter-en"
_INSTALLED = "models"


def embedded(builtin_models: Path) -> Path:
    """The model that ships with the program."""
    return builtin_models / _EMBEDDED


def models_folder(data_folder: Path) -> Path:
    """Where installed models are."""
    return data_folder / _INSTALLED


def installed(data_folder: Path) -> list[InstalledModel]:
    """The usable models that the user has installed, by name."""
    parent = models_folder(data_folder)
    folders = sorted(parent.iterdir()) if parent.is_dir() else []
    return [
        InstalledModel(folder.name, folder, size_bytes(folder)) for folder in folders if is_usable(folder)
    ]


def choose(named: str, data_folder: Path, builtin_models: Path) -> Path:
    """The folder of the model to use.

    Args:
        named: what the settings say: a folder, or the name of an installed model or of the embedded one; ""
            for the largest installed one, or the embedded one where none is installed.
        data_folder: the user's data, with the installed models in its folder `models`.
        builtin_models: the models that ship with the program.

    Raises:
        ModelError: there is no such model, or it cannot be used.
    """
    if not named:
        largest = max(installed(data_folder), key=lambda model: model.size_bytes, default=None)
        return largest.folder if largest else embedded(builtin_models)
    own_folder = Path(named).expanduser()
    for folder in (models_folder(data_folder) / named, builtin_models / named, own_folder):
        if folder.is_dir():
            check(folder)
            return folder
    raise model_error("unknown", name=named)
