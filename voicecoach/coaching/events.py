"""What the engine is told, and what it asks for. All times are monotonic seconds from one clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voicecoach.coaching.terms import By, Command, Context, Cue, EndReason, Phase, Side


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has come to `at_seconds`. The engine needs no fixed pace: only a tick when something is due."""

    at_seconds: float


@dataclass(frozen=True, slots=True)
class Commanded:
    """The user asked for something."""

    at_seconds: float
    command: Command
    by: By


@dataclass(frozen=True, slots=True)
class Unclear:
    """The user said something that was much like a command, and was none."""

    at_seconds: float


@dataclass(frozen=True, slots=True)
class LengthsKnown:
    """Sentences have been rendered: how long each one sounds, in seconds."""

    at_seconds: float
    lengths: Mapping[str, float]


Event = Tick | Commanded | Unclear | LengthsKnown


@dataclass(frozen=True, slots=True)
class Say:
    """Begin to say a sentence now.

    Attributes:
        text: as it is shown.
        spoken: as the voice has to be given it.
        seconds: how long it sounds, or is expected to.
    """

    text: str
    spoken: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Hush:
    """Be silent at once."""


@dataclass(frozen=True, slots=True)
class CueNow:
    """Sound a cue."""

    name: Cue


@dataclass(frozen=True, slots=True)
class ListenFor:
    """From now on these commands make sense."""

    context: Context


@dataclass(frozen=True, slots=True)
class PhaseBegan:
    """A phase, or a repetition in it, begins or goes on. `stretch` is an id; seconds are the phase's."""

    phase: Phase
    stretch: str | None
    side: Side | None
    set: int
    repetition: int
    seconds_left: float


@dataclass(frozen=True, slots=True)
class PartEnded:
    """One side of one stretch is over. Seconds are those of its dose: planned, and really done."""

    stretch: str
    side: Side | None
    set: int
    planned_seconds: float
    done_seconds: float
    skipped: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over; nothing follows."""

    reason: EndReason


@dataclass(frozen=True, slots=True)
class Chosen:
    """A routine was chosen from the menu; `resume` where an unfinished session should go on."""

    routine: str
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """The user wants to leave the program."""


Effect = Say | Hush | CueNow | ListenFor | PhaseBegan | PartEnded | Ended | Chosen | Left
