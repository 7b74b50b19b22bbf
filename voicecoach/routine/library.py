"""All the routines that there are: the built-in ones, and the user's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from voicecoach.routine.errors import Fault, RoutineError, reasons
from voicecoach.routine.folder import Folder
from voicecoach.routine.load import id_of, load_routine_file, load_stretch
from voicecoach.routine.model import Routine, RoutineFile, Stretch
from voicecoach.routine.resolve import Shelf, parts_of
from voicecoach.routine.toml import read
from voicecoach.routine.words import nearest, shown, words

Origin = Literal["built-in", "own"]


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that cannot be used, and why."""

    path: Path
    faults: tuple[Fault, ...]

    @property
    def reason(self) -> str:
        """What is wrong with it."""
        return reasons(self.faults)

    @property
    def message(self) -> str:
        """The file, and what is wrong with it."""
        return str(RoutineError.of_file(self.path, self.faults))


class Library:
    """The routines in two folders. Files that come, go or change are noticed whenever routines are asked for.

    A user's own stretch or routine takes the place of the built-in one with the same id, if it can be used.

    Args:
        builtin: the folder with `routines/`, `stretches/` and `order.toml`.
        own: the user's folder, if there is one: routines in it, stretches in its `stretches/`.
    """

    def __init__(self, builtin: Path, own: Path | None = None) -> None:
        self.builtin = builtin
        self.own = own
        self._stretches = [
            Folder(folder / "stretches", _named_stretch) for folder in (builtin, own) if folder is not None
        ]
        self._files: dict[Origin, Folder[RoutineFile]] = {
            "built-in": Folder(builtin / "routines", _named_file)
        }
        if own is not None:
            self._files["own"] = Folder(own, _named_file)
        self._shelf = Shelf()
        self._resolved: dict[Path, Routine | tuple[Fault, ...]] = {}
        self._routines: dict[str, Routine] = {}
        self._edition = 0
        self._broken: tuple[Broken, ...] = ()

    def routines(self) -> tuple[Routine, ...]:
        """Every routine that can be used: the built-in ones in the menu's order, then the own ones by id."""
        self._refresh()
        return tuple(self._routines.values())

    @property
    def broken(self) -> tuple[Broken, ...]:
        """The files that were passed over."""
        self._refresh()
        return self._broken

    @property
    def edition(self) -> int:
        """Another number whenever anything has come, gone or changed."""
        self._refresh()
        return self._edition

    def shelf(self) -> Shelf:
        """The stretches that every routine can use."""
        self._refresh()
        return self._shelf

    def routine(self, name_or_path: str) -> Routine:
        """The routine with this id, or the one in this TOML file.

        Raises:
            RoutineError: there is none of this id, or the file cannot be used.
        """
        self._refresh()
        if name_or_path.endswith(".toml"):
            return self._from_file(Path(name_or_path))
        if name_or_path in self._routines:
            return self._routines[name_or_path]
        for broken in self._broken:
            if broken.path.stem == name_or_path:
                raise RoutineError(broken.message, broken.path)
        question = nearest(name_or_path, self._routines)
        raise RoutineError(f"{words('unknown_routine', name=shown(name_or_path))} {question}".strip())

    def _from_file(self, path: Path) -> Routine:
        found = self._resolve(path, "own", _named_file(path))
        if isinstance(found, Routine):
            return found
        raise RoutineError.of_file(path, found)

    def _refresh(self) -> None:
        """Look at the folders again, and look up what changed."""
        other_stretches = _refreshed(self._stretches)
        changed = _refreshed(self._files.values())
        if not other_stretches and not changed:
            return
        self._edition += 1
        if other_stretches:
            self._shelf = self._new_shelf()
            self._resolved = {}
        self._resolved = {
            path: self._resolve(path, origin, file)
            if path in changed or path not in self._resolved
            else self._resolved[path]
            for origin, folder in self._files.items()
            for path, file in folder.good.items()
        }
        self._sort()

    def _new_shelf(self) -> Shelf:
        good = {path.stem: stretch for folder in self._stretches for path, stretch in folder.good.items()}
        bad = {path.stem for folder in self._stretches for path in folder.bad}
        return Shelf(good, bad - good.keys())

    def _sort(self) -> None:
        """The routines in their order, and the files that cannot be used."""
        good = [one for one in self._resolved.values() if isinstance(one, Routine)]
        found = {one.id: one for one in good}
        place = {name: number for number, name in enumerate(self._order)}
        in_order = sorted(found, key=lambda name: (place.get(name, len(place)), name))
        self._routines = {name: found[name] for name in in_order}
        bad = {path: faults for folder in self._stretches for path, faults in folder.bad.items()}
        bad |= {path: faults for folder in self._files.values() for path, faults in folder.bad.items()}
        bad |= {path: one for path, one in self._resolved.items() if isinstance(one, tuple)}
        self._broken = tuple(Broken(path, faults) for path, faults in bad.items())

    @cached_property
    def _order(self) -> list[str]:
        """The ids of the built-in routines in the order of the menu."""
        order: list[str] = read(self.builtin / "order.toml").table["order"]
        return order

    def _resolve(self, path: Path, origin: Origin, file: RoutineFile) -> Routine | tuple[Fault, ...]:
        """The routine in a file, with its stretches looked up; or what is wrong with it."""
        parts, faults = parts_of(file.stretches, self._shelf.under(file.define))
        if faults:
            return tuple(faults)
        builtin = self._files["built-in"].path / f"{path.stem}.toml"
        shadows = origin == "own" and builtin in self._files["built-in"].good
        return Routine(id=path.stem, origin=origin, file=file, parts=tuple(parts), shadows=shadows)


def _refreshed(folders: Iterable[Folder[Any]]) -> frozenset[Path]:
    """All files of the folders that are other than before."""
    return frozenset[Path]().union(*(folder.refresh() for folder in folders))


def _named_stretch(path: Path) -> Stretch:
    id_of(path)
    return load_stretch(path)


def _named_file(path: Path) -> RoutineFile:
    id_of(path)
    return load_routine_file(path)
