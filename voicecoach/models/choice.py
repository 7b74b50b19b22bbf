"""Which of the models on this machine is used."""

from __future__ import annotations

from pathlib import Path

from voicecoach.models.folder import InstalledModel, check, is_usable, model_error

_EMBEDDED = "starter-en"
_INSTALLED = "models"


def embedded(builtin_models: Path) -> Path:
    """The model that ships with the program."""
    return builtin_models / _EMBEDDED


def installed(data_folder: Path) -> list[InstalledModel]:
    """The usable models that the user has installed, by name."""
    parent = data_folder / _INSTALLED
    folders = sorted(parent.iterdir()) if parent.is_dir() else []
    return [
        InstalledModel(folder.name, folder, _size_bytes(folder)) for folder in folders if is_usable(folder)
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
    for folder in (data_folder / _INSTALLED / named, builtin_models / named, own_folder):
        if folder.is_dir():
            check(folder)
            return folder
    raise model_error("unknown", name=named)


def _size_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
