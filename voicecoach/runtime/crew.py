"""Everybody that the conductor works with; tests put others in their places."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from voicecoach.coaching.phrases import Phrases
from voicecoach.coaching.preferences import Preferences
from voicecoach.journal import Journal
from voicecoach.routine.library import Library
from voicecoach.runtime.snapshot import Trouble
from voicecoach.runtime.voice import Ear, Mouth


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Crew:
    """The conductor's helpers.

    Attributes:
        journal: None where it could not be opened; `troubles` says why.
        estimate: how long a sentence sounds that is not rendered yet, in seconds.
        troubles: what was found not to work while all this was made.
        telling_words: words that occur in commands only; who says one of them wanted one.
        hearing: whether the ears listen, and to the coach's name only.
        clock: monotonic seconds, the one clock of everything that is timed.
        now: the time of day, with its zone.
    """

    library: Library
    phrases: Phrases
    preferences: Preferences
    mouth: Mouth
    ear: Ear
    journal: Journal | None
    estimate: Callable[[str], float]
    troubles: tuple[Trouble, ...] = ()
    telling_words: frozenset[str] = frozenset()
    hearing: Literal["on", "name", "off"] = "on"
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _now
