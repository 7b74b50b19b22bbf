"""The one frozen picture of a session that a screen draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voicecoach.coaching.state import State
from voicecoach.coaching.terms import Phase, Side
from voicecoach.routine.model import RepetitionDose, Routine


@dataclass(frozen=True, slots=True)
class FigureMoment:
    """What the moving figure shows: which movement, and how far it is in its phase, 0 to 1."""

    movement: str
    side: Side
    phase: Literal["into", "hold", "out", "move"]
    progress: float


@dataclass(frozen=True, slots=True)
class View:
    """A session at a moment.

    Attributes:
        routine: its title.
        phase: what the moment is for; "paused" and "check-in" while time stands still.
        working: what it is for when time runs; the same as `phase` then.
        stretch: the name to show; "" in welcome and farewell, and in a break between two stretches.
        repetition: which one, from 1, of `repetitions`.
        seconds_left: what the large clock shows: the rest of the hold, or of the step.
        step_seconds: the whole of that step.
        clock_running: whether the dose is counted at this moment.
        re_entry: whether the count back into a stretch runs.
        total_left_seconds: until the end of the farewell.
        progress: 0 to 1, of the whole session.
        part: which stretch, from 1, of `parts`; 0 in the welcome.
        next_stretch: the name of what comes next; "" where nothing does.
        next_side: the side that comes next, where the next thing is a side of the same stretch.
        caption: what is being said, or was said last.
    """

    routine: str
    phase: Phase
    working: Phase
    stretch: str
    side: Side | None
    set: int
    sets: int
    repetition: int
    repetitions: int
    seconds_left: float
    step_seconds: float
    clock_running: bool
    re_entry: bool
    total_left_seconds: float
    progress: float
    part: int
    parts: int
    next_stretch: str
    next_side: Side | None
    caption: str
    figure: FigureMoment | None
    ended: bool


def view(state: State, routine: Routine) -> View:
    """Draw the picture."""
    spec, base, current = state.base.spec, state.base, state.current
    part = None if spec.part is None else routine.parts[spec.part]
    repetition, repetitions = _repetition(state, routine)
    left = state.seconds_left()
    gone = sum(step.seconds for step in state.steps[: state.index]) + state.place.offset_seconds
    shown = base if base.spec.working and state.place.due else current
    place = state.place if shown is base else state.current_place
    next_stretch, next_side = _next(state, routine)
    in_break = spec.talk == "break"
    return View(
        routine=routine.title,
        phase=state.halted or current.spec.phase,
        working=current.spec.phase,
        stretch=part.stretch.name if part and not in_break else "",
        side=None if in_break else spec.side,
        set=spec.set,
        sets=part.dose.sets if part else 1,
        repetition=repetition,
        repetitions=repetitions,
        seconds_left=shown.seconds - place.offset_seconds,
        step_seconds=shown.seconds,
        clock_running=current.spec.working and not state.halted and not state.ended,
        re_entry=current.spec.talk == "re-entry",
        total_left_seconds=0.0 if state.ended else left,
        progress=1.0 if state.ended else gone / (gone + left),
        part=0
        if spec.phase is Phase.WELCOME
        else len(routine.parts)
        if part is None
        else (spec.part or 0) + 1,
        parts=len(routine.parts),
        next_stretch=next_stretch,
        next_side=next_side,
        caption=state.caption,
        figure=_figure(state, routine),
        ended=state.ended,
    )


def _repetition(state: State, routine: Routine) -> tuple[int, int]:
    spec = state.base.spec
    if spec.part is None:
        return 1, 1
    dose = routine.parts[spec.part].dose
    if not isinstance(dose, RepetitionDose):
        return spec.repetition, dose.repetitions
    if not spec.working:
        return spec.repetition, round(dose.count.start)
    count = round(state.base.seconds / state.base.cycle_seconds)
    return min(count, 1 + int(state.place.offset_seconds / state.base.cycle_seconds)), count


def _next(state: State, routine: Routine) -> tuple[str, Side | None]:
    """The name of what comes after the side at hand, and its side where it is the same stretch."""
    own = state.base.spec
    if own.talk == "break" and own.part is not None:
        return routine.parts[own.part].stretch.name, None
    following = next((s.spec for s in state.steps[state.index + 1 :] if s.spec.block != own.block), None)
    if following is None or following.part is None:
        return "", None
    same = following.part == own.part
    return routine.parts[following.part].stretch.name, following.side if same else None


_MOTION: dict[Phase, Literal["into", "hold", "out", "move"]] = {
    Phase.HOLD: "hold",
    Phase.BREATHE: "hold",
    Phase.MOVE: "move",
    Phase.INSTRUCT: "into",
    Phase.REST: "out",
}


def _figure(state: State, routine: Routine) -> FigureMoment | None:
    """The movement follows the session: still in position, in, held and breathing or moving, and out."""
    step, place = state.current, state.current_place
    if step.spec.part is None:
        return None
    part = routine.parts[step.spec.part]
    side: Side = step.spec.side or "right"
    moves = isinstance(part.dose, RepetitionDose)
    phase = step.spec.phase
    if moves:
        progress = place.offset_seconds / step.cycle_seconds % 1.0 if phase is Phase.MOVE else 0.0
        return FigureMoment(part.figure, side, "move", progress)
    if step.spec.talk == "again" or step.spec.talk == "re-entry":
        return FigureMoment(part.figure, side, "into", _share(place.offset_seconds, step.seconds))
    motion = "into" if step.spec.talk == "break" else _MOTION.get(phase, "into")
    if motion == "hold":
        return FigureMoment(part.figure, side, "hold", place.offset_seconds / step.cycle_seconds % 1.0)
    if motion == "into":
        progress = _share(place.offset_seconds, step.seconds) if phase is Phase.INSTRUCT else 0.0
        return FigureMoment(part.figure, side, "into", progress)
    return FigureMoment(
        part.figure, side, "out", _share(place.offset_seconds, min(step.seconds, OUT_SECONDS))
    )


OUT_SECONDS = 3.0
"""How long the figure takes on its way out, however long the rest is."""


def _share(offset: float, seconds: float) -> float:
    return min(1.0, offset / seconds) if seconds > 0 else 1.0
