"""The built-in movements, and small files of poses to load."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from voicecoach.figure import Movement, load, load_all

FIGURES = Path(__file__).parents[2] / "routines" / "figures"

KNEELING = """
[pose.tall]
pelvis = [0, 48]
spine = [90, 90, 90]
hand = { left = [30, 80], right = [30, 80] }
foot = { left = [-41, 6], right = [-41, 6] }

[pose.low]
like = "tall"
pelvis = [-20, 43]
"""
HELD = 'name = "Kneeling"\ninto = ["tall", "low"]\n' + KNEELING


@cache
def library() -> dict[str, Movement]:
    """All movements that are shipped, by id."""
    return load_all(FIGURES)


def movement_of(folder: Path, text: str) -> Movement:
    """A movement loaded from a file `kneeling.toml` with this text."""
    path = folder / "kneeling.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)
