"""A session: events in, effects out, and a view at any moment.

The same events always give the same effects. Time comes in with each event; whatever fell due since the event
before is among the effects, in its order, before what the event itself brings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from voicecoach.coaching.compose import Composer
from voicecoach.coaching.events import Commanded, Effect, Event, LengthsKnown, Tick, Unclear
from voicecoach.coaching.moves import Moves
from voicecoach.coaching.phrases import Phrases
from voicecoach.coaching.plan import plan
from voicecoach.coaching.position import Position, position_of, restored
from voicecoach.coaching.preferences import Preferences
from voicecoach.coaching.state import State, run
from voicecoach.coaching.step import Step
from voicecoach.coaching.terms import Command
from voicecoach.coaching.view import View, view
from voicecoach.coaching.wording import Wording
from voicecoach.routine.model import Routine

LONGEST_GAP_SECONDS = 10.0
"""More time than this between two events was no stretching: the machine slept. The session pauses there."""


class Session:
    """One walk through a routine.

    Args:
        routine: what to do.
        phrases: the coach's own sentences.
        preferences: how it is paced.
        estimate: how long a sentence sounds that has not been rendered yet, in seconds.
        lengths: what is known already of how long sentences sound, in seconds.
        at: the place to go on from; the beginning where it is None.

    Raises:
        ValueError: `at` is no place in this routine.
    """

    def __init__(
        self,
        routine: Routine,
        phrases: Phrases,
        preferences: Preferences,
        estimate: Callable[[str], float],
        lengths: Mapping[str, float] | None = None,
        at: Position | None = None,
    ) -> None:
        self.routine = routine
        self._lengths = dict(lengths or {})
        self._estimate = estimate
        self._wording = Wording(routine, phrases, self._length)
        self._composer = Composer(self._wording, preferences)
        self._names = tuple(part.id for part in routine.parts)
        self._moves = Moves(self._composer, self._names)
        self._at_seconds: float | None = None
        self._state = State(tuple(self._composer.step(spec) for spec in plan(routine, preferences)))
        if at is not None:
            self._state = restored(self._state, at, self._names, self._composer)

    def handle(self, event: Event) -> tuple[Effect, ...]:
        """What follows from an event. The first one begins the session."""
        if self._state.ended:
            return ()
        effects = self._pass_time(event.at_seconds)
        match event:
            case Commanded(command=command):
                self._state, more = self._moves.obey(replace(self._state, misses=0), command)
                effects += more
                self._state, more = run(self._state, 0.0, self._names)
                effects += more
            case Unclear():
                self._state, more = self._moves.unclear(self._state)
                effects += more
            case LengthsKnown(lengths=lengths):
                self._lengths.update(lengths)
                self._relay()
            case Tick():
                pass
        return tuple(effects)

    def view(self) -> View:
        """The picture of this moment."""
        return view(self._state, self.routine)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The plan as it stands."""
        return self._state.steps

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self._state.ended

    def due_in_seconds(self) -> float | None:
        """How long until something falls due; None while time stands still."""
        if self._state.halted or self._state.ended:
            return None
        step, place = self._state.current, self._state.current_place
        following = step.agenda[place.due].at_seconds if place.due < len(step.agenda) else step.seconds
        return max(0.0, following - place.offset_seconds)

    def texts(self) -> tuple[str, ...]:
        """Everything that may be spoken from here on, each once, in the order of its likely use."""
        planned = [say.spoken for step in self._state.steps[self._state.index :] for say in step.sentences()]
        return tuple(dict.fromkeys((*planned, *(say.spoken for say in self._wording.answers()))))

    def position(self) -> Position | None:
        """Where to go on another time; None where there is nothing to go on with."""
        return position_of(self._state, self._names)

    def _pass_time(self, at_seconds: float) -> list[Effect]:
        begin: list[Effect] = []
        if self._at_seconds is None:
            self._at_seconds = at_seconds
            self._state, begin = self._moves.begin(self._state)
        gap = max(0.0, at_seconds - self._at_seconds)
        self._at_seconds = max(self._at_seconds, at_seconds)
        if gap > LONGEST_GAP_SECONDS and not self._state.halted:
            self._state, effects = self._moves.obey(self._state, Command.PAUSE)
        else:
            self._state, effects = run(self._state, gap, self._names)
        return [*begin, *effects]

    def _length(self, text: str) -> float:
        known = self._lengths.get(text)
        return self._estimate(text) if known is None else known

    def _relay(self) -> None:
        """Lay out anew what is still to come: the step at hand keeps its times, because it is being said."""
        index = self._state.index
        later = tuple(self._composer.step(step.spec) for step in self._state.steps[index + 1 :])
        self._state = replace(self._state, steps=(*self._state.steps[: index + 1], *later))
