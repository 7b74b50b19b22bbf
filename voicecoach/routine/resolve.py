"""Looking up the stretches that a routine names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from voicecoach.routine.errors import Fault, Place
from voicecoach.routine.faults import faults_of
from voicecoach.routine.model import Item, Part, Rest, Stretch
from voicecoach.routine.words import nearest, shown, words


@dataclass(frozen=True, slots=True)
class Shelf:
    """Stretches by id, and the ids of those that cannot be used."""

    stretches: Mapping[str, Stretch] = field(default_factory=dict)
    broken: Collection[str] = ()

    def under(self, own: Mapping[str, Stretch], broken: Collection[str] = ()) -> Shelf:
        """The shelf with a file's own stretches, which come before all others."""
        hidden = {*own, *broken}
        others = {name for name in self.broken if name not in hidden}
        return Shelf({**self.stretches, **own}, {*others, *broken}) if hidden else self


def parts_of(entries: Sequence[Item | Rest | None], shelf: Shelf) -> tuple[list[Part], list[Fault]]:
    """The parts of a routine, and what is wrong with them.

    Args:
        entries: those of the file, in their order; None for one that is faulty by itself.
        shelf: all the stretches that it may use.
    """
    parts: list[Part] = []
    faults: list[Fault] = []
    rest = 0.0
    for index, entry in enumerate(entries):
        match entry:
            case Rest(rest=seconds):
                if index in (0, len(entries) - 1) or rest:
                    faults.append(Fault(("stretches", index, "rest"), words("rest_out_of_place")))
                rest = seconds
            case Item():
                found = _part(entry, rest, shelf, ("stretches", index))
                if isinstance(found, Part):
                    parts.append(found)
                else:
                    faults += found
                rest = 0.0
            case None:
                rest = 0.0
    return parts, faults


def _part(item: Item, rest: float, shelf: Shelf, place: Place) -> Part | tuple[Fault, ...]:
    name, here = shown(item.use), (*place, "use")
    if item.use in shelf.broken:
        return (Fault(here, words("broken_stretch", name=name)),)
    stretch = shelf.stretches.get(item.use)
    if stretch is None:
        return (Fault(here, words("unknown_stretch", name=name), nearest(item.use, shelf.stretches)),)
    try:
        return Part(id=item.use, stretch=stretch, dose=item.dose or stretch.dose, rest_before_seconds=rest)
    except ValidationError as error:
        return faults_of(error, Part, place)
