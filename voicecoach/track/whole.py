"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def part_of(place: Path) -> Path:
    """Where this program writes what will take its place later."""
    return place.with_name(f".{place.name}.{os.getpid()}.part")


class Parts:
    """Files in the making, each beside its place."""

    def __init__(self) -> None:
        self._making: dict[Path, Path] = {}

    def file_for(self, place: Path) -> Path:
        """The file to write instead of `place` for now."""
        return self._making.setdefault(place, part_of(place))

    def put_in_place(self) -> None:
        """Everything takes its place, the one that was begun first last of all.

        Raises:
            OSError: a place is taken by a folder.
        """
        for place, part in reversed(self._making.items()):
            part.replace(place)

    def remove(self) -> None:
        """Whatever is still in the making is gone."""
        for part in self._making.values():
            part.unlink(missing_ok=True)


@contextmanager
def whole() -> Iterator[Parts]:
    """Put files in their places when all of them are done; when anything goes wrong, leave none behind."""
    parts = Parts()
    try:
        yield parts
        parts.put_in_place()
    finally:
        parts.remove()
