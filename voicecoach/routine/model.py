"""What a stretch, a dose and a routine are.

The classes here are the format of the TOML files: a file is right when its class accepts it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

PLACEHOLDERS = ("{side}", "{other_side}", "{Side}", "{Other_side}")
"""What stands in a spoken text for the word of the side at hand, or for that of the other side."""


def _wrong(kind: str) -> PydanticCustomError:
    """A fault whose words stand in this room's language file under its kind."""
    return PydanticCustomError(kind, "see the language file")


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise _wrong("not_one_line")
    return text


def _no_placeholders(text: str) -> str:
    if "{" in text or "}" in text:
        raise _wrong("placeholder_here")
    return text


def _known_placeholders(text: str) -> str:
    rest = text
    for placeholder in PLACEHOLDERS:
        rest = rest.replace(placeholder, "")
    if "{" in rest or "}" in rest:
        raise _wrong("unknown_placeholder")
    return text


_Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), AfterValidator(_one_line)
]
Text = Annotated[_Line, AfterValidator(_no_placeholders)]
SidedText = Annotated[_Line, AfterValidator(_known_placeholders)]
"""A text that may hold the PLACEHOLDERS."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Seconds = Annotated[float, Field(ge=0, le=600)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Position(StrEnum):
    """How the body is placed at the start of a stretch."""

    ON_BACK = "on-back"
    ON_SIDE = "on-side"
    ON_FRONT = "on-front"
    HANDS_AND_KNEES = "hands-and-knees"
    KNEELING = "kneeling"
    HALF_KNEELING = "half-kneeling"
    SEATED = "seated"
    STANDING = "standing"


class Sides(StrEnum):
    """Whether a stretch is done on each side in turn, from side to side, or on neither.

    From side to side (ALTERNATE) one repetition goes to both sides, right first; the texts name the sides.
    """

    EACH = "each"
    ALTERNATE = "alternate"
    NONE = "none"


class Amount(_Frozen):
    """How much of something: where to start, and how far it may shrink and grow."""

    least: Annotated[float, Field(gt=0, le=600)]
    start: Annotated[float, Field(gt=0, le=600)]
    most: Annotated[float, Field(gt=0, le=600)]
    step: Annotated[float, Field(ge=0, le=120)] = 0.0
    """The progression: by so much it grows after easy sessions, and shrinks after hard ones."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.least <= self.start <= self.most:
            raise _wrong("out_of_order")
        return self


def _whole(amount: Amount) -> Amount:
    if not all(number.is_integer() for number in (amount.least, amount.start, amount.most, amount.step)):
        raise _wrong("not_whole")
    return amount


Count = Annotated[Amount, AfterValidator(_whole)]
"""An amount of things that have no halves."""


class _Dose(_Frozen):
    repetitions: Annotated[int, Field(ge=1, le=50)] = 1
    sets: Annotated[int, Field(ge=1, le=10)] = 1
    rest_seconds: Seconds = 5
    """Between two repetitions, and between two sets."""


class HoldDose(_Dose):
    """A position that is held by the clock, `repetitions` times on each side."""

    kind: Literal["hold"]
    seconds: Amount


class BreathDose(_Dose):
    """A position that is held for a number of slow breaths, `repetitions` times on each side."""

    kind: Literal["breaths"]
    breaths: Count


class RepetitionDose(_Frozen):
    """A movement that is repeated at a steady pace, without holding."""

    kind: Literal["repetitions"]
    count: Count
    pace_seconds: Annotated[float, Field(ge=1, le=60)]
    """One repetition, there and back."""
    sets: Annotated[int, Field(ge=1, le=10)] = 1
    rest_seconds: Seconds = 10
    calls: tuple[SidedText, ...] = ()
    """Words said in step with each repetition, spread evenly over it ("In", "And out")."""


Dose = Annotated[HoldDose | BreathDose | RepetitionDose, Field(discriminator="kind")]


def _check_fit(dose: Dose, sides: Sides) -> None:
    if not isinstance(dose, RepetitionDose):
        if sides is Sides.ALTERNATE:
            raise _wrong("alternate_needs_repetitions")
    elif sides is not Sides.EACH and _speaks_of_sides(dose.calls):
        raise _wrong("side_without_sides")


def _speaks_of_sides(texts: tuple[str, ...]) -> bool:
    return any(placeholder in text for text in texts for placeholder in PLACEHOLDERS)


class Source(_Frozen):
    """An article that a stretch or a routine rests on, by its title, and what it says of the dose."""

    title: Text
    says: str = ""


class Stretch(_Frozen):
    """One stretch, for any side: the PLACEHOLDERS stand for the words of the side at hand.

    Attributes:
        setup: how to get into the starting position.
        instructions: the way into the stretch, in full.
        brief: the same for somebody who has just done it on the other side.
        release: the way out.
        cues: said during the hold or between the repetitions, where there is room.
        pronounce: spellings that mislead a voice, and what to say for them.
        ours: why the dose is our own, where no source gives one; else "".
    """

    name: Text
    position: Position
    sides: Sides
    dose: Dose
    setup: Annotated[tuple[SidedText, ...], Field(min_length=1)]
    instructions: Annotated[tuple[SidedText, ...], Field(min_length=1)]
    brief: Annotated[tuple[SidedText, ...], Field(min_length=1)]
    release: Annotated[tuple[SidedText, ...], Field(min_length=1)]
    cues: tuple[SidedText, ...] = ()
    easier: tuple[SidedText, ...] = ()
    further: tuple[SidedText, ...] = ()
    cautions: tuple[SidedText, ...] = ()
    equipment: tuple[Text, ...] = ()
    pronounce: dict[Text, Text] = Field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    ours: str = ""
    notes: str = ""
    figure: Name | None = None
    """The movement to draw; the stretch's own id where it is left out."""

    @model_validator(mode="after")
    def _sides_fit(self) -> Self:
        _check_fit(self.dose, self.sides)
        spoken = self.setup + self.instructions + self.brief + self.release
        spoken += self.cues + self.easier + self.further + self.cautions
        if self.sides is not Sides.EACH and _speaks_of_sides(spoken):
            raise _wrong("side_without_sides")
        return self


class Item(_Frozen):
    """A stretch in a routine, with its own dose where the routine asks for another."""

    use: Name
    dose: Dose | None = None


class RoutineFile(_Frozen):
    """A routine as it is written: its stretches are named, not yet looked up."""

    title: Text
    about: Text
    when: tuple[Literal["morning", "day", "desk", "evening"], ...] = ()
    frequency: str = ""
    welcome: Annotated[tuple[Text, ...], Field(min_length=1)]
    farewell: Annotated[tuple[Text, ...], Field(min_length=1)]
    pronounce: dict[Text, Text] = Field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    ours: str = ""
    stretches: Annotated[tuple[Item, ...], Field(min_length=1, max_length=100)]


class Part(_Frozen):
    """A stretch of a routine, looked up, with the dose that holds in it."""

    id: Name
    stretch: Stretch
    dose: Dose

    @model_validator(mode="after")
    def _dose_fits(self) -> Self:
        _check_fit(self.dose, self.stretch.sides)
        return self

    @property
    def figure(self) -> str:
        """The id of the movement to draw."""
        return self.stretch.figure or self.id


class Routine(_Frozen):
    """A routine with everything that it needs."""

    id: Name
    origin: Literal["built-in", "own"]
    file: RoutineFile
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """What the menu calls it."""
        return self.file.title
