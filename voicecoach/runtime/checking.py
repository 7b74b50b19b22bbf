"""Checking files against all that the program knows: its vocabulary, its figures, its voice, its library."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from voicecoach import paths
from voicecoach.errors import UserError
from voicecoach.hearing.vocabulary import load
from voicecoach.routine.check import Problem, check, is_ours, kind_of
from voicecoach.routine.errors import RoutineError, shown_path
from voicecoach.routine.load import load_stretch
from voicecoach.routine.model import Stretch
from voicecoach.routine.resolve import Shelf
from voicecoach.routine.toml import read
from voicecoach.routine.world import World
from voicecoach.runtime.build import library
from voicecoach.settings import Speaking
from voicecoach.speech import estimate_seconds

_NO_ROUTINES = frozenset({"order.toml"})
_NO_FOLDERS = frozenset({"figures"})


def check_all(named: Sequence[Path] = ()) -> tuple[list[Path], list[Problem]]:
    """The files that were checked, and what is to be mended in them.

    Args:
        named: files, and folders with files; the built-in library and the user's own where there are none.

    Raises:
        UserError: there is no such file or folder.
    """
    files = list(dict.fromkeys(_files(named)))
    shelf = _shelf_with(files)
    fits = world()
    return files, [problem for file in files for problem in check(file, shelf, fits)]


def world() -> World:
    """What every file has to fit."""
    figures = {path.stem for path in (paths.builtin("routines") / "figures").glob("*.toml")}
    calm = Speaking().words_per_minute
    return World(load("en").phrases(), figures, partial(estimate_seconds, words_per_minute=calm))


def errors_in(problems: Iterable[Problem]) -> int:
    """How many of them keep a file from being used."""
    return sum(one.severity == "error" for one in problems)


def as_dict(problem: Problem) -> dict[str, Any]:
    """A problem for scripts."""
    return {
        "file": shown_path(problem.file),
        "line": problem.line,
        "key": problem.key,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def as_line(problem: Problem) -> str:
    """A problem to read, as editors understand it."""
    where = f"{shown_path(problem.file)}:{problem.line}: {problem.severity}: "
    what = f"{problem.key}: {problem.message}" if problem.key else problem.message
    return f"{where}{what} ({problem.hint})" if problem.hint else f"{where}{what}"


def summary(files: Sequence[Path], problems: Sequence[Problem]) -> str:
    """One line at the end."""
    errors = errors_in(problems)
    found = f"{_count(errors, 'error')} and {_count(len(problems) - errors, 'warning')}"
    return f"{_count(len(files), 'file')} checked: {found if problems else 'nothing to mend'}."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _files(named: Sequence[Path]) -> Iterator[Path]:
    if not named:
        for folder in (paths.builtin("routines"), paths.data_dir() / "routines"):
            yield from _inside(folder)
    for path in named:
        if not os.path.lexists(path):
            raise UserError(f"There is no file or folder {shown_path(path)}.")
        if path.is_dir():
            yield from (file for file in _inside(path) if _may_be_ours(file))
        else:
            yield path


def _inside(folder: Path) -> Iterator[Path]:
    """The files that can hold a routine or a stretch, at any depth; links to folders are not followed."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NO_FOLDERS and name[0] != ".")
        for name in sorted(files):
            if name.endswith(".toml") and name not in _NO_ROUTINES and name[0] != ".":
                yield Path(place, name)


def _may_be_ours(file: Path) -> bool:
    """Whether it is worth a word: somebody's other TOML files are not."""
    table = _table_of(file)
    return not table or is_ours(table)


def _table_of(file: Path) -> dict[str, Any]:
    """What is in a file; nothing where it cannot be read."""
    try:
        return read(file).table
    except RoutineError:
        return {}


def _shelf_with(files: Iterable[Path]) -> Shelf:
    """The library's stretches, and those among the files."""
    found: dict[str, Stretch] = {}
    broken: set[str] = set()
    for file in files:
        if kind_of(file, _table_of(file)) != "stretch":
            continue
        try:
            found[file.stem] = load_stretch(file)
        except RoutineError:
            broken.add(file.stem)
    shelf = library().shelf()
    return shelf.under(found, broken - shelf.stretches.keys() - found.keys())
