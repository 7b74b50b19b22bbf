"""What a stretch and a routine are.

The classes here are the format of the TOML files: a file is right when its class accepts it. The text under a
field is what the description of the format says of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from voicecoach.routine.doses import Amount, BreathDose, Dose, HoldDose, RepetitionDose, Seconds
from voicecoach.routine.texts import PLACEHOLDERS, Frozen, Name, SidedText, Text, speaks_of_sides, wrong

__all__ = [
    "PLACEHOLDERS",
    "Amount",
    "BreathDose",
    "Dose",
    "HoldDose",
    "Item",
    "Name",
    "Part",
    "Position",
    "RepetitionDose",
    "Rest",
    "Routine",
    "RoutineFile",
    "Sides",
    "Source",
    "Stretch",
]


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


class Source(Frozen):
    """What a stretch or a routine rests on."""

    title: Text
    """The title of the article, the book or the sheet."""
    says: str = ""
    """What it says of the dose, in your own words."""


class Stretch(Frozen):
    """One stretch, for any side: {side} and {other_side} stand for the words of the side at hand."""

    name: Text
    """What it is called, on the screen and aloud."""
    position: Position
    """How the body is placed at the start."""
    sides: Sides
    """"each": one side after the other. "alternate": from side to side. "none": no sides."""
    dose: Dose
    """How much of it is done."""
    setup: Annotated[tuple[SidedText, ...], Field(min_length=1)]
    """How to get into the starting position."""
    instructions: Annotated[tuple[SidedText, ...], Field(min_length=1)]
    """The way into the stretch, in full."""
    brief: Annotated[tuple[SidedText, ...], Field(min_length=1)]
    """The same for somebody who has just done it on the other side."""
    release: Annotated[tuple[SidedText, ...], Field(min_length=1)]
    """The way out."""
    cues: tuple[SidedText, ...] = ()
    """Short sentences for the hold or between the repetitions, said where there is room."""
    easier: tuple[SidedText, ...] = ()
    """How to make it milder."""
    further: tuple[SidedText, ...] = ()
    """How to take it further."""
    cautions: tuple[SidedText, ...] = ()
    """What to take care of."""
    equipment: tuple[Text, ...] = ()
    """What has to be at hand, with its article: "a strap"."""
    pronounce: dict[Text, Text] = Field(default_factory=dict)
    """Spellings that mislead a voice, and what to say for them."""
    sources: tuple[Source, ...] = ()
    """What it rests on."""
    ours: str = ""
    """Why the dose is one's own, where no source gives it."""
    notes: str = ""
    """Anything else that whoever reads the file should know; it is never said."""
    figure: Name | None = None
    """The movement to draw; the stretch's own id where it is left out."""

    @model_validator(mode="after")
    def _sides_fit(self) -> Self:
        _check_fit(self.dose, self.sides)
        spoken = self.setup + self.instructions + self.brief + self.release
        spoken += self.cues + self.easier + self.further + self.cautions
        if self.sides is not Sides.EACH and speaks_of_sides(spoken):
            raise wrong("side_without_sides")
        return self


class Item(Frozen):
    """A stretch in a routine."""

    use: Name
    """The id of a stretch: of this file's own, of yours, or of the library."""
    dose: Dose | None = None
    """Another dose than the stretch's own."""


class Rest(Frozen):
    """A rest between two stretches."""

    rest: Annotated[float, Field(ge=5, le=600)]
    """Its length, in seconds."""


def _kind_of_entry(value: object) -> str:
    return "rest" if isinstance(value, Rest) or (isinstance(value, dict) and "rest" in value) else "use"


Entry = Annotated[Annotated[Item, Tag("use")] | Annotated[Rest, Tag("rest")], Discriminator(_kind_of_entry)]


class RoutineFile(Frozen):
    """A routine as it is written: its stretches are named, not yet looked up."""

    title: Text
    """What the menu calls it."""
    about: Text
    """One sentence on what it does."""
    when: tuple[Literal["morning", "day", "desk", "evening"], ...] = ()
    """When it fits."""
    frequency: str = ""
    """How often to do it, in words."""
    welcome: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What is said at the start."""
    farewell: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What is said at the end."""
    pronounce: dict[Text, Text] = Field(default_factory=dict)
    """Spellings in welcome and farewell that mislead a voice, and what to say for them."""
    sources: tuple[Source, ...] = ()
    """What it rests on."""
    ours: str = ""
    """Why it is put together like this, where no source says so."""
    stretches: Annotated[tuple[Entry, ...], Field(min_length=1, max_length=100)]
    """The stretches in their order, and rests between them."""
    define: dict[Name, Stretch] = Field(default_factory=dict)
    """Stretches of the file's own, by id: each holds what a stretch file holds."""


class Part(Frozen):
    """A stretch of a routine, looked up, with the dose that holds in it."""

    id: Name
    stretch: Stretch
    dose: Dose
    rest_before_seconds: Seconds = 0

    @model_validator(mode="after")
    def _dose_fits(self) -> Self:
        _check_fit(self.dose, self.stretch.sides)
        return self

    @property
    def figure(self) -> str:
        """The id of the movement to draw."""
        return self.stretch.figure or self.id


class Routine(Frozen):
    """A routine with everything that it needs.

    Attributes:
        shadows: whether it is one's own and stands in the place of a built-in one with the same id.
    """

    id: Name
    origin: Literal["built-in", "own"]
    file: RoutineFile
    parts: tuple[Part, ...]
    shadows: bool = False

    @property
    def title(self) -> str:
        """What the menu calls it."""
        return self.file.title


def _check_fit(dose: Dose, sides: Sides) -> None:
    if not isinstance(dose, RepetitionDose):
        if sides is Sides.ALTERNATE:
            raise wrong("alternate_needs_repetitions")
    elif sides is not Sides.EACH and speaks_of_sides(dose.calls):
        raise wrong("side_without_sides")
