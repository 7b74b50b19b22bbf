"""What is in a track, for those who play it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the track that can be jumped to; it ends where the next one begins."""

    title: str
    at_seconds: float


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said from `at_seconds` on, for `seconds`."""

    at_seconds: float
    seconds: float
    text: str


@dataclass(frozen=True, slots=True)
class Description:
    """A track of `seconds`: its tags, its chapters and its captions, both in order of time."""

    title: str
    artist: str
    date: date
    seconds: float
    chapters: tuple[Chapter, ...]
    captions: tuple[Caption, ...]
