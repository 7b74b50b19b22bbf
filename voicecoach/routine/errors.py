"""What can be wrong with a routine or stretch file, in words for the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import UserError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file.

    Attributes:
        key: where it is, "dose.seconds.least" or "stretches#2.use" (counted from 1); "" for a whole file.
        message: what is wrong, to be read right after the key.
    """

    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.key} {self.message}".strip()


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
        return cls(f"{path}: {'; '.join(map(str, found))}.", path, found)
