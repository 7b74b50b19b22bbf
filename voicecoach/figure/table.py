"""Typed reading of a TOML table, with errors that name the file and the key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import isfinite

from voicecoach.figure.geometry import Vec

Values = Mapping[str, object]


class FigureError(ValueError):
    """A file of poses is not right. The message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file; `path` is how its keys begin there, like "pose.lift."."""

    file: str
    values: Values
    path: str = ""

    def fault(self, key: str, what: str) -> FigureError:
        """The error to raise about a key."""
        return FigureError(f"{self.file}: {self.path}{key} {what}".rstrip())

    def allow(self, keys: Collection[str]) -> None:
        """Raise a FigureError about the first key that nobody reads."""
        for key in self.values:
            if key not in keys:
                raise self.fault(key, f"is unknown; there are {', '.join(sorted(keys))}")

    def need(self, key: str) -> object:
        """The value of a key that must be there."""
        if key not in self.values:
            raise self.fault(key, "is missing")
        return self.values[key]

    def number(self, key: str, default: float) -> float:
        """A finite number."""
        value = self.values.get(key, default)
        if not _is_number(value):
            raise self.fault(key, "must be a number")
        return float(value)  # type: ignore[arg-type]  # _is_number has looked.

    def numbers(self, key: str, least: int, most: int) -> tuple[float, ...]:
        """A list of `least` to `most` numbers that must be there."""
        value = self.need(key)
        if not isinstance(value, list) or not least <= len(value) <= most or not all(map(_is_number, value)):
            count = f"{least}" if least == most else f"{least} or {most}"
            raise self.fault(key, f"must be a list of {count} numbers")
        return tuple(float(one) for one in value)

    def vector(self, key: str) -> Vec:
        """Two or three numbers; the third is 0 where it is left out."""
        x, y, *rest = self.numbers(key, 2, 3)
        return x, y, rest[0] if rest else 0.0

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.fault(key, "must be a text")
        return value

    def one_of(self, key: str, choices: Collection[str], default: str = "") -> str:
        """A text that must be one of the choices, or the default where it is left out."""
        value = self.text(key, default)
        if value not in choices and key in self.values:
            raise self.fault(key, f"is {value!r}, it must be one of {', '.join(sorted(choices))}")
        return value

    def some_of(self, key: str, choices: Collection[str]) -> tuple[str, ...]:
        """A list of texts, each one of the choices; empty where it is left out."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.fault(key, "must be a list of texts")
        for one in value:
            if not isinstance(one, str) or one not in choices:
                raise self.fault(key, f"has {one!r}, it can have {', '.join(sorted(choices))}")
        return tuple(value)

    def table(self, key: str) -> Table:
        """The table under a key; an empty one where it is left out."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.fault(key, "must be a table")
        return Table(self.file, value, f"{self.path}{key}.")

    def tables(self, key: str) -> list[Table]:
        """The tables of a list under a key."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.fault(key, "must be a list of tables")
        return [Table(self.file, one, f"{self.path}{key} {n}: ") for n, one in enumerate(value, 1)]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
