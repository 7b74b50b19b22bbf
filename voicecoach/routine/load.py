"""From a TOML file to a stretch or a routine, or to one error that names everything that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from voicecoach.routine.errors import Fault, RoutineError
from voicecoach.routine.faults import faults_of
from voicecoach.routine.model import Name, RoutineFile, Stretch
from voicecoach.routine.words import words

_MEGABYTE = 1024 * 1024
_Model = TypeVar("_Model", bound=BaseModel)


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
    try:
        return TypeAdapter(Name).validate_python(path.stem)
    except ValidationError:
        raise _whole_file(path, words("bad_file_name")) from None


def load_table(path: Path) -> dict[str, Any]:
    """The TOML in a file.

    Raises:
        RoutineError: it is no file, cannot be read, is too large, or is not TOML in UTF-8.
    """
    text = _read(path)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _whole_file(path, _not_toml(str(error))) from None


def _load(path: Path, model: type[_Model]) -> _Model:
    table = load_table(path)
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise RoutineError.of_file(path, faults_of(error, model)) from None


def _read(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():  # a pipe or a device would never end
            raise _whole_file(path, words("not_a_file"))
        with path.open("rb") as file:
            content = file.read(_MEGABYTE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise _whole_file(path, words("unreadable", reason=reason or error)) from None
    if len(content) > _MEGABYTE:
        raise _whole_file(path, words("too_large", megabytes=1))
    try:
        return content.decode("utf-8-sig")  # Windows editors write a mark at the start
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _whole_file(path, words("not_utf8", line=line)) from None


def _not_toml(message: str) -> str:
    place = re.search(r"at line (\d+), column (\d+)", message)
    if place:
        return words("not_toml", line=place[1], column=place[2])
    return words("not_toml_at_end" if "end of document" in message else "not_toml_anywhere")


def _whole_file(path: Path, message: str) -> RoutineError:
    return RoutineError.of_file(path, [Fault("", message)])
