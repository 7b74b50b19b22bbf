"""Everything that is wrong with a file, or was hardly meant, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from voicecoach.routine.errors import Fault, Place, RoutineError
from voicecoach.routine.faults import MOST_FAULTS, faults_of
from voicecoach.routine.lint import lint_routine, lint_stretch
from voicecoach.routine.load import id_of
from voicecoach.routine.model import Entry, Item, Rest, RoutineFile, Stretch
from voicecoach.routine.places import line_of, lines_of
from voicecoach.routine.resolve import Shelf, parts_of
from voicecoach.routine.toml import Document, read
from voicecoach.routine.world import World

Kind = Literal["routine", "stretch"]
Severity = Literal["error", "warning"]
_Model = TypeVar("_Model", bound=BaseModel)
_ENTRY: TypeAdapter[Item | Rest] = TypeAdapter(Entry)
_ONLY_ROUTINES = RoutineFile.model_fields.keys() - Stretch.model_fields.keys()
_ONLY_STRETCHES = Stretch.model_fields.keys() - RoutineFile.model_fields.keys()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend in a file.

    Attributes:
        line: from 1.
        key: where it is; "" for the whole file.
        hint: what was probably meant, or what mends it; "" where the message says it.
    """

    file: Path
    line: int
    key: str
    severity: Severity
    message: str
    hint: str


def kind_of(path: Path, table: Mapping[str, Any]) -> Kind:
    """What a file is meant to be: by its keys, and by its folder where these do not tell."""
    routine, stretch = (len(keys & table.keys()) for keys in (_ONLY_ROUTINES, _ONLY_STRETCHES))
    if routine == stretch:
        return "stretch" if path.absolute().parent.name == "stretches" else "routine"
    return "routine" if routine > stretch else "stretch"


def is_ours(table: Mapping[str, Any]) -> bool:
    """Whether any key is one that a routine or a stretch has."""
    return not table.keys().isdisjoint({*RoutineFile.model_fields, *Stretch.model_fields})


def check(path: Path, shelf: Shelf, world: World) -> list[Problem]:
    """All that is to be mended in a file, in the order of its lines.

    Args:
        path: a file with a routine or a stretch.
        shelf: the stretches that a routine can use.
        world: what it has to fit.
    """
    try:
        document = read(path)
    except RoutineError as error:
        return _placed(path, "error", error.faults, {})
    errors = [*_name_faults(path), *_faults(document, shelf)]
    lint = lint_routine if kind_of(path, document.table) == "routine" else lint_stretch
    lines = lines_of(document.text)
    found = _placed(path, "error", errors, lines)
    found += _placed(path, "warning", lint(document.table, world), lines)
    return sorted(found, key=lambda one: (one.line, one.severity))


def _placed(
    path: Path, severity: Severity, faults: Iterable[Fault], lines: Mapping[Place, int]
) -> list[Problem]:
    return [
        Problem(path, one.line or line_of(one.place, lines), one.key, severity, one.message, one.hint)
        for one in islice(faults, MOST_FAULTS)
    ]


def _name_faults(path: Path) -> tuple[Fault, ...]:
    try:
        id_of(path)
    except RoutineError as error:
        return error.faults
    return ()


def _faults(document: Document, shelf: Shelf) -> list[Fault]:
    table = document.table
    if kind_of(document.path, table) == "stretch":
        return _checked(Stretch, table)[1]
    file, faults = _checked(RoutineFile, table)
    if file:
        return parts_of(file.stretches, shelf.under(file.define))[1]
    return faults + _lookup_faults(table, shelf)


def _lookup_faults(table: Mapping[str, Any], shelf: Shelf) -> list[Fault]:
    """What is wrong with the entries of a faulty routine that are right by themselves."""
    raw = table.get("define")
    defined = raw if isinstance(raw, dict) else {}
    own = {name: _checked(Stretch, one)[0] for name, one in defined.items()}
    entries = table.get("stretches")
    if not isinstance(entries, list):
        return []
    usable = {name: one for name, one in own.items() if one}
    told = own.keys() - usable.keys()
    right = [_entry(one) for one in entries[:MOST_FAULTS]]
    kept = [None if isinstance(one, Item) and one.use in told else one for one in right]
    return parts_of(kept, shelf.under(usable))[1]


def _entry(value: object) -> Item | Rest | None:
    try:
        return _ENTRY.validate_python(value)
    except ValidationError:
        return None


def _checked(model: type[_Model], value: object) -> tuple[_Model | None, list[Fault]]:
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, list(faults_of(error, model))
