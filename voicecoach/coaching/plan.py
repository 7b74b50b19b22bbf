"""From a routine to the steps of a session, in their order."""

from __future__ import annotations

from typing import Literal

from voicecoach.coaching.compose import working_phase
from voicecoach.coaching.preferences import Preferences
from voicecoach.coaching.step import Spec
from voicecoach.coaching.terms import Phase, Side
from voicecoach.routine.model import Part, RepetitionDose, Routine, Sides

Lead = Literal["new", "other side", "another set"]
"""How a side of a stretch is led up to."""


def plan(routine: Routine, preferences: Preferences) -> tuple[Spec, ...]:
    """What happens from the welcome to the farewell."""
    specs = [Spec(Phase.WELCOME)]
    for index, part in enumerate(routine.parts):
        specs += part_specs(index, part, preferences)
    return (*specs, Spec(Phase.FAREWELL))


def part_specs(index: int, part: Part, preferences: Preferences) -> list[Spec]:
    """What happens in one stretch of a routine, with the rest that leads up to it."""
    sides = sides_of(part, preferences)
    specs = [Spec(Phase.REST, index, sides[0], talk="break")] if part.rest_before_seconds else []
    for nth in range(1, part.dose.sets + 1):
        for side in sides:
            lead: Lead = "new" if nth == 1 and side == sides[0] else "other side" if side else "another set"
            specs += block(index, part, nth, side, lead)
    return specs


def sides_of(part: Part, preferences: Preferences) -> tuple[Side | None, ...]:
    """The sides of a stretch in their order; one None where there are none to choose."""
    if part.stretch.sides is not Sides.EACH:
        return (None,)
    return ("right", "left") if preferences.first_side == "right" else ("left", "right")


def block(index: int, part: Part, nth_set: int, side: Side | None, lead: Lead) -> list[Spec]:
    """One side of one stretch in one set: the way there, then work and rest for each repetition."""
    repetitions = 1 if isinstance(part.dose, RepetitionDose) else part.dose.repetitions
    specs = [Spec(phase, index, side, nth_set) for phase in _LEADS[lead]]
    for repetition in range(1, repetitions + 1):
        talk: Literal["full", "brief", "again"] = "again"
        if repetition == 1:
            talk = "full" if lead == "new" else "brief"
        specs.append(Spec(Phase.INSTRUCT, index, side, nth_set, repetition, talk))
        specs.append(Spec(working_phase(part.dose), index, side, nth_set, repetition))
        specs.append(Spec(Phase.REST, index, side, nth_set, repetition))
    return specs


_LEADS: dict[Lead, tuple[Phase, ...]] = {
    "new": (Phase.POSITION,),
    "other side": (Phase.SWITCH,),
    "another set": (),
}
