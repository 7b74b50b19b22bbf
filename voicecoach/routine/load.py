"""From a TOML file to a stretch or a routine, or to one error that names everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from voicecoach.routine.errors import Fault, RoutineError
from voicecoach.routine.faults import faults_of
from voicecoach.routine.model import RoutineFile, Stretch
from voicecoach.routine.texts import Name
from voicecoach.routine.toml import read
from voicecoach.routine.words import words

_Model = TypeVar("_Model", bound=BaseModel)
_NAME: TypeAdapter[str] = TypeAdapter(Name)


def load_stretch(path: Path) -> Stretch:
    """The stretch in a file.

    Raises:
        RoutineError: it cannot be read, or something in it is wrong; names every fault at once.
    """
    return _load(path, Stretch)


def load_routine_file(path: Path) -> RoutineFile:
    """The routine in a file, its stretches not yet looked up.

    Raises:
        RoutineError: it cannot be read, or something in it is wrong; names every fault at once.
    """
    return _load(path, RoutineFile)


def id_of(path: Path) -> str:
    """The id of what a file holds: its name without the ending.

    Raises:
        RoutineError: the name cannot be an id.
    """
    if not is_name(path.stem):
        raise RoutineError.of_file(path, [Fault((), words("bad_file_name"))])
    return path.stem


def is_name(text: str) -> bool:
    """Whether a text can be an id."""
    try:
        _NAME.validate_python(text)
    except ValidationError:
        return False
    return True


def _load(path: Path, model: type[_Model]) -> _Model:
    table = read(path).table
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise RoutineError.of_file(path, faults_of(error, model)) from None
