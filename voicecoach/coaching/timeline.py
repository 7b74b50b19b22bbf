"""A session that nobody interrupts, laid out from its first moment to its last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.coaching.events import CueNow, PhaseBegan, Say
from voicecoach.coaching.step import Step
from voicecoach.coaching.terms import Phase


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that falls due in a session.

    Attributes:
        at_seconds: from the start of the session.
        seconds: how long a sentence sounds, or how long the clock runs until the next phase or repetition
            begins; 0 for a cue. So the moments of the clock fill the session without gap or overlap.
        phase: the phase, and the repetition in it, that it falls into.
        part: index of the stretch in the routine; None in welcome and farewell.
    """

    at_seconds: float
    seconds: float
    what: Say | CueNow | PhaseBegan
    phase: PhaseBegan
    part: int | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole session: how long it takes, and what happens in it, in order."""

    seconds: float
    moments: tuple[Moment, ...]

    def begin_of_parts(self) -> tuple[float, ...]:
        """When each stretch of the routine begins, in seconds: as the way into its position is described."""
        begins: dict[int, float] = {}
        for moment in self.moments:
            if moment.part is not None and moment.phase.phase is Phase.POSITION:
                begins.setdefault(moment.part, moment.at_seconds)
        return tuple(begins.values())


def timeline(steps: Sequence[Step]) -> Timeline:
    """The timeline of a session's steps, each of which begins where the one before is over."""
    moments: list[Moment] = []
    start = 0.0
    for step in steps:
        moments += _moments(step, start)
        start += step.seconds
    return Timeline(start, tuple(moments))


def _moments(step: Step, start: float) -> list[Moment]:
    moments: list[Moment] = []
    turns = [due.at_seconds for due in step.agenda if isinstance(due.effect, PhaseBegan)]
    ends = iter((*turns[1:], step.seconds))
    for due in step.agenda:
        match due.effect:
            case PhaseBegan() as phase:
                seconds = next(ends) - due.at_seconds
            case Say(seconds=seconds):
                pass
            case CueNow():
                seconds = 0.0
        moments.append(Moment(start + due.at_seconds, seconds, due.effect, phase, step.spec.part))
    return moments
