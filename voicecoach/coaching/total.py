"""How long routines take, without laying out what happens when: for lists of many."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

from voicecoach.coaching.compose import Composer
from voicecoach.coaching.phrases import Phrases
from voicecoach.coaching.plan import part_specs
from voicecoach.coaching.preferences import Preferences
from voicecoach.coaching.step import Spec
from voicecoach.coaching.terms import Phase
from voicecoach.coaching.wording import Wording
from voicecoach.routine.model import Dose, Routine, Stretch

_Key = tuple[int, Dose, float, bool, bool]


class Totals:
    """Adds up routines; a stretch that many of them share is added up once.

    Args:
        phrases: the coach's own sentences.
        preferences: how sessions are paced.
        length: how long a sentence sounds, in seconds.
    """

    def __init__(self, phrases: Phrases, preferences: Preferences, length: Callable[[str], float]) -> None:
        self._phrases = phrases
        self._preferences = preferences
        self._length = cache(length)
        self._parts: dict[_Key, tuple[Stretch, float]] = {}

    def minutes(self, routine: Routine) -> int:
        """The same in whole minutes, upwards: nobody is kept longer than promised."""
        return math.ceil(round(self.seconds(routine), 3) / 60)

    def seconds(self, routine: Routine) -> float:
        """From the first moment of an undisturbed session to its last."""
        composer = Composer(Wording(routine, self._phrases, self._length), self._preferences)
        ends = sum(composer.seconds(Spec(phase)) for phase in (Phase.WELCOME, Phase.FAREWELL))
        return ends + sum(self._part(routine, index, composer) for index in range(len(routine.parts)))

    def _part(self, routine: Routine, index: int, composer: Composer) -> float:
        part = routine.parts[index]
        first, last = index == 0, index == len(routine.parts) - 1
        key = (id(part.stretch), part.dose, part.rest_before_seconds, first, last)
        if key not in self._parts:
            seconds = sum(map(composer.seconds, part_specs(index, part, self._preferences)))
            self._parts[key] = (part.stretch, seconds)  # with the stretch, so that its id stays its own
        return self._parts[key][1]
