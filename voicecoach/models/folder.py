"""A folder with a Vosk model: what it must hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.models.errors import ModelError, model_error

if TYPE_CHECKING:
    from pathlib import Path

_NEEDED = ("am/final.mdl", "conf", "graph/HCLr.fst", "graph/Gr.fst")
_FIXED_GRAPH = "graph/HCLG.fst"


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that the user has installed; its name is that of its folder."""

    name: str
    folder: Path
    size_bytes: int


def check(folder: Path) -> None:
    """See that a folder holds a Vosk model whose words can be chosen while the program runs.

    Raises:
        ModelError: something is missing, or the model has a fixed graph, which shuts out every other grammar.
    """
    if (folder / _FIXED_GRAPH).exists():
        raise model_error("fixed-words", folder=str(folder))
    for needed in _NEEDED:
        if not (folder / needed).exists():
            raise model_error("incomplete", folder=str(folder), missing=needed)


def is_usable(folder: Path) -> bool:
    """Whether `check` finds nothing wrong."""
    try:
        check(folder)
    except ModelError:
        return False
    return True


def size_bytes(folder: Path) -> int:
    """What the files in a folder take."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
