"""What happened, as it happens: for the event log of a run without a screen, and for tests.

`at_seconds` is monotonic, on the clock of the whole program.
"""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.events import PhaseBegan
from voicecoach.coaching.terms import By, Command, EndReason


@dataclass(frozen=True, slots=True)
class PhaseNotice:
    """A phase began or went on."""

    at_seconds: float
    phase: PhaseBegan


@dataclass(frozen=True, slots=True)
class SayingNotice:
    """A sentence begins to sound."""

    at_seconds: float
    text: str


@dataclass(frozen=True, slots=True)
class SaidNotice:
    """A sentence has sounded for so many seconds; `finished` is false where it was hushed."""

    at_seconds: float
    text: str
    seconds: float
    finished: bool


@dataclass(frozen=True, slots=True)
class CueNotice:
    """A cue sounds."""

    at_seconds: float
    name: str


@dataclass(frozen=True, slots=True)
class HeardNotice:
    """Somebody said something; latency from the end of the word until now."""

    at_seconds: float
    text: str
    context: str
    accepted: bool
    reason: str
    latency_seconds: float


@dataclass(frozen=True, slots=True)
class CommandNotice:
    """A command was given."""

    at_seconds: float
    name: Command
    by: By


@dataclass(frozen=True, slots=True)
class TroubleNotice:
    """Something does not work any more."""

    at_seconds: float
    part: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class MendedNotice:
    """Something works again."""

    at_seconds: float
    part: str


@dataclass(frozen=True, slots=True)
class EndNotice:
    """A session is over."""

    at_seconds: float
    reason: EndReason


Notice = (
    PhaseNotice
    | SayingNotice
    | SaidNotice
    | CueNotice
    | HeardNotice
    | CommandNotice
    | TroubleNotice
    | MendedNotice
    | EndNotice
)
