"""A place in a session that can be written down and gone back to, after a crash or a power cut too."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from voicecoach.coaching.compose import Composer
from voicecoach.coaching.state import Outcome, Place, State
from voicecoach.coaching.step import Block, Spec
from voicecoach.coaching.terms import Phase, Side


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a session.

    Attributes:
        phase: the phase of the step, or "break".
        stretch: the id of the stretch at `part`, so that a routine that was changed meanwhile is noticed.
        extra: how often more time was given to the step.
        outcomes: what had become of the sides before: (part, set, side, outcome).
    """

    part: int
    stretch: str
    side: Side | None
    set: int
    repetition: int
    phase: str
    offset_seconds: float
    extra: int
    outcomes: tuple[tuple[int, int, Side | None, Outcome], ...]

    def to_json(self) -> str:
        """As text, for the journal."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Position:
        """The position that was written down.

        Raises:
            ValueError: the text is not a position.
        """
        try:
            fields = json.loads(text)
            outcomes = tuple(
                (part, nth, side, outcome) for part, nth, side, outcome in fields.pop("outcomes")
            )
            return cls(**fields, outcomes=outcomes)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"not a position: {error}") from error


def position_of(state: State, names: tuple[str, ...]) -> Position | None:
    """Where the session is; None before the first stretch and after the last."""
    spec = state.base.spec
    if state.ended or spec.part is None:
        return None
    outcomes = tuple((*block, outcome) for block, outcome in state.outcomes.items())
    offset = state.place.offset_seconds
    return Position(
        spec.part,
        names[spec.part],
        spec.side,
        spec.set,
        spec.repetition,
        _name(spec),
        offset,
        spec.extra,
        outcomes,
    )


def restored(state: State, at: Position, names: tuple[str, ...], composer: Composer) -> State:
    """The state at a position, halted there: `resume` goes on with a count back into the stretch.

    Where a side was led up to otherwise than planned, its own beginning stands for that place.

    Raises:
        ValueError: the routine has no such place any more.
    """
    block = Block(at.part, at.set, at.side)
    inside = [n for n, step in enumerate(state.steps) if step.spec.block == block]
    if not inside or names[at.part] != at.stretch:
        raise ValueError("the routine has changed since: it has no such place any more")
    key = (at.repetition, at.phase)
    index = next((n for n in inside if _key(state.steps[n].spec) == key), inside[0])
    step = composer.step(replace(state.steps[index].spec, extra=at.extra))
    if step.spec.working and not 0 <= at.offset_seconds <= step.seconds:
        raise ValueError("the routine has changed since: this stretch is shorter now")
    outcomes = {Block(part, nth, side): outcome for part, nth, side, outcome in at.outcomes}
    steps = (*state.steps[:index], step, *state.steps[index + 1 :])
    place = Place(at.offset_seconds, step.due_after(at.offset_seconds)) if step.spec.working else Place()
    return replace(state, steps=steps, index=index, place=place, outcomes=outcomes, halted=Phase.PAUSED)


def _key(spec: Spec) -> tuple[int, str]:
    return spec.repetition, _name(spec)


def _name(spec: Spec) -> str:
    """The phase; the routine's own rest before a stretch has a name of its own."""
    return "break" if spec.talk == "break" else spec.phase
