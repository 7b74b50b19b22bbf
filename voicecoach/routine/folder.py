"""A folder of TOML files that may change at any time: what did not change is not read again."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from voicecoach.routine.errors import Fault, RoutineError

_Loaded = TypeVar("_Loaded")
_Stamp = tuple[int, int, int]


@dataclass
class Folder(Generic[_Loaded]):
    """The files of a folder, each as it was when it was last seen to change.

    Attributes:
        path: the folder; there may be none.
        load: makes something of a file, or raises RoutineError.
        good: what there is, by file, in the order of the names.
        bad: what is wrong with the other files.
    """

    path: Path
    load: Callable[[Path], _Loaded]
    good: dict[Path, _Loaded] = field(default_factory=dict)
    bad: dict[Path, tuple[Fault, ...]] = field(default_factory=dict)
    _stamps: dict[Path, _Stamp] = field(default_factory=dict)

    def refresh(self) -> frozenset[Path]:
        """Look again; the files that are new, other than before, or gone."""
        stamps = _stamps_in(self.path)
        changed = {path for path, stamp in stamps.items() if self._stamps.get(path) != stamp}
        gone = self._stamps.keys() - stamps.keys()
        self._stamps = stamps
        if not changed and not gone:
            return frozenset()
        before, self.good, self.bad = (self.good, self.bad), {}, {}
        for path in stamps:
            if path in changed:
                self._read(path)
            elif path in before[0]:
                self.good[path] = before[0][path]
            else:
                self.bad[path] = before[1][path]
        return frozenset(changed | gone)

    def _read(self, path: Path) -> None:
        try:
            self.good[path] = self.load(path)
        except RoutineError as error:
            self.bad[path] = error.faults


def _stamps_in(folder: Path) -> dict[Path, _Stamp]:
    """The TOML files of a folder by name, with what changes when a file does."""
    try:
        with os.scandir(folder) as entries:
            found = [one for one in entries if one.name.endswith(".toml") and not one.name.startswith(".")]
    except OSError:
        return {}
    return {folder / one.name: _stamp(one) for one in sorted(found, key=lambda one: one.name)}


def _stamp(entry: os.DirEntry[str]) -> _Stamp:
    try:
        state = entry.stat()
    except OSError:  # a link to nowhere, or to itself: reading it will say so
        return (0, 0, 0)
    return (state.st_mtime_ns, state.st_size, state.st_ino)
