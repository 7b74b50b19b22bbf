"""All the routines that there are: the built-in ones, and the user's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from voicecoach.routine.errors import Fault, RoutineError
from voicecoach.routine.faults import faults_of
from voicecoach.routine.load import id_of, load_routine_file, load_stretch, load_table
from voicecoach.routine.model import Item, Part, Routine, Stretch
from voicecoach.routine.words import nearest, shown, words

Origin = Literal["built-in", "own"]


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that cannot be used, and why."""

    path: Path
    message: str


@dataclass(frozen=True)
class Library:
    """The routines in two folders, read once, when they are first asked for.

    A user's own stretch or routine takes the place of the built-in one with the same id, if it can be used.

    Attributes:
        builtin: the folder with `routines/`, `stretches/` and `order.toml`.
        own: the user's folder, if there is one: routines in it, stretches in its `stretches/`.
    """

    builtin: Path
    own: Path | None = None

    def routines(self) -> tuple[Routine, ...]:
        """Every routine that can be used: the built-in ones in the menu's order, then the own ones by id."""
        return self._contents[0]

    @property
    def broken(self) -> tuple[Broken, ...]:
        """The files that were passed over."""
        return self._contents[1]

    def routine(self, name_or_path: str) -> Routine:
        """The routine with this id, or the one in this TOML file.

        Raises:
            RoutineError: there is none of this id, or the file cannot be used.
        """
        if name_or_path.endswith(".toml"):
            return self._resolved(Path(name_or_path), "own")
        for routine in self.routines():
            if routine.id == name_or_path:
                return routine
        for broken in self.broken:
            if broken.path.stem == name_or_path:
                raise RoutineError(broken.message, broken.path)
        question = nearest(name_or_path, (routine.id for routine in self.routines()))
        raise RoutineError(f"{words('unknown_routine', name=shown(name_or_path))} {question}".strip())

    @cached_property
    def _stretches(self) -> tuple[dict[str, Stretch], tuple[Broken, ...]]:
        found: dict[str, Stretch] = {}
        broken: list[Broken] = []
        for folder in filter(None, (self.builtin, self.own)):
            for path in _files(folder / "stretches"):
                try:
                    found[id_of(path)] = load_stretch(path)
                except RoutineError as error:
                    broken.append(Broken(path, str(error)))
        return found, tuple(broken)

    @cached_property
    def _contents(self) -> tuple[tuple[Routine, ...], tuple[Broken, ...]]:
        found: dict[str, Routine] = {}
        broken = list(self._stretches[1])
        folders: list[tuple[Path | None, Origin]] = [
            (self.builtin / "routines", "built-in"),
            (self.own, "own"),
        ]
        for folder, origin in folders:
            for path in _files(folder) if folder else ():
                try:
                    found[path.stem] = self._resolved(path, origin)
                except RoutineError as error:
                    broken.append(Broken(path, str(error)))
        place = {name: number for number, name in enumerate(self._order())}
        in_order = sorted(found.values(), key=lambda routine: (place.get(routine.id, len(place)), routine.id))
        return tuple(in_order), tuple(broken)

    def _order(self) -> list[str]:
        """The ids of the built-in routines in the order of the menu."""
        order: list[str] = load_table(self.builtin / "order.toml")["order"]
        return order

    def _resolved(self, path: Path, origin: Origin) -> Routine:
        """The routine in a file, with its stretches looked up."""
        name, file = id_of(path), load_routine_file(path)
        parts: list[Part] = []
        faults: list[Fault] = []
        for index, item in enumerate(file.stretches):
            key = f"stretches#{index + 1}"
            try:
                parts.append(self._part(item, f"{key}.use"))
            except ValidationError as error:
                faults += faults_of(error, Part, key)
            except RoutineError as error:
                faults += error.faults
        if faults:
            raise RoutineError.of_file(path, faults)
        return Routine(id=name, origin=origin, file=file, parts=tuple(parts))

    def _part(self, item: Item, key: str) -> Part:
        known, broken = self._stretches
        stretch = known.get(item.use)
        if stretch:
            return Part(id=item.use, stretch=stretch, dose=item.dose or stretch.dose)
        if any(one.path.stem == item.use for one in broken):
            message = words("broken_stretch", name=item.use)
        else:
            question = nearest(item.use, known)
            message = words("unknown_stretch", name=item.use) + (f" ({question})" if question else "")
        raise RoutineError(message, faults=(Fault(key, message),))


def _files(folder: Path) -> list[Path]:
    """The TOML files of a folder, by name; none where there is no such folder."""
    return sorted(folder.glob("*.toml"))
