"""What can be wrong with a routine or stretch file, in words for the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import UserError
from voicecoach.routine.words import shown

Place = tuple[int | str, ...]
"""The way to something in a file: keys, and numbers of entries from 0. () is the whole file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file.

    Attributes:
        place: where it is.
        message: what is wrong, to be read right after the key.
        hint: what was probably meant, or what mends it; "" where the message says it.
        line: from 1, where it is known better than by the place; 0 elsewhere.
    """

    place: Place
    message: str
    hint: str = ""
    line: int = 0

    @property
    def key(self) -> str:
        """The place for people: "dose.seconds.least", "stretches#2.use" (counted from 1); "" for a file."""
        return "".join(f"#{step + 1}" if isinstance(step, int) else f".{shown(step)}" for step in self.place)[
            1:
        ]

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.key} {self.message}{hint}".strip()


class RoutineError(UserError):
    """A routine or a stretch that cannot be used, or is not known.

    Attributes:
        path: the file that is at fault, if it is a file.
        faults: everything that is wrong with that file.
    """

    def __init__(self, message: str, path: Path | None = None, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.path = path
        self.faults = faults

    @classmethod
    def of_file(cls, path: Path, faults: Iterable[Fault]) -> RoutineError:
        """The error for all the faults of one file."""
        found = tuple(faults)
        return cls(f"{shown_path(path)}: {reasons(found)}.", path, found)


def reasons(faults: Iterable[Fault]) -> str:
    """All that is wrong, as one line."""
    return "; ".join(map(str, faults))


def shown_path(path: Path) -> str:
    """A path, made fit for one line of a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in str(path))
