"""A step of a session: what it is for, how long it takes, and what falls due when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from voicecoach.coaching.events import CueNow, PhaseBegan, Say
from voicecoach.coaching.terms import WORKING, Phase, Side

Talk = Literal["full", "brief", "again", "break", "re-entry", "stopped", "pain"]


class Block(NamedTuple):
    """One side of one stretch, in one set: what is either done in full or marked as skipped."""

    part: int
    set: int
    side: Side | None


@dataclass(frozen=True, slots=True)
class Spec:
    """What a step is for; `compose` turns it into a Step.

    Attributes:
        part: index of the stretch in the routine; None for welcome and farewell.
        talk: how much is said; "break" is the routine's own rest before a stretch.
        extra: how often more time was asked for.
        asked_seconds: where in the step it was asked for last.
    """

    phase: Phase
    part: int | None = None
    side: Side | None = None
    set: int = 1
    repetition: int = 1
    talk: Talk = "full"
    extra: int = 0
    asked_seconds: float | None = None

    @property
    def block(self) -> Block | None:
        """The side of the stretch that it belongs to; None for welcome and farewell."""
        return None if self.part is None else Block(self.part, self.set, self.side)

    @property
    def working(self) -> bool:
        """Whether its time is dose."""
        return self.phase in WORKING


class Due(NamedTuple):
    """Something that falls due in a step."""

    at_seconds: float
    effect: Say | CueNow | PhaseBegan


@dataclass(frozen=True, slots=True)
class Step:
    """A timed step.

    Attributes:
        agenda: what falls due, in the order of time.
        cycle_seconds: one breath of a hold, or one repetition of a movement; 0 elsewhere.
    """

    spec: Spec
    seconds: float
    agenda: tuple[Due, ...]
    cycle_seconds: float = 0.0

    def sentences(self) -> tuple[Say, ...]:
        """All that is said in it, in order."""
        return tuple(due.effect for due in self.agenda if isinstance(due.effect, Say))

    def sentence_at(self, offset_seconds: float) -> int | None:
        """The index in the agenda of the sentence that sounds at this moment; None in silence."""
        for index, due in enumerate(self.agenda):
            match due.effect:
                case Say(seconds=seconds) if due.at_seconds <= offset_seconds < due.at_seconds + seconds:
                    return index
        return None

    def due_after(self, offset_seconds: float) -> int:
        """The index of the first thing that is due later than this moment."""
        return sum(due.at_seconds <= offset_seconds for due in self.agenda)
