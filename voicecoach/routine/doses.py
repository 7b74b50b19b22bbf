"""How much of a stretch is done: a hold by the clock, a hold by breaths, or repetitions."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from voicecoach.routine.texts import Frozen, SidedText, wrong

Seconds = Annotated[float, Field(ge=0, le=600)]


class Amount(Frozen):
    """How much of something: where to start, and how far it may shrink and grow."""

    least: Annotated[float, Field(gt=0, le=600)]
    """The least that still makes sense."""
    start: Annotated[float, Field(gt=0, le=600)]
    """Where a newcomer starts; not under `least`."""
    most: Annotated[float, Field(gt=0, le=600)]
    """How far it may grow; not under `start`."""
    step: Annotated[float, Field(ge=0, le=120)] = 0.0
    """The progression: by so much it grows after easy sessions, and shrinks after hard ones."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.least <= self.start <= self.most:
            raise wrong("out_of_order")
        return self


def _whole(amount: Amount) -> Amount:
    if not all(number.is_integer() for number in (amount.least, amount.start, amount.most, amount.step)):
        raise wrong("not_whole")
    return amount


Count = Annotated[Amount, AfterValidator(_whole)]
"""An amount of things that have no halves."""


class _Dose(Frozen):
    repetitions: Annotated[int, Field(ge=1, le=50)] = 1
    """How often on each side."""
    sets: Annotated[int, Field(ge=1, le=10)] = 1
    """How many rounds of all that."""
    rest_seconds: Seconds = 5
    """The rest between two repetitions, and between two sets, in seconds."""


class HoldDose(_Dose):
    """A position that is held by the clock, `repetitions` times on each side."""

    kind: Literal["hold"]
    """What is counted: the seconds of a hold."""
    seconds: Amount
    """The length of one hold, in seconds."""


class BreathDose(_Dose):
    """A position that is held for a number of slow breaths, `repetitions` times on each side."""

    kind: Literal["breaths"]
    """What is counted: slow breaths, in and out."""
    breaths: Count
    """The length of one hold, in whole breaths."""


class RepetitionDose(Frozen):
    """A movement that is repeated at a steady pace, without holding."""

    kind: Literal["repetitions"]
    """What is counted: movements, there and back."""
    count: Count
    """How many, in whole numbers; on each side where there are sides."""
    pace_seconds: Annotated[float, Field(ge=1, le=60)]
    """One repetition, there and back, in seconds."""
    sets: Annotated[int, Field(ge=1, le=10)] = 1
    """How many rounds of all that."""
    rest_seconds: Seconds = 10
    """The rest between two sets, in seconds."""
    calls: tuple[SidedText, ...] = ()
    """Words said in step with each repetition, spread evenly over it ("In", "And out")."""


Dose = Annotated[HoldDose | BreathDose | RepetitionDose, Field(discriminator="kind")]
