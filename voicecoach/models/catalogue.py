"""Which models are published, and what is known of them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicecoach.models.errors import model_error


@dataclass(frozen=True, slots=True)
class Archive:
    """The zip file of a model.

    Attributes:
        url: where it is published.
        bytes: its exact size.
        sha256: its digest in hexadecimal; "" where none is known.
        unpacked_bytes_at_most: more than this is not a model but an accident.
    """

    url: str
    bytes: int
    sha256: str
    unpacked_bytes_at_most: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A model, whether it is on this machine or not.

    Attributes:
        name: that of its folder.
        about: one line for people.
        licence: its short name.
        source: who publishes it.
        archive: what can be fetched; None for the model that comes with the program.
    """

    name: str
    about: str
    licence: str
    source: str
    archive: Archive | None


def load_catalogue(file: Path) -> tuple[Entry, ...]:
    """The entries of a catalogue in its order."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))["models"]
    return tuple(_entry(table) for table in tables)


def _entry(table: dict[str, Any]) -> Entry:
    archive = table.pop("archive", None)
    return Entry(**table, archive=Archive(**archive) if archive else None)


def find(catalogue: Sequence[Entry], name: str) -> Entry:
    """The entry with a name.

    Raises:
        ModelError: there is none.
    """
    for entry in catalogue:
        if entry.name == name:
            return entry
    raise model_error("not-in-catalogue", name=name)
